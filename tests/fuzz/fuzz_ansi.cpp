#include "ui/logs/ansiparser.h"

#include <cstdint>
#include <cstdlib>

using namespace kantoku::ui;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

/// Any bytes, in each mode: spans cover the text in order, lie within the bytes, and nothing shown can change how the
/// rest is shown.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    TextStyle style;
    for (const AnsiMode mode : {AnsiMode::Render, AnsiMode::Hide, AnsiMode::Raw}) {
        const DisplayLine line = parseAnsi(bytes, mode, style);
        qsizetype column = 0;
        qsizetype byte = 0;
        for (const TextSpan &span : line.spans) {
            require(span.column == column && span.length > 0 && span.byteOffset >= byte && span.byteLength > 0);
            column += span.length;
            byte = span.byteOffset + span.byteLength;
        }
        require(column == line.text.size() && byte <= bytes.size());
        for (const QChar c : line.text)
            require(c == u'\t' || (c >= u' ' && !(c >= u'\x7f' && c < u'\xa0') && !(c >= u'\u2028' && c <= u'\u202e')));
        qsizetype last = 0;
        for (qsizetype i = 0; i <= line.text.size(); ++i) {
            const qsizetype offset = line.byteOffset(i);
            require(offset <= bytes.size()
                    && (offset >= last || (i > 0 && i < line.text.size() && line.text[i].isLowSurrogate())));
            if (i == 0 || i == line.text.size() || !line.text[i].isLowSurrogate())
                last = offset;
        }
        style = line.endStyle;
    }
    return 0;
}
