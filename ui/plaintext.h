#pragma once

#include <QObject>

namespace kantoku::ui {

/**
 * Installed on the application, has every label show its text as it is, those of tooltips and of Qt's own dialogs too.
 *
 * Servers and programs word much of what is shown. What of it looks like HTML would else be taken for such: with
 * pictures that are read from wherever they say, and with links.
 */
class PlainText : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace kantoku::ui
