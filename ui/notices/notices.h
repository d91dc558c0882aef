#pragma once

#include "client/session.h"
#include "ui/notices/noticerule.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace kantoku::ui {

class MessageBar;
class ServerList;
class Settings;
class TrayIcon;

/**
 * Tells of processes that come into trouble: beside the clock while the window is not looked at, else in the window's
 * message bar. The bar shows a notice only while it has nothing else to show.
 *
 * What is muted is in the settings: whole servers by their address, and single processes.
 */
class Notices : public QObject {
    Q_OBJECT
public:
    Notices(Settings *settings, ServerList *servers, MessageBar *messages, QWidget *window);
    ~Notices() override;

    /// @param namespec  empty: the whole server
    bool isMuted(const QString &server, const QString &namespec = {}) const;
    void setMuted(const QString &server, const QString &namespec, bool muted);

signals:
    /// Somebody wants to see the process of a notice, or just the window where there is none.
    void activated(const QString &server, const QString &namespec);
    void quitRequested();

private:
    void see(const client::Session *session);
    void forget(const client::Session *session);
    void describe();
    void schedule();
    void tell();
    void show(const Notice &notice);
    NoticeRule::Time now() const { return NoticeRule::Time(m_clock.elapsed()); }

    Settings *m_settings;
    ServerList *m_servers;
    MessageBar *m_messages;
    QWidget *m_window;
    TrayIcon *m_tray;
    NoticeRule m_rule;
    QElapsedTimer m_clock;
    QTimer m_timer;
    Notice m_last; ///< the one whose message may be clicked
};

/// "worker was given up: it failed to start too often."
QString noticeText(const Notice &notice);

} // namespace kantoku::ui
