#include "daemon/logging/decodedtext.h"

#include <algorithm>

namespace kantoku::daemon {

QByteArray decodedText(QByteArrayView bytes)
{
    if (bytes.isValidUtf8())
        return bytes.toByteArray();
    QByteArray text("Undecodable: ");
    text += pythonRepr(bytes);
    return text;
}

QByteArray pythonRepr(QByteArrayView bytes)
{
    const char quote = bytes.contains('\'') && !bytes.contains('"') ? '"' : '\'';
    QByteArray text("b");
    text += quote;
    for (const char c : bytes) {
        switch (c) {
        case '\t': text += "\\t"; break;
        case '\n': text += "\\n"; break;
        case '\r': text += "\\r"; break;
        case '\\': text += "\\\\"; break;
        default:
            if (c == quote) {
                text += '\\';
                text += c;
            } else if (c >= ' ' && c <= '~') {
                text += c;
            } else {
                text += "\\x";
                text += QByteArray(1, c).toHex();
            }
        }
    }
    text += quote;
    return text;
}

qsizetype characterCount(QByteArrayView utf8)
{
    return std::count_if(utf8.begin(), utf8.end(), [](char c) { return (uchar(c) & 0xc0) != 0x80; });
}

} // namespace kantoku::daemon
