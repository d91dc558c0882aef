#pragma once

#include <QByteArray>
#include <QCoro/QCoroTask>
#include <QString>

#include <optional>

namespace kantoku::client {

/// Where a command writes to and asks: the terminal, the desktop's console, a test.
class CommandOutput {
public:
    enum class Channel { Output, Error };
    enum class Echo { Shown, Hidden };

    virtual ~CommandOutput() = default;

    /// Shows bytes, newlines included. They are UTF-8 but for logs, which are what they are.
    virtual void write(const QByteArray &bytes, Channel channel = Channel::Output) = 0;
    /// What was written is to be seen now: a stream pauses, or a question follows.
    virtual void flush() {}
    /// A person looks at it: help lists what is ours too.
    virtual bool isTerminal() const { return false; }
    /// Names of states may be wrapped in colours (ECMA-48 SGR).
    virtual bool wantsColour() const { return false; }
    /// Reads one line, without its newline; with an empty question just the next line that is typed.
    /// @return nothing at the end of input, and when the user interrupts: whoever calls CommandEngine::cancel() ends
    /// the pending question too
    virtual QCoro::Task<std::optional<QString>> ask(QString question, Echo echo = Echo::Shown) = 0;
};

} // namespace kantoku::client
