#pragma once

#include "protocol/configpreview.h"

#include <QTreeWidget>

namespace kantoku::ui {

/// Errors and warnings of a configuration, each with its file and line; errors first.
class ConfigMessages : public QTreeWidget {
    Q_OBJECT
public:
    explicit ConfigMessages(const QList<ConfigPreview::Message> &messages, QWidget *parent = nullptr);

    QSize sizeHint() const override;

signals:
    /// A message was turned to that names a place.
    void placeChosen(const kantoku::ConfigPreview::Message &message);

private:
    void fitRows();
};

} // namespace kantoku::ui
