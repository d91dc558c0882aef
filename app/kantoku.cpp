#include "app/askpass.h"
#include "ui/mainwindow.h"
#include "ui/settings.h"
#include "ui/translations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QSocketNotifier>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

int signalPipe[2] = {-1, -1};

void noteSignal(int)
{
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(signalPipe[0], &byte, 1);
}

/// SIGTERM, SIGINT and SIGHUP close the window as its button does, so that an embedded daemon is ended in order.
void closeOnSignals(kantoku::ui::MainWindow *window)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalPipe[1], QSocketNotifier::Read, window);
    QObject::connect(notifier, &QSocketNotifier::activated, window, [window] {
        char byte = 0;
        [[maybe_unused]] const ssize_t taken = ::read(signalPipe[1], &byte, 1);
        window->closeQuietly();
    });
    struct sigaction action = {};
    action.sa_handler = noteSignal;
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(signal, &action, nullptr);
}

} // namespace

int main(int argc, char **argv)
{
    if (int status = 0; runAsAskpass(argc, argv, status))
        return status;
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"kantoku"_s);
    QApplication::setApplicationVersion(QStringLiteral(KANTOKU_VERSION));
    QApplication::setDesktopFileName(u"kantoku"_s);

    kantoku::ui::Settings settings;
    kantoku::ui::installTranslations(settings.language());

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "The desktop of Kantoku: watches and commands processes."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption configuration(
        {u"c"_s, u"configuration"_s},
        QCoreApplication::translate("main", "Run a daemon of the window's own on this supervisord.conf."), u"FILE"_s);
    const QCommandLineOption log(
        u"log"_s, QCoreApplication::translate("main", "Open the log of this process; may be given many times."),
        u"NAME"_s);
    parser.addOptions({configuration, log});
    parser.addPositionalArgument(
        u"URL"_s,
        QCoreApplication::translate(
            "main", "Servers to open: unix:///path, http://host:port, https://host:port, ssh://host/path."),
        u"[URL...]"_s);
    parser.process(app);

    kantoku::ui::MainWindow window(&settings);
    QApplication::setWindowIcon(QIcon(u":/kantoku/icons/kantoku.svg"_s));
    closeOnSignals(&window);
    QApplication::setQuitOnLastWindowClosed(false); // a daemon of the window's own may still be ending
    QObject::connect(&window, &kantoku::ui::MainWindow::finished, &app, &QApplication::quit, Qt::QueuedConnection);
    // Whoever names servers wants those and no others.
    if (!parser.isSet(configuration) && parser.positionalArguments().isEmpty())
        window.restoreServers();
    for (const QString &file : parser.values(configuration))
        window.openConfiguration(file);
    for (const QString &address : parser.positionalArguments())
        window.openServer(address);
    for (const QString &name : parser.values(log))
        window.openLog(name);
    window.show(); // now that it knows whether there are servers: with none it welcomes
    return QApplication::exec();
}
