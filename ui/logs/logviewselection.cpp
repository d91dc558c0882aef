// What is selected in a LogView, and what is copied of it.

#include "ui/logs/logview.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

qsizetype LogView::lengthOf(LineId line) const
{
    if (line < buffer().firstLine() || line >= buffer().endLine())
        return 0;
    return m_layouts.at(line).line.text.size();
}

LogView::Position LogView::positionAt(QPoint point) const
{
    const int row = (point.y() < 0 ? point.y() - m_layouts.rowHeight() + 1 : point.y()) / m_layouts.rowHeight();
    const Place place = moved(m_top, row);
    if (place.line >= buffer().endLine()) {
        const LineId last = buffer().previous(buffer().endLine());
        return {last, lengthOf(last)};
    }
    const int piece = place.row - int(buffer().dividers(place.line).size());
    if (piece < 0)
        return {place.line, 0};
    const QTextLayout &layout = m_layouts.at(place.line).layout;
    const QTextLine text = layout.lineAt(std::min(piece, layout.lineCount() - 1));
    return {place.line, text.isValid() ? text.xToCursor(point.x() - textLeft() + horizontalScrollBar()->value()) : 0};
}

std::pair<LogView::Position, LogView::Position> LogView::selection() const
{
    const Position start{buffer().firstLine(), 0};
    const Position end{buffer().endLine(), 0};
    return {std::clamp(std::min(m_anchor, m_caret), start, end), std::clamp(std::max(m_anchor, m_caret), start, end)};
}

void LogView::select(Position anchor, Position caret)
{
    m_anchor = anchor;
    m_caret = caret;
    m_selected = anchor != caret;
    m_matchAt.reset();
    if (m_selected)
        tell(FollowRule::Input::Selected);
    viewport()->update();
    emit selectionChanged();
    if (const LineId line = currentLine(); line != m_shownLine) {
        m_shownLine = line;
        emit currentLineChanged(line);
    }
}

void LogView::selectWordAt(Position position)
{
    const QString text = m_layouts.at(position.line).line.text;
    const auto isWord = [&](qsizetype i) {
        return i >= 0 && i < text.size() && (text[i].isLetterOrNumber() || u"_-./:@%"_s.contains(text[i]));
    };
    qsizetype begin = position.column;
    qsizetype end = position.column;
    while (isWord(begin - 1))
        --begin;
    while (isWord(end))
        ++end;
    if (begin == end && end < text.size())
        ++end;
    select({position.line, begin}, {position.line, end});
}

QString LogView::selectedText() const
{
    return copied(false);
}

QString LogView::copied(bool withNumbers) const
{
    if (!hasSelection())
        return {};
    const auto [from, to] = selection();
    QString text;
    for (LineId line = buffer().lineAt(from.line); line <= to.line && line < buffer().endLine();
         line = buffer().next(line)) {
        // Nothing of the last line is no line.
        if (withNumbers && (line < to.line || to.column > 0))
            text += lineLabel(line) + u'\t';
        const QString shown = parseAnsi(buffer().line(line), ansiMode()).text;
        const qsizetype begin = line == from.line ? std::min(from.column, shown.size()) : 0;
        const qsizetype end = line == to.line ? std::min(to.column, shown.size()) : shown.size();
        text += QStringView(shown).sliced(begin, std::max<qsizetype>(0, end - begin));
        if (line < to.line && buffer().rawLine(line).endsWith('\n'))
            text += u'\n';
    }
    return text;
}

QByteArray LogView::selectedBytes() const
{
    if (!hasSelection())
        return {};
    const auto [from, to] = selection();
    QByteArray bytes;
    for (LineId line = buffer().lineAt(from.line); line <= to.line && line < buffer().endLine();
         line = buffer().next(line)) {
        const QByteArrayView raw = buffer().rawLine(line);
        const DisplayLine shown = parseAnsi(buffer().line(line), ansiMode());
        const qsizetype begin = line == from.line ? shown.byteOffset(from.column) : 0;
        const qsizetype end = line == to.line ? shown.byteOffset(to.column) : raw.size();
        bytes += raw.sliced(begin, std::max<qsizetype>(0, end - begin));
    }
    return bytes;
}

void LogView::copy()
{
    if (hasSelection())
        QApplication::clipboard()->setText(selectedText());
}

void LogView::copyWithNumbers()
{
    if (hasSelection())
        QApplication::clipboard()->setText(copied(true));
}

void LogView::selectAll()
{
    const LineId last = buffer().previous(buffer().endLine());
    if (buffer().lineCount() > 0)
        select({buffer().firstLine(), 0}, {last, lengthOf(last)});
}

LogView::Position LogView::caretStart() const
{
    const bool isSeen = m_caret.line >= m_top.line && m_caret.line < bottomLine();
    return m_selected || isSeen ? m_caret : Position{m_top.line, 0};
}

void LogView::moveCaret(QKeyEvent *event)
{
    Position caret
        = std::clamp(caretStart(), Position{buffer().firstLine(), 0}, Position{buffer().endLine() - 1, 1'000'000});
    caret.line = buffer().lineAt(caret.line);
    const Position anchor = m_selected ? m_anchor : caret;
    const LineId last = buffer().previous(buffer().endLine());
    const bool byWord = event->modifiers() & Qt::ControlModifier;
    const auto mode = byWord ? QTextLayout::SkipWords : QTextLayout::SkipCharacters;
    const auto toLine = [&](LineId line) {
        line = std::clamp(line, buffer().firstLine(), last);
        return Position{line, std::min(caret.column, lengthOf(line))};
    };
    switch (event->key()) {
    case Qt::Key_Left:
        if (caret.column > 0)
            caret.column = m_layouts.at(caret.line).layout.previousCursorPosition(int(caret.column), mode);
        else if (caret.line > buffer().firstLine())
            caret = {buffer().previous(caret.line), lengthOf(buffer().previous(caret.line))};
        break;
    case Qt::Key_Right:
        if (caret.column < lengthOf(caret.line))
            caret.column = m_layouts.at(caret.line).layout.nextCursorPosition(int(caret.column), mode);
        else if (caret.line < last)
            caret = {buffer().next(caret.line), 0};
        break;
    case Qt::Key_Up: caret = toLine(buffer().previous(caret.line)); break;
    case Qt::Key_Down: caret = toLine(buffer().next(caret.line)); break;
    case Qt::Key_PageUp: caret = toLine(buffer().advanced(caret.line, -pageRows())); break;
    case Qt::Key_PageDown: caret = toLine(buffer().advanced(caret.line, pageRows())); break;
    case Qt::Key_Home: caret = byWord ? Position{buffer().firstLine(), 0} : Position{caret.line, 0}; break;
    case Qt::Key_End:
        caret = byWord ? Position{last, lengthOf(last)} : Position{caret.line, lengthOf(caret.line)};
        break;
    default: return;
    }
    select(anchor, caret);
    const bool isSeen = caret.line >= m_top.line && caret.line < buffer().previous(bottomLine());
    if (!isSeen || !m_wrap)
        ensureVisible(caret, 0);
}

} // namespace kantoku::ui
