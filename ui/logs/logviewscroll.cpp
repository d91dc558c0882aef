// Where a LogView is and how it gets elsewhere: rows, the scroll bars, text that is not here yet.

#include "ui/logs/logview.h"
#include "ui/logs/logviewmetrics.h"
#include "ui/logs/overviewstrip.h"

#include <QScrollBar>

#include <algorithm>

namespace kantoku::ui {

namespace {

constexpr qint64 nearBytes = 32 * 1024; // text that is not here is wanted when it is so near to what is seen
constexpr qint64 keptBytes = 1024 * 1024; // around what is seen

} // namespace

void LogView::setUpScrolling()
{
    // Only what a person does to the bar arrives as an action; values that are set in refresh() do not.
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &LogView::scrollBarMoved);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
    m_dragScroll.setInterval(50);
    connect(&m_dragScroll, &QTimer::timeout, this, [this] {
        goTo(moved(m_top, m_dragRows), {});
        select(m_anchor, positionAt(m_dragPoint));
    });
}

void LogView::scrollBarMoved(int action)
{
    QScrollBar *bar = verticalScrollBar();
    const int at = bar->sliderPosition();
    switch (action) {
    case QAbstractSlider::SliderSingleStepAdd: scrollRows(1); break;
    case QAbstractSlider::SliderSingleStepSub: scrollRows(-1); break;
    case QAbstractSlider::SliderPageStepAdd: scrollRows(pageRows() - 1); break;
    case QAbstractSlider::SliderPageStepSub: scrollRows(1 - pageRows()); break;
    default:
        if (at >= bar->maximum())
            goToEnd();
        else
            goToAddress(buffer().readableStart() + (LineId(at) << scrollShift()), FollowRule::Input::MovedUp);
    }
    // While it is dragged the bar stays under the mouse; a line or what is not here yet may begin a little elsewhere.
    if (action != QAbstractSlider::SliderMove)
        updateScrollBars();
}

