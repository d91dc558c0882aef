#include "ui/logs/logbuffer.h"

#include <algorithm>
#include <cstring>

namespace kantoku::ui {
namespace {

constexpr qsizetype blockBytes = 64 * 1024;
constexpr size_t maxDividers = 10'000;

/// `length` or a little less, so that the cut is not within a UTF-8 character.
qsizetype cutBetweenCharacters(QByteArrayView bytes, qsizetype length)
{
    if (length >= bytes.size())
        return length;
    for (qsizetype back = 0; back < 4 && length - back > 0; ++back) {
        if ((uchar(bytes[length - back]) & 0xC0) != 0x80)
            return length - back;
    }
    return length;
}

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    return line.endsWith('\n') ? line.chopped(1) : line;
}

/// What a block costs: many short lines cost more than their bytes.
qint64 costOf(const LogBuffer::Block &block)
{
    return block.bytes.size() + qint64(block.starts.size() * sizeof(quint32));
}

} // namespace

qsizetype LogBuffer::firstLineLength(QByteArrayView bytes)
{
    // One more than the longest: the line end itself does not make a line too long.
    const QByteArrayView search = bytes.first(std::min(maxLineBytes + 1, bytes.size()));
    const auto *end = static_cast<const char *>(std::memchr(search.data(), '\n', size_t(search.size())));
    if (end)
        return end - bytes.data() + 1;
    return bytes.size() > maxLineBytes ? cutBetweenCharacters(bytes, maxLineBytes) : bytes.size();
}

size_t LogBuffer::Block::indexOf(LineId line) const
{
    const auto next = std::ranges::upper_bound(starts, quint32(line - address));
    return size_t(next - starts.begin()) - 1;
}

QByteArrayView LogBuffer::Block::rawLineAt(size_t index) const
{
    const qsizetype begin = starts[index];
    const qsizetype end = index + 1 < starts.size() ? qsizetype(starts[index + 1]) : bytes.size();
    return QByteArrayView(bytes).sliced(begin, end - begin);
}

QByteArrayView LogBuffer::Block::lineTextAt(size_t index) const
{
    return withoutLineEnd(rawLineAt(index));
}

LogBuffer::LogBuffer(qint64 maxBytes)
    : m_maxBytes(maxBytes)
{
}

std::deque<LogBuffer::Block>::const_iterator LogBuffer::blockAfter(LineId address) const
{
    return std::ranges::upper_bound(m_blocks, address, {}, &Block::address);
}

const LogBuffer::Block *LogBuffer::blockOf(LineId address) const
{
    const auto next = blockAfter(address);
    if (next == m_blocks.begin())
        return nullptr;
    const Block &block = *std::prev(next);
    return address < block.end() ? &block : nullptr;
}

LineId LogBuffer::lineAt(LineId address) const
{
    if (const Block *block = blockOf(address))
        return block->lineAt(block->indexOf(address));
    const auto next = blockAfter(address);
    return next == m_blocks.end() ? m_end : next->address;
}

LineId LogBuffer::next(LineId line) const
{
    const Block *block = blockOf(line);
    if (!block)
        return lineAt(line);
    const size_t index = block->indexOf(line) + 1;
    return index < block->starts.size() ? block->lineAt(index) : lineAt(block->end());
}

LineId LogBuffer::previous(LineId line) const
{
    // One before the first byte of `line` is the last byte of the line before, or in a hole.
    const auto next = blockAfter(line - 1);
    if (next == m_blocks.begin())
        return firstLine();
    const Block &block = *std::prev(next);
    return block.lineAt(block.indexOf(std::min(line, block.end()) - 1));
}

LineId LogBuffer::advanced(LineId line, qint64 lines) const
{
    for (; lines > 0 && line < m_end; --lines)
        line = next(line);
    for (; lines < 0 && line > firstLine(); ++lines)
        line = previous(line);
    return line;
}

QByteArrayView LogBuffer::rawLine(LineId line) const
{
    const Block *block = blockOf(line);
    return block ? block->rawLineAt(block->indexOf(line)) : QByteArrayView();
}

QByteArrayView LogBuffer::line(LineId line) const
{
    return withoutLineEnd(rawLine(line));
}

qint64 LogBuffer::lineNumber(LineId line) const
{
    const Block *block = blockOf(line);
    if (block)
        return block->number > 0 ? block->number + qint64(block->indexOf(line)) : 0;
    if (m_blocks.empty())
        return m_start == m_end ? 1 : 0;
    const Block &last = m_blocks.back();
    return line == last.end() && last.number > 0 ? last.number + qint64(last.starts.size()) : 0;
}

