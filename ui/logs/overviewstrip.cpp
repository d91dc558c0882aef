#include "ui/logs/overviewstrip.h"

#include "ui/logs/logview.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace kantoku::ui {

OverviewStrip::OverviewStrip(LogView *view)
    : QWidget(view)
    , m_view(view)
{
    setObjectName(QStringLiteral("overviewStrip"));
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Matches and marks in the whole log; press to go there"));
}

void OverviewStrip::placeBeside(const QWidget *viewport)
{
    const QRect beside = viewport->geometry();
    setGeometry(beside.right() + 1, beside.top(), sizeHint().width(), beside.height());
}

int OverviewStrip::rowOf(qint64 address) const
{
    const LogBuffer &buffer = m_view->document()->buffer();
    const qint64 from = buffer.readableStart();
    const double size = double(std::max<qint64>(1, buffer.endLine() - from));
    return int(double(address - from) / size * (height() - 1));
}

void OverviewStrip::paintEvent(QPaintEvent *)
{
    const LogPalette colours(m_view->palette());
    const LogBuffer &buffer = m_view->document()->buffer();
    QPainter painter(this);
    painter.fillRect(rect(), colours.gutterBackground());
    const int top = rowOf(m_view->topLine());
    const int bottom = std::max(rowOf(m_view->bottomLine()), top + 6);
    painter.fillRect(0, top, width(), bottom - top, colours.dividerLine());
    if (m_matches) {
        const std::vector<bool> matches = m_matches(buffer.readableStart(), buffer.endLine(), height());
        for (int y = 0; y < int(matches.size()); ++y) {
            if (matches[size_t(y)])
                painter.fillRect(1, y, width() - 2, 2, colours.matchMark());
        }
    }
    for (const LineId mark : m_view->marks())
        painter.fillRect(0, std::max(0, rowOf(mark) - 1), width() / 2 + 1, 4, colours.mark());
}

void OverviewStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        mouseMoveEvent(event);
}

void OverviewStrip::mouseMoveEvent(QMouseEvent *event)
{
    const LogBuffer &buffer = m_view->document()->buffer();
    const qint64 from = buffer.readableStart();
    const double part = std::clamp(double(event->pos().y()) / std::max(1, height() - 1), 0.0, 1.0);
    emit chosen(from + qint64(double(buffer.endLine() - from) * part));
}

} // namespace kantoku::ui
