#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace kantoku::ui {

/// A line's number in a LogBuffer. It stays the same while older lines are dropped or put before it, so it may be
/// negative; people are shown their own count.
using LineId = qint64;

/// Something that happened to a log between two of its lines.
struct LogDivider {
    enum class Kind {
        Earlier, ///< text before the first line that is not here; `bytes` of it
        Started, ///< the process was started
        Ended, ///< the process is no longer running
        Replaced, ///< the file was rotated: another one has its name
        Truncated, ///< the file became shorter
        Cleared, ///< somebody cleared the log here
        Disconnected, ///< the stream broke
        Reconnected,
        Gap, ///< `bytes` were written that are not here
    };
    Kind kind = Kind::Gap;
    QDateTime time; ///< when it was noticed
    qint64 bytes = -1; ///< Earlier, Gap: how much is missing; -1 when nobody can tell
    QString detail; ///< for people: "pid 4711", or the reason of an error; may be empty

    /// True where the bytes that follow belong to another file than those before.
    bool startsGeneration() const { return kind == Kind::Replaced || kind == Kind::Truncated || kind == Kind::Cleared; }
    friend bool operator==(const LogDivider &, const LogDivider &) = default;
};

/**
 * The bytes of a log that are kept for showing: bounded text with a line index, and dividers between lines.
 *
 * Text lies in blocks of about 64 KiB that hold whole lines and the start of each of their lines, so a line is found by
 * one binary search, and dropping the oldest is dropping a block. Beyond `maxBytes` the oldest blocks go and are added
 * to head(). A line longer than `maxLineBytes` is cut into several.
 */
class LogBuffer {
public:
    static constexpr qint64 defaultMaxBytes = 48 * 1024 * 1024;
    static constexpr qsizetype maxLineBytes = 16 * 1024;

    struct Block {
        QByteArray bytes; ///< whole lines with their ends; only the last line of the last block may lack one
        std::vector<quint32> starts; ///< where each line begins in `bytes`
        LineId firstLine = 0;

        LineId endLine() const { return firstLine + LineId(starts.size()); }
        /// With its line end, if it has one.
        QByteArrayView rawLine(LineId line) const;
        QByteArrayView line(LineId line) const;
    };

    explicit LogBuffer(qint64 maxBytes = defaultMaxBytes);

    bool isEmpty() const { return m_blocks.empty(); }
    qint64 sizeBytes() const { return m_sizeBytes; }
    qint64 maxBytes() const { return m_maxBytes; }
    LineId firstLine() const { return m_blocks.empty() ? m_endLine : m_blocks.front().firstLine; }
    /// One past the last line. A line that has no end yet counts.
    LineId endLine() const { return m_endLine; }
    qint64 lineCount() const { return endLine() - firstLine(); }
    /// True while the last line has no end and goes on with the next append().
    bool isLastLineOpen() const { return m_open; }
    /// What people are shown as the line's number: counted from the oldest line that was ever here, from 1.
    qint64 lineNumber(LineId line) const { return line - m_origin + 1; }
    /// How many generations of the file lie before `line`.
    int generation(LineId line) const;

    /// The bytes of a line without its end; valid until the buffer changes. Empty for a line that is not here.
    QByteArrayView line(LineId line) const;
    /// The same with its end, to be saved as it came.
    QByteArrayView rawLine(LineId line) const;

    void append(QByteArrayView bytes);
    /// Puts older text before the first line; it joins the first line where it has no line end.
    void prepend(QByteArrayView bytes);
    /// A divider after all text so far; ends an open line.
    void addDivider(LogDivider divider);
    void insertDivider(LineId before, LogDivider divider);
    /// What stands above `line`, which may be endLine().
    QList<LogDivider> dividers(LineId line) const;
    /// What is missing before the first line. Dropping adds to it, prepend() takes from it.
    const std::optional<LogDivider> &head() const { return m_head; }
    void setHead(std::optional<LogDivider> head) { m_head = std::move(head); }
    void clear();

    /// Blocks that hold lines from `from` on. Cheap: their bytes are shared, so another thread may read them.
    std::vector<Block> snapshot(LineId from) const;

private:
    const Block *blockOf(LineId line) const;
    void openLine();
    void dropOldest();

    qint64 m_maxBytes;
    qint64 m_sizeBytes = 0;
    LineId m_endLine = 0;
    LineId m_origin = 0; ///< the lowest id so far
    bool m_open = false;
    int m_droppedGenerations = 0;
    std::deque<Block> m_blocks;
    std::map<LineId, QList<LogDivider>> m_dividers;
    std::optional<LogDivider> m_head;
};

} // namespace kantoku::ui
