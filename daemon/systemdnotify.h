#pragma once

#include <QByteArray>
#include <QObject>

#include <chrono>

namespace kantoku::daemon {

/**
 * Tells systemd how the daemon is, where it wants to know (Type=notify, WatchdogSec=).
 *
 * The variables it is asked by are removed from the environment, so that no child answers in our place. Source:
 * sd_notify(3), sd_watchdog_enabled(3).
 */
class SystemdNotify : public QObject {
    Q_OBJECT
public:
    explicit SystemdNotify(QObject *parent = nullptr);

    void ready();
    void reloading();
    void stopping();
    /// Half the time that systemd waits for a sign of life; zero where it does not.
    std::chrono::milliseconds watchdogInterval() const { return m_watchdog; }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void send(const QByteArray &state) const;

    QByteArray m_socket;
    std::chrono::milliseconds m_watchdog{};
};

} // namespace kantoku::daemon
