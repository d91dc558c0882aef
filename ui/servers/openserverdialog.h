#pragma once

#include "client/rpcclient.h"
#include "client/serveraddress.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace kantoku::ui {

/**
 * Asks for a server's address and, where it wants them, user and password. Talks to the server before it accepts, so
 * an accepted dialog names a server that answered.
 */
class OpenServerDialog : public QDialog {
    Q_OBJECT
public:
    /// @param offers  addresses to choose from: sockets found here, servers used before
    explicit OpenServerDialog(const QStringList &offers, QWidget *parent = nullptr);
    ~OpenServerDialog() override;

    void setAddress(const QString &address);
    /// Shows why the address in the dialog needs attention, such as a password that was refused.
    void showProblem(const QString &text);

    /// "/run/x.sock" and "host:9001" are taken as what they obviously mean.
    static QString completed(const QString &typed);

signals:
    /// The server answered.
    void serverChosen(const kantoku::client::ServerAddress &address, const kantoku::client::Credentials &credentials);

public slots:
    /// Tests what was entered, then accepts or says why not.
    void accept() override;

private:
    enum class Note { Progress, Problem };
    void note(Note kind, const QString &text);
    void setBusy(bool busy);

    QComboBox *m_address = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QLabel *m_note = nullptr;
    QPushButton *m_open = nullptr;
    std::unique_ptr<client::RpcClient> m_rpc; ///< the test under way
};

} // namespace kantoku::ui
