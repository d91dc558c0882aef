#pragma once

#include "protocol/processinfo.h"

#include <QWidget>

class QFormLayout;
class QLabel;

namespace kantoku::ui {

/// Facts about one process in words: state, cause, pid, exit, log files.
class OverviewPanel : public QWidget {
    Q_OBJECT
public:
    explicit OverviewPanel(QWidget *parent = nullptr);

    /// @param now  by the server's clock; the panel itself has none
    void showProcess(const kantoku::ProcessInfo &process, const QDateTime &now);

private:
    QLabel *addRow(const QString &title);
    static void fill(QLabel *value, const QString &text);

    QFormLayout *m_form = nullptr;
    QLabel *m_why = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_pid = nullptr;
    QLabel *m_started = nullptr;
    QLabel *m_ended = nullptr;
    QLabel *m_exit = nullptr;
    QLabel *m_spawnError = nullptr;
    QLabel *m_group = nullptr;
    QLabel *m_stdout = nullptr;
    QLabel *m_stderr = nullptr;
    QLabel *m_description = nullptr;
};

} // namespace kantoku::ui
