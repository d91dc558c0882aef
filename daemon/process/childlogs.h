#pragma once

#include "protocol/error.h"

#include <QString>
#include <QStringList>

namespace kantoku::daemon {

/// Makes the log of a channel with logfile=AUTO, empty and readable by the owner alone:
/// `<folder>/<process>-<channel>---<identifier>-<random>.log`.
struct AutoLog {
    QString path; ///< also where it could not be made: it may be possible later
    Result<void> made; ///< else Error::Code::System with errno
};
AutoLog createAutoLog(const QString &folder, const QString &process, const QString &channel, const QString &identifier);

/// Removes the automatic logs and backups that an earlier daemon of this identifier left behind; those of others stay.
/// @return what could not be done, in Supervisor's words
QStringList removeAutoLogs(const QString &folder, const QString &identifier);

} // namespace kantoku::daemon
