#include "ui/servers/sshquestiondialog.h"

#include "client/sshtunnel.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::SshQuestion;

SshQuestionDialog::SshQuestionDialog(SshQuestion *question, QWidget *parent)
    : QDialog(parent)
    , m_question(question)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"sshQuestionDialog"_s);
    setWindowTitle(question->kind() == SshQuestion::Kind::Confirm ? tr("Unknown Host") : tr("Log In by SSH"));
    connect(question, &SshQuestion::withdrawn, this, [this] {
        m_question.clear();
        reject();
    });
    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    auto *title = new QLabel(tr("ssh connects to %1 and asks:").arg(question->address().host), this);
    title->setTextFormat(Qt::PlainText);
    layout->addWidget(title);
    if (question->kind() == SshQuestion::Kind::Confirm)
        askConfirmation(layout);
    else
        askSecret(layout);
}

void SshQuestionDialog::askSecret(QVBoxLayout *layout)
{
    QString words = m_question->text();
    while (words.endsWith(u':') || words.endsWith(u' '))
        words.chop(1);
    auto *text = new QLabel(words, this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setMinimumWidth(380);
    QFont bold = text->font();
    bold.setBold(true);
    text->setFont(bold);
    m_secret = new QLineEdit(this);
    m_secret->setObjectName(u"secret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setAccessibleName(words);
    m_secret->setPlaceholderText(tr("goes to ssh, and is not kept"));
    text->setBuddy(m_secret);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(tr("&Log In"), QDialogButtonBox::AcceptRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(text);
    layout->addWidget(m_secret);
    layout->addWidget(buttons);
    m_secret->setFocus();
}

void SshQuestionDialog::askConfirmation(QVBoxLayout *layout)
{
    // ssh's lines but for the last, which asks for yes or no to be typed; the fingerprint stands by itself.
    QStringList lines = m_question->text().split(u'\n', Qt::SkipEmptyParts);
    if (lines.size() > 1 && lines.last().contains("(yes/no"_L1))
        lines.removeLast();
    auto *text = new QLabel(lines.join(u'\n'), this);
    text->setObjectName(u"question"_s);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setMinimumWidth(460);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(tr("What ssh asks"));
    layout->addWidget(text);
    static const QRegularExpression fingerprint(u"SHA256:[A-Za-z0-9+/=]+"_s);
    if (const QRegularExpressionMatch found = fingerprint.match(m_question->text()); found.hasMatch()) {
        auto *shown = new QLabel(found.captured(), this);
        shown->setObjectName(u"fingerprint"_s);
        shown->setTextFormat(Qt::PlainText);
        shown->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        shown->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        shown->setAccessibleName(tr("Fingerprint of the host's key"));
        shown->setMargin(6);
        shown->setAutoFillBackground(true);
        shown->setBackgroundRole(QPalette::Base);
        layout->addWidget(shown);
        auto *advice = new QLabel(tr("Compare it with what the host's administrator says. If they are the same, nobody "
                                     "is in between, and ssh will know the host from now on."),
                                  this);
        advice->setWordWrap(true);
        advice->setMinimumWidth(460);
        layout->addWidget(advice);
    }
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *no = buttons->addButton(tr("&No"), QDialogButtonBox::RejectRole);
    buttons->addButton(tr("&Yes, Connect"), QDialogButtonBox::AcceptRole)->setAutoDefault(false);
    no->setDefault(true);
    no->setFocus();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

void SshQuestionDialog::done(int result)
{
    if (SshQuestion *question = std::exchange(m_question, nullptr).data()) {
        question->disconnect(this);
        if (result != Accepted)
            question->refuse();
        else
            question->answer(m_secret ? m_secret->text() : u"yes"_s);
    }
    QDialog::done(result);
}

void answerSshQuestions(QWidget *window)
{
    const QString beside = QCoreApplication::applicationDirPath() + u"/kantoku"_s;
    const QString askpass = QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(u"kantoku"_s);
    client::SshTunnel::setAsker(askpass, [guard = QPointer(window)](SshQuestion *question) {
        if (!guard) {
            question->refuse();
            return;
        }
        QWidget *modal = QApplication::activeModalWidget();
        (new SshQuestionDialog(question, modal ? modal : guard.data()))->open();
    });
}

} // namespace kantoku::ui
