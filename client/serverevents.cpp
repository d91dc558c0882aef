#include "client/serverevents.h"

#include "protocol/namespec.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

/// @param event  whose group, process and state it is
ProcessInfo readInfo(const QJsonObject &info, const ServerEvent &event)
{
    const auto number = [&info](QLatin1StringView member) { return info.value(member).toInteger(); };
    ProcessInfo process;
    process.name = event.process;
    process.group = event.group;
    process.state = event.to;
    process.pid = number("pid"_L1);
    process.start = number("start"_L1);
    process.stop = number("stop"_L1);
    process.now = number("now"_L1);
    process.exitStatus = static_cast<int>(number("exitstatus"_L1));
    process.spawnError = info.value("spawnerr"_L1).toString();
    process.description = info.value("description"_L1).toString();
    return process;
}

ServerEvent readEvent(const QJsonObject &line)
{
    const auto text = [&line](QLatin1StringView member) { return line.value(member).toString(); };
    ServerEvent event;
    event.name = text("event"_L1);
    event.sequence = static_cast<quint64>(line.value("sequence"_L1).toInteger());
    // In UTC: the local time is for who looks at it, and costs a look at the zone for each of thousands of events.
    event.time = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(line.value("time"_L1).toDouble() * 1000), Qt::UTC);
    event.group = text("group"_L1);
    event.process = text("name"_L1);
    event.from = processStateFromName(text("from"_L1)).value_or(ProcessState::Unknown);
    event.to = processStateFromName(text("to"_L1)).value_or(ProcessState::Unknown);
    event.pid = static_cast<qint64>(line.value("pid"_L1).toDouble());
    event.detail = text("detail"_L1);
    event.cause = text("cause"_L1);
    if (const QJsonValue info = line.value("info"_L1); info.isObject())
        event.info = readInfo(info.toObject(), event);
    return event;
}

} // namespace

QString ServerEvent::namespec() const
{
    return Namespec{group, process}.toString();
}

QList<ServerEvent> EventReader::feed(const QByteArray &bytes)
{
    QList<ServerEvent> events;
    qsizetype from = 0;
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', from)) {
        const QByteArray line = m_rest + bytes.sliced(from, end - from);
        m_rest.clear();
        from = end + 1;
        if (std::exchange(m_dropping, false))
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (document.isObject())
            events.append(readEvent(document.object()));
    }
    m_rest += bytes.sliced(from);
    if (m_rest.size() > longestLine) {
        m_rest.clear();
        m_dropping = true;
    }
    return events;
}

} // namespace kantoku::client
