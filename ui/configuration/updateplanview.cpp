#include "ui/configuration/updateplanview.h"

#include "ui/configuration/configdiffview.h"
#include "ui/rowdelegate.h"
#include "ui/theme.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QScrollBar>
#include <QSet>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::UpdatePlan;

namespace {

constexpr int margin = 12;

QString changeText(const ConfigPreview::Option &option)
{
    const auto shown = [](const ConfigPreview::Value &value) {
        return value.isSet || !value.text.isEmpty() ? value.text : UpdatePlanView::tr("(not set)");
    };
    return u"%1: %2 → %3"_s.arg(option.name, shown(option.active), shown(option.disk));
}

} // namespace

QString effectText(const UpdatePlan::Process &process)
{
    switch (process.effect) {
    case UpdatePlan::Effect::Keep: return UpdatePlanView::tr("keep stopped");
    case UpdatePlan::Effect::Start: return UpdatePlanView::tr("start", "what happens to a process");
    case UpdatePlan::Effect::StartThoughStopped: return UpdatePlanView::tr("start although stopped by hand");
    case UpdatePlan::Effect::Restart: return UpdatePlanView::tr("restart", "what happens to a process");
    case UpdatePlan::Effect::Stop: return UpdatePlanView::tr("stop", "what happens to a process");
    case UpdatePlan::Effect::Remove:
        return process.isDisturbed ? UpdatePlanView::tr("stop and remove") : UpdatePlanView::tr("remove");
    }
    return {};
}

UpdatePlanView::UpdatePlanView(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"updatePlan"_s);
    setAccessibleName(tr("Update plan"));
    setHeaderLabels({tr("Group, process"), tr("What happens"), tr("Because of", "column: options"),
                     tr("Set in", "column: file and line")});
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(Cause, QHeaderView::Stretch);
    setItemDelegate(new RowDelegate(this));
    setAllColumnsShowFocus(true);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem *, int column) {
        if (column == What)
            emit checkedGroupsChanged();
    });
}

void UpdatePlanView::describe(QTreeWidgetItem *item, const QList<ConfigPreview::Option> &causes)
{
    if (causes.isEmpty())
        return;
    QStringList changes;
    QStringList places;
    QSet<std::pair<QString, int>> named;
    QString lastFile;
    for (const ConfigPreview::Option &option : causes) {
        changes.append(changeText(option));
        const ConfigPreview::Value &place = option.disk.file.isEmpty() ? option.active : option.disk;
        const QString text = placeText(QFileInfo(place.file).fileName(), place.line);
        const std::pair key(place.file, place.line);
        if (text.isEmpty() || named.contains(key))
            continue;
        named.insert(key);
        // "supervisord.conf:14, 15"
        places.append(place.line > 0 && place.file == lastFile ? QString::number(place.line) : text);
        lastFile = place.file;
    }
    item->setText(Cause, changes.join(u"; "_s));
    item->setToolTip(Cause, changes.join(u'\n'));
    item->setText(Where, places.join(u", "_s));
}

void UpdatePlanView::showPlan(const UpdatePlan &plan)
{
    clear();
    const Theme *theme = Theme::instance();
    QFont bold = font();
    bold.setBold(true);
    for (const UpdatePlan::Group &group : plan.groups) {
        auto *top = new QTreeWidgetItem(this, {group.name, actionText(group.action)});
        top->setFont(What, bold);
        top->setCheckState(What, Qt::Checked);
        describe(top, group.causes);
        for (const UpdatePlan::Process &process : group.processes) {
            auto *row = new QTreeWidgetItem(top, {process.namespec, effectText(process)});
            if (process.isDisturbed || process.effect == UpdatePlan::Effect::StartThoughStopped)
                row->setIcon(Effect, Theme::icon(u"warning"_s, theme->warningColor()));
            describe(row, process.causes);
        }
    }
    expandAll();
    for (const int column : {What, Effect, Where}) {
        resizeColumnToContents(column);
        setColumnWidth(column, std::clamp(columnWidth(column) + margin, 90, 300));
    }
    bool hasPlaces = false;
    for (QTreeWidgetItemIterator it(this); *it; ++it)
        hasPlaces = hasPlaces || !(*it)->text(Where).isEmpty();
    setColumnHidden(Where, !hasPlaces);
}

int UpdatePlanView::fullWidth() const
{
    int width = 2 * frameWidth() + verticalScrollBar()->sizeHint().width();
    for (const int column : {What, Effect, Cause, Where}) {
        if (!isColumnHidden(column))
            width += column == Cause ? sizeHintForColumn(column) + margin : columnWidth(column);
    }
    return width;
}

QStringList UpdatePlanView::checkedGroups() const
{
    QStringList groups;
    for (int row = 0; row < topLevelItemCount(); ++row) {
        if (topLevelItem(row)->checkState(What) == Qt::Checked)
            groups.append(topLevelItem(row)->text(What));
    }
    return groups;
}

QTreeWidgetItem *UpdatePlanView::groupItem(const QString &group) const
{
    for (int row = 0; row < topLevelItemCount(); ++row) {
        if (topLevelItem(row)->text(What) == group)
            return topLevelItem(row);
    }
    return nullptr;
}

void UpdatePlanView::showProgress(const QString &group, const QString &icon, const QString &text)
{
    QTreeWidgetItem *item = groupItem(group);
    if (!item)
        return;
    const Theme *theme = Theme::instance();
    const QColor color = icon == "success"_L1 ? theme->successColor()
        : icon == "error"_L1                  ? theme->errorColor()
                                              : palette().text().color();
    item->setIcon(Effect, icon.isEmpty() ? QIcon() : Theme::icon(icon, color));
    item->setText(Effect, text);
    item->setToolTip(Effect, text);
    scrollToItem(item);
}

void UpdatePlanView::lock()
{
    const QSignalBlocker blocker(this);
    for (int row = 0; row < topLevelItemCount(); ++row)
        topLevelItem(row)->setFlags(topLevelItem(row)->flags() & ~Qt::ItemIsUserCheckable);
}

} // namespace kantoku::ui
