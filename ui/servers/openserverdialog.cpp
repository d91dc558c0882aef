#include "ui/servers/openserverdialog.h"

#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCoro/QCoroFuture>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QtConcurrent/QtConcurrentRun>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::ServerAddress;
using client::Session;
using Help = ConnectionAdvice::Help;

OpenServerDialog::OpenServerDialog(QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"openServerDialog"_s);
    setWindowTitle(tr("Open Server"));
    makeLayout();
    connect(m_scheme, &QComboBox::activated, this, &OpenServerDialog::chooseScheme);
    connect(m_address, &QComboBox::editTextChanged, this, [this] {
        showScheme();
        forgetNote();
    });
    for (QLineEdit *edit : {m_user, m_password})
        connect(edit, &QLineEdit::textEdited, this, &OpenServerDialog::forgetNote);
    connect(m_found, &QListWidget::currentRowChanged, this, &OpenServerDialog::chooseFound);
    connect(m_found, &QListWidget::itemActivated, this, &OpenServerDialog::accept);
    connect(m_help, &QPushButton::clicked, this, &OpenServerDialog::help);
    connect(m_test, &QPushButton::clicked, this, &OpenServerDialog::test);
    connect(m_connect, &QPushButton::clicked, this, &OpenServerDialog::accept);
    connect(m_cancel, &QPushButton::clicked, this, &OpenServerDialog::reject);
    setKeychain({});
    setFound({});
    showScheme();
    m_address->setFocus();
}

OpenServerDialog::~OpenServerDialog() = default;

void OpenServerDialog::setChoice(const ServerChoice &choice)
{
    setAddress(choice.address.toString());
    m_user->setText(choice.credentials.username);
    m_password->setText(choice.credentials.password);
    m_fingerprint = choice.fingerprint;
    m_fingerprintOf = choice.address.toString();
    if (choice.keepsPassword && m_keep->isEnabled())
        m_keep->setCurrentIndex(0);
}

void OpenServerDialog::setAddress(const QString &address)
{
    m_address->setEditText(address);
}

void OpenServerDialog::setRecent(const QStringList &addresses)
{
    const QString typed = m_address->currentText();
    m_address->clear();
    m_address->addItems(addresses);
    m_address->setEditText(typed);
}

void OpenServerDialog::setFound(const QList<LocalServer> &servers)
{
    const QSignalBlocker quiet(m_found);
    m_servers = servers;
    m_found->clear();
    for (const LocalServer &server : servers) {
        const QString address = server.address.toString();
        auto *item
            = new QListWidgetItem(Theme::icon(u"connect"_s),
                                  server.origin.isEmpty() ? address : tr("%1  (of %2)").arg(address, server.origin));
        m_found->addItem(item);
    }
    m_found->setCurrentRow(-1);
    m_found->setVisible(!servers.isEmpty());
    m_nothingFound->setVisible(servers.isEmpty());
}

void OpenServerDialog::setKeychain(const QString &whyNot)
{
    m_keep->setEnabled(whyNot.isEmpty());
    if (!whyNot.isEmpty())
        m_keep->setCurrentIndex(1);
    m_keychain->setToolTip(whyNot);
    m_keychain->setVisible(!whyNot.isEmpty());
}

void OpenServerDialog::showProblem(const Error &error)
{
    m_refused = error.fingerprint;
    if (const auto address = ServerAddress::parse(completed(m_address->currentText()))) {
        m_fingerprintOf = address->toString();
        advise(adviseOnConnection(error, *address, m_fingerprint));
    }
    if (error.code == Error::Code::Unauthorized)
        (m_user->text().isEmpty() ? m_user : m_password)->setFocus();
}

QString OpenServerDialog::completed(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.startsWith(u'/'))
        return u"unix://"_s + text;
    if (!text.isEmpty() && !text.contains(u"://"_s))
        return u"http://"_s + text;
    return text;
}

