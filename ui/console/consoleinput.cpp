#include "ui/console/consoleinput.h"

#include <QKeyEvent>

namespace kantoku::ui {

namespace {

bool isControl(const QKeyEvent *event, int key)
{
    return event->modifiers() == Qt::ControlModifier && event->key() == key;
}

bool isTab(const QKeyEvent *event)
{
    return event->key() == Qt::Key_Tab && event->modifiers() == Qt::NoModifier;
}

} // namespace

ConsoleInput::ConsoleInput(QWidget *parent)
    : QLineEdit(parent)
{
    connect(this, &QLineEdit::textEdited, this, [this] {
        if (m_searching)
            search(-1);
    });
}

void ConsoleInput::setAnswering(bool answering)
{
    m_answering = answering;
}

QString ConsoleInput::foundLine() const
{
    return m_found < 0 ? QString() : m_history.lines().at(m_found);
}

bool ConsoleInput::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // These are the console's own while one types in it, whatever the window uses them for.
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isControl(key, Qt::Key_C) || isControl(key, Qt::Key_R) || isControl(key, Qt::Key_D)
            || (key->key() == Qt::Key_Escape && m_searching))
            event->accept();
    } else if (event->type() == QEvent::KeyPress && isTab(static_cast<QKeyEvent *>(event))
               && (!text().isEmpty() || m_searching)) {
        // In an empty line Tab goes on to the next widget, so that the keyboard does not get stuck here.
        keyPressEvent(static_cast<QKeyEvent *>(event));
        return true;
    }
    return QLineEdit::event(event);
}

void ConsoleInput::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (event->modifiers() & Qt::AltModifier) {
        if (key == Qt::Key_Up || key == Qt::Key_Down)
            return emit linkRequested(key == Qt::Key_Up);
        if (key == Qt::Key_Return || key == Qt::Key_Enter)
            return emit linkChosen();
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter)
        return enter();
    if (isControl(event, Qt::Key_C)) {
        if (hasSelectedText())
            return copy();
        endSearch({});
        return emit interrupted();
    }
    if (isControl(event, Qt::Key_D) && text().isEmpty())
        return emit endOfInput();
    if (m_answering)
        return QLineEdit::keyPressEvent(event);
    if (isControl(event, Qt::Key_R))
        return m_searching ? search(m_found) : startSearch();
    if (m_searching) {
        if (key == Qt::Key_Escape)
            return endSearch(m_beforeSearch);
        if (isTab(event) || key == Qt::Key_Right)
            return endSearch(m_found < 0 ? m_beforeSearch : foundLine());
        return QLineEdit::keyPressEvent(event);
    }
    if (isTab(event))
        return emit completionRequested();
    if (key == Qt::Key_Up || key == Qt::Key_Down) {
        const auto line = key == Qt::Key_Up ? m_history.previous(text()) : m_history.next();
        if (line)
            setText(*line);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void ConsoleInput::focusOutEvent(QFocusEvent *event)
{
    if (m_searching && event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        endSearch(m_beforeSearch);
    QLineEdit::focusOutEvent(event);
}

void ConsoleInput::enter()
{
    if (m_searching)
        endSearch(m_found < 0 ? text() : foundLine());
    const QString line = text();
    if (!m_answering)
        m_history.add(line);
    clear();
    emit entered(line);
}

void ConsoleInput::startSearch()
{
    m_searching = true;
    m_beforeSearch = text();
    m_found = -1;
    clear();
    emit searchChanged(true, {});
}

void ConsoleInput::search(qsizetype before)
{
    if (text().isEmpty()) {
        m_found = -1;
    } else if (const auto found = m_history.search(text(), before)) {
        m_found = *found;
    } else if (before < 0) {
        m_found = -1; // an older match than the one that is shown: none, so that one stays
    }
    emit searchChanged(true, foundLine());
}

void ConsoleInput::endSearch(const QString &text)
{
    if (!m_searching)
        return;
    m_searching = false;
    setText(text);
    emit searchChanged(false, {});
}

} // namespace kantoku::ui
