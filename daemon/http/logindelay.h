#pragma once

#include <QHash>
#include <QString>

#include <chrono>

namespace kantoku::daemon {

/**
 * How long a wrong password has to wait for its answer: a quarter of a second, doubled with each failure of the same
 * peer up to four, forgotten after a minute without one.
 *
 * Only wrong answers wait, so nobody is held up by another's guesses. A guesser who does not wait for his answers gains
 * nothing: while maxWaiting of a peer's are due, nothing more of it is looked at.
 */
class LoginDelay {
public:
    using Time = std::chrono::milliseconds;
    static constexpr int maxWaiting = 8;
    static constexpr Time shortest{250};
    static constexpr Time longest{4000};
    static constexpr Time memory{60'000};

    /// False while too many failures of this peer wait for their answers.
    bool mayTry(const QString &peer) const { return m_peers.value(peer).waiting < maxWaiting; }
    /// A wrong password at `now` (monotonic). @return how long its answer waits; answered() follows
    Time failed(const QString &peer, Time now);
    /// The wait of one failure is over.
    void answered(const QString &peer);
    void succeeded(const QString &peer);

private:
    struct Record {
        int failures = 0;
        int waiting = 0;
        Time last{};
    };
    void forget(Time now);

    static constexpr qsizetype maxPeers = 1024;
    QHash<QString, Record> m_peers;
};

} // namespace kantoku::daemon
