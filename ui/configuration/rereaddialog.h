#pragma once

#include "protocol/processoptions.h"

#include <QDialog>

namespace kantoku::ui {

class FileDiffView;

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

    /// The texts side by side, on a page of their own.
    void showFiles(const QList<ConfigFileText> &files);
    void showFilesProblem(const QString &text);

signals:
    /// The page with the texts was opened, or its reader wants to see secrets or not.
    void filesWanted(bool withSecrets);
    void rereadRequested();
    void updateRequested();

private:
    FileDiffView *m_files = nullptr; ///< null where the server cannot tell the texts
};

} // namespace kantoku::ui
