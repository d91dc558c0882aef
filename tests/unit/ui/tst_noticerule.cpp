#include "ui/notices/noticerule.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace kantoku;
using namespace kantoku::ui;

namespace {

const QString server = u"unix:///s"_s;

ProcessInfo process(const QString &name, ProcessState state, int exitStatus = 0)
{
    ProcessInfo info;
    info.group = info.name = name;
    info.state = state;
    info.exitStatus = exitStatus;
    info.start = 1;
    if (state == ProcessState::Fatal)
        info.spawnError = u"Exited too quickly"_s;
    return info;
}

QList<ProcessInfo> both(ProcessState a, ProcessState b)
{
    return {process(u"a"_s, a), process(u"b"_s, b)};
}

} // namespace

class TestNoticeRule : public QObject {
    Q_OBJECT
private slots:
    void whatWasThereIsNoNews();
    void fatalIsTold();
    void onlyWhatWasNotExpectedIsAnUnexpectedExit();
    void whatComesTogetherIsOneNotice();
    void noticesOfAServerStandApart();
    void theSameIsNotToldAgainAtOnce();
    void aLoopIsTold();
    void serversDoNotHoldEachOtherUp();
    void aForgottenServerTellsNothing();
};

void TestNoticeRule::whatWasThereIsNoNews()
{
    NoticeRule rule;
    rule.see(server, both(ProcessState::Fatal, ProcessState::Running), {}, 0ms);
    QVERIFY(!rule.due());
    // A process that is new to the server in a state of trouble was never seen well.
    rule.see(server, both(ProcessState::Fatal, ProcessState::Running) + QList{process(u"c"_s, ProcessState::Fatal)}, {},
             1s);
    QVERIFY(!rule.due());
    QVERIFY(rule.take(1h).isEmpty());
}

void TestNoticeRule::fatalIsTold()
{
    NoticeRule rule;
    rule.see(server, both(ProcessState::Running, ProcessState::Running), {}, 0ms);
    rule.see(server, both(ProcessState::Fatal, ProcessState::Running), {}, 1s);
    QCOMPARE(rule.due(), std::optional(1s + NoticeRule::gather));
    QVERIFY(rule.take(1s).isEmpty()); // more may come
    QCOMPARE(rule.take(2s), (QList<Notice>{{server, Notice::Kind::Fatal, {u"a"_s}}}));
    QVERIFY(rule.take(3s).isEmpty());
    QVERIFY(!rule.due());
}

void TestNoticeRule::onlyWhatWasNotExpectedIsAnUnexpectedExit()
{
    NoticeRule rule;
    rule.see(server, both(ProcessState::Running, ProcessState::Running), {}, 0ms);
    ProcessInfo unexpected = process(u"a"_s, ProcessState::Exited, 1);
    unexpected.spawnError = u"exited: a (exit status 1; not expected)"_s;
    rule.see(server, {unexpected, process(u"b"_s, ProcessState::Stopped)}, {}, 1s);
    QCOMPARE(rule.take(2s), (QList<Notice>{{server, Notice::Kind::UnexpectedExit, {u"a"_s}}}));
    NoticeRule calm;
    calm.see(server, both(ProcessState::Running, ProcessState::Running), {}, 0ms);
    calm.see(server, both(ProcessState::Exited, ProcessState::Stopped), {}, 1s);
    QVERIFY(!calm.due());
}

void TestNoticeRule::whatComesTogetherIsOneNotice()
{
    NoticeRule rule;
    rule.see(server, both(ProcessState::Running, ProcessState::Running), {}, 0ms);
    rule.see(server, both(ProcessState::Fatal, ProcessState::Running), {}, 1s);
    rule.see(server, both(ProcessState::Fatal, ProcessState::Fatal), {}, 1s + NoticeRule::gather / 2);
    QCOMPARE(rule.take(2s), (QList<Notice>{{server, Notice::Kind::Fatal, {u"a"_s, u"b"_s}}}));
}

void TestNoticeRule::noticesOfAServerStandApart()
{
    NoticeRule rule;
    rule.see(server, both(ProcessState::Running, ProcessState::Running), {}, 0ms);
    rule.see(server, both(ProcessState::Fatal, ProcessState::Running), {}, 1s);
    QCOMPARE(rule.take(2s).size(), 1);
    rule.see(server, both(ProcessState::Fatal, ProcessState::Fatal), {}, 3s);
    QCOMPARE(rule.due(), std::optional(2s + NoticeRule::between));
    QVERIFY(rule.take(4s).isEmpty());
    QCOMPARE(rule.take(2s + NoticeRule::between), (QList<Notice>{{server, Notice::Kind::Fatal, {u"b"_s}}}));
}

void TestNoticeRule::theSameIsNotToldAgainAtOnce()
{
    NoticeRule rule;
    int told = 0;
    for (auto time = 0s; time < NoticeRule::quiet; time += 2s) {
        rule.see(server, both(ProcessState::Starting, ProcessState::Running), {}, time);
        rule.see(server, both(ProcessState::Fatal, ProcessState::Running), {}, time + 1s);
        told += static_cast<int>(rule.take(time + 2s).size());
    }
    QCOMPARE(told, 1);
    rule.see(server, both(ProcessState::Starting, ProcessState::Running), {}, NoticeRule::quiet + 2s);
    rule.see(server, both(ProcessState::Fatal, ProcessState::Running), {}, NoticeRule::quiet + 3s);
    QCOMPARE(rule.take(NoticeRule::quiet + 4s).size(), 1);
}

void TestNoticeRule::aLoopIsTold()
{
    NoticeRule rule;
    const auto running = both(ProcessState::Running, ProcessState::Running);
    rule.see(server, running, {{u"a"_s, 5}}, 0ms); // of earlier
    rule.see(server, running, {{u"a"_s, 6}}, 1s);
    rule.see(server, running, {{u"a"_s, 7}}, 2s);
    QVERIFY(!rule.due());
    rule.see(server, running, {{u"a"_s, 8}}, 3s);
    QCOMPARE(rule.take(4s), (QList<Notice>{{server, Notice::Kind::CrashLoop, {u"a"_s}}}));
    // The same number spread over a long time is no loop.
    NoticeRule slow;
    for (int i = 0; i < 10; ++i)
        slow.see(server, running, {{u"a"_s, i}}, i * NoticeRule::quiet);
    QVERIFY(!slow.due());
}

void TestNoticeRule::serversDoNotHoldEachOtherUp()
{
    NoticeRule rule;
    const QString other = u"unix:///t"_s;
    for (const QString &id : {server, other})
        rule.see(id, both(ProcessState::Running, ProcessState::Running), {}, 0ms);
    rule.see(server, both(ProcessState::Fatal, ProcessState::Running), {}, 1s);
    QCOMPARE(rule.take(2s).size(), 1);
    rule.see(other, both(ProcessState::Fatal, ProcessState::Running), {}, 3s);
    QCOMPARE(rule.take(4s), (QList<Notice>{{other, Notice::Kind::Fatal, {u"a"_s}}}));
}

void TestNoticeRule::aForgottenServerTellsNothing()
{
    NoticeRule rule;
    rule.see(server, both(ProcessState::Running, ProcessState::Running), {}, 0ms);
    rule.see(server, both(ProcessState::Fatal, ProcessState::Running), {}, 1s);
    rule.forget(server);
    QVERIFY(!rule.due());
    QVERIFY(rule.take(1h).isEmpty());
}

QTEST_GUILESS_MAIN(TestNoticeRule)
#include "tst_noticerule.moc"
