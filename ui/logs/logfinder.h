#pragma once

#include "ui/logs/logdocument.h"
#include "ui/logs/logpattern.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace kantoku::ui {

enum class AnsiMode;

/// A line with matches, and how many matches there are up to its end.
struct MatchedLine {
    LineId line = 0;
    qint64 upTo = 0;
};

/// The matches of `pattern` in `blocks`, from line `from` on. Stops early, with what it has, when `cancelled`.
/// @param matchesBefore  where counting starts
std::vector<MatchedLine> findMatches(const std::vector<LogBuffer::Block> &blocks, LineId from,
                                     const LogPattern &pattern, AnsiMode mode, qint64 matchesBefore,
                                     const std::atomic_bool &cancelled);

/**
 * All matches of a pattern in a LogDocument, kept up to date while lines arrive.
 *
 * Only lines with matches are kept, with running counts; the columns are looked for again where they are needed. Much
 * text is searched in another thread, over shared copies of the blocks; a little at once. A newer pattern or a change
 * above voids the search under way.
 */
class LogFinder : public QObject {
    Q_OBJECT
public:
    explicit LogFinder(QObject *parent = nullptr);
    ~LogFinder() override;

    void setDocument(LogDocument *document);
    void setPattern(const LogPattern &pattern);
    void setAnsiMode(AnsiMode mode);
    const LogPattern &pattern() const { return m_pattern; }
    bool isSearching() const { return m_watcher.isRunning(); }
    qint64 matchCount() const { return m_lines.empty() ? 0 : m_lines.back().upTo - m_dropped; }

    struct Match {
        LineId line = 0;
        LogPattern::Range range;
        qint64 number = 0; ///< from 1
        bool wrapped = false; ///< the search went on at the other end
    };
    /// The next match after (or before) a place; goes on at the other end.
    std::optional<Match> next(LineId line, qsizetype column, bool forward) const;

public slots:
    void stop();

signals:
    /// Matches were found, or went; or a search began or ended.
    void changed();

private:
    void restart();
    void extend();
    void dropGone();
    void takeFound(std::vector<MatchedLine> found, LineId searchedTo);
    QList<LogPattern::Range> rangesIn(LineId line) const;
    Match matchAt(size_t index, qsizetype which, const QList<LogPattern::Range> &ranges) const;

    QPointer<LogDocument> m_document;
    LogPattern m_pattern;
    AnsiMode m_mode{};
    std::vector<MatchedLine> m_lines;
    qint64 m_dropped = 0; ///< matches in lines that the buffer no longer has
    LineId m_searchedTo = 0; ///< lines before it have been searched for good
    QTimer m_extend;
    QFutureWatcher<std::vector<MatchedLine>> m_watcher;
    LineId m_runningTo = 0;
    std::shared_ptr<std::atomic_bool> m_cancelled;
};

} // namespace kantoku::ui
