// How a LogView is painted: lines, dividers and what stands in the margin.

#include "ui/logs/logview.h"
#include "ui/logs/logviewmetrics.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

QString LogView::lineLabel(LineId line) const
{
    const qint64 number = buffer().lineNumber(line);
    // Where lines before it were never seen, nobody knows its number; where it is in the text is known.
    return number > 0 ? QString::number(number) : u"@%1"_s.arg(line - buffer().start());
}

int LogView::numbersWidth() const
{
    if (!m_lineNumbers)
        return 0;
    const qsizetype top = lineLabel(m_top.line).size();
    const qsizetype end = lineLabel(buffer().previous(buffer().endLine())).size();
    const QString widest(std::max<qsizetype>({top, end, 4}), u'8');
    return viewport()->fontMetrics().horizontalAdvance(widest) + 2 * logViewMargin;
}

int LogView::sourcesWidth() const
{
    return buffer().hasSources() ? viewport()->fontMetrics().horizontalAdvance(u"stderr"_s) + 2 * logViewMargin : 0;
}

int LogView::marksWidth() const
{
    return m_marks.empty() ? 0 : m_layouts.rowHeight() * 2 / 3 + logViewMargin;
}

int LogView::gutterWidth() const
{
    return marksWidth() + sourcesWidth() + numbersWidth();
}

int LogView::textLeft() const
{
    return gutterWidth() + logViewMargin;
}

