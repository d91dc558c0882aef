#pragma once

#include "ui/logs/logdocument.h"
#include "ui/logs/logpattern.h"

#include <QCoro/QCoroTask>
#include <QFutureWatcher>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace kantoku::ui {

enum class AnsiMode;

/// A line with matches, and how many.
struct MatchedLine {
    LineId line = 0;
    quint32 matches = 0;
    QByteArray start; ///< its first bytes, where the document does not have it

    friend bool operator==(const MatchedLine &, const MatchedLine &) = default;
};

/// The lines of `bytes` with matches of `pattern`. Stops early, with what it has, when `cancelled`.
/// @param address    of the first byte, where a line begins
/// @param keepStart  whether to keep what the lines begin with
std::vector<MatchedLine> findMatches(QByteArrayView bytes, LineId address, const LogPattern &pattern, AnsiMode mode,
                                     const std::atomic_bool &cancelled, bool keepStart = false);

/**
 * All matches of a pattern in a LogDocument, kept up to date while lines arrive.
 *
 * What the document has is searched first, from its end; what it has not is read for the search, piece by piece, when
 * that is asked for or when it is not much. Searching goes on in another thread, over shared copies of the blocks; a
 * little is searched at once. Only lines with matches are kept, the newest of them; the columns are looked for again
 * where they are needed. A newer pattern voids the search under way.
 */
class LogFinder : public QObject {
    Q_OBJECT
public:
    static constexpr size_t maxLines = 200'000;
    /// So much that is not here is read without being asked.
    static constexpr qint64 readAtOnceBytes = 16 * 1024 * 1024;
    /// How much is read at once.
    static constexpr qint64 pieceBytes = 1024 * 1024;

    /// Reads a part of the text that is not here.
    using Reader = std::function<QCoro::Task<Result<QByteArray>>(LogBuffer::Range)>;

    explicit LogFinder(QObject *parent = nullptr);
    ~LogFinder() override;

    void setDocument(LogDocument *document, Reader reader = {});
    LogDocument *document() const { return m_document; }
    void setPattern(const LogPattern &pattern);
    void setAnsiMode(AnsiMode mode);
    const LogPattern &pattern() const { return m_pattern; }
    bool isSearching() const { return m_running; }
    /// How much of what is to be searched has been, 0 to 1.
    double progress() const;
    /// Bytes that are not here and have not been searched.
    qint64 unsearchedBytes() const;
    /// Why reading what is not here ended early; empty where it did not.
    const QString &problem() const { return m_problem; }
    qint64 matchCount() const { return m_count; }
    /// Lines with matches, in their order. At most maxLines; the older ones are only counted.
    const std::deque<MatchedLine> &lines() const { return m_lines; }
    /// For each of `places` equal parts between two addresses, whether there is a match in it.
    std::vector<bool> spread(LineId from, LineId to, int places) const;
    QList<LogPattern::Range> rangesIn(LineId line) const;

    struct Match {
        LineId line = 0;
        LogPattern::Range range; ///< empty where the document does not have the line
        qsizetype which = 0; ///< of those in its line, from 0
        bool wrapped = false; ///< the search went on at the other end
    };
    /// The next match after (or before) a place; goes on at the other end.
    std::optional<Match> next(LineId line, qsizetype column, bool forward) const;
    /// Its number among all that were found so far, from 1; 0 for one whose line has none any more.
    qint64 numberOf(const Match &match) const;

public slots:
    void stop();
    /// Reads and searches also what is not here.
    void searchAll();

signals:
    /// Matches were found, or went; or a search began or ended.
    void changed();
    void linesAboutToBeInserted(int first, int count);
    void linesInserted();
    void linesAboutToBeRemoved(int first, int count);
    void linesRemoved();
    void linesAboutToBeReset();
    void linesReset();

private:
    struct Piece {
        QByteArray bytes;
        LineId address = 0;
    };

    void restart();
    void extend();
    void removeLines(size_t first, size_t count);
    void insertLines(std::vector<MatchedLine> found);
    void dropGone();
    std::vector<Piece> nextPieces();
    std::optional<LogBuffer::Range> nextUnread() const;
    QCoro::Task<void> readPiece(LogBuffer::Range range);
    void run(std::vector<Piece> pieces, bool keepStart);
    void takeFound(std::vector<MatchedLine> found, const std::vector<LogBuffer::Range> &searched);
    std::vector<LogBuffer::Range> rangesOf(const std::vector<Piece> &pieces) const;
    size_t indexOf(LineId line) const;
    void addDone(LogBuffer::Range range);
    qint64 undoneIn(LogBuffer::Range range) const;

    QPointer<LogDocument> m_document;
    Reader m_reader;
    LogPattern m_pattern;
    AnsiMode m_mode{};
    std::deque<MatchedLine> m_lines;
    qint64 m_count = 0;
    qint64 m_onlyCounted = 0; ///< matches in lines before the first of m_lines
    std::vector<LogBuffer::Range> m_done; ///< what was searched, in order, apart from each other
    std::optional<LineId> m_openLine; ///< was searched before it had its end
    bool m_all = false;
    bool m_running = false;
    bool m_stopped = false;
    QString m_problem;
    QTimer m_extend;
    QFutureWatcher<std::vector<MatchedLine>> m_watcher;
    std::vector<LogBuffer::Range> m_runningRanges;
    int m_question = 0; ///< counts up whenever what is under way is void
    std::shared_ptr<std::atomic_bool> m_cancelled;
};

} // namespace kantoku::ui
