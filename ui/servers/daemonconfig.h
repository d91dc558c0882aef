#pragma once

#include "client/serveraddress.h"

#include <QProcessEnvironment>

namespace kantoku::ui {

/// Where a daemon on a configuration file is reached, and as whom.
struct Endpoint {
    client::ServerAddress address;
    client::Credentials credentials;
};

/**
 * Reads from a supervisord.conf where its daemon will listen: the socket of [unix_http_server], else the port of
 * [inet_http_server]. Only those two sections of the file itself are looked at; all else is for the daemon to judge.
 *
 * `%(here)s` and `%(ENV_X)s` are replaced, from `environment`.
 *
 * @return an error that names the file when it cannot be read or has neither section
 */
Result<Endpoint> readEndpoint(const QString &configFile, const QProcessEnvironment &environment);

} // namespace kantoku::ui
