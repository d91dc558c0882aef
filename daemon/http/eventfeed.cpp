#include "daemon/http/eventfeed.h"

#include "daemon/process/process.h"
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

double seconds(std::chrono::milliseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

QByteArray line(const QJsonObject &fields)
{
    return QJsonDocument(fields).toJson(QJsonDocument::Compact) + '\n';
}

/// A state change, by values: the process may be gone when it is asked for.
struct Transition {
    QString group;
    QString name;
    ProcessState from;
    ProcessState to;
    qint64 pid;
    QString detail;
    QString cause;

    QJsonObject operator()() const
    {
        return {
            {u"event"_s, QString(u"PROCESS_STATE_"_s + stateName(to))},
            {u"group"_s, group},
            {u"name"_s, name},
            {u"from"_s, stateName(from)},
            {u"to"_s, stateName(to)},
            {u"pid"_s, pid},
            {u"detail"_s, detail},
            {u"cause"_s, cause},
        };
    }
};

} // namespace

EventFeed::EventFeed(Supervisor &supervisor, QObject *parent)
    : QObject(parent)
    , m_configWatch(supervisor.configurationFile(), supervisor.world())
    , m_instance(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    connect(&supervisor, &Supervisor::processStateChanged, this,
            [this](const Process *process, ProcessState from, ProcessState to) {
                const Process::HistoryEntry &entry = process->history().constLast();
                record(Transition{process->group()->name(), process->name(), from, to, entry.pid, entry.detail,
                                  entry.cause});
            });
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
    fields.insert(u"time"_s, seconds(record.time));
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
                 {u"time"_s, seconds(now())}});
}

QByteArray EventFeed::heartbeat() const
{
    return line(
        {{u"event"_s, u"HEARTBEAT"_s}, {u"sequence"_s, static_cast<qint64>(m_last)}, {u"time"_s, seconds(now())}});
}

} // namespace kantoku::daemon
