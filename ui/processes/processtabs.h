#pragma once

#include "client/session.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QTabWidget;

namespace kantoku::ui {

class HistoryPane;
class LogPanel;
class OptionsPane;
class OverviewPanel;

/// All about one process: its name and state, and below them a tab each for overview, log, configuration and history.
class ProcessTabs : public QWidget {
    Q_OBJECT
public:
    explicit ProcessTabs(QWidget *parent = nullptr);

    /// @param now  by the clock of the process's server
    void showProcess(client::Session *session, const ProcessInfo &process, const QDateTime &now);
    void showTime(const QDateTime &now);
    /// Brings the log to the front.
    void showLog();
    /// The same with the configuration.
    void showConfiguration();
    QTabWidget *tabs() const { return m_tabs; }

signals:
    /// Something in a tab did not work, in one sentence.
    void failed(const QString &message);
    /// Something that was asked for in a tab is done.
    void done(const QString &message);

private:
    void feedLog();

    QLabel *m_name = nullptr;
    QLabel *m_stateIcon = nullptr;
    QLabel *m_state = nullptr;
    QTabWidget *m_tabs = nullptr;
    OverviewPanel *m_overview = nullptr;
    OptionsPane *m_options = nullptr;
    HistoryPane *m_history = nullptr;
    LogPanel *m_log = nullptr;
    QPointer<client::Session> m_session;
    ProcessInfo m_process;
    QPointer<client::Session> m_shownSession; ///< whose log the panel shows
    QString m_channel; ///< as last chosen by the reader, for the next process too
};

} // namespace kantoku::ui
