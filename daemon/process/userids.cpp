#include "daemon/process/userids.h"

#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

tl::expected<std::optional<UserIds>, QString> userIds(uint uid)
{
    const passwd *const entry = ::getpwuid(uid);
    if (!entry)
        return tl::unexpected<QString>(u"Can't find uid %1"_s.arg(uid));
    if (::getuid() == uid)
        return std::optional<UserIds>();
    if (::getuid() != 0)
        return tl::unexpected<QString>(u"Can't drop privilege as nonroot user"_s);

    UserIds ids{uid, entry->pw_gid, {}};
    const QByteArray name = entry->pw_name;
    int count = 32;
    ids.groups.resize(count);
    if (::getgrouplist(name.constData(), ids.gid, ids.groups.data(), &count) < 0) {
        ids.groups.resize(count);
        ::getgrouplist(name.constData(), ids.gid, ids.groups.data(), &count);
    }
    ids.groups.resize(count);
    return std::optional<UserIds>(ids);
}

namespace {

/// The change of the user takes permitted, effective and ambient ones away, unless who started us asked the kernel not
/// to, and leaves inheritable ones in any case.
bool giveUpCapabilities() noexcept
{
    __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    const __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
    return ::syscall(SYS_capset, &header, none) == 0;
}

} // namespace

const char *becomeUser(uid_t uid, gid_t gid, const gid_t *groups, size_t groupCount) noexcept
{
    if (::setgroups(groupCount, groups) != 0)
        return "Could not set groups of effective user";
    if (::setgid(gid) != 0)
        return "Could not set group id of effective user";
    if (::setuid(uid) != 0)
        return "Could not set user id";
    if (uid != 0 && !giveUpCapabilities())
        return "Privileges were not dropped";
    // Once dropped, root must be out of reach.
    if (uid != 0 && (::setuid(0) == 0 || ::geteuid() != uid || ::getegid() != gid))
        return "Privileges were not dropped";
    return nullptr;
}

} // namespace kantoku::daemon
