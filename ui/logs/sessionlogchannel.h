#pragma once

#include "client/session.h"
#include "ui/logs/logchannel.h"

#include <QPointer>

namespace kantoku::ui {

/**
 * A log of a server: `/logtail/NAME/CHANNEL` or `/mainlogtail`, and the XML-RPC calls that read the same file.
 *
 * A kantokud is read with kantoku.readLogChunk, which gives the bytes as they are; Supervisor's own calls give text and
 * fail on what XML cannot carry.
 */
class SessionLogChannel : public LogChannel {
    Q_OBJECT
public:
    /// @param namespec  empty for the server's main log
    /// @param channel   "stdout" or "stderr"; not used for the main log
    SessionLogChannel(client::Session *session, const QString &namespec, const QString &channel,
                      QObject *parent = nullptr);
    ~SessionLogChannel() override;

    void open() override;
    void close() override;
    QCoro::Task<Result<LogExtent>> extent() override;
    QCoro::Task<Result<LogChunk>> read(qint64 offset, qint64 length, QString generation = {}) override;

private:
    bool isMainLog() const { return m_namespec.isEmpty(); }
    bool hasChunks() const;
    QCoro::Task<Result<LogChunk>> readChunk(qint64 offset, qint64 length, QString generation);
    QCoro::Task<Result<qint64>> mainLogSize();
    QString methodName(QStringView verb) const;
    void compareProcess();

    QPointer<client::Session> m_session;
    QString m_namespec;
    QString m_channel;
    ProcessInfo m_process; ///< as it was when last looked at
    qint64 m_mainLogSize = 0; ///< when it was last looked for
    std::unique_ptr<client::LogStream> m_stream;
};

} // namespace kantoku::ui
