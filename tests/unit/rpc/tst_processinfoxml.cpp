#include "daemon/rpc/processinfoxml.h"
#include "protocol/xmlrpc.h"

#include <QRegularExpression>
#include <QtTest>

using namespace kantoku;
using namespace Qt::StringLiterals;

class TestProcessInfoXml : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void isWhatTheMapWouldBe();
};

void TestProcessInfoXml::isWhatTheMapWouldBe()
{
    ProcessInfo info;
    info.name = u"web <0>"_s;
    info.group = u"wéb"_s;
    info.state = ProcessState::Exited;
    info.start = 9'000'000'000; // beyond 32 bits
    info.stop = 12;
    info.now = 13;
    info.exitStatus = -1;
    info.spawnError = u"can't & won't"_s;
    info.stdoutLogFile = u"/tmp/o"_s;
    info.stderrLogFile = u"/tmp/e"_s;
    info.pid = 77;
    info.description = u"Jan 01 12:00 AM"_s;

    xmlrpc::Fragment fragment;
    daemon::appendProcessInfo(fragment.xml, info);
    const auto read = xmlrpc::parseResponse(xmlrpc::writeResponse(QVariant::fromValue(fragment)));
    QVERIFY(read);
    QCOMPARE(read->toMap(), info.toMap());
}

QTEST_GUILESS_MAIN(TestProcessInfoXml)
#include "tst_processinfoxml.moc"
