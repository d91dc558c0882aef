#pragma once

#include "daemon/descriptor.h"
#include "protocol/error.h"

#include <optional>

namespace kantoku::daemon {

/// Opens /dev/null for each of the descriptors 0, 1 and 2 that is closed, so that nothing else gets these numbers.
void openStandardDescriptors();

/**
 * The way to the background, in two steps.
 *
 * detach() forks before anything exists that a fork would break. The starter stays and waits until the daemon either
 * works or has failed, so that its exit status and its terminal tell which; the daemon keeps the standard streams
 * until then.
 */
class Background {
public:
    /// Forks. Returns in the daemon only; the starter ends with 0 once the daemon called enter(), or with the daemon's
    /// exit status where that ended before. @return Error::Code::System where there was no fork
    static Result<Background> detach();

    /// A session of its own, standard streams on /dev/null; lets the starter go.
    void enter();

private:
    explicit Background(Descriptor starter)
        : m_starter(std::move(starter))
    {
    }

    Descriptor m_starter;
};

} // namespace kantoku::daemon
