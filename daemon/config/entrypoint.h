#pragma once

#include "daemon/config/values.h"

namespace kantoku::daemon {

class SectionReader;

/**
 * Checks an option that names Python code, "module:attribute": we have no Python, so only what we provide ourselves
 * is accepted. Anything else is an error of `option` that names it and says what to do.
 *
 * @return the text as written
 */
std::optional<QString> checkEntryPoint(SectionReader &reader, const QString &option, const QString &text);

} // namespace kantoku::daemon
