#pragma once

#include "protocol/configpreview.h"
#include "protocol/processinfo.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace kantoku::ui {

class ConfigDiffView;

/// Shows what updating would do to each group that differs from the files, and how many processes it disturbs.
class UpdateDialog : public QDialog {
    Q_OBJECT
public:
    /// @param processes  of the server, to tell what runs now
    UpdateDialog(const ConfigPreview &preview, const QList<ProcessInfo> &processes, QWidget *parent = nullptr);

signals:
    void updateRequested(const QStringList &groups);

private:
    void summarize();

    ConfigPreview m_preview;
    QList<ProcessInfo> m_processes;
    ConfigDiffView *m_view = nullptr;
    QLabel *m_summary = nullptr;
    QPushButton *m_update = nullptr;
};

} // namespace kantoku::ui
