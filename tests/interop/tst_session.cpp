#include "client/session.h"
#include "protocol/faultcode.h"
#include "supervisord.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;
using namespace std::chrono_literals;

namespace {

constexpr auto programs = R"(
[program:cat]
command=/bin/cat
startsecs=0
stdout_logfile=@D@/cat.out
[program:idle]
command=/bin/cat
autostart=false
startsecs=0
[program:gone]
command=@D@/missing
autostart=false
[group:web]
programs=a,b
[program:a]
command=/bin/cat
startsecs=0
[program:b]
command=/bin/cat
startsecs=0
)";

/// Runs the event loop until the coroutine has ended.
template <typename T>
T wait(QCoro::Task<T> task)
{
    return QCoro::waitFor(std::move(task));
}

QStringList describe(const QList<ProcessOutcome> &outcomes)
{
    QStringList lines;
    for (const ProcessOutcome &outcome : outcomes)
        lines.append(u"%1 %2"_s.arg(outcome.namespec()).arg(outcome.status));
    return lines;
}

} // namespace

/// The session against the real supervisord.
class TestSession : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void itShowsWhatTheServerHas_data();
    void itShowsWhatTheServerHas();
    void actionsReportPerProcessInTheOrderGiven();
    void stateChangesAreTold();
    void aWrongPasswordIsNotTriedAgain();
    void aServerThatGoesIsWaitedForAndFoundAgain();
    void filesAreRereadAndApplied();
    void aReloadIsSurvived();
    void eachReasonForNoConnectionHasItsName_data();
    void eachReasonForNoConnectionHasItsName();
    void aWebServerIsNoSupervisor();
    void outputIsFollowed();
};

void TestSession::itShowsWhatTheServerHas_data()
{
    QTest::addColumn<bool>("overUnix");
    QTest::newRow("over its unix socket") << true;
    QTest::newRow("over TCP") << false;
}

void TestSession::itShowsWhatTheServerHas()
{
    QFETCH(bool, overUnix);
    Supervisord server(programs);
    server.start();
    Session session(*ServerAddress::parse(overUnix ? server.unixUrl() : server.httpUrl()));
    session.setPollInterval(50ms);
    QSignalSpy identity(&session, &Session::identityChanged);
    session.connectToServer();
    QTRY_COMPARE(session.status(), Session::Status::Online);
    QCOMPARE(identity.size(), 1);
    QCOMPARE(session.identity().identification, u"supervisor"_s);
    QVERIFY(session.identity().supervisorVersion.startsWith(u"4."_s));
    QVERIFY(!session.identity().isKantoku());
    QCOMPARE(session.identity().pid, server.process().processId());
    QCOMPARE(session.serverState(), SupervisorState::Running);
    QStringList names;
    for (const ProcessInfo &process : session.processes())
        names.append(process.namespec());
    QCOMPARE(names, (QStringList{u"cat"_s, u"gone"_s, u"idle"_s, u"web:a"_s, u"web:b"_s}));
    QTRY_COMPARE(session.find(u"web:b"_s)->state, ProcessState::Running);
    QCOMPARE(session.find(u"nope"_s), nullptr);
    QCOMPARE(session.name(), session.address().toString());
    QVERIFY(session.updatedAt().isValid());
}

void TestSession::actionsReportPerProcessInTheOrderGiven()
{
    Supervisord server(programs);
    server.start();
    Session session(*ServerAddress::parse(server.unixUrl()));
    session.connectToServer();
    QTRY_COMPARE(session.status(), Session::Status::Online);
    QTRY_VERIFY(session.find(u"web:b"_s)->state == ProcessState::Running);

    const auto started = wait(session.start({u"nope"_s, u"idle"_s, u"cat"_s, u"gone"_s}));
    QVERIFY(started);
    QCOMPARE(describe(*started), (QStringList{u"nope 10"_s, u"idle 80"_s, u"cat 60"_s, u"gone 20"_s}));
    QTRY_COMPARE(session.find(u"idle"_s)->state, ProcessState::Running);

    const auto stopped = wait(session.stop({u"cat"_s, u"web:*"_s}));
    QVERIFY(stopped);
    QCOMPARE(stopped->size(), 3);
    QCOMPARE(stopped->first().namespec(), u"cat"_s);

    const auto restarted = wait(session.restart({u"cat"_s, u"idle"_s}));
    QVERIFY(restarted);
    QCOMPARE(describe(*restarted), (QStringList{u"cat 80"_s, u"idle 80"_s}));

    const auto signalled = wait(session.signal({u"cat"_s, u"web:a"_s, u"idle"_s}, u"CONT"_s));
    QVERIFY(signalled);
    QCOMPARE(describe(*signalled), (QStringList{u"cat 80"_s, u"web:a 70"_s, u"idle 80"_s}));
    const auto unknown = wait(session.signal({u"cat"_s}, u"NOPE"_s));
    QCOMPARE(unknown->first().status, static_cast<int>(FaultCode::BadSignal));

    QVERIFY(wait(session.sendStdin({u"cat"_s}, u"héllo\n"_s)));
    QTRY_COMPARE(QFileInfo(server.path(u"cat.out"_s)).size(), 7);
    QVERIFY(wait(session.clearLogs({u"cat"_s, u"web:*"_s})));
    QTRY_COMPARE(QFileInfo(server.path(u"cat.out"_s)).size(), 0);
    const auto refused = wait(session.sendStdin({u"web:a"_s}, u"x"_s));
    QVERIFY(refused);
    QCOMPARE(refused->first().status, static_cast<int>(FaultCode::NotRunning));
}

