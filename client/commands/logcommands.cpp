#include "client/commands/commandline.h"
#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"
#include "client/commands/pythontext.h"
#include "client/completion.h"
#include "protocol/faultcode.h"
#include "protocol/pythontext.h"

#include <QUrl>

#include <limits>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultBytes = 1600;
constexpr auto pressCtrlC = "==> Press Ctrl-C to exit <=="_L1;

/// Ends while one of its own signals is on the stack, so it is deleted later.
using Stream = std::unique_ptr<LogStream, QScopedPointerDeleteLater>;

Stream openStream(RpcClient &rpc, const QString &path)
{
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(path, "/:*"));
    Stream stream(rpc.stream(encoded).release());
    return stream;
}

void writeTo(CommandRun &run, const Stream &stream, QObject *context)
{
    CommandOutput *output = &run.output();
    QObject::connect(stream.get(), &LogStream::received, context, [output](const QByteArray &bytes) {
        output->write(bytes);
        output->flush();
    });
}

/// Shows a stream until it ends or the user has enough.
QCoro::Task<Result<void>> follow(CommandRun &run, QString path)
{
    const Result<RpcClient *> rpc = run.rpc();
    if (!rpc)
        co_return tl::unexpected(rpc.error());
    run.print(pressCtrlC);
    run.output().flush();
    const Stream stream = openStream(**rpc, path);
    const Completion<Error> over;
    writeTo(run, stream, stream.get());
    QObject::connect(stream.get(), &LogStream::finished, stream.get(),
                     [over](const Error &error) { over.resolve(error); });
    run.onCancel([over] { over.resolve({Error::Code::Cancelled, {}}); });

    const Error why = co_await over;
    if (why.code == Error::Code::Cancelled) {
        run.print({});
        co_return Result<void>();
    }
    const QString reason = why.code == Error::Code::HttpStatus || why.code == Error::Code::Unauthorized
        ? u"Cannot read, status code %1"_s.arg(why.number)
        : why.message;
    run.output().write(u"%1%2 %3\n"_s.arg(run.serverUrl(), path, reason).toUtf8(), CommandOutput::Channel::Error);
    co_return Result<void>();
}

/// The number in -N, as Python's int() takes it; clipped to what a call can carry.
std::optional<int> byteCount(const QString &text)
{
    bool isNumber = false;
    const qlonglong number = text.toLongLong(&isNumber);
    if (!isNumber)
        return std::nullopt;
    return static_cast<int>(
        std::clamp<qlonglong>(number, -std::numeric_limits<int>::max(), std::numeric_limits<int>::max()));
}

QCoro::Task<Result<void>> printLog(CommandRun &run, QString shownName, QString unknownName, QString method,
                                   QVariantList params)
{
    const Result<QVariant> text = co_await run.call(method, params);
    if (text) {
        run.print(text->toString());
        co_return Result<void>();
    }
    run.fail();
    if (text.error().code != Error::Code::Fault)
        co_return tl::unexpected(text.error());
    const auto fault = static_cast<FaultCode>(text.error().number);
    if (fault == FaultCode::NoFile)
        run.print(shownName + u": ERROR (no log file)"_s);
    else if (fault == FaultCode::Failed)
        run.print(shownName + u": ERROR (unknown error reading log)"_s);
    else if (fault == FaultCode::BadName && !unknownName.isEmpty())
        run.print(shownName + u": ERROR ("_s + unknownName + u')');
    else
        co_return tl::unexpected(text.error());
    co_return Result<void>();
}

void complain(CommandRun &run, const QString &complaint, QStringView help = {})
{
    run.print(complaint);
    run.fail();
    if (!help.isEmpty())
        run.printHelp(help);
}

} // namespace

QCoro::Task<Result<void>> tailCommand(CommandRun &run, QString argument)
{
    const Result<bool> up = co_await run.isUp();
    if (!up || !*up)
        co_return up.map([](bool) {});
    QStringList words = splitWords(argument);
    if (words.isEmpty() || words.size() > 3) {
        complain(run, words.isEmpty() ? u"Error: too few arguments"_s : u"Error: too many arguments"_s, u"tail");
        co_return Result<void>();
    }
    QString modifier;
    if (words.first().startsWith(u'-'))
        modifier = words.takeFirst();
    if (words.isEmpty()) {
        complain(run, u"Error: tail requires process name"_s);
        co_return Result<void>();
    }
    const QString name = words.first();
    const QString channel = words.size() == 1 ? u"stdout"_s : words.last().toLower();
    if (channel != "stdout"_L1 && channel != "stderr"_L1) {
        complain(run, u"Error: bad channel "_s + pythonRepr(channel));
        co_return Result<void>();
    }
    if (modifier == "-f"_L1)
        co_return co_await follow(run, u"/logtail/%1/%2"_s.arg(name, channel));
    const std::optional<int> bytes = modifier.isEmpty() ? defaultBytes : byteCount(modifier.mid(1));
    if (!bytes) {
        complain(run, u"Error: bad argument "_s + modifier);
        co_return Result<void>();
    }
    const QString method
        = channel == "stdout"_L1 ? u"supervisor.readProcessStdoutLog"_s : u"supervisor.readProcessStderrLog"_s;
    const QVariantList params = parameters(name, -*bytes, 0);
    co_return co_await printLog(run, name, u"no such process name"_s, method, params);
}

