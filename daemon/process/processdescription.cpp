#include "daemon/process/processdescription.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

// "pid 7, uptime 0:01:02", "pid 7, uptime 1 day, 0:00:00", "pid 7, uptime 12 days, 3:04:05".
QString uptime(qint64 pid, qint64 seconds)
{
    const qint64 days = seconds / 86400;
    const auto rest = static_cast<int>(seconds % 86400);
    std::array<char, 96> text;
    int length = 0;
    if (days == 0) {
        length = std::snprintf(text.data(), text.size(), "pid %lld, uptime %d:%02d:%02d", pid, rest / 3600,
                               rest / 60 % 60, rest % 60);
    } else {
        length = std::snprintf(text.data(), text.size(), "pid %lld, uptime %lld day%s, %d:%02d:%02d", pid, days,
                               days == 1 ? "" : "s", rest / 3600, rest / 60 % 60, rest % 60);
    }
    return QString::fromLatin1(text.data(), length);
}

// "Jan 05 03:04 PM" in local time, in English whatever the locale.
QString shortDate(qint64 when)
{
    static constexpr const char *months[]
        = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto seconds = static_cast<time_t>(when);
    tm local = {};
    ::localtime_r(&seconds, &local);
    const int hour = local.tm_hour % 12 == 0 ? 12 : local.tm_hour % 12;
    return u"%1 %2 %3:%4 %5"_s.arg(QString::fromLatin1(months[local.tm_mon]))
        .arg(local.tm_mday, 2, 10, QChar(u'0'))
        .arg(hour, 2, 10, QChar(u'0'))
        .arg(local.tm_min, 2, 10, QChar(u'0'))
        .arg(local.tm_hour < 12 ? u"AM"_s : u"PM"_s);
}

} // namespace

QString describe(const ProcessInfo &info)
{
    switch (info.state) {
    case ProcessState::Running:
        // The wall clock may have been set back since the start.
        return uptime(info.pid, std::max<qint64>(0, info.now - info.start));
    case ProcessState::Backoff:
    case ProcessState::Fatal:
        return info.spawnError.isEmpty() ? u"unknown error (try \"tail %1\")"_s.arg(info.name) : info.spawnError;
    case ProcessState::Stopped:
    case ProcessState::Exited: return info.start == 0 ? u"Not started"_s : shortDate(info.stop);
    case ProcessState::Starting:
    case ProcessState::Stopping:
    case ProcessState::Unknown: break;
    }
    return {};
}

} // namespace kantoku::daemon
