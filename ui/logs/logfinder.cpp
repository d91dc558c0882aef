#include "ui/logs/logfinder.h"

#include "ui/logs/ansiparser.h"

#include <QtConcurrent>

#include <algorithm>

namespace kantoku::ui {
namespace {

constexpr qint64 smallBytes = 512 * 1024; // so much is searched at once, without another thread
constexpr int extendMilliseconds = 50;

} // namespace

std::vector<MatchedLine> findMatches(const std::vector<LogBuffer::Block> &blocks, LineId from,
                                     const LogPattern &pattern, AnsiMode mode, qint64 matchesBefore,
                                     const std::atomic_bool &cancelled)
{
    std::vector<MatchedLine> found;
    qint64 count = matchesBefore;
    for (const LogBuffer::Block &block : blocks) {
        if (cancelled.load(std::memory_order_relaxed))
            break;
        if (!pattern.mayMatch(block.bytes))
            continue;
        for (LineId line = std::max(from, block.firstLine); line < block.endLine(); ++line) {
            const QByteArrayView bytes = block.line(line);
            if (!pattern.mayMatch(bytes))
                continue;
            const qsizetype here = pattern.rangesIn(parseAnsi(bytes, mode).text).size();
            if (here == 0)
                continue;
            count += here;
            found.push_back({line, count});
        }
    }
    return found;
}

LogFinder::LogFinder(QObject *parent)
    : QObject(parent)
    , m_mode(AnsiMode::Render)
{
    m_extend.setSingleShot(true);
    m_extend.setInterval(extendMilliseconds);
    connect(&m_extend, &QTimer::timeout, this, &LogFinder::extend);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        // One that was cancelled reports, too: what it found belongs to an older question.
        if (!m_cancelled || m_cancelled->load() || m_watcher.future().resultCount() == 0)
            return;
        takeFound(m_watcher.result(), m_runningTo);
        extend();
    });
}

LogFinder::~LogFinder()
{
    stop();
}

void LogFinder::setDocument(LogDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    if (document) {
        connect(document, &LogDocument::appended, this, [this] {
            if (!m_pattern.isEmpty() && !m_extend.isActive())
                m_extend.start();
        });
        connect(document, &LogDocument::changedAbove, this, &LogFinder::restart);
        connect(document, &LogDocument::cleared, this, &LogFinder::restart);
    }
    restart();
}

void LogFinder::setPattern(const LogPattern &pattern)
{
    if (pattern == m_pattern)
        return;
    m_pattern = pattern;
    restart();
}

void LogFinder::setAnsiMode(AnsiMode mode)
{
    m_mode = mode;
    restart();
}

void LogFinder::stop()
{
    m_extend.stop();
    if (m_cancelled)
        m_cancelled->store(true);
    m_cancelled.reset();
    m_watcher.setFuture({});
}

void LogFinder::restart()
{
    stop();
    m_lines.clear();
    m_dropped = 0;
    m_searchedTo = m_document ? m_document->buffer().firstLine() : 0;
    extend();
    emit changed();
}

void LogFinder::extend()
{
    if (!m_document || m_pattern.isEmpty() || m_watcher.isRunning())
        return;
    dropGone();
    const LogBuffer &buffer = m_document->buffer();
    m_searchedTo = std::max(m_searchedTo, buffer.firstLine());
    // The open line is searched again each time, until it has its end.
    while (!m_lines.empty() && m_lines.back().line >= m_searchedTo)
        m_lines.pop_back();
    const LineId from = m_searchedTo;
    const LineId end = buffer.endLine() - (buffer.isLastLineOpen() ? 1 : 0);
    std::vector<LogBuffer::Block> blocks = buffer.snapshot(from);
    qint64 bytes = 0;
    for (const LogBuffer::Block &block : blocks)
        bytes += block.bytes.size();
    const qint64 before = m_lines.empty() ? m_dropped : m_lines.back().upTo;
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    if (bytes <= smallBytes) {
        takeFound(findMatches(blocks, from, m_pattern, m_mode, before, *m_cancelled), end);
        return;
    }
    m_runningTo = end;
    m_watcher.setFuture(QtConcurrent::run(
        [blocks = std::move(blocks), from, pattern = m_pattern, mode = m_mode, before, cancelled = m_cancelled] {
            return findMatches(blocks, from, pattern, mode, before, *cancelled);
        }));
    emit changed();
}

void LogFinder::takeFound(std::vector<MatchedLine> found, LineId searchedTo)
{
    m_lines.insert(m_lines.end(), found.begin(), found.end());
    m_searchedTo = searchedTo;
    dropGone();
    emit changed();
}

void LogFinder::dropGone()
{
    const LineId first = m_document->buffer().firstLine();
    const auto kept = std::ranges::lower_bound(m_lines, first, {}, &MatchedLine::line);
    if (kept == m_lines.begin())
        return;
    m_dropped = std::prev(kept)->upTo;
    m_lines.erase(m_lines.begin(), kept);
    if (m_lines.empty())
        m_dropped = 0;
}

QList<LogPattern::Range> LogFinder::rangesIn(LineId line) const
{
    return m_pattern.rangesIn(parseAnsi(m_document->buffer().line(line), m_mode).text);
}

LogFinder::Match LogFinder::matchAt(size_t index, qsizetype which, const QList<LogPattern::Range> &ranges) const
{
    const qint64 before = (index == 0 ? m_dropped : m_lines[index - 1].upTo) - m_dropped;
    return {m_lines[index].line, ranges.at(which), before + which + 1, false};
}

std::optional<LogFinder::Match> LogFinder::next(LineId line, qsizetype column, bool forward) const
{
    if (!m_document)
        return {};
    const LineId first = m_document->buffer().firstLine();
    const auto begin = size_t(std::ranges::lower_bound(m_lines, first, {}, &MatchedLine::line) - m_lines.begin());
    const size_t count = m_lines.size() - begin;
    if (count == 0)
        return {};
    // The line itself first, then the others in turn, and at last the line itself once more for what lies behind.
    const auto start
        = size_t(std::ranges::lower_bound(m_lines, line, {}, &MatchedLine::line) - m_lines.begin()) - begin;
    for (size_t step = 0; step <= count; ++step) {
        const size_t turn = forward
            ? start + step
            : start + 2 * count - step - (start < count && m_lines[begin + start].line == line ? 0 : 1);
        const size_t index = begin + turn % count;
        const bool isSame = step == 0 && m_lines[index].line == line;
        const QList<LogPattern::Range> ranges = rangesIn(m_lines[index].line);
        for (qsizetype i = 0; i < ranges.size(); ++i) {
            const qsizetype which = forward ? i : ranges.size() - 1 - i;
            const qsizetype at = ranges[which].column;
            if (isSame && (forward ? at <= column : at >= column))
                continue;
            Match match = matchAt(index, which, ranges);
            match.wrapped = forward ? std::pair(match.line, at) <= std::pair(line, column)
                                    : std::pair(match.line, at) >= std::pair(line, column);
            return match;
        }
    }
    return {};
}

} // namespace kantoku::ui
