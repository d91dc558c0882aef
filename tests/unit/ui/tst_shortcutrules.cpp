#include "ui/preferences/shortcutrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku::ui;

class TestShortcutRules : public QObject {
    Q_OBJECT
private slots:
    void effective_data();
    void effective();
    void taken_data();
    void taken();
    void aloneOrNot_data();
    void aloneOrNot();
};

using Keys = QList<QKeySequence>;
static QKeySequence openKeys()
{
    return QKeySequence(u"Ctrl+O"_s);
}

static QKeySequence stopKeys()
{
    return QKeySequence(u"Ctrl+Shift+T"_s);
}

void TestShortcutRules::effective_data()
{
    QTest::addColumn<Shortcuts>("chosen");
    QTest::addColumn<Shortcuts>("expected");
    QTest::newRow("without a choice, the defaults hold")
        << Shortcuts() << Shortcuts{{u"open"_s, {openKeys()}}, {u"stop"_s, {stopKeys()}}, {u"about"_s, {}}};
    QTest::newRow("a choice takes the place of the default")
        << Shortcuts{{u"open"_s, {QKeySequence(u"F7"_s)}}}
        << Shortcuts{{u"open"_s, {QKeySequence(u"F7"_s)}}, {u"stop"_s, {stopKeys()}}, {u"about"_s, {}}};
    QTest::newRow("no keys can be chosen")
        << Shortcuts{{u"open"_s, {}}} << Shortcuts{{u"open"_s, {}}, {u"stop"_s, {stopKeys()}}, {u"about"_s, {}}};
    QTest::newRow("a choice wins over another's default")
        << Shortcuts{{u"about"_s, {openKeys()}}}
        << Shortcuts{{u"open"_s, {}}, {u"stop"_s, {stopKeys()}}, {u"about"_s, {openKeys()}}};
    QTest::newRow("of two that chose the same, the first has it")
        << Shortcuts{{u"about"_s, {QKeySequence(u"F7"_s)}}, {u"stop"_s, {QKeySequence(u"F7"_s)}}}
        << Shortcuts{{u"open"_s, {openKeys()}}, {u"stop"_s, {QKeySequence(u"F7"_s)}}, {u"about"_s, {}}};
    QTest::newRow("a choice for an action that is no more is left alone")
        << Shortcuts{{u"gone"_s, {openKeys()}}}
        << Shortcuts{{u"open"_s, {openKeys()}}, {u"stop"_s, {stopKeys()}}, {u"about"_s, {}}};
}

void TestShortcutRules::effective()
{
    QFETCH(Shortcuts, chosen);
    QFETCH(Shortcuts, expected);
    const Shortcuts defaults{{u"open"_s, {openKeys()}}, {u"stop"_s, {stopKeys()}}};
    QCOMPARE(effectiveShortcuts({u"open"_s, u"stop"_s, u"about"_s}, defaults, chosen), expected);
}

void TestShortcutRules::taken_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("expected");
    QTest::newRow("another's keys") << u"Ctrl+Shift+T"_s << u"stop"_s;
    QTest::newRow("one's own keys") << u"Ctrl+O"_s << QString();
    QTest::newRow("nobody's keys") << u"Ctrl+Y"_s << QString();
    QTest::newRow("no keys") << QString() << QString();
    QTest::newRow("what begins with another's keys") << u"Ctrl+Shift+T, A"_s << u"stop"_s;
    QTest::newRow("what another's keys begin with") << u"Ctrl+X"_s << u"cut"_s;
}

void TestShortcutRules::taken()
{
    QFETCH(QString, keys);
    QFETCH(QString, expected);
    const Shortcuts shortcuts{{u"open"_s, {openKeys()}},
                              {u"stop"_s, {stopKeys()}},
                              {u"cut"_s, {QKeySequence(u"Ctrl+X, C"_s)}},
                              {u"no"_s, {}}};
    QCOMPARE(actionWith(QKeySequence(keys), shortcuts, u"open"_s), expected);
}

void TestShortcutRules::aloneOrNot_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<bool>("needs");
    QTest::newRow("a letter") << u"A"_s << true;
    QTest::newRow("a capital") << u"Shift+A"_s << true;
    QTest::newRow("Delete") << u"Del"_s << true;
    QTest::newRow("a function key") << u"F7"_s << false;
    QTest::newRow("with Ctrl") << u"Ctrl+A"_s << false;
    QTest::newRow("with Alt") << u"Alt+Del"_s << false;
    QTest::newRow("none") << QString() << false;
}

void TestShortcutRules::aloneOrNot()
{
    QFETCH(QString, keys);
    QTEST(needsModifier(QKeySequence(keys)), "needs");
}

QTEST_MAIN(TestShortcutRules)
#include "tst_shortcutrules.moc"
