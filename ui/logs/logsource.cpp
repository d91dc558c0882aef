#include "ui/logs/logsource.h"

#include <QRandomGenerator>

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 streamStartBytes = 1024; // a stream begins with so much of the file's end
constexpr qint64 overlapBytes = 512; // read again after a reconnect, to see that it is still the same file
constexpr qsizetype maxPendingBytes = 8 * 1024 * 1024;

/// How many of the first bytes of `next` are already the end of `text`.
qsizetype overlap(QByteArrayView text, QByteArrayView next)
{
    for (qsizetype length = std::min(text.size(), next.size()); length > 0; --length) {
        if (text.endsWith(next.first(length)))
            return length;
    }
    return 0;
}

qsizetype afterFirstLineEnd(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    return end < 0 ? 0 : end + 1;
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
    connect(&m_check, &QTimer::timeout, this, [this] { checkSize(); });
    connect(m_channel, &LogChannel::opened, this, [this] {
        m_pause = m_firstPause;
        if (m_hadText && m_document)
            m_document->addDivider(LogDivider::Kind::Reconnected);
        setState(State::Following);
    });
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
    const bool isFinal = error.code == Error::Code::Unauthorized || error.code == Error::Code::Tls
        || error.code == Error::Code::NotSupervisor || error.code == Error::Code::Invalid;
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
    m_document->append(bytes);
    if (m_fileEnd >= 0)
        m_fileEnd += bytes.size();
    if (!m_check.isActive())
        m_check.start();
    updateHead();
}

QCoro::Task<void> LogSource::align()
{
    m_aligning = true;
    const QPointer<LogSource> alive(this);
    const Result<qint64> size = co_await m_channel->size();
    if (!alive)
        co_return;
    Result<LogPiece> piece = tl::unexpected(size ? Error() : size.error());
    const QByteArray start = m_pending.first(std::min<qsizetype>(m_pending.size(), streamStartBytes));
    if (size) {
        // The stream was opened before the size was asked for, so it begins at this place or before.
        const qint64 streamStart = std::max<qint64>(0, *size - streamStartBytes);
        qint64 from = std::max<qint64>(0, *size - pieceBytes);
        if (m_hadText && m_fileEnd >= 0 && *size >= m_fileEnd)
            from = std::clamp<qint64>(m_fileEnd - overlapBytes, std::max<qint64>(0, *size - maxCatchUpBytes),
                                      streamStart);
        piece = co_await m_channel->read(from, 0);
        if (!alive)
            co_return;
    }
    m_aligning = false;
    if (m_isPlaced || m_pending.isEmpty() || !m_document)
        co_return;
    if (!piece) {
        placeUnaligned(piece.error());
        co_return;
    }
    const qint64 expected = std::max<qint64>(0, *size - streamStartBytes - piece->offset);
    qsizetype at = piece->bytes.lastIndexOf(start, expected);
    if (at < 0)
        at = piece->bytes.indexOf(start);
    if (at < 0)
        placeUnaligned({Error::Code::Malformed, tr("The server's copy of the text differs from what it streams."), 0});
    else if (m_hadText)
        placeAgain(*piece, at, *size);
    else
        placeFirst(*piece, at);
}

void LogSource::placeFirst(const LogPiece &piece, qsizetype at)
{
    const qsizetype cut = piece.offset > 0 ? std::min(at, afterFirstLineEnd(piece.bytes)) : 0;
    m_fileStart = piece.offset + cut;
    m_fileEnd = piece.offset + at;
    m_document->append(QByteArrayView(piece.bytes).sliced(cut, at - cut));
    flushPending();
    updateHead();
}

void LogSource::placeAgain(const LogPiece &piece, qsizetype at, qint64 size)
{
    const qint64 streamStart = piece.offset + at;
    const qint64 known = m_fileEnd;
    const QByteArrayView text = piece.bytes;
    // What was read again must be what we have; otherwise the name belongs to another file now.
    bool isSame = known >= 0 && size >= known;
    if (isSame && piece.offset < known && known - piece.offset <= text.size()) {
        const QByteArrayView again = text.first(known - piece.offset);
        const QByteArray have = lastBytes(again.size());
        isSame = have.isEmpty() || again.endsWith(have);
    }
    if (known < 0) {
        placeUnaligned({});
        m_fileEnd = streamStart + 0;
        return;
    }
    if (!isSame) {
        startGeneration(streamStart);
        m_document->addDivider(LogDivider::Kind::Replaced);
        if (piece.offset > 0)
            m_document->addDivider(LogDivider::Kind::Gap, {}, piece.offset);
        m_document->append(text.first(at));
    } else if (streamStart <= known) {
        m_pending.remove(0, known - streamStart);
    } else if (piece.offset <= known) {
        m_document->append(text.sliced(known - piece.offset, streamStart - known));
        m_fileEnd = streamStart;
    } else {
        const qsizetype cut = std::min(at, afterFirstLineEnd(text));
        m_document->addDivider(LogDivider::Kind::Gap, {}, piece.offset + cut - known);
        m_document->append(text.sliced(cut, at - cut));
        m_fileStart = -1;
        m_fileEnd = streamStart;
    }
    flushPending();
}

