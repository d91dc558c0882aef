// Measures the desktop's logs: following, finding and opening. Prints one JSON object.
//
// Usage: logbench BIN [--find-bytes N]    BIN is the folder of kantokud
//        logbench --write BYTES_PER_SECOND    writes lines at that rate; what the first form has the daemon run

#include "client/session.h"
#include "tests/bench/turnmeter.h"
#include "ui/logs/ansiparser.h"
#include "ui/logs/logdocument.h"
#include "ui/logs/logfinder.h"
#include "ui/logs/logpanel.h"
#include "ui/logs/logview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <QtConcurrent>

#include <QCoro/QCoroFuture>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kantoku;
using namespace kantoku::ui;

namespace {

constexpr double followedBytesPerSecond = 50e6;
constexpr qint64 openedBytes = 10'737'418'240;
constexpr int openedPlaces = 500;
constexpr char needle[] = "needle";

QByteArray sampleLine(int number)
{
    return "2026-01-01 10:02:11,123 INFO request " + QByteArray::number(number)
        + " GET /articles/2026/01/index.html 200 1532 bytes in 12 ms from 192.0.2.17\n";
}

int writeLines(double bytesPerSecond)
{
    using Clock = std::chrono::steady_clock;
    QByteArray block;
    for (int i = 0; block.size() < 64 * 1024; ++i)
        block += sampleLine(i);
    const auto begin = Clock::now();
    for (double written = 0;; written += double(block.size())) {
        std::this_thread::sleep_until(
            begin
            + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(written / bytesPerSecond)));
        if (::write(STDOUT_FILENO, block.constData(), size_t(block.size())) < 0)
            return 1;
    }
}

double residentMiB()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QFile::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.sliced(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Runs the event loop as the desktop does: it waits for what comes, where QTest's own waiting sleeps in between.
bool waitFor(const std::function<bool()> &isDone, std::chrono::milliseconds longest)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isDone())
            loop.quit();
    });
    look.start(2);
    QTimer::singleShot(longest, &loop, &QEventLoop::quit);
    if (!isDone())
        loop.exec();
    return isDone();
}

