#include "daemon/eventdispatcher.h"

#include <QCoreApplication>

#if __has_include(<sys/epoll.h>)
#include "daemon/epolldispatcher.h"
#endif

namespace kantoku::daemon {

std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher()
{
#if __has_include(<sys/epoll.h>)
    return EpollDispatcher::make();
#else
    return nullptr;
#endif
}

void installEventDispatcher()
{
    Q_ASSERT(!QCoreApplication::instance());
    if (std::unique_ptr<QAbstractEventDispatcher> dispatcher = makeEventDispatcher())
        QCoreApplication::setEventDispatcher(dispatcher.release());
}

} // namespace kantoku::daemon
