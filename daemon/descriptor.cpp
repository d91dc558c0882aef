#include "daemon/descriptor.h"

#include <unistd.h>

namespace kantoku::daemon {

void Descriptor::reset()
{
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
}

} // namespace kantoku::daemon
