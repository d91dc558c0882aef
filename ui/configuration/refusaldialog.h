#pragma once

#include "protocol/configpreview.h"

#include <QDialog>

namespace kantoku::ui {

/// Says that something is not done, and shows the errors of the configuration that are the reason.
class RefusalDialog : public QDialog {
    Q_OBJECT
public:
    /// @param text  one or two sentences: what is not done, and what helps
    RefusalDialog(const QString &title, const QString &text, const QList<ConfigPreview::Message> &messages,
                  QWidget *parent = nullptr);
};

} // namespace kantoku::ui