void run(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

/// A kantokud with one program whose log is `logFile`.
struct Server {
    QTemporaryDir folder;
    QProcess process;
    std::unique_ptr<client::Session> session;

    bool start(const QString &bin, const QByteArray &program)
    {
        QFile file(folder.filePath(u"b.conf"_s));
        if (!file.open(QFile::WriteOnly))
            return false;
        file.write("[supervisord]\nlogfile=%(here)s/main.log\npidfile=%(here)s/pid\nchildlogdir=%(here)s\n"
                   "[unix_http_server]\nfile=%(here)s/b.sock\n[rpcinterface:supervisor]\n"
                   "supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface\n"
                   "[program:p]\n"
                   + program);
        file.close();
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.setStandardOutputFile(QProcess::nullDevice());
        process.start(bin + u"/kantokud"_s, {u"-n"_s, u"-c"_s, file.fileName()});
        if (!waitFor([this] { return QFile::exists(folder.filePath(u"b.sock"_s)); }, 15'000ms))
            return false;
        session = std::make_unique<client::Session>(
            *client::ServerAddress::parse(u"unix://"_s + folder.filePath(u"b.sock"_s)));
        session->connectToServer();
        return waitFor([this] { return session->status() == client::Session::Status::Online; }, 15'000ms);
    }
    ~Server()
    {
        session.reset();
        process.terminate();
        process.waitForFinished(15'000);
    }
};

QJsonObject measureFollow(MeteredApplication &app, const QString &bin)
{
    Server server;
    const QByteArray self = QFile::encodeName(QCoreApplication::applicationFilePath());
    const QByteArray command = self + " --write " + QByteArray::number(followedBytesPerSecond, 'f', 0);
    if (!server.start(bin, "command=" + command + "\nstdout_logfile_maxbytes=100MB\nstdout_logfile_backups=1\n"))
        return {{u"error"_s, u"the daemon did not come up"_s}};
    LogPanel panel;
    panel.resize(900, 600);
    panel.showLog(server.session.get(), u"p"_s, u"stdout"_s);
    panel.show();
    run(1500ms); // past opening
    app.forgetTurns();
    const double cpu = cpuSeconds();
    const qint64 before = panel.view()->document()->buffer().endLine();
    QElapsedTimer timer;
    timer.start();
    run(5000ms);
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const qint64 bytes = panel.view()->document()->buffer().endLine() - before;
    QJsonObject result = app.turns();
    result.insert(u"followed_mb_per_s"_s, double(bytes) / 1e6 / seconds);
    result.insert(u"cpu_share_of_a_core"_s, (cpuSeconds() - cpu) / seconds);
    result.insert(u"is_following"_s, panel.view()->isFollowing());
    result.insert(u"rss_mib"_s, residentMiB());
    return result;
}

QJsonObject measureOpen(const QString &bin)
{
    Server server;
    const QString path = server.folder.filePath(u"huge.log"_s);
    QFile file(path);
    if (!file.open(QFile::WriteOnly))
        return {{u"error"_s, file.errorString()}};
    QByteArray end = "\n";
    for (int i = 0; end.size() < 1024 * 1024; ++i)
        end += sampleLine(i);
    file.resize(openedBytes - end.size());
    // Holes between are never looked at; around each place that is, there are lines.
    const QByteArray lines = end.sliced(1).first(384 * 1024);
    for (int i = 1; i < openedPlaces; ++i) {
        file.seek(openedBytes / openedPlaces * i - lines.size() / 2);
        file.write(lines);
    }
    file.seek(openedBytes - end.size());
    file.write(end);
    file.close();
    if (!server.start(bin, "command=/bin/cat\nstdout_logfile=%(here)s/huge.log\nstdout_logfile_maxbytes=0\n"))
        return {{u"error"_s, u"the daemon did not come up"_s}};
    LogPanel panel;
    panel.resize(900, 600);
    panel.show();
    run(200ms);
    const double before = residentMiB();
    QElapsedTimer timer;
    timer.start();
    panel.showLog(server.session.get(), u"p"_s, u"stdout"_s);
    const auto &buffer = [&]() -> const LogBuffer & { return panel.view()->document()->buffer(); };
    const bool opened = waitFor([&] { return buffer().lineCount() > 50; }, 10'000ms);
    panel.view()->grab();
    const double milliseconds = double(timer.nsecsElapsed()) / 1e6;
    timer.restart();
    const LineId middle = buffer().readableStart() + openedBytes / openedPlaces * (openedPlaces / 2);
    panel.view()->jumpTo(middle);
    const bool scrolled = waitFor([&] { return buffer().contains(middle); }, 10'000ms);
    const double scrollMilliseconds = double(timer.nsecsElapsed()) / 1e6;
    // All over the text, as one drags the bar.
    bool scrolledAll = true;
    for (int i = 1; i < openedPlaces; ++i) {
        const LineId place = buffer().readableStart() + openedBytes / openedPlaces * i;
        panel.view()->jumpTo(place);
        scrolledAll = waitFor([&] { return buffer().contains(place); }, 10'000ms) && scrolledAll;
    }
    return {{u"opened"_s, opened && scrolled && scrolledAll},
            {u"bytes"_s, double(openedBytes)},
            {u"open_ms"_s, milliseconds},
            {u"scroll_ms"_s, scrollMilliseconds},
            {u"rss_added_mib"_s, residentMiB() - before}};
}

QJsonObject measureFind(qint64 bytes)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"find.log"_s);
    QFile file(path);
    if (!file.open(QFile::WriteOnly))
        return {{u"error"_s, file.errorString()}};
    QByteArray block;
    for (int i = 0; block.size() < 1024 * 1024; ++i)
        block += sampleLine(i);
    block += "a needle in it\n";
    qint64 written = 0;
    while (written < bytes)
        written += file.write(block);
    file.close();

    // Both read what the system has in memory already.
    QElapsedTimer timer;
    double grepSeconds = 1e9;
    qint64 expected = 0;
    for (int i = 0; i < 3; ++i) {
        QProcess grep;
        timer.start();
        grep.start(u"grep"_s, {u"-c"_s, QString::fromLatin1(needle), path});
        grep.waitForFinished(-1);
        grepSeconds = std::min(grepSeconds, double(timer.nsecsElapsed()) / 1e9);
        expected = grep.readAllStandardOutput().trimmed().toLongLong();
    }
    double seconds = 1e9;
    qint64 found = 0;
    for (int i = 0; i < 3; ++i) {
        LogDocument document;
        document.setStart(-written);
        LogFinder finder;
        const auto read = [&path, written](LogBuffer::Range range) -> QCoro::Task<Result<QByteArray>> {
            const auto readFile = [path, range, written] {
                QFile log(path);
                if (!log.open(QFile::ReadOnly | QFile::Unbuffered) || !log.seek(range.from + written))
                    return Result<QByteArray>(failure(Error::Code::Invalid, log.errorString()));
                return Result<QByteArray>(log.read(range.size()));
            };
            const QFuture<Result<QByteArray>> reading = QtConcurrent::run(readFile);
            co_return co_await reading;
        };
        finder.setDocument(&document, read);
        timer.start();
        finder.setPattern(*LogPattern::make(QString::fromLatin1(needle), {.caseSensitive = true}));
        finder.searchAll();
        if (!waitFor([&] { return finder.unsearchedBytes() == 0 && !finder.isSearching(); }, 120'000ms))
            return {{u"error"_s, u"the search did not end"_s}};
        seconds = std::min(seconds, double(timer.nsecsElapsed()) / 1e9);
        found = finder.matchCount();
    }
    return {{u"bytes"_s, double(written)},
            {u"find_s"_s, seconds},
            {u"grep_s"_s, grepSeconds},
            {u"speed_of_grep"_s, grepSeconds / seconds},
            {u"complete"_s, found == expected && found > 0}};
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && QByteArrayView(argv[1]) == "--write")
        return writeLines(QByteArray(argv[2]).toDouble());
    MeteredApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        std::fputs("usage: logbench BIN [--find-bytes N]\n", stderr);
        return 2;
    }
    const qsizetype at = arguments.indexOf(u"--find-bytes"_s);
    const qint64 findBytes = at > 0 ? arguments.value(at + 1).toLongLong() : 1024LL * 1024 * 1024;
    const QJsonObject results{{u"open"_s, measureOpen(arguments[1])},
                              {u"find"_s, measureFind(findBytes)},
                              {u"follow"_s, measureFollow(app, arguments[1])}};
    std::fputs(QJsonDocument(results).toJson().constData(), stdout);
    return 0;
}
