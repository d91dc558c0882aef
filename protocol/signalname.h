#pragma once

#include "protocol/error.h"

#include <QString>

namespace kantoku {

/**
 * A signal as Supervisor takes it: a name with or without SIG in any case ("term", "SIGUSR1"), or a number that has
 * a name (1 to 31, the first and the last realtime signal), or 0, which only probes.
 *
 * @return the number, or an error in Supervisor's words: "value 'x' is not a valid signal name"
 */
Result<int> parseSignal(const QString &text);

/// "SIGTERM"; "signal 35" for a number without a name.
QString signalName(int number);

} // namespace kantoku
