#pragma once

#include "client/session.h"
#include "protocol/processinfo.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace kantoku::ui {

class UsageGraph;

/// Facts about one process in words: state, cause, pid, exit, command, log files; below, what it used over time.
class OverviewPanel : public QWidget {
    Q_OBJECT
public:
    explicit OverviewPanel(QWidget *parent = nullptr);

    /// @param session  that of the process's server; asked for what `process` does not hold
    /// @param now  by the server's clock; the panel itself has none
    void showProcess(client::Session *session, const kantoku::ProcessInfo &process, const QDateTime &now);

    /// The same process, and the server's clock has gone on.
    void showTime(const QDateTime &now);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLabel *addRow(const QString &title);
    void fillRow(QLabel *value, const QString &text);
    void alignBaselines(QLabel *value);
    void fill(QLabel *value, const QString &text);
    void askForFacts();
    void showFacts();

    QGridLayout *m_grid; ///< titles left, values right; a form layout cuts off wrapped text whose height changes
    QHash<QLabel *, QLabel *> m_titles; ///< by value
    QLabel *m_why = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_pid = nullptr;
    QLabel *m_started = nullptr;
    QLabel *m_ended = nullptr;
    QLabel *m_exit = nullptr;
    QLabel *m_spawnError = nullptr;
    QLabel *m_restarts = nullptr;
    QLabel *m_command = nullptr;
    QLabel *m_directory = nullptr;
    QLabel *m_user = nullptr;
    QLabel *m_group = nullptr;
    QLabel *m_stdout = nullptr;
    QLabel *m_stderr = nullptr;
    UsageGraph *m_graph = nullptr;
    QPointer<client::Session> m_session;
    ProcessInfo m_process;
    QDateTime m_now;
    client::ProcessFacts m_facts;
    bool m_factsKnown = false;
    int m_question = 0; ///< an answer to an older one is dropped
};

} // namespace kantoku::ui
