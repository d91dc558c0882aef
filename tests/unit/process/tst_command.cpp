#include "daemon/process/command.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

class TestCommand : public QObject {
    Q_OBJECT
private slots:
    void tellsWhyItCannotRun_data();
    void tellsWhyItCannotRun();
    void takesTheFirstEntryOfPath();
    void keepsTheFirstWordAsWritten();
};

void TestCommand::tellsWhyItCannotRun_data()
{
    using Kind = CommandProblem::Kind;
    QTest::addColumn<QString>("command");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("nothing") << u"  "_s << Kind::Malformed << u"command is empty"_s;
    QTest::newRow("an open quote") << u"/bin/echo 'a"_s << Kind::Malformed
                                   << u"can't parse command \"/bin/echo 'a\": No closing quotation"_s;
    QTest::newRow("a backslash at the end")
        << u"/bin/echo a\\"_s << Kind::Malformed << u"can't parse command '/bin/echo a\\\\': No escaped character"_s;
    QTest::newRow("a missing file") << u"/no/such x"_s << Kind::NotFound << u"can't find command '/no/such'"_s;
    QTest::newRow("a word that is not in PATH")
        << u"nosuchword"_s << Kind::NotFound << u"can't find command 'nosuchword'"_s;
    QTest::newRow("a quote in the name") << u"\"/no/it's\""_s << Kind::NotFound << u"can't find command \"/no/it's\""_s;
    QTest::newRow("a folder") << u"/usr"_s << Kind::NotExecutable << u"command at '/usr' is a directory"_s;
    QTest::newRow("a plain file") << u"/etc/passwd"_s << Kind::NotExecutable
                                  << u"command at '/etc/passwd' is not executable"_s;
}

void TestCommand::tellsWhyItCannotRun()
{
    QFETCH(QString, command);
    QFETCH(CommandProblem::Kind, kind);
    QFETCH(QString, message);
    const auto resolved = resolveCommand(command, {}, "/usr/bin:/bin");
    QVERIFY(!resolved);
    QCOMPARE(resolved.error().kind, kind);
    QCOMPARE(resolved.error().message, message);
}

void TestCommand::takesTheFirstEntryOfPath()
{
    QTemporaryDir dir;
    QVERIFY(QDir(dir.path()).mkdir(u"one"_s) && QDir(dir.path()).mkdir(u"two"_s));
    for (const QString &name : {u"one/tool"_s, u"two/tool"_s}) {
        QFile file(dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    const QString path = dir.filePath(u"none"_s) + u':' + dir.filePath(u"one"_s) + u':' + dir.filePath(u"two"_s);
    const auto own = resolveCommand(u"tool a"_s, {{u"PATH"_s, path}}, "/bin");
    QVERIFY(own);
    QCOMPARE(own->file, QFile::encodeName(dir.filePath(u"one/tool"_s)));
    QCOMPARE(own->arguments, (QList<QByteArray>{"tool", "a"}));
    QVERIFY(!resolveCommand(u"tool a"_s, {}, "/bin"));
    // The first that exists counts, even where it cannot be executed.
    QFile::setPermissions(dir.filePath(u"one/tool"_s), QFile::ReadOwner);
    const auto blocked = resolveCommand(u"tool"_s, {{u"PATH"_s, path}}, "/bin");
    QVERIFY(!blocked);
    QCOMPARE(blocked.error().kind, CommandProblem::Kind::NotExecutable);
}

void TestCommand::keepsTheFirstWordAsWritten()
{
    const auto command = resolveCommand(u"/bin/../bin/echo 'a b' \"c\\\"d\" e\\ f ''"_s, {}, {});
    QVERIFY(command);
    QCOMPARE(command->file, "/bin/../bin/echo");
    QCOMPARE(command->arguments, (QList<QByteArray>{"/bin/../bin/echo", "a b", "c\"d", "e f", ""}));
}

QTEST_GUILESS_MAIN(TestCommand)
#include "tst_command.moc"
