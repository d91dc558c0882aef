#include "daemon/config/groupsections.h"

#include "daemon/config/entrypoint.h"
#include "daemon/config/fcgisocket.h"
#include "daemon/config/processsection.h"
#include "daemon/config/sectionreader.h"
#include "daemon/events/event.h"

#include <algorithm>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr auto programPrefix = "program:"_L1;
constexpr auto fcgiPrefix = "fcgi-program:"_L1;

class GroupSections {
public:
    explicit GroupSections(LoadContext &context)
        : m_context(context)
    {
    }

    QList<GroupConfig> read();

private:
    QStringList sectionsWith(QLatin1StringView prefix) const;
    GroupConfig begin(SectionReader &reader, GroupConfig::Type type, int priority);
    GroupConfig readGroup(const QString &section);
    GroupConfig readProgram(const QString &section);
    GroupConfig readEventListener(const QString &section);
    GroupConfig readFcgiProgram(const QString &section);
    void readEvents(SectionReader &reader, GroupConfig &group);
    std::optional<QString> findMember(SectionReader &reader, const QString &program);
    void warnOfEqualNames(const QList<GroupConfig> &groups);

    LoadContext &m_context;
    QStringList m_members; ///< sections that belong to a [group:x]
};

QStringList GroupSections::sectionsWith(QLatin1StringView prefix) const
{
    QStringList result;
    for (const QString &section : m_context.document.sections()) {
        if (section.startsWith(prefix))
            result.append(section);
    }
    return result;
}

GroupConfig GroupSections::begin(SectionReader &reader, GroupConfig::Type type, int priority)
{
    GroupConfig group;
    group.type = type;
    group.origin = reader.origin();
    group.name = reader.section().sliced(reader.section().indexOf(u':') + 1);
    if (type != GroupConfig::Type::EventListener) // a listener's name is checked with its processes
        group.name = reader.converted<QString>({}, group.name, toName).value_or(group.name);
    group.priority = priority;
    return group;
}

std::optional<QString> GroupSections::findMember(SectionReader &reader, const QString &program)
{
    const QString asProgram = programPrefix + program;
    const QString asFcgi = fcgiPrefix + program;
    const bool isProgram = m_context.document.hasSection(asProgram);
    const bool isFcgi = m_context.document.hasSection(asFcgi);
    if (isProgram && isFcgi) {
        reader.addError(
            u"programs"_s,
            u"[%1] name %2 is ambiguous (exists as program and fcgi-program)"_s.arg(reader.section(), program),
            u"names that only one section has"_s);
    } else if (!isProgram && !isFcgi) {
        reader.addError(u"programs"_s,
                        u"[%1] names unknown program or fcgi-program %2"_s.arg(reader.section(), program),
                        u"names of [program:x] and [fcgi-program:x] sections, separated by commas"_s);
    } else {
        return isProgram ? asProgram : asFcgi;
    }
    return std::nullopt;
}

GroupConfig GroupSections::readGroup(const QString &section)
{
    SectionReader reader(m_context, section, {{u"here"_s, m_context.here}});
    GroupConfig group = begin(reader, GroupConfig::Type::Group, 999);
    const QStringList programs = toList(reader.text(u"programs"_s).value_or(QString()));
    group.priority = reader.get(u"priority"_s, group.priority, toInteger);
    for (const QString &program : programs) {
        if (const auto member = findMember(reader, program)) {
            m_members.append(*member);
            group.processes.append(readProcesses(m_context, *member, group.name));
        }
    }
    group.options = reader.options();
    return group;
}

GroupConfig GroupSections::readProgram(const QString &section)
{
    SectionReader reader(m_context, section, {{u"here"_s, m_context.here}});
    GroupConfig group = begin(reader, GroupConfig::Type::Program, 999);
    group.priority = reader.get(u"priority"_s, group.priority, toInteger);
    group.options = reader.options();
    group.processes = readProcesses(m_context, section, group.name);
    return group;
}

