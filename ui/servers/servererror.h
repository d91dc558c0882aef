#pragma once

#include "client/serveraddress.h"
#include "protocol/error.h"

#include <QString>

namespace kantoku::ui {

/// Why a server could not be reached, and what to do about it: two sentences for a person.
QString explainConnectionError(const Error &error, const client::ServerAddress &address);

} // namespace kantoku::ui
