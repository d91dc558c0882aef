#include "protocol/capabilities.h"

namespace kantoku {

using namespace Qt::StringLiterals;

QVariantMap Capabilities::toMap() const
{
    return {{u"version"_s, version}, {u"protocol"_s, protocol}, {u"capabilities"_s, names}};
}

Result<Capabilities> Capabilities::fromMap(const QVariantMap &map)
{
    const Capabilities capabilities{map.value(u"version"_s).toString(), map.value(u"protocol"_s).toInt(),
                                    map.value(u"capabilities"_s).toStringList()};
    if (capabilities.version.isEmpty())
        return failure(Error::Code::Malformed, u"The server's capabilities have no version."_s);
    return capabilities;
}

} // namespace kantoku
