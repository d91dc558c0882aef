#include "app/ctlshell.h"
#include "app/terminal.h"
#include "client/ctlconfig.h"
#include "client/ctloptions.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;

namespace {

constexpr int usageStatus = 2;
constexpr auto defaultUrl = "http://localhost:9001"_L1;

int usageError(const char *program, const QString &text)
{
    std::fprintf(stderr, "Error: %s\nFor help, use %s -h\n", qPrintable(text), program);
    return usageStatus;
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

} // namespace

int main(int argc, char **argv)
{
    const Result<CtlOptions> options = CtlOptions::parse(argumentsOf(argc, argv));
    if (!options)
        return usageError(argv[0], options.error().message);
    if (options->help) {
        std::fputs(qUtf8Printable(CtlOptions::usage(QString::fromLocal8Bit(argv[0]))), stdout);
        return 0;
    }

    const Result<CtlConfig> config = CtlConfig::load(options->configurationFile, QString::fromLocal8Bit(argv[0]));
    if (!config)
        return usageError(argv[0], config.error().message);

    QCoreApplication app(argc, argv);
    CommandEngine::Options engine;
    engine.serverUrl
        = options->serverUrl.value_or(config->serverUrl.isEmpty() ? QString(defaultUrl) : config->serverUrl);
    engine.credentials.username = options->username.value_or(config->username);
    engine.credentials.password = options->password.value_or(config->password);
    engine.interactive = options->interactive || options->action.isEmpty();
    engine.configurationFile = config->file;

    Terminal terminal;
    CtlShell shell(std::move(engine), terminal);
    if (!options->action.isEmpty()) {
        shell.runOne(options->action.join(u' '));
    } else {
        shell.runAll(config->prompt + u"> "_s, options->historyFile.value_or(config->historyFile));
    }
    return QCoreApplication::exec();
}
