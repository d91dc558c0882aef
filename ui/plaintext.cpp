#include "ui/plaintext.h"

#include <QEvent>
#include <QLabel>

namespace kantoku::ui {

// It is sent before a label is measured, and before a tooltip has its text.
bool PlainText::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Polish) {
        if (auto *label = qobject_cast<QLabel *>(watched))
            label->setTextFormat(Qt::PlainText);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace kantoku::ui
