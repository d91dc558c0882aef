#include "ui/logs/logfinder.h"

#include "ui/logs/ansiparser.h"

#include <QtConcurrent>

#include <algorithm>
#include <cstring>

namespace kantoku::ui {
namespace {

constexpr qint64 smallBytes = 512 * 1024; // so much is searched at once, without another thread
constexpr qint64 largeBytes = 8 * 1024 * 1024; // so much in one go in another thread
constexpr int extendMilliseconds = 50;
constexpr qsizetype keptStartBytes = 512;

} // namespace

std::vector<MatchedLine> findMatches(QByteArrayView bytes, LineId address, const LogPattern &pattern, AnsiMode mode,
                                     const std::atomic_bool &cancelled, bool keepStart)
{
    std::vector<MatchedLine> found;
    for (qsizetype at = 0; at < bytes.size() && !cancelled.load(std::memory_order_relaxed);) {
        const qsizetype candidate = pattern.candidate(bytes, at);
        if (candidate < 0)
            break;
        // The line that holds it, as a buffer would cut it.
        const void *before = memrchr(bytes.data() + at, '\n', size_t(candidate - at));
        qsizetype begin = before ? static_cast<const char *>(before) - bytes.data() + 1 : at;
        qsizetype length = LogBuffer::firstLineLength(bytes.sliced(begin));
        while (begin + length <= candidate) {
            begin += length;
            length = LogBuffer::firstLineLength(bytes.sliced(begin));
        }
        const QByteArrayView raw = bytes.sliced(begin, length);
        const QByteArrayView line = raw.endsWith('\n') ? raw.chopped(1) : raw;
        const qsizetype matches = pattern.rangesIn(parseAnsi(line, mode).text).size();
        if (matches > 0) {
            found.push_back(
                {address + begin, quint32(matches),
                 keepStart ? line.first(std::min(keptStartBytes, line.size())).toByteArray() : QByteArray()});
        }
        at = begin + length;
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
        m_running = false;
        takeFound(m_watcher.result(), m_runningRanges);
        extend();
    });
}

LogFinder::~LogFinder()
{
    stop();
}

void LogFinder::setDocument(LogDocument *document, Reader reader)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_reader = std::move(reader);
    if (document) {
        const auto later = [this] {
            if (!m_pattern.isEmpty() && !m_extend.isActive())
                m_extend.start();
        };
        connect(document, &LogDocument::appended, this, later);
        connect(document, &LogDocument::changedAbove, this, later);
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
    ++m_question;
    if (m_cancelled)
        m_cancelled->store(true);
    m_cancelled.reset();
    m_watcher.setFuture({});
    m_stopped = true;
    if (std::exchange(m_running, false))
        emit changed();
}

void LogFinder::searchAll()
{
    m_all = true;
    m_stopped = false;
    m_problem.clear();
    extend();
}

void LogFinder::restart()
{
    stop();
    m_stopped = false;
    m_all = false;
    m_problem.clear();
    emit linesAboutToBeReset();
    m_lines.clear();
    m_done.clear();
    m_count = m_onlyCounted = 0;
    m_openLine.reset();
    emit linesReset();
    extend();
    emit changed();
}

qint64 LogFinder::undoneIn(LogBuffer::Range range) const
{
    qint64 bytes = range.size();
    for (const LogBuffer::Range &done : m_done)
        bytes -= std::max<qint64>(0, std::min(done.to, range.to) - std::max(done.from, range.from));
    return bytes;
}

qint64 LogFinder::unsearchedBytes() const
{
    if (!m_document || m_pattern.isEmpty() || !m_reader)
        return 0;
    qint64 bytes = 0;
    for (const LogBuffer::Range &hole : m_document->buffer().allUnread())
        bytes += undoneIn(hole);
    return bytes;
}

double LogFinder::progress() const
{
    if (!m_document)
        return 1;
    const LogBuffer &buffer = m_document->buffer();
    const qint64 whole = m_all ? buffer.endLine() - buffer.readableStart() : buffer.sizeBytes();
    qint64 done = 0;
    for (const LogBuffer::Range &range : m_done)
        done += range.size();
    return whole <= 0 ? 1 : std::clamp(double(done) / double(whole), 0.0, 1.0);
}

