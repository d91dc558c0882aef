#include "ui/logs/logsource.h"

#include "client/reconnection.h"

#include <QRandomGenerator>

#include <algorithm>

namespace kantoku::ui {

qsizetype afterFirstLineEnd(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    return end < 0 ? 0 : end + 1;
}

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 streamStartBytes = 1024; // a stream begins with so much of the file's end
constexpr qint64 overlapBytes = 512; // read again after a reconnect, to see that it is still the same file
constexpr qsizetype maxPendingBytes = 8 * 1024 * 1024;
constexpr size_t maxOlderFiles = 100;
constexpr QByteArrayView truncatedNotice("==> File truncated <==\n");
constexpr QByteArrayView leftOutNotice(" bytes left out: the reader is too slow <==\n");
constexpr qint64 seamBytes = 256; // of the text below a hole, read again to see that it is still the same file

/// How many of the first bytes of `next` are already the end of `text`.
qsizetype overlap(QByteArrayView text, QByteArrayView next)
{
    for (qsizetype length = std::min(text.size(), next.size()); length > 0; --length) {
        if (text.endsWith(next.first(length)))
            return length;
    }
    return 0;
}

/// Where a line begins that a server puts into a stream to say what happened to the file; -1 for nowhere.
qsizetype noticeIn(QByteArrayView bytes)
{
    for (qsizetype at = bytes.indexOf("==> "); at >= 0; at = bytes.indexOf("==> ", at + 1)) {
        const qsizetype end = bytes.indexOf('\n', at);
        if (end < 0)
            return -1;
        const QByteArrayView line = bytes.sliced(at, end + 1 - at);
        if ((at == 0 || bytes[at - 1] == '\n') && (line == truncatedNotice || line.endsWith(leftOutNotice)))
            return at;
    }
    return -1;
}

/// True where a server that gives text gives the same bytes that it streams.
bool isPlainText(QByteArrayView bytes)
{
    return std::ranges::all_of(bytes, [](char c) { return uchar(c) >= 0x20 || c == '\n' || c == '\t'; });
}

} // namespace

LogSource::LogSource(LogChannel *channel, LogDocument *document, QObject *parent)
    : QObject(parent)
    , m_channel(channel)
    , m_document(document)
{
    m_channel->setParent(this);
    m_retry.setSingleShot(true);
    m_check.setSingleShot(true);
    m_check.setInterval(std::chrono::seconds(3));
    connect(&m_retry, &QTimer::timeout, this, &LogSource::open);
    connect(&m_check, &QTimer::timeout, this, [this] { checkExtent(); });
    connect(m_channel, &LogChannel::opened, this, [this] {
        m_pause = m_firstPause;
        if (m_hadText && m_document)
            m_document->addDivider(LogDivider::Kind::Reconnected);
        setState(State::Following);
    });
    connect(m_document, &LogDocument::wanted, this, &LogSource::load);
    connect(m_channel, &LogChannel::received, this, &LogSource::takeBytes);
    connect(m_channel, &LogChannel::finished, this, &LogSource::takeEnd);
    connect(m_channel, &LogChannel::becameAvailable, this, [this] {
        if (m_state == State::Waiting || m_state == State::NoLog || m_state == State::Failed)
            open();
    });
    connect(m_channel, &LogChannel::processStarted, this, [this](const QString &detail) {
        if (m_document)
            m_document->addDivider(LogDivider::Kind::Started, detail);
    });
    connect(m_channel, &LogChannel::processEnded, this, [this](const QString &detail) {
        if (m_document)
            m_document->addDivider(LogDivider::Kind::Ended, detail);
    });
}

LogSource::~LogSource() = default;

void LogSource::setRetryPause(std::chrono::milliseconds first, std::chrono::milliseconds longest)
{
    m_firstPause = m_pause = first;
    m_longestPause = longest;
}

void LogSource::setState(State state, const Error &error)
{
    m_state = state;
    m_error = error;
    emit stateChanged(state);
}

void LogSource::start()
{
    open();
}

