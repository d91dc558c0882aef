#pragma once

#include "client/session.h"
#include "ui/processes/processpane.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace kantoku::ui {

class HistoryPane;
class LogPanel;
class OptionsPane;
class OverviewPanel;

/// The right side: what is selected. One process has tabs of its own; anything else is summed up in a sentence.
class DetailPane : public QWidget {
    Q_OBJECT
public:
    explicit DetailPane(QWidget *parent = nullptr);

    /// @param session  of the server of what is selected; null where nothing is
    /// @param now  by the clock of that server
    void showSelection(const Selection &selection, client::Session *session, const QDateTime &now);
    /// Brings the log of the selected process to the front.
    void showLog();
    /// The same with its configuration.
    void showConfiguration();
    QTabWidget *tabs() const { return m_tabs; }
    LogPanel *log() const { return m_log; }

signals:
    /// Something in the pane did not work, in one sentence.
    void failed(const QString &message);
    /// Something that was asked for in the pane is done.
    void done(const QString &message);

private:
    void showHint(const QString &text);
    void feedLog();

    QLabel *m_name = nullptr;
    QLabel *m_stateIcon = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_hint = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTabWidget *m_tabs = nullptr;
    OverviewPanel *m_overview = nullptr;
    OptionsPane *m_options = nullptr;
    HistoryPane *m_history = nullptr;
    LogPanel *m_log = nullptr;
    QPointer<client::Session> m_session;
    QString m_namespec;
    QPointer<client::Session> m_shownSession; ///< whose log the panel shows
    QString m_channel; ///< as last chosen by the reader, for the next process too
};

} // namespace kantoku::ui