void LogFinder::addDone(LogBuffer::Range range)
{
    const auto at = std::ranges::lower_bound(m_done, range.from, {}, &LogBuffer::Range::from);
    auto it = m_done.insert(at, range);
    if (it != m_done.begin() && std::prev(it)->to >= it->from) {
        std::prev(it)->to = std::max(std::prev(it)->to, it->to);
        it = std::prev(m_done.erase(it));
    }
    while (std::next(it) != m_done.end() && std::next(it)->from <= it->to) {
        it->to = std::max(it->to, std::next(it)->to);
        m_done.erase(std::next(it));
    }
}

/// Of what the document has and was not searched: the last pieces, as much as makes one go.
std::vector<LogFinder::Piece> LogFinder::nextPieces()
{
    const LogBuffer &buffer = m_document->buffer();
    // An open line is searched again each time, until it has its end.
    const LineId end = buffer.endLine();
    const LineId openLine = buffer.isLastLineOpen() ? buffer.previous(end) : end;
    if (m_openLine) {
        const auto first = std::ranges::lower_bound(m_lines, *m_openLine, {}, &MatchedLine::line);
        removeLines(size_t(first - m_lines.begin()), size_t(m_lines.end() - first));
        m_openLine.reset();
    }
    std::vector<Piece> pieces;
    qint64 bytes = 0;
    const LineId searched = m_done.empty() ? buffer.firstLine() : m_done.front().from;
    const bool hasHoles = m_done.size() > 1 || searched > buffer.firstLine();
    // Where all but the end was searched, the other blocks need not be looked at.
    const LineId from = hasHoles || m_done.empty() ? buffer.firstLine() : m_done.back().to;
    const std::vector<LogBuffer::Block> blocks = buffer.snapshot(from);
    for (auto block = blocks.rbegin(); block != blocks.rend() && bytes < largeBytes; ++block) {
        LineId at = block->address;
        for (const LogBuffer::Range &done : m_done) {
            if (done.to <= at || done.from >= block->end())
                continue;
            if (done.from > at)
                pieces.push_back({block->bytes.mid(at - block->address, done.from - at), at});
            at = done.to;
        }
        if (at < block->end())
            pieces.push_back({block->bytes.mid(at - block->address), at});
        for (size_t i = pieces.size(); i-- > 0 && pieces[i].address >= block->address;)
            bytes += pieces[i].bytes.size();
    }
    if (openLine < end)
        m_openLine = openLine;
    std::ranges::sort(pieces, {}, &Piece::address);
    return pieces;
}

std::optional<LogBuffer::Range> LogFinder::nextUnread() const
{
    if (!m_reader || !m_problem.isEmpty() || (!m_all && unsearchedBytes() > readAtOnceBytes))
        return {};
    const std::vector<LogBuffer::Range> holes = m_document->buffer().allUnread();
    for (auto hole = holes.rbegin(); hole != holes.rend(); ++hole) {
        LogBuffer::Range range = *hole;
        for (auto done = m_done.rbegin(); done != m_done.rend() && done->to > range.from; ++done) {
            if (done->from >= range.to)
                continue;
            if (done->to < range.to) {
                range.from = done->to;
                break;
            }
            range.to = std::max(range.from, done->from);
        }
        if (range.size() > 0)
            return LogBuffer::Range{std::max(range.from, range.to - pieceBytes), range.to};
    }
    return {};
}