void LogSource::retry()
{
    m_failedHole = {};
    if (m_document)
        m_document->setUnreadProblem({});
    if (m_state != State::Following)
        open();
}

std::optional<qint64> LogSource::offsetOf(LineId address) const
{
    if (!m_origin || address < m_begin)
        return {};
    return address - *m_origin;
}

void LogSource::open()
{
    m_retry.stop();
    m_pending.clear();
    m_isPlaced = false;
    if (m_state != State::NoLog)
        setState(State::Connecting, m_error);
    m_channel->open();
}

void LogSource::takeEnd(const Error &error)
{
    m_check.stop();
    if (!m_pending.isEmpty())
        placeUnaligned(error);
    const bool wasFollowing = m_state == State::Following;
    if (error.code == Error::Code::HttpStatus && error.number == 404) {
        setState(State::NoLog, error);
        return;
    }
    if (wasFollowing && m_document)
        m_document->addDivider(LogDivider::Kind::Disconnected, error.message);
    const bool isFinal = client::isFinal(error) || error.code == Error::Code::Cancelled;
    setState(isFinal ? State::Failed : State::Waiting, error);
    if (isFinal)
        return;
    // Up to a fifth longer, so that many clients do not come back at the same moment.
    m_retry.start(m_pause + m_pause * QRandomGenerator::global()->bounded(20) / 100);
    m_pause = std::min(m_pause * 2, m_longestPause);
}

void LogSource::takeBytes(const QByteArray &bytes)
{
    if (!m_document)
        return;
    if (!m_isPlaced) {
        m_pending += bytes;
        if (m_pending.size() > maxPendingBytes)
            placeUnaligned({Error::Code::Timeout, tr("The server did not answer while the log went on."), 0});
        else if (!m_aligning)
            align();
        return;
    }
    if (const qsizetype at = noticeIn(bytes); at >= 0 && m_origin) {
        m_document->append(QByteArrayView(bytes).first(at));
        m_pending = bytes.sliced(at);
        m_isPlaced = false;
        judgeNotice();
        return;
    }
    m_document->append(bytes);
    if (!m_check.isActive())
        m_check.start();
}

QCoro::Task<void> LogSource::judgeNotice()
{
    m_aligning = true; // what comes now waits
    const QPointer<LogSource> alive(this);
    const Result<LogExtent> extent = co_await m_channel->extent();
    if (!alive)
        co_return;
    m_aligning = false;
    if (m_isPlaced || m_pending.isEmpty() || !m_document || !m_origin)
        co_return;
    const bool isOther = extent && !m_generation.isEmpty() && extent->generation != m_generation;
    if (!extent || (!isOther && extent->size >= fileEnd())) {
        flushPending(); // a program may write such a line itself
        co_return;
    }
    const QByteArray notice = m_pending.first(m_pending.indexOf('\n') + 1);
    m_pending.remove(0, notice.size());
    const LineId begin = m_document->buffer().endLine();
    if (notice == truncatedNotice) {
        m_document->addDivider(LogDivider::Kind::Truncated);
        m_generation.clear(); // what it was is no more
        beginGeneration(begin, extent->generation);
    } else {
        m_document->addDivider(LogDivider::Kind::Gap, {}, notice.sliced(4, notice.indexOf(' ', 4) - 4).toLongLong());
        m_origin.reset();
        m_older.clear();
        ++m_epoch;
        m_document->giveUpUnread();
    }
    flushPending();
    if (!m_origin)
        open(); // the place in the file is found anew
}

