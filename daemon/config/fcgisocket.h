#pragma once

#include "daemon/config/configuration.h"

namespace kantoku::daemon {

class SectionReader;

/// The socket of a [fcgi-program:x] section, whose name is `program`; nothing where it is wrong.
std::optional<FcgiSocketConfig> readFcgiSocket(SectionReader &reader, const QString &program);

} // namespace kantoku::daemon
