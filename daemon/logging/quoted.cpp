#include "daemon/logging/quoted.h"

#include <algorithm>

namespace kantoku::daemon {

QString quoted(const QByteArray &data)
{
    constexpr qsizetype maxBytes = 2000;
    QByteArray text = "'";
    for (const char c : QByteArrayView(data).first(std::min(data.size(), maxBytes))) {
        if (c == '\n')
            text += "\\n";
        else if (c == '\r')
            text += "\\r";
        else if (c == '\t')
            text += "\\t";
        else if (c == '\\' || c == '\'')
            text += QByteArray("\\") + c;
        else if (static_cast<uchar>(c) < 0x20 || c == 0x7f)
            text += "\\x" + QByteArray(1, c).toHex();
        else
            text += c;
    }
    text += data.size() > maxBytes ? "'..." : "'";
    return QString::fromUtf8(text);
}

} // namespace kantoku::daemon
