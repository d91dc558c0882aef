#include "ui/logs/logfindbar.h"

#include "ui/logs/overviewstrip.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QShortcut>
#include <QToolButton>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds progressPause{300};

} // namespace

LogFindBar::LogFindBar(LogFinder *finder, LogView *view, QWidget *parent)
    : QWidget(parent)
    , m_finder(finder)
    , m_view(view)
{
    setObjectName(u"logFindBar"_s);
    auto *bar = new QHBoxLayout(this);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(4);
    m_find = new QLineEdit(this);
    m_find->setAccessibleName(tr("Find in log"));
    m_find->setPlaceholderText(tr("Find in log"));
    m_find->setClearButtonEnabled(true);
    m_find->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
    m_find->setMaximumWidth(fontMetrics().averageCharWidth() * 60);
    bar->addWidget(m_find, 4);
    m_caseSensitive = addButton(u"Aa"_s, tr("Match case"), tr("Match upper and lower case"), true);
    m_wholeWords = addButton(u"\u201cw\u201d"_s, tr("Whole words"), tr("Match whole words only"), true);
    m_regularExpression = addButton(u".*"_s, tr("Regular expression"), tr("The text is a regular expression"), true);
    m_count = new QLabel(this);
    m_count->setAccessibleName(tr("Matches"));
    m_count->setMinimumWidth(fontMetrics().horizontalAdvance(u"8888 of 8888"_s));
    bar->addWidget(m_count);
    m_previous = addButton(u"‹"_s, tr("Previous match"), tr("Previous match (Shift+N, Shift+F3)"), false);
    m_next = addButton(u"›"_s, tr("Next match"), tr("Next match (N, F3)"), false);
    m_progress = new QProgressBar(this);
    m_progress->setAccessibleName(tr("Search progress"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 10);
    m_progress->hide();
    bar->addWidget(m_progress);
    m_stop = addButton(tr("Stop"), tr("Stop searching"), tr("Stop searching; what was found stays"), false);
    m_stop->hide();
    m_all = addButton({}, tr("Search the whole log"), {}, false);
    m_all->hide();
    bar->addStretch(1);
    m_filter = addButton(tr("Filter"), tr("Filter"), tr("List the matching lines below the log (Ctrl+Shift+F)"), true);

    connect(m_find, &QLineEdit::textChanged, this, &LogFindBar::updatePattern);
    for (QToolButton *option : {m_caseSensitive, m_wholeWords, m_regularExpression})
        connect(option, &QToolButton::toggled, this, &LogFindBar::updatePattern);
    connect(m_previous, &QToolButton::clicked, this, [this] { findNext(false); });
    connect(m_next, &QToolButton::clicked, this, [this] { findNext(true); });
    connect(m_stop, &QToolButton::clicked, finder, &LogFinder::stop);
    connect(m_all, &QToolButton::clicked, finder, &LogFinder::searchAll);
    connect(m_filter, &QToolButton::toggled, this, &LogFindBar::filterToggled);
    connect(finder, &LogFinder::changed, this, &LogFindBar::showWhileTyping);
    connect(finder, &LogFinder::changed, this, &LogFindBar::refresh);
    connect(finder, &LogFinder::changed, view->overview(), qOverload<>(&QWidget::update));
    connect(view, &LogView::findRequested, this, &LogFindBar::begin);
    connect(view, &LogView::findNextRequested, this, &LogFindBar::findNext);
    connect(view, &LogView::ansiModeChanged, finder, &LogFinder::setAnsiMode);
    connect(view, &LogView::newLinesChanged, this, &LogFindBar::showWhenHere); // once a frame, when something came
    connect(view, &LogView::marksChanged, this, &LogFindBar::refresh);
    view->overview()->setMatches(
        [finder](qint64 from, qint64 to, int places) { return finder->spread(from, to, places); });
    m_showProgress.setSingleShot(true);
    m_showProgress.setInterval(progressPause);
    connect(&m_showProgress, &QTimer::timeout, this, &LogFindBar::updateSearch);
    addKeys();
    refresh();
}

QToolButton *LogFindBar::addButton(const QString &text, const QString &name, const QString &toolTip, bool checkable)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(toolTip);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAutoRaise(true); // framed only while checked: tells the two apart in every style
    button->setCheckable(checkable);
    layout()->addWidget(button);
    return button;
}

