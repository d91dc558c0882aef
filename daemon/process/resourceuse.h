#pragma once

#include "daemon/process/procfs.h"

#include <QHash>
#include <QList>

#include <chrono>
#include <optional>

namespace kantoku::daemon {

/// What a process, or a tree of them, uses.
struct ResourceUse {
    std::chrono::milliseconds cpu{}; ///< since it began; that of a tree has ended children in it
    double cpuShare = 0; ///< of one processor: 1 is one busy all the time
    qint64 residentBytes = 0; ///< what several share counts for each of them
    int threads = 0;
    std::optional<int> descriptors; ///< nothing where one of them may not be seen
    int processes = 0;
};

struct ProcessUse {
    ResourceUse own;
    ResourceUse tree; ///< own and that of all descendants
    std::chrono::milliseconds interval{}; ///< the time that the shares are of
};

/**
 * Measures what processes use, when somebody asks and never else.
 *
 * A share needs two looks. It is of the time since the last look that is at least minInterval ago, whoever asked then,
 * and of the process's whole life where nobody has asked for keepFor.
 */
class ResourceUseMeter {
public:
    static constexpr std::chrono::milliseconds minInterval{1000};
    static constexpr std::chrono::milliseconds keepFor{5 * 60 * 1000};

    explicit ResourceUseMeter(Procfs procfs = Procfs());

    /// @param now  see Procfs::now()
    /// @return nothing where there is no such process
    std::optional<ProcessUse> measure(qint64 pid, std::chrono::milliseconds now = Procfs::now());

private:
    struct Look {
        std::chrono::milliseconds when{};
        std::chrono::milliseconds own{};
        std::chrono::milliseconds tree{};
    };
    struct Looks {
        std::chrono::milliseconds started{}; ///< with the pid, which process it is
        Look previous;
        Look latest;
    };

    Look base(const Procfs::Facts &process, const Look &look);

    const Procfs m_procfs;
    QHash<qint64, Looks> m_looks; ///< by pid
};

} // namespace kantoku::daemon
