#include "protocol/capabilities.h"

namespace kantoku {

using namespace Qt::StringLiterals;

QVariantMap Capabilities::toMap() const
{
    QVariantMap map{{u"version"_s, version}, {u"protocol"_s, protocol}, {u"capabilities"_s, names}};
    if (sequence)
        map.insert(u"sequence"_s, *sequence);
    return map;
}

Result<Capabilities> Capabilities::fromMap(const QVariantMap &map)
{
    Capabilities capabilities{map.value(u"version"_s).toString(), map.value(u"protocol"_s).toInt(),
                              map.value(u"capabilities"_s).toStringList()};
    if (capabilities.version.isEmpty())
        return failure(Error::Code::Malformed, u"The server's capabilities have no version."_s);
    bool isNumber = false;
    if (const quint64 sequence = map.value(u"sequence"_s).toULongLong(&isNumber); isNumber)
        capabilities.sequence = sequence;
    return capabilities;
}

} // namespace kantoku
