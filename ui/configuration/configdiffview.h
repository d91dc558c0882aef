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
    enum Column { What, Old, New, Where };

    explicit ConfigDiffView(QWidget *parent = nullptr);

    /// Shows the way from what is loaded to what is on disk.
    void showPreview(const ConfigPreview &preview);

private:
    QTreeWidgetItem *addGroup(const ConfigPreview::Group &group);
};

/// "added", "changed", "removed".
QString actionText(ConfigPreview::Action action);

/// "1 group added, 2 groups removed" by one of the actions of each group; empty where nothing differs.
QString changeCounts(const ConfigPreview &preview, ConfigPreview::Action ConfigPreview::Group::*action);

/// "/etc/x.conf:12"; empty where a value has no place.
QString placeText(const QString &file, int line);

} // namespace kantoku::ui