void OpenServerDialog::note(Note kind, const QString &text)
{
    const Theme *theme = Theme::instance();
    const QColor color = kind == Note::Problem ? theme->errorColor() : theme->successColor();
    const QString icon = kind == Note::Problem ? u"error"_s : u"success"_s;
    m_noteIcon->setVisible(kind != Note::Progress);
    m_noteIcon->setPixmap(Theme::icon(icon, color).pixmap(QSize(20, 20), devicePixelRatioF()));
    m_note->setText(text);
    m_help->setVisible(false);
    m_noteArea->setVisible(!text.isEmpty());
}

void OpenServerDialog::advise(const ConnectionAdvice &advice)
{
    note(Note::Problem, advice.text);
    m_advice = advice;
    m_help->setText(advice.button);
    m_help->setVisible(advice.help != Help::None);
    // Whoever presses Return without reading is on the safe side.
    const bool isDangerous = advice.help == Help::TrustCertificate || advice.help == Help::ReplaceCertificate;
    (isDangerous ? m_cancel : m_connect)->setDefault(true);
    if (isDangerous)
        m_cancel->setFocus();
}

void OpenServerDialog::forgetNote()
{
    m_advice = {};
    m_noteArea->hide();
    m_connect->setDefault(true);
}

void OpenServerDialog::help()
{
    switch (m_advice.help) {
    case Help::None: break;
    case Help::ChangeAddress:
        m_address->setFocus();
        m_address->lineEdit()->selectAll();
        break;
    case Help::EnterPassword:
        m_user->setFocus();
        m_user->selectAll();
        break;
    case Help::TrustCertificate:
    case Help::ReplaceCertificate:
        m_fingerprint = m_refused;
        begin(false);
        break;
    case Help::CopyText:
        QApplication::clipboard()->setText(m_advice.copied);
        m_help->setText(tr("Copied"));
        break;
    }
}

void OpenServerDialog::setBusy(bool busy)
{
    m_busy = busy;
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_found, m_scheme, m_address, m_user, m_password, m_test, m_connect})
        part->setEnabled(!busy);
    m_progress->setVisible(busy);
    m_cancel->setText(busy ? tr("&Stop") : tr("&Cancel"));
    if (busy)
        m_cancel->setFocus();
}

void OpenServerDialog::accept()
{
    if (!m_busy)
        begin(true);
}

void OpenServerDialog::test()
{
    if (!m_busy)
        begin(false);
}

void OpenServerDialog::reject()
{
    if (!m_busy) {
        QDialog::reject();
        return;
    }
    m_session->disconnect(this);
    m_session.release()->deleteLater();
    setBusy(false);
    note(Note::Progress, tr("The test was stopped."));
    m_address->setFocus();
}

void OpenServerDialog::begin(bool acceptAfterwards)
{
    const Result<ServerAddress> address = ServerAddress::parse(completed(m_address->currentText()));
    if (!address) {
        advise({address.error().message, Help::ChangeAddress, tr("C&hange Address"), {}});
        m_address->setFocus();
        return;
    }
    if (std::exchange(m_fingerprintOf, address->toString()) != address->toString())
        m_fingerprint.clear();
    note(Note::Progress, tr("Asking %1…").arg(address->toString()));
    setBusy(true);
    if (m_session)
        m_session.release()->deleteLater();
    m_session = std::make_unique<Session>(*address, client::Credentials{m_user->text(), m_password->text()});
    m_session->rpc().setTrustedFingerprint(m_fingerprint);
    connect(
        m_session.get(), &Session::statusChanged, this,
        [this, acceptAfterwards](Session::Status status) {
            if (status != Session::Status::Connecting && status != Session::Status::Disconnected)
                finish(acceptAfterwards);
        },
        Qt::QueuedConnection); // the session is inside its own work
    m_session->connectToServer();
}

