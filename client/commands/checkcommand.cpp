#include "client/commands/commandline.h"
#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"
#include "client/completion.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

/// The daemon's program: it alone knows what a configuration may say. Beside our own, else on PATH.
QString daemonProgram()
{
    const QString beside = QStandardPaths::findExecutable(u"kantokud"_s, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(u"kantokud"_s) : beside;
}

} // namespace

QCoro::Task<Result<void>> checkCommand(CommandRun &run, QString argument)
{
    const QString file = argument.isEmpty() ? run.configurationFile() : argument;
    if (file.isEmpty()) {
        run.print(u"Error: check found no configuration file, name one"_s);
        run.fail(exitstatus::usage);
        run.printHelp(u"check");
        co_return Result<void>();
    }
    const QString program = daemonProgram();
    if (program.isEmpty()) {
        run.print(u"Error: check needs kantokud, which is neither beside this program nor on PATH"_s);
        run.fail();
        co_return Result<void>();
    }
    QProcess process;
    const Completion<int> ended;
    CommandOutput *output = &run.output();
    QObject::connect(&process, &QProcess::readyReadStandardOutput, &process,
                     [output, &process] { output->write(process.readAllStandardOutput()); });
    QObject::connect(&process, &QProcess::readyReadStandardError, &process, [output, &process] {
        output->write(process.readAllStandardError(), CommandOutput::Channel::Error);
    });
    // From the event loop: the process is ours and goes when we go on.
    const auto end = [ended](int status) {
        QMetaObject::invokeMethod(
            qApp, [ended, status] { ended.resolve(status); }, Qt::QueuedConnection);
    };
    QObject::connect(&process, &QProcess::finished, &process, [end](int status, QProcess::ExitStatus how) {
        end(how == QProcess::NormalExit ? status : exitstatus::generic);
    });
    QObject::connect(&process, &QProcess::errorOccurred, &process,
                     [end, output, program](QProcess::ProcessError error) {
                         if (error != QProcess::FailedToStart)
                             return;
                         output->write(u"Error: %1 could not be started\n"_s.arg(program).toUtf8());
                         end(exitstatus::generic);
                     });
    run.onCancel([&process] { process.kill(); });
    process.start(program, {u"--check"_s, u"-c"_s, file});
    const int status = co_await ended;
    run.exitStatus = status;
    co_return Result<void>();
}

} // namespace kantoku::client
