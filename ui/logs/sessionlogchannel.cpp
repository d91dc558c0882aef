#include "ui/logs/sessionlogchannel.h"

#include "protocol/capabilities.h"

#include <QUrl>

#include <utility>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxCharacterBytes = 4;
constexpr qint64 wholeMainLogBytes = 64 * 1024;

Error goneError()
{
    return {Error::Code::Cancelled, SessionLogChannel::tr("The server was closed."), 0};
}

Error disconnectedError()
{
    return {Error::Code::Cancelled, SessionLogChannel::tr("The server was disconnected."), 0};
}

} // namespace

SessionLogChannel::SessionLogChannel(client::Session *session, const QString &namespec, const QString &channel,
                                     QObject *parent)
    : LogChannel(parent)
    , m_session(session)
    , m_namespec(namespec)
    , m_channel(channel)
{
    connect(session, &client::Session::statusChanged, this, [this](client::Session::Status status) {
        if (status == client::Session::Status::Online) {
            emit becameAvailable();
        } else if (status == client::Session::Status::Disconnected && m_stream) {
            close();
            emit finished(disconnectedError());
        }
    });
    if (const ProcessInfo *process = isMainLog() ? nullptr : session->find(namespec))
        m_process = *process;
    // Not processStateChanged(): a quick restart is RUNNING before and after.
    connect(session, &client::Session::processesChanged, this, &SessionLogChannel::compareProcess);
}

SessionLogChannel::~SessionLogChannel() = default;

void SessionLogChannel::compareProcess()
{
    const ProcessInfo *now = isMainLog() || !m_session ? nullptr : m_session->find(m_namespec);
    if (!now)
        return;
    const ProcessInfo before = std::exchange(m_process, *now);
    const bool isFirst = before.name.isEmpty();
    const bool hasStarted = now->pid > 0 && (now->pid != before.pid || now->start != before.start);
    const bool hasEnded = isStopped(now->state) && !isStopped(before.state);
    if (!isFirst && hasStarted)
        emit processStarted(u"pid %1"_s.arg(now->pid));
    if (!isFirst && hasEnded)
        emit processEnded(stateName(now->state));
    // A log file is made when its program is started, or another configuration is read.
    if (hasStarted || hasEnded || now->stdoutLogFile != before.stdoutLogFile
        || now->stderrLogFile != before.stderrLogFile)
        emit becameAvailable();
}

void SessionLogChannel::open()
{
    close();
    if (!m_session) {
        emit finished(goneError());
        return;
    }
    if (m_session->status() == client::Session::Status::Disconnected) {
        emit finished(disconnectedError()); // whoever wanted that does not want us to connect
        return;
    }
    QString path = u"/mainlogtail"_s;
    if (!isMainLog()) {
        const auto encoded = [](const QString &part) {
            return QString::fromLatin1(QUrl::toPercentEncoding(part, QByteArrayLiteral(":")));
        };
        path = u"/logtail/"_s + encoded(m_namespec) + u'/' + encoded(m_channel);
    }
    m_stream = m_session->rpc().stream(path);
    connect(m_stream.get(), &client::LogStream::opened, this, &LogChannel::opened);
    connect(m_stream.get(), &client::LogStream::received, this, &LogChannel::received);
    connect(m_stream.get(), &client::LogStream::finished, this, &LogChannel::finished);
}

void SessionLogChannel::close()
{
    if (!m_stream)
        return;
    m_stream->disconnect(this);
    // The stream may be what calls us.
    m_stream.release()->deleteLater();
}

QString SessionLogChannel::methodName(QStringView verb) const
{
    const QStringView channel = m_channel == u"stderr" ? u"Stderr" : u"Stdout";
    return u"supervisor."_s + verb + u"Process" + channel + u"Log";
}

bool SessionLogChannel::hasChunks() const
{
    return m_session && m_session->identity().capabilities.contains(capability::readLogChunk);
}

QCoro::Task<Result<LogChunk>> SessionLogChannel::readChunk(qint64 offset, qint64 length, QString generation)
{
    QVariantList params{m_namespec, m_channel, offset, length};
    // An older kantokud does not know generations.
    if (!generation.isEmpty())
        params.append(generation);
    const Result<QVariant> reply = co_await m_session->rpc().call(u"kantoku.readLogChunk"_s, params);
    co_return reply.and_then([](const QVariant &value) { return LogChunk::fromMap(value.toMap()); });
}

