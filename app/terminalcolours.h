#pragma once

namespace kantoku {

/// Whether the terminal on standard output knows colours, by its description in terminfo.
bool terminalHasColours();

} // namespace kantoku
