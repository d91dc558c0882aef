#include "tests/tools/screenshots/studio.h"

#include "ui/actionregistry.h"
#include "ui/mainwindow.h"
#include "ui/settings.h"

#include <QApplication>
#include <QComboBox>
#include <QCoro/QCoroTimer>
#include <QDialog>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

namespace {

constexpr int patience = 10000; // milliseconds
constexpr int step = 25;

QString textOf(const QTreeView *tree, const QString &process, int column)
{
    const QModelIndexList found = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, process, 1,
                                                       Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty() ? QString() : found.first().siblingAtColumn(column).data().toString();
}

} // namespace

Studio::Studio(bool dark)
    : m_settings(std::make_unique<Settings>(m_folder.filePath(u"settings.ini"_s)))
{
    m_settings->setColorScheme(dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    writeConfiguration(configuration());
    m_window = std::make_unique<MainWindow>(m_settings.get());
    m_window->show();
}

Studio::~Studio() = default;

QString Studio::configurationFile() const
{
    return m_folder.filePath(u"supervisord.conf"_s);
}

QByteArray Studio::configuration()
{
    return R"([supervisord]
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
}

void Studio::writeConfiguration(const QByteArray &text) const
{
    QFile file(configurationFile());
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
}

QCoro::Task<> Studio::openConfiguration()
{
    m_window->openConfiguration(configurationFile());
    const auto restful = [this] {
        return textOf(tree(), u"cleanup"_s, 1) == "EXITED"_L1 && textOf(tree(), u"mailer"_s, 1) == "RUNNING"_L1
            && textOf(tree(), u"worker"_s, 1) == "FATAL"_L1 && textOf(tree(), u"web_2"_s, 1) == "RUNNING"_L1;
    };
    co_await until(restful);
    co_await settle();
}

void Studio::trigger(const QString &action) const
{
    m_window->actions()[action]->trigger();
}

QTreeView *Studio::tree() const
{
    return m_window->findChild<QTreeView *>(u"processes"_s);
}

void Studio::select(const QString &name) const
{
    const QAbstractItemModel *model = tree()->model();
    if (name.isEmpty()) {
        tree()->setCurrentIndex(model->index(0, 0));
        return;
    }
    const QModelIndexList found
        = model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly | Qt::MatchRecursive);
    if (!found.isEmpty())
        tree()->setCurrentIndex(found.first());
}

void Studio::type(const QString &objectName, const QString &text) const
{
    for (QWidget *widget : QApplication::allWidgets()) {
        if (widget->objectName() != objectName || !widget->isVisible())
            continue;
        if (auto *edit = qobject_cast<QLineEdit *>(widget))
            edit->setText(text);
        if (auto *box = qobject_cast<QComboBox *>(widget))
            box->setEditText(text);
    }
}

QCoro::Task<QWidget *> Studio::shown(QString objectName) const
{
    QWidget *found = nullptr;
    co_await until([&found, &objectName] {
        for (QWidget *widget : QApplication::allWidgets()) {
            if (widget->objectName() == objectName && widget->isVisible())
                found = widget;
        }
        return found != nullptr;
    });
    co_return found;
}

QCoro::Task<bool> Studio::until(std::function<bool()> condition) const
{
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.elapsed() > patience)
            co_return false;
        co_await settle(step);
    }
    co_return true;
}

QCoro::Task<> Studio::settle(int milliseconds) const
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(milliseconds);
    co_await timer;
}

void Studio::tidy() const
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *dialog = qobject_cast<QDialog *>(widget); dialog && dialog->isVisible())
            dialog->reject();
        if (auto *menu = qobject_cast<QMenu *>(widget); menu && menu->isVisible())
            menu->close();
    }
    if (auto *filter = m_window->findChild<QLineEdit *>(u"filterProcesses"_s))
        filter->clear();
}