void LogFinder::extend()
{
    if (!m_document || m_pattern.isEmpty() || m_running || m_stopped)
        return;
    dropGone();
    std::vector<Piece> pieces = nextPieces();
    if (!pieces.empty()) {
        qint64 bytes = 0;
        for (const Piece &piece : pieces)
            bytes += piece.bytes.size();
        if (bytes > smallBytes) {
            run(std::move(pieces), false);
            return;
        }
        const std::atomic_bool cancelled = false;
        std::vector<MatchedLine> found;
        for (const Piece &piece : pieces)
            std::ranges::move(findMatches(piece.bytes, piece.address, m_pattern, m_mode, cancelled),
                              std::back_inserter(found));
        takeFound(std::move(found), rangesOf(pieces));
    }
    if (const auto unread = nextUnread()) {
        m_running = true;
        readPiece(*unread);
        emit changed();
    }
}

std::vector<LogBuffer::Range> LogFinder::rangesOf(const std::vector<Piece> &pieces) const
{
    std::vector<LogBuffer::Range> ranges;
    for (const Piece &piece : pieces) {
        const LineId end = piece.address + piece.bytes.size();
        ranges.push_back({piece.address, m_openLine && end > *m_openLine ? *m_openLine : end});
    }
    return ranges;
}

void LogFinder::run(std::vector<Piece> pieces, bool keepStart)
{
    m_running = true;
    m_runningRanges = rangesOf(pieces);
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    m_watcher.setFuture(QtConcurrent::run(
        [pieces = std::move(pieces), pattern = m_pattern, mode = m_mode, cancelled = m_cancelled, keepStart] {
            std::vector<MatchedLine> all;
            for (const Piece &piece : pieces)
                std::ranges::move(findMatches(piece.bytes, piece.address, pattern, mode, *cancelled, keepStart),
                                  std::back_inserter(all));
            return all;
        }));
    emit changed();
}

QCoro::Task<void> LogFinder::readPiece(LogBuffer::Range range)
{
    const QPointer<LogFinder> alive(this);
    const int question = m_question;
    const Result<QByteArray> bytes = co_await m_reader(range);
    if (!alive || question != m_question || !m_document)
        co_return;
    if (!bytes) {
        m_running = false;
        m_problem = bytes.error().message;
        emit changed();
        co_return;
    }
    // Where a file ends within the range, what is behind it is read by itself.
    if (bytes->size() < range.size() && bytes->size() > 0) {
        readPiece({range.from + bytes->size(), range.to});
        co_return;
    }
    // The first line may have begun before; then it is read with the piece before.
    const bool isWhole = m_document->buffer().unread(range.from).from == range.from;
    const qsizetype cut = isWhole ? 0 : bytes->indexOf('\n') + 1;
    std::vector<Piece> pieces;
    pieces.push_back({bytes->mid(cut < bytes->size() ? cut : 0), range.from + (cut < bytes->size() ? cut : 0)});
    run(std::move(pieces), true);
}

void LogFinder::takeFound(std::vector<MatchedLine> found, const std::vector<LogBuffer::Range> &searched)
{
    for (const LogBuffer::Range &range : searched) {
        if (range.size() > 0)
            addDone(range);
    }
    insertLines(std::move(found));
    dropGone();
    emit changed();
}

