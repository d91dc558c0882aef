#include "ui/logs/logview.h"

#include "ui/logs/logviewaccessible.h"

#include <QFontDatabase>
#include <QLocale>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int frameMilliseconds = 15;
constexpr int margin = 4;
constexpr int linesBeforeStart = 200; // so near to the first line, older text is asked for

} // namespace

LogView::LogView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_document(nullptr)
    , m_empty(new LogDocument(this))
    , m_button(new QToolButton(viewport()))
{
    installLogViewAccessibility();
    setObjectName(u"logView"_s);
    setAccessibleName(tr("Log"));
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);

    m_button->setObjectName(u"newLines"_s);
    m_button->setCursor(Qt::ArrowCursor);
    m_button->setFocusPolicy(Qt::NoFocus);
    m_button->setAutoFillBackground(true);
    m_button->hide();
    connect(m_button, &QToolButton::clicked, this, [this] { setFollowing(true); });

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(frameMilliseconds);
    connect(&m_refresh, &QTimer::timeout, this, &LogView::refresh);
    setUpScrolling();
    applyFont();
    applyPalette();
    setDocument(m_empty);
}

LogView::~LogView()
{
    // The document may be a child of ours and go after our own members have.
    if (m_document)
        m_document->disconnect(this);
}

void LogView::setUpScrolling()
{
    // Only what a person does to the bar arrives as an action; values that are set in refresh() do not.
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this](int action) {
        const int at = verticalScrollBar()->sliderPosition();
        switch (action) {
        case QAbstractSlider::SliderSingleStepAdd: scrollRows(1); break;
        case QAbstractSlider::SliderSingleStepSub: scrollRows(-1); break;
        case QAbstractSlider::SliderPageStepAdd: scrollRows(pageRows() - 1); break;
        case QAbstractSlider::SliderPageStepSub: scrollRows(1 - pageRows()); break;
        default:
            if (at >= verticalScrollBar()->maximum())
                goToEnd();
            else
                goTo({buffer().firstLine() + at, 0}, FollowRule::Input::MovedUp);
        }
        verticalScrollBar()->setSliderPosition(int(m_top.line - buffer().firstLine()));
    });
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
    m_dragScroll.setInterval(50);
    connect(&m_dragScroll, &QTimer::timeout, this, [this] {
        goTo(moved(m_top, m_dragRows), {});
        select(m_anchor, positionAt(m_dragPoint));
    });
}

void LogView::setDocument(LogDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document ? document : m_empty;
    m_layouts.setBuffer(&buffer());
    m_selected = false;
    m_matchAt.reset();
    m_textWidth = 0;
    m_top = {buffer().firstLine(), 0};
    connect(m_document, &LogDocument::appended, this, [this](qint64 newLines) {
        // The line that was last may have grown.
        m_layouts.forget(buffer().endLine() - newLines - 1);
        m_follow.linesArrived(newLines);
        scheduleRefresh();
    });
    connect(m_document, &LogDocument::changedAbove, this, [this] {
        m_layouts.forgetAll();
        scheduleRefresh();
    });
    connect(m_document, &LogDocument::cleared, this, [this] {
        m_layouts.forgetAll();
        m_selected = false;
        m_matchAt.reset();
        m_textWidth = 0;
        scheduleRefresh();
    });
    connect(m_document, &QObject::destroyed, this, [this] { setDocument(nullptr); });
    tell(FollowRule::Input::TurnedOn);
    refresh();
}

void LogView::applyFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(std::max(4.0, (font.pointSizeF() > 0 ? font.pointSizeF() : 10) + m_zoomPoints));
    viewport()->setFont(font);
    m_layouts.setFont(font);
    m_textWidth = 0;
    applyWidth();
}

void LogView::applyPalette()
{
    m_colours = LogPalette(palette());
    m_layouts.setPalette(m_colours);
    viewport()->update();
}

void LogView::applyWidth()
{
    m_layouts.setWrapWidth(m_wrap ? std::max(40, viewport()->width() - textLeft() - margin) : 0);
    scheduleRefresh();
}

void LogView::scheduleRefresh()
{
    if (!m_refresh.isActive())
        m_refresh.start();
}

