#pragma once

#include "client/session.h"

#include <QDockWidget>
#include <QPointer>

namespace kantoku::ui {

class LogPanel;

/// The main log of the current server. It is only asked for while the dock is seen.
class MainLogDock : public QDockWidget {
    Q_OBJECT
public:
    explicit MainLogDock(QWidget *parent = nullptr);

    void showServer(client::Session *session);

signals:
    void failed(const QString &message);
    void done(const QString &message);

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void feed();

    LogPanel *m_log = nullptr; ///< made when it is first seen
    QPointer<client::Session> m_session;
    QPointer<client::Session> m_shown;
};

} // namespace kantoku::ui