void GroupSections::readEvents(SectionReader &reader, GroupConfig &group)
{
    const QStringList names = toList(reader.text(u"events"_s).value_or(QString()));
    const bool isWrong = reader.raw(u"events"_s) && !reader.options().contains(u"events"_s);
    if (names.isEmpty() && !isWrong) {
        reader.addError(u"events"_s, u"[%1] section requires an \"events\" line"_s.arg(reader.section()),
                        u"event types, separated by commas, such as PROCESS_STATE,TICK_60"_s);
    }
    for (const QString &name : names) {
        const QString upper = name.toUpper();
        if (!eventTypeFromName(upper.toUtf8())) {
            reader.addError(u"events"_s, u"Unknown event type %1 in [%2] events"_s.arg(upper, reader.section()),
                            u"event types such as PROCESS_STATE_EXITED, PROCESS_LOG, TICK_60, or EVENT for all"_s);
        } else if (!group.events.contains(upper)) {
            group.events.append(upper);
        }
    }
}

GroupConfig GroupSections::readEventListener(const QString &section)
{
    SectionReader reader(m_context, section, {{u"here"_s, m_context.here}});
    GroupConfig group = begin(reader, GroupConfig::Type::EventListener, -1);
    group.priority = reader.get(u"priority"_s, group.priority, toInteger);
    group.bufferSize = reader.get(u"buffer_size"_s, group.bufferSize, toInteger);
    if (group.bufferSize < 1) {
        reader.addError(u"buffer_size"_s,
                        u"[%1] section sets invalid buffer_size (%2)"_s.arg(section).arg(group.bufferSize),
                        u"a number of events, at least 1"_s);
    }
    group.resultHandler = reader.text(u"result_handler"_s).value_or(u"supervisor.dispatchers:default_handler"_s);
    checkEntryPoint(reader, u"result_handler"_s, group.resultHandler);
    readEvents(reader, group);
    if (reader.get(u"redirect_stderr"_s, false, toBoolean)) {
        reader.addError(
            u"redirect_stderr"_s,
            u"[%1] section sets redirect_stderr=true but this is not allowed because it will interfere with "
            "the eventlistener protocol"_s.arg(section),
            u"false"_s);
    }
    group.options = reader.options();
    group.processes = readProcesses(m_context, section, group.name);
    return group;
}

GroupConfig GroupSections::readFcgiProgram(const QString &section)
{
    SectionReader reader(m_context, section, {{u"here"_s, m_context.here}});
    GroupConfig group = begin(reader, GroupConfig::Type::FcgiProgram, 999);
    group.priority = reader.get(u"priority"_s, group.priority, toInteger);
    group.socket = readFcgiSocket(reader, group.name);
    group.options = reader.options();
    group.processes = readProcesses(m_context, section, group.name);
    return group;
}

void GroupSections::warnOfEqualNames(const QList<GroupConfig> &groups)
{
    QHash<QString, Origin> seen;
    for (const GroupConfig &group : groups) {
        if (const auto first = seen.constFind(group.name); first != seen.cend()) {
            Diagnostic warning;
            warning.message
                = u"Two groups are called %1; only the first in order of priority is used"_s.arg(group.name);
            warning.origin = group.origin;
            m_context.addWarning(std::move(warning));
        } else {
            seen.insert(group.name, group.origin);
        }
    }
}

QList<GroupConfig> GroupSections::read()
{
    QList<GroupConfig> groups;
    for (const QString &section : sectionsWith("group:"_L1))
        groups.append(readGroup(section));
    for (const QString &section : sectionsWith(programPrefix)) {
        if (!m_members.contains(section))
            groups.append(readProgram(section));
    }
    for (const QString &section : sectionsWith("eventlistener:"_L1))
        groups.append(readEventListener(section));
    for (const QString &section : sectionsWith(fcgiPrefix)) {
        if (!m_members.contains(section))
            groups.append(readFcgiProgram(section));
    }
    std::ranges::stable_sort(groups, [](const GroupConfig &a, const GroupConfig &b) {
        return std::pair(a.priority, a.name) < std::pair(b.priority, b.name);
    });
    warnOfEqualNames(groups);
    return groups;
}

} // namespace

QList<GroupConfig> readGroups(LoadContext &context)
{
    return GroupSections(context).read();
}

} // namespace kantoku::daemon
