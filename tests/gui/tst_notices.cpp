// Trouble is told in the window, leads to its row, and can be muted.

#include "windowfixture.h"

#include "ui/notices/notices.h"
#include "ui/notices/trayicon.h"
#include "ui/translations.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

namespace {

/// Two that are given up when somebody starts them, and one to begin with.
const char programs[] = R"(
[program:alpha]
command=sleep 1000
startsecs=0
[program:doomed]
command=/bin/sh -c "exit 3"
autostart=false
startretries=0
startsecs=10
[program:lost]
command=/bin/sh -c "exit 3"
autostart=false
startretries=0
startsecs=10
)";

} // namespace

class TestNotices : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { installTranslations(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void troubleLeadsToItsRow_data() { bothDaemons(); }
    void troubleLeadsToItsRow();
    void aMutedProcessIsNotTold();
    void aMutedServerIsNotTold();
    void noNoticesAtAll();
    void aNameIsNoMarkup();
    void whatIsMutedIsCalledByItsName();

private:
    /// Started behind the window's back, as by a script.
    static void fail(WindowFixture &fixture, const QString &name)
    {
        client::Session *session = fixture.window->currentSession();
        session->rpc().call(u"supervisor.startProcess"_s, {name, false});
        QTRY_COMPARE_WITH_TIMEOUT(fixture.state(name), u"FATAL"_s, 20'000);
    }
};

void TestNotices::troubleLeadsToItsRow()
{
    QFETCH(DaemonFixture::Kind, kind);
    WindowFixture fixture(kind);
    fixture.open(programs, u"alpha"_s);
    fixture.click(u"alpha"_s);
    fail(fixture, u"doomed"_s);
    auto *bar = fixture.window->findChild<MessageBar *>();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.message(), u"doomed was given up: it failed to start too often."_s, 20'000);
    QVERIFY(bar->isVisible());
    for (QToolButton *button : bar->findChildren<QToolButton *>()) {
        if (button->isVisible() && QString(button->text()).remove(u'&') == "Show"_L1)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_COMPARE(fixture.tree->currentIndex().siblingAtColumn(0).data().toString(), u"doomed"_s);
}

void TestNotices::aMutedProcessIsNotTold()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    fixture.click(u"doomed"_s);
    QTRY_VERIFY(fixture.action("notices.muteProcess")->isEnabled());
    fixture.action("notices.muteProcess")->trigger();
    QVERIFY(fixture.action("notices.muteProcess")->isChecked());
    fixture.click(u"lost"_s);
    QTRY_VERIFY(!fixture.action("notices.muteProcess")->isChecked());
    fail(fixture, u"doomed"_s);
    fail(fixture, u"lost"_s);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.message(), u"lost was given up: it failed to start too often."_s, 20'000);
}

void TestNotices::aMutedServerIsNotTold()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    QTRY_VERIFY(fixture.action("notices.muteServer")->isEnabled());
    fixture.action("notices.muteServer")->trigger();
    fail(fixture, u"doomed"_s);
    QTest::qWait(2 * NoticeRule::gather.count());
    QVERIFY(fixture.message().isEmpty());
    // It is kept: the next window of the same settings is silent too, until the mute is taken back.
    QVERIFY(fixture.window->findChild<Notices *>()->isMuted(fixture.daemon.address()));
    fixture.action("notices.muteServer")->trigger();
    QVERIFY(!fixture.window->findChild<Notices *>()->isMuted(fixture.daemon.address()));
    QVERIFY(fixture.settings->mutedNotices().isEmpty());
    // Taken back elsewhere, it is taken back here.
    fixture.action("notices.muteServer")->trigger();
    QVERIFY(fixture.action("notices.muteServer")->isChecked());
    fixture.settings->setMutedNotices({});
    QTRY_VERIFY(!fixture.action("notices.muteServer")->isChecked());
}

void TestNotices::noNoticesAtAll()
{
    WindowFixture fixture;
    fixture.settings->setShowsNotices(false);
    fixture.open(programs, u"alpha"_s);
    fail(fixture, u"doomed"_s);
    QTest::qWait(2 * NoticeRule::gather.count());
    QVERIFY(fixture.message().isEmpty());
}

void TestNotices::aNameIsNoMarkup()
{
    const QString text = noticeText({u"unix:///s"_s, Notice::Kind::UnexpectedExit, {u"<b>&co"_s}});
    QCOMPARE(text, u"<b>&co ended unexpectedly."_s); // in the window
    QCOMPARE(notificationBody(text), u"&lt;b&gt;&amp;co ended unexpectedly."_s);
}

void TestNotices::whatIsMutedIsCalledByItsName()
{
    WindowFixture fixture;
    fixture.open(programs, u"alpha"_s);
    QTRY_VERIFY(fixture.action("notices.muteServer")->isEnabled());
    fixture.action("notices.muteServer")->trigger();
    fixture.action("window.preferences")->trigger();
    const auto *list = fixture.window->findChild<QTreeView *>(u"mutedNotices"_s);
    QVERIFY(list);
    const QModelIndex server = list->model()->index(0, 1);
    QCOMPARE(server.data().toString(), u"testserver"_s);
    QCOMPARE(server.data(Qt::ToolTipRole).toString(), fixture.daemon.address());
    fixture.window->currentSession()->setGivenName(u"mine"_s);
    QCOMPARE(server.data().toString(), u"mine"_s);
    // One that is not open has no other name than its address.
    fixture.settings->setMutedNotices({{u"http://two:9001"_s, {}}});
    QCOMPARE(list->model()->index(0, 1).data().toString(), u"http://two:9001"_s);
}

QTEST_MAIN(TestNotices)
#include "tst_notices.moc"