void LogBuffer::openLine()
{
    const bool adjoins = !m_blocks.empty() && m_blocks.back().end() == m_end;
    if (!adjoins || m_blocks.back().bytes.size() >= blockBytes) {
        Block block;
        block.address = m_end;
        block.number = lineNumber(m_end);
        block.bytes.reserve(blockBytes + 1024);
        if (!m_blocks.empty())
            m_blocks.back().starts.shrink_to_fit();
        m_blocks.push_back(std::move(block));
    }
    Block &block = m_blocks.back();
    block.starts.push_back(quint32(block.bytes.size()));
    ++m_lineCount;
    m_open = true;
}

void LogBuffer::append(QByteArrayView bytes)
{
    m_sizeBytes += bytes.size();
    while (!bytes.isEmpty()) {
        if (!m_open)
            openLine();
        Block &block = m_blocks.back();
        const qsizetype room = maxLineBytes - (block.bytes.size() - qsizetype(block.starts.back()));
        // One more than the room: the line end itself does not make a line too long.
        const QByteArrayView search = bytes.first(std::min(room + 1, bytes.size()));
        const auto *end = static_cast<const char *>(std::memchr(search.data(), '\n', size_t(search.size())));
        qsizetype take = bytes.size();
        if (end) {
            take = end - bytes.data() + 1;
            m_open = false;
        } else if (bytes.size() > room) {
            take = cutBetweenCharacters(bytes, room);
            m_open = false;
        }
        block.bytes.append(bytes.data(), take);
        m_end += take;
        bytes = bytes.sliced(take);
    }
    dropOldest();
}

void LogBuffer::skip(qint64 bytes)
{
    m_open = false;
    m_end += bytes;
}

void LogBuffer::dropOldest()
{
    qint64 cost = m_sizeBytes + m_lineCount * qint64(sizeof(quint32));
    if (cost <= m_maxBytes)
        return;
    const auto isKept = [this](const Block &block) { return block.end() > m_kept.from && block.address < m_kept.to; };
    for (size_t i = 0; cost > m_maxBytes && m_blocks.size() > 1 && i + 1 < m_blocks.size();) {
        const Block &block = m_blocks[i];
        if (isKept(block)) {
            ++i;
            continue;
        }
        cost -= costOf(block);
        m_sizeBytes -= block.bytes.size();
        m_lineCount -= qint64(block.starts.size());
        m_blocks.erase(m_blocks.begin() + std::ptrdiff_t(i));
    }
    while (m_dividers.size() > maxDividers) {
        for (const LogDivider &divider : std::as_const(m_dividers.begin()->second))
            m_droppedGenerations += divider.startsGeneration() ? 1 : 0;
        m_dividers.erase(m_dividers.begin());
    }
}

void LogBuffer::joinNext(size_t index)
{
    Block &block = m_blocks[index];
    Block &next = m_blocks[index + 1];
    const QByteArray half = block.rawLineAt(block.starts.size() - 1).toByteArray();
    const qsizetype whole = half.size() + next.rawLineAt(0).size();
    if (block.end() != next.address || half.endsWith('\n') || whole > maxLineBytes || m_dividers.contains(next.address))
        return;
    block.bytes.chop(half.size());
    block.starts.pop_back();
    next.bytes.prepend(half);
    next.address -= half.size();
    for (size_t i = 1; i < next.starts.size(); ++i)
        next.starts[i] += quint32(half.size());
    --m_lineCount;
    if (block.starts.empty())
        m_blocks.erase(m_blocks.begin() + std::ptrdiff_t(index));
}

void LogBuffer::numberFrom(size_t index)
{
    for (size_t i = index; i < m_blocks.size(); ++i) {
        Block &block = m_blocks[i];
        if (block.address == start())
            block.number = 1;
        else if (i > 0 && m_blocks[i - 1].end() == block.address && m_blocks[i - 1].number > 0)
            block.number = m_blocks[i - 1].number + qint64(m_blocks[i - 1].starts.size());
        else if (i > index)
            break;
    }
}

void LogBuffer::insert(LineId address, QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    const auto next = blockAfter(address);
    const auto index = size_t(next - m_blocks.begin());
    const LineId end = address + bytes.size();
    Q_ASSERT(next == m_blocks.end() || next->address >= end);
    Q_ASSERT(index == 0 || m_blocks[index - 1].end() <= address);
    LogBuffer piece(bytes.size() * 8);
    piece.m_end = piece.m_start = address;
    piece.append(bytes);
    const size_t count = piece.m_blocks.size();
    m_lineCount += piece.m_lineCount;
    m_sizeBytes += bytes.size();
    m_start = std::min(m_start, address);
    if (m_blocks.empty() && end >= m_end) {
        m_end = end;
        m_open = piece.m_open;
    }
    for (Block &block : piece.m_blocks) {
        block.number = 0;
        block.bytes.squeeze();
        block.starts.shrink_to_fit();
    }
    m_blocks.insert(m_blocks.begin() + std::ptrdiff_t(index), std::make_move_iterator(piece.m_blocks.begin()),
                    std::make_move_iterator(piece.m_blocks.end()));
    if (index + count < m_blocks.size())
        joinNext(index + count - 1);
    numberFrom(index);
    dropOldest();
}

