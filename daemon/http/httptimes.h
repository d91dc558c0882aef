#pragma once

#include <chrono>

namespace kantoku::daemon {

/// How long a client may take; then its connection ends.
struct HttpTimes {
    std::chrono::milliseconds request = std::chrono::minutes(1); ///< for a whole request, from its first byte
    std::chrono::milliseconds stalled = std::chrono::minutes(5); ///< without taking anything of what it was sent
    std::chrono::milliseconds silent = std::chrono::minutes(30); ///< between requests
    std::chrono::milliseconds stranger = std::chrono::minutes(1); ///< the same, before it has logged in where it must
    std::chrono::milliseconds linger = std::chrono::seconds(2); ///< to notice that its request was refused
};

} // namespace kantoku::daemon
