#include "ui/servers/embeddeddaemon.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <sys/stat.h>
#include <unistd.h>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::ServerAddress;

namespace {

constexpr qint64 tailLimit = 4096;

} // namespace

QString stateFolder()
{
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    return (state.startsWith(u'/') ? state : QDir::homePath() + u"/.local/state"_s) + u"/kantoku"_s;
}

EmbeddedDaemon::EmbeddedDaemon(QString configFile, ServerAddress endpoint, const QProcessEnvironment &environment,
                               QObject *parent)
    : QObject(parent)
    , m_configFile(std::move(configFile))
    , m_endpoint(std::move(endpoint))
    , m_process(new QProcess(this))
{
    m_process->setProcessEnvironment(environment);
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setStandardOutputFile(wordsFile());
    m_process->setStandardInputFile(QProcess::nullDevice());
    // The terminal's Ctrl+C is for the desktop; the desktop then ends the daemon in order.
    m_process->setChildProcessModifier([] { ::setsid(); });
    connect(m_process, &QProcess::finished, this, &EmbeddedDaemon::reportEnd);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            emit failed(tr("%1 cannot be started: %2.").arg(m_process->program(), m_process->errorString()));
    });
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &EmbeddedDaemon::announceIfListening);
    // The socket may be there before QProcess knows of the start. A port cannot be watched: there the session's own
    // retries find it when it is open.
    connect(m_process, &QProcess::started, this, &EmbeddedDaemon::announceIfListening);
}

EmbeddedDaemon::~EmbeddedDaemon()
{
    m_watcher.disconnect(this);
    if (!m_process)
        return;
    m_process->disconnect(this);
    if (m_process->state() == QProcess::NotRunning)
        return;
    // A QProcess that is destroyed kills its child and waits: let the daemon end its programs in order instead.
    m_process->setParent(qApp);
    QObject::connect(m_process, &QProcess::finished, m_process, &QObject::deleteLater);
    m_process->terminate();
}

QString EmbeddedDaemon::program()
{
    const QString beside = QCoreApplication::applicationDirPath() + u"/kantokud"_s;
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(u"kantokud"_s);
}

void EmbeddedDaemon::start()
{
    const QString daemon = program();
    if (daemon.isEmpty()) {
        emit failed(tr("kantokud is neither beside this program nor in PATH."));
        return;
    }
    m_announced = false;
    m_stopping = false;
    QDir().mkpath(stateFolder());
    if (m_endpoint.kind == ServerAddress::Kind::Unix) {
        const QString folder = QFileInfo(m_endpoint.path).absolutePath();
        if (!QDir().mkpath(folder) || !m_watcher.addPath(folder)) {
            emit failed(tr("The folder %1 for the daemon's socket cannot be made.").arg(folder));
            return;
        }
    }
    m_process->start(daemon, {u"-n"_s, u"-s"_s, u"-c"_s, m_configFile});
}

void EmbeddedDaemon::stop()
{
    m_stopping = true;
    if (isRunning())
        m_process->terminate();
}

void EmbeddedDaemon::release()
{
    // A QProcess ends its child when it is destroyed: this one never is, nor is the list.
    static auto *const released = new QList<QProcess *>;
    m_process->disconnect(this);
    m_process->setParent(nullptr);
    released->append(std::exchange(m_process, nullptr));
}

void EmbeddedDaemon::announceIfListening()
{
    if (m_announced || !m_process || m_process->state() != QProcess::Running)
        return;
    if (m_endpoint.kind == ServerAddress::Kind::Unix) {
        struct stat status = {};
        if (::stat(QFile::encodeName(m_endpoint.path).constData(), &status) != 0 || !S_ISSOCK(status.st_mode))
            return;
    }
    m_announced = true;
    emit ready();
}

void EmbeddedDaemon::reportEnd()
{
    if (const QStringList watched = m_watcher.directories(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    const QString message = m_stopping ? QString() : tr("kantokud has ended by itself: %1").arg(lastWords());
    if (m_announced || m_stopping)
        emit ended(message);
    else
        emit failed(message);
}

QString EmbeddedDaemon::lastWords() const
{
    QFile file(wordsFile());
    QByteArray tail;
    if (file.open(QFile::ReadOnly)) {
        file.seek(std::max<qint64>(0, file.size() - tailLimit));
        tail = file.read(tailLimit);
    }
    const QStringList lines = QString::fromUtf8(tail).split(u'\n', Qt::SkipEmptyParts);
    if (lines.isEmpty())
        return m_process->exitStatus() == QProcess::CrashExit ? tr("killed by a signal.")
                                                              : tr("exit status %1.").arg(m_process->exitCode());
    return lines.mid(std::max<qsizetype>(0, lines.size() - 3)).join(u'\n');
}

QString EmbeddedDaemon::wordsFile() const
{
    const QByteArray hash = QCryptographicHash::hash(m_configFile.toUtf8(), QCryptographicHash::Sha256).toHex();
    return u"%1/%2.out"_s.arg(stateFolder(), QString::fromLatin1(hash.left(12)));
}

} // namespace kantoku::ui
