#pragma once

#include "protocol/faultcode.h"
#include "protocol/httpparser.h"
#include "protocol/xmlrpc.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>

#include <algorithm>
#include <functional>
#include <map>

namespace kantoku::tests {

/// A server on a unix socket whose answers are written down by the test.
class FakeServer : public QObject {
public:
    using Method = std::function<Result<QVariant>(const QVariantList &params)>;

    FakeServer()
    {
        m_server.listen(path());
        connect(&m_server, &QLocalServer::newConnection, this, &FakeServer::accept);
        answer(QStringLiteral("supervisor.getVersion"), QStringLiteral("3.0"));
    }

    ~FakeServer() override
    {
        for (const auto &[socket, parser] : m_parsers)
            socket->disconnect(this);
    }

    QString path() const { return m_dir.filePath(QStringLiteral("s.sock")); }
    QString url() const { return QStringLiteral("unix://") + path(); }
    QString file(const QString &name) const { return m_dir.filePath(name); }

    void answer(const QString &method, const QVariant &value)
    {
        m_methods[method] = [value](const QVariantList &) -> Result<QVariant> { return value; };
    }
    void refuse(const QString &method, FaultCode code, const QString &detail = {})
    {
        m_methods[method] = [code, detail](const QVariantList &) -> Result<QVariant> {
            return detail.isEmpty() ? fault(code) : fault(code, detail);
        };
    }
    void handle(const QString &method, Method handler) { m_methods[method] = std::move(handler); }
    /// system.multicall, by what is answered to each method in it.
    void answerMulticall()
    {
        handle(QStringLiteral("system.multicall"), [this](const QVariantList &params) -> Result<QVariant> {
            QVariantList answers;
            for (const QVariant &entry : params.value(0).toList()) {
                const QVariantMap call = entry.toMap();
                const auto method = m_methods.find(call.value(QStringLiteral("methodName")).toString());
                const Result<QVariant> result = method == m_methods.end()
                    ? Result<QVariant>(fault(FaultCode::UnknownMethod))
                    : method->second(call.value(QStringLiteral("params")).toList());
                answers.append(result ? *result
                                      : QVariant(QVariantMap{{QStringLiteral("faultCode"), result.error().number},
                                                             {QStringLiteral("faultString"), result.error().message}}));
            }
            return QVariant(answers);
        });
    }
    /// Calls of that method are read and not answered.
    void ignore(const QString &method) { m_ignored.append(method); }
    /// Answered in the place of everything else; nothing: no longer.
    void answerRaw(const QByteArray &response) { m_raw = response; }
    void requireAuthorization(const QByteArray &header) { m_authorization = header; }
    /// What GET `path` answers first; more follows by send().
    void stream(const QByteArray &path, const QByteArray &first) { m_streams[path] = first; }
    void send(const QByteArray &bytes)
    {
        for (QLocalSocket *socket : std::as_const(m_following))
            socket->write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
    }
    /// The same, but as it is: no chunk of anything.
    void sendRaw(const QByteArray &bytes)
    {
        for (QLocalSocket *socket : std::as_const(m_following))
            socket->write(bytes);
    }
    void closeConnections()
    {
        QList<QLocalSocket *> sockets; // each takes itself out of the map
        for (const auto &[socket, parser] : m_parsers)
            sockets.append(socket);
        for (QLocalSocket *socket : std::as_const(sockets))
            socket->disconnectFromServer();
    }

    /// "method(param, param)" of every call, in order.
    QStringList calls;
    int connections = 0;
    int streams = 0; ///< that were opened
    int following() const { return int(m_following.size()); }
    /// True where who follows has taken all that was sent.
    bool isDrained() const
    {
        return std::ranges::all_of(m_following, [](const QLocalSocket *socket) { return socket->bytesToWrite() == 0; });
    }

private:
    void accept()
    {
        while (QLocalSocket *socket = m_server.nextPendingConnection()) {
            ++connections;
            m_parsers.emplace(socket, http::RequestParser());
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
                m_parsers.erase(socket);
                m_following.removeAll(socket);
                socket->deleteLater();
            });
        }
    }

    void read(QLocalSocket *socket)
    {
        http::RequestParser &parser = m_parsers.at(socket);
        const QByteArray bytes = socket->readAll();
        parser.feed(bytes);
        for (;;) {
            const Result<std::unique_ptr<http::Request>> request = parser.next();
            if (!request || !*request)
                return;
            reply(socket, **request);
        }
    }

    void reply(QLocalSocket *socket, const http::Request &request)
    {
        if (!m_authorization.isEmpty() && request.headers.value("Authorization") != m_authorization) {
            socket->write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        if (request.method == "GET") {
            const auto it = m_streams.find(request.target);
            if (it == m_streams.end()) {
                socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nno\n");
                return;
            }
            socket->write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            ++streams;
            m_following.append(socket);
            if (!it->second.isEmpty())
                send(it->second);
            return;
        }
        const Result<xmlrpc::Call> call = xmlrpc::parseCall(request.body);
        QStringList shown;
        for (const QVariant &param : call->params)
            shown.append(param.toString());
        calls.append(call->method + u'(' + shown.join(QStringLiteral(", ")) + u')');
        if (m_ignored.contains(call->method))
            return;
        if (!m_raw.isEmpty()) {
            socket->write(m_raw);
            return;
        }
        const bool isMany = call->method == QLatin1StringView("system.multicall") && !m_methods.contains(call->method);
        const Result<QVariant> result = isMany ? answerMany(call->params) : answerOne(call->method, call->params);
        const QByteArray body = result ? xmlrpc::writeResponse(*result)
                                       : xmlrpc::writeFault(result.error().number, result.error().message);
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + QByteArray::number(body.size())
                      + "\r\n\r\n" + body);
    }

    Result<QVariant> answerOne(const QString &name, const QVariantList &params) const
    {
        const auto method = m_methods.find(name);
        return method == m_methods.end() ? Result<QVariant>(fault(FaultCode::UnknownMethod)) : method->second(params);
    }

    QVariant answerMany(const QVariantList &params) const
    {
        QVariantList answers;
        for (const QVariant &entry : params.value(0).toList()) {
            const QVariantMap call = entry.toMap();
            const Result<QVariant> answer = answerOne(call.value(QStringLiteral("methodName")).toString(),
                                                      call.value(QStringLiteral("params")).toList());
            answers.append(answer ? *answer
                                  : QVariantMap{{QStringLiteral("faultCode"), answer.error().number},
                                                {QStringLiteral("faultString"), answer.error().message}});
        }
        return answers;
    }

    QTemporaryDir m_dir;
    QLocalServer m_server;
    std::map<QLocalSocket *, http::RequestParser> m_parsers;
    std::map<QString, Method> m_methods;
    std::map<QByteArray, QByteArray> m_streams;
    QStringList m_ignored;
    QList<QLocalSocket *> m_following;
    QByteArray m_raw;
    QByteArray m_authorization;
};

} // namespace kantoku::tests
