#include "client/sshtunnel.h"

#include <QDir>
#include <QFileInfo>

#include <csignal>

#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace kantoku::client {

using namespace Qt::StringLiterals;

SshTunnel::SshTunnel(ServerAddress address, QString program, QObject *parent)
    : QObject(parent)
    , m_address(std::move(address))
    , m_program(std::move(program))
    , m_dir(QDir::tempPath() + u"/kantoku-ssh-XXXXXX"_s)
    , m_process(std::make_unique<QProcess>())
{
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_process->setChildProcessModifier([] {
        ::setpgid(0, 0); // a Ctrl+C in the terminal is for us alone
#ifdef Q_OS_LINUX
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
    });
    m_watcher.addPath(m_dir.path());
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &SshTunnel::lookForSocket);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            emit failed(
                {Error::Code::System, u"%1 could not be started: %2."_s.arg(m_program, m_process->errorString())});
        }
    });
    connect(m_process.get(), &QProcess::finished, this, [this] {
        m_open = false;
        QFile::remove(localPath());
        const QString words = QString::fromLocal8Bit(m_process->readAllStandardError()).trimmed();
        emit failed({Error::Code::Transport,
                     u"ssh gave up on %1: %2"_s.arg(m_address.host, words.isEmpty() ? u"it said nothing."_s : words)});
    });
}

SshTunnel::~SshTunnel()
{
    m_process->disconnect(this);
    if (m_process->state() == QProcess::NotRunning)
        return;
    // It stays until ssh has ended: destroyed before, it would wait for that.
    QProcess *process = m_process.release();
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->terminate();
}

ServerAddress SshTunnel::localAddress() const
{
    ServerAddress local;
    local.path = localPath();
    return local;
}

void SshTunnel::open()
{
    if (m_process->state() == QProcess::NotRunning)
        m_process->start(m_program, arguments());
}

void SshTunnel::lookForSocket()
{
    // The socket may be there before QProcess knows that ssh has started.
    if (m_open || m_process->state() == QProcess::NotRunning || !QFileInfo::exists(localPath()))
        return;
    m_open = true;
    emit opened();
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
