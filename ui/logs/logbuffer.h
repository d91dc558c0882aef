#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <vector>

namespace kantoku::ui {

/**
 * Where a line begins: the address of its first byte in a LogBuffer.
 *
 * Addresses count bytes, also those that are not here, from the first byte that was ever appended; what lies before
 * that is negative. So an address stays the same whatever is loaded or dropped around it.
 */
using LineId = qint64;

/// Something that happened to a log between two of its lines, or text that is not here.
struct LogDivider {
    enum class Kind {
        Earlier, ///< text before the first line that is not here; `bytes` of it
        Unread, ///< `bytes` of text that can be had, but are not here now
        Started, ///< the process was started
        Ended, ///< the process is no longer running
        Replaced, ///< the file was rotated: another one has its name
        Truncated, ///< the file became shorter
        Cleared, ///< somebody cleared the log here
        Disconnected, ///< the stream broke
        Reconnected,
        Gap, ///< `bytes` were written that are not here and cannot be had any more
        Note, ///< `detail` says it
    };
    Kind kind = Kind::Gap;
    QDateTime time; ///< when it was noticed
    qint64 bytes = -1; ///< Earlier, Unread, Gap: how much is missing; -1 when nobody can tell
    QString detail; ///< for people: "pid 4711", or the reason of an error; may be empty

    /// True where the bytes that follow belong to another file than those before.
    bool startsGeneration() const { return kind == Kind::Replaced || kind == Kind::Truncated || kind == Kind::Cleared; }
    friend bool operator==(const LogDivider &, const LogDivider &) = default;
};

/**
 * The bytes of a log that are kept for showing: stretches of a text that may be much larger, and dividers.
 *
 * Text lies in blocks of about 64 KiB that hold whole lines and the start of each of them. Where the addresses of two
 * blocks leave room between them, there is text that is not here; insert() fills such holes, and beyond `maxBytes`
 * blocks are dropped into holes, the oldest first, but not those in the kept range. A line longer than `maxLineBytes`
 * is cut into several.
 */
class LogBuffer {
public:
    static constexpr qint64 defaultMaxBytes = 32 * 1024 * 1024;
    static constexpr qsizetype maxLineBytes = 16 * 1024;

    struct Block {
        QByteArray bytes; ///< whole lines with their ends; only a line that is cut or open lacks one
        std::vector<quint32> starts; ///< where each line begins in `bytes`
        LineId address = 0;
        qint64 number = 0; ///< of its first line, counted from the start of the text; 0 unknown

        LineId end() const { return address + bytes.size(); }
        /// Of the line that holds the byte at `line`.
        size_t indexOf(LineId line) const;
        LineId lineAt(size_t index) const { return address + LineId(starts[index]); }
        /// With its line end, if it has one.
        QByteArrayView rawLineAt(size_t index) const;
        QByteArrayView lineTextAt(size_t index) const;
    };

    struct Range {
        LineId from = 0;
        LineId to = 0;
        qint64 size() const { return to - from; }
        friend bool operator==(const Range &, const Range &) = default;
    };

    /// How many of `bytes` make the first line, with its end; a line without end that may go on counts as one.
    static qsizetype firstLineLength(QByteArrayView bytes);

    explicit LogBuffer(qint64 maxBytes = defaultMaxBytes);

    bool isEmpty() const { return m_blocks.empty(); }
    /// Of the text that is here.
    qint64 sizeBytes() const { return m_sizeBytes; }
    qint64 maxBytes() const { return m_maxBytes; }
    LineId firstLine() const { return m_blocks.empty() ? m_end : m_blocks.front().address; }
    /// One past the last byte. A line that has no end yet counts.
    LineId endLine() const { return m_end; }
    /// Where the whole text begins, of which firstLine() may be far away.
    LineId start() const { return std::min(m_start, firstLine()); }
    /// Of the lines that are here.
    qint64 lineCount() const { return m_lineCount; }
    /// True while the last line has no end and goes on with the next append().
    bool isLastLineOpen() const { return m_open; }
    /// What people are shown as the line's number, from 1; 0 where lines before it were never seen.
    qint64 lineNumber(LineId line) const;
    /// How many generations of the file lie before `line`.
    int generation(LineId line) const;

