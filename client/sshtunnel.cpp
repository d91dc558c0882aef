#include "client/sshtunnel.h"

#include <QDir>
#include <QFileInfo>

namespace kantoku::client {

using namespace Qt::StringLiterals;

SshTunnel::SshTunnel(ServerAddress address, QString program, QObject *parent)
    : QObject(parent)
    , m_address(std::move(address))
    , m_program(std::move(program))
    , m_dir(QDir::tempPath() + u"/kantoku-ssh-XXXXXX"_s)
{
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_watcher.addPath(m_dir.path());
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] {
        if (m_open || m_process.state() != QProcess::Running || !QFileInfo::exists(localPath()))
            return;
        m_open = true;
        emit opened();
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            emit failed(
                {Error::Code::System, u"%1 could not be started: %2."_s.arg(m_program, m_process.errorString())});
        }
    });
    connect(&m_process, &QProcess::finished, this, [this] {
        m_open = false;
        QFile::remove(localPath());
        const QString words = QString::fromLocal8Bit(m_process.readAllStandardError()).trimmed();
        emit failed({Error::Code::Transport,
                     u"ssh gave up on %1: %2"_s.arg(m_address.host, words.isEmpty() ? u"it said nothing."_s : words)});
    });
}

SshTunnel::~SshTunnel()
{
    m_process.disconnect(this);
    m_process.terminate(); // QProcess kills and reaps what is left when it goes
}

ServerAddress SshTunnel::localAddress() const
{
    ServerAddress local;
    local.path = localPath();
    return local;
}

void SshTunnel::open()
{
    if (m_process.state() == QProcess::NotRunning)
        m_process.start(m_program, arguments());
}

QString SshTunnel::localPath() const
{
    return m_dir.filePath(u"socket"_s);
}

QStringList SshTunnel::arguments() const
{
    QStringList words{u"-N"_s,
                      u"-T"_s,
                      u"-o"_s,
                      u"BatchMode=yes"_s,
                      u"-o"_s,
                      u"ExitOnForwardFailure=yes"_s,
                      u"-o"_s,
                      u"ServerAliveInterval=15"_s,
                      u"-o"_s,
                      u"ControlPath=none"_s, // a shared master would outlive us and keep the forwarding
                      u"-L"_s,
                      localPath() + u':' + m_address.path};
    if (m_address.port)
        words << u"-p"_s << QString::number(m_address.port);
    if (!m_address.user.isEmpty())
        words << u"-l"_s << m_address.user;
    return words << u"--"_s << m_address.host;
}

} // namespace kantoku::client