QCoro::Task<void> LogSource::align()
{
    m_aligning = true;
    const QPointer<LogSource> alive(this);
    if (m_hadText && m_origin && !m_generation.isEmpty()) {
        co_await catchUp();
        if (!alive)
            co_return;
    }
    const Result<LogExtent> extent = co_await m_channel->extent();
    if (!alive)
        co_return;
    Result<LogChunk> piece = tl::unexpected(extent ? Error() : extent.error());
    const QByteArray start = m_pending.first(std::min<qsizetype>(m_pending.size(), streamStartBytes));
    if (extent) {
        // The stream was opened before the size was asked for, so it begins at this place or before.
        const qint64 streamStart = std::max<qint64>(0, extent->size - streamStartBytes);
        qint64 from = std::max<qint64>(0, extent->size - pieceBytes);
        if (m_hadText && m_origin && m_document && extent->size >= fileEnd())
            from = std::clamp<qint64>(fileEnd() - overlapBytes, std::max<qint64>(0, extent->size - maxCatchUpBytes),
                                      streamStart);
        piece = co_await m_channel->read(from, 0);
        if (!alive)
            co_return;
        // More may have been written since it was opened: then it began further back.
        for (qint64 back = 4 * pieceBytes; back <= maxPendingBytes; back *= 4) {
            if (!piece || piece->offset == 0 || piece->bytes.contains(start))
                break;
            piece = co_await m_channel->read(std::max<qint64>(0, extent->size - back), 0);
            if (!alive)
                co_return;
        }
    }
    m_aligning = false;
    if (m_isPlaced || m_pending.isEmpty() || !m_document)
        co_return;
    if (!piece) {
        placeUnaligned(piece.error());
        co_return;
    }
    const qint64 expected = std::max<qint64>(0, extent->size - streamStartBytes - piece->offset);
    qsizetype at = piece->bytes.lastIndexOf(start, expected);
    if (at < 0)
        at = piece->bytes.indexOf(start);
    if (at < 0)
        placeUnaligned({Error::Code::Malformed, tr("The server's copy of the text differs from what it streams."), 0});
    else if (m_hadText)
        placeAgain(*piece, at, extent->size);
    else
        placeFirst(*piece, at);
    if (at >= 0)
        m_generation = piece->generation;
}

void LogSource::placeFirst(const LogChunk &piece, qsizetype at)
{
    const qsizetype cut = piece.offset > 0 ? std::min(at, afterFirstLineEnd(piece.bytes)) : 0;
    const LineId origin = m_document->buffer().endLine() - piece.offset - cut;
    m_origin = origin;
    m_begin = origin;
    m_document->setStart(origin);
    m_document->append(QByteArrayView(piece.bytes).sliced(cut, at - cut));
    flushPending();
    if (fileEnd() <= wholeFileBytes)
        load(m_document->buffer().firstLine() - 1);
}

void LogSource::placeAgain(const LogChunk &piece, qsizetype at, qint64 size)
{
    const qint64 streamStart = piece.offset + at;
    if (!m_origin) {
        const qint64 end = streamStart + m_pending.size();
        placeUnaligned({});
        m_begin = m_document->buffer().endLine();
        m_origin = m_begin - end;
        return;
    }
    const qint64 known = fileEnd();
    const QByteArrayView text = piece.bytes;
    const bool tellsGeneration = !piece.generation.isEmpty() && !m_generation.isEmpty();
    // What was read again must be what we have; otherwise the name belongs to another file now.
    bool isSame = tellsGeneration ? piece.generation == m_generation && size >= known : size >= known;
    if (isSame && piece.offset < known && known - piece.offset <= text.size()) {
        const QByteArrayView again = text.first(known - piece.offset);
        const QByteArray have = bytesBefore(m_document->buffer().endLine(), again.size());
        isSame = have.isEmpty() || again.endsWith(have);
    }
    if (!isSame) {
        const LineId begin = m_document->buffer().endLine();
        const bool isSameFile = tellsGeneration && piece.generation == m_generation;
        m_document->addDivider(isSameFile ? LogDivider::Kind::Truncated : LogDivider::Kind::Replaced);
        beginGeneration(begin, piece.generation);
        if (piece.offset > 0)
            m_document->skip(piece.offset);
        m_document->append(text.first(at));
    } else if (streamStart <= known) {
        m_pending.remove(0, known - streamStart);
    } else if (piece.offset <= known) {
        m_document->append(text.sliced(known - piece.offset, streamStart - known));
    } else {
        const qsizetype cut = std::min(at, afterFirstLineEnd(text));
        m_document->skip(piece.offset + cut - known);
        m_document->append(text.sliced(cut, at - cut));
    }
    flushPending();
}

