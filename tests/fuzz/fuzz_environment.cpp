// Words: command lines and environment= pairs. Words that are quoted again split into the same words.

#include "protocol/shellwords.h"

#include <QSet>

#include <cstdint>

using namespace kantoku;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const Result<EnvironmentWords> variables = parseEnvironment(text)) {
        QSet<QString> names;
        for (const auto &[name, value] : *variables) {
            if (name.isEmpty() || names.contains(name))
                __builtin_trap();
            names.insert(name);
        }
    } else if (variables.error().message.isEmpty()) {
        __builtin_trap();
    }
    if (const Result<QStringList> words = splitShellWords(text)) {
        QStringList quoted;
        for (QString word : *words)
            quoted.append(u"'%1'"_s.arg(word.replace(u"'"_s, u"'\"'\"'"_s)));
        const Result<QStringList> again = splitShellWords(quoted.join(u' '));
        if (!again || *again != *words)
            __builtin_trap();
    }
    return 0;
}
