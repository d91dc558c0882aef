#include "ui/servers/serveractions.h"

#include "ui/confirmation.h"
#include "ui/messagebar.h"
#include "ui/servers/embeddeddaemons.h"
#include "ui/servers/serverlist.h"
#include "ui/servers/starterconfiguration.h"
#include "ui/settings.h"
#include "ui/translations.h"

#include <QAction>
#include <QCoro/QCoroFuture>
#include <QDesktopServices>
#include <QFileDialog>
#include <QInputDialog>
#include <QtConcurrent/QtConcurrentRun>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::ServerAddress;
using client::Session;

ServerActions::ServerActions(ServerList *servers, Settings *settings, MessageBar *messages, QWidget *window)
    : QObject(window)
    , m_servers(servers)
    , m_settings(settings)
    , m_messages(messages)
    , m_window(window)
    , m_daemons(new EmbeddedDaemons(this))
    , m_passwords(PasswordStore::ofSystem())
{
    connect(servers, &ServerList::changed, this, [this](Session *session) {
        if (session->status() == Session::Status::Refused)
            askAbout(session);
    });
    connect(m_daemons, &EmbeddedDaemons::failed, this,
            [this](const QString &message) { m_messages->showMessage(MessageBar::Kind::Error, message); });
    connect(
        m_daemons, &EmbeddedDaemons::reached, this,
        [this](const ServerAddress &address, const client::Credentials &credentials, const QString &file, bool own) {
            const bool isNew = !m_daemons->isChild(address.toString());
            SavedServer entry = saved(address.toString());
            entry.address = address.toString();
            entry.configFile = own ? file : QString();
            entry.isConnected = true;
            save(entry);
            m_servers->open(address, credentials)->setGivenName(entry.name);
            emit opened(entry.address);
            if (isNew && !own) {
                m_messages->showMessage(
                    MessageBar::Kind::Info,
                    tr("A daemon already runs on %1; it goes on when this window closes.").arg(file));
            }
        });
    connect(m_daemons, &EmbeddedDaemons::absent, this, [this](const ServerAddress &address) {
        const SavedServer entry = saved(address.toString());
        m_servers->add(address)->setGivenName(entry.name);
        emit opened(entry.address);
    });
    connect(m_daemons, &EmbeddedDaemons::ended, this, [this] {
        if (m_endings == 0)
            emit readyToClose();
    });
}

ServerActions::~ServerActions() = default;

void ServerActions::setPasswordStore(std::unique_ptr<PasswordStore> store)
{
    m_passwords = std::move(store);
}

// ---- what is kept ---------------------------------------------------------------------------------------------------

SavedServer ServerActions::saved(const QString &address) const
{
    const QList<SavedServer> all = m_settings->savedServers();
    const auto it = std::ranges::find(all, address, &SavedServer::address);
    return it == all.end() ? SavedServer() : *it;
}

void ServerActions::save(const SavedServer &server)
{
    QList<SavedServer> all = m_settings->savedServers();
    const auto it = std::ranges::find(all, server.address, &SavedServer::address);
    if (it == all.end())
        all.append(server);
    else
        *it = server;
    m_settings->setSavedServers(all);
}

void ServerActions::unsave(const QString &address)
{
    QList<SavedServer> all = m_settings->savedServers();
    all.removeIf([&](const SavedServer &server) { return server.address == address; });
    m_settings->setSavedServers(all);
}

SavedServer ServerActions::savedFrom(const ServerChoice &choice)
{
    SavedServer entry;
    entry.address = choice.address.toString();
    entry.user = choice.credentials.username;
    entry.keepsPassword = choice.keepsPassword;
    entry.fingerprint = choice.fingerprint;
    return entry;
}

QCoro::Task<> ServerActions::keepPassword(QString address, QString user, QString password)
{
    const QPointer<ServerActions> self(this);
    const Result<void> kept = co_await m_passwords->write(address, user, password);
    if (!kept && self)
        m_messages->showError(kept.error());
}

QCoro::Task<> ServerActions::forgetPassword(QString address, QString user)
{
    const QPointer<ServerActions> self(this);
    const Result<void> removed = co_await m_passwords->remove(address, user);
    if (!removed && self)
        m_messages->showError(removed.error());
}

