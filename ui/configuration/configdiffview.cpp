#include "ui/configuration/configdiffview.h"

#include "client/updateplan.h"
#include "ui/rowdelegate.h"

#include <QFileInfo>
#include <QHeaderView>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

QString actionText(ConfigPreview::Action action)
{
    switch (action) {
    case ConfigPreview::Action::Keep: return ConfigDiffView::tr("unchanged");
    case ConfigPreview::Action::Add: return ConfigDiffView::tr("added");
    case ConfigPreview::Action::Change: return ConfigDiffView::tr("changed");
    case ConfigPreview::Action::Remove: return ConfigDiffView::tr("removed");
    }
    return {};
}

QString changeCounts(const ConfigPreview &preview, ConfigPreview::Action ConfigPreview::Group::*action)
{
    const auto count = [&preview, action](ConfigPreview::Action of) {
        return static_cast<int>(std::ranges::count(preview.groups, of, action));
    };
    QStringList parts;
    if (const int n = count(ConfigPreview::Action::Add))
        parts.append(ConfigDiffView::tr("%n group(s) added", nullptr, n));
    if (const int n = count(ConfigPreview::Action::Change))
        parts.append(ConfigDiffView::tr("%n group(s) changed", nullptr, n));
    if (const int n = count(ConfigPreview::Action::Remove))
        parts.append(ConfigDiffView::tr("%n group(s) removed", nullptr, n));
    return parts.join(ConfigDiffView::tr(", ", "in a sentence"));
}

QString placeText(const QString &file, int line)
{
    if (file.isEmpty())
        return {};
    return line > 0 ? u"%1:%2"_s.arg(file).arg(line) : file;
}

ConfigDiffView::ConfigDiffView(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"configurationChanges"_s);
    setAccessibleName(tr("Configuration changes"));
    setHeaderLabels({tr("Group, process, option"), tr("Was", "column: old value"), tr("Becomes", "column: new value"),
                     tr("Set in", "column: file and line")});
    setItemDelegate(new RowDelegate(this));
    setAllColumnsShowFocus(true);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setRootIsDecorated(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
}

QTreeWidgetItem *ConfigDiffView::addGroup(const ConfigPreview::Group &group)
{
    auto *top = new QTreeWidgetItem(this, {group.name, {}, actionText(group.onReread), {}});
    QFont bold = font();
    bold.setBold(true);
    top->setFont(What, bold);
    QHash<QString, QTreeWidgetItem *> processes;
    for (const ConfigPreview::Option &option : group.options) {
        const ConfigPreview::Value &before = option.loaded;
        const ConfigPreview::Value &after = option.disk;
        if (!option.diskDiffers)
            continue;
        QTreeWidgetItem *parent = top;
        if (!option.process.isEmpty() && option.process != group.name) {
            QTreeWidgetItem *&process = processes[option.process];
            if (!process)
                process = new QTreeWidgetItem(top, {option.process});
            parent = process;
        }
        const auto shown = [](const ConfigPreview::Value &value) {
            return value.isSet || !value.text.isEmpty() ? value.text : tr("(not set)");
        };
        auto *row = new QTreeWidgetItem(parent, {option.name, shown(before), shown(after)});
        const ConfigPreview::Value &place = after.file.isEmpty() ? before : after;
        row->setText(Where, placeText(QFileInfo(place.file).fileName(), place.line));
        row->setToolTip(Where, placeText(place.file, place.line));
        row->setToolTip(Old, before.text);
        row->setToolTip(New, after.text);
    }
    return top;
}

void ConfigDiffView::showPreview(const ConfigPreview &preview)
{
    clear();
    for (const ConfigPreview::Group &group : client::inUpdateOrder(preview.groups))
        addGroup(group);
    expandAll();
    for (int column = What; column <= Where; ++column) {
        resizeColumnToContents(column);
        setColumnWidth(column, std::clamp(columnWidth(column) + 12, 90, 300));
    }
    const bool hasOptions = std::ranges::any_of(preview.groups, [](const auto &g) { return !g.options.isEmpty(); });
    setColumnHidden(Old, !hasOptions);
    setColumnHidden(Where, !hasOptions);
}

} // namespace kantoku::ui
