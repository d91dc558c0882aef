// Measures the desktop: how soon its tree is seen, and what a server with a thousand processes, of which a hundred
// change each second, costs it. Prints one JSON object.
//
// usage: deskbench BIN [SECONDS]       BIN is the folder of the programs, SECONDS of the load (30)
//        deskbench --paint ADDRESS     used by the first: the window on a server, until its tree is painted

#include "tests/bench/firstpaint.h"
#include "tests/bench/turnmeter.h"

#include "ui/mainwindow.h"
#include "ui/processes/processmodel.h"
#include "ui/settings.h"
#include "ui/translations.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>
#include <QTreeView>

#include <algorithm>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace kantoku::ui;

namespace {

constexpr int paintSamples = 9;
constexpr int processCount = 1000;

/// 1,000 processes that end after 5 to 15 s and are started again: about 100 of them each second.
QByteArray changingPrograms()
{
    QByteArray text;
    for (int i = 0; i < 100; ++i) {
        text += "[program:p" + QByteArray::number(i).rightJustified(2, '0')
            + "]\nprocess_name=%(program_name)s_%(process_num)d\nnumprocs=10\nstartsecs=0\nautorestart=true\n"
              "stdout_logfile=NONE\nstderr_logfile=NONE\ncommand=/bin/sleep "
            + QByteArray::number(5 + i / 10.0) + '\n';
    }
    return text;
}

QByteArray quietPrograms()
{
    return "[program:web]\nprocess_name=web_%(process_num)d\nnumprocs=10\ncommand=/bin/sleep 100000\n";
}

class Daemon {
public:
    Daemon(const QString &bin, const QByteArray &programs)
    {
        QFile file(m_folder.filePath(u"d.conf"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write("[supervisord]\nlogfile=%(here)s/main.log\npidfile=%(here)s/pid\nminfds=8192\n"
                       "[unix_http_server]\nfile=%(here)s/s.sock\n[rpcinterface:supervisor]\n"
                       "supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface\n"
                       + programs);
        file.close();
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.start(bin + u"/kantokud"_s, {u"-n"_s, u"-c"_s, file.fileName()});
    }
    ~Daemon()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(60'000))
            m_process.kill();
    }
    QString address() const { return u"unix://"_s + m_folder.filePath(u"s.sock"_s); }
    bool waitForSocket() const
    {
        QElapsedTimer waited;
        waited.start();
        while (!QFileInfo::exists(m_folder.filePath(u"s.sock"_s)) && waited.elapsed() < 20'000)
            QThread::msleep(20);
        return QFileInfo::exists(m_folder.filePath(u"s.sock"_s));
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

int countProcesses(const QAbstractItemModel *model, const QModelIndex &parent = {})
{
    int count = 0;
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        count += index.data(ProcessModel::ProcessRole).isValid() ? 1 : countProcesses(model, index);
    }
    return count;
}

double median(QList<double> values)
{
    std::ranges::sort(values);
    return values.isEmpty() ? 0 : values.at(values.size() / 2);
}

/// Milliseconds from the start of a program until it says that it has painted.
double timeToPaint(const QString &program, const QStringList &arguments)
{
    QProcess process;
    const long long begin = FirstPaint::now();
    process.start(program, arguments);
    if (!process.waitForFinished(30'000) || process.exitCode() != 0)
        return -1;
    return static_cast<double>(process.readAllStandardOutput().trimmed().toLongLong() - begin) / 1e6;
}

int paint(const QString &address)
{
    QTemporaryDir folder;
    installTranslations();
    Settings settings(folder.filePath(u"settings.ini"_s));
    MainWindow window(&settings);
    window.resize(1180, 720);
    const auto *tree = window.findChild<QTreeView *>(u"processes"_s);
    FirstPaint first(tree->viewport(), [tree] { return countProcesses(tree->model()) > 0; });
    window.openServer(address); // in the order of kantoku.cpp
    window.show();
    return QApplication::exec();
}

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

QJsonObject load(MeteredApplication &app, const QString &bin, int seconds)
{
    QTemporaryDir folder;
    const Daemon daemon(bin, changingPrograms());
    if (!daemon.waitForSocket())
        return {{u"error"_s, u"kantokud did not start"_s}};
    Settings settings(folder.filePath(u"settings.ini"_s));
    MainWindow window(&settings);
    window.resize(1180, 720);
    window.show();
    window.openServer(daemon.address());
    const QAbstractItemModel *model = window.findChild<QTreeView *>(u"processes"_s)->model();
    QEventLoop loop;
    QTimer ready;
    QObject::connect(&ready, &QTimer::timeout, &loop, [&] {
        if (countProcesses(model) == processCount)
            loop.quit();
    });
    ready.start(200);
    QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
    loop.exec();
    ready.stop();
    if (countProcesses(model) != processCount)
        return {{u"error"_s, u"not all processes were seen"_s}};
    QTimer::singleShot(8'000, &loop, &QEventLoop::quit); // until the starts have spread
    loop.exec();

    int events = 0;
    QObject::connect(window.currentSession(), &kantoku::client::Session::processEvent, &loop, [&] { ++events; });
    app.forgetTurns();
    const double cpu = cpuSeconds();
    QElapsedTimer time;
    time.start();
    QTimer::singleShot(seconds * 1000, &loop, &QEventLoop::quit);
    loop.exec();
    const double passed = static_cast<double>(time.elapsed()) / 1000;
    const double share = (cpuSeconds() - cpu) / passed;
    QJsonObject result = app.turns();
    result.insert(u"processes"_s, processCount);
    result.insert(u"events_per_second"_s, events / passed); // each change is STARTING, RUNNING and EXITED
    result.insert(u"changes_per_second"_s, events / passed / 3);
    result.insert(u"cpu_share_of_a_core"_s, share);
    return result;
}

QJsonObject firstPaint(const QString &bin)
{
    const Daemon daemon(bin, quietPrograms());
    if (!daemon.waitForSocket())
        return {{u"error"_s, u"kantokud did not start"_s}};
    const QString self = QCoreApplication::applicationFilePath();
    const QString bare = QCoreApplication::applicationDirPath() + u"/barewindow"_s;
    QList<double> bareTimes;
    QList<double> ourTimes;
    for (int i = 0; i < paintSamples; ++i) { // in turn, so that both see the same machine
        bareTimes.append(timeToPaint(bare, {}));
        ourTimes.append(timeToPaint(self, {u"--paint"_s, daemon.address()}));
    }
    if (std::ranges::min(bareTimes) < 0 || std::ranges::min(ourTimes) < 0)
        return {{u"error"_s, u"a window was not painted"_s}};
    return {{u"bare_window_ms"_s, median(bareTimes)},
            {u"first_tree_ms"_s, median(ourTimes)},
            {u"ratio"_s, median(ourTimes) / median(bareTimes)}};
}

} // namespace

int main(int argc, char **argv)
{
    MeteredApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == "--paint"_L1)
        return paint(arguments.value(2));
    if (arguments.size() < 2) {
        std::fputs("usage: deskbench BIN [SECONDS]\n", stderr);
        return 2;
    }
    installTranslations();
    QTemporaryDir home;
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(home.path()));
    const QJsonObject result{{u"first_paint"_s, firstPaint(arguments.at(1))},
                             {u"load"_s, load(app, arguments.at(1), std::max(1, arguments.value(2, u"30"_s).toInt()))}};
    std::printf("%s", QJsonDocument(result).toJson().constData());
    for (const auto &part : result) {
        if (part.toObject().contains(u"error"_s))
            return 1;
    }
    return 0;
}
