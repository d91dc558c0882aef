#include "client/commands/commandrun.h"

#include "client/commands/command.h"
#include "client/commands/commandline.h"
#include "protocol/configpreview.h"
#include "protocol/faultcode.h"

namespace kantoku::client {

using namespace Qt::StringLiterals;

void CommandRun::print(const QString &line) const
{
    output().write(line.toUtf8() + '\n');
}

void CommandRun::printHelp(QStringView command) const
{
    if (const Command *found = findCommand(command))
        output().write(found->help);
}

void CommandRun::failByFault(int fault, int ignored)
{
    if (fault == ignored || fault == static_cast<int>(FaultCode::Success))
        return;
    const bool dead = fault == static_cast<int>(FaultCode::SpawnError)
        || fault == static_cast<int>(FaultCode::AbnormalTermination)
        || fault == static_cast<int>(FaultCode::NotRunning);
    fail(dead ? exitstatus::notRunning : exitstatus::generic);
}

QCoro::Task<Result<QVariant>> CommandRun::call(QString method, QVariantList params,
                                               std::chrono::milliseconds timeout) const
{
    const Result<RpcClient *> client = rpc();
    if (!client)
        co_return tl::unexpected(client.error());
    co_return co_await (*client)->call(std::move(method), std::move(params), timeout);
}

QCoro::Task<Result<QList<ProcessInfo>>> CommandRun::allProcesses() const
{
    const Result<QVariant> reply = co_await call(u"supervisor.getAllProcessInfo"_s);
    if (!reply)
        co_return tl::unexpected(reply.error());
    QList<ProcessInfo> processes;
    for (const QVariant &entry : reply->toList()) {
        Result<ProcessInfo> info = ProcessInfo::fromMap(entry.toMap());
        if (!info)
            co_return tl::unexpected(info.error());
        processes.append(std::move(*info));
    }
    co_return processes;
}

QCoro::Task<void> CommandRun::tellConfigProblems(Error error) const
{
    if (error.code != Error::Code::Fault || error.number != static_cast<int>(FaultCode::CantReread))
        co_return;
    const Result<QVariant> reply = co_await call(u"kantoku.previewConfig"_s);
    if (!reply) // supervisord does not know the method; the fault has been told all the same
        co_return;
    const Result<ConfigPreview> preview = ConfigPreview::fromMap(reply->toMap());
    if (!preview)
        co_return;
    for (const ConfigPreview::Message &message : preview->messages) {
        if (message.severity == ConfigPreview::Message::Severity::Info)
            continue;
        const QString place = message.line > 0 ? u"%1:%2: "_s.arg(message.file).arg(message.line) : QString();
        output().write(QString(place + message.text + u'\n').toUtf8(), CommandOutput::Channel::Error);
    }
}

QCoro::Task<Result<bool>> CommandRun::isUp()
{
    const Result<QVariant> version = co_await call(u"supervisor.getVersion"_s);
    if (version) {
        if (version->toString() == "3.0"_L1)
            co_return true;
        print(u"Sorry, this version of supervisorctl expects to talk to a server with API version 3.0, but the remote "
              "version is %1."_s.arg(version->toString()));
        fail(exitstatus::wrongVersion);
        co_return false;
    }
    const Error &error = version.error();
    if (isFault(error, FaultCode::UnknownMethod)) {
        print(
            u"Sorry, supervisord responded but did not recognize the supervisor namespace commands that supervisorctl "
            "uses to control it.  Please check that the [rpcinterface:supervisor] section is enabled in the "
            "configuration file (see sample.conf)."_s);
        fail(exitstatus::noNamespace);
        co_return false;
    }
    if (error.code == Error::Code::Refused || error.code == Error::Code::StaleSocket) {
        print(serverUrl() + u" refused connection"_s);
        fail(exitstatus::refused);
        co_return false;
    }
    if (error.code == Error::Code::NoSocket) {
        print(serverUrl() + u" no such file"_s);
        fail(exitstatus::notRunning);
        co_return false;
    }
    co_return tl::unexpected(error);
}

QCoro::Task<Result<QStringList>> CommandRun::expandPatterns(QStringList names) const
{
    if (std::ranges::none_of(names, isNamePattern))
        co_return names;
    const Result<QList<ProcessInfo>> processes = co_await allProcesses();
    if (!processes)
        co_return tl::unexpected(processes.error());
    QStringList expanded;
    for (const QString &name : std::as_const(names)) {
        QStringList matching;
        if (isNamePattern(name)) {
            for (const ProcessInfo &process : *processes) {
                if (matchesPattern(name, process))
                    matching.append(process.namespec());
            }
        }
        expanded += matching.isEmpty() ? QStringList(name) : matching;
    }
    co_return expanded;
}

} // namespace kantoku::client
