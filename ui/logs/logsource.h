#pragma once

#include "ui/logs/logchannel.h"
#include "ui/logs/logdocument.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <optional>
#include <vector>

namespace kantoku::ui {

/// Where the second line of `bytes` begins; 0 where there is none.
qsizetype afterFirstLineEnd(QByteArrayView bytes);

/**
 * Keeps a LogDocument in step with a LogChannel.
 *
 * A stream tells neither where in the file it begins nor that the file was replaced. So the source finds its first
 * bytes in a read of the file's end: from then on the place of each address in the file is known, any part of it can be
 * fetched when a view wants it, and after a reconnect exactly what is missing is fetched, or left as a hole with its
 * size. A kantokud names the files, so it is known where each begins, and those that were rotated away are read as long
 * as they are there. With another server, a file that is shorter than what came from it, or that holds another text,
 * was replaced. Where the server cannot be read (no such call, bytes it cannot encode) the stream alone is shown, and
 * head() says why there is nothing before it.
 */
class LogSource : public QObject {
    Q_OBJECT
public:
    enum class State {
        Connecting,
        Following,
        NoLog, ///< the server has no such log; tried again when the channel says so
        Waiting, ///< lost; tried again by itself
        Failed, ///< will not be tried again by itself: wrong password, a wanted disconnect
    };
    Q_ENUM(State)

    /// How much of the end of a file is fetched at first, and each time a view wants what is not here.
    static constexpr qint64 pieceBytes = 128 * 1024;
    /// A file up to this is fetched whole, so that its lines have numbers and find sees all of it.
    static constexpr qint64 wholeFileBytes = 2 * 1024 * 1024;
    /// What is missing after a reconnect is fetched up to this; beyond it is a hole.
    static constexpr qint64 maxCatchUpBytes = 1024 * 1024;

    LogSource(LogChannel *channel, LogDocument *document, QObject *parent = nullptr);
    ~LogSource() override;

    State state() const { return m_state; }
    const Error &error() const { return m_error; }
    LogChannel *channel() const { return m_channel; }
    /// Where in the file the byte at `address` is; nothing where that is not known.
    std::optional<qint64> offsetOf(LineId address) const;
    /// The bytes between two addresses, which need not be in the document; they are not put into it either.
    QCoro::Task<Result<QByteArray>> read(LogBuffer::Range range);
    /// For tests: the first pause before trying again, and the longest.
    void setRetryPause(std::chrono::milliseconds first, std::chrono::milliseconds longest);
    /// For tests: how long after bytes have come the file's length is compared.
    void setCheckPause(std::chrono::milliseconds pause) { m_check.setInterval(pause); }

public slots:
    void start();
    /// Tries again now what is waited for or has failed.
    void retry();
    /// Fetches the text at an address that is not here, if it can be had.
    void load(qint64 address);
    /// The log was cleared by us: what comes now is a new file.
    void noteCleared();

signals:
    void stateChanged(kantoku::ui::LogSource::State state);

private:
    /// A file that has, or had, the log's name.
    struct Generation {
        LineId begin = 0; ///< the first address that belongs to it
        LineId origin = 0; ///< the address of its first byte
        QString name; ///< empty where the server does not tell
    };

    void setState(State state, const Error &error = {});
    void open();
    void takeBytes(const QByteArray &bytes);
    void takeEnd(const Error &error);
    QCoro::Task<void> judgeNotice();
    QCoro::Task<void> align();
    void placeFirst(const LogChunk &piece, qsizetype at);
    void placeAgain(const LogChunk &piece, qsizetype at, qint64 size);
    void placeUnaligned(const Error &error);
    void flushPending();
    void loadNext();
    QCoro::Task<void> fetch(LogBuffer::Range range, LogBuffer::Range hole, Generation generation);
    void place(const LogChunk &piece, LogBuffer::Range range, LogBuffer::Range hole, const Generation &generation);
    void giveUp(LogBuffer::Range hole, const QString &reason);
    QCoro::Task<void> checkExtent();
    QCoro::Task<void> checkGeneration();
    QCoro::Task<void> catchUp();
    void beginGeneration(LineId begin, const QString &name);
    std::optional<Generation> generationAt(LineId address) const;
    QCoro::Task<bool> isStillSame(qint64 known);
    void noteReplaced(const QByteArray &newStart, qint64 newSize);
    qint64 fileEnd() const { return m_document->buffer().endLine() - *m_origin; }
    QByteArray bytesBefore(LineId end, qint64 count) const;
    QByteArray bytesFrom(LineId begin, qint64 count) const;

    LogChannel *m_channel;
    QPointer<LogDocument> m_document;
    State m_state = State::Connecting;
    Error m_error;
    QTimer m_retry;
    QTimer m_check;
    std::chrono::milliseconds m_firstPause{1000};
    std::chrono::milliseconds m_longestPause{60'000};
    std::chrono::milliseconds m_pause{1000};

    QByteArray m_pending; ///< stream bytes that have no place yet
    bool m_aligning = false;
    bool m_isPlaced = false; ///< bytes of the stream go straight into the document
    bool m_hadText = false; ///< false until the first stream was placed
    bool m_loading = false;
    std::optional<LineId> m_wanted; ///< to be loaded after what is loaded now
    LogBuffer::Range m_failedHole; ///< not asked for again by itself
    std::optional<LineId> m_origin; ///< the address of the file's first byte; nothing while it is not known
    LineId m_begin = 0; ///< the first address that belongs to the file
    QString m_generation;
    std::vector<Generation> m_older; ///< files that can still be read by their names, the oldest first
    int m_epoch = 0; ///< counts up whenever what is known of places is void
};

} // namespace kantoku::ui