void OpenServerDialog::finish(bool acceptAfterwards)
{
    if (!m_busy)
        return;
    setBusy(false);
    m_session->disconnect(this);
    if (m_session->status() != Session::Status::Online) {
        const Error error = m_session->lastError();
        m_session->disconnectFromServer(); // it would try again by itself
        m_address->setFocus();
        showProblem(error);
        return;
    }
    const client::ServerIdentity &identity = m_session->identity();
    const QString what = identity.isKantoku() ? u"kantokud %1"_s.arg(identity.kantokuVersion)
                                              : u"supervisord %1"_s.arg(identity.supervisorVersion);
    note(Note::Success,
         tr("It answers: %1 with %n process(es).", nullptr, int(m_session->processes().size())).arg(what));
    m_connect->setFocus();
    if (!acceptAfterwards)
        return;
    const bool keeps = m_keep->isEnabled() && m_keep->currentIndex() == 0 && !m_password->text().isEmpty();
    emit serverChosen({m_session->address(), m_session->rpc().credentials(), keeps, m_fingerprint});
    QDialog::accept();
}

void OpenServerDialog::chooseScheme(int index)
{
    const QString scheme = m_scheme->itemData(index).toString();
    QString rest = m_address->currentText().trimmed();
    if (const qsizetype end = rest.indexOf("://"_L1); end >= 0)
        rest = rest.mid(end + 3);
    // A host means nothing to a socket, nor a bare path to the others.
    const bool isSocket = scheme == "unix://"_L1;
    if (rest.startsWith(u'/') != isSocket)
        rest.clear();
    m_address->setEditText(scheme + rest);
    m_address->setFocus();
    m_address->lineEdit()->end(false);
}

void OpenServerDialog::showScheme()
{
    const QString address = completed(m_address->currentText());
    for (int i = 0; i < m_scheme->count(); ++i) {
        if (address.startsWith(m_scheme->itemData(i).toString(), Qt::CaseInsensitive))
            m_scheme->setCurrentIndex(i);
    }
    const QString scheme = m_scheme->currentData().toString();
    const QString example = scheme == "unix://"_L1 ? u"unix:///run/supervisor.sock"_s
        : scheme == "http://"_L1                   ? u"http://localhost:9001"_s
        : scheme == "https://"_L1                  ? u"https://server.example.org:9001"_s
                                                   : u"ssh://user@host/run/supervisor.sock"_s;
    m_address->lineEdit()->setPlaceholderText(example);
    // By ssh there are two users; the other one is named in the address.
    const bool isSsh = scheme == "ssh://"_L1;
    m_sshHint->setVisible(isSsh);
    m_userLabel->setText(isSsh ? tr("Supervisor's &user:") : tr("&User:"));
    m_passwordLabel->setText(isSsh ? tr("Supervisor's &password:") : tr("&Password:"));
}

void OpenServerDialog::chooseFound()
{
    if (const int row = m_found->currentRow(); row >= 0)
        use(m_servers.at(row));
}

void OpenServerDialog::use(const LocalServer &server)
{
    setAddress(server.address.toString());
    m_user->setText(server.credentials.username);
    m_password->setText(server.credentials.password);
}

void OpenServerDialog::chooseConfiguration()
{
    auto *dialog = new QFileDialog(this, tr("Server of a Configuration File"), {},
                                   tr("Configuration files (*.conf *.ini);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"serverOfConfiguration"_s);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &OpenServerDialog::useConfiguration);
    dialog->open();
}

QCoro::Task<> OpenServerDialog::useConfiguration(QString file)
{
    const QPointer<OpenServerDialog> self(this);
    // The file may lie on a disk that is slow or away.
    const Result<LocalServer> server = co_await QtConcurrent::run(&serverOfConfiguration, file);
    if (!self || m_busy)
        co_return; // gone, or another server is being asked already
    if (server)
        use(*server);
    else
        note(Note::Problem, server.error().message);
}

} // namespace kantoku::ui
