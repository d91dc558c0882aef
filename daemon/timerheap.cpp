#include "daemon/timerheap.h"

#include <algorithm>
#include <tuple>

using namespace std::chrono_literals;

namespace kantoku::daemon {

namespace {

constexpr size_t nowhere = size_t(-1);

/// `due` or a little later, on a grid that other timers of a like interval share.
TimerHeap::Time rounded(TimerHeap::Time due, std::chrono::milliseconds interval, Qt::TimerType type)
{
    std::chrono::milliseconds grid = 0ms;
    if (type == Qt::VeryCoarseTimer)
        grid = 1s;
    else if (type == Qt::CoarseTimer)
        grid = interval / 20;
    if (grid <= 1ms)
        return due;
    std::chrono::milliseconds step = 1ms;
    while (step * 2 <= grid && type == Qt::CoarseTimer)
        step *= 2;
    if (type == Qt::VeryCoarseTimer)
        step = grid;
    const auto since = due.time_since_epoch();
    const auto over = since % step;
    return over.count() == 0 ? due : due + (step - over);
}

} // namespace

struct TimerHeap::Entry {
    Timer timer;
    quint64 serial = 0; ///< tells a timer from a later one with the same id
    quint64 order = 0; ///< of two that are due at the same time, the one that waited longer comes first
    quint64 round = 0; ///< in which it was last taken
    size_t at = nowhere; ///< in the heap

    bool isBefore(const Entry &other) const
    {
        return std::tie(timer.due, order) < std::tie(other.timer.due, other.order);
    }
};

TimerHeap::TimerHeap() = default;
TimerHeap::~TimerHeap() = default;

void TimerHeap::add(int id, std::chrono::milliseconds interval, Qt::TimerType type, QObject *object, Time now)
{
    remove(id);
    auto entry = std::make_unique<Entry>();
    entry->timer = {id, interval, type, object, rounded(now + interval, interval, type)};
    entry->serial = m_nextSerial++;
    insert(entry.get());
    m_entries.emplace(id, std::move(entry));
}

bool TimerHeap::remove(int id)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return false;
    extract(found->second.get());
    m_entries.erase(found);
    return true;
}

bool TimerHeap::removeOf(const QObject *object)
{
    const std::vector<Timer> timers = timersOf(object);
    for (const Timer &timer : timers)
        remove(timer.id);
    return !timers.empty();
}

std::vector<TimerHeap::Timer> TimerHeap::timersOf(const QObject *object) const
{
    std::vector<const Entry *> entries;
    for (const auto &[id, entry] : m_entries) {
        if (entry->timer.object == object)
            entries.push_back(entry.get());
    }
    std::ranges::sort(entries, {}, &Entry::serial);
    std::vector<Timer> timers;
    timers.reserve(entries.size());
    for (const Entry *entry : entries)
        timers.push_back(entry->timer);
    return timers;
}

const TimerHeap::Timer *TimerHeap::find(int id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second->timer;
}

std::optional<TimerHeap::Time> TimerHeap::nextDue() const
{
    if (m_heap.empty())
        return std::nullopt;
    return m_heap.front()->timer.due;
}

quint64 TimerHeap::beginRound()
{
    return ++m_round;
}

std::optional<TimerHeap::Taken> TimerHeap::take(Time now, quint64 round)
{
    // A timer taken in this round, or in a round of a nested loop since, has had its turn.
    if (m_heap.empty() || m_heap.front()->timer.due > now || m_heap.front()->round >= round)
        return std::nullopt;
    Entry *entry = m_heap.front();
    extract(entry);
    entry->round = m_round;
    // Occasions that were missed are left out.
    Time next = entry->timer.due + entry->timer.interval;
    if (next < now)
        next = now + entry->timer.interval;
    entry->timer.due = rounded(next, entry->timer.interval, entry->timer.type);
    return Taken{entry->timer.id, entry->serial, entry->timer.object};
}

void TimerHeap::putBack(const Taken &taken)
{
    const auto found = m_entries.find(taken.id);
    if (found != m_entries.end() && found->second->serial == taken.serial)
        insert(found->second.get());
}

void TimerHeap::insert(Entry *entry)
{
    entry->order = m_nextOrder++;
    m_heap.push_back(entry);
    entry->at = m_heap.size() - 1;
    siftUp(entry->at);
}

void TimerHeap::extract(Entry *entry)
{
    if (entry->at == nowhere)
        return;
    const size_t at = entry->at;
    entry->at = nowhere;
    Entry *last = m_heap.back();
    m_heap.pop_back();
    if (last == entry)
        return;
    place(last, at);
    siftUp(at);
    siftDown(last->at);
}

void TimerHeap::place(Entry *entry, size_t at)
{
    m_heap[at] = entry;
    entry->at = at;
}

void TimerHeap::siftUp(size_t at)
{
    Entry *entry = m_heap[at];
    while (at > 0 && entry->isBefore(*m_heap[(at - 1) / 2])) {
        place(m_heap[(at - 1) / 2], at);
        at = (at - 1) / 2;
    }
    place(entry, at);
}

void TimerHeap::siftDown(size_t at)
{
    Entry *entry = m_heap[at];
    for (size_t child = 2 * at + 1; child < m_heap.size(); child = 2 * at + 1) {
        if (child + 1 < m_heap.size() && m_heap[child + 1]->isBefore(*m_heap[child]))
            ++child;
        if (!m_heap[child]->isBefore(*entry))
            break;
        place(m_heap[child], at);
        at = child;
    }
    place(entry, at);
}

} // namespace kantoku::daemon
