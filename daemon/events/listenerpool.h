#pragma once

#include "daemon/config/configuration.h"
#include "daemon/events/event.h"

#include <QByteArrayView>
#include <QObject>

#include <memory>
#include <vector>

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
    /// Does not call the pool back.
    virtual bool send(const QByteArray &bytes) = 0;
};

/**
 * The event listeners of one [eventlistener:x]: the queue and the protocol with each process.
 *
 * Event-driven: dispatches when an event arrives, when a listener becomes READY or RUNNING, never by a clock.
 *
 * An event goes to the first process that is RUNNING and READY. Until then it waits in a queue of buffer_size; when
 * that is full the oldest is discarded and logged. What a listener rejects, or has in its hands when it dies or
 * violates the protocol, goes back to the front of the queue with its serials.
 */
class ListenerPool : public QObject {
    Q_OBJECT
public:
    ListenerPool(const GroupConfig &config, const QString &identifier, EventBus &bus, MainLog &log,
                 QObject *parent = nullptr);
    ~ListenerPool() override;

    /// Listeners are served in the order in which they were added.
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

    /// Events that wait for a listener.
    qsizetype queuedCount() const;

private:
    struct Queued {
        Event event;
        quint64 poolSerial = 0;
    };
    struct Member;

    Member *find(Listener *listener) const;
    void accept(const Event &event);
    void takeBack(Member &member);
    void makeRoom();
    void dispatch();
    bool give(const Queued &queued);
    QByteArray envelope(const Queued &queued) const;

    const QString m_name;
    const QString m_identifier;
    const qsizetype m_bufferSize;
    MainLog &m_log;
    std::vector<std::unique_ptr<Member>> m_members;
    QList<Queued> m_queue;
    quint64 m_nextSerial = 0;
    bool m_isDispatching = false;
};

} // namespace kantoku::daemon