QCoro::Task<Result<LogExtent>> SessionLogChannel::extent()
{
    if (!m_session)
        co_return tl::unexpected(goneError());
    if (hasChunks()) {
        const Result<LogChunk> chunk = co_await readChunk(0, 1, {});
        co_return chunk.map([](const LogChunk &c) { return LogExtent{c.size, c.generation}; });
    }
    if (isMainLog()) {
        const Result<qint64> size = co_await mainLogSize();
        co_return size.map([](qint64 bytes) { return LogExtent{bytes, {}}; });
    }
    // A list of its own: this compiler cannot keep a braced list over a co_await.
    const QVariantList params{m_namespec, 0, 0};
    const Result<QVariant> reply = co_await m_session->rpc().call(methodName(u"tail"), params);
    if (!reply)
        co_return tl::unexpected(reply.error());
    const QVariantList parts = reply->toList();
    if (parts.size() != 3)
        co_return failure(Error::Code::Malformed, tr("The server's answer about the log's length is not understood."));
    co_return LogExtent{parts.at(1).toLongLong(), {}};
}

QCoro::Task<Result<qint64>> SessionLogChannel::mainLogSize()
{
    // No call tells the length of the main log. A short one is read whole; otherwise the place beyond which nothing can
    // be read is looked for in growing steps from where it was last, then by halving.
    if (m_mainLogSize < wholeMainLogBytes) {
        const QVariantList params{-wholeMainLogBytes, 0};
        const Result<QVariant> text = co_await m_session->rpc().call(u"supervisor.readLog"_s, params);
        const qint64 length = text ? text->toString().toUtf8().size() : wholeMainLogBytes;
        if (length < wholeMainLogBytes)
            co_return length;
        if (!text && text.error().code != Error::Code::HttpStatus)
            co_return tl::unexpected(text.error());
    }
    qint64 known = 0;
    qint64 beyond = 0;
    qint64 step = 1024;
    for (qint64 at = std::max(m_mainLogSize, wholeMainLogBytes); beyond == 0 || beyond - known > 1;) {
        if (!m_session)
            co_return tl::unexpected(goneError());
        const QVariantList params{at - 1, 1};
        const Result<QVariant> byte = co_await m_session->rpc().call(u"supervisor.readLog"_s, params);
        if (!byte && byte.error().code != Error::Code::HttpStatus)
            co_return tl::unexpected(byte.error());
        // A byte in the middle of a character makes the call fail, but it is there.
        const bool exists = !byte || !byte->toString().isEmpty();
        (exists ? known : beyond) = at;
        if (beyond == 0) {
            at = known + step;
            step *= 4;
        } else {
            at = known + std::max<qint64>(1, (beyond - known) / 2);
        }
        if (beyond == 1)
            break;
    }
    m_mainLogSize = known;
    co_return known;
}

QCoro::Task<Result<LogChunk>> SessionLogChannel::read(qint64 offset, qint64 length, QString generation)
{
    if (hasChunks())
        co_return co_await readChunk(offset, length, generation);
    Error error = goneError();
    // A start in the middle of a character makes Supervisor fail; the next one is at most three bytes on.
    for (int shift = 0; shift < maxCharacterBytes && m_session; ++shift) {
        const qint64 from = offset + shift;
        const qint64 count = length == 0 ? 0 : length - shift;
        QVariantList params{from, count};
        if (!isMainLog())
            params.prepend(m_namespec);
        const QString method = isMainLog() ? u"supervisor.readLog"_s : methodName(u"read");
        const Result<QVariant> text = co_await m_session->rpc().call(method, params);
        if (text) {
            LogChunk chunk;
            chunk.bytes = text->toString().toUtf8();
            chunk.offset = from;
            co_return chunk;
        }
        error = text.error();
        if (error.code != Error::Code::HttpStatus)
            break;
    }
    co_return tl::unexpected(error);
}

} // namespace kantoku::ui
