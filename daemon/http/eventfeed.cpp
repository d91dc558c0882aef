#include "daemon/http/eventfeed.h"

#include "daemon/process/clock.h"
#include "daemon/process/process.h"
#include "daemon/process/processdescription.h"
#include "daemon/process/processgroup.h"
#include "daemon/supervisor.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

std::chrono::milliseconds now()
{
    return std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch());
}

QByteArray line(const QJsonObject &fields)
{
    return QJsonDocument(fields).toJson(QJsonDocument::Compact) + '\n';
}

/// A state change, by values: the process may be gone when it is asked for.
class Transition {
public:
    Transition(const ProcessInfo &after, const Process::HistoryEntry &entry)
        : m_name(after.name)
        , m_group(after.group)
        , m_spawnError(after.spawnError)
        , m_entry(entry)
        , m_start(after.start)
        , m_stop(after.stop)
        , m_pid(after.pid)
        , m_exitStatus(after.exitStatus)
    {
    }

    QJsonObject operator()() const
    {
        const ProcessInfo process = after();
        return {
            {u"event"_s, QString(u"PROCESS_STATE_"_s + stateName(process.state))},
            {u"group"_s, process.group},
            {u"name"_s, process.name},
            {u"from"_s, stateName(m_entry.from)},
            {u"to"_s, stateName(process.state)},
            {u"pid"_s, m_entry.pid},
            {u"detail"_s, m_entry.detail},
            {u"cause"_s, m_entry.cause},
            {u"info"_s,
             QJsonObject{
                 {u"pid"_s, process.pid},
                 {u"start"_s, process.start},
                 {u"stop"_s, process.stop},
                 {u"now"_s, process.now},
                 {u"exitstatus"_s, process.exitStatus},
                 {u"spawnerr"_s, process.spawnError},
                 {u"description"_s, describe(process)},
             }},
        };
    }

private:
    ProcessInfo after() const
    {
        ProcessInfo info;
        info.name = m_name;
        info.group = m_group;
        info.state = m_entry.to;
        info.start = m_start;
        info.stop = m_stop;
        info.now = std::chrono::floor<std::chrono::seconds>(m_entry.when).count();
        info.exitStatus = m_exitStatus;
        info.spawnError = m_spawnError;
        info.pid = m_pid;
        return info;
    }

    // Not a ProcessInfo: thousands of these are kept, and half of it would stay empty.
    QString m_name;
    QString m_group;
    QString m_spawnError;
    Process::HistoryEntry m_entry; ///< its pid is of the child that it is about, which may have ended
    qint64 m_start;
    qint64 m_stop;
    qint64 m_pid;
    int m_exitStatus;
};

} // namespace

EventFeed::EventFeed(Supervisor &supervisor, QObject *parent)
    : QObject(parent)
    , m_configWatch(supervisor.configurationFile(), supervisor.world())
    , m_instance(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    connect(&supervisor, &Supervisor::processStateChanged, this,
            [this](const Process *process) { record(Transition(process->life(), process->history().constLast())); });
    connect(&supervisor, &Supervisor::groupAdded, this, [this](const ProcessGroup *group) {
        record([name = group->name()] {
            return QJsonObject{{u"event"_s, u"PROCESS_GROUP_ADDED"_s}, {u"group"_s, name}};
        });
    });
    connect(&supervisor, &Supervisor::groupRemoved, this, [this](const QString &name) {
        record([name] { return QJsonObject{{u"event"_s, u"PROCESS_GROUP_REMOVED"_s}, {u"group"_s, name}}; });
    });
    connect(&supervisor, &Supervisor::configurationLoaded, this, [this] {
        record([] { return QJsonObject{{u"event"_s, u"CONFIGURATION_LOADED"_s}}; });
    });
    connect(&supervisor, &Supervisor::stateChanged, this, [this](SupervisorState state) {
        record([state] {
            return QJsonObject{{u"event"_s, u"SUPERVISOR_STATE_CHANGE"_s}, {u"to"_s, stateName(state)}};
        });
        if (state == SupervisorState::Running)
            m_configWatch.start();
    });
    connect(&m_configWatch, &ConfigWatch::changed, this, [this](const QStringList &files) {
        record([files] {
            return QJsonObject{{u"event"_s, u"CONFIGURATION_FILES_CHANGED"_s},
                               {u"files"_s, QJsonArray::fromStringList(files)}};
        });
    });
}

void EventFeed::record(Fields fields)
{
    ++m_last;
    Record record{now(), std::move(fields)};
    if (m_ring.size() < static_cast<qsizetype>(ringSize))
        m_ring.append(std::move(record));
    else
        m_ring[static_cast<qsizetype>((m_last - 1) % ringSize)] = std::move(record);
    emit recorded();
}

QByteArray EventFeed::lineOf(quint64 number) const
{
    const Record &record = m_ring[static_cast<qsizetype>((number - 1) % ringSize)];
    QJsonObject fields = record.fields();
    fields.insert(u"sequence"_s, static_cast<qint64>(number));
    fields.insert(u"time"_s, inSeconds(record.time));
    return line(fields);
}

QByteArray EventFeed::take(quint64 &sequence, int maxRecords) const
{
    QByteArray lines;
    const quint64 oldest = m_last > ringSize ? m_last - ringSize + 1 : 1;
    if (sequence + 1 < oldest) {
        lines += line({{u"event"_s, u"MISSED"_s},
                       {u"from"_s, static_cast<qint64>(sequence + 1)},
                       {u"to"_s, static_cast<qint64>(oldest - 1)}});
        sequence = oldest - 1;
    }
    for (; sequence < m_last && maxRecords > 0; --maxRecords)
        lines += lineOf(++sequence);
    return lines;
}

QByteArray EventFeed::greeting() const
{
    return line({{u"event"_s, u"HELLO"_s},
                 {u"instance"_s, m_instance},
                 {u"sequence"_s, static_cast<qint64>(m_last)},
                 {u"time"_s, inSeconds(now())}});
}

QByteArray EventFeed::heartbeat() const
{
    return line(
        {{u"event"_s, u"HEARTBEAT"_s}, {u"sequence"_s, static_cast<qint64>(m_last)}, {u"time"_s, inSeconds(now())}});
}

} // namespace kantoku::daemon
