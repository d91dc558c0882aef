#pragma once

#include "client/commands/commandoutput.h"
#include "client/completion.h"
#include "client/session.h"

#include <QPointer>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;

namespace kantoku::client {
class CommandEngine;
}

namespace kantoku::ui {

class ConsoleInput;
class LogDocument;
class LogView;

/**
 * Supervisorctl's shell for one server, over the same engine as kantokuctl: what the commands say above, a line to type
 * in below.
 *
 * Text from the server is data. It is shown by a LogView, which writes out every control character and obeys none but
 * the colours. Lines typed while a command runs wait for its end, or for its questions, as in a terminal.
 */
class ConsoleWidget : public QWidget, private client::CommandOutput {
    Q_OBJECT
public:
    explicit ConsoleWidget(client::Session *session, QWidget *parent = nullptr);
    ~ConsoleWidget() override;

    client::Session *session() const { return m_session; }
    LogView *output() const { return m_view; }
    bool isRunning() const;

public slots:
    /// Runs a line as if it were typed.
    void runLine(const QString &line);
    /// What Ctrl+C does: ends the command that runs, or throws away the line that is typed.
    void interrupt();
    void clearOutput();

signals:
    /// exit, quit or Ctrl+D at the prompt.
    void closeRequested();
    /// `open` leads this console to another server now.
    void serverChanged(const QString &url);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void write(const QByteArray &bytes, Channel channel) override;
    bool isTerminal() const override { return true; }
    bool wantsColour() const override { return true; }
    QCoro::Task<std::optional<QString>> ask(QString question, Echo echo) override;

    client::CommandEngine &engine();
    void makeLayout();
    void takeLine(const QString &line);
    void takeEndOfInput();
    void run(const QString &line);
    void answer(const std::optional<QString> &line);
    void runNext();
    void updatePrompt();
    void showSearch(bool searching, const QString &found);
    void complete();
    void offer(const QStringList &candidates, const QString &word);
    void showLine(const QString &line);

    QPointer<client::Session> m_session;
    LogDocument *m_document;
    LogView *m_view;
    QLabel *m_prompt;
    ConsoleInput *m_input;
    QLabel *m_found;
    QStringList m_typedAhead;
    struct Question {
        QString text;
        Echo echo = Echo::Shown;
        client::Completion<std::optional<QString>> answer;
    };
    std::optional<Question> m_question;
    std::unique_ptr<client::CommandEngine> m_engine; // last: what it writes when it ends needs the others
};

} // namespace kantoku::ui
