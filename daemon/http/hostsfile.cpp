#include "daemon/http/hostsfile.h"

#include <QFile>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

QStringList namesBeside(const QString &name)
{
    QFile file(u"/etc/hosts"_s);
    if (name.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    QStringList found;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        const QStringList words = line.section(u'#', 0, 0).simplified().split(u' ');
        if (const QStringList names = words.mid(1);
            names.contains(name, Qt::CaseInsensitive)) // the first is the address
            found += names;
    }
    return found;
}

} // namespace kantoku::daemon
