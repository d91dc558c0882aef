#pragma once

#include "client/commands/commandengine.h"

#include <QObject>

namespace kantoku {

class Terminal;

/// kantokuctl between its options and its exit status: runs one action, or the lines that are typed.
class CtlShell : public QObject {
    Q_OBJECT
public:
    CtlShell(client::CommandEngine::Options options, Terminal &terminal);

    /// Runs `action` and leaves the application with its exit status.
    QCoro::Task<void> runOne(QString action);
    /// Shows the status, then runs line after line until the user leaves, with 0.
    QCoro::Task<void> runAll(QString prompt, QString historyFile);

private:
    void interrupt();

    Terminal &m_terminal;
    client::CommandEngine m_engine;
    bool m_isShell = false; ///< lines are typed, one after the other
};

} // namespace kantoku
