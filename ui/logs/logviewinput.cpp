// How a person moves about in a LogView and selects text: keys, mouse, wheel, menu.

#include "ui/logs/logview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyleHints>
#include <QWheelEvent>

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
        const LineId last = buffer().endLine() - 1;
        return {std::max(last, buffer().firstLine()), lengthOf(last)};
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
    if (!hasSelection())
        return {};
    const auto [from, to] = selection();
    QString text;
    for (LineId line = from.line; line <= to.line && line < buffer().endLine(); ++line) {
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
    for (LineId line = from.line; line <= to.line && line < buffer().endLine(); ++line) {
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

void LogView::selectAll()
{
    const LineId last = buffer().endLine() - 1;
    if (buffer().lineCount() > 0)
        select({buffer().firstLine(), 0}, {last, lengthOf(last)});
}

LogView::Position LogView::caretStart() const
{
    const bool isSeen = m_caret.line >= m_top.line && m_caret.line < m_top.line + visibleLines();
    return m_selected || isSeen ? m_caret : Position{m_top.line, 0};
}

void LogView::moveCaret(QKeyEvent *event)
{
    Position caret
        = std::clamp(caretStart(), Position{buffer().firstLine(), 0}, Position{buffer().endLine() - 1, 1'000'000});
    const Position anchor = m_selected ? m_anchor : caret;
    const LineId last = buffer().endLine() - 1;
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
            caret = {caret.line - 1, lengthOf(caret.line - 1)};
        break;
    case Qt::Key_Right:
        if (caret.column < lengthOf(caret.line))
            caret.column = m_layouts.at(caret.line).layout.nextCursorPosition(int(caret.column), mode);
        else if (caret.line < last)
            caret = {caret.line + 1, 0};
        break;
    case Qt::Key_Up: caret = toLine(caret.line - 1); break;
    case Qt::Key_Down: caret = toLine(caret.line + 1); break;
    case Qt::Key_PageUp: caret = toLine(caret.line - pageRows()); break;
    case Qt::Key_PageDown: caret = toLine(caret.line + pageRows()); break;
    case Qt::Key_Home: caret = byWord ? Position{buffer().firstLine(), 0} : Position{caret.line, 0}; break;
    case Qt::Key_End:
        caret = byWord ? Position{last, lengthOf(last)} : Position{caret.line, lengthOf(caret.line)};
        break;
    default: return;
    }
    select(anchor, caret);
    const bool isSeen = caret.line >= m_top.line && caret.line < m_top.line + pageRows() - 1;
    if (!isSeen || !m_wrap)
        ensureVisible(caret, 0);
}

bool LogView::event(QEvent *event)
{
    // Single letters and Ctrl+A/C are ours while the view has the focus, whatever shortcuts the window has.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool isLetter
            = m_letterKeys && (key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::ShiftModifier);
        const bool isOurs = key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)
            || (isLetter && u"fnwl/"_s.contains(key->text().toLower()) && !key->text().isEmpty());
        if (isOurs)
            key->accept();
    }
    return QAbstractScrollArea::event(event);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool isMovement = event->key() >= Qt::Key_Home && event->key() <= Qt::Key_PageDown;
    event->accept();
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    if (event->matches(QKeySequence::Find))
        return emit findRequested();
    if (event->matches(QKeySequence::ZoomIn) || (control && event->key() == Qt::Key_Equal))
        return zoom(1);
    if (event->matches(QKeySequence::ZoomOut))
        return zoom(-1);
    if (control && event->key() == Qt::Key_0)
        return zoom(0);
    if (event->key() == Qt::Key_F3)
        return emit findNextRequested(!shift);
    if (isMovement && shift && buffer().lineCount() > 0)
        return moveCaret(event);
    if (isMovement) {
        const int step = fontMetrics().averageCharWidth() * 4;
        switch (event->key()) {
        case Qt::Key_Up: return scrollRows(-1);
        case Qt::Key_Down: return scrollRows(1);
        case Qt::Key_PageUp: return scrollRows(1 - pageRows());
        case Qt::Key_PageDown: return scrollRows(pageRows() - 1);
        case Qt::Key_Home: return goTo({buffer().firstLine(), 0}, FollowRule::Input::MovedUp);
        case Qt::Key_End: return goToEnd();
        case Qt::Key_Left: return horizontalScrollBar()->setValue(horizontalScrollBar()->value() - step);
        case Qt::Key_Right: return horizontalScrollBar()->setValue(horizontalScrollBar()->value() + step);
        default: break;
        }
    }
    if (m_letterKeys && !control && !(event->modifiers() & Qt::AltModifier)) {
        switch (event->key()) {
        case Qt::Key_F: return setFollowing(!isFollowing());
        case Qt::Key_Slash: return emit findRequested();
        case Qt::Key_N: return emit findNextRequested(!shift);
        case Qt::Key_W: return setWrapping(!isWrapping());
        case Qt::Key_L: return setLineNumbers(!hasLineNumbers());
        case Qt::Key_Space: return scrollRows(shift ? 1 - pageRows() : pageRows() - 1);
        default: break;
        }
    }
    event->ignore();
    QAbstractScrollArea::keyPressEvent(event);
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || buffer().lineCount() == 0)
        return;
    const Position position = positionAt(event->pos());
    m_selecting = true;
    if (event->modifiers() & Qt::ShiftModifier)
        select(m_selected ? m_anchor : m_caret, position);
    else
        select(position, position);
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_selecting)
        return;
    m_dragPoint = event->pos();
    select(m_anchor, positionAt(event->pos()));
    const int beyond = event->pos().y() < 0 ? event->pos().y() : std::max(0, event->pos().y() - viewport()->height());
    m_dragRows = std::clamp(beyond / m_layouts.rowHeight() + (beyond < 0 ? -1 : beyond > 0 ? 1 : 0), -10, 10);
    if (m_dragRows == 0)
        m_dragScroll.stop();
    else if (!m_dragScroll.isActive())
        m_dragScroll.start();
}

