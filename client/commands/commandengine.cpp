#include "client/commands/commandengine.h"

#include "client/commands/command.h"
#include "client/commands/commandline.h"
#include "client/commands/commandrun.h"
#include "client/commands/pythontext.h"

namespace kantoku::client {

using namespace Qt::StringLiterals;

CommandEngine::CommandEngine(Options options, CommandOutput &output, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_output(output)
{
}

CommandEngine::~CommandEngine()
{
    cancel();
}

bool CommandEngine::isRunning() const
{
    return m_running;
}

bool CommandEngine::wantsToLeave() const
{
    return m_leaving;
}

QString CommandEngine::serverUrl() const
{
    return m_options.serverUrl;
}

QCoro::Task<int> CommandEngine::run(QString line)
{
    Q_ASSERT(!m_running);
    const CommandLine parsed = CommandLine::parse(line);
    if (parsed.text.isEmpty())
        co_return 0;
    CommandRun run(*this);
    const Command *command = findCommand(parsed.command);
    if (!command) {
        run.print(u"*** Unknown syntax: "_s + parsed.text);
        co_return exitstatus::generic;
    }

    m_running = true;
    m_processes.reset();
    for (;;) { // again with the credentials that somebody types
        const Result<void> result = co_await command->execute(run, parsed.argument);
        if (result)
            break;
        if (result.error().code == Error::Code::Cancelled) {
            run.fail(exitstatus::cancelled);
            break;
        }
        if (result.error().code != Error::Code::Unauthorized) {
            run.print(exceptionLine(result.error()));
            run.fail();
            break;
        }
        run.print(u"Server requires authentication"_s);
        if (!run.isInteractive()) {
            run.fail();
            break;
        }
        const std::optional<QString> username = co_await m_output.ask(u"Username:"_s);
        if (!username)
            break;
        const std::optional<QString> password = co_await m_output.ask(u"Password:"_s, CommandOutput::Echo::Hidden);
        if (!password)
            break;
        run.print({});
        m_options.credentials = {*username, *password};
        if (m_rpc)
            m_rpc->setCredentials(m_options.credentials);
    }
    m_output.flush();
    m_onCancel.clear();
    m_running = false;
    co_return run.exitStatus;
}

void CommandEngine::cancel()
{
    // Without its client every call of the line ends as cancelled; a later one makes a new client.
    const std::unique_ptr<RpcClient> client = std::move(m_rpc);
    const auto callbacks = std::exchange(m_onCancel, {});
    for (const std::function<void()> &callback : callbacks)
        callback();
}

QCoro::Task<QList<ProcessInfo>> CommandEngine::processes()
{
    if (m_processes)
        co_return *m_processes;
    CommandRun run(*this);
    const Result<QList<ProcessInfo>> list = co_await run.allProcesses();
    if (!list)
        co_return QList<ProcessInfo>();
    m_processes = *list;
    co_return *list;
}

Result<RpcClient *> CommandEngine::rpc()
{
    if (!m_rpc) {
        const Result<ServerAddress> address = ServerAddress::parse(m_options.serverUrl);
        if (!address)
            return tl::unexpected(address.error());
        m_rpc = std::make_unique<RpcClient>(*address, m_options.credentials);
        m_rpc->setTrustedFingerprint(m_options.trustedFingerprint);
    }
    return m_rpc.get();
}

void CommandEngine::setServerUrl(const QString &url)
{
    m_options.serverUrl = url;
    m_options.trustedFingerprint.clear();
    m_rpc.reset();
    emit serverChanged(url);
}

} // namespace kantoku::client