void LogSource::placeUnaligned(const Error &error)
{
    if (!m_document)
        return;
    if (m_hadText) {
        const qsizetype known = overlap(lastBytes(streamStartBytes),
                                        m_pending.first(std::min<qsizetype>(m_pending.size(), streamStartBytes)));
        if (known == 0)
            m_document->addDivider(LogDivider::Kind::Gap);
        m_pending.remove(0, known);
    } else if (m_pending.size() >= streamStartBytes) {
        const QString reason
            = error.message.isEmpty() ? QString() : tr("earlier text cannot be read: %1").arg(error.message);
        m_document->setHead(LogDivider{LogDivider::Kind::Earlier, {}, -1, reason});
    }
    m_fileEnd = -1;
    m_fileStart = -1;
    flushPending();
}

void LogSource::flushPending()
{
    m_isPlaced = true;
    m_hadText = true;
    m_document->append(m_pending);
    if (m_fileEnd >= 0)
        m_fileEnd += m_pending.size();
    m_pending.clear();
}

QByteArray LogSource::lastBytes(qint64 count) const
{
    const LogBuffer &buffer = m_document->buffer();
    QByteArray bytes;
    for (LineId line = buffer.endLine() - 1; line >= buffer.firstLine() && bytes.size() < count; --line)
        bytes.prepend(buffer.rawLine(line).toByteArray());
    return bytes.last(std::min<qsizetype>(count, bytes.size()));
}

void LogSource::loadOlder()
{
    const bool hasRoom = m_document && m_document->buffer().sizeBytes() + pieceBytes < m_document->buffer().maxBytes();
    if (!m_loadingOlder && m_fileStart > 0 && hasRoom && m_state == State::Following)
        fetchOlder();
}

QCoro::Task<void> LogSource::fetchOlder()
{
    m_loadingOlder = true;
    const QPointer<LogSource> alive(this);
    const qint64 end = m_fileStart;
    const qint64 from = std::max<qint64>(0, end - pieceBytes);
    const Result<LogPiece> piece = co_await m_channel->read(from, end - from);
    if (!alive)
        co_return;
    m_loadingOlder = false;
    // In the meantime the file may have been replaced, or the buffer have dropped its start.
    if (!m_document || m_fileStart != end)
        co_return;
    if (!piece || piece->offset + piece->bytes.size() != end) {
        m_fileStart = -1;
        const QString reason = piece ? tr("The file changed meanwhile.") : piece.error().message;
        m_document->setHead(
            LogDivider{LogDivider::Kind::Earlier, {}, end, tr("earlier text cannot be read: %1").arg(reason)});
        co_return;
    }
    const qsizetype cut = piece->offset > 0 ? afterFirstLineEnd(piece->bytes) : 0;
    m_fileStart = piece->offset + cut;
    m_document->prepend(QByteArrayView(piece->bytes).sliced(cut));
    updateHead();
}

void LogSource::updateHead()
{
    if (m_fileStart < 0)
        return;
    const auto &head = m_document->buffer().head();
    if (head && head->bytes > m_fileStart) {
        // The buffer has dropped text since; from here on only it knows where it begins.
        m_fileStart = head->bytes;
        return;
    }
    if (m_fileStart == 0)
        m_document->setHead({});
    else
        m_document->setHead(LogDivider{LogDivider::Kind::Earlier, {}, m_fileStart, {}});
}

QCoro::Task<void> LogSource::checkSize()
{
    if (m_fileEnd < 0 || m_state != State::Following)
        co_return;
    const QPointer<LogSource> alive(this);
    const qint64 known = m_fileEnd;
    const Result<qint64> size = co_await m_channel->size();
    if (!alive || !m_isPlaced || !size || *size >= known || m_fileEnd < known)
        co_return;
    const Result<LogPiece> start = co_await m_channel->read(0, overlapBytes);
    if (!alive || !m_isPlaced || !m_document || m_fileEnd < known)
        co_return;
    noteReplaced(start ? start->bytes : QByteArray(), *size);
}

void LogSource::noteReplaced(const QByteArray &newStart, qint64 newSize)
{
    const LogBuffer &buffer = m_document->buffer();
    const QByteArray line = newStart.left(newStart.indexOf('\n'));
    // The new file's first line is among the last lines that came; nearest to where its length says.
    LineId found = buffer.endLine();
    qint64 bytesAfter = 0;
    qint64 atFound = 0;
    for (LineId at = buffer.endLine() - 1; !line.isEmpty() && at >= buffer.firstLine(); --at) {
        bytesAfter += buffer.rawLine(at).size();
        if (bytesAfter > newSize + 64 * 1024)
            break;
        if (buffer.line(at) == line && (found == buffer.endLine() || bytesAfter <= newSize)) {
            found = at;
            atFound = bytesAfter;
        }
    }
    startGeneration(found == buffer.endLine() ? newSize : atFound);
    if (found == buffer.endLine())
        m_document->addDivider(LogDivider::Kind::Replaced);
    else
        m_document->insertDivider(found, LogDivider::Kind::Replaced);
}

void LogSource::startGeneration(qint64 fileEnd)
{
    m_fileEnd = fileEnd;
    m_fileStart = -1;
}

void LogSource::noteCleared()
{
    if (!m_document)
        return;
    m_document->addDivider(LogDivider::Kind::Cleared);
    if (m_fileEnd >= 0)
        startGeneration(0);
}

} // namespace kantoku::ui
