#pragma once

#include "ui/logs/followrule.h"
#include "ui/logs/linelayouts.h"
#include "ui/logs/logdocument.h"
#include "ui/logs/logpalette.h"
#include "ui/logs/logpattern.h"

#include <QAbstractScrollArea>
#include <QPointer>
#include <QTimer>

#include <optional>
#include <set>

class QMenu;
class QPushButton;
class QToolButton;

namespace kantoku::ui {

class OverviewStrip;

/**
 * Shows a LogDocument: only the lines that are seen are decoded, laid out and painted.
 *
 * The place that is shown is the line at the top and a row within it (dividers above a line and the pieces of a wrapped
 * line are rows); addresses are stable, so nothing moves while text comes and goes elsewhere. The scroll bar counts
 * bytes of the whole text; what is not here is wanted from the document when one comes near. Changes are gathered and
 * shown once per frame. Whether the end is followed is the FollowRule's to say.
 */
class LogView : public QAbstractScrollArea {
    Q_OBJECT
public:
    /// A place in the text: a line and a column of its display text, in UTF-16 units.
    struct Position {
        LineId line = 0;
        qsizetype column = 0;
        // NOLINTNEXTLINE(modernize-use-nullptr): the zero is the compiler's own
        friend auto operator<=>(const Position &, const Position &) = default;
    };

    explicit LogView(QWidget *parent = nullptr);
    ~LogView() override;

    void setDocument(LogDocument *document);
    LogDocument *document() const { return m_document; }

    bool isFollowing() const { return m_follow.isFollowing(); }
    qint64 newLines() const { return m_follow.newLines(); }
    bool isWrapping() const { return m_wrap; }
    bool hasLineNumbers() const { return m_lineNumbers; }
    AnsiMode ansiMode() const { return m_layouts.ansiMode(); }

    bool hasSelection() const { return m_selected && m_anchor != m_caret; }
    /// As it is shown.
    QString selectedText() const;
    /// As it stands in the log.
    QByteArray selectedBytes() const;
    LineId topLine() const { return m_top.line; }
    /// The line after the last one of which at least a part is seen.
    LineId bottomLine() const;
    /// The line that one is at: of the match, of the caret where it is seen, or else the first one that is seen.
    LineId currentLine() const;
    /// Where the caret stands, which is where a selection ends.
    Position caret() const { return m_caret; }
    Position anchor() const { return m_anchor; }
    /// Where a place in the text is on the viewport; empty where it is not seen.
    QRect rectangleOf(Position position) const;
    const std::set<LineId> &marks() const { return m_marks; }
    OverviewStrip *overview() const { return m_overview; }
    /// The text of lines [from, to), each with a line end, as shown.
    QString text(LineId from, LineId to) const;
    /// A divider in words, as it is shown.
    QString dividerText(const LogDivider &divider) const;
    /// What stands in the margin beside a line: its number, or where in the text it is.
    QString lineLabel(LineId line) const;

    /// The place in the text at a point of the viewport: the nearest one.
    Position positionAt(QPoint point) const;

    /// Whether single letters are commands (F follow, W wrap, N next match …); true unless set.
    void setLetterKeys(bool on) { m_letterKeys = on; }
    /// What is said where there is no text, and the button that helps; none without its text.
    void setPlaceholder(const QString &text, const QString &button = {});
    /// Shows where in the whole text matches and marks are.
    void setOverviewShown(bool show);
    /// Shows a place in the text, which need not be here yet.
    void jumpTo(LineId address);
    void setSelection(Position anchor, Position caret) { select(anchor, caret); }