void LogSource::placeUnaligned(const Error &error)
{
    if (!m_document)
        return;
    if (m_hadText) {
        const qsizetype known = overlap(bytesBefore(m_document->buffer().endLine(), streamStartBytes),
                                        m_pending.first(std::min<qsizetype>(m_pending.size(), streamStartBytes)));
        if (known == 0)
            m_document->addDivider(LogDivider::Kind::Gap);
        m_pending.remove(0, known);
    } else if (m_pending.size() >= streamStartBytes) {
        m_document->setHeadNote(error.message.isEmpty() ? tr("earlier text cannot be read")
                                                        : tr("earlier text cannot be read: %1").arg(error.message));
    }
    m_origin.reset();
    m_older.clear();
    ++m_epoch;
    m_document->giveUpUnread();
    flushPending();
}

QCoro::Task<void> LogSource::catchUp()
{
    const QPointer<LogSource> alive(this);
    for (int steps = 0; steps < 64 && m_document && m_origin; ++steps) {
        const qint64 known = fileEnd();
        const Result<LogChunk> chunk = co_await m_channel->read(known, 0, m_generation);
        if (!alive || !chunk || !m_document || m_isPlaced)
            co_return;
        if (chunk->lost != 0) {
            m_document->addDivider(LogDivider::Kind::Gap, {}, chunk->lost);
            m_generation.clear();
            beginGeneration(m_document->buffer().endLine(), chunk->next.isEmpty() ? chunk->generation : chunk->next);
            continue;
        }
        if (chunk->size - known > maxCatchUpBytes) {
            const Result<LogChunk> last = co_await m_channel->read(chunk->size, 0, m_generation);
            if (!alive || !last || !m_document || m_isPlaced || last->next.isEmpty())
                co_return; // of the file that is written to now, the end is shown
            m_document->skip(chunk->size - known);
            m_document->addDivider(LogDivider::Kind::Replaced);
            beginGeneration(m_document->buffer().endLine(), last->next);
            continue;
        }
        m_document->append(chunk->bytes);
        if (!chunk->next.isEmpty()) {
            m_document->addDivider(LogDivider::Kind::Replaced);
            beginGeneration(m_document->buffer().endLine(), chunk->next);
        } else if (chunk->bytes.isEmpty()) {
            co_return;
        }
    }
}

/// Another file has the name: its first byte is at `begin`.
void LogSource::beginGeneration(LineId begin, const QString &name)
{
    if (m_generation.isEmpty() || name.isEmpty() || !m_origin) {
        m_older.clear();
        m_document->startGeneration(begin);
    } else {
        m_older.push_back({m_begin, *m_origin, m_generation});
        if (m_older.size() > maxOlderFiles)
            m_older.erase(m_older.begin());
    }
    m_origin = m_begin = begin;
    m_generation = name;
}

std::optional<LogSource::Generation> LogSource::generationAt(LineId address) const
{
    if (!m_origin)
        return {};
    if (address >= m_begin)
        return Generation{m_begin, *m_origin, m_generation};
    const auto next = std::ranges::upper_bound(m_older, address, {}, &Generation::begin);
    return next == m_older.begin() ? std::optional<Generation>() : *std::prev(next);
}

void LogSource::flushPending()
{
    m_isPlaced = true;
    m_hadText = true;
    m_document->append(m_pending);
    m_pending.clear();
}

QByteArray LogSource::bytesBefore(LineId end, qint64 count) const
{
    const LogBuffer &buffer = m_document->buffer();
    QByteArray bytes;
    for (LineId at = end; bytes.size() < count && at > buffer.firstLine();) {
        const LineId line = buffer.previous(at);
        const QByteArrayView raw = buffer.rawLine(line);
        if (line + raw.size() != at)
            break;
        bytes.prepend(raw.toByteArray());
        at = line;
    }
    return bytes.last(std::min<qsizetype>(count, bytes.size()));
}