void ServerActions::restore()
{
    const QList<SavedServer> all = m_settings->savedServers();
    for (const SavedServer &entry : all) {
        const Result<ServerAddress> address = ServerAddress::parse(entry.address);
        if (!address)
            continue;
        if (!entry.configFile.isEmpty()) {
            m_daemons->adopt(entry.address, entry.configFile);
            m_daemons->open(entry.configFile, EmbeddedDaemons::Absent::Leave);
        } else if (entry.keepsPassword && entry.isConnected) {
            add({*address, {entry.user, {}}, true, entry.fingerprint}, entry);
            restoreWithPassword(entry);
        } else {
            Session *session = add({*address, {entry.user, {}}, false, entry.fingerprint}, entry);
            if (entry.isConnected)
                session->connectToServer();
        }
    }
    if (!m_servers->sessions().isEmpty())
        emit opened(ServerList::idOf(m_servers->sessions().constFirst()));
}

QCoro::Task<> ServerActions::restoreWithPassword(SavedServer entry)
{
    const QPointer<ServerActions> self(this);
    const Result<QString> password = co_await m_passwords->read(entry.address, entry.user);
    if (!self)
        co_return;
    Session *session = m_servers->find(entry.address);
    if (!session || session->status() != Session::Status::Disconnected)
        co_return; // somebody was faster
    if (password)
        session->setCredentials({entry.user, *password});
    else
        m_messages->showError(password.error());
    session->connectToServer();
}

// ---- opening
// ----------------------------------------------------------------------------------------------------------

Session *ServerActions::add(const ServerChoice &choice, const SavedServer &entry)
{
    Session *session = m_servers->add(choice.address, choice.credentials);
    if (!choice.fingerprint.isEmpty())
        session->rpc().setTrustedFingerprint(choice.fingerprint);
    session->setGivenName(entry.name);
    return session;
}

void ServerActions::open(const ServerChoice &choice)
{
    const QString id = choice.address.toString();
    SavedServer entry = savedFrom(choice);
    const SavedServer before = saved(id);
    entry.name = before.name;
    entry.configFile = before.configFile;
    if (entry.user.isEmpty() && entry.fingerprint.isEmpty()) {
        entry.user = before.user;
        entry.keepsPassword = before.keepsPassword;
        entry.fingerprint = before.fingerprint;
    }
    save(entry);
    m_settings->addRecentServer(id);
    if (before.keepsPassword && !entry.keepsPassword)
        forgetPassword(id, before.user);
    if (choice.keepsPassword)
        keepPassword(id, choice.credentials.username, choice.credentials.password);
    Session *session = add({choice.address, choice.credentials, entry.keepsPassword, entry.fingerprint}, entry);
    if (session->status() != Session::Status::Online)
        session->connectToServer();
    emit opened(id);
}

void ServerActions::open(const QString &address)
{
    const auto parsed = ServerAddress::parse(OpenServerDialog::completed(address));
    if (parsed)
        open(ServerChoice{*parsed, {}, false, {}});
    else
        m_messages->showError(parsed.error());
}

void ServerActions::open(const LocalServer &server)
{
    open(ServerChoice{server.address, server.credentials, false, {}});
}

void ServerActions::openConfiguration(const QString &configFile)
{
    m_daemons->open(configFile, EmbeddedDaemons::Absent::Start);
}

void ServerActions::openDemo()
{
    m_daemons->open(demoConfiguration(), EmbeddedDaemons::Absent::Start);
}

