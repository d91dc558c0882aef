#pragma once

#include "app/signalwatcher.h"
#include "client/commands/commandoutput.h"
#include "client/completion.h"
#include "protocol/processinfo.h"

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace kantoku {

class LineEditor;
namespace client {
class CommandEngine;
}

/**
 * Standard input, output and error of kantokuctl, without ever waiting for one of them outside the event loop.
 *
 * Commands are edited with readline where a person types them; questions, and whatever comes through a pipe, are read
 * as plain lines.
 */
class Terminal : public QObject, public client::CommandOutput {
    Q_OBJECT
public:
    Terminal();
    ~Terminal() override;

    void write(const QByteArray &bytes, Channel channel = Channel::Output) override;
    void flush() override;
    bool isTerminal() const override;
    bool wantsColour() const override;
    QCoro::Task<std::optional<QString>> ask(QString question, Echo echo = Echo::Shown) override;

    /// Reads a command: with editing, history and completion.
    QCoro::Task<std::optional<QString>> readCommand(QString prompt);
    /// Ends the pending question, as at the end of input; false where there is none.
    bool endQuestion();

    /// Whom to ask for names when Tab is pressed.
    void setCompletion(client::CommandEngine *engine);
    void loadHistory(const QString &file);
    void saveHistory(const QString &file);

signals:
    /// Ctrl+C, other than one that emptied the line that is being edited.
    void interrupted();

private:
    using Answer = client::Completion<std::optional<QString>>;
    /// What the next line of input is for.
    enum class Expecting { Nothing, Answer, Command };

    Answer expect(Expecting what);
    void readInput();
    void takeLine();
    void answer(const std::optional<QString> &line);
    void handleSignal(int number);
    QCoro::Task<void> completeCommand();
    LineEditor &editor();

    bool m_inputIsTerminal;
    bool m_outputIsTerminal;
    QSocketNotifier m_input;
    SignalWatcher m_signals;
    std::unique_ptr<LineEditor> m_editor; // once a command is typed
    QByteArray m_pendingOutput;
    QByteArray m_pendingInput;
    bool m_inputEnded = false;
    bool m_echoIsOff = false;
    Expecting m_expecting = Expecting::Nothing;
    Answer m_answer;
    client::CommandEngine *m_engine = nullptr;
    QList<ProcessInfo> m_names;
};

} // namespace kantoku
