#pragma once

#include <QAbstractEventDispatcher>

#include <memory>

namespace kantoku::daemon {

/**
 * The daemon's event loop on epoll: a wake costs the same with ten descriptors as with thousands.
 *
 * Why: Qt's own dispatcher hands the whole list of descriptors to poll() at each wake, about a microsecond for each;
 * with a thousand children that is a millisecond a wake and a fifth of the log throughput. The price is this file and
 * its tests. Behaves as QEventDispatcherUNIX does otherwise: posted events, then descriptors, then timers; regular
 * files are always ready.
 *
 * For the main thread. Null where the system has no epoll: Qt's own is used there.
 */
std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher();

/// Makes it the dispatcher of the application to come: call before QCoreApplication is made.
void installEventDispatcher();

} // namespace kantoku::daemon
