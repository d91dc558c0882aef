#pragma once

#include "client/session.h"
#include "ui/servers/localservers.h"
#include "ui/servers/openserverdialog.h"
#include "ui/servers/passwordstore.h"
#include "ui/servers/savedserver.h"

#include <QPointer>

namespace kantoku::ui {

class EmbeddedDaemons;
class MessageBar;
class ServerList;
class Settings;

/**
 * Everything that is done with servers as such: opening, naming, changing and removing them, the daemons of the
 * window's own, and what is kept of all that until the next run.
 *
 * The list of saved servers in the settings mirrors the servers that are open. Passwords go to the PasswordStore or
 * nowhere.
 */
class ServerActions : public QObject {
    Q_OBJECT
public:
    ServerActions(ServerList *servers, Settings *settings, MessageBar *messages, QWidget *window);
    ~ServerActions() override;

    /// In place of the system's keychain.
    void setPasswordStore(std::unique_ptr<PasswordStore> store);

    /// Opens the servers that were open when the program ended last.
    void restore();
    void open(const ServerChoice &choice);
    void open(const QString &address);
    void open(const LocalServer &server);
    /// Attaches to the daemon on that file, or starts one as a child of the window.
    void openConfiguration(const QString &configFile);
    void openDemo();
    void chooseConfiguration();
    void createConfiguration();

    void showOpenDialog();
    void edit(client::Session *session);
    void rename(client::Session *session);
    void remove(client::Session *session);
    void connectTo(client::Session *session);
    void disconnectFrom(client::Session *session);
    void reconnectTo(client::Session *session);

    enum class Closing { Ask, Quietly };
    /**
     * Does what the user chose to do with daemons of the window's own when it closes; asks where they have not chosen,
     * and `how` allows it. readyToClose() follows unless they think better of it.
     * @return false: the window has to stay for a question
     */
    bool prepareToClose(Closing how);

signals:
    /// A server was opened, or was asked for again: the window turns to it.
    void opened(const QString &server);
    void removed();
    void readyToClose();

private:
    OpenServerDialog *showDialog();
    void apply(const ServerChoice &choice);
    void askAbout(client::Session *session);
    QCoro::Task<> lookForServers();
    QCoro::Task<> askKeychain();
    QCoro::Task<> restoreWithPassword(SavedServer saved);
    QCoro::Task<> keepPassword(QString address, QString user, QString password);
    QCoro::Task<> forgetPassword(QString address, QString user);
    void endDaemons();
    void keepDaemons();
    void askAboutDaemons(int daemons, int programs);
    client::Session *add(const ServerChoice &choice, const SavedServer &saved);

    SavedServer saved(const QString &address) const;
    void save(const SavedServer &server);
    void unsave(const QString &address);
    static SavedServer savedFrom(const ServerChoice &choice);

    ServerList *m_servers;
    Settings *m_settings;
    MessageBar *m_messages;
    QWidget *m_window;
    EmbeddedDaemons *m_daemons;
    std::unique_ptr<PasswordStore> m_passwords;
    QPointer<OpenServerDialog> m_dialog;
    QString m_edited; ///< the server that the dialog changes; empty while it adds one
    int m_endings = 0; ///< daemons of an earlier run that were asked to end and have not answered
};

} // namespace kantoku::ui