void LogView::paintGutter(QPainter &painter, LineId line, int y) const
{
    const int height = m_layouts.rowHeight();
    int left = 0;
    if (m_marks.contains(line)) {
        const int size = height * 2 / 3;
        QPainterPath flag(QPointF(left + logViewMargin, y + (height - size) / 2.0));
        flag.lineTo(left + logViewMargin + size * 0.8, y + height / 2.0);
        flag.lineTo(left + logViewMargin, y + (height + size) / 2.0);
        flag.closeSubpath();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillPath(flag, m_colours.mark());
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    left += marksWidth();
    if (sourcesWidth() > 0) {
        const QString source = buffer().source(line);
        painter.setPen(source == u"stderr"_s ? m_colours.lossText() : m_colours.gutterText());
        painter.drawText(QRect(left + logViewMargin, y, sourcesWidth(), height), Qt::AlignLeft | Qt::AlignVCenter,
                         source);
        left += sourcesWidth();
    }
    if (m_lineNumbers) {
        painter.setPen(m_colours.gutterText());
        painter.drawText(QRect(left, y, numbersWidth() - logViewMargin, height), Qt::AlignRight | Qt::AlignVCenter,
                         lineLabel(line));
    }
}

QRect LogView::rectangleOf(Position position) const
{
    const LineId end = bottomLine();
    int y = -m_top.row * m_layouts.rowHeight();
    for (LineId line = m_top.line; line < end; line = buffer().next(line)) {
        y += int(buffer().dividers(line).size()) * m_layouts.rowHeight();
        const LineLayout &laidOut = m_layouts.at(line);
        if (line == position.line) {
            const QTextLine row
                = laidOut.layout.lineForTextPosition(int(std::min(position.column, laidOut.line.text.size())));
            if (!row.isValid())
                return {};
            const int left = int(row.cursorToX(int(position.column)));
            const int right = int(row.cursorToX(int(position.column + 1)));
            return {textLeft() - horizontalScrollBar()->value() + left, y + row.lineNumber() * m_layouts.rowHeight(),
                    std::max(1, right - left), m_layouts.rowHeight()};
        }
        y += m_layouts.rowHeight() * (m_wrap ? laidOut.rows : 1);
    }
    return {};
}

QString LogView::dividerText(const LogDivider &divider) const
{
    const QString size = QLocale().formattedDataSize(divider.bytes);
    const QString time = QLocale().toString(divider.time.time(), u"HH:mm:ss"_s);
    const QString detail = divider.detail;
    using enum LogDivider::Kind;
    switch (divider.kind) {
    case Earlier:
        if (!detail.isEmpty())
            return detail;
        if (!m_document->unreadProblem().isEmpty())
            return tr("%1 of earlier text cannot be read: %2").arg(size, m_document->unreadProblem());
        return divider.bytes < 0 ? tr("earlier text is not here") : tr("%1 of earlier text").arg(size);
    case Started: return detail.isEmpty() ? tr("started %1").arg(time) : tr("started %1, %2").arg(time, detail);
    case Ended: return detail.isEmpty() ? tr("ended %1").arg(time) : tr("ended %1, %2").arg(time, detail);
    case Replaced: return detail.isEmpty() ? tr("rotated %1").arg(time) : tr("rotated %1; %2").arg(time, detail);
    case Truncated: return tr("file truncated %1").arg(time);
    case Cleared: return tr("log cleared %1").arg(time);
    case Disconnected: return tr("connection lost %1: %2").arg(time, detail);
    case Reconnected: return tr("connected again %1").arg(time);
    case Gap: return divider.bytes < 0 ? tr("text may be missing here") : tr("%1 missing here").arg(size);
    case Unread:
        if (!m_document->unreadProblem().isEmpty())
            return tr("%1 cannot be read: %2").arg(size, m_document->unreadProblem());
        return tr("%1 not loaded yet").arg(size);
    case Note: return detail;
    }
    return {};
}

void LogView::paintDivider(QPainter &painter, const LogDivider &divider, int y) const
{
    const QRect row(gutterWidth(), y, viewport()->width() - gutterWidth(), m_layouts.rowHeight());
    const bool isLoss = divider.kind == LogDivider::Kind::Gap || divider.kind == LogDivider::Kind::Disconnected;
    const int room = std::max(0, row.width() - 80);
    const QString text = painter.fontMetrics().elidedText(dividerText(divider), Qt::ElideRight, room);
    const int width = painter.fontMetrics().horizontalAdvance(text) + 16;
    const int middle = row.center().y();
    painter.setPen(m_colours.dividerLine());
    painter.drawLine(row.left() + logViewMargin, middle, row.center().x() - width / 2, middle);
    painter.drawLine(row.center().x() + width / 2, middle, row.right() - logViewMargin, middle);
    painter.setPen(isLoss ? m_colours.lossText() : m_colours.dividerText());
    painter.drawText(row, Qt::AlignCenter, text);
}

void LogView::paintLine(QPainter &painter, LineId line, int y) const
{
    const LineLayout &laidOut = m_layouts.at(line);
    QList<QTextLayout::FormatRange> marks;
    for (const LogPattern::Range &range : m_pattern.rangesIn(laidOut.line.text)) {
        const bool isCurrent = m_matchAt == Position{line, range.column};
        marks.append({int(range.column), int(range.length), isCurrent ? m_colours.currentMatch() : m_colours.match()});
    }
    if (m_selected) {
        const auto [from, to] = selection();
        if (line >= from.line && line <= to.line) {
            const qsizetype begin = line == from.line ? from.column : 0;
            // An empty or whole line shows its line end as selected, too.
            const qsizetype end = line == to.line ? to.column : laidOut.line.text.size() + 1;
            marks.append({int(begin), int(end - begin), m_colours.selection()});
        }
    }
    m_textWidth = std::max(m_textWidth, int(laidOut.width) + logViewMargin);
    painter.setPen(m_colours.text());
    laidOut.layout.draw(&painter, QPointF(textLeft() - horizontalScrollBar()->value(), y), marks);
    if (hasFocus() && !isFollowing() && m_caret.line == line && !m_matchAt)
        laidOut.layout.drawCursor(&painter, QPointF(textLeft() - horizontalScrollBar()->value(), y),
                                  int(std::min(m_caret.column, laidOut.line.text.size())));
}

void LogView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_colours.background());
    const int gutter = gutterWidth();
    if (numbersWidth() + sourcesWidth() > 0)
        painter.fillRect(0, 0, gutter, viewport()->height(), m_colours.gutterBackground());
    const int widestBefore = m_textWidth;

    painter.setClipRect(gutter, 0, viewport()->width() - gutter, viewport()->height());
    int y = -m_top.row * m_layouts.rowHeight();
    for (LineId line = m_top.line; y < viewport()->height(); line = buffer().next(line)) {
        for (const LogDivider &divider : buffer().dividers(line)) {
            paintDivider(painter, divider, y);
            y += m_layouts.rowHeight();
        }
        if (line >= buffer().endLine())
            break;
        paintLine(painter, line, y);
        if (gutter > 0) {
            painter.setClipping(false);
            paintGutter(painter, line, y);
            painter.setClipping(true);
        }
        y += m_layouts.rowHeight() * (m_wrap ? m_layouts.at(line).rows : 1);
    }
    if (buffer().lineCount() == 0) {
        painter.setClipping(false);
        painter.setFont(QApplication::font());
        painter.setPen(m_colours.dividerText());
        painter.drawText(viewport()->rect().adjusted(24, y, -24, 0), Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
    }
    if (m_textWidth != widestBefore && !m_wrap)
        scheduleRefresh();
}

} // namespace kantoku::ui
