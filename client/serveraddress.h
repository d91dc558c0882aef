#pragma once

#include "protocol/error.h"

#include <QMetaType>
#include <QString>

namespace kantoku::client {

/**
 * Where a server is: `unix:///path`, `http://host:port`, `https://host:port`,
 * `ssh://[user@]host[:port]/path/to/socket`.
 */
struct ServerAddress {
    enum class Kind { Unix, Http, Https, Ssh };
    Kind kind = Kind::Unix;
    QString host;
    quint16 port = 0;
    QString path; ///< the socket's path, or the path part of a http URL
    QString user; ///< ssh: the login; http: as in the URL, see Credentials

    /// As people write it; equal addresses have equal texts.
    QString toString() const;
    /// @return Error::Code::Invalid that names the text and the forms that are allowed
    static Result<ServerAddress> parse(const QString &text);

    friend bool operator==(const ServerAddress &, const ServerAddress &) = default;
};

struct Credentials {
    QString username;
    QString password;

    bool isEmpty() const { return username.isEmpty() && password.isEmpty(); }
    friend bool operator==(const Credentials &, const Credentials &) = default;
};

} // namespace kantoku::client
