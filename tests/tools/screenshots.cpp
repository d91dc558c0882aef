// Drives the real widgets against a real kantokud and saves a picture of each window, dialog and empty state.

#include "ui/actionregistry.h"
#include "ui/commandpalette.h"
#include "ui/console/consolewidget.h"
#include "ui/mainwindow.h"
#include "ui/servers/openserverdialog.h"
#include "ui/rereaddialog.h"
#include "ui/settings.h"
#include "ui/theme.h"
#include "ui/translations.h"
#include "ui/updatedialog.h"

#include <QApplication>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTreeView>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

namespace {

const char configuration[] = R"([supervisord]
logfile=%(here)s/main.log
pidfile=%(here)s/pid
childlogdir=%(here)s
identifier=production
[unix_http_server]
file=%(here)s/kantoku.sock
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
[program:web]
command=sh -c 'i=0; while :; do i=$((i+1)); printf "10:02:%%02d GET /articles/%%d \033[32m200\033[0m\n" $((i %% 60)) $i; sleep 0.2; done'
process_name=web_%(process_num)d
numprocs=3
[program:mailer]
command=sleep 100000
[program:worker]
command=sh -c 'echo cannot reach the queue >&2; exit 1'
startretries=0
[program:import]
command=/usr/local/bin/nightly-import --all
startretries=0
[program:cleanup]
command=sh -c 'sleep 1.5; exit 0'
autorestart=false
[program:reports]
command=sleep 100000
autostart=false
)";

const char addition[] = R"([program:search]
command=sleep 100000
)";

class Photographer : public QObject {
public:
    Photographer(QString programs, QString folder)
        : m_out(std::move(folder))
    {
        qputenv("PATH", QFile::encodeName(programs) + ':' + qgetenv("PATH"));
    }

    QCoro::Task<> run()
    {
        for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
            m_suffix = scheme == Theme::Scheme::Dark ? u"-dark"_s : u""_s;
            QTemporaryDir folder;
            write(folder.filePath(u"kantoku.conf"_s), configuration);
            Settings settings(folder.filePath(u"settings.ini"_s));
            settings.setColorScheme(scheme);
            MainWindow window(&settings);
            window.resize(1180, 720);
            window.show();
            co_await take(&window, u"welcome"_s);
            co_await dialogs(&window);
            window.openConfiguration(folder.filePath(u"kantoku.conf"_s));
            co_await server(&window, folder.filePath(u"kantoku.conf"_s));
            window.close();
            co_await settle(2500);
        }
        QCoreApplication::exit(m_failed ? 1 : 0);
    }

