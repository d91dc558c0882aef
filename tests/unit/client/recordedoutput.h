#pragma once

#include "client/commands/commandoutput.h"
#include "client/completion.h"

#include <QStringList>

namespace kantoku::tests {

/// Keeps what a command writes, and answers its questions from a list.
class RecordedOutput : public client::CommandOutput {
public:
    void write(const QByteArray &bytes, Channel channel = Channel::Output) override
    {
        (channel == Channel::Output ? text : errors) += bytes;
    }
    bool isTerminal() const override { return terminal; }
    bool wantsColour() const override { return coloured; }
    QCoro::Task<std::optional<QString>> ask(QString question, Echo echo = Echo::Shown) override
    {
        questions.append(echo == Echo::Hidden ? question + QStringLiteral(" (hidden)") : question);
        if (!answers.isEmpty())
            co_return answers.takeFirst();
        if (!waits)
            co_return std::nullopt;
        pending = {};
        const client::Completion<std::optional<QString>> answer = pending;
        const std::optional<QString> line = co_await answer;
        co_return line;
    }

    QByteArray text;
    QByteArray errors;
    QStringList questions;
    QStringList answers;
    bool terminal = false;
    bool coloured = false;
    bool waits = false; ///< a question without an answer waits for `pending`; otherwise it is the end of input
    client::Completion<std::optional<QString>> pending;
};

} // namespace kantoku::tests
