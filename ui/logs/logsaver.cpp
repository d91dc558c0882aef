#include "ui/logs/logsaver.h"

#include <QCoro/QCoroFuture>
#include <QPointer>
#include <QSaveFile>
#include <QtConcurrent>

#include <memory>

namespace kantoku::ui {
namespace {

constexpr qint64 pieceBytes = 1024 * 1024;

Error errorOf(const QSaveFile &file)
{
    return {Error::Code::Invalid, LogSaver::tr("%1 cannot be written: %2").arg(file.fileName(), file.errorString()), 0};
}

} // namespace

LogSaver::LogSaver(QObject *parent)
    : QObject(parent)
{
}

QCoro::Task<Result<qint64>> LogSaver::saveBytes(QString path, QByteArray bytes)
{
    const auto file = std::make_shared<QSaveFile>(path);
    // In another thread: a disk may be slow. Named, because this compiler destroys what a temporary lambda holds twice.
    const auto write = [file, bytes] {
        return file->open(QIODevice::WriteOnly) && file->write(bytes) == bytes.size() && file->commit();
    };
    const QFuture<bool> writing = QtConcurrent::run(write);
    const bool written = co_await writing;
    if (!written)
        co_return tl::unexpected(errorOf(*file));
    co_return qint64(bytes.size());
}

QCoro::Task<Result<qint64>> LogSaver::saveAll(QString path, LogDocument *document, LogFinder::Reader reader)
{
    const QPointer<LogSaver> alive(this);
    const QPointer<LogDocument> text(document);
    const LineId end = document->buffer().endLine();
    const LineId begin = document->buffer().readableStart();
    m_stopped = false;
    const auto file = std::make_shared<QSaveFile>(path);
    const auto openFile = [file] { return file->open(QIODevice::WriteOnly); };
    const QFuture<bool> opening = QtConcurrent::run(openFile);
    const bool opened = co_await opening;
    if (!opened)
        co_return tl::unexpected(errorOf(*file));
    qint64 total = 0;
    for (LineId at = begin; at < end;) {
        if (!alive || !text || m_stopped)
            co_return failure(Error::Code::Cancelled, tr("Saving %1 was stopped; nothing was written.").arg(path));
        QByteArray piece;
        const LogBuffer &buffer = text->buffer();
        const LogBuffer::Range hole = buffer.unread(at);
        if (hole.size() > 0) {
            const LogBuffer::Range range{at, std::min({hole.to, at + pieceBytes, end})};
            if (!reader)
                co_return failure(Error::Code::Invalid, tr("A part of the log is not here and cannot be read."));
            const Result<QByteArray> read = co_await reader(range);
            if (!read)
                co_return tl::unexpected(read.error());
            piece = *read;
            at += piece.size(); // one file's end may come before
        } else {
            // What is gone is left out.
            at = buffer.contains(at) ? at : buffer.lineAt(at);
            while (at < end && piece.size() < pieceBytes && buffer.contains(at)) {
                const LineId line = buffer.lineAt(at);
                const QByteArrayView raw = buffer.rawLine(line);
                piece.append(raw.sliced(at - line).toByteArray());
                at = line + raw.size();
            }
        }
        total += piece.size();
        const auto write = [file, piece] { return file->write(piece) == piece.size(); };
        const QFuture<bool> writing = QtConcurrent::run(write);
        const bool written = co_await writing;
        if (!written)
            co_return tl::unexpected(errorOf(*file));
        if (alive)
            emit progressed(double(at - begin) / double(std::max<qint64>(1, end - begin)));
    }
    const auto commit = [file] { return file->commit(); };
    const QFuture<bool> committing = QtConcurrent::run(commit);
    const bool committed = co_await committing;
    if (!committed)
        co_return tl::unexpected(errorOf(*file));
    co_return total;
}

} // namespace kantoku::ui
