#include "daemon/config/world.h"
#include "daemon/daemon.h"
#include "daemon/daemonoptions.h"
#include "daemon/eventdispatcher.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace kantoku::daemon;

namespace {

constexpr int usageStatus = 2;

void print(std::FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

int usageError(const QString &program, const QString &message)
{
    print(stderr, u"Error: %1\nFor help, use %2 -h\n"_s.arg(message, program));
    return usageStatus;
}

int check(const QString &file, const SystemWorld &world, const ConfigOverrides &overrides)
{
    const auto configuration = loadConfiguration(file, world, overrides);
    if (!configuration) {
        print(stdout, configuration.error().text() + u'\n');
        return usageStatus;
    }
    for (const Diagnostic &diagnostic : configuration->diagnostics) {
        if (diagnostic.severity == Diagnostic::Severity::Warning) {
            print(stdout,
                  u"%1:%2: %3\n"_s.arg(diagnostic.origin.file, QString::number(diagnostic.origin.line),
                                       diagnostic.message));
        }
    }
    print(stdout, u"%1: no errors\n"_s.arg(file));
    return 0;
}

/// The file to read, or what is wrong.
tl::expected<QString, QString> findConfigFile(const DaemonOptions &options)
{
    if (!options.configFile.isEmpty())
        return options.configFile;
    if (::getuid() == 0) {
        print(stderr,
              u"Warning: kantokud is running as root and it is searching for its configuration file in default "
              u"locations (including its current working directory); you probably want to specify a \"-c\" argument "
              u"specifying an absolute path to a configuration file for improved security.\n"_s);
    }
    const QStringList places = defaultConfigFiles(QFile::symLinkTarget(u"/proc/self/exe"_s));
    for (const QString &place : places) {
        if (QFileInfo::exists(place))
            return place;
    }
    return tl::unexpected<QString>(u"No config file found at default paths (%1); use the -c option to specify a config "
                                   u"file at a different path"_s.arg(places.join(u", ")));
}

} // namespace

int main(int argc, char **argv)
{
    openStandardDescriptors();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QFile::decodeName(argv[i]));
    const QString program = QFile::decodeName(argv[0]);

    const SystemWorld world;
    const auto options = parseDaemonOptions(arguments, world);
    if (!options)
        return usageError(program, options.error());
    using Request = DaemonOptions::Request;
    if (options->request == Request::Help || options->request == Request::Version) {
        print(stdout, options->request == Request::Help ? daemonUsage(program) : u"" KANTOKU_VERSION "\n"_s);
        return 0;
    }
    if (options->request == Request::EchoConfig) {
        QFile sample(u":/sample/supervisord.conf"_s);
        if (!sample.open(QIODevice::ReadOnly))
            return usageError(program, sample.errorString());
        print(stdout, QString::fromUtf8(sample.readAll()));
        return 0;
    }

    const auto file = findConfigFile(*options);
    if (!file)
        return usageError(program, file.error());
    if (options->request == Request::Check)
        return check(*file, world, options->overrides);
    auto configuration = loadConfiguration(*file, world, options->overrides);
    if (!configuration) {
        // The first error as Supervisor says it, then all of them with their places.
        const QString details = configuration.error().text().trimmed();
        return usageError(program, configuration.error().supervisorText() + u'\n' + details);
    }

    // Before anything exists that a fork would break.
    std::optional<Background> background;
    if (!configuration->supervisord.noDaemon) {
        auto detached = Background::detach();
        if (!detached)
            return usageError(program, detached.error().message);
        background = std::move(*detached);
    }

    installEventDispatcher();
    QCoreApplication application(argc, argv);
    Daemon daemon(configuration->file, options->overrides, world);
    if (const auto started = daemon.start(std::move(*configuration), std::move(background)); !started)
        return usageError(program, started.error());
    return QCoreApplication::exec();
}
