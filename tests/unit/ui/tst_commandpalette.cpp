#include "ui/commandpalette.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku::ui;

class TestCommandPalette : public QObject {
    Q_OBJECT
private slots:
    void scores_data();
    void scores();
    void keysChooseAndRun();
};

void TestCommandPalette::scores_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("letters in a row beat letters apart") << u"sto"_s << u"Stop"_s << u"Signal to"_s;
    QTest::newRow("the beginning of a word beats its middle") << u"w"_s << u"web"_s << u"tower"_s;
    QTest::newRow("what lacks a letter does not match") << u"xyz"_s << u"x y z"_s << u"x y"_s;
}

void TestCommandPalette::scores()
{
    QFETCH(QString, pattern);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    QVERIFY(fuzzyScore(pattern, better) >= 0);
    QVERIFY(fuzzyScore(pattern, better) > fuzzyScore(pattern, worse));
}

void TestCommandPalette::keysChooseAndRun()
{
    QString ran;
    CommandPalette palette({{u"Start"_s, {}, {}, [&] { ran = u"Start"_s; }},
                            {u"web:web_0"_s, u"RUNNING"_s, {}, [&] { ran = u"web_0"_s; }},
                            {u"web:web_1"_s, u"RUNNING"_s, {}, [&] { ran = u"web_1"_s; }}});
    palette.setAttribute(Qt::WA_DeleteOnClose, false);
    palette.open();
    auto *edit = palette.findChild<QLineEdit *>();
    auto *list = palette.findChild<QListWidget *>();
    QCOMPARE(list->count(), 3);
    QTest::keyClicks(edit, u"web"_s);
    QCOMPARE(list->count(), 2);
    QTest::keyClick(edit, Qt::Key_Down);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(ran, u"web_1"_s);
    QVERIFY(!palette.isVisible());
}

QTEST_MAIN(TestCommandPalette)
#include "tst_commandpalette.moc"
