#pragma once

#include "protocol/processinfo.h"

#include <QByteArray>

namespace kantoku::daemon {

class Supervisor;

/// Appends the struct of getProcessInfo, as ProcessInfo::toMap() would be written.
void appendProcessInfo(QByteArray &out, const ProcessInfo &info);

/**
 * The answer to getAllProcessInfo, as XML, sorted by group and name.
 *
 * It is the call that monitors make all day, often several at a time. So the answer is kept: as long as no process
 * changes and the second is the same, everybody gets the same bytes.
 */
class AllProcessInfo {
public:
    explicit AllProcessInfo(const Supervisor &supervisor);

    /// The array now: what stands between <value> and </value>.
    QByteArray xml();

private:
    void write();

    const Supervisor &m_supervisor;
    QByteArray m_xml;
    qint64 m_second = -1; ///< when it was written
    quint64 m_revision = 0;
};

} // namespace kantoku::daemon
