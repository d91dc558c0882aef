#pragma once

#include "ui/logs/logfinder.h"
#include "ui/logs/logview.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QProgressBar;
class QToolButton;

namespace kantoku::ui {

/**
 * Finding in a LogView: the text, how it is meant, going from match to match, and how far the search is.
 *
 * While one types, and no match is in sight, the nearest one above is shown, or else the nearest one below.
 */
class LogFindBar : public QWidget {
    Q_OBJECT
public:
    LogFindBar(LogFinder *finder, LogView *view, QWidget *parent = nullptr);

    bool isFilterShown() const;

public slots:
    /// Takes the selection, if there is one of a single line, and waits for a text.
    void begin();
    void findNext(bool forward);
    /// Shows a line that has a match, wherever it is.
    void showLine(qint64 line);
    void setFilterShown(bool shown);
    /// The log is another one: no match is the current one any more.
    void forgetMatch();

signals:
    void filterToggled(bool shown);

private:
    QToolButton *addButton(const QString &text, const QString &name, const QString &toolTip, bool checkable);
    void addKeys();
    void updatePattern();
    void showWhileTyping();
    bool isMatchSeen() const;
    void refresh();
    void updateSearch();
    void showMatch(const LogFinder::Match &match);
    void showWhenHere();

    LogFinder *m_finder;
    LogView *m_view;
    QLineEdit *m_find;
    QToolButton *m_caseSensitive;
    QToolButton *m_wholeWords;
    QToolButton *m_regularExpression;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_filter;
    QProgressBar *m_progress;
    QToolButton *m_stop;
    QToolButton *m_all;
    QTimer m_showProgress;
    std::optional<LogFinder::Match> m_current;
    bool m_wrapped = false;
    QString m_patternError;
    std::optional<LineId> m_wanted; ///< a line with a match that is not here yet
    bool m_typed = false; ///< the text is new, and no match of it was in sight yet
    std::optional<LogView::Position> m_typedFrom; ///< what was in sight ended here when one began to type
};

} // namespace kantoku::ui
