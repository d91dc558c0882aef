#pragma once

#include "client/session.h"
#include "ui/servers/localservers.h"
#include "ui/servers/servererror.h"

#include <QCoro/QCoroTask>

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace kantoku::ui {

/// What was chosen in the dialog.
struct ServerChoice {
    client::ServerAddress address;
    client::Credentials credentials;
    bool keepsPassword = false; ///< in the keychain; otherwise for this run
    QByteArray fingerprint; ///< SHA-256 of a certificate that the user has accepted; empty for none
};

/**
 * Asks for a server's address and, where it wants them, user and password. Talks to the server before it accepts, so
 * an accepted dialog names a server that answered. A failure is explained, with the button that helps.
 */
class OpenServerDialog : public QDialog {
    Q_OBJECT
public:
    explicit OpenServerDialog(QWidget *parent = nullptr);
    ~OpenServerDialog() override;

    /// Fills the dialog with what is known of a server. `choice.credentials` may lack the password.
    void setChoice(const ServerChoice &choice);
    void setAddress(const QString &address);
    /// Addresses used before, offered in the address line.
    void setRecent(const QStringList &addresses);
    /// Servers found on this machine, offered in a list.
    void setFound(const QList<LocalServer> &servers);
    /// @param whyNot  why passwords cannot be kept, in a sentence; empty: they can
    void setKeychain(const QString &whyNot);
    /// Shows why the address in the dialog needs attention, such as a password that was refused.
    void showProblem(const kantoku::Error &error);

    /// "/run/x.sock" and "host:9001" are taken as what they obviously mean.
    static QString completed(const QString &typed);

signals:
    /// The server answered.
    void serverChosen(const kantoku::ui::ServerChoice &choice);
    /// Look for servers on this machine again.
    void searchRequested();

public slots:
    /// Tests what was entered, then accepts or says why not.
    void accept() override;
    /// Ends a test that is under way, or else the dialog.
    void reject() override;
    /// Tests what was entered and says what answers.
    void test();

private:
    enum class Note { Progress, Problem, Success };
    // openserverlayout.cpp
    void makeLayout();
    void makeFound(QVBoxLayout *layout);
    void makeForm(QVBoxLayout *layout);
    void makeNote(QVBoxLayout *layout);
    void makeButtons(QVBoxLayout *layout);
    void begin(bool acceptAfterwards);
    void finish(bool acceptAfterwards);
    void note(Note kind, const QString &text);
    void advise(const ConnectionAdvice &advice);
    void forgetNote();
    void help();
    void setBusy(bool busy);
    void chooseScheme(int index);
    void showScheme();
    void chooseFound();
    void chooseConfiguration();
    QCoro::Task<> useConfiguration(QString file);
    void use(const LocalServer &server);

    QListWidget *m_found = nullptr;
    QLabel *m_nothingFound = nullptr;
    QComboBox *m_scheme = nullptr;
    QComboBox *m_address = nullptr;
    QLabel *m_sshHint = nullptr;
    QLabel *m_userLabel = nullptr;
    QLineEdit *m_user = nullptr;
    QLabel *m_passwordLabel = nullptr;
    QLineEdit *m_password = nullptr;
    QComboBox *m_keep = nullptr;
    QLabel *m_keychain = nullptr;
    QWidget *m_noteArea = nullptr;
    QLabel *m_noteIcon = nullptr;
    QLabel *m_note = nullptr;
    QPushButton *m_help = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_connect = nullptr;
    QList<LocalServer> m_servers; ///< those of m_found, in its order
    ConnectionAdvice m_advice;
    QByteArray m_refused; ///< SHA-256 of the certificate that m_advice is about
    QByteArray m_fingerprint; ///< accepted for m_fingerprintOf
    QString m_fingerprintOf;
    std::unique_ptr<client::Session> m_session; ///< the test under way, and what it found
    bool m_busy = false;
};

} // namespace kantoku::ui
