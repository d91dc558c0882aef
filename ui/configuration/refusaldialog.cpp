#include "ui/configuration/refusaldialog.h"

#include "ui/configuration/configmessages.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

RefusalDialog::RefusalDialog(const QString &title, const QString &text, const QList<ConfigPreview::Message> &messages,
                             QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"refusalDialog"_s);
    setWindowTitle(title);
    auto *reason = new QLabel(text, this);
    reason->setWordWrap(true);
    QFont bold = reason->font();
    bold.setBold(true);
    reason->setFont(bold);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(reason);
    layout->addWidget(new ConfigMessages(messages, this), 1);
    layout->addWidget(buttons);
    resize(640, 260);
}

} // namespace kantoku::ui
