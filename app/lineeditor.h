#pragma once

#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>

namespace kantoku {

/// Readline, fed key by key from the event loop. It keeps its state in globals, so there is one at a time.
class LineEditor : public QObject {
    Q_OBJECT
public:
    /// What may stand in the place of `word`, the last one of `line`.
    using Completer = std::function<QStringList(const QString &line, const QString &word)>;

    LineEditor();
    ~LineEditor() override;

    /// Shows the prompt and takes the terminal over, until end().
    void begin(const QString &prompt);
    void end();
    bool isActive() const { return m_active; }

    /// Standard input is readable.
    void readKey();
    /// Throws away what was typed and shows the prompt again; false where nothing was.
    bool discardLine();
    /// The window has another size; the process goes on after it was stopped.
    void resize();
    void resume();

    void setCompleter(Completer completer) { m_completer = std::move(completer); }
    QString textBeforeCursor() const;
    /// Completes the word at the cursor now.
    void complete();

    void loadHistory(const QString &file);
    void saveHistory(const QString &file);

signals:
    /// A line was finished; nothing at the end of input.
    void lineRead(const std::optional<QString> &line);
    /// Tab was pressed; whoever knows the names calls complete().
    void completionWanted();

private:
    friend struct Callbacks;

    Completer m_completer;
    QString m_prompt;
    bool m_active = false;
};

} // namespace kantoku
