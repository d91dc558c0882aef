#include "ui/processes/processfilter.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

class TestProcessFilter : public QObject {
    Q_OBJECT
private slots:
    void matches_data();
    void matches();
    void chips();
    void emptiness();
};

void TestProcessFilter::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("nothing typed matches") << u""_s << true;
    QTest::newRow("part of the name matches") << u"eb_1"_s << true;
    QTest::newRow("case does not matter") << u"WEB_1"_s << true;
    QTest::newRow("the group's name is part of the whole name") << u"front"_s << true;
    QTest::newRow("another name does not match") << u"mail"_s << false;
    QTest::newRow("a glob over the whole name matches") << u"frontend:web*"_s << true;
    QTest::newRow("a glob over the process's own name matches") << u"web_?"_s << true;
    QTest::newRow("a glob is not a part") << u"eb*"_s << false;
    QTest::newRow("brackets without a glob are plain text") << u"[1]"_s << false;
    QTest::newRow("the state matches by its beginning") << u"state:fat"_s << true;
    QTest::newRow("another state does not") << u"state:running"_s << false;
    QTest::newRow("the group matches") << u"group:front"_s << true;
    QTest::newRow("the group matches as a glob") << u"group:fr*d"_s << true;
    QTest::newRow("another group does not") << u"group:back"_s << false;
    QTest::newRow("all words must match, and do") << u"web state:fatal group:frontend"_s << true;
    QTest::newRow("all words must match, and one does not") << u"web state:running"_s << false;
    QTest::newRow("a prefix that is still being typed matches all") << u"state:"_s << true;
}

void TestProcessFilter::matches()
{
    QFETCH(QString, text);
    QFETCH(bool, expected);
    ProcessInfo process;
    process.group = u"frontend"_s;
    process.name = u"web_1"_s;
    process.state = ProcessState::Fatal;
    QCOMPARE(ProcessFilter(text).matches(process), expected);
}

void TestProcessFilter::chips()
{
    ProcessInfo process;
    process.group = process.name = u"web"_s;
    process.state = ProcessState::Running;
    QVERIFY(ProcessFilter({}, Condition::Running).matches(process));
    QVERIFY(!ProcessFilter({}, Condition::Trouble).matches(process));
    QVERIFY(!ProcessFilter(u"mail"_s, Condition::Running).matches(process));
}

void TestProcessFilter::emptiness()
{
    QVERIFY(ProcessFilter().isEmpty());
    QVERIFY(ProcessFilter(u"   "_s).isEmpty());
    QVERIFY(!ProcessFilter(u"a"_s).isEmpty());
    QVERIFY(!ProcessFilter({}, Condition::Stopped).isEmpty());
}

QTEST_APPLESS_MAIN(TestProcessFilter)
#include "tst_processfilter.moc"
