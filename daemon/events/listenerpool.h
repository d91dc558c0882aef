#pragma once

#include "daemon/config/configuration.h"

#include <QByteArrayView>
#include <QObject>

namespace kantoku::daemon {

class EventBus;
class MainLog;

/// One process of a pool, as the pool sees it; process/ implements it.
class Listener {
public:
    virtual ~Listener() = default;
    virtual QString name() const = 0;
    virtual QString groupName() const = 0;
    /// True in RUNNING only, so after startsecs.
    virtual bool isRunning() const = 0;
    virtual qint64 pid() const = 0;
    /// Writes to its standard input, whole, in one write where the pipe has room. False where that cannot be.
    virtual bool send(const QByteArray &bytes) = 0;
};

/**
 * The event listeners of one [eventlistener:x]: the queue and the protocol with each process.
 *
 * Event-driven: dispatches when an event arrives, when a listener becomes READY or RUNNING, never by a clock.
 */
class ListenerPool : public QObject {
    Q_OBJECT
public:
    ListenerPool(const GroupConfig &config, const QString &identifier, EventBus &bus, MainLog &log,
                 QObject *parent = nullptr);

    void addListener(Listener *listener);
    void removeListener(Listener *listener);
    /// A new child runs: its protocol state begins anew (ACKNOWLEDGED).
    void listenerSpawned(Listener *listener);
    /// It may have become RUNNING.
    void listenerStateChanged(Listener *listener);
    /// It is gone: an event in its hands goes back to the front of the queue.
    void listenerDied(Listener *listener);
    /// What it wrote to standard output.
    void feed(Listener *listener, QByteArrayView bytes);
};

} // namespace kantoku::daemon
