// What the dialog is made of.

#include "ui/servers/openserverdialog.h"

#include "ui/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

void OpenServerDialog::makeLayout()
{
    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetFixedSize); // grows and shrinks with what there is to say
    makeFound(layout);
    makeForm(layout);
    makeNote(layout);
    makeButtons(layout);
    const std::array<QWidget *, 10> order{m_scheme, m_address, m_user,   m_password, m_keep,
                                          m_help,   m_test,    m_cancel, m_connect,  m_found};
    for (std::size_t i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

void OpenServerDialog::makeFound(QVBoxLayout *layout)
{
    auto *title = new QLabel(tr("&Found on this machine:"), this);
    m_found = new QListWidget(this);
    m_found->setObjectName(u"found"_s);
    m_found->setAccessibleName(tr("Found on this machine"));
    m_found->setMinimumWidth(560);
    m_found->setFixedHeight(5 * fontMetrics().lineSpacing());
    m_found->setTextElideMode(Qt::ElideMiddle);
    title->setBuddy(m_found);
    m_nothingFound = new QLabel(tr("There is no socket in the usual places of supervisord and kantokud."), this);
    m_nothingFound->setForegroundRole(QPalette::PlaceholderText);
    m_nothingFound->setMinimumWidth(560);
    auto *again = new QPushButton(Theme::icon(u"refresh"_s), tr("&Look Again"), this);
    again->setAutoDefault(false);
    again->setObjectName(u"searchAgain"_s);
    connect(again, &QPushButton::clicked, this, &OpenServerDialog::searchRequested);
    auto *file = new QPushButton(Theme::icon(u"file"_s), tr("From a Confi&guration File…"), this);
    file->setAutoDefault(false);
    connect(file, &QPushButton::clicked, this, &OpenServerDialog::chooseConfiguration);
    auto *row = new QHBoxLayout;
    row->addWidget(again);
    row->addWidget(file);
    row->addStretch();
    layout->addWidget(title);
    layout->addWidget(m_found);
    layout->addWidget(m_nothingFound);
    layout->addLayout(row);
    layout->addSpacing(8);
}

void OpenServerDialog::makeForm(QVBoxLayout *layout)
{
    m_scheme = new QComboBox(this);
    m_scheme->setObjectName(u"scheme"_s);
    m_scheme->setAccessibleName(tr("Kind of connection"));
    m_scheme->addItem(tr("Socket on this machine (unix://)"), u"unix://"_s);
    m_scheme->addItem(tr("TCP (http://)"), u"http://"_s);
    m_scheme->addItem(tr("TCP, encrypted (https://)"), u"https://"_s);
    m_scheme->addItem(tr("Socket of another machine, by your own SSH (ssh://)"), u"ssh://"_s);
    m_address = new QComboBox(this);
    m_address->setObjectName(u"address"_s);
    m_address->setAccessibleName(tr("Address"));
    m_address->setEditable(true);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_address->setMinimumContentsLength(44);
    m_sshHint = new QLabel(tr("ssh logs in as it does in a terminal, and asks here if it has to ask. User and password "
                              "below are those of the supervisor's configuration; most sockets have none."),
                           this);
    m_sshHint->setObjectName(u"sshHint"_s);
    m_sshHint->setTextFormat(Qt::PlainText);
    m_sshHint->setWordWrap(true);
    m_sshHint->setMinimumWidth(560);
    m_sshHint->setForegroundRole(QPalette::PlaceholderText);
    m_userLabel = new QLabel(this);
    m_passwordLabel = new QLabel(this);
    m_user = new QLineEdit(this);
    m_user->setObjectName(u"user"_s);
    m_user->setAccessibleName(tr("User"));
    m_user->setPlaceholderText(tr("only where the server asks for one"));
    m_password = new QLineEdit(this);
    m_password->setObjectName(u"password"_s);
    m_password->setAccessibleName(tr("Password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_keep = new QComboBox(this);
    m_keep->setObjectName(u"keepPassword"_s);
    m_keep->setAccessibleName(tr("Keep the password"));
    m_keep->addItem(tr("in the keychain"));
    m_keep->addItem(tr("for this run only"));
    m_keychain = new QLabel(tr("Without a keychain, passwords are kept for this run only."), this);
    m_keychain->setObjectName(u"keychain"_s);
    m_keychain->setTextFormat(Qt::PlainText);
    m_keychain->setForegroundRole(QPalette::PlaceholderText);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Connect &by:"), m_scheme);
    form->addRow(tr("&Address:"), m_address);
    form->addRow(m_sshHint);
    form->addRow(m_userLabel, m_user);
    form->addRow(m_passwordLabel, m_password);
    m_userLabel->setBuddy(m_user);
    m_passwordLabel->setBuddy(m_password);
    form->addRow(tr("&Keep password:"), m_keep);
    form->addRow(QString(), m_keychain);
    layout->addLayout(form);
}

void OpenServerDialog::makeNote(QVBoxLayout *layout)
{
    m_noteArea = new QWidget(this);
    m_noteIcon = new QLabel(m_noteArea);
    m_noteIcon->setAlignment(Qt::AlignTop);
    m_note = new QLabel(m_noteArea);
    m_note->setObjectName(u"note"_s);
    m_note->setAccessibleName(tr("Result of the test"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setMinimumWidth(500);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_help = new QPushButton(m_noteArea);
    m_help->setObjectName(u"help"_s);
    m_help->setAutoDefault(false);
    auto *grid = new QGridLayout(m_noteArea);
    grid->setContentsMargins(0, 8, 0, 0);
    grid->addWidget(m_noteIcon, 0, 0, Qt::AlignTop);
    grid->addWidget(m_note, 0, 1);
    grid->addWidget(m_help, 1, 1, Qt::AlignLeft);
    grid->setColumnStretch(1, 1);
    m_noteArea->hide();
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_progress->setAccessibleName(tr("The test is under way"));
    m_progress->hide();
    layout->addWidget(m_noteArea);
    layout->addWidget(m_progress);
}

void OpenServerDialog::makeButtons(QVBoxLayout *layout)
{
    m_test = new QPushButton(tr("&Test"), this);
    m_test->setAutoDefault(false);
    m_cancel = new QPushButton(tr("&Cancel"), this);
    m_cancel->setAutoDefault(false);
    m_connect = new QPushButton(tr("C&onnect"), this);
    m_connect->setDefault(true);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 8, 0, 0);
    row->addWidget(m_test);
    row->addStretch();
    row->addWidget(m_cancel);
    row->addWidget(m_connect);
    layout->addLayout(row);
}

} // namespace kantoku::ui
