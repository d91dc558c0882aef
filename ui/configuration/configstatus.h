#pragma once

#include "client/session.h"

#include <QPointer>
#include <QToolButton>

namespace kantoku::ui {

/// In the status bar: how many groups differ between the layers of a server's configuration; hidden where none does.
class ConfigStatus : public QToolButton {
    Q_OBJECT
public:
    explicit ConfigStatus(QWidget *parent = nullptr);

    /// @param session  null where no server is open
    void showServer(client::Session *session);

signals:
    /// Pressed while the files on disk have errors or differ from what was loaded.
    void rereadRequested();
    /// Pressed while what was loaded is not applied.
    void updateRequested();

private:
    void describe();
    void press();

    QPointer<client::Session> m_session;
};

} // namespace kantoku::ui
