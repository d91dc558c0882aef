#pragma once

#include "protocol/error.h"

#include <QCoro/QCoroTask>
#include <QObject>

namespace kantoku::ui {

/// A stretch of a log file.
struct LogPiece {
    qint64 offset = 0; ///< where in the file it begins; may be a little after what was asked for
    QByteArray bytes;
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
    /// How long the file is now, in bytes.
    virtual QCoro::Task<Result<qint64>> size() = 0;
    /// Bytes from `offset` on.
    /// @param length  at most so many; 0 means up to the end
    virtual QCoro::Task<Result<LogPiece>> read(qint64 offset, qint64 length) = 0;

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
