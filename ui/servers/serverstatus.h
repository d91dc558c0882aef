#pragma once

#include <QLabel>

namespace kantoku::client {
class Session;
}

namespace kantoku::ui {

/// In the status bar: the server that commands go to, what it is and how it is doing.
class ServerStatus : public QLabel {
    Q_OBJECT
public:
    explicit ServerStatus(QWidget *parent = nullptr);

    /// @param session  null while no server is open
    void showServer(const client::Session *session);
};

} // namespace kantoku::ui