void ServerActions::chooseConfiguration()
{
    auto *dialog = new QFileDialog(m_window, tr("Run Configuration File"), {},
                                   tr("Configuration files (*.conf *.ini);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"runConfiguration"_s);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ServerActions::openConfiguration);
    dialog->open();
}

void ServerActions::createConfiguration()
{
    const QFileInfo proposed(proposedConfigurationPath());
    auto *dialog = new QFileDialog(m_window, tr("New Configuration File"), proposed.absolutePath(),
                                   tr("Configuration files (*.conf *.ini);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"newConfiguration"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"conf"_s);
    dialog->selectFile(proposed.fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        const Result<void> written = writeStarterConfiguration(file);
        if (!written) {
            m_messages->showError(written.error());
            return;
        }
        openConfiguration(file);
        auto *change = new QAction(tr("Edit the File"));
        connect(change, &QAction::triggered, this, [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
        m_messages->showMessage(MessageBar::Kind::Success,
                                tr("Wrote %1. Put your programs into it, then choose Reread.").arg(file), change);
    });
    dialog->open();
}

OpenServerDialog *ServerActions::showDialog()
{
    if (!m_dialog) {
        m_dialog = new OpenServerDialog(m_window);
        m_dialog->setRecent(m_settings->recentServers());
        connect(m_dialog, &OpenServerDialog::serverChosen, this, &ServerActions::apply);
        connect(m_dialog, &OpenServerDialog::searchRequested, this, &ServerActions::lookForServers);
        lookForServers();
        askKeychain();
    }
    m_dialog->open();
    m_dialog->raise();
    return m_dialog;
}

void ServerActions::showOpenDialog()
{
    if (!m_dialog)
        m_edited.clear();
    showDialog();
}

QCoro::Task<> ServerActions::lookForServers()
{
    const QPointer<ServerActions> self(this);
    const QList<LocalServer> found = co_await QtConcurrent::run(&findLocalServers);
    if (self && m_dialog)
        m_dialog->setFound(found);
}

QCoro::Task<> ServerActions::askKeychain()
{
    const QPointer<ServerActions> self(this);
    const Result<void> available = co_await m_passwords->probe();
    if (self && m_dialog && !available)
        m_dialog->setKeychain(available.error().message);
}

void ServerActions::edit(Session *session)
{
    if (m_dialog)
        return;
    m_edited = ServerList::idOf(session);
    const SavedServer entry = saved(m_edited);
    ServerChoice choice{session->address(), session->rpc().credentials(), entry.keepsPassword, entry.fingerprint};
    if (choice.credentials.username.isEmpty())
        choice.credentials.username = entry.user;
    OpenServerDialog *dialog = showDialog();
    dialog->setWindowTitle(tr("Edit Server"));
    dialog->setChoice(choice);
}

void ServerActions::askAbout(Session *session)
{
    const Error error = session->lastError();
    const bool isForDialog
        = error.code == Error::Code::Unauthorized || (error.code == Error::Code::Tls && !error.fingerprint.isEmpty());
    if (!isForDialog) {
        auto *again = new QAction(tr("Try Again"));
        connect(again, &QAction::triggered, session, [this, session] { connectTo(session); });
        m_messages->showMessage(MessageBar::Kind::Error, adviseOnConnection(error, session->address()).text, again);
        return;
    }
    if (m_dialog)
        return;
    edit(session);
    m_dialog->setWindowTitle(tr("Open Server"));
    m_dialog->showProblem(error);
}

void ServerActions::apply(const ServerChoice &choice)
{
    const QString before = std::exchange(m_edited, {});
    const QString id = choice.address.toString();
    if (!before.isEmpty() && before != id) {
        SavedServer moved = savedFrom(choice);
        const SavedServer old = saved(before);
        moved.name = old.name;
        save(moved);
        if (old.keepsPassword)
            forgetPassword(before, old.user);
        unsave(before);
        m_servers->close(before);
    }
    if (Session *known = m_servers->find(id)) {
        known->disconnectFromServer();
        known->rpc().setTrustedFingerprint(choice.fingerprint);
        known->setCredentials(choice.credentials);
    }
    open(choice);
}

// ---- one server
// -------------------------------------------------------------------------------------------------------

void ServerActions::rename(Session *session)
{
    const QString id = ServerList::idOf(session);
    auto *dialog = new QInputDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"renameServer"_s);
    dialog->setWindowTitle(tr("Rename Server"));
    dialog->setLabelText(tr("Name of %1 (empty: its own):").arg(id));
    dialog->setTextValue(session->name());
    dialog->setOkButtonText(tr("&Rename"));
    connect(dialog, &QInputDialog::textValueSelected, session, [this, session, id](const QString &name) {
        SavedServer entry = saved(id);
        entry.address = id;
        entry.name = name.trimmed();
        save(entry);
        session->setGivenName(entry.name);
    });
    dialog->open();
}

void ServerActions::remove(Session *session)
{
    const QString id = ServerList::idOf(session);
    confirm(m_window, tr("Remove Server"), tr("Remove %1 from this window?").arg(session->name()),
            tr("The server and its programs go on. Its name, and its password if one is kept, are forgotten."),
            tr("&Remove"), [this, id] {
                const SavedServer entry = saved(id);
                if (entry.keepsPassword)
                    forgetPassword(id, entry.user);
                unsave(id);
                if (!m_daemons->isChild(id))
                    m_daemons->forget(id);
                m_servers->close(id);
                emit removed();
            });
}

void ServerActions::connectTo(Session *session)
{
    SavedServer entry = saved(ServerList::idOf(session));
    if (!entry.address.isEmpty()) {
        entry.isConnected = true;
        save(entry);
    }
    if (!entry.configFile.isEmpty())
        m_daemons->open(entry.configFile, EmbeddedDaemons::Absent::Start);
    else
        session->connectToServer();
}

void ServerActions::disconnectFrom(Session *session)
{
    SavedServer entry = saved(ServerList::idOf(session));
    if (!entry.address.isEmpty()) {
        entry.isConnected = false;
        save(entry);
    }
    session->disconnectFromServer();
}

void ServerActions::reconnectTo(Session *session)
{
    session->disconnectFromServer();
    connectTo(session);
}

// ---- the end
// ------------------------------------------------------------------------------------------------------------

bool ServerActions::prepareToClose(Closing how)
{
    int daemons = 0;
    int programs = 0;
    for (const Session *session : m_servers->sessions()) {
        const QString id = ServerList::idOf(session);
        const bool isOwn = m_daemons->isChild(id) || !m_daemons->configFileAt(id).isEmpty();
        if (!isOwn || session->status() != Session::Status::Online)
            continue;
        ++daemons;
        programs += static_cast<int>(std::ranges::count_if(
            session->processes(), [](const ProcessInfo &process) { return isStarted(process.state); }));
    }
    using enum Settings::DaemonsAtClose;
    const Settings::DaemonsAtClose what = m_settings->daemonsAtClose();
    if (daemons > 0 && what == Ask && how == Closing::Ask) {
        askAboutDaemons(daemons, programs);
        return false;
    }
    if (what == KeepRunning)
        keepDaemons();
    else
        endDaemons();
    return true;
}

void ServerActions::keepDaemons()
{
    m_daemons->releaseAll();
    emit readyToClose();
}

void ServerActions::endDaemons()
{
    // Those of an earlier run are nobody's children: they are asked, and go on with it by themselves.
    if (m_settings->daemonsAtClose() == Settings::DaemonsAtClose::Stop) {
        for (Session *session : m_servers->sessions()) {
            const QString id = ServerList::idOf(session);
            if (m_daemons->isChild(id) || m_daemons->configFileAt(id).isEmpty()
                || session->status() != Session::Status::Online)
                continue;
            ++m_endings;
            QCoro::connect(session->shutdown(), this, [this](const Result<void> &) {
                if (--m_endings == 0)
                    m_daemons->stopAll();
            });
        }
    }
    if (m_endings == 0)
        m_daemons->stopAll();
}

void ServerActions::askAboutDaemons(int daemons, int programs)
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Close Kantoku"),
                                daemons == 1 ? tr("Keep this window's own daemon running?")
                                             : tr("Keep this window's own %n daemons running?", nullptr, daemons),
                                QMessageBox::Cancel, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"daemonsAtClose"_s);
    const QString stopped = programs == 0 ? tr("No process is running.")
        : daemons == 1                    ? tr("Stopping it stops %n running process(es), too.", nullptr, programs)
                                          : tr("Stopping them stops %n running process(es), too.", nullptr, programs);
    box->setInformativeText(
        joinedSentences({stopped, tr("What is kept running is found again when Kantoku starts."),
                         tr("Your answer holds from now on; Server ▸ Own Daemons at Close changes it.")}));
    QPushButton *keep = box->addButton(tr("&Keep Running"), QMessageBox::AcceptRole);
    QPushButton *stop = box->addButton(tr("&Stop", "daemons"), QMessageBox::DestructiveRole);
    box->setDefaultButton(keep);
    const auto choose = [this](Settings::DaemonsAtClose what) {
        m_settings->setDaemonsAtClose(what);
        m_window->close();
    };
    connect(keep, &QPushButton::clicked, this, [choose] { choose(Settings::DaemonsAtClose::KeepRunning); });
    connect(stop, &QPushButton::clicked, this, [choose] { choose(Settings::DaemonsAtClose::Stop); });
    box->open();
}

} // namespace kantoku::ui
