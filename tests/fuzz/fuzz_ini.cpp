// The INI reader: any bytes give a document or an error with a line, and reading twice gives the same.

#include "protocol/ini.h"

#include <cstdint>

using namespace kantoku;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    IniDocument document;
    IniDocument again;
    const auto error = document.read(bytes, u"fuzz.conf"_s);
    const auto errorAgain = again.read(bytes, u"fuzz.conf"_s);
    if (error.has_value() != errorAgain.has_value())
        __builtin_trap();
    if (error && (error->lines.isEmpty() || error->lines.constFirst().number < 1 || error->text().isEmpty()))
        __builtin_trap();
    document.replaceHere(u"/here"_s);
    for (const QString &section : document.sections()) {
        for (const QString &option : document.options(section)) {
            const auto value = document.value(section, option);
            if (!value || value->line < 1 || value->text.contains(u"%(here)s"_s))
                __builtin_trap();
        }
    }
    return 0;
}