void LogBuffer::addDivider(LogDivider divider)
{
    m_open = false;
    m_dividers[m_end].append(std::move(divider));
}

void LogBuffer::insertDivider(LineId before, LogDivider divider)
{
    m_dividers[std::clamp(before, firstLine(), m_end)].append(std::move(divider));
}

std::optional<LogDivider> LogBuffer::head() const
{
    if (!m_headNote.isEmpty())
        return LogDivider{
            LogDivider::Kind::Earlier, {}, m_start < firstLine() ? firstLine() - m_start : -1, m_headNote};
    if (start() < firstLine())
        return LogDivider{LogDivider::Kind::Earlier, {}, firstLine() - start(), {}};
    return {};
}

QList<LogDivider> LogBuffer::dividers(LineId line) const
{
    QList<LogDivider> found;
    const auto next = blockAfter(line - 1);
    LineId at = line;
    if (next != m_blocks.begin())
        at = std::min(std::prev(next)->end(), line);
    else if (const auto missing = head())
        found.append(*missing);
    const auto addHole = [&](LineId to) {
        if (to > at) {
            const bool isGone = at < m_reachable;
            found.append({isGone ? LogDivider::Kind::Gap : LogDivider::Kind::Unread, {}, to - at, {}});
        }
        at = to;
    };
    for (auto it = m_dividers.lower_bound(at); it != m_dividers.end() && it->first <= line; ++it) {
        addHole(it->first);
        found.append(it->second);
    }
    addHole(line);
    return found;
}

int LogBuffer::generation(LineId line) const
{
    int generation = m_droppedGenerations;
    for (const auto &[before, dividers] : m_dividers) {
        if (before > line)
            break;
        generation += int(std::ranges::count_if(dividers, &LogDivider::startsGeneration));
    }
    return generation;
}

void LogBuffer::setStart(LineId start)
{
    m_start = start;
    m_reachable = start;
    // A start that is farther away than the first line makes numbers that were counted from there wrong.
    if (start < firstLine()) {
        for (Block &block : m_blocks)
            block.number = 0;
    }
    numberFrom(0);
}

LogBuffer::Range LogBuffer::unread(LineId address) const
{
    const LineId from = std::max(start(), m_reachable);
    if (address < from || address >= m_end || blockOf(address))
        return {};
    const auto next = blockAfter(address);
    const LineId begin = next == m_blocks.begin() ? from : std::max(from, std::prev(next)->end());
    return {begin, next == m_blocks.end() ? m_end : next->address};
}

std::vector<LogBuffer::Range> LogBuffer::allUnread() const
{
    std::vector<Range> holes;
    LineId at = std::max(start(), m_reachable);
    for (const Block &block : m_blocks) {
        if (block.address > at)
            holes.push_back({at, block.address});
        at = std::max(at, block.end());
    }
    if (m_end > at)
        holes.push_back({at, m_end});
    return holes;
}

std::optional<LogBuffer::Range> LogBuffer::unreadNear(Range range, qint64 distance) const
{
    std::optional<Range> nearest;
    qint64 least = distance + 1;
    for (const Range &hole : allUnread()) {
        const qint64 away = std::max<qint64>({0, range.from - hole.to, hole.from - range.to});
        if (away < least) {
            least = away;
            nearest = hole;
        }
    }
    return nearest;
}

void LogBuffer::clear()
{
    m_blocks.clear();
    m_dividers.clear();
    m_sources.clear();
    m_headNote.clear();
    m_sizeBytes = 0;
    m_lineCount = 0;
    m_start = m_end;
    setNothingReachable();
    m_droppedGenerations = 0;
    m_open = false;
}

void LogBuffer::setSource(const QString &source)
{
    if (!m_sources.empty() && m_sources.rbegin()->second == source)
        return;
    m_open = false;
    m_sources[m_end] = source;
    // Runs of text that was dropped are named by nobody any more.
    while (m_sources.size() > 1 && std::next(m_sources.begin())->first <= firstLine())
        m_sources.erase(m_sources.begin());
}

QString LogBuffer::source(LineId line) const
{
    const auto next = m_sources.upper_bound(line);
    return next == m_sources.begin() ? QString() : std::prev(next)->second;
}

std::vector<LogBuffer::Block> LogBuffer::snapshot(LineId from) const
{
    std::vector<Block> blocks;
    for (auto it = m_blocks.rbegin(); it != m_blocks.rend() && it->end() > from; ++it)
        blocks.push_back(*it);
    std::ranges::reverse(blocks);
    return blocks;
}

} // namespace kantoku::ui
