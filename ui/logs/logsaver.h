#pragma once

#include "ui/logs/logfinder.h"

#include <QCoro/QCoroTask>
#include <QObject>

namespace kantoku::ui {

/**
 * Writes the bytes of a log into a file, as they are: a selection, or the whole text, of which what is not here is read
 * for it piece by piece. The file appears when all is in it.
 */
class LogSaver : public QObject {
    Q_OBJECT
public:
    explicit LogSaver(QObject *parent = nullptr);

    /// @return the number of bytes, or why it did not work
    QCoro::Task<Result<qint64>> saveBytes(QString path, QByteArray bytes);
    QCoro::Task<Result<qint64>> saveAll(QString path, LogDocument *document, LogFinder::Reader reader);

public slots:
    void stop() { m_stopped = true; }

signals:
    /// How much of the whole text was written, 0 to 1.
    void progressed(double part);

private:
    bool m_stopped = false;
};

} // namespace kantoku::ui
