#pragma once

#include <QString>

namespace kantoku::client {

/// The script that completes kantokuctl's options, actions and names in a shell, made from the table of commands.
/// @param shell  "bash", "zsh" or "fish"; empty for any other
QString completionScript(const QString &shell);

/// The section "ACTIONS" of the manual page, in man(7) markup.
QString manualSection();

} // namespace kantoku::client
