#pragma once

#include "ui/logs/logbuffer.h"

#include <QObject>

namespace kantoku::ui {

/**
 * A LogBuffer that tells its views what happened to it. One source writes, any number of views read.
 *
 * Views say what they need of what is not here with want(); the source that hears wanted() brings it or says why not.
 */
class LogDocument : public QObject {
    Q_OBJECT
public:
    explicit LogDocument(QObject *parent = nullptr, qint64 maxBytes = LogBuffer::defaultMaxBytes);

    const LogBuffer &buffer() const { return m_buffer; }

    void append(QByteArrayView bytes);
    void prepend(QByteArrayView bytes);
    void insert(LineId address, QByteArrayView bytes);
    void skip(qint64 bytes);
    void addDivider(LogDivider::Kind kind, const QString &detail = {}, qint64 bytes = -1);
    void insertDivider(LineId before, LogDivider::Kind kind, const QString &detail = {});
    /// Another file began at `at`: what is not here before it is gone.
    void startGeneration(LineId at);
    void setStart(LineId start);
    /// Text that is not here is gone up to the end.
    void giveUpUnread();
    void setHeadNote(const QString &note);
    void setSource(const QString &source);
    void clear();

    /// Why text that is not here could not be brought when it was last wanted; empty where nothing failed.
    const QString &unreadProblem() const { return m_unreadProblem; }
    void setUnreadProblem(const QString &problem);
    void want(LineId address) { emit wanted(address); }
    void keep(LogBuffer::Range range) { m_buffer.keep(range); }

signals:
    /// Text or a divider came to the end. `newLines` were begun; 0 when only the last line grew.
    void appended(qint64 newLines);
    /// Something changed above: text that was not here, a divider, or the head.
    void changedAbove();
    void cleared();
    /// A view would show the text at an address that is not here.
    void wanted(qint64 address);

private:
    LogBuffer m_buffer;
    QString m_unreadProblem;
};

} // namespace kantoku::ui
