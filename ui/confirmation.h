#pragma once

#include <QMessageBox>
#include <QPushButton>

namespace kantoku::ui {

/**
 * Asks before what hits many or cannot be taken back. The safe button is the default; the other is called by its verb.
 *
 * @param accepted  called when the verb was chosen, unless `parent` is gone by then
 */
template <typename Callback>
void confirm(QWidget *parent, const QString &title, const QString &text, const QString &consequence,
             const QString &verb, Callback accepted)
{
    auto *box = new QMessageBox(QMessageBox::Warning, title, text, QMessageBox::Cancel, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(QStringLiteral("confirmation"));
    box->setInformativeText(consequence);
    QPushButton *go = box->addButton(verb, QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(go, &QPushButton::clicked, parent, accepted);
    box->open();
}

} // namespace kantoku::ui
