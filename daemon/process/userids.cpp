#include "daemon/process/userids.h"

#include <grp.h>
#include <pwd.h>
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

const char *becomeUser(uid_t uid, gid_t gid, const gid_t *groups, size_t groupCount) noexcept
{
    if (::setgroups(groupCount, groups) != 0)
        return "Could not set groups of effective user";
    if (::setgid(gid) != 0)
        return "Could not set group id of effective user";
    if (::setuid(uid) != 0)
        return "Could not set user id";
    // Once dropped, root must be out of reach.
    if (uid != 0 && (::setuid(0) == 0 || ::geteuid() != uid || ::getegid() != gid))
        return "Privileges were not dropped";
    return nullptr;
}

} // namespace kantoku::daemon