void LogFinder::insertLines(std::vector<MatchedLine> found)
{
    if (found.empty())
        return;
    for (const MatchedLine &line : found)
        m_count += line.matches;
    if (m_lines.empty() || found.front().line > m_lines.back().line) {
        emit linesAboutToBeInserted(int(m_lines.size()), int(found.size()));
        std::ranges::move(found, std::back_inserter(m_lines));
        emit linesInserted();
    } else if (found.back().line < m_lines.front().line && m_onlyCounted > 0) {
        // There is no room for older ones.
        for (const MatchedLine &line : found)
            m_onlyCounted += line.matches;
    } else if (found.back().line < m_lines.front().line) {
        emit linesAboutToBeInserted(0, int(found.size()));
        m_lines.insert(m_lines.begin(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
        emit linesInserted();
    } else {
        emit linesAboutToBeReset();
        std::deque<MatchedLine> merged;
        std::ranges::merge(m_lines, found, std::back_inserter(merged), {}, &MatchedLine::line, &MatchedLine::line);
        m_lines = std::move(merged);
        emit linesReset();
    }
    if (m_lines.size() <= maxLines)
        return;
    const size_t excess = m_lines.size() - maxLines;
    for (size_t i = 0; i < excess; ++i) {
        m_onlyCounted += m_lines[i].matches;
        m_count += m_lines[i].matches; // removeLines() takes them off
    }
    removeLines(0, excess);
}

void LogFinder::removeLines(size_t first, size_t count)
{
    if (count == 0)
        return;
    emit linesAboutToBeRemoved(int(first), int(count));
    const auto begin = m_lines.begin() + std::ptrdiff_t(first);
    for (auto it = begin; it != begin + std::ptrdiff_t(count); ++it)
        m_count -= it->matches;
    m_lines.erase(begin, begin + std::ptrdiff_t(count));
    emit linesRemoved();
}

void LogFinder::dropGone()
{
    const LineId first = m_document->buffer().readableStart();
    removeLines(0, indexOf(first));
}

size_t LogFinder::indexOf(LineId line) const
{
    return size_t(std::ranges::lower_bound(m_lines, line, {}, &MatchedLine::line) - m_lines.begin());
}

std::vector<bool> LogFinder::spread(LineId from, LineId to, int places) const
{
    std::vector<bool> spread(size_t(std::max(0, places)), false);
    const double size = double(std::max<qint64>(1, to - from));
    for (size_t i = 0; i < m_lines.size();) {
        const int place = std::clamp(int(double(m_lines[i].line - from) / size * (places - 1)), 0, places - 1);
        spread[size_t(place)] = true;
        // On to the first line of another place: many lines share one.
        const auto next = from + LineId(double(place + 1) / std::max(1, places - 1) * size);
        i = std::max(i + 1, indexOf(next));
    }
    return spread;
}

QList<LogPattern::Range> LogFinder::rangesIn(LineId line) const
{
    if (!m_document || !m_document->buffer().contains(line))
        return {};
    return m_pattern.rangesIn(parseAnsi(m_document->buffer().line(line), m_mode).text);
}

qint64 LogFinder::numberOf(const Match &match) const
{
    const size_t index = indexOf(match.line);
    if (index == m_lines.size() || m_lines[index].line != match.line)
        return 0;
    qint64 before = m_onlyCounted;
    for (size_t i = 0; i < index; ++i)
        before += m_lines[i].matches;
    return before + match.which + 1;
}

std::optional<LogFinder::Match> LogFinder::next(LineId line, qsizetype column, bool forward) const
{
    if (!m_document || m_lines.empty())
        return {};
    // Lines that the document has lost meanwhile are no place to go to.
    const size_t gone = indexOf(m_document->buffer().readableStart());
    const size_t count = m_lines.size() - gone;
    if (count == 0)
        return {};
    // The line itself first, then the others in turn, and at last the line itself once more for what lies behind.
    const size_t start = std::max(gone, indexOf(line)) - gone;
    const bool isOnLine = start < count && m_lines[gone + start].line == line;
    for (size_t step = 0; step <= count; ++step) {
        const size_t turn = forward ? start + step : start + 2 * count - step - (isOnLine ? 0 : 1);
        const size_t index = gone + turn % count;
        const MatchedLine &found = m_lines[index];
        const bool isSame = step == 0 && found.line == line;
        const auto matchAt = [&](LogPattern::Range range, qsizetype which) {
            const bool wrapped = forward ? std::pair(found.line, range.column) <= std::pair(line, column)
                                         : std::pair(found.line, range.column) >= std::pair(line, column);
            return Match{found.line, range, which, wrapped};
        };
        const QList<LogPattern::Range> ranges = rangesIn(found.line);
        if (ranges.isEmpty() && !isSame)
            return matchAt({}, forward ? 0 : found.matches - 1);
        for (qsizetype i = 0; i < ranges.size(); ++i) {
            const qsizetype which = forward ? i : ranges.size() - 1 - i;
            const qsizetype at = ranges[which].column;
            if (!isSame || (forward ? at > column : at < column))
                return matchAt(ranges[which], which);
        }
    }
    return {};
}

} // namespace kantoku::ui
