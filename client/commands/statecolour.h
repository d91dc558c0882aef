#pragma once

#include "protocol/processstate.h"

#include <QString>

namespace kantoku::client {

/// `text` in the colour of a state, as SGR sequences of the eight basic colours.
QString colouredState(ProcessState state, const QString &text);

} // namespace kantoku::client
