#include "ui/notices/trayicon.h"

#include "ui/theme.h"

namespace kantoku::ui {

QString notificationBody(const QString &text)
{
    return text.toHtmlEscaped();
}

TrayIcon::TrayIcon(QObject *parent)
    : QObject(parent)
{
    connect(m_menu.addAction(tr("&Show Window")), &QAction::triggered, this, &TrayIcon::showRequested);
    connect(m_menu.addAction(tr("&No More Notices")), &QAction::triggered, this, &TrayIcon::silenceRequested);
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("&Quit")), &QAction::triggered, this, &TrayIcon::quitRequested);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::messageClicked);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            emit showRequested();
    });
    connect(Theme::instance(), &Theme::changed, this, &TrayIcon::describe);
    describe();
}

void TrayIcon::setShown(bool shown)
{
    m_icon.setVisible(shown && QSystemTrayIcon::isSystemTrayAvailable());
}

bool TrayIcon::showsMessages() const
{
    return m_icon.isVisible() && QSystemTrayIcon::supportsMessages();
}

void TrayIcon::setCondition(Condition worst, const QString &words)
{
    m_worst = worst;
    m_icon.setToolTip(words);
    describe();
}

void TrayIcon::showMessage(const QString &title, const QString &text, QSystemTrayIcon::MessageIcon icon)
{
    m_icon.showMessage(title, notificationBody(text), icon);
}

void TrayIcon::describe()
{
    m_icon.setIcon(Theme::instance()->conditionIcon(m_worst));
}

} // namespace kantoku::ui
