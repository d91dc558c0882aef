#pragma once

#include "ui/logs/logbuffer.h"

#include <QObject>

namespace kantoku::ui {

/// A LogBuffer that tells its views what happened to it. One source writes, any number of views read.
class LogDocument : public QObject {
    Q_OBJECT
public:
    explicit LogDocument(QObject *parent = nullptr, qint64 maxBytes = LogBuffer::defaultMaxBytes);

    const LogBuffer &buffer() const { return m_buffer; }

    void append(QByteArrayView bytes);
    void prepend(QByteArrayView bytes);
    void addDivider(LogDivider::Kind kind, const QString &detail = {}, qint64 bytes = -1);
    void insertDivider(LineId before, LogDivider::Kind kind);
    void setHead(std::optional<LogDivider> head);
    void clear();

signals:
    /// Text or a divider came to the end. `newLines` were begun; 0 when only the last line grew.
    void appended(qint64 newLines);
    /// Something changed above: older text, a divider, or the head.
    void changedAbove();
    void cleared();

private:
    LogBuffer m_buffer;
};

} // namespace kantoku::ui
