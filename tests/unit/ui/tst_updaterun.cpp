#include "ui/configuration/updaterun.h"

#include "tests/unit/client/answers.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/// What becomes of the other groups when one cannot be updated.
class TestUpdateRun : public QObject {
    Q_OBJECT
private slots:
    void init();
    void goesOnAfterAGroupThatDoesNotStop();
    void endsWhereAllWouldFail();

private:
    /// "failed a", "updated b", "left c" in the order in which they are told.
    QStringList outcome(const QStringList &groups);

    std::unique_ptr<tests::FakeServer> m_server;
};

void TestUpdateRun::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_server = std::make_unique<tests::FakeServer>();
    m_server->answer(u"supervisor.getAllProcessInfo"_s, QVariantList());
    m_server->answer(u"supervisor.removeProcessGroup"_s, true);
    m_server->answer(u"supervisor.addProcessGroup"_s, true);
}

QStringList TestUpdateRun::outcome(const QStringList &groups)
{
    client::Session session(*client::ServerAddress::parse(m_server->url()));
    auto *run = new UpdateRun(&session, groups, this);
    QStringList told;
    bool isFinished = false;
    connect(run, &UpdateRun::groupFailed, this, [&told](const QString &group) { told.append(u"failed "_s + group); });
    connect(run, &UpdateRun::groupUpdated, this, [&told](const QString &group) { told.append(u"updated "_s + group); });
    connect(run, &UpdateRun::finished, this, [&](const GroupChanges &, const QStringList &leftOut) {
        for (const QString &group : leftOut)
            told.append(u"left "_s + group);
        isFinished = true;
    });
    run->start();
    [&isFinished] { QTRY_VERIFY(isFinished); }();
    return told;
}

void TestUpdateRun::goesOnAfterAGroupThatDoesNotStop()
{
    m_server->answer(u"supervisor.reloadConfig"_s, GroupChanges{{u"c"_s}, {u"b"_s}, {u"a"_s}}.toReply());
    m_server->handle(u"supervisor.stopProcessGroup"_s, [](const QVariantList &params) -> Result<QVariant> {
        const QString group = params.first().toString();
        return tests::list({tests::outcome(group, group, FaultCode::Failed)});
    });
    QCOMPARE(outcome({u"a"_s, u"b"_s, u"c"_s}), (QStringList{u"failed a"_s, u"failed b"_s, u"updated c"_s}));
}

void TestUpdateRun::endsWhereAllWouldFail()
{
    m_server->refuse(u"supervisor.reloadConfig"_s, FaultCode::CantReread, u"why"_s);
    QCOMPARE(outcome({u"a"_s, u"b"_s}), (QStringList{u"failed a"_s, u"left b"_s}));
}

QTEST_MAIN(TestUpdateRun)
#include "tst_updaterun.moc"
