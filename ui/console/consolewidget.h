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
    /// Goes to the name of a process in the output that is the next above or below, and marks it.
    void goToLink(bool up);
    /// Shows the process whose name is marked.
    void openLink();

signals:
    /// exit, quit or Ctrl+D at the prompt.
    void closeRequested();
    /// `open` led to another server. This console stays with its own.
    void serverOpened(const QString &url);
    /// A name in the output is to be shown in the tree.
    void processChosen(const QString &namespec);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void write(const QByteArray &bytes, Channel channel) override;
    bool isTerminal() const override { return true; }
    bool wantsColour() const override { return true; }
    QCoro::Task<std::optional<QString>> ask(QString question, Echo echo) override;

    /// A name of a process at the beginning of a line.
    struct Link {
        qint64 line = 0;
        qsizetype length = 0;
        QString namespec;
    };
    std::optional<Link> linkIn(const QString &line) const;
    std::optional<Link> linkAt(QPoint point) const;
    QByteArray withLinks(const QByteArray &bytes) const;
    bool filterMouse(QEvent *event);
    void showMenu(QPoint globalPosition, const std::optional<Link> &link);

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
    client::Credentials m_sessionCredentials; ///< those that the engine was made with
    std::optional<Link> m_marked;
    bool m_writesLinks = true; ///< false while a command shows what programs have printed
    struct Question {
        QString text;
        Echo echo = Echo::Shown;
        client::Completion<std::optional<QString>> answer;
    };
    std::optional<Question> m_question;
    std::unique_ptr<client::CommandEngine> m_engine; // last: what it writes when it ends needs the others
};

} // namespace kantoku::ui
