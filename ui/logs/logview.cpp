#include "ui/logs/logview.h"

#include "ui/logs/logviewaccessible.h"
#include "ui/logs/logviewmetrics.h"
#include "ui/logs/overviewstrip.h"

#include <QApplication>
#include <QFontDatabase>
#include <QLocale>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int frameMilliseconds = 15;
} // namespace

LogView::LogView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_document(nullptr)
    , m_empty(new LogDocument(this))
    , m_button(new QToolButton(viewport()))
    , m_helper(new QPushButton(viewport()))
    , m_overview(new OverviewStrip(this))
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

    m_helper->setObjectName(u"placeholderButton"_s);
    m_helper->setCursor(Qt::ArrowCursor);
    m_helper->hide();
    connect(m_helper, &QPushButton::clicked, this, &LogView::placeholderActivated);
    m_overview->hide();
    connect(m_overview, &OverviewStrip::chosen, this, &LogView::jumpTo);

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

void LogView::setDocument(LogDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document ? document : m_empty;
    m_layouts.setBuffer(&buffer());
    m_selected = false;
    m_matchAt.reset();
    m_textWidth = 0;
    m_pendingAddress.reset();
    m_marks.clear();
    m_knownEnd = buffer().endLine();
    m_top = {buffer().firstLine(), 0};
    connect(m_document, &LogDocument::appended, this, [this](qint64 newLines) {
        // The line that was last may have grown.
        m_layouts.forget(buffer().previous(m_knownEnd));
        m_knownEnd = buffer().endLine();
        m_follow.linesArrived(newLines);
        scheduleRefresh();
    });
    connect(m_document, &LogDocument::changedAbove, this, [this] {
        m_layouts.forgetAll();
        m_knownEnd = buffer().endLine();
        scheduleRefresh();
    });
    connect(m_document, &LogDocument::cleared, this, [this] {
        m_layouts.forgetAll();
        m_selected = false;
        m_matchAt.reset();
        m_pendingAddress.reset();
        m_marks.clear();
        m_textWidth = 0;
        scheduleRefresh();
    });
    connect(m_document, &QObject::destroyed, this, [this] { setDocument(nullptr); });
    tell(FollowRule::Input::TurnedOn);
    refresh();
}

void LogView::applyFont()
{
    // The application may have a font for this class, which is the reader's choice.
    const QFont chosen = QApplication::font("kantoku::ui::LogView");
    QFont font = chosen == QApplication::font() ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : chosen;
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(std::max(4.0, (font.pointSizeF() > 0 ? font.pointSizeF() : 10) + m_zoomPoints));
    viewport()->setFont(font);
    m_button->setFont(QApplication::font()); // what is said is no text of the log
    m_helper->setFont(QApplication::font());
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
    m_layouts.setWrapWidth(m_wrap ? std::max(40, viewport()->width() - textLeft() - logViewMargin) : 0);
    scheduleRefresh();
}

void LogView::scheduleRefresh()
{
    if (!m_refresh.isActive())
        m_refresh.start();
}

void LogView::refresh()
{
    followText();
    if (m_wrap)
        m_layouts.setWrapWidth(std::max(40, viewport()->width() - textLeft() - logViewMargin));
    wantNear();
    updateScrollBars();
    updateButton();
    const bool isEmpty = buffer().lineCount() == 0;
    m_helper->setVisible(!m_helper->text().isEmpty() && isEmpty);
    if (const QString description = isEmpty ? m_placeholder : QString(); description != accessibleDescription())
        setAccessibleDescription(description);
    viewport()->update();
    m_overview->update();
    emit newLinesChanged(m_follow.newLines());
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
    emit lineNumbersChanged(show);
}

void LogView::setAnsiMode(AnsiMode mode)
{
    m_layouts.setAnsiMode(mode);
    m_selected = false;
    m_matchAt.reset();
    scheduleRefresh();
    emit ansiModeChanged(mode);
}

void LogView::setPlaceholder(const QString &text, const QString &button)
{
    m_placeholder = text;
    m_helper->setText(button);
    const QSize size = m_helper->sizeHint();
    m_helper->setGeometry((viewport()->width() - size.width()) / 2,
                          viewport()->height() / 2 + 2 * m_layouts.rowHeight(), size.width(), size.height());
    scheduleRefresh();
}

void LogView::setOverviewShown(bool show)
{
    if (show == m_overview->isVisibleTo(this))
        return;
    m_overview->setVisible(show);
    setViewportMargins(0, 0, show ? m_overview->sizeHint().width() : 0, 0);
    m_overview->placeBeside(viewport());
}

void LogView::jumpTo(LineId address)
{
    goToAddress(address, FollowRule::Input::Jumped);
    if (!m_pendingAddress) {
        m_caret = m_anchor = {buffer().lineAt(address), 0};
        m_selected = false;
        m_matchAt.reset();
    }
}

LineId LogView::currentLine() const
{
    if (m_matchAt)
        return m_matchAt->line;
    const bool isSeen = m_caret.line >= m_top.line && m_caret.line < bottomLine();
    return isSeen && !isFollowing() ? m_caret.line : m_top.line;
}

void LogView::toggleMark()
{
    if (buffer().lineCount() == 0)
        return;
    const LineId line = currentLine();
    if (m_marks.erase(line) == 0)
        m_marks.insert(line);
    applyWidth();
    emit marksChanged();
}

void LogView::clearMarks()
{
    m_marks.clear();
    applyWidth();
    emit marksChanged();
}

void LogView::goToMark(bool forward)
{
    if (m_marks.empty())
        return;
    const LineId at = currentLine();
    auto mark = forward ? m_marks.upper_bound(at) : m_marks.lower_bound(at);
    if (forward && mark == m_marks.end())
        mark = m_marks.begin();
    else if (!forward)
        mark = std::prev(mark == m_marks.begin() ? m_marks.end() : mark);
    jumpTo(*mark);
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
    const LineId end = std::min(to, buffer().endLine());
    for (LineId line = buffer().lineAt(std::max(from, buffer().firstLine())); line < end; line = buffer().next(line))
        text += parseAnsi(buffer().line(line), ansiMode()).text + u'\n';
    return text;
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_overview->placeBeside(viewport());
    setPlaceholder(m_placeholder, m_helper->text());
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
