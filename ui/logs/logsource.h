#pragma once

#include "ui/logs/logchannel.h"
#include "ui/logs/logdocument.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>

namespace kantoku::ui {

/**
 * Keeps a LogDocument in step with a LogChannel.
 *
 * A stream tells neither where in the file it begins nor that the file was replaced. So the source finds its first
 * bytes in a read of the file's end: from then on each byte's offset is known, older text can be fetched, after a
 * reconnect exactly what is missing is fetched (or shown as a gap with its size), and a file that is shorter than what
 * came from it was replaced. Where the server cannot be read (no such call, bytes it cannot encode) the stream alone is
 * shown, and head() says why there is nothing before it.
 */
class LogSource : public QObject {
    Q_OBJECT
public:
    enum class State {
        Connecting,
        Following,
        NoLog, ///< the server has no such log; tried again when the channel says so
        Waiting, ///< lost; tried again by itself
        Failed, ///< will not be tried again by itself: wrong password, not a Supervisor
    };
    Q_ENUM(State)

    /// How much of the end of a file is fetched at first, and each time the reader comes near the start.
    static constexpr qint64 pieceBytes = 128 * 1024;
    /// What is missing after a reconnect is fetched up to this; beyond it is a gap.
    static constexpr qint64 maxCatchUpBytes = 1024 * 1024;

    LogSource(LogChannel *channel, LogDocument *document, QObject *parent = nullptr);
    ~LogSource() override;

    State state() const { return m_state; }
    const Error &error() const { return m_error; }
    /// For tests: the first pause before trying again, and the longest.
    void setRetryPause(std::chrono::milliseconds first, std::chrono::milliseconds longest);
    /// For tests: how long after bytes have come the file's length is compared.
    void setCheckPause(std::chrono::milliseconds pause) { m_check.setInterval(pause); }

public slots:
    void start();
    /// Fetches text before the first line, if there is any that can be had.
    void loadOlder();
    /// The log was cleared by us: what comes now is a new file.
    void noteCleared();

signals:
    void stateChanged(kantoku::ui::LogSource::State state);

private:
    void setState(State state, const Error &error = {});
    void open();
    void takeBytes(const QByteArray &bytes);
    void takeEnd(const Error &error);
    QCoro::Task<void> align();
    void placeFirst(const LogPiece &piece, qsizetype at);
    void placeAgain(const LogPiece &piece, qsizetype at, qint64 size);
    void placeUnaligned(const Error &error);
    void flushPending();
    QCoro::Task<void> fetchOlder();
    QCoro::Task<void> checkSize();
    void noteReplaced(const QByteArray &newStart, qint64 newSize);
    void startGeneration(qint64 fileEnd);
    void updateHead();
    QByteArray lastBytes(qint64 count) const;

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
    bool m_loadingOlder = false;
    qint64 m_fileEnd = -1; ///< offset in the file after the last byte of the document; -1 unknown
    qint64 m_fileStart = -1; ///< offset of the document's first byte, while that is in the same file; -1 unknown
};

} // namespace kantoku::ui
