#include "ui/logs/logbuffer.h"

#include <algorithm>
#include <cstring>

namespace kantoku::ui {
namespace {

constexpr qsizetype blockBytes = 64 * 1024;

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

} // namespace

QByteArrayView LogBuffer::Block::rawLine(LineId line) const
{
    const auto index = size_t(line - firstLine);
    const qsizetype begin = starts[index];
    const qsizetype end = index + 1 < starts.size() ? qsizetype(starts[index + 1]) : bytes.size();
    return QByteArrayView(bytes).sliced(begin, end - begin);
}

QByteArrayView LogBuffer::Block::line(LineId line) const
{
    return withoutLineEnd(rawLine(line));
}

LogBuffer::LogBuffer(qint64 maxBytes)
    : m_maxBytes(maxBytes)
{
}

const LogBuffer::Block *LogBuffer::blockOf(LineId line) const
{
    if (line < firstLine() || line >= m_endLine)
        return nullptr;
    const auto next = std::ranges::upper_bound(m_blocks, line, {}, &Block::firstLine);
    return &*std::prev(next);
}

QByteArrayView LogBuffer::rawLine(LineId line) const
{
    const Block *block = blockOf(line);
    return block ? block->rawLine(line) : QByteArrayView();
}

QByteArrayView LogBuffer::line(LineId line) const
{
    return withoutLineEnd(rawLine(line));
}

void LogBuffer::openLine()
{
    if (m_blocks.empty() || m_blocks.back().bytes.size() >= blockBytes) {
        Block block;
        block.firstLine = m_endLine;
        block.bytes.reserve(blockBytes + 1024);
        m_blocks.push_back(std::move(block));
    }
    Block &block = m_blocks.back();
    block.starts.push_back(quint32(block.bytes.size()));
    ++m_endLine;
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
        bytes = bytes.sliced(take);
    }
    dropOldest();
}

void LogBuffer::dropOldest()
{
    qint64 dropped = 0;
    while (m_sizeBytes > m_maxBytes && m_blocks.size() > 1) {
        dropped += m_blocks.front().bytes.size();
        m_sizeBytes -= m_blocks.front().bytes.size();
        m_blocks.pop_front();
    }
    if (dropped == 0)
        return;
    // Dividers above the new first line stay: they tell what the text below them is.
    while (!m_dividers.empty() && m_dividers.begin()->first < firstLine()) {
        for (const LogDivider &divider : std::as_const(m_dividers.begin()->second))
            m_droppedGenerations += divider.startsGeneration() ? 1 : 0;
        m_dividers.erase(m_dividers.begin());
    }
    if (!m_head)
        m_head = LogDivider{LogDivider::Kind::Earlier, {}, dropped, {}};
    else if (m_head->bytes >= 0)
        m_head->bytes += dropped;
}

void LogBuffer::prepend(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    LogBuffer older(std::max<qint64>(bytes.size() + 1, m_maxBytes));
    older.append(bytes);
    const bool joins = !bytes.endsWith('\n') && !m_blocks.empty();
    if (joins) {
        // The two halves of a line that was cut by where reading began become one again.
        QByteArray half = older.rawLine(older.endLine() - 1).toByteArray();
        Block &last = older.m_blocks.back();
        last.bytes.chop(half.size());
        last.starts.pop_back();
        if (last.starts.empty())
            older.m_blocks.pop_back();
        --older.m_endLine;
        Block &first = m_blocks.front();
        first.bytes.prepend(half);
        for (size_t i = 1; i < first.starts.size(); ++i)
            first.starts[i] += quint32(half.size());
    }
    const LineId oldFirst = firstLine();
    LineId next = oldFirst;
    for (auto it = older.m_blocks.rbegin(); it != older.m_blocks.rend(); ++it) {
        it->firstLine = next - LineId(it->starts.size());
        next = it->firstLine;
        m_blocks.push_front(std::move(*it));
    }
    m_origin = std::min(m_origin, firstLine());
    m_sizeBytes += bytes.size();
    if (m_head && m_head->bytes >= 0) {
        m_head->bytes -= bytes.size();
        if (m_head->bytes <= 0)
            m_head.reset();
    }
    if (m_blocks.size() == older.m_blocks.size() && !joins)
        m_open = older.m_open;
}

void LogBuffer::addDivider(LogDivider divider)
{
    m_open = false;
    m_dividers[m_endLine].append(std::move(divider));
}

void LogBuffer::insertDivider(LineId before, LogDivider divider)
{
    m_dividers[std::clamp(before, firstLine(), m_endLine)].append(std::move(divider));
}

QList<LogDivider> LogBuffer::dividers(LineId line) const
{
    QList<LogDivider> found;
    if (m_head && line == firstLine())
        found.append(*m_head);
    if (const auto it = m_dividers.find(line); it != m_dividers.end())
        found.append(it->second);
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

void LogBuffer::clear()
{
    m_blocks.clear();
    m_dividers.clear();
    m_head.reset();
    m_sizeBytes = 0;
    m_origin = m_endLine;
    m_droppedGenerations = 0;
    m_open = false;
}

std::vector<LogBuffer::Block> LogBuffer::snapshot(LineId from) const
{
    std::vector<Block> blocks;
    for (auto it = m_blocks.rbegin(); it != m_blocks.rend() && it->endLine() > from; ++it)
        blocks.push_back(*it);
    std::ranges::reverse(blocks);
    return blocks;
}

} // namespace kantoku::ui