    /// Marks every match of `pattern` in what is seen.
    void setPattern(const LogPattern &pattern);
    /// Goes to a match and shows it as the current one.
    void showMatch(LineId line, LogPattern::Range range);
    void clearMatch();
    /// Where a search for the next match starts: the current match, the selection or else the top.
    Position searchStart() const;

public slots:
    void setFollowing(bool follow);
    void setWrapping(bool wrap);
    void setLineNumbers(bool show);
    void setAnsiMode(kantoku::ui::AnsiMode mode);
    void copy();
    /// Each line with its number and a tab before it.
    void copyWithNumbers();
    void selectAll();
    /// A mark on the current line, or none.
    void toggleMark();
    void clearMarks();
    /// Goes to the next (or previous) marked line; on to the other end.
    void goToMark(bool forward);
    void zoom(int steps); ///< in points; 0 goes back to the normal size

signals:
    void followingChanged(bool following);
    void newLinesChanged(qint64 count);
    void wrappingChanged(bool wrap);
    void ansiModeChanged(kantoku::ui::AnsiMode mode);
    void selectionChanged();
    void marksChanged();
    void lineNumbersChanged(bool shown);
    void currentLineChanged(qint64 line);
    void placeholderActivated();
    void saveRequested(bool selectionOnly);
    void filterRequested();
    void findRequested();
    void findNextRequested(bool forward);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    /// A place on the screen: `row` counts from the first divider above `line`.
    struct Place {
        LineId line = 0;
        int row = 0;
        // NOLINTNEXTLINE(modernize-use-nullptr): the zero is the compiler's own
        friend auto operator<=>(const Place &, const Place &) = default;
    };

    const LogBuffer &buffer() const { return m_document->buffer(); }
    void setUpScrolling();
    void scrollBarMoved(int action);
    void followText();
    void wantNear();
    void applyFont();
    void applyPalette();
    void applyWidth();
    void scheduleRefresh();
    void refresh();
    void updateScrollBars();
    void updateButton();
    void tell(FollowRule::Input input);

    int rowsOf(LineId line) const;
    int pageRows() const;
    int numbersWidth() const;
    int sourcesWidth() const;
    int marksWidth() const;
    int gutterWidth() const;
    int textLeft() const;
    int scrollShift() const;
    Place lastTop() const;
    Place moved(Place from, int rows) const;
    void goTo(Place top, std::optional<FollowRule::Input> input);
    void goToAddress(LineId address, FollowRule::Input input);
    void clampTop();
    /// Scrolls by what a person did: following ends or, at the end, begins.
    void scrollRows(int rows);
    void goToEnd();
    void ensureVisible(Position position, qsizetype length);

    qsizetype lengthOf(LineId line) const;
    void select(Position anchor, Position caret);
    void moveCaret(QKeyEvent *event);
    void selectWordAt(Position position);
    Position caretStart() const;
    std::pair<Position, Position> selection() const;

    void paintDivider(QPainter &painter, const LogDivider &divider, int y) const;
    void paintLine(QPainter &painter, LineId line, int y) const;
    void paintGutter(QPainter &painter, LineId line, int y) const;
    QString copied(bool withNumbers) const;
    void addMenuActions(QMenu *menu);
    bool letterKey(QKeyEvent *event);
    bool movementKey(QKeyEvent *event);

    QPointer<LogDocument> m_document;
    LineId m_knownEnd = 0;
    LineId m_shownLine = -1; ///< as last told by currentLineChanged()
    std::optional<LineId> m_pendingAddress; ///< to be shown as soon as it is here
    std::set<LineId> m_marks;
    LogDocument *m_empty; ///< what is shown while there is none
    FollowRule m_follow;
    mutable LineLayouts m_layouts;
    LogPalette m_colours;
    LogPattern m_pattern;
    QString m_placeholder;
    std::optional<Position> m_matchAt;
    qsizetype m_matchLength = 0;
    Place m_top;
    Position m_anchor;
    Position m_caret;
    bool m_selected = false;
    bool m_selecting = false;
    bool m_wrap = false;
    bool m_lineNumbers = false;
    bool m_letterKeys = true;
    mutable int m_textWidth = 0; ///< of the widest line seen so far
    qreal m_zoomPoints = 0;
    int m_wheelRest = 0;
    QTimer m_refresh;
    QTimer m_dragScroll;
    int m_dragRows = 0;
    QPoint m_dragPoint;
    QToolButton *m_button;
    QPushButton *m_helper; ///< in the middle of a view without text
    OverviewStrip *m_overview;
};

} // namespace kantoku::ui
