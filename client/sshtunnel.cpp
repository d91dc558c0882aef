#include "client/sshtunnel.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QLocalSocket>
#include <QRegularExpression>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype wordsLimit = 8 * 1024;
constexpr int untilListening = 10; ///< ms: nothing tells when ssh, which has made the file, listens on it

struct Answering {
    QString program;
    SshTunnel::Asker asker;
};

Answering &answering()
{
    static Answering who;
    return who;
}

QString lastLine(const QString &words)
{
    const QStringList lines = words.split(u'\n', Qt::SkipEmptyParts);
    return lines.isEmpty() ? SshTunnel::tr("it said nothing.") : lines.last().trimmed();
}

} // namespace

Error describeSshFailure(const QString &words, const ServerAddress &address)
{
    using enum Error::Code;
    const QString &host = address.host;
    if (words.contains("HOST IDENTIFICATION HAS CHANGED"_L1)) {
        static const QRegularExpression fingerprint(u"SHA256:[A-Za-z0-9+/=]+"_s);
        static const QRegularExpression place(u"^Offending .* key in (.+)$"_s, QRegularExpression::MultilineOption);
        const QString now = fingerprint.match(words).captured();
        const QString known = place.match(words).captured(1).trimmed();
        return {HostKey,
                SshTunnel::tr("The key of %1 has changed: its fingerprint is now %2, and that is not the key in %3.")
                    .arg(host, now.isEmpty() ? SshTunnel::tr("unknown", "fingerprint") : now,
                         known.isEmpty() ? SshTunnel::tr("your known_hosts") : known),
                EEXIST};
    }
    if (words.contains("Host key verification failed"_L1))
        return {HostKey, SshTunnel::tr("The key of %1 is not known to ssh, and was not accepted.").arg(host), ENOENT};
    static constexpr std::array<std::pair<QLatin1StringView, Error::Code>, 6> signs{{
        {"Permission denied"_L1, SshLogin},
        {"Too many authentication failures"_L1, SshLogin},
        {"Could not resolve hostname"_L1, HostNotFound},
        {"Connection refused"_L1, Refused},
        {"timed out"_L1, Timeout},
        {"No route to host"_L1, Refused},
    }};
    for (const auto &[sign, code] : signs) {
        if (words.contains(sign))
            return {code, SshTunnel::tr("ssh does not get to %1: %2").arg(host, lastLine(words))};
    }
    return {Transport, SshTunnel::tr("ssh gave up on %1: %2").arg(host, lastLine(words))};
}

std::shared_ptr<SshTunnel> SshTunnel::to(const ServerAddress &address, const QString &program)
{
    static QHash<QString, std::weak_ptr<SshTunnel>> tunnels;
    std::weak_ptr<SshTunnel> &known = tunnels[program + u'\n' + address.toString()];
    if (std::shared_ptr<SshTunnel> standing = known.lock())
        return standing;
    // Its last owner may let go of it inside one of its signals.
    const std::shared_ptr<SshTunnel> made(new SshTunnel(address, program), [](SshTunnel *tunnel) {
        tunnel->close();
        tunnel->deleteLater();
    });
    known = made;
    return made;
}

void SshTunnel::setAsker(const QString &askpass, Asker asker)
{
    answering() = {askpass, std::move(asker)};
}

SshTunnel::SshTunnel(ServerAddress address, QString program)
    : m_address(std::move(address))
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
    connect(&m_questions, &QLocalServer::newConnection, this, &SshTunnel::takeQuestion);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, &SshTunnel::readWords);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            emit failed(
                {Error::Code::System, tr("%1 could not be started: %2.").arg(m_program, m_process->errorString())});
        }
    });
    connect(m_process.get(), &QProcess::finished, this, &SshTunnel::reportEnd);
}

SshTunnel::~SshTunnel()
{
    close();
}

void SshTunnel::close()
{
    if (!m_process)
        return;
    m_open = false;
    m_questions.close();
    m_process->disconnect(this);
    if (m_process->state() == QProcess::NotRunning) {
        m_process.reset();
        return;
    }
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
    if (m_process->state() != QProcess::NotRunning)
        return;
    m_words.clear();
    m_refused = false;
    listenForQuestions();
    m_process->start(m_program, arguments());
}

void SshTunnel::listenForQuestions()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    if (answering().asker) {
        if (!m_questions.isListening())
            m_questions.listen(questionPath());
        environment.insert(u"SSH_ASKPASS"_s, answering().program);
        environment.insert(u"SSH_ASKPASS_REQUIRE"_s, u"force"_s);
        environment.insert(u"KANTOKU_ASKPASS"_s, questionPath());
    }
    m_process->setProcessEnvironment(environment);
}

void SshTunnel::takeQuestion()
{
    while (QLocalSocket *socket = m_questions.nextPendingConnection()) {
        auto *question = new SshQuestion(m_address, socket, this);
        connect(question, &SshQuestion::asked, this, [question] {
            if (answering().asker)
                answering().asker(question);
            else
                question->refuse();
        });
        // ssh would go on with an empty password and ask again.
        connect(question, &SshQuestion::refused, this, [this] {
            m_refused = true;
            m_process->terminate();
        });
    }
}

void SshTunnel::readWords()
{
    m_words += m_process->readAllStandardError();
    if (m_words.size() > wordsLimit)
        m_words.remove(0, m_words.size() - wordsLimit);
}

void SshTunnel::reportEnd()
{
    readWords();
    m_open = false;
    QFile::remove(localPath());
    if (m_refused) {
        emit failed(
            {Error::Code::SshLogin, tr("ssh was not let into %1: its question was not answered.").arg(m_address.host)});
        return;
    }
    emit failed(describeSshFailure(QString::fromLocal8Bit(m_words).trimmed(), m_address));
}

void SshTunnel::lookForSocket()
{
    // The socket may be there before QProcess knows that ssh has started.
    if (m_open || !m_process || m_process->state() == QProcess::NotRunning || !QFileInfo::exists(localPath()))
        return;
    QLocalSocket probe;
    probe.connectToServer(localPath());
    if (probe.state() == QLocalSocket::UnconnectedState) {
        m_untilListening.start(untilListening, this);
        return;
    }
    m_open = true;
    emit opened();
}

void SshTunnel::timerEvent(QTimerEvent *)
{
    m_untilListening.stop();
    lookForSocket();
}

QString SshTunnel::localPath() const
{
    return m_dir.filePath(u"socket"_s);
}

QString SshTunnel::questionPath() const
{
    return m_dir.filePath(u"ask"_s);
}

QStringList SshTunnel::arguments() const
{
    QStringList words{u"-N"_s,
                      u"-T"_s,
                      u"-o"_s,
                      answering().asker ? u"BatchMode=no"_s : u"BatchMode=yes"_s,
                      u"-o"_s,
                      u"ExitOnForwardFailure=yes"_s,
                      u"-o"_s,
                      u"ConnectTimeout=20"_s,
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
