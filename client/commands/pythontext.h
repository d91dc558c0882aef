#pragma once

#include "protocol/error.h"

#include <QString>

namespace kantoku::client {

/// The line for an error that a command has no text for: "error: <class 'xmlrpc.client.Fault'>, <Fault 30: 'FAILED'>".
/// Supervisor prints the exception; ours adds our own sentence where there is one to add.
QString exceptionLine(const Error &error);

/// A fault as Python shows it: "<Fault 70: 'NOT_RUNNING: cat'>".
QString faultRepr(const Error &error);

} // namespace kantoku::client
