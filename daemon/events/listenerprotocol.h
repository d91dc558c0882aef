#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace kantoku::daemon {

/**
 * What an event listener says on its standard output, as a state machine over bytes: no process, no pipe.
 *
 * ACKNOWLEDGED  it got its answer, or just began; `READY\n` is due
 * READY         it may be given an event; anything it writes now is a violation
 * BUSY          it has an event; `RESULT <n>\n` and n bytes are due
 * UNKNOWN       it violated the protocol and gets nothing more, until a new child begins anew
 *
 * Bytes may come in any pieces. Memory is bounded: a result line of more than 4 KiB is a bad one, and of a result only
 * its beginning and length are kept.
 */
class ListenerProtocol {
public:
    enum class State { Acknowledged, Ready, Busy, Unknown };

    /// Something that bytes led to; the state changes with it.
    struct Step {
        enum class Kind {
            BecameReady, ///< ACKNOWLEDGED to READY
            Accepted, ///< the result is OK: BUSY to ACKNOWLEDGED
            Rejected, ///< any other result: BUSY to ACKNOWLEDGED
            BadResultLine, ///< BUSY to UNKNOWN; `line` is what stood there
            Violated, ///< to UNKNOWN: not READY where that was due, or text while READY
        };
        Kind kind;
        State from;
        QByteArray line;
    };

    State state() const { return m_state; }
    QList<Step> feed(QByteArrayView bytes);
    /// READY to BUSY.
    void eventSent();
    /// A new child: ACKNOWLEDGED, nothing read yet.
    void reset();

private:
    bool takeReady(QByteArrayView &bytes, QList<Step> &steps);
    bool takeResultLine(QByteArrayView &bytes, QList<Step> &steps);
    bool takeResult(QByteArrayView &bytes, QList<Step> &steps);
    void enter(State state, Step::Kind kind, QList<Step> &steps, const QByteArray &line = {});

    State m_state = State::Acknowledged;
    QByteArray m_held; ///< the start of READY, of a result line or of a result
    qint64 m_resultLeft = -1; ///< bytes of the result still to come; -1 while its line is due
};

/// As in the log: "ACKNOWLEDGED".
QByteArray listenerStateName(ListenerProtocol::State state);

} // namespace kantoku::daemon
