// Everything that looks for tokens in what children write: the listener protocol, capture tags, terminal sequences.
// Whatever the pieces in which bytes arrive, the outcome is the same, and nothing is lost that should not be.

#include "daemon/events/listenerprotocol.h"
#include "daemon/logging/ansistripper.h"
#include "daemon/logging/capturefilter.h"
#include "daemon/logging/decodedtext.h"

#include <cstdint>
#include <cstdlib>

using namespace kantoku::daemon;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Calls `take` with the bytes in pieces: all at once for 0, else in sizes that `pattern` makes up.
template <typename Take>
void inPieces(QByteArrayView bytes, unsigned pattern, Take take)
{
    if (pattern == 0) {
        take(bytes);
        return;
    }
    while (!bytes.isEmpty()) {
        pattern = pattern * 1103515245u + 12345u;
        const qsizetype size = std::min<qsizetype>(bytes.size(), 1 + (pattern >> 16) % 30);
        take(bytes.first(size));
        bytes = bytes.sliced(size);
    }
}

/// A byte of 0xff stands for the moment in which the pool has an event to give.
QByteArray listenerStory(QByteArrayView bytes, unsigned pattern)
{
    QByteArray story;
    ListenerProtocol protocol;
    while (!bytes.isEmpty()) {
        qsizetype end = bytes.indexOf('\xff');
        end = end < 0 ? bytes.size() : end;
        inPieces(bytes.first(end), pattern, [&](QByteArrayView piece) {
            for (const ListenerProtocol::Step &step : protocol.feed(piece)) {
                story += char('0' + int(step.kind));
                story += listenerStateName(step.from);
                story += step.line;
                require(step.line.size() <= 4096);
            }
        });
        if (protocol.state() == ListenerProtocol::State::Ready && end < bytes.size()) {
            protocol.eventSent();
            story += '!';
        }
        bytes = bytes.sliced(std::min(end + 1, bytes.size()));
    }
    return story + listenerStateName(protocol.state());
}

struct Captured {
    QByteArray text;
    QByteArray passing;
    QByteArray complete;
    qsizetype ended = 0;
    bool isOpen = false;

    bool operator==(const Captured &) const = default;
};

Captured captured(QByteArrayView bytes, unsigned pattern, qsizetype maxBytes)
{
    Captured result;
    CaptureFilter filter(maxBytes);
    const auto take = [&](const QList<CaptureFilter::Segment> &segments) {
        for (const CaptureFilter::Segment &segment : segments) {
            using Kind = CaptureFilter::Segment::Kind;
            switch (segment.kind) {
            case Kind::Text: result.text += segment.bytes; break;
            case Kind::Captured: result.passing += segment.bytes; break;
            case Kind::Complete:
                require(segment.bytes.size() <= maxBytes);
                result.complete += segment.bytes;
                ++result.ended;
                break;
            }
        }
    };
    inPieces(bytes, pattern, [&](QByteArrayView piece) { take(filter.feed(piece)); });
    result.isOpen = filter.isCapturing();
    take(filter.flush());
    return result;
}

QByteArray stripped(QByteArrayView bytes, unsigned pattern)
{
    QByteArray result;
    AnsiStripper stripper;
    inPieces(bytes, pattern, [&](QByteArrayView piece) { result += stripper.strip(piece); });
    result += stripper.flush();
    return result;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const unsigned pattern = 1u + data[0];
    const QByteArrayView bytes(data + 1, qsizetype(size - 1));

    require(listenerStory(bytes, 0) == listenerStory(bytes, pattern));

    const Captured whole = captured(bytes, 0, qsizetype(1) << 30);
    require(whole == captured(bytes, pattern, qsizetype(1) << 30));
    // With room for all, what was captured and not ended comes back as text: only tags are missing.
    const qsizetype tags = whole.ended * 46 + (whole.isOpen ? 24 : 0);
    require(whole.text.size() + whole.complete.size() + tags == bytes.size());
    (void)captured(bytes, pattern, 5);

    const QByteArray plain = stripped(bytes, 0);
    require(plain == stripped(bytes, pattern));
    require(plain.size() <= bytes.size());

    require(decodedText(bytes).isValidUtf8());
    return 0;
}
