#include "daemon/logging/ansistripper.h"

namespace kantoku::daemon {

namespace {

constexpr char escape = '\x1b';
constexpr int longestSequence = 256;

constexpr bool endsSequence(char c)
{
    return c >= 0x40 && c <= 0x7e;
}

constexpr bool continuesSequence(char c)
{
    return c >= 0x20 && c <= 0x3f;
}

} // namespace

QByteArrayView AnsiStripper::strip(QByteArrayView bytes)
{
    if (m_state == State::Text && !bytes.contains(escape))
        return bytes;

    m_kept.resize(0); // keeps its memory
    qsizetype at = 0;
    while (at < bytes.size()) {
        switch (m_state) {
        case State::Text: {
            const qsizetype found = bytes.indexOf(escape, at);
            const qsizetype end = found < 0 ? bytes.size() : found;
            m_kept.append(bytes.sliced(at, end - at));
            at = end;
            if (found >= 0) {
                ++at;
                m_state = State::Escape;
            }
            break;
        }
        case State::Escape:
            if (bytes[at] == '[') {
                ++at;
                m_state = State::Sequence;
                m_length = 2;
            } else {
                m_kept.append(escape);
                m_state = State::Text;
            }
            break;
        case State::Sequence:
            if (endsSequence(bytes[at])) {
                ++at;
                m_state = State::Text;
            } else if (continuesSequence(bytes[at]) && ++m_length < longestSequence) {
                ++at;
            } else {
                m_state = State::Text;
            }
            break;
        }
    }
    return m_kept;
}

QByteArrayView AnsiStripper::flush()
{
    const bool held = m_state == State::Escape;
    m_state = State::Text;
    return held ? QByteArrayView("\x1b") : QByteArrayView();
}

} // namespace kantoku::daemon