void LogView::refresh()
{
    const Place end = lastTop();
    if (m_follow.isFollowing())
        m_top = end;
    else
        m_top = std::clamp(m_top, Place{buffer().firstLine(), 0}, std::max(end, Place{buffer().firstLine(), 0}));
    if (m_wrap)
        m_layouts.setWrapWidth(std::max(40, viewport()->width() - textLeft() - margin));
    updateScrollBars();
    updateButton();
    viewport()->update();
    emit newLinesChanged(m_follow.newLines());
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

int LogView::visibleLines() const
{
    LineId line = m_top.line;
    for (int rows = -m_top.row; line < buffer().endLine() && rows < pageRows(); ++line)
        rows += rowsOf(line);
    return int(line - m_top.line);
}

LogView::Place LogView::lastTop() const
{
    int rows = pageRows();
    for (LineId line = buffer().endLine();; --line) {
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
    while (place.row < 0 && place.line > buffer().firstLine())
        place.row += rowsOf(--place.line);
    while (place.line < buffer().endLine() && place.row >= rowsOf(place.line))
        place.row -= rowsOf(place.line++);
    return {place.line, std::max(0, place.row)};
}

void LogView::goTo(Place top, std::optional<FollowRule::Input> input)
{
    const Place end = lastTop();
    m_top = std::clamp(top, std::min(Place{buffer().firstLine(), 0}, end), end);
    if (input == FollowRule::Input::MovedUp && m_top == end)
        input = FollowRule::Input::MovedToEnd;
    if (input)
        tell(*input);
    updateScrollBars();
    updateButton();
    viewport()->update();
    if (m_top.line - buffer().firstLine() < linesBeforeStart && buffer().head())
        emit startReached();
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
    const bool isSeen = position.line > m_top.line && position.line < m_top.line + visibleLines() - 1;
    if (!isSeen) {
        const Place middle = moved({position.line, 0}, -pageRows() / 3);
        m_top = std::min(middle, lastTop());
    }
    if (!m_wrap) {
        const QTextLine row = m_layouts.at(position.line).layout.lineForTextPosition(int(position.column));
        const int left = row.isValid() ? int(row.cursorToX(int(position.column))) : 0;
        const int right = row.isValid() ? int(row.cursorToX(int(position.column + length))) : 0;
        const int page = viewport()->width() - textLeft() - margin;
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
    const LineId first = buffer().firstLine();
    bar->setRange(0, int(std::max<qint64>(lastTop().line - first, 0)));
    bar->setPageStep(pageRows());
    bar->setValue(int(m_top.line - first));
    const int page = viewport()->width() - textLeft() - margin;
    horizontalScrollBar()->setRange(0, m_wrap ? 0 : std::max(0, m_textWidth - page));
    horizontalScrollBar()->setPageStep(std::max(1, page));
    horizontalScrollBar()->setSingleStep(fontMetrics().averageCharWidth() * 4);
}

void LogView::updateButton()
{
    const qint64 count = m_follow.newLines();
    const bool wanted = count > 0;
    if (wanted) {
        //: A button below a log that has gone on while the reader stands still.
        m_button->setText(u"↓ "_s + tr("%n new lines", nullptr, int(std::min<qint64>(count, 1'000'000'000))));
        m_button->adjustSize();
        const QSize size = m_button->sizeHint() + QSize(12, 2);
        m_button->setGeometry((viewport()->width() - size.width()) / 2, viewport()->height() - size.height() - 6,
                              size.width(), size.height());
    }
    m_button->setVisible(wanted);
}

void LogView::tell(FollowRule::Input input)
{
    if (!m_follow.apply(input))
        return;
    if (m_follow.isFollowing())
        scheduleRefresh();
    updateButton();
    emit followingChanged(m_follow.isFollowing());
    emit newLinesChanged(m_follow.newLines());
}

void LogView::setFollowing(bool follow)
{
    if (follow)
        goTo(lastTop(), FollowRule::Input::TurnedOn);
    else
        tell(FollowRule::Input::TurnedOff);
}

void LogView::setWrapping(bool wrap)
{
    if (wrap == m_wrap)
        return;
    m_wrap = wrap;
    m_top.row = 0;
    horizontalScrollBar()->setValue(0);
    applyWidth();
    emit wrappingChanged(wrap);
}

void LogView::setLineNumbers(bool show)
{
    m_lineNumbers = show;
    applyWidth();
}

void LogView::setAnsiMode(AnsiMode mode)
{
    m_layouts.setAnsiMode(mode);
    m_selected = false;
    m_matchAt.reset();
    scheduleRefresh();
    emit ansiModeChanged(mode);
}

void LogView::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    setAccessibleDescription(text);
    viewport()->update();
}

void LogView::zoom(int steps)
{
    m_zoomPoints = steps == 0 ? 0 : std::clamp(m_zoomPoints + steps, -6.0, 40.0);
    applyFont();
}

void LogView::setPattern(const LogPattern &pattern)
{
    m_pattern = pattern;
    m_matchAt.reset();
    viewport()->update();
}

void LogView::showMatch(LineId line, LogPattern::Range range)
{
    m_matchAt = Position{line, range.column};
    m_matchLength = range.length;
    m_caret = m_anchor = *m_matchAt;
    m_selected = false;
    tell(FollowRule::Input::Found);
    ensureVisible(*m_matchAt, range.length);
}

void LogView::clearMatch()
{
    m_matchAt.reset();
    viewport()->update();
}

LogView::Position LogView::searchStart() const
{
    if (m_matchAt)
        return *m_matchAt;
    if (m_selected)
        return selection().first;
    return {m_top.line, 0};
}

QString LogView::text(LineId from, LineId to) const
{
    QString text;
    for (LineId line = std::max(from, buffer().firstLine()); line < std::min(to, buffer().endLine()); ++line)
        text += parseAnsi(buffer().line(line), ansiMode()).text + u'\n';
    return text;
}

// Painting

int LogView::gutterWidth() const
{
    if (!m_lineNumbers)
        return 0;
    const QString last = QString::number(std::max<qint64>(buffer().lineNumber(buffer().endLine()), 1000));
    return viewport()->fontMetrics().horizontalAdvance(QString(last.size(), u'8')) + 2 * margin;
}

int LogView::textLeft() const
{
    return gutterWidth() + margin;
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
        return divider.bytes < 0 ? tr("earlier text is not here") : tr("%1 of earlier text").arg(size);
    case Started: return detail.isEmpty() ? tr("started %1").arg(time) : tr("started %1, %2").arg(time, detail);
    case Ended: return detail.isEmpty() ? tr("ended %1").arg(time) : tr("ended %1, %2").arg(time, detail);
    case Replaced: return tr("rotated %1").arg(time);
    case Truncated: return tr("file truncated %1").arg(time);
    case Cleared: return tr("log cleared %1").arg(time);
    case Disconnected: return tr("connection lost %1: %2").arg(time, detail);
    case Reconnected: return tr("connected again %1").arg(time);
    case Gap: return divider.bytes < 0 ? tr("text may be missing here") : tr("%1 missing here").arg(size);
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
    painter.drawLine(row.left() + margin, middle, row.center().x() - width / 2, middle);
    painter.drawLine(row.center().x() + width / 2, middle, row.right() - margin, middle);
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
    m_textWidth = std::max(m_textWidth, int(laidOut.width) + margin);
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
    if (gutter > 0)
        painter.fillRect(0, 0, gutter, viewport()->height(), m_colours.gutterBackground());
    const int widestBefore = m_textWidth;

    painter.setClipRect(gutter, 0, viewport()->width() - gutter, viewport()->height());
    int y = -m_top.row * m_layouts.rowHeight();
    for (LineId line = m_top.line; line <= buffer().endLine() && y < viewport()->height(); ++line) {
        for (const LogDivider &divider : buffer().dividers(line)) {
            paintDivider(painter, divider, y);
            y += m_layouts.rowHeight();
        }
        if (line == buffer().endLine())
            break;
        paintLine(painter, line, y);
        if (gutter > 0) {
            painter.setClipping(false);
            painter.setPen(m_colours.gutterText());
            painter.drawText(QRect(0, y, gutter - margin, m_layouts.rowHeight()), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(buffer().lineNumber(line)));
            painter.setClipping(true);
        }
        y += m_layouts.rowHeight() * (m_wrap ? m_layouts.at(line).rows : 1);
    }
    if (buffer().lineCount() == 0) {
        painter.setClipping(false);
        painter.setFont(font());
        painter.setPen(m_colours.dividerText());
        painter.drawText(viewport()->rect().adjusted(24, y, -24, 0), Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
    }
    if (m_textWidth != widestBefore && !m_wrap)
        scheduleRefresh();
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    applyWidth();
    refresh();
}

void LogView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    refresh();
}

void LogView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        applyPalette();
    else if (event->type() == QEvent::FontChange)
        applyFont();
}

} // namespace kantoku::ui
