#pragma once

#include "client/serveraddress.h"
#include "client/sshquestion.h"
#include "protocol/error.h"

#include <QBasicTimer>
#include <QFileSystemWatcher>
#include <QLocalServer>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace kantoku::client {

/**
 * Forwards the unix socket of another host to one of ours, through the user's own OpenSSH: keys, agent, known hosts and
 * configuration are theirs. ssh ends with us, however we end (on Linux), and not by a Ctrl+C in our terminal.
 *
 * All clients of one address share one tunnel, so a person is asked once. Where setAsker() has named somebody to ask, a
 * password and an unknown host's key are questions; without, they are errors that carry ssh's own words.
 */
class SshTunnel : public QObject {
    Q_OBJECT
public:
    /// The tunnel to `address`: the one that stands, or a new one. It goes with its last owner.
    /// @param program  what is run in the place of `ssh`
    static std::shared_ptr<SshTunnel> to(const ServerAddress &address, const QString &program = QStringLiteral("ssh"));

    using Asker = std::function<void(SshQuestion *)>;
    /// Who answers ssh's questions in this process, from the next tunnel on. The question belongs to the tunnel.
    /// @param askpass  the program that ssh runs to ask; it hands the question to us (app/askpass.cpp)
    static void setAsker(const QString &askpass, Asker asker);

    ~SshTunnel() override;

    bool isOpen() const { return m_open; }
    /// The near end, as an address; usable while isOpen().
    ServerAddress localAddress() const;
    /// Starts ssh unless it runs already; opened() or failed() follows.
    void open();

signals:
    void opened();
    void failed(const kantoku::Error &error);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    SshTunnel(ServerAddress address, QString program);
    void close();
    void lookForSocket();
    void listenForQuestions();
    void takeQuestion();
    void readWords();
    void reportEnd();
    QString localPath() const;
    QString questionPath() const;
    QStringList arguments() const;

    ServerAddress m_address;
    QString m_program;
    QTemporaryDir m_dir;
    QFileSystemWatcher m_watcher; ///< ssh tells by creating the socket that the tunnel stands
    QBasicTimer m_untilListening; ///< the socket is there, and nobody listens on it yet
    QLocalServer m_questions;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_words; ///< the end of what ssh has said
    bool m_open = false;
    bool m_refused = false; ///< the user did not answer
};

/// What ssh's last words mean, as an error that names the host. With HostKey the number is ENOENT where no key of the
/// host was known, and EEXIST where another one is.
Error describeSshFailure(const QString &words, const ServerAddress &address);

} // namespace kantoku::client
