#pragma once

#include "daemon/config/configuration.h"

#include <QObject>

namespace kantoku::daemon {

class Process;

/// An active group: the configuration it runs with, and its processes.
class ProcessGroup : public QObject {
    Q_OBJECT
public:
    const GroupConfig &config() const;
    QString name() const;
    /// By priority, then name.
    const QList<Process *> &processes() const;
    Process *find(const QString &name) const;
    /// True when every member is in STOPPED, EXITED, FATAL or UNKNOWN.
    bool isStopped() const;
};

} // namespace kantoku::daemon
