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

double now()
{
    return static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
}

QByteArray line(const QJsonObject &fields)
{
    return QJsonDocument(fields).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject processFields(const Process *process, ProcessState from, ProcessState to)
{
    QJsonObject fields{
        {u"event"_s, QString(u"PROCESS_STATE_"_s + stateName(to))},
        {u"group"_s, process->group()->name()},
        {u"name"_s, process->name()},
        {u"from"_s, stateName(from)},
        {u"to"_s, stateName(to)},
        {u"pid"_s, process->pid()},
    };
    if (!process->history().isEmpty()) {
        const Process::HistoryEntry &entry = process->history().constLast();
        fields.insert(u"pid"_s, entry.pid);
        fields.insert(u"detail"_s, entry.detail);
        fields.insert(u"cause"_s, entry.cause);
    }
    return fields;
}

} // namespace

EventFeed::EventFeed(Supervisor &supervisor, QObject *parent)
    : QObject(parent)
    , m_configWatch(supervisor.configurationFile(), supervisor.world())
    , m_instance(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    connect(&supervisor, &Supervisor::processStateChanged, this,
            [this](const Process *process, ProcessState from, ProcessState to) {
                record(processFields(process, from, to));
            });
    connect(&supervisor, &Supervisor::groupAdded, this, [this](const ProcessGroup *group) {
        record({{u"event"_s, u"PROCESS_GROUP_ADDED"_s}, {u"group"_s, group->name()}});
    });
    connect(&supervisor, &Supervisor::groupRemoved, this, [this](const QString &name) {
        record({{u"event"_s, u"PROCESS_GROUP_REMOVED"_s}, {u"group"_s, name}});
    });
    connect(&supervisor, &Supervisor::configurationLoaded, this,
            [this] { record({{u"event"_s, u"CONFIGURATION_LOADED"_s}}); });
    connect(&supervisor, &Supervisor::stateChanged, this, [this](SupervisorState state) {
        record({{u"event"_s, u"SUPERVISOR_STATE_CHANGE"_s}, {u"to"_s, stateName(state)}});
        if (state == SupervisorState::Running)
            m_configWatch.start();
    });
    connect(&m_configWatch, &ConfigWatch::changed, this, [this](const QStringList &files) {
        record({{u"event"_s, u"CONFIGURATION_FILES_CHANGED"_s}, {u"files"_s, QJsonArray::fromStringList(files)}});
    });
}

void EventFeed::record(QJsonObject fields)
{
    ++m_last;
    fields.insert(u"sequence"_s, static_cast<qint64>(m_last));
    fields.insert(u"time"_s, now());
    if (m_ring.size() < static_cast<qsizetype>(ringSize))
        m_ring.append(line(fields));
    else
        m_ring[static_cast<qsizetype>((m_last - 1) % ringSize)] = line(fields);
    emit recorded();
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
    for (; sequence < m_last && maxRecords > 0; --maxRecords) {
        lines += m_ring[static_cast<qsizetype>(sequence % ringSize)];
        ++sequence;
    }
    return lines;
}

QByteArray EventFeed::greeting() const
{
    return line({{u"event"_s, u"HELLO"_s},
                 {u"instance"_s, m_instance},
                 {u"sequence"_s, static_cast<qint64>(m_last)},
                 {u"time"_s, now()}});
}

QByteArray EventFeed::heartbeat() const
{
    return line({{u"event"_s, u"HEARTBEAT"_s}, {u"sequence"_s, static_cast<qint64>(m_last)}, {u"time"_s, now()}});
}

} // namespace kantoku::daemon
