#include "app/terminal.h"

#include "app/lineeditor.h"
#include "app/terminalcolours.h"
#include "client/commands/commandengine.h"
#include "client/commands/commandline.h"

#include <cerrno>
#include <csignal>

#include <termios.h>
#include <unistd.h>

namespace kantoku {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype bufferLimit = 64 * 1024;

/// Writes all of it. A reader that has gone ends us, as SIGPIPE would: nobody is left to tell.
void writeAll(int descriptor, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t written = ::write(descriptor, bytes.constData() + done, std::size_t(bytes.size() - done));
        if (written >= 0)
            done += written;
        else if (errno != EINTR && errno != EAGAIN)
            ::_exit(128 + SIGPIPE);
    }
}

void setEcho(bool on)
{
    termios settings;
    if (tcgetattr(STDIN_FILENO, &settings) != 0)
        return;
    if (on)
        settings.c_lflag |= ECHO;
    else
        settings.c_lflag &= ~tcflag_t(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings);
}

} // namespace

Terminal::Terminal()
    : m_inputIsTerminal(::isatty(STDIN_FILENO))
    , m_outputIsTerminal(::isatty(STDOUT_FILENO))
    , m_input(STDIN_FILENO, QSocketNotifier::Read)
    , m_signals({SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT})
{
    m_input.setEnabled(false);
    connect(&m_input, &QSocketNotifier::activated, this, &Terminal::readInput);
    connect(&m_signals, &SignalWatcher::arrived, this, &Terminal::handleSignal);
}

Terminal::~Terminal()
{
    Terminal::flush();
    if (m_echoIsOff)
        setEcho(true);
}

void Terminal::write(const QByteArray &bytes, Channel channel)
{
    if (channel == Channel::Error) {
        flush();
        writeAll(STDERR_FILENO, bytes);
        return;
    }
    m_pendingOutput += bytes;
    if (m_pendingOutput.size() > bufferLimit)
        flush();
}

void Terminal::flush()
{
    writeAll(STDOUT_FILENO, std::exchange(m_pendingOutput, {}));
}

bool Terminal::isTerminal() const
{
    return m_outputIsTerminal;
}

bool Terminal::wantsColour() const
{
    return m_outputIsTerminal && qEnvironmentVariableIsEmpty("NO_COLOR") && terminalHasColours();
}

QCoro::Task<std::optional<QString>> Terminal::ask(QString question, Echo echo)
{
    write(question.toUtf8());
    flush();
    if (echo == Echo::Hidden && m_inputIsTerminal) {
        setEcho(false);
        m_echoIsOff = true;
    }
    const Answer pending = expect(Expecting::Answer);
    takeLine();
    const std::optional<QString> line = co_await pending;
    co_return line;
}

QCoro::Task<std::optional<QString>> Terminal::readCommand(QString prompt)
{
    if (!m_inputIsTerminal || !m_outputIsTerminal)
        co_return co_await ask(prompt);
    flush();
    m_names.clear();
    const Answer pending = expect(Expecting::Command);
    editor().begin(prompt);
    const std::optional<QString> line = co_await pending;
    co_return line;
}

bool Terminal::endQuestion()
{
    if (m_expecting == Expecting::Nothing)
        return false;
    answer(std::nullopt);
    return true;
}

void Terminal::setCompletion(client::CommandEngine *engine)
{
    m_engine = engine;
}

void Terminal::loadHistory(const QString &file)
{
    if (m_inputIsTerminal && m_outputIsTerminal)
        editor().loadHistory(file);
}

void Terminal::saveHistory(const QString &file)
{
    if (m_editor)
        m_editor->saveHistory(file);
}

Terminal::Answer Terminal::expect(Expecting what)
{
    m_expecting = what;
    m_answer = {};
    m_input.setEnabled(true);
    return m_answer;
}

void Terminal::readInput()
{
    if (m_expecting == Expecting::Command) {
        m_editor->readKey();
        return;
    }
    char buffer[4096];
    const ssize_t got = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (got > 0)
        m_pendingInput.append(buffer, got);
    else if (got == 0 || (errno != EINTR && errno != EAGAIN))
        m_inputEnded = true;
    takeLine();
}

void Terminal::takeLine()
{
    const qsizetype newline = m_pendingInput.indexOf('\n');
    if (newline >= 0) {
        const QByteArray line = m_pendingInput.left(newline);
        m_pendingInput.remove(0, newline + 1);
        answer(QString::fromUtf8(line));
    } else if (m_inputEnded) {
        // A last line without a newline is a line too.
        const QByteArray rest = std::exchange(m_pendingInput, {});
        answer(rest.isEmpty() ? std::nullopt : std::optional(QString::fromUtf8(rest)));
    }
}

void Terminal::answer(const std::optional<QString> &line)
{
    m_input.setEnabled(false);
    m_expecting = Expecting::Nothing;
    if (m_editor)
        m_editor->end();
    if (m_inputIsTerminal)
        m_inputEnded = false; // Ctrl+D ends a question, not the terminal
    if (std::exchange(m_echoIsOff, false))
        setEcho(true);
    const Answer pending = m_answer;
    pending.resolve(line);
}

void Terminal::handleSignal(int number)
{
    switch (number) {
    case SIGINT:
        if (!m_editor || !m_editor->discardLine())
            emit interrupted();
        break;
    case SIGWINCH:
        if (m_editor)
            m_editor->resize();
        break;
    case SIGCONT:
        if (m_editor)
            m_editor->resume();
        break;
    default: // we were told to go: leave the terminal as it was, and die of it
        flush();
        if (m_editor)
            m_editor->end();
        if (m_echoIsOff)
            setEcho(true);
        std::signal(number, SIG_DFL);
        std::raise(number);
    }
}

QCoro::Task<void> Terminal::completeCommand()
{
    const QString line = m_editor->textBeforeCursor();
    if (m_engine && client::completesNames(line)) {
        const QList<ProcessInfo> names = co_await m_engine->processes();
        m_names = names;
        if (m_editor->textBeforeCursor() != line)
            co_return; // typed on meanwhile
    }
    m_editor->complete();
}

LineEditor &Terminal::editor()
{
    if (!m_editor) {
        m_editor = std::make_unique<LineEditor>();
        m_editor->setCompleter(
            [this](const QString &line, const QString &word) { return client::completions(line, word, m_names); });
        connect(m_editor.get(), &LineEditor::lineRead, this, &Terminal::answer);
        connect(m_editor.get(), &LineEditor::completionWanted, this, &Terminal::completeCommand);
    }
    return *m_editor;
}

} // namespace kantoku