void TestSession::stateChangesAreTold()
{
    Supervisord server(programs);
    server.start();
    Session session(*ServerAddress::parse(server.unixUrl()));
    session.setPollInterval(50ms);
    session.connectToServer();
    QTRY_COMPARE(session.status(), Session::Status::Online);
    QTRY_VERIFY(session.find(u"cat"_s)->state == ProcessState::Running);
    QSignalSpy changes(&session, &Session::processStateChanged);
    wait(session.stop({u"cat"_s}));
    QTRY_VERIFY(std::ranges::any_of(changes, [](const QVariantList &change) {
        return change[0].toString() == "cat"_L1 && change[2].value<ProcessState>() == ProcessState::Stopped;
    }));
}

void TestSession::aWrongPasswordIsNotTriedAgain()
{
    Supervisord server(programs, "username=joe\npassword=secret\n");
    server.start();
    Session session(*ServerAddress::parse(server.unixUrl()), {u"joe"_s, u"wrong"_s});
    session.connectToServer();
    QTRY_COMPARE(session.status(), Session::Status::Refused);
    QCOMPARE(session.lastError().code, Error::Code::Unauthorized);
    session.setCredentials({u"joe"_s, u"secret"_s});
    QTRY_COMPARE(session.status(), Session::Status::Online);
}

void TestSession::aServerThatGoesIsWaitedForAndFoundAgain()
{
    Supervisord server(programs);
    server.start();
    Session session(*ServerAddress::parse(server.unixUrl()));
    session.setPollInterval(50ms);
    session.connectToServer();
    QTRY_COMPARE(session.status(), Session::Status::Online);
    QVERIFY(wait(session.shutdown()));
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), Session::Status::Retrying, 20'000);
    QCOMPARE(session.processes().size(), 5); // the last picture stays
    QTRY_COMPARE(server.process().state(), QProcess::NotRunning);
    QTRY_COMPARE_WITH_TIMEOUT(session.lastError().code, Error::Code::NoSocket, 20'000);
    server.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), Session::Status::Online, 20'000);
    QCOMPARE(session.identity().pid, server.process().processId());
}

void TestSession::filesAreRereadAndApplied()
{
    Supervisord server("[program:one]\ncommand=/bin/cat\nstartsecs=0\n[program:two]\ncommand=/bin/cat\nstartsecs=0\n");
    server.start();
    Session session(*ServerAddress::parse(server.unixUrl()));
    session.connectToServer();
    QTRY_COMPARE(session.status(), Session::Status::Online);
    server.writeConfiguration("[program:two]\ncommand=/bin/cat -u\nstartsecs=0\n[program:three]\ncommand=/bin/cat\n");

    const auto preview = wait(session.previewConfig());
    QVERIFY(preview);
    QStringList groups;
    for (const ConfigPreview::Group &group : preview->groups)
        groups.append(group.name);
    QCOMPARE(groups, (QStringList{u"three"_s, u"two"_s, u"one"_s}));

    const GroupChanges expected{{u"three"_s}, {u"two"_s}, {u"one"_s}};
    QCOMPARE(*wait(session.reread()), expected);
    const auto some = wait(session.update({u"three"_s}));
    QVERIFY(some);
    QCOMPARE(*some, (GroupChanges{{u"three"_s}, {}, {}}));
    const auto rest = wait(session.update({}));
    QVERIFY(rest);
    QCOMPARE(*rest, (GroupChanges{{}, {u"two"_s}, {u"one"_s}}));

    server.writeConfiguration("[program:two]\n");
    const auto broken = wait(session.previewConfig());
    QVERIFY(broken);
    QVERIFY(broken->hasErrors());
    QVERIFY(broken->messages.first().text.contains(u"program:two"_s));
}

