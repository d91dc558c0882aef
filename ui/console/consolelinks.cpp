// Names of processes in the console's output, which lead to their rows.

#include "ui/console/consolewidget.h"
#include "ui/logs/logdocument.h"
#include "ui/logs/logview.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QRegularExpression>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

std::optional<ConsoleWidget::Link> ConsoleWidget::linkIn(const QString &line) const
{
    // As status, start and all others write it: "group:name   RUNNING", "name: started".
    static const QRegularExpression name(u"^([^\\s:]+(?::[^\\s:]+)?)(?::?\\s|:?$)"_s);
    const QRegularExpressionMatch match = name.match(line);
    if (!match.hasMatch() || !m_session || !m_session->find(match.captured(1)))
        return {};
    return Link{0, match.capturedLength(1), match.captured(1)};
}

std::optional<ConsoleWidget::Link> ConsoleWidget::linkAt(QPoint point) const
{
    const LogView::Position place = m_view->positionAt(point);
    std::optional<Link> link = linkIn(m_view->text(place.line, m_document->buffer().next(place.line)).chopped(1));
    if (!link || place.column >= link->length)
        return {};
    link->line = place.line;
    return link;
}

QByteArray ConsoleWidget::withLinks(const QByteArray &bytes) const
{
    QByteArray text;
    for (const QByteArray &line : bytes.split('\n')) {
        if (!text.isNull())
            text += '\n';
        const std::optional<Link> link = linkIn(QString::fromUtf8(line));
        const qsizetype length = link ? link->namespec.toUtf8().size() : 0;
        text += link ? "\x1b[4m" + line.first(length) + "\x1b[24m" + line.mid(length) : line;
        if (text.isNull())
            text = "";
    }
    return text;
}

void ConsoleWidget::goToLink(bool up)
{
    const LogBuffer &buffer = m_document->buffer();
    if (buffer.isEmpty())
        return;
    const auto further = [&](LineId line) { return up ? buffer.previous(line) : buffer.next(line); };
    const LineId last = up ? buffer.firstLine() : buffer.endLine();
    LineId line = m_marked ? m_marked->line : up ? buffer.endLine() : buffer.firstLine();
    if ((m_marked || up) && line != last)
        line = further(line);
    else if (m_marked)
        return;
    while (line < buffer.endLine()) {
        if (std::optional<Link> link = linkIn(m_view->text(line, buffer.next(line)).chopped(1))) {
            link->line = line;
            m_marked = link;
            m_view->showMatch(line, {0, link->length});
            m_view->setAccessibleDescription(tr("%1: Alt+Return shows it in the tree.").arg(link->namespec));
            return;
        }
        if (line == last)
            return;
        line = further(line);
    }
}

void ConsoleWidget::openLink()
{
    if (!m_marked)
        return;
    const QString namespec = m_marked->namespec;
    m_marked.reset();
    m_view->clearMatch();
    emit processChosen(namespec);
}

bool ConsoleWidget::filterMouse(QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->buttons() == Qt::NoButton)
            m_view->viewport()->setCursor(linkAt(mouse->pos()) ? Qt::PointingHandCursor : Qt::IBeamCursor);
        return false;
    }
    case QEvent::MouseButtonRelease: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() != Qt::LeftButton || m_view->hasSelection())
            return false;
        if (const std::optional<Link> link = linkAt(mouse->pos())) {
            // The view has its release first.
            QMetaObject::invokeMethod(
                this, [this, name = link->namespec] { emit processChosen(name); }, Qt::QueuedConnection);
        }
        return false;
    }
    case QEvent::ContextMenu: {
        const auto *menu = static_cast<QContextMenuEvent *>(event);
        showMenu(menu->globalPos(), menu->reason() == QContextMenuEvent::Mouse ? linkAt(menu->pos()) : m_marked);
        return true;
    }
    default: return false;
    }
}

void ConsoleWidget::showMenu(QPoint globalPosition, const std::optional<Link> &link)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"consoleMenu"_s);
    QAction *copy = menu->addAction(tr("&Copy"), QKeySequence::Copy, m_view, &LogView::copy);
    copy->setEnabled(m_view->hasSelection());
    menu->addAction(tr("Select &All"), QKeySequence::SelectAll, m_view, &LogView::selectAll);
    menu->addAction(tr("C&lear"), this, &ConsoleWidget::clearOutput);
    menu->addSeparator();
    QAction *show = menu->addAction(link ? tr("&Show %1 in the Tree").arg(link->namespec) : tr("&Show in the Tree"));
    show->setEnabled(link.has_value());
    if (link)
        connect(show, &QAction::triggered, this, [this, name = link->namespec] { emit processChosen(name); });
    menu->popup(globalPosition);
}

} // namespace kantoku::ui
