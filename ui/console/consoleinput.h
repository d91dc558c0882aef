#pragma once

#include "ui/console/consolehistory.h"

#include <QLineEdit>

namespace kantoku::ui {

/**
 * The line one types commands in: history with Up and Down, search in it with Ctrl+R; Tab, Ctrl+C and the keys of links
 * as signals.
 *
 * While searching, the text is what is searched for and found() names the line that would be taken: Return runs it, Tab
 * or Right puts it into the line, Ctrl+R goes further back, Escape gives up.
 */
class ConsoleInput : public QLineEdit {
    Q_OBJECT
public:
    explicit ConsoleInput(QWidget *parent = nullptr);

    ConsoleHistory &history() { return m_history; }
    bool isSearching() const { return m_searching; }
    /// For answers: what is typed is neither completed nor kept, nor offered from the history.
    void setAnswering(bool answering);

signals:
    void entered(const QString &line);
    void interrupted();
    void endOfInput();
    void completionRequested();
    /// Alt+Up or Alt+Down: the next name of a process in the output.
    void linkRequested(bool up);
    /// Alt+Return: show the process whose name is marked.
    void linkChosen();
    /// A search began, ended, or found another line; empty where nothing matches.
    void searchChanged(bool searching, const QString &found);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void enter();
    void startSearch();
    void search(qsizetype before);
    void endSearch(const QString &text);
    QString foundLine() const;

    ConsoleHistory m_history;
    bool m_answering = false;
    bool m_searching = false;
    qsizetype m_found = -1; ///< index in the history, -1 for none
    QString m_beforeSearch;
};

} // namespace kantoku::ui
