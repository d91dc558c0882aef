#include "app/ctlshell.h"

#include "app/terminal.h"

#include <QCoreApplication>

namespace kantoku {

using namespace Qt::StringLiterals;
using client::CommandEngine;

CtlShell::CtlShell(CommandEngine::Options options, Terminal &terminal)
    : m_terminal(terminal)
    , m_engine(std::move(options), terminal)
{
    connect(&m_terminal, &Terminal::interrupted, this, &CtlShell::interrupt);
    m_terminal.setCompletion(&m_engine);
}

QCoro::Task<void> CtlShell::runOne(QString action)
{
    const int status = co_await m_engine.run(action);
    // From the event loop: a command without a call ends before the loop has begun.
    QMetaObject::invokeMethod(
        this, [status] { QCoreApplication::exit(status); }, Qt::QueuedConnection);
}

QCoro::Task<void> CtlShell::runAll(QString prompt, QString historyFile)
{
    m_isShell = true;
    m_terminal.loadHistory(historyFile);
    co_await m_engine.run(u"status"_s);
    while (!m_engine.wantsToLeave()) {
        const std::optional<QString> line = co_await m_terminal.readCommand(prompt);
        if (line) {
            co_await m_engine.run(*line);
        } else {
            m_terminal.write("\n");
            break;
        }
    }
    m_terminal.flush();
    m_terminal.saveHistory(historyFile);
    QMetaObject::invokeMethod(
        this, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
}

void CtlShell::interrupt()
{
    // What follows, a last word or the prompt, begins a line of its own after the ^C that the terminal shows.
    if (m_isShell && m_engine.isRunning() && m_terminal.isTerminal())
        m_terminal.write("\n");
    // One of them: a command that was cancelled may have made room for the next prompt already.
    if (!m_terminal.endQuestion())
        m_engine.cancel();
}

} // namespace kantoku
