#include "protocol/namespec.h"

namespace kantoku {

using namespace Qt::StringLiterals;

QString Namespec::toString() const
{
    return isGroup() ? group + u":*" : namespecText(group, process);
}

Namespec parseNamespec(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0)
        return {text, text};
    const QString process = text.mid(colon + 1);
    return {text.left(colon), process == u"*" ? QString() : process};
}

QString namespecText(const QString &group, const QString &process)
{
    return group == process ? process : group + u':' + process;
}

} // namespace kantoku
