// The expansion of %(name)s: any text gives a result within the limit, or an error with a reason.

#include "protocol/expansion.h"

#include <cstdint>

using namespace kantoku;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const ExpansionNames names = {{u"here"_s, u"/etc"_s},
                                         {u"process_num"_s, qint64(7)},
                                         {u"numprocs"_s, qint64(-3)},
                                         {u"x"_s, u"größe😀"_s},
                                         {u""_s, u"nothing"_s}};
    const QString format = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto result = expand(format, names);
    if (result) {
        if (result->size() > 4'000'000)
            __builtin_trap();
    } else if (result.error().text(format, u"s.o"_s, names).isEmpty()
               || (result.error().kind == ExpansionError::Kind::BadFormat && result.error().reason.isEmpty())) {
        __builtin_trap();
    }
    return 0;
}
