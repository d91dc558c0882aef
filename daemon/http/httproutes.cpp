#include "daemon/http/httproutes.h"

#include "daemon/config/world.h"
#include "daemon/http/eventfeed.h"
#include "daemon/http/eventstream.h"
#include "daemon/http/httpconnection.h"
#include "daemon/http/httpserver.h"
#include "daemon/http/logfollower.h"
#include "daemon/http/logstream.h"
#include "daemon/http/requestorigin.h"
#include "daemon/logging/logfile.h"
#include "daemon/logging/mainlog.h"
#include "daemon/logging/quoted.h"
#include "daemon/process/process.h"
#include "daemon/rpc/changes.h"
#include "daemon/rpc/rpcdispatcher.h"
#include "daemon/supervisor.h"
#include "protocol/faultcode.h"
#include "protocol/namespec.h"
#include "protocol/xmlrpc.h"

#include <QPointer>
#include <QUrlQuery>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

/// The path without query and fragment, percent-decoded.
QString decodedPath(const QByteArray &target)
{
    qsizetype end = 0;
    while (end < target.size() && target[end] != '?' && target[end] != '#')
        ++end;
    return QString::fromUtf8(QByteArray::fromPercentEncoding(target.first(end)));
}

HttpResponse xmlResponse(const Result<QVariant> &result)
{
    HttpResponse response;
    response.contentType = "text/xml"_ba;
    if (result) {
        response.body = xmlrpc::responsePieces(*result);
    } else if (result.error().code == Error::Code::Fault) {
        response.body = {xmlrpc::writeFault(result.error().number, result.error().message)};
    } else {
        response.body = {xmlrpc::writeFault(static_cast<int>(FaultCode::Failed),
                                            faultText(FaultCode::Failed, result.error().message))};
    }
    return response;
}

HttpResponse streamHead(const LogFollower &follower)
{
    HttpResponse response;
    response.contentType = "text/plain;charset=utf-8"_ba;
    response.headers.append({"Last-Modified"_ba, httpDate(follower.modified())});
    return response;
}

/// @param file  what writes the log; null where nothing does any more
void followWriter(LogFollower *follower, const LogFile *file)
{
    if (!file)
        return;
    QObject::connect(file, &LogFile::appended, follower, &LogFollower::look);
    QObject::connect(file, &LogFile::aboutToEmpty, follower, &LogFollower::look);
    QObject::connect(file, &LogFile::replaced, follower, &LogFollower::look);
}

} // namespace

HttpRoutes::HttpRoutes(Supervisor &supervisor, RpcDispatcher &rpc, const EventFeed &feed,
                       std::chrono::milliseconds heartbeat)
    : m_supervisor(supervisor)
    , m_rpc(rpc)
    , m_feed(feed)
    , m_heartbeat(heartbeat)
{
}

void HttpRoutes::handle(const HttpServer &server, HttpConnection *connection, const http::Request &request)
{
    const QString path = decodedPath(request.target);
    const bool isCall = path.startsWith("/RPC2"_L1);
    const bool isTail = path.startsWith("/logtail"_L1);
    const bool isMainTail = path.startsWith("/mainlogtail"_L1);
    const bool isEvents = path == "/events"_L1;
    if (!isCall && !isTail && !isMainTail && !isEvents)
        connection->send(HttpResponse::error(404));
    else if (request.method != (isCall ? "POST" : "GET"))
        connection->send(HttpResponse::error(400));
    else if (isForeign(server, connection->peer(), request))
        connection->send(HttpResponse::error(403));
    else if (isCall)
        call(connection, request);
    else if (isTail)
        tailProcess(connection, path);
    else if (isEvents)
        streamEvents(connection, request.target);
    else
        tailMainLog(connection);
}

bool HttpRoutes::isForeign(const HttpServer &server, const Peer &peer, const http::Request &request)
{
    const QString why = foreignOrigin(request, server, peer, m_supervisor.world().hostName());
    if (why.isEmpty())
        return false;
    const QString what = request.method == "POST" ? u"a call"_s : u"a request for "_s + quoted(request.target);
    m_supervisor.mainLog().warn(
        u"Server '%1': refused %2 from %3: %4"_s.arg(server.config().section, what, peer.text, why));
    return true;
}

