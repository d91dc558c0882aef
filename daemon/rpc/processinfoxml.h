#pragma once

#include "protocol/processinfo.h"

#include <QByteArray>

namespace kantoku::daemon {

/// Appends the struct of getProcessInfo, as ProcessInfo::toMap() would be written. getAllProcessInfo is the call that
/// monitors make all day, so its answer is written directly.
void appendProcessInfo(QByteArray &out, const ProcessInfo &info);

} // namespace kantoku::daemon
