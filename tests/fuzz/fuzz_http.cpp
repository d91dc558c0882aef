// Any bytes as requests and as responses. The first byte says in which pieces they arrive: what is read must not
// depend on it.
#include "protocol/httpparser.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace kantoku;

namespace {

constexpr http::Limits limits{.headerBytes = 512, .bodyBytes = 4096};

QByteArray readRequests(QByteArrayView bytes, qsizetype piece)
{
    QByteArray seen;
    http::RequestParser parser(limits);
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        parser.feed(bytes.sliced(at, std::min(piece, bytes.size() - at)));
        for (;;) {
            const auto request = parser.next();
            if (!request)
                return seen; // which of two errors comes first may depend on the pieces
            if (!*request)
                break;
            if ((*request)->body.size() > limits.bodyBytes)
                __builtin_trap();
            seen += (*request)->method + ' ' + (*request)->target + ' ' + (*request)->body + '\n';
        }
    }
    return seen;
}

QByteArray readResponse(QByteArrayView bytes, qsizetype piece)
{
    QByteArray seen;
    http::ResponseParser parser(limits);
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        if (!parser.feed(bytes.sliced(at, std::min(piece, bytes.size() - at))))
            return seen;
        seen += parser.takeBody();
        if (parser.isComplete()) {
            parser.reset();
            seen += parser.takeBody();
        }
    }
    (void)parser.finish();
    return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size - 1));
    const qsizetype piece = data[0] % 64 + 1;
    if (readRequests(bytes, piece) != readRequests(bytes, bytes.size()))
        __builtin_trap();
    (void)readResponse(bytes, piece);
    return 0;
}
