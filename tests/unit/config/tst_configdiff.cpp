#include "fakeworld.h"

#include "daemon/config/configdiff.h"
#include "daemon/config/configloader.h"

#include <QTest>

using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

class TestConfigDiff : public QObject {
    Q_OBJECT

private slots:
    void options_data();
    void options();
    void groups();
    void equalConfigurations_data();
    void equalConfigurations();

private:
    QList<GroupConfig> load(const QByteArray &text)
    {
        return loadConfiguration(m_world.write(u"main.conf"_s, text), m_world).value().groups;
    }

    FakeWorld m_world;
};

void TestConfigDiff::options_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *before, const char *after, const char *expected) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromUtf8(expected);
    };
    row("a changed value", "startsecs=1", "startsecs=2", "p.startsecs: 1 -> 2");
    row("a default that is now set", "", "startsecs=2", "p.startsecs:  -> 2");
    row("a set value that is now the default", "umask=022", "", "p.umask: 022 -> ");
    row("written in another way is no change", "autostart=yes", "autostart=true", "");
    row("a named log becomes automatic", "stdout_logfile=/tmp/x", "stdout_logfile=AUTO",
        "p.stdout_logfile: /tmp/x -> AUTO");
    row("an automatic log gets a name", "", "stderr_logfile=/tmp/x", "p.stderr_logfile:  -> /tmp/x");
    row("what follows from another option", "", "stopasgroup=1", "p.stopasgroup:  -> 1|p.killasgroup: false -> true");
    row("environment as a whole", "environment=A=1", "environment=A=2", "p.environment: A=\"1\" -> A=\"2\"");
    row("environment in another order", "environment=A=1,B=2", "environment=B=2,A=1", "");
    row("priority of the group and of the process", "priority=1", "priority=2", ".priority: 1 -> 2|p.priority: 1 -> 2");
    row("an unknown option", "nobody=1", "nobody=2", "");
    row("signals by name and number", "stopsignal=TERM", "stopsignal=15", "");
    row("a signal", "stopsignal=TERM", "stopsignal=QUIT", "p.stopsignal: TERM -> QUIT");
    row("a user", "user=root", "user=joe", "p.user: root -> joe");
}

void TestConfigDiff::options()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, expected);
    const QByteArray head = "[supervisord]\n[program:p]\ncommand=x\n";
    const QList<GroupDiff> diff = diffGroups(load(head + before + '\n'), load(head + after + '\n'));
    QCOMPARE(diff.size(), expected.isEmpty() ? 0 : 1);
    QStringList found;
    for (const OptionChange &change : diff.isEmpty() ? QList<OptionChange>() : diff.constFirst().options)
        found.append(u"%1.%2: %3 -> %4"_s.arg(change.process, change.option, change.before.value, change.after.value));
    QCOMPARE(found.join(u'|'), expected);
}

void TestConfigDiff::groups()
{
    const QList<GroupConfig> before = load(
        "[supervisord]\n[program:gone]\ncommand=x\n[program:same]\ncommand=x\n[program:many]\ncommand=x\nnumprocs=2\n"
        "process_name=m%(process_num)d\n");
    const QList<GroupConfig> after = load(
        "[supervisord]\n[program:same]\ncommand=x\n[program:new]\ncommand=x\npriority=1\n[program:many]\ncommand=x\n"
        "numprocs=2\nnumprocs_start=1\nprocess_name=m%(process_num)d\n");
    const QList<GroupDiff> diff = diffGroups(before, after);
    QCOMPARE(diff.size(), 3);
    QCOMPARE(diff.at(0).group, u"new"_s);
    QCOMPARE(diff.at(0).kind, GroupDiff::Kind::Added);
    QCOMPARE(diff.at(0).addedProcesses, QStringList{u"new"_s});
    QCOMPARE(diff.at(1).group, u"many"_s);
    QCOMPARE(diff.at(1).kind, GroupDiff::Kind::Changed);
    QCOMPARE(diff.at(1).addedProcesses, QStringList{u"m2"_s});
    QCOMPARE(diff.at(1).removedProcesses, QStringList{u"m0"_s});
    QCOMPARE(diff.at(2).group, u"gone"_s);
    QCOMPARE(diff.at(2).kind, GroupDiff::Kind::Removed);
    const kantoku::GroupChanges changes = summary(diff);
    QCOMPARE(changes.added, QStringList{u"new"_s});
    QCOMPARE(changes.changed, QStringList{u"many"_s});
    QCOMPARE(changes.removed, QStringList{u"gone"_s});
}

void TestConfigDiff::equalConfigurations_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("the same text") << QByteArray("[supervisord]\n[program:p]\ncommand=x\n");
    QTest::newRow("comments and empty lines")
        << QByteArray("; c\n[supervisord]\n\n[program:p]\n# c\ncommand = x ; c\n");
    QTest::newRow("other options of the daemon") << QByteArray("[supervisord]\nidentifier=y\n[program:p]\ncommand=x\n");
}

void TestConfigDiff::equalConfigurations()
{
    QFETCH(QByteArray, after);
    QVERIFY(diffGroups(load("[supervisord]\n[program:p]\ncommand=x\n"), load(after)).isEmpty());
    QVERIFY(!diffGroups(load(after), load("[supervisord]\nenvironment=A=1\n[program:p]\ncommand=x\n")).isEmpty());
}

QTEST_GUILESS_MAIN(TestConfigDiff)
#include "tst_configdiff.moc"