QCoro::Task<Result<void>> maintailCommand(CommandRun &run, QString argument)
{
    const Result<bool> up = co_await run.isUp();
    if (!up || !*up)
        co_return up.map([](bool) {});
    const QStringList words = splitWords(argument);
    if (words.size() > 1) {
        complain(run, u"Error: too many arguments"_s, u"maintail");
        co_return Result<void>();
    }
    if (words.value(0) == "-f"_L1)
        co_return co_await follow(run, u"/mainlogtail"_s);
    const std::optional<int> bytes = words.isEmpty() ? defaultBytes
        : words.first().startsWith(u'-')             ? byteCount(words.first().mid(1))
                                                     : std::nullopt;
    if (!bytes) {
        complain(run, u"Error: bad argument "_s + words.first());
        co_return Result<void>();
    }
    const QVariantList params = parameters(-*bytes, 0);
    co_return co_await printLog(run, u"supervisord"_s, QString(), u"supervisor.readLog"_s, params);
}

QCoro::Task<Result<void>> fgCommand(CommandRun &run, QString argument)
{
    const Result<bool> up = co_await run.isUp();
    if (!up || !*up)
        co_return up.map([](bool) {});
    const QStringList names = splitWords(argument);
    if (names.size() != 1) {
        if (names.isEmpty())
            complain(run, u"ERROR: no process name supplied"_s, u"fg");
        else
            complain(run, u"ERROR: too many process names supplied"_s);
        co_return Result<void>();
    }
    const QString &name = names.first();
    const QVariantList nameOnly = parameters(name);
    const auto isRunning = [](const QVariant &info) {
        return info.toMap().value(u"state"_s).toInt() == static_cast<int>(ProcessState::Running);
    };
    const Result<QVariant> info = co_await run.call(u"supervisor.getProcessInfo"_s, nameOnly);
    if (!info) {
        if (info.error().code != Error::Code::Fault)
            co_return tl::unexpected(info.error());
        const bool unknown = info.error().number == static_cast<int>(FaultCode::BadName);
        complain(run, unknown ? u"ERROR: bad process name supplied"_s : u"ERROR: "_s + faultRepr(info.error()));
        co_return Result<void>();
    }
    if (!isRunning(*info)) {
        complain(run, u"ERROR: process not running"_s);
        co_return Result<void>();
    }
    run.print(pressCtrlC);
    run.output().flush();

    const Result<RpcClient *> rpc = run.rpc();
    const Stream standardOutput = openStream(**rpc, u"/logtail/%1/stdout"_s.arg(name));
    const Stream standardError = openStream(**rpc, u"/logtail/%1/stderr"_s.arg(name));
    writeTo(run, standardOutput, standardOutput.get());
    writeTo(run, standardError, standardError.get());
    for (;;) {
        const std::optional<QString> line = co_await run.output().ask(QString());
        if (!line)
            break;
        const QVariantList params = parameters(name, QString(*line + u'\n'));
        const Result<QVariant> sent = co_await run.call(u"supervisor.sendProcessStdin"_s, params);
        if (!sent && sent.error().code != Error::Code::Fault) {
            if (sent.error().code == Error::Code::Cancelled)
                break;
            co_return tl::unexpected(sent.error());
        }
        if (!sent) {
            const bool gone = sent.error().number == static_cast<int>(FaultCode::NotRunning);
            run.print(gone ? u"Process got killed"_s : u"ERROR: "_s + faultRepr(sent.error()));
            break;
        }
        const Result<QVariant> now = co_await run.call(u"supervisor.getProcessInfo"_s, nameOnly);
        if (!now && now.error().code != Error::Code::Cancelled)
            co_return tl::unexpected(now.error());
        if (!now)
            break;
        if (!isRunning(*now)) {
            run.print(u"Process got killed"_s);
            break;
        }
    }
    run.print(u"Exiting foreground"_s);
    co_return Result<void>();
}

} // namespace kantoku::client