QCoro::Task<void> LogSource::checkExtent()
{
    if (!m_origin || m_state != State::Following)
        co_return;
    if (!m_generation.isEmpty()) {
        co_await checkGeneration();
        co_return;
    }
    const QPointer<LogSource> alive(this);
    const qint64 known = fileEnd();
    const Result<LogExtent> extent = co_await m_channel->extent();
    if (!alive || !m_isPlaced || !extent || !m_origin || !m_document || fileEnd() < known)
        co_return;
    if (extent->size >= known) {
        const bool isSame = co_await isStillSame(known);
        if (alive && isSame)
            m_generation = extent->generation;
        if (isSame || !alive)
            co_return;
    }
    const Result<LogChunk> start = co_await m_channel->read(0, overlapBytes);
    if (!alive || !m_isPlaced || !m_document || !m_origin || fileEnd() < known)
        co_return;
    noteReplaced(start ? start->bytes : QByteArray(), extent->size);
    m_generation = extent->generation;
}

QCoro::Task<void> LogSource::checkGeneration()
{
    const QPointer<LogSource> alive(this);
    for (int steps = 0; steps < 64; ++steps) {
        const int epoch = m_epoch;
        const QString generation = m_generation;
        const Result<LogChunk> chunk = co_await m_channel->read(fileEnd(), 1, generation);
        if (!alive || !m_isPlaced || !m_document || !m_origin || m_epoch != epoch || m_generation != generation
            || !chunk)
            co_return;
        const LineId end = *m_origin + chunk->size;
        if (chunk->lost != 0) {
            // The file is gone with the place where the next one began; what is left is to look for it in the text.
            m_generation.clear();
            co_await checkExtent();
            co_return;
        }
        if (chunk->next.isEmpty() || end > m_document->buffer().endLine())
            co_return;
        // The old file may have ended within what is shown as one line.
        const LogBuffer &buffer = m_document->buffer();
        const LineId line = buffer.lineAt(end);
        m_document->insertDivider(line == end ? end : buffer.next(line), LogDivider::Kind::Replaced);
        beginGeneration(end, chunk->next);
    }
}

QCoro::Task<bool> LogSource::isStillSame(qint64 known)
{
    // A server that does not tell the generation: a file that has grown beyond the old one is told by its text.
    const QByteArray have = bytesBefore(m_document->buffer().endLine(), std::min(known, seamBytes));
    if (have.isEmpty() || !isPlainText(have))
        co_return true;
    const LineId end = m_document->buffer().endLine();
    const LineId origin = *m_origin;
    const Result<LogChunk> piece = co_await m_channel->read(end - origin - have.size(), have.size());
    co_return !piece || piece->bytes.size() + piece->offset != end - origin || have.endsWith(piece->bytes);
}

void LogSource::noteReplaced(const QByteArray &newStart, qint64 newSize)
{
    const LogBuffer &buffer = m_document->buffer();
    const QByteArray line = newStart.left(newStart.indexOf('\n'));
    // The new file's first line is among the last lines that came; nearest to where its length says.
    LineId found = buffer.endLine();
    for (LineId at = buffer.endLine(); !line.isEmpty() && at > buffer.firstLine();) {
        at = buffer.previous(at);
        const qint64 bytesAfter = buffer.endLine() - at;
        if (bytesAfter > newSize + 64 * 1024)
            break;
        if (buffer.line(at) == line && (found == buffer.endLine() || bytesAfter <= newSize))
            found = at;
    }
    // Supervisor's stream goes on in the new file without what it had not sent of the old one.
    m_document->insertDivider(found, LogDivider::Kind::Replaced, tr("the server may have left out lines here"));
    m_generation.clear();
    beginGeneration(found, {});
    m_origin = found == buffer.endLine() ? buffer.endLine() - newSize : found;
}

void LogSource::noteCleared()
{
    if (!m_document)
        return;
    m_document->addDivider(LogDivider::Kind::Cleared);
    if (!m_origin)
        return;
    m_generation.clear(); // what it was is no more
    beginGeneration(m_document->buffer().endLine(), {});
}

} // namespace kantoku::ui
