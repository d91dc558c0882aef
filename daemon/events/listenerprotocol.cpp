#include "daemon/events/listenerprotocol.h"

namespace kantoku::daemon {

namespace {

constexpr QByteArrayView readyToken("READY\n");
constexpr qsizetype resultTokenSize = 7; // "RESULT "; Supervisor does not look at what stands there
constexpr qsizetype lineLimit = 4096;
constexpr qsizetype resultLimit = 3; // enough to tell OK from everything else

} // namespace

QByteArray listenerStateName(ListenerProtocol::State state)
{
    switch (state) {
    case ListenerProtocol::State::Acknowledged: return "ACKNOWLEDGED";
    case ListenerProtocol::State::Ready: return "READY";
    case ListenerProtocol::State::Busy: return "BUSY";
    case ListenerProtocol::State::Unknown: break;
    }
    return "UNKNOWN";
}

QList<ListenerProtocol::Step> ListenerProtocol::feed(QByteArrayView bytes)
{
    QList<Step> steps;
    bool goOn = true;
    while (goOn && !bytes.isEmpty()) {
        switch (m_state) {
        case State::Acknowledged: goOn = takeReady(bytes, steps); break;
        case State::Ready:
            enter(State::Unknown, Step::Kind::Violated, steps);
            goOn = false;
            break;
        case State::Busy: goOn = m_resultLeft < 0 ? takeResultLine(bytes, steps) : takeResult(bytes, steps); break;
        case State::Unknown: goOn = false; break;
        }
    }
    return steps;
}

void ListenerProtocol::eventSent()
{
    Q_ASSERT(m_state == State::Ready);
    m_state = State::Busy;
}

void ListenerProtocol::reset()
{
    m_state = State::Acknowledged;
    m_held.clear();
    m_resultLeft = -1;
}

void ListenerProtocol::enter(State state, Step::Kind kind, QList<Step> &steps, const QByteArray &line)
{
    steps.append(Step{kind, m_state, line});
    m_state = state;
    m_held.clear();
    m_resultLeft = -1;
}

/// Six bytes are needed to decide. @return whether to go on with what is left
bool ListenerProtocol::takeReady(QByteArrayView &bytes, QList<Step> &steps)
{
    const qsizetype taken = std::min(bytes.size(), readyToken.size() - m_held.size());
    m_held.append(bytes.first(taken));
    bytes = bytes.sliced(taken);
    if (m_held.size() < readyToken.size())
        return false;
    if (m_held == readyToken)
        enter(State::Ready, Step::Kind::BecameReady, steps);
    else
        enter(State::Unknown, Step::Kind::Violated, steps);
    return true;
}

bool ListenerProtocol::takeResultLine(QByteArrayView &bytes, QList<Step> &steps)
{
    const qsizetype newline = bytes.indexOf('\n');
    const qsizetype wanted = newline < 0 ? bytes.size() : newline;
    const qsizetype taken = std::min(wanted, lineLimit - m_held.size());
    m_held.append(bytes.first(taken));
    if (newline < 0 && m_held.size() < lineLimit)
        return false;

    bool isNumber = false;
    const qint64 length = m_held.mid(resultTokenSize).trimmed().toLongLong(&isNumber);
    if (newline < 0 || taken < wanted || !isNumber || length < 0) {
        enter(State::Unknown, Step::Kind::BadResultLine, steps, QByteArray(m_held));
        return false;
    }
    bytes = bytes.sliced(newline + 1);
    m_held.clear();
    m_resultLeft = length;
    return length == 0 ? takeResult(bytes, steps) : true;
}

bool ListenerProtocol::takeResult(QByteArrayView &bytes, QList<Step> &steps)
{
    const qsizetype taken = qsizetype(std::min<qint64>(bytes.size(), m_resultLeft));
    m_held.append(bytes.first(std::min(taken, resultLimit - m_held.size())));
    bytes = bytes.sliced(taken);
    m_resultLeft -= taken;
    if (m_resultLeft > 0)
        return false;
    enter(State::Acknowledged, m_held == "OK" ? Step::Kind::Accepted : Step::Kind::Rejected, steps);
    return true;
}

} // namespace kantoku::daemon
