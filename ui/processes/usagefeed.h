#pragma once

#include "client/session.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

namespace kantoku::ui {

class ProcessModel;
class ProcessPane;
class ServerList;
class Settings;

/**
 * Brings the tree what the picture of a server does not hold: what processes use, and what descends from those that
 * are expanded. It asks only while the tree is seen, and for the rows in sight each time.
 */
class UsageFeed : public QObject {
    Q_OBJECT
public:
    UsageFeed(ServerList *servers, ProcessModel *model, ProcessPane *pane, Settings *settings);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(client::Session *session);
    void updateWanted();
    void applyInterval();
    void takeUsage(client::Session *session);
    void askForDescendants(client::Session *session, const QString &namespec);
    bool isSeen() const;

    ServerList *m_servers;
    ProcessModel *m_model;
    ProcessPane *m_pane;
    Settings *m_settings;
    QPointer<QWidget> m_window; ///< that of the pane, whose minimising is watched
    QSet<QString> m_asked; ///< "server namespec" whose descendants are on their way
};

} // namespace kantoku::ui
