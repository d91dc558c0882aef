#include "client/foreignpreview.h"
#include "client/updateplan.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using Action = ConfigPreview::Action;
using Effect = client::UpdatePlan::Effect;

namespace {

ProcessInfo process(const QString &group, const QString &name, ProcessState state, qint64 start = 1)
{
    ProcessInfo info;
    info.group = group;
    info.name = name;
    info.state = state;
    info.start = start;
    return info;
}

} // namespace

class TestUpdatePlan : public QObject {
    Q_OBJECT
private slots:
    void everyProcessHasItsEffect();
    void foreignAnswersBecomeOptions();
};

void TestUpdatePlan::everyProcessHasItsEffect()
{
    ConfigPreview preview;
    ConfigPreview::Group added;
    added.name = u"new"_s;
    added.onReread = Action::Add;
    added.starts = {u"new"_s};
    ConfigPreview::Group changed;
    changed.name = u"web"_s;
    changed.onReread = Action::Change;
    changed.starts = {u"web:a"_s, u"web:c"_s};
    changed.startsAlthoughStopped = {u"web:c"_s};
    changed.options = {{u"a"_s, u"command"_s, {u"x"_s, {}, 0, true}, {}, {u"y"_s, {}, 0, true}, true, true}};
    ConfigPreview::Group removed;
    removed.name = u"old one"_s;
    removed.onReread = Action::Remove;
    preview.groups = {added, changed, removed};
    const client::UpdatePlan plan = client::planUpdate(
        preview,
        {process(u"web"_s, u"a"_s, ProcessState::Running), process(u"web"_s, u"b"_s, ProcessState::Running),
         process(u"web"_s, u"c"_s, ProcessState::Stopped), process(u"web"_s, u"d"_s, ProcessState::Stopped),
         process(u"old one"_s, u"x"_s, ProcessState::Running), process(u"other"_s, u"other"_s, ProcessState::Running)});
    QCOMPARE(plan.groups.size(), 3);
    QCOMPARE(plan.groups[0].name, u"old one"_s);
    QCOMPARE(plan.groups[0].processes[0].effect, Effect::Remove);
    const auto &web = plan.groups[1].processes;
    QCOMPARE(web.size(), 4);
    QCOMPARE(web[0].effect, Effect::Restart);
    QCOMPARE(web[0].causes.size(), 1);
    QCOMPARE(web[1].effect, Effect::Stop);
    QCOMPARE(web[2].effect, Effect::StartThoughStopped);
    QCOMPARE(web[3].effect, Effect::Keep);
    QCOMPARE(plan.groups[2].processes[0].effect, Effect::Start);
    QCOMPARE(plan.untouched, 1);
    QCOMPARE(plan.disturbedBy({u"web"_s}), 2);
    QCOMPARE(plan.disturbedBy({u"web"_s, u"old one"_s, u"new"_s}), 3);
    const QStringList lines{u"kantokuctl -s unix:///s update 'old one'"_s, u"kantokuctl -s unix:///s update web"_s};
    QCOMPARE(plan.commands(u"unix:///s"_s, {u"web"_s, u"old one"_s}), lines);
}

void TestUpdatePlan::foreignAnswersBecomeOptions()
{
    const auto info = [](int seconds) {
        return QVariantList{QVariantMap{{u"name"_s, u"a"_s},
                                        {u"group"_s, u"a"_s},
                                        {u"inuse"_s, true},
                                        {u"autostart"_s, true},
                                        {u"startsecs"_s, seconds}}};
    };
    GroupChanges changes;
    changes.changed = {u"a"_s};
    const ConfigPreview preview
        = client::foreignPreview(changes, info(1), info(5), {process(u"a"_s, u"a"_s, ProcessState::Stopped)});
    QCOMPARE(preview.groups.size(), 1);
    const ConfigPreview::Group &group = preview.groups[0];
    QCOMPARE(group.options.size(), 1);
    QCOMPARE(group.options[0].name, u"startsecs"_s);
    QCOMPARE(group.options[0].loaded.text, u"1"_s);
    QCOMPARE(group.options[0].disk.text, u"5"_s);
    QCOMPARE(group.startsAlthoughStopped, QStringList{u"a"_s});
}

QTEST_GUILESS_MAIN(TestUpdatePlan)
#include "tst_updateplan.moc"
