#include "ui/notices/notices.h"

#include "ui/messagebar.h"
#include "ui/notices/trayicon.h"
#include "ui/processes/processmodel.h"
#include "ui/servers/serverlist.h"
#include "ui/settings.h"

#include <QAction>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;

QString noticeText(const Notice &notice)
{
    constexpr int shown = 5;
    const auto count = static_cast<int>(notice.processes.size());
    if (count > 1) {
        QStringList names = notice.processes.mid(0, shown);
        if (count > shown)
            names.append(u"…"_s);
        return Notices::tr("%n process(es) came into trouble: %1", nullptr, count).arg(names.join(u", "_s));
    }
    const QString name = notice.processes.value(0);
    switch (notice.kind) {
    case Notice::Kind::Fatal: return Notices::tr("%1 was given up: it failed to start too often.").arg(name);
    case Notice::Kind::UnexpectedExit: return Notices::tr("%1 ended unexpectedly.").arg(name);
    case Notice::Kind::CrashLoop: return Notices::tr("%1 ends and is started again and again.").arg(name);
    }
    return {};
}

Notices::Notices(Settings *settings, ServerList *servers, MessageBar *messages, QWidget *window)
    : QObject(window)
    , m_settings(settings)
    , m_servers(servers)
    , m_messages(messages)
    , m_window(window)
    , m_tray(new TrayIcon(this))
{
    m_clock.start();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Notices::tell);
    connect(servers, &ServerList::changed, this, &Notices::see);
    connect(servers, &ServerList::aboutToClose, this, &Notices::forget);
    connect(m_tray, &TrayIcon::showRequested, this, [this] { emit activated({}, {}); });
    connect(m_tray, &TrayIcon::messageClicked, this,
            [this] { emit activated(m_last.server, m_last.processes.value(0)); });
    connect(m_tray, &TrayIcon::silenceRequested, this, [this] { m_settings->setShowsNotices(false); });
    connect(m_tray, &TrayIcon::quitRequested, this, &Notices::quitRequested);
    connect(settings, &Settings::changed, this, [this] { m_tray->setShown(m_settings->showsTrayIcon()); });
    m_tray->setShown(m_settings->showsTrayIcon());
    describe();
}

Notices::~Notices() = default;

bool Notices::isMuted(const QString &server, const QString &namespec) const
{
    return m_settings->mutedNotices().contains(MutedNotice{server, namespec});
}

void Notices::setMuted(const QString &server, const QString &namespec, bool muted)
{
    QList<MutedNotice> all = m_settings->mutedNotices();
    const MutedNotice notice{server, namespec};
    all.removeAll(notice);
    if (muted)
        all.append(notice);
    m_settings->setMutedNotices(all);
}

void Notices::see(const Session *session)
{
    describe();
    if (session->status() != Session::Status::Online)
        return; // an old picture is no news
    m_rule.see(ServerList::idOf(session), session->processes(), session->restarts(), now());
    schedule();
}

void Notices::forget(const Session *session)
{
    m_rule.forget(ServerList::idOf(session));
    schedule();
}

void Notices::describe()
{
    ConditionCounts counts;
    const QList<Session *> sessions = m_servers->sessions();
    for (const Session *session : sessions) {
        for (const ProcessInfo &process : session->processes())
            counts.add(process);
    }
    const Condition worst = counts.trouble > 0 ? Condition::Trouble
        : counts.running > 0                   ? Condition::Running
                                               : Condition::Stopped;
    const QString words = sessions.isEmpty() ? tr("No server is open.")
                                             : tr("%1 running, %2 in trouble, %3 stopped.", "numbers of processes")
                                                   .arg(counts.running)
                                                   .arg(counts.trouble)
                                                   .arg(counts.stopped);
    m_tray->setCondition(worst, u"Kantoku – "_s + words);
}

void Notices::schedule()
{
    const auto due = m_rule.due();
    if (due)
        m_timer.start(std::max(NoticeRule::Time(0), *due - now()));
    else
        m_timer.stop();
}

void Notices::tell()
{
    QList<Notice> taken = m_rule.take(now());
    for (Notice &notice : taken) {
        notice.processes.removeIf([&](const QString &name) { return isMuted(notice.server, name); });
        if (m_settings->showsNotices() && !isMuted(notice.server) && !notice.processes.isEmpty())
            show(notice);
    }
    schedule();
}

void Notices::show(const Notice &notice)
{
    const Session *session = m_servers->find(notice.server);
    const QString text = noticeText(notice);
    m_last = notice;
    if (!m_window->isActiveWindow() && m_tray->showsMessages()) {
        m_tray->showMessage(session ? session->name() : notice.server, text,
                            notice.kind == Notice::Kind::Fatal ? QSystemTrayIcon::Critical : QSystemTrayIcon::Warning);
        return;
    }
    if (m_messages->isVisible())
        return; // what it says is not over yet, and the tree shows the trouble
    auto *look = new QAction(tr("Show", "a process"));
    connect(look, &QAction::triggered, this,
            [this, notice] { emit activated(notice.server, notice.processes.first()); });
    m_messages->showMessage(MessageBar::Kind::Warning, text, look);
}

} // namespace kantoku::ui
