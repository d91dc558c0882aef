#include "daemon/process/processdescription.h"

#include <ctime>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

// "0:01:02", "1 day, 0:00:00", "12 days, 3:04:05".
QString uptime(qint64 seconds)
{
    const qint64 days = seconds / 86400;
    const qint64 rest = seconds % 86400;
    const QString time
        = u"%1:%2:%3"_s.arg(rest / 3600).arg(rest / 60 % 60, 2, 10, QChar(u'0')).arg(rest % 60, 2, 10, QChar(u'0'));
    if (days == 0)
        return time;
    return u"%1 day%2, %3"_s.arg(QString::number(days), days == 1 ? QString() : u"s"_s, time);
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
        return u"pid %1, uptime %2"_s.arg(info.pid).arg(uptime(std::max<qint64>(0, info.now - info.start)));
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
