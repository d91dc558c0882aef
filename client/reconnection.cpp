#include "client/reconnection.h"

#include <QRandomGenerator>

#include <algorithm>

namespace kantoku::client {

bool isFinal(const Error &error)
{
    using enum Error::Code;
    return error.code == Unauthorized || error.code == Tls || error.code == NotSupervisor || error.code == Invalid
        || error.code == HostKey || error.code == SshLogin;
}

Reconnection::Reconnection(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Reconnection::due);
}

bool Reconnection::plan(const Error &why)
{
    m_timer.stop();
    if (isFinal(why))
        return false;
    const auto delay = std::min(firstDelay * (1 << std::min(m_attempt, 6)), longestDelay);
    ++m_attempt;
    const double factor = 1 + jitter * (2 * QRandomGenerator::global()->generateDouble() - 1);
    m_timer.start(std::chrono::milliseconds(qint64(double(delay.count()) * factor)));
    return true;
}

void Reconnection::reset()
{
    m_timer.stop();
    m_attempt = 0;
}

void Reconnection::hurry()
{
    if (!m_timer.isActive())
        return;
    m_timer.stop();
    emit due();
}

} // namespace kantoku::client
