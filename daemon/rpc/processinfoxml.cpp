#include "daemon/rpc/processinfoxml.h"

#include "daemon/process/clock.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/process/revised.h"
#include "daemon/supervisor.h"
#include "protocol/xmlrpc.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <numeric>

namespace kantoku::daemon {

namespace {

struct Member {
    const char *name;
    bool isText;
};

constexpr std::array members{
    Member{"name", true},      Member{"group", true},          Member{"start", false},
    Member{"stop", false},     Member{"now", false},           Member{"state", false},
    Member{"statename", true}, Member{"spawnerr", true},       Member{"exitstatus", false},
    Member{"logfile", true},   Member{"stdout_logfile", true}, Member{"stderr_logfile", true},
    Member{"pid", false},      Member{"description", true},
};

constexpr qsizetype numberBytes = 11; // "-2147483648"

/// What stands before each value, and after the last one.
std::array<QByteArray, members.size() + 1> makeSeparators()
{
    std::array<QByteArray, members.size() + 1> separators;
    QByteArray end = "<struct>\n";
    for (size_t i = 0; i < members.size(); ++i) {
        const QByteArray type = members[i].isText ? "string" : "int";
        separators[i] = end + "<member>\n<name>" + members[i].name + "</name>\n<value><" + type + '>';
        end = "</" + type + "></value>\n</member>\n";
    }
    separators.back() = end + "</struct>";
    return separators;
}

/// By name; most lists come that way.
template <typename T>
QList<T *> sorted(QList<T *> list)
{
    const auto name = [](const T *one) -> const QString & { return one->config().name; };
    if (!std::ranges::is_sorted(list, {}, name))
        std::ranges::sort(list, {}, name);
    return list;
}

} // namespace

void appendProcessInfo(QByteArray &out, const ProcessInfo &info)
{
    static const std::array separators = makeSeparators();
    static const qsizetype fixedBytes = std::accumulate(
        separators.begin(), separators.end(), qsizetype(0),
        [](qsizetype bytes, const QByteArray &separator) { return bytes + separator.size() + numberBytes; });
    const QString state = stateName(info.state);
    const qsizetype characters = info.name.size() + info.group.size() + state.size() + info.spawnError.size()
        + 2 * info.stdoutLogFile.size() + info.stderrLogFile.size() + info.description.size();
    const qsizetype before = out.size();
    out.resize(before + fixedBytes + characters * xmlrpc::textBytes);
    char *at = out.data() + before;
    size_t member = 0;
    const auto separate = [&] { at = std::ranges::copy(separators[member++], at).out; };
    const auto text = [&](const QString &value) {
        separate();
        at = xmlrpc::writeText(at, value);
    };
    // XML-RPC's int has 32 bits; Supervisor clips times at its end.
    const auto number = [&](qint64 value) {
        separate();
        at = std::to_chars(at, at + numberBytes,
                           std::clamp<qint64>(value, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()))
                 .ptr;
    };
    text(info.name);
    text(info.group);
    number(info.start);
    number(info.stop);
    number(info.now);
    number(static_cast<int>(info.state));
    text(state);
    text(info.spawnError);
    number(info.exitStatus);
    text(info.stdoutLogFile);
    text(info.stdoutLogFile);
    text(info.stderrLogFile);
    number(info.pid);
    text(info.description);
    separate();
    out.truncate(at - out.constData());
}

AllProcessInfo::AllProcessInfo(const Supervisor &supervisor)
    : m_supervisor(supervisor)
{
}

QByteArray AllProcessInfo::xml()
{
    const qint64 second = std::chrono::floor<std::chrono::seconds>(m_supervisor.clock().wall()).count();
    if (second != m_second || revision() != m_revision) {
        write();
        m_second = second;
        m_revision = revision();
    }
    return m_xml;
}

void AllProcessInfo::write()
{
    const qsizetype bytes = m_xml.size();
    m_xml.clear();
    m_xml.reserve(bytes + 4096); // it is about as long as it was
    m_xml += "<array><data>\n";
    const QList<ProcessGroup *> groups = sorted(m_supervisor.groups());
    for (const ProcessGroup *const group : groups) {
        const QList<Process *> processes = sorted(group->processes());
        for (const Process *const process : processes) {
            m_xml += "<value>";
            appendProcessInfo(m_xml, process->info());
            m_xml += "</value>\n";
        }
    }
    m_xml += "</data></array>";
    m_xml.squeeze();
}

} // namespace kantoku::daemon