    /// The line that holds the byte at `address`, or the next one that is here; endLine() behind the last.
    LineId lineAt(LineId address) const;
    bool contains(LineId address) const { return blockOf(address) != nullptr; }
    /// The line after (before) one, over what is not here; endLine() after the last, firstLine() before the first.
    LineId next(LineId line) const;
    LineId previous(LineId line) const;
    /// The same `lines` times; backwards where it is negative.
    LineId advanced(LineId line, qint64 lines) const;

    /// The bytes of a line without its end; valid until the buffer changes. Empty for a line that is not here.
    QByteArrayView line(LineId line) const;
    /// The same with its end, to be saved as it came.
    QByteArrayView rawLine(LineId line) const;

    void append(QByteArrayView bytes);
    /// Leaves room for `bytes` at the end that are not here; ends an open line.
    void skip(qint64 bytes);
    /// Fills the place at `address`, which nothing may occupy. Joins a line that was cut by the end of `bytes`.
    void insert(LineId address, QByteArrayView bytes);
    /// Puts older text before the first line.
    void prepend(QByteArrayView bytes) { insert(firstLine() - bytes.size(), bytes); }

    /// A divider after all text so far; ends an open line.
    void addDivider(LogDivider divider);
    void insertDivider(LineId before, LogDivider divider);
    /// What stands above `line`, which may be endLine(): dividers and text that is not here.
    QList<LogDivider> dividers(LineId line) const;

    /// Where the whole text begins; from there on, text that is not here can be had.
    void setStart(LineId start);
    /// Text that is not here can be had from `address` on; before it, it is gone.
    void setReachable(LineId address) { m_reachable = address; }
    void setNothingReachable() { m_reachable = std::numeric_limits<LineId>::max(); }
    /// The first byte that is here or can be had.
    LineId readableStart() const { return std::min(std::max(start(), m_reachable), firstLine()); }
    /// The hole that `address` is in, or that begins or ends there and can be filled; empty where there is none.
    Range unread(LineId address) const;
    /// The hole nearest below or above `range`, and no farther away than `distance`.
    std::optional<Range> unreadNear(Range range, qint64 distance) const;
    std::vector<Range> allUnread() const;
    /// What is missing before the first line.
    std::optional<LogDivider> head() const;
    /// Says why nothing is known before the first line.
    void setHeadNote(const QString &note) { m_headNote = note; }
    /// Text here is dropped last.
    void keep(Range range) { m_kept = range; }
    void clear();

    /// Names where the lines from the end on come from, as "stderr"; empty for nowhere in particular.
    void setSource(const QString &source);
    QString source(LineId line) const;
    bool hasSources() const { return !m_sources.empty(); }

    /// Blocks that hold lines from `from` on. Cheap: their bytes are shared, so another thread may read them.
    std::vector<Block> snapshot(LineId from) const;

private:
    std::deque<Block>::const_iterator blockAfter(LineId address) const;
    const Block *blockOf(LineId address) const;
    void openLine();
    void dropOldest();
    void joinNext(size_t index);
    void numberFrom(size_t index);

    qint64 m_maxBytes;
    qint64 m_sizeBytes = 0;
    qint64 m_lineCount = 0;
    LineId m_end = 0;
    LineId m_start = 0;
    LineId m_reachable = std::numeric_limits<LineId>::max();
    Range m_kept;
    bool m_open = false;
    int m_droppedGenerations = 0;
    QString m_headNote;
    std::deque<Block> m_blocks;
    std::map<LineId, QList<LogDivider>> m_dividers;
    std::map<LineId, QString> m_sources;
};

} // namespace kantoku::ui
