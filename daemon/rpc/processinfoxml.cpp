#include "daemon/rpc/processinfoxml.h"

#include "protocol/xmlrpc.h"

#include <algorithm>
#include <limits>

namespace kantoku::daemon {

namespace {

void appendString(QByteArray &out, const char *name, const QString &value)
{
    out += "<member>\n<name>";
    out += name;
    out += "</name>\n<value><string>";
    xmlrpc::appendText(out, value);
    out += "</string></value>\n</member>\n";
}

// XML-RPC's int has 32 bits; Supervisor clips times at its end.
void appendInt(QByteArray &out, const char *name, qint64 value)
{
    out += "<member>\n<name>";
    out += name;
    out += "</name>\n<value><int>";
    out += QByteArray::number(
        std::clamp<qint64>(value, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
    out += "</int></value>\n</member>\n";
}

} // namespace

void appendProcessInfo(QByteArray &out, const ProcessInfo &info)
{
    out += "<struct>\n";
    appendString(out, "name", info.name);
    appendString(out, "group", info.group);
    appendInt(out, "start", info.start);
    appendInt(out, "stop", info.stop);
    appendInt(out, "now", info.now);
    appendInt(out, "state", static_cast<int>(info.state));
    appendString(out, "statename", stateName(info.state));
    appendString(out, "spawnerr", info.spawnError);
    appendInt(out, "exitstatus", info.exitStatus);
    appendString(out, "logfile", info.stdoutLogFile);
    appendString(out, "stdout_logfile", info.stdoutLogFile);
    appendString(out, "stderr_logfile", info.stderrLogFile);
    appendInt(out, "pid", info.pid);
    appendString(out, "description", info.description);
    out += "</struct>";
}

} // namespace kantoku::daemon