// A scroll bar counts in int, a log may be longer.
int LogView::scrollShift() const
{
    int shift = 0;
    while (((buffer().endLine() - buffer().readableStart()) >> shift) > 1'000'000'000)
        ++shift;
    return shift;
}

int LogView::rowsOf(LineId line) const
{
    const int dividers = int(buffer().dividers(line).size());
    if (line >= buffer().endLine())
        return dividers;
    return dividers + (m_wrap ? m_layouts.at(line).rows : 1);
}

int LogView::pageRows() const
{
    return std::max(1, viewport()->height() / m_layouts.rowHeight());
}

LineId LogView::bottomLine() const
{
    LineId line = m_top.line;
    for (int rows = -m_top.row; line < buffer().endLine() && rows < pageRows(); line = buffer().next(line))
        rows += rowsOf(line);
    return line;
}

LogView::Place LogView::lastTop() const
{
    int rows = pageRows();
    for (LineId line = buffer().endLine();; line = buffer().previous(line)) {
        const int here = rowsOf(line);
        if (here >= rows)
            return {line, here - rows};
        if (line <= buffer().firstLine())
            return {buffer().firstLine(), 0};
        rows -= here;
    }
}

LogView::Place LogView::moved(Place from, int rows) const
{
    Place place = from;
    place.row += rows;
    while (place.row < 0 && place.line > buffer().firstLine()) {
        place.line = buffer().previous(place.line);
        place.row += rowsOf(place.line);
    }
    while (place.line < buffer().endLine()) {
        const int here = rowsOf(place.line);
        if (place.row < here)
            break;
        place.row -= here;
        place.line = buffer().next(place.line);
    }
    return {place.line, std::max(0, place.row)};
}

// Back to a line that is here, as near as possible: text may have been dropped.
void LogView::clampTop()
{
    const Place end = lastTop();
    const Place first{buffer().firstLine(), 0};
    m_top = std::clamp(m_top, std::min(first, end), std::max(end, first));
    if (const LineId line = buffer().lineAt(m_top.line); line != m_top.line)
        m_top = {line, 0};
}

void LogView::followText()
{
    if (m_pendingAddress
        && (buffer().unread(*m_pendingAddress).size() == 0 || !m_document->unreadProblem().isEmpty())) {
        m_top = {buffer().lineAt(*m_pendingAddress), 0};
        m_caret = m_anchor = {m_top.line, 0};
        m_pendingAddress.reset();
    }
    if (m_follow.isFollowing())
        m_top = lastTop();
    else
        clampTop();
}

void LogView::wantNear()
{
    if (!isVisible())
        return;
    const LogBuffer::Range seen{m_top.line, bottomLine()};
    m_document->keep({seen.from - keptBytes, seen.to + keptBytes});
    if (m_pendingAddress)
        return m_document->want(*m_pendingAddress);
    if (const auto hole = buffer().unreadNear(seen, nearBytes))
        m_document->want(hole->to <= seen.from ? hole->to - 1 : std::max(hole->from, seen.from));
}

void LogView::goTo(Place top, std::optional<FollowRule::Input> input)
{
    m_pendingAddress.reset();
    m_top = top;
    clampTop();
    if (input == FollowRule::Input::MovedUp && m_top == lastTop())
        input = FollowRule::Input::MovedToEnd;
    if (input)
        tell(*input);
    wantNear();
    if (!verticalScrollBar()->isSliderDown())
        updateScrollBars();
    updateButton();
    viewport()->update();
    m_overview->update();
    if (const LineId line = currentLine(); line != m_shownLine) {
        m_shownLine = line;
        emit currentLineChanged(line);
    }
}

void LogView::goToAddress(LineId address, FollowRule::Input input)
{
    if (buffer().unread(address).size() == 0)
        return goTo({buffer().lineAt(address), 0}, input);
    m_pendingAddress = address;
    tell(input);
    m_document->setUnreadProblem({});
    wantNear();
    viewport()->update();
}

void LogView::scrollRows(int rows)
{
    goTo(moved(m_top, rows), FollowRule::Input::MovedUp);
}

void LogView::goToEnd()
{
    goTo(lastTop(), FollowRule::Input::MovedToEnd);
}

void LogView::ensureVisible(Position position, qsizetype length)
{
    const bool isSeen = position.line > m_top.line && position.line < buffer().previous(bottomLine());
    if (!isSeen) {
        const Place middle = moved({position.line, 0}, -pageRows() / 3);
        m_top = std::min(middle, lastTop());
    }
    if (!m_wrap) {
        const QTextLine row = m_layouts.at(position.line).layout.lineForTextPosition(int(position.column));
        const int left = row.isValid() ? int(row.cursorToX(int(position.column))) : 0;
        const int right = row.isValid() ? int(row.cursorToX(int(position.column + length))) : 0;
        const int page = viewport()->width() - textLeft() - logViewMargin;
        m_textWidth = std::max(m_textWidth, int(m_layouts.at(position.line).width));
        updateScrollBars();
        QScrollBar *bar = horizontalScrollBar();
        if (left < bar->value() || right > bar->value() + page)
            bar->setValue(right <= page ? 0 : left - page / 3);
    }
    goTo(m_top, {});
}

void LogView::updateScrollBars()
{
    QScrollBar *bar = verticalScrollBar();
    const LineId first = buffer().readableStart();
    const int shift = scrollShift();
    const auto place = [&](LineId line) { return int(std::max<qint64>(0, line - first) >> shift); };
    const LineId top = m_pendingAddress.value_or(m_top.line);
    const LineId last = lastTop().line;
    bar->setRange(0, place(last));
    bar->setPageStep(std::max(1, place(first + bottomLine() - m_top.line)));
    if (!bar->isSliderDown())
        bar->setValue(top == last ? bar->maximum() : place(top));
    const int page = viewport()->width() - textLeft() - logViewMargin;
    horizontalScrollBar()->setRange(0, m_wrap ? 0 : std::max(0, m_textWidth - page));
    horizontalScrollBar()->setPageStep(std::max(1, page));
    horizontalScrollBar()->setSingleStep(fontMetrics().averageCharWidth() * 4);
}

} // namespace kantoku::ui
