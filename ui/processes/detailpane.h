#pragma once

#include "client/session.h"
#include "ui/processes/selection.h"

#include <QStackedWidget>

class QLabel;

namespace kantoku::ui {

class ProcessTabs;

/// The right side: what is selected. One process has tabs of its own; anything else is summed up in a sentence.
class DetailPane : public QStackedWidget {
    Q_OBJECT
public:
    explicit DetailPane(QWidget *parent = nullptr);

    /// @param session  of the server of what is selected; null where nothing is
    /// @param now  by the clock of that server
    void showSelection(const Selection &selection, client::Session *session, const QDateTime &now);
    /// What is selected is the same, and the server's clock has gone on.
    void showTime(const QDateTime &now);
    /// Brings the log of the selected process to the front.
    void showLog();
    /// The same with its configuration.
    void showConfiguration();
    /// The tabs of the selected process; null while there is none.
    ProcessTabs *process() const;

signals:
    /// Something in the pane did not work, in one sentence.
    void failed(const QString &message);
    /// Something that was asked for in the pane is done.
    void done(const QString &message);

private:
    void showHint(const QString &text);

    QLabel *m_hint;
    ProcessTabs *m_process = nullptr; ///< made for the first process: the window is seen sooner without it
};

} // namespace kantoku::ui
