#include "app/lineeditor.h"

#include <QFile>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <readline/history.h>
#include <readline/readline.h>

namespace kantoku {

namespace {

LineEditor *active = nullptr;
/// What the word before the caret may become, while readline asks for one after the other.
QList<QByteArray> &candidates()
{
    static QList<QByteArray> words;
    return words;
}

} // namespace

/// The plain functions that readline calls.
struct Callbacks {
    static void line(char *text)
    {
        LineEditor *editor = active;
        std::optional<QString> line;
        if (text) {
            line = QString::fromUtf8(text);
            const HIST_ENTRY *last = history_get(history_base + history_length - 1);
            if (*text && !(last && std::strcmp(last->line, text) == 0))
                add_history(text);
            std::free(text);
        }
        // The terminal is given back before anybody writes to it.
        editor->end();
        emit editor->lineRead(line);
    }

    static int tab(int, int)
    {
        emit active->completionWanted();
        return 0;
    }

    static char *nextCandidate(const char *, int state)
    {
        static qsizetype next = 0;
        if (state == 0)
            next = 0;
        return next < candidates().size() ? strdup(candidates()[next++].constData()) : nullptr;
    }

    static char **complete(const char *word, int, int end)
    {
        rl_attempted_completion_over = 1; // no file names
        candidates().clear();
        if (!active->m_completer)
            return nullptr;
        const QString line = QString::fromUtf8(rl_line_buffer, end);
        for (const QString &candidate : active->m_completer(line, QString::fromUtf8(word)))
            candidates().append(candidate.trimmed().toUtf8());
        return rl_completion_matches(word, nextCandidate);
    }
};

LineEditor::LineEditor()
{
    static char blanks[] = " \t\n"; // ':' '*' and '-' are parts of names
    rl_readline_name = "kantokuctl";
    rl_catch_signals = 0; // they come through the event loop
    rl_catch_sigwinch = 0;
    rl_completer_word_break_characters = blanks;
    rl_attempted_completion_function = Callbacks::complete;
    rl_initialize();
    rl_bind_key('\t', Callbacks::tab);
    using_history();
}

LineEditor::~LineEditor()
{
    end();
}

void LineEditor::begin(const QString &prompt)
{
    active = this;
    m_active = true;
    m_prompt = prompt;
    rl_callback_handler_install(prompt.toUtf8().constData(), Callbacks::line);
}

void LineEditor::end()
{
    if (!std::exchange(m_active, false))
        return;
    rl_callback_handler_remove();
    active = nullptr;
}

void LineEditor::readKey()
{
    rl_callback_read_char();
}

bool LineEditor::discardLine()
{
    if (!m_active || rl_end == 0)
        return false;
    std::fputs("^C\n", rl_outstream);
    rl_replace_line("", 1);
    rl_point = 0;
    rl_on_new_line();
    rl_redisplay();
    return true;
}

void LineEditor::resize()
{
    if (m_active)
        rl_resize_terminal();
}

void LineEditor::resume()
{
    if (!m_active)
        return;
    rl_prep_terminal(1);
    rl_forced_update_display();
}

QString LineEditor::textBeforeCursor() const
{
    return m_active ? QString::fromUtf8(rl_line_buffer, rl_point) : QString();
}

void LineEditor::complete()
{
    if (!m_active)
        return;
    rl_complete_internal('!'); // lists what is ambiguous at once
    rl_redisplay();
}

void LineEditor::loadHistory(const QString &file)
{
    if (!file.isEmpty())
        read_history(QFile::encodeName(file).constData());
}

void LineEditor::saveHistory(const QString &file)
{
    if (file.isEmpty())
        return;
    if (const int failed = write_history(QFile::encodeName(file).constData())) {
        std::fprintf(stderr, "The history could not be written to %s: %s\n", qPrintable(file), std::strerror(failed));
    }
}

} // namespace kantoku
