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
    void scatteredLettersAreNoMatch();
    void detailsStandAtTheRight();
    void keysChooseAndRun();
};

void TestCommandPalette::scores_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("the beginning beats another word") << u"re"_s << u"Restart everything"_s << u"Stop Rest"_s;
    QTest::newRow("another word beats the middle of one") << u"log"_s << u"Open Main Log"_s << u"Catalogue"_s;
    QTest::newRow("the middle of a word beats initials") << u"st"_s << u"web:nest"_s << u"Show Trouble"_s;
    QTest::newRow("initials are found") << u"ww2"_s << u"web:web_2"_s << u"web:web_3"_s;
    QTest::newRow("several words are found") << u"clear log"_s << u"Clear the Log"_s << u"Clear"_s;
    QTest::newRow("letters within words are not enough") << u"stp"_s << u"Show the Place"_s << u"Restart up"_s;
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

void TestCommandPalette::scatteredLettersAreNoMatch()
{
    QVERIFY(fuzzyScore(u"stp"_s, u"Restart up"_s) < 0);
    QVERIFY(fuzzyScore(u"stop"_s, u"Show the Options of a Process"_s) >= 0);
    QVERIFY(fuzzyScore(u"stop"_s, u"Last Open"_s) < 0);
}

void TestCommandPalette::detailsStandAtTheRight()
{
    CommandPalette palette({{u"Start"_s, u"F5"_s, {}, [] {}}, {u"Stop"_s, {}, {}, [] {}}});
    palette.setAttribute(Qt::WA_DeleteOnClose, false);
    palette.open();
    const auto *list = palette.findChild<QListWidget *>();
    QCOMPARE(list->item(0)->text(), u"Start"_s);
    QCOMPARE(list->item(0)->data(Qt::AccessibleTextRole).toString(), u"Start, F5"_s);
    const auto darkAtTheRight = [list](int row) {
        const QRect cell = list->visualItemRect(list->item(row)).adjusted(0, 3, -2, -3);
        const QImage right = list->viewport()->grab(QRect(cell.right() - 20, cell.top(), 20, cell.height())).toImage();
        const QColor ground = right.pixelColor(0, 0);
        for (int y = 0; y < right.height(); ++y) {
            for (int x = 0; x < right.width(); ++x) {
                if (right.pixelColor(x, y) != ground)
                    return true;
            }
        }
        return false;
    };
    QVERIFY(darkAtTheRight(0));
    QVERIFY(!darkAtTheRight(1));
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
