// How a LogSource brings text that is not in its document: for a view, for a search, for saving.

#include "ui/logs/logsource.h"

#include <algorithm>

namespace kantoku::ui {
namespace {

constexpr qint64 seamBytes = 256; // of the text below a hole, read again to see that it is still the same file

} // namespace

QByteArray LogSource::bytesFrom(LineId begin, qint64 count) const
{
    const LogBuffer &buffer = m_document->buffer();
    QByteArray bytes;
    for (LineId at = begin; bytes.size() < count && buffer.contains(at);) {
        const QByteArrayView raw = buffer.rawLine(at);
        bytes += raw.toByteArray();
        at += raw.size();
    }
    return bytes.first(std::min<qsizetype>(count, bytes.size()));
}

void LogSource::load(qint64 address)
{
    m_wanted = address;
    loadNext();
}

void LogSource::loadNext()
{
    if (m_loading || !m_wanted || !m_document || m_state != State::Following)
        return;
    const LineId wanted = *m_wanted;
    m_wanted.reset();
    LogBuffer::Range hole = m_document->buffer().unread(wanted);
    const auto generation = generationAt(wanted);
    if (hole.size() <= 0 || hole == m_failedHole)
        return;
    if (!generation) {
        giveUp(hole, tr("The file is gone."));
        return;
    }
    hole.from = std::max(hole.from, generation->begin);
    for (const Generation &older : m_older)
        hole.to = older.begin > wanted ? std::min(hole.to, older.begin) : hole.to;
    if (m_begin > wanted)
        hole.to = std::min(hole.to, m_begin);
    LineId from = std::max(hole.from, wanted - pieceBytes / 2);
    const LineId to = std::min(hole.to, from + pieceBytes);
    from = std::max(hole.from, to - pieceBytes);
    fetch({from, to}, hole, *generation);
}

QCoro::Task<void> LogSource::fetch(LogBuffer::Range range, LogBuffer::Range hole, Generation generation)
{
    m_loading = true;
    const QPointer<LogSource> alive(this);
    const int epoch = m_epoch;
    const bool endsFile = hole.to == m_begin || generation.begin < m_begin; // nothing of this file below it to compare
    const qint64 seam = range.to == hole.to && !endsFile ? bytesFrom(hole.to, seamBytes).size() : 0;
    const Result<LogChunk> piece
        = co_await m_channel->read(range.from - generation.origin, range.size() + seam, generation.name);
    if (!alive)
        co_return;
    m_loading = false;
    // In the meantime the file may have been replaced, or the place have been filled.
    if (!m_document)
        co_return;
    const LogBuffer::Range open = m_document->buffer().unread(range.from);
    if (m_epoch == epoch && open.size() > 0 && open.from <= range.from && open.to >= range.to) {
        if (!piece)
            giveUp(m_document->buffer().unread(range.from), piece.error().message);
        else if (piece->lost != 0)
            giveUp(m_document->buffer().unread(range.from), tr("The file is gone."));
        else
            place(*piece, range, hole, generation);
    }
    if (m_document && m_origin && !m_wanted && m_older.empty() && fileEnd() <= wholeFileBytes
        && m_document->buffer().firstLine() > *m_origin)
        m_wanted = m_document->buffer().firstLine() - 1;
    loadNext();
}

void LogSource::place(const LogChunk &piece, LogBuffer::Range range, LogBuffer::Range hole,
                      const Generation &generation)
{
    const LineId from = generation.origin + piece.offset;
    const QByteArrayView seam
        = QByteArrayView(piece.bytes).sliced(std::clamp<qsizetype>(range.to - from, 0, piece.bytes.size()));
    const bool isOther
        = !piece.generation.isEmpty() && !generation.name.isEmpty() && piece.generation != generation.name;
    const bool fits = from >= range.from && from < range.to && from + piece.bytes.size() >= range.to;
    const bool isOurs = range.to < hole.to || bytesFrom(hole.to, seam.size()) == seam.toByteArray();
    if (isOther || !fits || !isOurs) {
        giveUp(m_document->buffer().unread(range.from),
               tr("The file was replaced meanwhile, or the server gives another text than it streams."));
        checkExtent();
        return;
    }
    QByteArrayView text = QByteArrayView(piece.bytes).first(range.to - from);
    LineId at = from;
    if (from > hole.from) {
        const qsizetype cut = afterFirstLineEnd(text);
        text = text.sliced(cut);
        at += cut;
    }
    if (range.to < hole.to) {
        const qsizetype lastEnd = text.lastIndexOf('\n');
        if (lastEnd >= 0)
            text = text.first(lastEnd + 1);
    }
    m_document->setUnreadProblem({});
    m_document->insert(at, text);
}

void LogSource::giveUp(LogBuffer::Range hole, const QString &reason)
{
    m_failedHole = hole;
    m_document->setUnreadProblem(reason);
}

QCoro::Task<Result<QByteArray>> LogSource::read(LogBuffer::Range range)
{
    const auto generation = generationAt(range.from);
    if (!generation)
        co_return failure(Error::Code::Invalid, tr("Where this text is in the file is not known."));
    // Not over the end of a file: what is behind it is asked for by itself.
    LineId to = m_begin > range.from ? std::min(range.to, m_begin) : range.to;
    for (const Generation &older : m_older)
        to = older.begin > range.from ? std::min(to, older.begin) : to;
    const QPointer<LogSource> alive(this);
    const int epoch = m_epoch;
    const LineId origin = generation->origin;
    const QString name = generation->name;
    const Result<LogChunk> piece = co_await m_channel->read(range.from - origin, to - range.from, name);
    if (!piece)
        co_return tl::unexpected(piece.error());
    const bool isOther = !alive || m_epoch != epoch || (!name.isEmpty() && piece->generation != name);
    if (isOther || piece->lost != 0 || piece->offset + piece->bytes.size() != to - origin)
        co_return failure(Error::Code::Invalid,
                          tr("The file was replaced meanwhile, or the server gives another text than it streams."));
    // A server that gives text begins with the next whole character.
    co_return QByteArray(piece->offset - (range.from - origin), '?') + piece->bytes;
}

} // namespace kantoku::ui
