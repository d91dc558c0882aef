#include "ui/logs/followrule.h"

#include <QTest>

using kantoku::ui::FollowRule;
using Input = FollowRule::Input;

Q_DECLARE_METATYPE(FollowRule::Input)

class TestLogFollow : public QObject {
    Q_OBJECT
private slots:
    void inputs_data();
    void inputs();
    void linesAreCountedOnlyWhileNotFollowing();
    void changesAreReported();
};

void TestLogFollow::inputs_data()
{
    QTest::addColumn<bool>("before");
    QTest::addColumn<Input>("input");
    QTest::addColumn<bool>("after");
    QTest::newRow("going up ends following") << true << Input::MovedUp << false;
    QTest::newRow("selecting ends following") << true << Input::Selected << false;
    QTest::newRow("finding ends following") << true << Input::Found << false;
    QTest::newRow("jumping ends following") << true << Input::Jumped << false;
    QTest::newRow("turning it off ends following") << true << Input::TurnedOff << false;
    QTest::newRow("the end goes on following") << true << Input::MovedToEnd << true;
    QTest::newRow("reaching the end begins following") << false << Input::MovedToEnd << true;
    QTest::newRow("turning it on begins following") << false << Input::TurnedOn << true;
    QTest::newRow("selecting does not begin following") << false << Input::Selected << false;
    QTest::newRow("a match does not begin following") << false << Input::Found << false;
    QTest::newRow("going up stays where it is") << false << Input::MovedUp << false;
}

void TestLogFollow::inputs()
{
    QFETCH(bool, before);
    QFETCH(Input, input);
    QFETCH(bool, after);
    FollowRule rule;
    rule.apply(before ? Input::TurnedOn : Input::TurnedOff);
    QCOMPARE(rule.apply(input), before != after);
    QCOMPARE(rule.isFollowing(), after);
}

void TestLogFollow::linesAreCountedOnlyWhileNotFollowing()
{
    FollowRule rule;
    rule.linesArrived(5);
    QCOMPARE(rule.newLines(), 0);
    rule.apply(Input::MovedUp);
    rule.linesArrived(3);
    rule.apply(Input::Selected);
    rule.linesArrived(4);
    QCOMPARE(rule.newLines(), 7);
    rule.apply(Input::MovedToEnd);
    QCOMPARE(rule.newLines(), 0);
}

void TestLogFollow::changesAreReported()
{
    FollowRule rule;
    QVERIFY(rule.isFollowing());
    QVERIFY(!rule.apply(Input::TurnedOn));
    QVERIFY(rule.apply(Input::TurnedOff));
    QVERIFY(!rule.apply(Input::TurnedOff));
}

QTEST_APPLESS_MAIN(TestLogFollow)
#include "tst_logfollow.moc"
