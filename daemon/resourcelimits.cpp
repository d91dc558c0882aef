#include "daemon/resourcelimits.h"

#include <sys/resource.h>

#include <algorithm>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

struct Limit {
    decltype(RLIMIT_NOFILE) resource;
    QString name;
    int wanted;
    QString complaint; ///< %1 wanted, %2 allowed
};

// True where it was raised, false where that was not necessary.
tl::expected<bool, QString> raise(const Limit &limit)
{
    rlimit current = {};
    ::getrlimit(limit.resource, &current);
    const auto wanted = static_cast<rlim_t>(std::max(0, limit.wanted));
    if (current.rlim_cur == RLIM_INFINITY || current.rlim_cur >= wanted)
        return false;
    const rlim_t hard = current.rlim_max;
    if (hard != RLIM_INFINITY && hard < wanted)
        current.rlim_max = wanted; // works for root alone
    current.rlim_cur = wanted;
    if (::setrlimit(limit.resource, &current) != 0)
        return tl::unexpected<QString>(limit.complaint.arg(limit.wanted).arg(quint64(hard)));
    return true;
}

} // namespace

tl::expected<RaisedLimits, QString> raiseResourceLimits(int minDescriptors, int minProcesses)
{
    const Limit limits[] = {
        {RLIMIT_NOFILE, u"RLIMIT_NOFILE"_s, minDescriptors,
         u"The minimum number of file descriptors required to run this process is %1 as per the \"minfds\" "
         u"command-line argument or config file setting. The current environment will only allow you to open %2 file "
         u"descriptors.  Either raise the number of usable file descriptors in your environment (see README.rst) or "
         u"lower the minfds setting in the config file to allow the process to start."_s},
        {RLIMIT_NPROC, u"RLIMIT_NPROC"_s, minProcesses,
         u"The minimum number of available processes required to run this program is %1 as per the \"minprocs\" "
         u"command-line argument or config file setting. The current environment will only allow you to open %2 "
         u"processes.  Either raise the number of usable processes in your environment (see README.rst) or lower the "
         u"minprocs setting in the config file to allow the program to start."_s},
    };
    RaisedLimits result;
    for (const Limit &limit : limits) {
        const auto raised = raise(limit);
        if (!raised)
            return tl::unexpected<QString>(raised.error());
        if (*raised)
            result.messages.append(u"Increased %1 limit to %2"_s.arg(limit.name).arg(limit.wanted));
    }

    rlimit descriptors = {};
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    result.childDescriptors = descriptors.rlim_cur;
    descriptors.rlim_cur = descriptors.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &descriptors);
    return result;
}

} // namespace kantoku::daemon
