#include "client/configurationwatch.h"
#include "client/session.h"
#include "fakeserver.h"
#include "protocol/capabilities.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;
using kantoku::tests::FakeServer;

namespace {

QVariantMap previewOf(const QString &group)
{
    ConfigPreview preview;
    preview.groups.append({.name = group, .onDisk = ConfigPreview::Action::Change});
    return preview.toMap();
}

void answerAsKantokud(FakeServer &server)
{
    server.answer(u"supervisor.getSupervisorVersion"_s, u"4.2.5"_s);
    server.answer(u"supervisor.getIdentification"_s, u"supervisor"_s);
    server.answer(u"supervisor.getPID"_s, 7);
    server.answer(u"supervisor.getState"_s, QVariantMap{{u"statecode"_s, 1}, {u"statename"_s, u"RUNNING"_s}});
    server.answer(u"supervisor.getAllProcessInfo"_s, QVariantList());
    server.answer(u"kantoku.getCapabilities"_s,
                  Capabilities{u"0.1.0"_s, 1, {capability::previewConfig, capability::events}}.toMap());
    server.stream("/events", "{\"event\":\"HELLO\",\"instance\":\"a\",\"sequence\":0}\n");
}

QStringList groupsOf(const std::optional<ConfigPreview> &preview)
{
    QStringList names;
    for (const ConfigPreview::Group &group : preview ? preview->groups : QList<ConfigPreview::Group>())
        names.append(group.name);
    return names;
}

} // namespace

class TestConfigurationWatch : public QObject {
    Q_OBJECT
private slots:
    void tellsWhatIsNew();
    void asksOnceMoreForWhatCameMeanwhile();
    void aServerThatFailsKeepsTheLastAnswer();
    void sessionAsksWhenEventsSaySo();
    void sessionForgetsWhereTheServerCannotTell();
};

void TestConfigurationWatch::tellsWhatIsNew()
{
    FakeServer server;
    server.answer(u"kantoku.previewConfig"_s, previewOf(u"web"_s));
    RpcClient rpc(*ServerAddress::parse(server.url()), {});
    ConfigurationWatch watch(&rpc);
    QSignalSpy changed(&watch, &ConfigurationWatch::changed);
    QVERIFY(!watch.preview());
    watch.ask();
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(groupsOf(watch.preview()), QStringList{u"web"_s});
    watch.ask(); // the same again
    QTRY_COMPARE(server.calls.size(), 2);
    server.answer(u"kantoku.previewConfig"_s, previewOf(u"db"_s));
    watch.ask();
    QTRY_COMPARE(groupsOf(watch.preview()), QStringList{u"db"_s});
    QCOMPARE(changed.size(), 2);
    watch.forget();
    QVERIFY(!watch.preview());
    QCOMPARE(changed.size(), 3);
}

void TestConfigurationWatch::asksOnceMoreForWhatCameMeanwhile()
{
    FakeServer server;
    server.answer(u"kantoku.previewConfig"_s, previewOf(u"web"_s));
    RpcClient rpc(*ServerAddress::parse(server.url()), {});
    ConfigurationWatch watch(&rpc);
    for (int i = 0; i < 50; ++i)
        watch.ask();
    QTRY_COMPARE(server.calls.size(), 2);
    server.answer(u"kantoku.previewConfig"_s, previewOf(u"db"_s));
    watch.ask();
    QTRY_COMPARE(groupsOf(watch.preview()), QStringList{u"db"_s});
    QCOMPARE(server.calls.size(), 3);
}

void TestConfigurationWatch::aServerThatFailsKeepsTheLastAnswer()
{
    FakeServer server;
    server.answer(u"kantoku.previewConfig"_s, previewOf(u"web"_s));
    RpcClient rpc(*ServerAddress::parse(server.url()), {});
    ConfigurationWatch watch(&rpc);
    watch.ask();
    QTRY_VERIFY(watch.preview());
    server.refuse(u"kantoku.previewConfig"_s, FaultCode::Failed, u"no"_s);
    watch.ask();
    QTRY_COMPARE(server.calls.size(), 2);
    server.answer(u"kantoku.previewConfig"_s, previewOf(u"db"_s));
    watch.ask(); // answered after the failure
    QTRY_COMPARE(groupsOf(watch.preview()), QStringList{u"db"_s});
}

void TestConfigurationWatch::sessionAsksWhenEventsSaySo()
{
    FakeServer server;
    answerAsKantokud(server);
    server.answer(u"kantoku.previewConfig"_s, previewOf(u"first"_s));
    Session session(*ServerAddress::parse(server.url()));
    session.connectToServer();
    QTRY_COMPARE(groupsOf(session.configuration()), QStringList{u"first"_s});
    QTRY_COMPARE(server.following(), 1);
    for (const QByteArray &event :
         {"CONFIGURATION_FILES_CHANGED"_ba, "CONFIGURATION_LOADED"_ba, "PROCESS_GROUP_ADDED"_ba}) {
        server.answer(u"kantoku.previewConfig"_s, previewOf(QString::fromLatin1(event)));
        server.send("{\"event\":\"" + event + "\"}\n");
        QTRY_COMPARE(groupsOf(session.configuration()), QStringList{QString::fromLatin1(event)});
    }
}

void TestConfigurationWatch::sessionForgetsWhereTheServerCannotTell()
{
    FakeServer server;
    answerAsKantokud(server);
    server.answer(u"kantoku.previewConfig"_s, previewOf(u"web"_s));
    Session session(*ServerAddress::parse(server.url()));
    session.connectToServer();
    QTRY_VERIFY(session.configuration());
    session.disconnectFromServer();
    server.answer(u"kantoku.getCapabilities"_s, Capabilities{u"0.1.0"_s, 1, {}}.toMap());
    session.connectToServer();
    QTRY_VERIFY(!session.configuration());
}

QTEST_GUILESS_MAIN(TestConfigurationWatch)
#include "tst_configurationwatch.moc"