void LogView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_selecting = false;
    m_dragScroll.stop();
    QClipboard *clipboard = QApplication::clipboard();
    if (hasSelection() && clipboard->supportsSelection())
        clipboard->setText(selectedText(), QClipboard::Selection);
}

void LogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && buffer().lineCount() > 0)
        selectWordAt(positionAt(event->pos()));
}

void LogView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        if (event->angleDelta().y() != 0)
            zoom(event->angleDelta().y() > 0 ? 1 : -1);
        return;
    }
    const bool sideways = std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y())
        || event->modifiers() & Qt::ShiftModifier;
    if (sideways) {
        const int delta = event->angleDelta().x() != 0 ? event->angleDelta().x() : event->angleDelta().y();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - delta);
        return;
    }
    // Touch pads send many small steps; what is less than a row is kept for the next one.
    m_wheelRest += event->angleDelta().y() * QApplication::styleHints()->wheelScrollLines();
    const int rows = m_wheelRest / 120;
    m_wheelRest -= rows * 120;
    if (rows != 0)
        scrollRows(-rows);
}

void LogView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copyAction = menu->addAction(tr("&Copy"), QKeySequence::Copy, this, &LogView::copy);
    copyAction->setEnabled(hasSelection());
    menu->addAction(tr("Select &All"), QKeySequence::SelectAll, this, &LogView::selectAll);
    menu->addSeparator();
    menu->addAction(tr("&Find…"), QKeySequence::Find, this, &LogView::findRequested);
    const auto addToggle = [menu](const QString &text, const QKeySequence &key, bool checked) {
        QAction *action = menu->addAction(text);
        action->setShortcut(key);
        action->setCheckable(true);
        action->setChecked(checked);
        return action;
    };
    connect(addToggle(tr("F&ollow"), Qt::Key_F, isFollowing()), &QAction::triggered, this, &LogView::setFollowing);
    connect(addToggle(tr("&Wrap Lines"), Qt::Key_W, isWrapping()), &QAction::triggered, this, &LogView::setWrapping);
    connect(addToggle(tr("&Line Numbers"), Qt::Key_L, hasLineNumbers()), &QAction::triggered, this,
            &LogView::setLineNumbers);
    QMenu *colours = menu->addMenu(tr("Colou&rs"));
    const auto addMode = [this, colours](const QString &text, AnsiMode mode) {
        QAction *action = colours->addAction(text);
        action->setCheckable(true);
        action->setChecked(ansiMode() == mode);
        connect(action, &QAction::triggered, this, [this, mode] { setAnsiMode(mode); });
    };
    addMode(tr("&Show"), AnsiMode::Render);
    addMode(tr("&Hide"), AnsiMode::Hide);
    addMode(tr("Show the &Bytes"), AnsiMode::Raw);
    menu->popup(event->globalPos());
}

void LogView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LogView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace kantoku::ui
