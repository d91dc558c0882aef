#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace kantoku::daemon {

/**
 * Takes terminal sequences (`ESC [` parameters letter) out of a stream of bytes (strip_ansi).
 *
 * Sequences may be cut anywhere between two pieces. Unlike Supervisor, which looks for the end of a sequence in a list
 * of fifteen letters and in one piece only, every letter ends one, and what cannot belong to a sequence ends it too
 * and stays: no text is swallowed. A piece without ESC is handed back as it is, without a copy.
 */
class AnsiStripper {
public:
    /// What is left of `bytes`. Valid until the next call, and no longer than `bytes` itself.
    QByteArrayView strip(QByteArrayView bytes);
    /// The end of the stream: an ESC that was held back because `[` could have followed. Begins anew.
    QByteArrayView flush();

private:
    enum class State { Text, Escape, Sequence };

    State m_state = State::Text;
    int m_length = 0; ///< of the sequence so far
    QByteArray m_kept;
};

} // namespace kantoku::daemon
