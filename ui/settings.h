#pragma once

#include "ui/logs/openlog.h"
#include "ui/notices/mutednotice.h"
#include "ui/servers/savedserver.h"
#include "ui/theme.h"

#include <QByteArray>
#include <QHash>
#include <QKeySequence>
#include <QObject>
#include <QSettings>
#include <QStringList>

#include <chrono>

namespace kantoku::ui {

/**
 * What the desktop remembers between runs: one typed accessor for each key, with its default beside it.
 *
 * The keys' strings are in settings.cpp and nowhere else. Passwords are never among them.
 */
class Settings : public QObject {
    Q_OBJECT
public:
    /// The user's own settings.
    explicit Settings(QObject *parent = nullptr);
    /// Settings in a file of their own.
    explicit Settings(const QString &file, QObject *parent = nullptr);

    QByteArray windowGeometry() const; ///< empty: the window chooses
    void setWindowGeometry(const QByteArray &geometry);
    QByteArray windowState() const; ///< docks and toolbars; empty: the default layout
    void setWindowState(const QByteArray &state);
    QByteArray splitterState() const;
    void setSplitterState(const QByteArray &state);
    QByteArray treeHeader() const; ///< columns' order, widths and sorting
    void setTreeHeader(const QByteArray &header);
    void forgetLayout();

    QString language() const; ///< a code of builtInLanguages(); empty: the system's. Read at start
    void setLanguage(const QString &code);
    Theme::Scheme colorScheme() const; ///< default: System
    void setColorScheme(Theme::Scheme scheme);
    bool troubleFirst() const; ///< default: true
    void setTroubleFirst(bool first);

    /// Between two looks at a server that tells no events; default: 1 s, at least 200 ms.
    std::chrono::milliseconds pollInterval() const;
    void setPollInterval(std::chrono::milliseconds interval);
    std::chrono::milliseconds usageInterval() const; ///< between two looks at what processes use; default: 2 s
    void setUsageInterval(std::chrono::milliseconds interval);

    QString logFont() const; ///< as QFont::toString(); empty: the system's fixed-width font
    void setLogFont(const QString &font);
    qint64 logBytes() const; ///< so much of each log is kept in memory; default: LogBuffer's, at least 1 MiB
    void setLogBytes(qint64 bytes);
    QHash<QString, QList<QKeySequence>> shortcuts() const; ///< by action id; only those that the user has chosen
    void setShortcut(const QString &action, const QList<QKeySequence> &keys); ///< no keys: the action has none
    void forgetShortcut(const QString &action); ///< back to the action's own keys

    bool showsNotices() const; ///< whether trouble is told; default: true
    void setShowsNotices(bool shows);
    bool showsTrayIcon() const; ///< where the desktop has a place for it; default: true
    void setShowsTrayIcon(bool shows);
    QList<MutedNotice> mutedNotices() const; ///< in the order in which they were muted
    void setMutedNotices(const QList<MutedNotice> &muted);

    QList<SavedServer> savedServers() const; ///< those that the window had open, in its order
    void setSavedServers(const QList<SavedServer> &servers);
    enum class DaemonsAtClose { Ask, KeepRunning, Stop };
    Q_ENUM(DaemonsAtClose)
    DaemonsAtClose daemonsAtClose() const; ///< what closing the window does to daemons of its own; default: Ask
    void setDaemonsAtClose(DaemonsAtClose what);
    bool showsConsoles() const; ///< whether a server is opened with its console; default: true
    void setShowsConsoles(bool shows);
    QStringList recentServers() const; ///< addresses, the last used first
    void addRecentServer(const QString &address);
    QString filter(const QString &server) const; ///< as last typed for that server
    void setFilter(const QString &server, const QString &filter);
    QList<OpenLog> openLogs(const QString &server) const; ///< those that were open beside others when it was last seen
    void setOpenLogs(const QString &server, const QList<OpenLog> &logs);

signals:
    void changed();

private:
    void set(const QString &key, const QVariant &value);
    void forget(const QString &key);

    mutable QSettings m_store; // reading an array moves a cursor in it
};

} // namespace kantoku::ui