void TestSession::aReloadIsSurvived()
{
    Supervisord server(programs);
    server.start();
    Session session(*ServerAddress::parse(server.httpUrl()));
    session.setPollInterval(50ms);
    session.connectToServer();
    QTRY_COMPARE(session.status(), Session::Status::Online);
    QTRY_VERIFY(session.find(u"cat"_s)->state == ProcessState::Running);
    const qint64 before = session.find(u"cat"_s)->pid;
    QVERIFY(wait(session.reload()));
    QTRY_VERIFY_WITH_TIMEOUT(session.status() == Session::Status::Online && session.find(u"cat"_s)->pid != before
                                 && session.find(u"cat"_s)->state == ProcessState::Running,
                             20'000);
    QCOMPARE(server.process().state(), QProcess::Running);
}

void TestSession::eachReasonForNoConnectionHasItsName_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<Error::Code>("code");
    QTest::newRow("no such socket") << u"unix://@D@/none.sock"_s << Error::Code::NoSocket;
    QTest::newRow("a folder on the way is a file") << u"unix://@D@/stale.sock/x"_s << Error::Code::NoSocket;
    QTest::newRow("a socket that nobody listens on") << u"unix://@D@/stale.sock"_s << Error::Code::StaleSocket;
    QTest::newRow("a port that nobody listens on") << u"http://127.0.0.1:1"_s << Error::Code::Refused;
    QTest::newRow("a host that does not exist") << u"http://no-such-host.invalid:1"_s << Error::Code::HostNotFound;
}

void TestSession::eachReasonForNoConnectionHasItsName()
{
    QFETCH(QString, address);
    QFETCH(Error::Code, code);
    QTemporaryDir dir;
    { // a socket file without a listener, as a killed server leaves it
        QProcess python;
        python.start(u"python3"_s,
                     {u"-c"_s, u"import socket,sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])"_s,
                      dir.filePath(u"stale.sock"_s)});
        QVERIFY(python.waitForFinished());
    }
    RpcClient client(*ServerAddress::parse(address.replace(u"@D@"_s, dir.path())));
    const Result<QVariant> reply = wait(client.call(u"supervisor.getPID"_s));
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, code);
    QVERIFY(reply.error().message.endsWith(u'.'));
}

void TestSession::aWebServerIsNoSupervisor()
{
    QProcess python;
    python.start(u"python3"_s,
                 {u"-u"_s, u"-c"_s,
                  u"import http.server as h\n"
                  "s = h.HTTPServer(('127.0.0.1', 0), h.SimpleHTTPRequestHandler)\n"
                  "print(s.server_port)\n"
                  "s.serve_forever()"_s});
    QTRY_VERIFY(python.canReadLine());
    const QString port = QString::fromUtf8(python.readLine()).trimmed();
    Session session(*ServerAddress::parse(u"http://127.0.0.1:"_s + port));
    session.connectToServer();
    QTRY_COMPARE(session.status(), Session::Status::Refused); // and so is not tried again
    QCOMPARE(session.lastError().code, Error::Code::NotSupervisor);
    QVERIFY(session.lastError().message.contains(port));
    python.kill();
    QTRY_COMPARE(python.state(), QProcess::NotRunning);
}

void TestSession::outputIsFollowed()
{
    Supervisord server(programs);
    server.start();
    Session session(*ServerAddress::parse(server.unixUrl()));
    session.connectToServer();
    QTRY_COMPARE(session.status(), Session::Status::Online);
    QVERIFY(wait(session.sendStdin({u"cat"_s}, u"first\n"_s)));
    QTRY_VERIFY(QFile::exists(server.path(u"cat.out"_s)));
    const auto stream = session.rpc().stream(u"/logtail/cat/stdout"_s);
    QByteArray seen;
    connect(stream.get(), &LogStream::received, this, [&seen](const QByteArray &bytes) { seen += bytes; });
    QSignalSpy opened(stream.get(), &LogStream::opened);
    QSignalSpy finished(stream.get(), &LogStream::finished);
    QTRY_VERIFY(seen.contains("first\n"));
    QCOMPARE(opened.size(), 1);
    QVERIFY(wait(session.sendStdin({u"cat"_s}, u"second\n"_s)));
    QTRY_VERIFY(seen.contains("second\n"));
    QCOMPARE(finished.size(), 0);

    const auto unknown = session.rpc().stream(u"/logtail/nope/stdout"_s);
    QSignalSpy failed(unknown.get(), &LogStream::finished);
    QTRY_COMPARE(failed.size(), 1);
    const auto error = failed.first().first().value<Error>();
    QCOMPARE(error.code, Error::Code::HttpStatus);
    QCOMPARE(error.number, 404);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
