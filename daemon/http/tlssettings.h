#pragma once

#include "protocol/error.h"

class QSslConfiguration;

namespace kantoku::daemon {

struct ServerConfig;

/**
 * The TLS side of a server: its certificate with those between it and its authority, its key, and, where clients must
 * have certificates, the authority that vouches for them. At least TLS 1.2.
 *
 * Reads the files. @return Invalid with a sentence that names the file and what is wrong with it
 */
Result<QSslConfiguration> tlsSettings(const ServerConfig &server);

} // namespace kantoku::daemon
