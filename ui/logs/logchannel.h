#pragma once

#include "protocol/error.h"
#include "protocol/logchunk.h"

#include <QCoro/QCoroTask>
#include <QObject>

namespace kantoku::ui {

/// A log file as it is now.
struct LogExtent {
    qint64 size = 0; ///< in bytes
    QString generation; ///< another one where another file has the name; empty where the server does not tell
};

/**
 * Where the bytes of one log come from: a stream that begins with the end of the file and goes on with what is
 * written, and reads of any place. A LogSource makes one text of both.
 */
class LogChannel : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Opens the stream; ends in finished(). A stream that is open already is dropped without a word.
    virtual void open() = 0;
    virtual void close() = 0;
    /// How long the file is now.
    virtual QCoro::Task<Result<LogExtent>> extent() = 0;
    /// Bytes from `offset` on, which may begin a little later than asked. A server that does not tell generations gives
    /// `offset` and `bytes` alone.
    /// @param length      at most so many; 0 means up to the end
    /// @param generation  of the file, as an earlier answer named it; empty for the one that has the name now
    virtual QCoro::Task<Result<LogChunk>> read(qint64 offset, qint64 length, QString generation = {}) = 0;

signals:
    void opened();
    void received(const QByteArray &bytes);
    void finished(const kantoku::Error &error);
    /// It may be worth while to open the stream again now.
    void becameAvailable();
    void processStarted(const QString &detail);
    void processEnded(const QString &detail);
};

} // namespace kantoku::ui
