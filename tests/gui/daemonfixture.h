#pragma once

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// A daemon on a configuration of the test's own, in a folder of its own: kantokud or Debian's supervisord.
class DaemonFixture {
public:
    enum class Kind { Kantokud, Supervisord };

    explicit DaemonFixture(Kind kind)
        : m_kind(kind)
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
    }
    ~DaemonFixture()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.terminate();
            [this] { QTRY_COMPARE_WITH_TIMEOUT(m_process.state(), QProcess::NotRunning, 15000); }();
        }
    }
    DaemonFixture(const DaemonFixture &) = delete;
    DaemonFixture &operator=(const DaemonFixture &) = delete;

    QString file(const QString &name) const { return m_folder.filePath(name); }
    QString socket() const { return file(QStringLiteral("s.sock")); }
    QString address() const { return QStringLiteral("unix://") + socket(); }
    QByteArray output() { return m_process.readAll(); }

    /// @param http  more lines for [unix_http_server]
    void configure(const QByteArray &programs, const QByteArray &http = {})
    {
        QFile config(file(QStringLiteral("d.conf")));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("[supervisord]\nlogfile=%(here)s/main.log\npidfile=%(here)s/d.pid\nchildlogdir=%(here)s\n"
                     "identifier=testserver\n[unix_http_server]\nfile=%(here)s/s.sock\n"
                     + http
                     + "\n[rpcinterface:supervisor]\n"
                       "supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface\n"
                     + programs);
    }
    void start()
    {
        const QString program = m_kind == Kind::Kantokud ? QStringLiteral(KANTOKU_BIN_DIR "/kantokud")
                                                         : QStringLiteral("/usr/bin/supervisord");
        m_process.start(program, {QStringLiteral("-n"), QStringLiteral("-c"), file(QStringLiteral("d.conf"))});
        QTRY_VERIFY2_WITH_TIMEOUT(QFileInfo::exists(socket()), m_process.readAll().constData(), 15000);
    }
    void stop()
    {
        m_process.terminate();
        QTRY_COMPARE_WITH_TIMEOUT(m_process.state(), QProcess::NotRunning, 15000);
    }
    /// Ends it as a crash would: nothing is said or tidied up.
    void kill()
    {
        m_process.kill();
        QTRY_COMPARE_WITH_TIMEOUT(m_process.state(), QProcess::NotRunning, 15000);
    }

private:
    Kind m_kind;
    QTemporaryDir m_folder;
    QProcess m_process;
};