private:
    QCoro::Task<> dialogs(MainWindow *window)
    {
        window->showOpenDialog();
        auto *dialog = window->findChild<OpenServerDialog *>();
        dialog->setAddress(u"unix:///run/kantoku.sock"_s);
        co_await take(dialog, u"open-server"_s);
        dialog->accept();
        co_await settle(400);
        co_await take(dialog, u"open-server-problem"_s);
        dialog->reject();
    }

    QCoro::Task<> server(MainWindow *window, QString file)
    {
        auto *tree = window->findChild<QTreeView *>(u"processes"_s);
        auto *filter = window->findChild<QLineEdit *>(u"filterProcesses"_s);
        for (int i = 0; i < 100 && tree->model()->rowCount(tree->model()->index(0, 0)) == 0; ++i)
            co_await settle(100);
        co_await settle(4500);
        co_await take(window, u"main-nothing-selected"_s);
        select(tree, u"worker"_s);
        co_await settle(300);
        co_await take(window, u"main-trouble"_s);
        tree->setCurrentIndex(tree->model()->index(0, 0));
        co_await settle(300);
        co_await take(window, u"main-server-selected"_s);
        select(tree, u"web_0"_s);
        window->actions()[u"log.open"_s]->trigger();
        co_await settle(1500);
        co_await take(window, u"main-log"_s);
        if (auto *console = window->findChild<ConsoleWidget *>())
            console->runLine(u"status"_s);
        co_await settle(1200);
        co_await take(window, u"main-console"_s);
        window->actions()[u"log.main"_s]->trigger();
        co_await settle(1200);
        co_await take(window, u"main-main-log"_s);
        window->actions()[u"log.main"_s]->trigger();
        window->actions()[u"view.palette"_s]->trigger();
        auto *palette = window->findChild<CommandPalette *>();
        if (palette)
            palette->findChild<QLineEdit *>()->setText(u"we"_s);
        co_await settle(200);
        co_await take(palette, u"command-palette"_s);
        if (palette)
            palette->reject();
        filter->setText(u"state:fatal"_s);
        co_await settle(300);
        co_await take(window, u"main-filtered"_s);
        filter->setText(u"nothing of this name"_s);
        co_await settle(300);
        co_await take(window, u"main-no-match"_s);
        filter->clear();
        select(tree, u"mailer"_s);
        co_await settle(100);
        window->actions()[u"process.stop"_s]->trigger();
        co_await settle(1500);
        co_await take(window, u"main-stopped"_s);
        tree->setCurrentIndex(tree->model()->index(0, 0));
        co_await settle(200);
        window->actions()[u"process.stop"_s]->trigger();
        co_await settle(200);
        auto *question = window->findChild<QMessageBox *>(u"confirmation"_s);
        co_await take(question, u"confirm-stop-all"_s);
        if (question)
            question->reject();

        QByteArray changed = configuration;
        changed.replace("numprocs=3", "numprocs=3\nstopsignal=INT\nenvironment=LEVEL=\"high\"");
        changed.replace("[program:reports]\ncommand=sleep 100000\nautostart=false\n", addition);
        write(file, changed);
        window->actions()[u"config.reread"_s]->trigger();
        co_await settle(1200);
        auto *reread = window->findChild<RereadDialog *>();
        co_await take(reread, u"reread"_s);
        if (reread)
            reread->reject();
        window->actions()[u"config.update"_s]->trigger();
        co_await settle(1200);
        auto *update = window->findChild<UpdateDialog *>();
        co_await take(update, u"update"_s);
        if (update)
            update->reject();
        write(file, changed + "[program:broken]\ncommnd=sleep 1\n");
        window->actions()[u"config.reread"_s]->trigger();
        co_await settle(1200);
        auto *broken = window->findChild<RereadDialog *>();
        co_await take(broken, u"reread-errors"_s);
        if (broken)
            broken->reject();
    }

    static void select(QTreeView *tree, const QString &name)
    {
        const QModelIndexList found = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, name, 1,
                                                           Qt::MatchExactly | Qt::MatchRecursive);
        if (!found.isEmpty())
            tree->setCurrentIndex(found.first());
    }

    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    }

    static QCoro::Task<> settle(int milliseconds)
    {
        QTimer timer;
        timer.setSingleShot(true);
        timer.start(milliseconds);
        co_await timer;
    }

    QCoro::Task<> take(QWidget *widget, QString name)
    {
        if (!widget) {
            std::fprintf(stderr, "screenshots: %s is not there to be taken\n", qPrintable(name));
            m_failed = true;
            co_return;
        }
        co_await settle(150);
        const QString file = u"%1/%2%3.png"_s.arg(m_out, name, m_suffix);
        if (!widget->grab().save(file)) {
            std::fprintf(stderr, "screenshots: %s cannot be written\n", qPrintable(file));
            m_failed = true;
        }
    }

    QString m_out;
    QString m_suffix;
    bool m_failed = false;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    if (app.arguments().size() != 3) {
        std::fputs("usage: screenshots BIN OUT\n", stderr);
        return 2;
    }
    QApplication::setQuitOnLastWindowClosed(false);
    installTranslations();
    Photographer photographer(app.arguments().at(1), app.arguments().at(2));
    QTimer::singleShot(0, &photographer, [&] { photographer.run(); });
    return QApplication::exec();
}
