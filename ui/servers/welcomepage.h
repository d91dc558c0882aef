#pragma once

#include <QWidget>

class QVBoxLayout;

namespace kantoku::ui {

/// What the window shows while no server is open: the ways to one.
class WelcomePage : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(QWidget *parent = nullptr);

    /// Offers these addresses, found on this machine or used before.
    void showServers(const QStringList &found, const QStringList &recent);
    void setDemoAvailable(bool available);

signals:
    void demoRequested();
    void openRequested();
    void configurationRequested();
    void serverChosen(const QString &address);

private:
    void addSection(const QString &title, const QStringList &addresses);

    QWidget *m_demo = nullptr;
    QVBoxLayout *m_servers = nullptr;
};

} // namespace kantoku::ui
