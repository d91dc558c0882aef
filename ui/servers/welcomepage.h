#pragma once

#include "ui/servers/localservers.h"

#include <QCoro/QCoroTask>

#include <QWidget>

class QAbstractButton;
class QVBoxLayout;

namespace kantoku::ui {

/// What the window shows while no server is open: the ways to one.
class WelcomePage : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(QWidget *parent = nullptr);

    /// Offers the servers that were used before, and those of this machine as soon as they are found.
    void offerServers(const QStringList &recent);
    void setDemoAvailable(bool available);

signals:
    void demoRequested();
    void openRequested();
    void configurationRequested();
    void newConfigurationRequested();
    void serverChosen(const QString &address);
    void localServerChosen(const kantoku::ui::LocalServer &server);

private:
    QCoro::Task<> lookForServers(QStringList recent);
    void showServers(const QList<LocalServer> &found, const QStringList &recent);
    void addHeading(const QString &title);
    QAbstractButton *addServer(const QString &address, const QString &origin);

    QWidget *m_demo = nullptr;
    QVBoxLayout *m_servers = nullptr;
};

} // namespace kantoku::ui
