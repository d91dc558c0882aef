// How a person moves about in a LogView and selects text: keys, mouse, wheel, menu.

#include "ui/logs/logview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMetaMethod>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyleHints>
#include <QWheelEvent>

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

bool LogView::event(QEvent *event)
{
    // Single letters and Ctrl+A/C are ours while the view has the focus, whatever shortcuts the window has.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool isLetter
            = m_letterKeys && (key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::ShiftModifier);
        const bool isOurs = key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)
            || (isLetter && u"fnwlm[]/"_s.contains(key->text().toLower()) && !key->text().isEmpty());
        if (isOurs)
            key->accept();
    }
    return QAbstractScrollArea::event(event);
}

bool LogView::movementKey(QKeyEvent *event)
{
    const int step = fontMetrics().averageCharWidth() * 4;
    QScrollBar *sideways = horizontalScrollBar();
    if (event->modifiers() & Qt::ShiftModifier) {
        if (buffer().lineCount() > 0)
            moveCaret(event);
        return true;
    }
    switch (event->key()) {
    case Qt::Key_Up: scrollRows(-1); return true;
    case Qt::Key_Down: scrollRows(1); return true;
    case Qt::Key_PageUp: scrollRows(1 - pageRows()); return true;
    case Qt::Key_PageDown: scrollRows(pageRows() - 1); return true;
    case Qt::Key_Home: goToAddress(buffer().readableStart(), FollowRule::Input::MovedUp); return true;
    case Qt::Key_End: goToEnd(); return true;
    case Qt::Key_Left: sideways->setValue(sideways->value() - step); return true;
    case Qt::Key_Right: sideways->setValue(sideways->value() + step); return true;
    default: return false;
    }
}

bool LogView::letterKey(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_F: setFollowing(!isFollowing()); return true;
    case Qt::Key_Slash: emit findRequested(); return true;
    case Qt::Key_N: emit findNextRequested(!shift); return true;
    case Qt::Key_W: setWrapping(!isWrapping()); return true;
    case Qt::Key_L: setLineNumbers(!hasLineNumbers()); return true;
    case Qt::Key_M: toggleMark(); return true;
    case Qt::Key_BracketLeft: goToMark(false); return true;
    case Qt::Key_BracketRight: goToMark(true); return true;
    case Qt::Key_Space: scrollRows(shift ? 1 - pageRows() : pageRows() - 1); return true;
    default: return false;
    }
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
    if (control && shift && event->key() == Qt::Key_C)
        return copyWithNumbers();
    if (control && shift && event->key() == Qt::Key_F)
        return emit filterRequested();
    if (event->matches(QKeySequence::Save))
        return emit saveRequested(hasSelection());
    if (event->matches(QKeySequence::ZoomIn) || (control && event->key() == Qt::Key_Equal))
        return zoom(1);
    if (event->matches(QKeySequence::ZoomOut))
        return zoom(-1);
    if (control && event->key() == Qt::Key_0)
        return zoom(0);
    if (event->key() == Qt::Key_F3)
        return emit findNextRequested(!shift);
    if (event->key() == Qt::Key_F2)
        return control ? toggleMark() : goToMark(!shift);
    if (isMovement && movementKey(event))
        return;
    if (m_letterKeys && !control && !(event->modifiers() & Qt::AltModifier) && letterKey(event))
        return;
    event->ignore();
    QAbstractScrollArea::keyPressEvent(event);
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || buffer().lineCount() == 0)
        return;
    const Position position = positionAt(event->pos());
    // A press asks again for what could not be read, wherever it was.
    if (!m_document->unreadProblem().isEmpty()) {
        m_document->setUnreadProblem({});
        wantNear();
    }
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
    addMenuActions(menu);
    menu->popup(event->globalPos());
}

void LogView::addMenuActions(QMenu *menu)
{
    const bool selected = hasSelection();
    menu->addAction(tr("&Copy"), QKeySequence::Copy, this, &LogView::copy)->setEnabled(selected);
    menu->addAction(tr("Copy with Line &Numbers"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, this, &LogView::copyWithNumbers)
        ->setEnabled(selected);
    menu->addAction(tr("Select &All"), QKeySequence::SelectAll, this, &LogView::selectAll);
    menu->addSeparator();
    if (isSignalConnected(QMetaMethod::fromSignal(&LogView::saveRequested))) {
        menu->addAction(tr("Save Se&lection…"), this, [this] { emit saveRequested(true); })->setEnabled(selected);
        menu->addAction(tr("&Save All…"), this, [this] { emit saveRequested(false); });
        menu->addSeparator();
    }
    if (isSignalConnected(QMetaMethod::fromSignal(&LogView::findRequested)))
        menu->addAction(tr("&Find…"), QKeySequence::Find, this, &LogView::findRequested);
    if (isSignalConnected(QMetaMethod::fromSignal(&LogView::filterRequested)))
        menu->addAction(tr("F&ilter"), Qt::CTRL | Qt::SHIFT | Qt::Key_F, this, &LogView::filterRequested);
    menu->addAction(tr("Toggle &Mark"), Qt::CTRL | Qt::Key_F2, this, &LogView::toggleMark);
    menu->addAction(tr("Next Mar&k"), Qt::Key_F2, this, [this] { goToMark(true); })->setEnabled(!m_marks.empty());
    menu->addAction(tr("Pre&vious Mark"), Qt::SHIFT | Qt::Key_F2, this, [this] { goToMark(false); })
        ->setEnabled(!m_marks.empty());
    menu->addAction(tr("Clear Mar&ks"), this, &LogView::clearMarks)->setEnabled(!m_marks.empty());
    menu->addSeparator();
    const auto addToggle = [menu](const QString &text, const QKeySequence &key, bool checked) {
        QAction *action = menu->addAction(text);
        action->setShortcut(key);
        action->setCheckable(true);
        action->setChecked(checked);
        return action;
    };
    connect(addToggle(tr("F&ollow"), Qt::Key_F, isFollowing()), &QAction::triggered, this, &LogView::setFollowing);
    connect(addToggle(tr("&Wrap Lines"), Qt::Key_W, isWrapping()), &QAction::triggered, this, &LogView::setWrapping);
    connect(addToggle(tr("Line N&umbers"), Qt::Key_L, hasLineNumbers()), &QAction::triggered, this,
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
    QMenu *zoomMenu = menu->addMenu(tr("&Zoom"));
    zoomMenu->addAction(tr("&Larger"), QKeySequence::ZoomIn, this, [this] { zoom(1); });
    zoomMenu->addAction(tr("&Smaller"), QKeySequence::ZoomOut, this, [this] { zoom(-1); });
    zoomMenu->addAction(tr("&Normal Size"), Qt::CTRL | Qt::Key_0, this, [this] { zoom(0); });
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