void LogFindBar::addKeys()
{
    const auto addKey = [this](const QKeySequence &key, auto action) {
        auto *shortcut = new QShortcut(key, m_find);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    addKey(Qt::Key_Return, [this] { findNext(true); });
    addKey(Qt::Key_Enter, [this] { findNext(true); });
    addKey(Qt::SHIFT | Qt::Key_Return, [this] { findNext(false); });
    addKey(Qt::Key_F3, [this] { findNext(true); });
    addKey(Qt::SHIFT | Qt::Key_F3, [this] { findNext(false); });
    addKey(Qt::CTRL | Qt::SHIFT | Qt::Key_F, [this] { m_filter->toggle(); });
    addKey(Qt::Key_Escape, [this] {
        m_find->clear();
        m_view->setFocus();
    });
}

bool LogFindBar::isFilterShown() const
{
    return m_filter->isChecked();
}

void LogFindBar::setFilterShown(bool shown)
{
    m_filter->setChecked(shown);
}

void LogFindBar::begin()
{
    if (m_view->hasSelection() && !m_view->selectedText().contains(u'\n'))
        m_find->setText(m_view->selectedText());
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void LogFindBar::forgetMatch()
{
    m_current.reset();
    m_wrapped = false;
    m_wanted.reset();
    m_typedFrom.reset();
    refresh();
}

void LogFindBar::updatePattern()
{
    if (!m_typedFrom && m_current)
        m_typedFrom = m_view->searchStart();
    else if (!m_typedFrom) // at the end what is seen may not be there yet
        m_typedFrom = {m_view->isFollowing() ? m_view->document()->buffer().endLine() : m_view->bottomLine(), 0};
    LogPatternOptions options;
    options.caseSensitive = m_caseSensitive->isChecked();
    options.wholeWords = m_wholeWords->isChecked();
    options.regularExpression = m_regularExpression->isChecked();
    const Result<LogPattern> pattern = LogPattern::make(m_find->text(), options);
    m_patternError = pattern ? QString() : pattern.error().message;
    m_current.reset();
    m_wrapped = false;
    m_wanted.reset();
    m_typed = false;
    m_view->setPattern(pattern.value_or(LogPattern()));
    m_finder->setPattern(pattern.value_or(LogPattern()));
    if (m_find->text().isEmpty())
        m_typedFrom.reset();
    else
        m_typed = pattern.has_value();
    showWhileTyping();
    refresh();
}

void LogFindBar::showWhileTyping()
{
    if (m_typed && m_finder->matchCount() == 0)
        m_typed = m_finder->isSearching();
    if (!m_typed || m_finder->matchCount() == 0)
        return;
    // A search may take long: who has gone on to something else is not taken away from it.
    if (!isAncestorOf(QApplication::focusWidget()) || isMatchSeen()) {
        m_typed = false;
        return;
    }
    const auto match = m_finder->next(m_typedFrom->line, m_typedFrom->column, false);
    if (!match || (match->wrapped && m_finder->isSearching()))
        return; // it goes on upwards
    m_typed = false;
    showMatch(match->wrapped ? m_finder->next(m_typedFrom->line, m_typedFrom->column, true).value_or(*match) : *match);
    m_wrapped = false;
}

bool LogFindBar::isMatchSeen() const
{
    const LogBuffer &buffer = m_view->document()->buffer();
    for (LineId line = m_view->topLine(); line < m_view->bottomLine(); line = buffer.next(line)) {
        for (const LogPattern::Range &range : m_finder->rangesIn(line)) {
            if (m_view->rectangleOf({line, range.column}).intersects(m_view->viewport()->rect()))
                return true;
        }
    }
    return false;
}

void LogFindBar::findNext(bool forward)
{
    m_typed = false;
    m_typedFrom.reset();
    const LogView::Position from = m_view->searchStart();
    // The place itself counts as found only once it is the current match.
    const qsizetype column = m_current || !forward ? from.column : from.column - 1;
    if (const auto match = m_finder->next(from.line, column, forward))
        showMatch(*match);
    refresh();
}

void LogFindBar::showMatch(const LogFinder::Match &match)
{
    m_current = match;
    m_wrapped = match.wrapped && m_finder->matchCount() > 0;
    m_wanted.reset();
    if (match.range.length > 0) {
        m_view->showMatch(match.line, match.range);
        return;
    }
    m_wanted = match.line;
    m_view->jumpTo(match.line);
    showWhenHere();
}

void LogFindBar::showWhenHere()
{
    if (!m_wanted || !m_view->document()->buffer().contains(*m_wanted))
        return;
    const LineId line = *m_wanted;
    m_wanted.reset();
    if (const QList<LogPattern::Range> ranges = m_finder->rangesIn(line); !ranges.isEmpty())
        m_view->showMatch(line, ranges.first());
}

void LogFindBar::showLine(qint64 line)
{
    m_typed = false;
    m_typedFrom.reset();
    if (const auto match = m_finder->next(line, -1, true); match && match->line == line)
        showMatch(*match);
    m_wrapped = false;
    refresh();
}

void LogFindBar::refresh()
{
    const qint64 count = m_finder->matchCount();
    const QLocale locale;
    QString text;
    QString toolTip;
    if (!m_patternError.isEmpty()) {
        text = tr("not valid");
        toolTip = m_patternError;
    } else if (m_finder->pattern().isEmpty()) {
        text.clear();
    } else if (const qint64 number = m_current ? m_finder->numberOf(*m_current) : 0; number > 0) {
        text = tr("%1 of %2", "match").arg(locale.toString(number), locale.toString(count));
        if (m_wrapped) {
            text = u"↻ "_s + text;
            toolTip = tr("The search went on at the other end of the log.");
        }
        if (m_finder->isSearching())
            text += u"…"_s;
    } else if (m_finder->isSearching()) {
        text = tr("%1…", "matches so far").arg(locale.toString(count));
    } else if (count == 0) {
        text = tr("no match");
    } else {
        text = tr("%n matches", nullptr, int(std::min<qint64>(count, 1'000'000'000)));
    }
    m_count->setText(text);
    m_count->setToolTip(toolTip);
    m_count->setAccessibleDescription(toolTip);
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
    m_view->setOverviewShown(!m_finder->pattern().isEmpty() || !m_view->marks().empty());
    if (m_finder->isSearching() && !m_showProgress.isActive() && !m_progress->isVisibleTo(this))
        m_showProgress.start();
    else if (!m_showProgress.isActive())
        updateSearch();
}

void LogFindBar::updateSearch()
{
    const bool searching = m_finder->isSearching();
    m_progress->setVisible(searching);
    m_progress->setValue(int(m_finder->progress() * 1000));
    m_stop->setVisible(searching);
    const qint64 rest = searching ? 0 : m_finder->unsearchedBytes();
    m_all->setVisible(rest > 0);
    if (rest > 0) {
        m_all->setText(tr("Search %1 More").arg(QLocale().formattedDataSize(rest)));
        m_all->setToolTip(m_finder->problem().isEmpty()
                              ? tr("Read and search also the part of the log that is not loaded")
                              : tr("The search ended early: %1 Press to go on.").arg(m_finder->problem()));
    }
}

} // namespace kantoku::ui