void HttpRoutes::call(HttpConnection *connection, const http::Request &request)
{
    if (!request.headers.contains("Content-Length")) {
        connection->send(HttpResponse::error(411));
        return;
    }
    const auto call = xmlrpc::parseCall(request.body);
    if (!call) {
        const bool isUnnamed = call.error().code == Error::Code::Invalid;
        m_supervisor.mainLog().error(u"XML-RPC request data %1 is invalid: %2"_s.arg(
            quoted(request.body), isUnnamed ? u"no method name"_s : u"unmarshallable"_s));
        connection->send(HttpResponse::error(400));
        return;
    }
    QStringList afterwards;
    for (const QString &change : changesOf(call->method, call->params)) {
        const QString line = u"%1 called by %2"_s.arg(change, connection->peer().text);
        if (emptiesMainLog(change))
            afterwards.append(line);
        else
            m_supervisor.mainLog().info(line);
    }
    // The client may be gone when the answer comes, and the daemon on its way out.
    m_rpc.call(call->method, call->params,
               [client = QPointer<HttpConnection>(connection), supervisor = QPointer<Supervisor>(&m_supervisor),
                afterwards](const Result<QVariant> &result) {
                   if (supervisor && result) {
                       for (const QString &line : afterwards)
                           supervisor->mainLog().infoWithNext(line);
                   }
                   if (client)
                       client->send(xmlResponse(result));
               });
}

void HttpRoutes::tailProcess(HttpConnection *connection, const QString &path)
{
    // "/logtail/NAME" or "/logtail/NAME/CHANNEL"
    const QString name = path.section(u'/', 2, 2);
    const QString channelName = path.count(u'/') < 3 ? u"stdout"_s : path.section(u'/', 3);
    const Namespec spec = parseNamespec(name);
    Process *process = spec.isGroup() ? nullptr : m_supervisor.findProcess(spec.group, spec.process);
    if (!process || (channelName != "stdout"_L1 && channelName != "stderr"_L1)) {
        connection->send(HttpResponse::error(404));
        return;
    }
    const auto channel = channelName == "stdout"_L1 ? Process::Channel::Stdout : Process::Channel::Stderr;
    const QString file = process->logPath(channel);
    auto *follower = new LogFollower(file, connection);
    if (file.isEmpty() || !follower->open(LogStream::tailBytes)) {
        delete follower;
        connection->send(HttpResponse::error(404));
        return;
    }
    followWriter(follower, process->logFile(channel));
    HttpResponse head = streamHead(*follower);
    head.headers.append({"X-Accel-Buffering"_ba, "no"_ba}); // a proxy must pass on every line at once
    connection->startStream(head);
    new LogStream(connection, follower);
}

void HttpRoutes::streamEvents(HttpConnection *connection, const QByteArray &target)
{
    const QUrlQuery query(QString::fromLatin1(target.mid(target.indexOf('?') + 1)));
    std::optional<quint64> since;
    if (target.contains('?') && query.hasQueryItem(u"since"_s)) {
        bool isNumber = false;
        since = query.queryItemValue(u"since"_s).toULongLong(&isNumber);
        if (!isNumber) {
            connection->send(HttpResponse::error(400));
            return;
        }
    }
    HttpResponse head;
    head.contentType = "application/x-ndjson"_ba;
    head.headers.append({"X-Accel-Buffering"_ba, "no"_ba});
    connection->startStream(head);
    new EventStream(connection, &m_feed, since, m_heartbeat);
}

void HttpRoutes::tailMainLog(HttpConnection *connection)
{
    LogFile *file = m_supervisor.mainLog().file();
    auto *follower = new LogFollower(file ? file->path() : QString(), connection);
    if (!file || !follower->open(LogStream::tailBytes)) {
        delete follower;
        connection->send(HttpResponse::error(404));
        return;
    }
    followWriter(follower, file);
    connection->startStream(streamHead(*follower));
    new LogStream(connection, follower);
}

} // namespace kantoku::daemon
