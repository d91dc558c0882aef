#pragma once

#include <QFile>
#include <QFileSystemWatcher>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

/// Debian's supervisord (package supervisor) in a directory of its own, for tests that want the real one.
class Supervisord {
public:
    /// @param programs  sections that are added to those of the server; @D@ stands for the directory
    explicit Supervisord(const QByteArray &programs, const QByteArray &credentials = {})
        : m_port(freePort())
        , m_credentials(credentials)
    {
        writeConfiguration(programs);
    }

    ~Supervisord()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.terminate();
            if (!m_process.waitForFinished(15'000))
                m_process.kill();
            m_process.waitForFinished();
        }
    }

    void writeConfiguration(const QByteArray &programs)
    {
        QFile file(path(QStringLiteral("s.conf")));
        QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
        QByteArray text = "[supervisord]\nlogfile=@D@/s.log\npidfile=@D@/s.pid\nchildlogdir=@D@\nuser=@U@\n"
                          "[unix_http_server]\nfile=@D@/s.sock\n"
            + m_credentials + "[inet_http_server]\nport=127.0.0.1:@P@\n" + m_credentials
            + "[rpcinterface:supervisor]\n"
              "supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface\n"
              "[supervisorctl]\nserverurl=unix://@D@/s.sock\n"
            + programs;
        text.replace("@D@", QFile::encodeName(m_dir.path()));
        text.replace("@P@", QByteArray::number(m_port));
        const QByteArray user = qgetenv("USER");
        text.replace("@U@", user.isEmpty() ? "root" : user);
        file.write(text);
    }

    /// Starts it and waits until its socket is there.
    void start()
    {
        const QString program = QStandardPaths::findExecutable(QStringLiteral("supervisord"));
        QVERIFY2(!program.isEmpty(), "The package supervisor is missing.");
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(path(QStringLiteral("stderr")));
        m_process.start(program, {QStringLiteral("-n"), QStringLiteral("-c"), path(QStringLiteral("s.conf"))});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path(QStringLiteral("s.sock"))), 20'000);
    }

    QString path(const QString &name) const { return m_dir.filePath(name); }
    QString unixUrl() const { return QStringLiteral("unix://") + path(QStringLiteral("s.sock")); }
    QString httpUrl() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    QProcess &process() { return m_process; }

private:
    static quint16 freePort()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }

    QTemporaryDir m_dir;
    quint16 m_port;
    QByteArray m_credentials;
    QProcess m_process;
};
