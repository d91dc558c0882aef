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

} // namespace

void appendProcessInfo(QByteArray &out, const ProcessInfo &info)
{
    static const std::array separators = makeSeparators();
    size_t member = 0;
    const auto text = [&](const QString &value) {
        out.append(separators[member++]);
        xmlrpc::appendText(out, value);
    };
    // XML-RPC's int has 32 bits; Supervisor clips times at its end.
    const auto number = [&](qint64 value) {
        std::array<char, 16> digits;
        const auto end = std::to_chars(
            digits.data(), digits.data() + digits.size(),
            std::clamp<qint64>(value, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
        out.append(separators[member++]);
        out.append(digits.data(), end.ptr - digits.data());
    };
    text(info.name);
    text(info.group);
    number(info.start);
    number(info.stop);
    number(info.now);
    number(static_cast<int>(info.state));
    text(stateName(info.state));
    text(info.spawnError);
    number(info.exitStatus);
    text(info.stdoutLogFile);
    text(info.stdoutLogFile);
    text(info.stderrLogFile);
    number(info.pid);
    text(info.description);
    out.append(separators[member]);
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
    const auto name = [](const auto *one) -> const QString & { return one->config().name; };
    QList<ProcessGroup *> groups = m_supervisor.groups();
    std::ranges::sort(groups, {}, name);
    const qsizetype bytes = m_xml.size();
    m_xml.clear();
    m_xml.reserve(bytes);
    m_xml += "<array><data>\n";
    for (const ProcessGroup *group : std::as_const(groups)) {
        QList<Process *> processes = group->processes();
        std::ranges::sort(processes, {}, name);
        for (const Process *process : std::as_const(processes)) {
            m_xml += "<value>";
            appendProcessInfo(m_xml, process->info());
            m_xml += "</value>\n";
        }
    }
    m_xml += "</data></array>";
}

} // namespace kantoku::daemon
