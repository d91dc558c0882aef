#include "ui/actionregistry.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku::ui;

class TestActionRegistry : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void buttonsShowNoMnemonic_data();
    void buttonsShowNoMnemonic();
};

void TestActionRegistry::buttonsShowNoMnemonic_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a letter of the word") << u"S&top"_s << u"Stop"_s;
    QTest::newRow("a letter in parentheses") << u"停止(&T)"_s << u"停止"_s;
    QTest::newRow("a letter in parentheses before an ellipsis") << u"再読み込み(&R)…"_s << u"再読み込み…"_s;
    QTest::newRow("other parentheses stay") << u"&Signal (HUP)"_s << u"Signal (HUP)"_s;
}

void TestActionRegistry::buttonsShowNoMnemonic()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    ActionRegistry registry;
    const QAction *action = registry.add({u"id"_s, text, u"Help."_s, {}, {}});
    QCOMPARE(action->iconText(), expected);
    QCOMPARE(action->text(), text);
}

QTEST_MAIN(TestActionRegistry)
#include "tst_actionregistry.moc"
