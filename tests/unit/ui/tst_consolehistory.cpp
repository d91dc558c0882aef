#include "ui/console/consolehistory.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using kantoku::ui::ConsoleHistory;

class TestConsoleHistory : public QObject {
    Q_OBJECT
private slots:
    void whatIsKept_data();
    void whatIsKept();
    void movesUpAndDown();
    void searchesBackwards();
    void isBounded();
    void staysInAFileForTheUserAlone();
};

void TestConsoleHistory::whatIsKept_data()
{
    QTest::addColumn<QStringList>("typed");
    QTest::addColumn<QStringList>("kept");
    QTest::newRow("lines in their order") << QStringList{u"a"_s, u"b"_s} << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("no empty lines") << QStringList{QString(), u"  "_s} << QStringList{};
    QTest::newRow("no line that begins with a blank") << QStringList{u" secret"_s} << QStringList{};
    QTest::newRow("no repetition of the last line") << QStringList{u"a"_s, u"a"_s} << QStringList{u"a"_s};
    QTest::newRow("an older line again") << QStringList{u"a"_s, u"b"_s, u"a"_s} << QStringList{u"a"_s, u"b"_s, u"a"_s};
}

void TestConsoleHistory::whatIsKept()
{
    QFETCH(QStringList, typed);
    QFETCH(QStringList, kept);
    ConsoleHistory history;
    for (const QString &line : typed)
        history.add(line);
    QCOMPARE(history.lines(), kept);
}

void TestConsoleHistory::movesUpAndDown()
{
    ConsoleHistory history;
    QVERIFY(!history.previous(u"typed"_s));
    history.add(u"one"_s);
    history.add(u"two"_s);
    QVERIFY(!history.next());
    QCOMPARE(history.previous(u"typed"_s), u"two"_s);
    QCOMPARE(history.previous(u"two"_s), u"one"_s);
    QVERIFY(!history.previous(u"one"_s));
    QCOMPARE(history.next(), u"two"_s);
    QCOMPARE(history.next(), u"typed"_s);
    QVERIFY(!history.next());
}

void TestConsoleHistory::searchesBackwards()
{
    ConsoleHistory history;
    for (const QString &line : {u"start web"_s, u"status"_s, u"stop web"_s})
        history.add(line);
    QCOMPARE(history.search(u"WEB"_s), 2);
    QCOMPARE(history.search(u"web"_s, 2), 0);
    QVERIFY(!history.search(u"web"_s, 0));
    QVERIFY(!history.search(u"nothing"_s));
}

void TestConsoleHistory::isBounded()
{
    ConsoleHistory history;
    for (int i = 0; i < ConsoleHistory::maxLines + 10; ++i)
        history.add(QString::number(i));
    QCOMPARE(history.lines().size(), ConsoleHistory::maxLines);
    QCOMPARE(history.lines().first(), u"10"_s);
}

void TestConsoleHistory::staysInAFileForTheUserAlone()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"new/history"_s);
    {
        ConsoleHistory history;
        history.useFile(path);
        history.add(u"status"_s);
        history.add(u"tail -f wäb"_s);
    }
    ConsoleHistory again;
    again.useFile(path);
    QCOMPARE(again.lines(), (QStringList{u"status"_s, u"tail -f wäb"_s}));
    QCOMPARE(again.previous({}), u"tail -f wäb"_s);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(path) & others));
}

QTEST_APPLESS_MAIN(TestConsoleHistory)
#include "tst_consolehistory.moc"
