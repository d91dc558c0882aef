#pragma once

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

/**
 * Debian's sshd on a port of loopback, with a host key, a user's key and a known_hosts of its own. Nothing of the user
 * who runs the test is read: the `ssh` in programs() reads a configuration of ours.
 */
class Sshd {
public:
    /// How it knows who comes.
    enum class Login {
        Key, ///< whose passphrase it is
        Password,
    };
    static constexpr auto passphrase = "open sesame"; ///< of the key, and everybody's password

    explicit Sshd(Login login = Login::Key)
        : m_login(login)
    {
    }

    ~Sshd() { stop(); }

    void start()
    {
        if (::geteuid() == 0)
            QDir().mkpath(QStringLiteral("/run/sshd")); // where it locks itself in before a login
        if (m_port == 0) {
            QTcpServer free;
            QVERIFY(free.listen(QHostAddress::LocalHost));
            m_port = free.serverPort();
            makeKey(QStringLiteral("host"), {});
            makeKey(QStringLiteral("id"), QString::fromLatin1(passphrase));
            QVERIFY(QFile::copy(file(QStringLiteral("id.pub")), file(QStringLiteral("authorized_keys"))));
        }
        write(QStringLiteral("sshd_config"),
              "ListenAddress 127.0.0.1\nPort " + QByteArray::number(m_port)
                  + "\nHostKey @D@/host\nAuthorizedKeysFile @D@/authorized_keys\nPidFile none\nStrictModes no\n"
                    "UsePAM no\nPermitRootLogin yes\nKbdInteractiveAuthentication no\n"
                    "AllowStreamLocalForwarding yes\nMaxAuthTries 3\n"
                  + (m_login == Login::Key ? "PasswordAuthentication no\n" : "PubkeyAuthentication no\n"));
        write(QStringLiteral("ssh_config"),
              "Host *\nUserKnownHostsFile @D@/known_hosts\nGlobalKnownHostsFile /dev/null\nIdentityFile @D@/id\n"
              "IdentitiesOnly yes\nIdentityAgent none\nStrictHostKeyChecking ask\nHostKeyAlgorithms ssh-ed25519\n");
        QVERIFY(QDir(m_dir.path()).mkpath(QStringLiteral("bin")));
        write(QStringLiteral("bin/ssh"), "#!/bin/sh\nexec /usr/bin/ssh -F @D@/ssh_config \"$@\"\n");
        QVERIFY(QFile::setPermissions(file(QStringLiteral("bin/ssh")),
                                      QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner));
        if (m_login == Login::Password) {
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(KANTOKU_KNOWN_PASSWORD));
            m_process.setProcessEnvironment(environment);
        }
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(
            QStringLiteral("/usr/sbin/sshd"),
            {QStringLiteral("-D"), QStringLiteral("-e"), QStringLiteral("-f"), file(QStringLiteral("sshd_config"))});
        QVERIFY2(m_process.waitForStarted(), "The package openssh-server is missing.");
        QTRY_VERIFY2_WITH_TIMEOUT(isListening(), m_process.peek(2000).constData(), 10'000);
    }

    void stop()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.terminate();
        if (!m_process.waitForFinished(10'000))
            m_process.kill();
        m_process.waitForFinished();
    }

    /// The host shows another key from the next start on.
    void changeHostKey()
    {
        QFile::remove(file(QStringLiteral("host")));
        QFile::remove(file(QStringLiteral("host.pub")));
        makeKey(QStringLiteral("host"), {});
    }

    void forgetHost() { QFile::remove(file(QStringLiteral("known_hosts"))); }

    /// "SHA256:…" of the host's key, as ssh-keygen says it.
    QString fingerprint() const
    {
        QProcess keygen;
        keygen.start(QStringLiteral("ssh-keygen"), {QStringLiteral("-lf"), file(QStringLiteral("host.pub"))});
        keygen.waitForFinished();
        return QString::fromLatin1(keygen.readAll()).section(u' ', 1, 1);
    }

    QString address(const QString &socket) const
    {
        const QString user = QString::fromLocal8Bit(qgetenv("USER"));
        return QStringLiteral("ssh://%1@127.0.0.1:%2%3")
            .arg(user.isEmpty() ? QStringLiteral("root") : user)
            .arg(m_port)
            .arg(socket);
    }
    /// The folder of the `ssh` that reads our configuration, for PATH.
    QString programs() const { return file(QStringLiteral("bin")); }
    QString file(const QString &name) const { return m_dir.filePath(name); }

private:
    bool isListening() const
    {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress::LocalHost, m_port);
        return probe.waitForConnected(1000);
    }

    void makeKey(const QString &name, const QString &phrase) const
    {
        QProcess keygen;
        keygen.start(QStringLiteral("ssh-keygen"),
                     {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"), QStringLiteral("-N"),
                      phrase, QStringLiteral("-f"), file(name)});
        QVERIFY2(keygen.waitForFinished() && keygen.exitCode() == 0, "The package openssh-client is missing.");
    }

    void write(const QString &name, QByteArray text) const
    {
        QFile out(file(name));
        QVERIFY(out.open(QFile::WriteOnly | QFile::Truncate));
        out.write(text.replace("@D@", QFile::encodeName(m_dir.path())));
    }

    Login m_login;
    QTemporaryDir m_dir;
    quint16 m_port = 0;
    QProcess m_process;
};
