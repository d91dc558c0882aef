#pragma once

#include "ui/processes/processtext.h"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

namespace kantoku::ui {

/// A text that is no markup, as the body of a desktop notification says it: that is markup by its specification.
QString notificationBody(const QString &text);

/// Kantoku beside the clock, on desktops that have a place for it: the worst condition of all servers, and a menu.
class TrayIcon : public QObject {
    Q_OBJECT
public:
    explicit TrayIcon(QObject *parent = nullptr);

    /// Shows or hides the icon. Without a tray nothing is shown.
    void setShown(bool shown);
    /// Whether messages can be seen there now.
    bool showsMessages() const;
    void setCondition(Condition worst, const QString &words);
    void showMessage(const QString &title, const QString &text, QSystemTrayIcon::MessageIcon icon);

signals:
    void showRequested();
    void messageClicked();
    /// No more messages until somebody wants them again in the preferences.
    void silenceRequested();
    void quitRequested();

private:
    void describe();

    QSystemTrayIcon m_icon;
    QMenu m_menu;
    Condition m_worst = Condition::Stopped;
};

} // namespace kantoku::ui
