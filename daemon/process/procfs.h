#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace kantoku::daemon {

/**
 * What Linux tells of processes in /proc: the one place that reads their use of resources and their descendants.
 *
 * Everything is as of now and read when it is asked for. A process may end at any moment: what is gone is left out.
 * Elsewhere than on Linux nothing is found.
 */
class Procfs {
public:
    /// One process, all its threads together.
    struct Facts {
        qint64 pid = 0;
        qint64 parent = 0;
        QString name; ///< the program's, at most 15 bytes
        std::chrono::milliseconds cpu{}; ///< of its own, user and system
        std::chrono::milliseconds endedChildrenCpu{}; ///< of children that it waited for, with theirs
        std::chrono::milliseconds started{}; ///< since the machine started
        qint64 residentBytes = 0;
        int threads = 0;
    };

    /// @param root  another folder than /proc, for tests
    explicit Procfs(QString root = QStringLiteral("/proc"));

    std::optional<Facts> process(qint64 pid) const;
    /// The pids of its children, whichever of its threads started them.
    QList<qint64> children(qint64 pid) const;
    /// The process and its descendants, each after its parent; empty where there is no such process.
    QList<Facts> tree(qint64 pid) const;
    /// How many descriptors are open; nothing where the system does not let us see another user's.
    std::optional<int> descriptors(qint64 pid) const;
    /// Empty for a zombie.
    QList<QByteArray> arguments(qint64 pid) const;
    /// The variables that it began with, "NAME=value"; empty where the system does not let us see another user's.
    QList<QByteArray> environment(qint64 pid) const;
    /// The arguments with spaces between them; the name in brackets where there are none.
    QString commandLine(const Facts &process) const;

    /// Since the machine started, sleep included: what Facts::started counts in.
    static std::chrono::milliseconds now();

private:
    QString path(qint64 pid, const QString &file) const;

    const QString m_root;
};

} // namespace kantoku::daemon
