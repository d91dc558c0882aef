#pragma once

#include "protocol/configpreview.h"

#include <QTreeWidget>

namespace kantoku::ui {

/**
 * Differences between two layers of a configuration as a tree: group, process, option with what it was, what it
 * becomes and the file and line that say so.
 */
class ConfigDiffView : public QTreeWidget {
    Q_OBJECT
public:
    enum class From { Loaded, Active };
    enum Column { What, Old, New, Where };

    explicit ConfigDiffView(QWidget *parent = nullptr);

    /// Shows the way from the layer `from` to what is on disk.
    /// @param checkable  each group has a tick box, ticked at first
    void showPreview(const ConfigPreview &preview, From from, bool checkable = false);
    QStringList checkedGroups() const;

signals:
    void checkedGroupsChanged();

private:
    QTreeWidgetItem *addGroup(const ConfigPreview::Group &group, From from);
};

/// "added", "changed", "removed".
QString actionText(ConfigPreview::Action action);

/// "/etc/x.conf:12"; empty where a value has no place.
QString placeText(const QString &file, int line);

} // namespace kantoku::ui
