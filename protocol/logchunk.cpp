#include "protocol/logchunk.h"

namespace kantoku {

using namespace Qt::StringLiterals;

LogPosition LogChunk::after() const
{
    return next.isEmpty() ? LogPosition{generation, offset + bytes.size()} : LogPosition{next, 0};
}

QVariantMap LogChunk::toMap() const
{
    return {{u"bytes"_s, bytes},           {u"offset"_s, offset}, {u"size"_s, size},
            {u"generation"_s, generation}, {u"lost"_s, lost},     {u"next"_s, next}};
}

Result<LogChunk> LogChunk::fromMap(const QVariantMap &map)
{
    for (const QString &member : {u"bytes"_s, u"offset"_s, u"size"_s}) {
        if (!map.contains(member))
            return failure(Error::Code::Malformed, u"The answer of kantoku.readLogChunk has no %1."_s.arg(member));
    }
    LogChunk chunk;
    chunk.bytes = map.value(u"bytes"_s).toByteArray();
    chunk.offset = map.value(u"offset"_s).toLongLong();
    chunk.size = map.value(u"size"_s).toLongLong();
    chunk.generation = map.value(u"generation"_s).toString();
    chunk.lost = map.value(u"lost"_s).toLongLong();
    chunk.next = map.value(u"next"_s).toString();
    return chunk;
}

} // namespace kantoku
