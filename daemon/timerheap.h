#pragma once

#include <Qt>

#include <chrono>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

class QObject;

namespace kantoku::daemon {

/**
 * The timers of an event dispatcher, the next one first. Has no clock of its own: `now` is given.
 *
 * A timer that is being run is not among those waiting, so that a nested loop neither runs it again nor wakes for it.
 * No timer fires before its interval has passed; a coarse one may be up to a twentieth later, a very coarse one up to a
 * second, which lets many of them share a wake.
 */
class TimerHeap {
public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;

    struct Timer {
        int id = 0;
        std::chrono::milliseconds interval{};
        Qt::TimerType type = Qt::CoarseTimer;
        QObject *object = nullptr;
        Time due;
    };

    TimerHeap();
    ~TimerHeap();
    Q_DISABLE_COPY_MOVE(TimerHeap)

    void add(int id, std::chrono::milliseconds interval, Qt::TimerType type, QObject *object, Time now);
    bool remove(int id);
    /// Removes all timers of `object`. @return whether there was one
    bool removeOf(const QObject *object);
    /// In the order in which they were added.
    std::vector<Timer> timersOf(const QObject *object) const;
    /// Null for an unknown id.
    const Timer *find(int id) const;

    /// When the next timer is due; nothing while none waits.
    std::optional<Time> nextDue() const;

    /// A round over the timers due at `now`: each is taken at most once, so that timers of no interval do not keep the
    /// round going.
    quint64 beginRound();
    /// The next timer to run; it waits no longer, until put back.
    struct Taken {
        int id;
        quint64 serial;
        QObject *object;
    };
    std::optional<Taken> take(Time now, quint64 round);
    /// After it ran; does nothing where it was removed meanwhile.
    void putBack(const Taken &taken);

private:
    struct Entry;

    void insert(Entry *entry);
    void extract(Entry *entry);
    void place(Entry *entry, size_t at);
    void siftUp(size_t at);
    void siftDown(size_t at);

    std::unordered_map<int, std::unique_ptr<Entry>> m_entries;
    std::vector<Entry *> m_heap;
    quint64 m_nextSerial = 0;
    quint64 m_nextOrder = 0;
    quint64 m_round = 0;
};

} // namespace kantoku::daemon
