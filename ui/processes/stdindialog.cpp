#include "ui/processes/stdindialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

StdinDialog::StdinDialog(const QStringList &processes, QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(this))
    , m_newline(new QCheckBox(tr("End with a &new line"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"stdinDialog"_s);
    setWindowTitle(tr("Send to Standard Input"));
    const int count = static_cast<int>(processes.size());
    auto *label = new QLabel(count == 1 ? tr("&Text for %1:").arg(QString(processes.first()).replace(u'&', u"&&"_s))
                                        : tr("&Text for each of %n process(es):", nullptr, count),
                             this);
    label->setToolTip(processes.join(u'\n'));
    label->setBuddy(m_text);
    m_text->setAccessibleName(tr("Text to send"));
    m_text->setTabChangesFocus(true);
    m_newline->setChecked(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *send = buttons->addButton(tr("&Send"), QDialogButtonBox::AcceptRole);
    send->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        emit sendRequested(m_text->toPlainText() + (m_newline->isChecked() ? u"\n"_s : QString()));
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    for (QWidget *part : std::initializer_list<QWidget *>{label, m_text, m_newline, buttons})
        layout->addWidget(part);
    resize(460, 220);
}

} // namespace kantoku::ui
