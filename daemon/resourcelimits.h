#pragma once

#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace kantoku::daemon {

struct RaisedLimits {
    QStringList messages; ///< for the main log: "Increased RLIMIT_NOFILE limit to 1024"
    quint64 childDescriptors = 0; ///< soft RLIMIT_NOFILE that children get
};

/**
 * Sees to it that at least `minDescriptors` and `minProcesses` are available, by raising soft limits, and as root hard
 * ones.
 *
 * The daemon itself then takes as many descriptors as its hard limit allows: it needs six for each program and must
 * not run out of them before its programs do.
 *
 * @return what is wrong in Supervisor's words where that many cannot be had
 */
tl::expected<RaisedLimits, QString> raiseResourceLimits(int minDescriptors, int minProcesses);

} // namespace kantoku::daemon
