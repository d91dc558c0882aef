#include "ui/servers/openserverdialog.h"

#include "ui/servers/servererror.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds testTimeout{10'000};

} // namespace

OpenServerDialog::OpenServerDialog(const QStringList &offers, QWidget *parent)
    : QDialog(parent)
    , m_address(new QComboBox(this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_note(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"openServerDialog"_s);
    setWindowTitle(tr("Open Server"));

    auto *intro = new QLabel(tr("The address of a kantokud or supervisord:"), this);
    intro->setBuddy(m_address);
    m_address->setObjectName(u"address"_s);
    m_address->setAccessibleName(tr("Address"));
    m_address->setEditable(true);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_address->addItems(offers);
    m_address->lineEdit()->setPlaceholderText(u"unix:///run/supervisor.sock"_s);
    m_address->setMinimumContentsLength(44);
    m_user->setObjectName(u"user"_s);
    m_user->setAccessibleName(tr("User"));
    m_user->setPlaceholderText(tr("only where the server asks for one"));
    m_password->setObjectName(u"password"_s);
    m_password->setAccessibleName(tr("Password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("kept for this run only"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setMinimumHeight(3 * fontMetrics().lineSpacing());
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_note->setObjectName(u"note"_s);
    m_note->setAccessibleName(tr("Result of the test"));

    auto *forms = new QLabel(tr("unix:///path · http://host:port · https://host:port · ssh://user@host/path"), this);
    forms->setForegroundRole(QPalette::PlaceholderText);
    auto *form = new QFormLayout;
    form->addRow(tr("&Address:"), m_address);
    form->addRow(QString(), forms);
    form->addRow(tr("&User:"), m_user);
    form->addRow(tr("&Password:"), m_password);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_open = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    m_open->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &OpenServerDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(intro);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
    for (QLineEdit *edit : {m_address->lineEdit(), m_user, m_password})
        connect(edit, &QLineEdit::textEdited, this, [this] { m_note->clear(); });
    m_address->setFocus();
    m_address->lineEdit()->selectAll();
}

OpenServerDialog::~OpenServerDialog() = default;

void OpenServerDialog::setAddress(const QString &address)
{
    m_address->setEditText(address);
}

void OpenServerDialog::showProblem(const QString &text)
{
    note(Note::Problem, text);
    m_user->setFocus();
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
    QPalette colors = palette();
    if (kind == Note::Problem)
        colors.setColor(QPalette::WindowText, Theme::instance()->errorColor());
    m_note->setPalette(colors);
    m_note->setText(text);
}

void OpenServerDialog::setBusy(bool busy)
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_address, m_user, m_password, m_open})
        part->setEnabled(!busy);
}

void OpenServerDialog::accept()
{
    const Result<client::ServerAddress> address = client::ServerAddress::parse(completed(m_address->currentText()));
    if (!address) {
        note(Note::Problem, address.error().message);
        m_address->setFocus();
        return;
    }
    const client::Credentials credentials{m_user->text(), m_password->text()};
    setBusy(true);
    note(Note::Progress, tr("Asking %1…").arg(address->toString()));
    m_rpc = std::make_unique<client::RpcClient>(*address, credentials);
    QCoro::connect(m_rpc->call(u"supervisor.getSupervisorVersion"_s, {}, testTimeout), this,
                   [this, address = *address, credentials](const Result<QVariant> &version) {
                       setBusy(false);
                       if (version) {
                           emit serverChosen(address, credentials);
                           QDialog::accept();
                           return;
                       }
                       note(Note::Problem, explainConnectionError(version.error(), address));
                       if (version.error().code == Error::Code::Unauthorized)
                           m_user->setFocus();
                       else
                           m_address->setFocus();
                   });
}

} // namespace kantoku::ui
