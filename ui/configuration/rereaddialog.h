#pragma once

#include "protocol/configpreview.h"

#include <QDialog>

namespace kantoku::ui {

/**
 * Shows what reading the configuration files would bring, and has them read on request. While they have errors,
 * nothing can be read.
 *
 * A foreign supervisord cannot tell without reading: then the dialog reports what has been read.
 */
class RereadDialog : public QDialog {
    Q_OBJECT
public:
    /// @param alreadyRead  the server had to read the files to answer
    RereadDialog(const ConfigPreview &preview, bool alreadyRead, QWidget *parent = nullptr);

signals:
    void rereadRequested();
    void updateRequested();
};

} // namespace kantoku::ui
