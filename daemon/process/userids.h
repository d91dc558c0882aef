#pragma once

#include "daemon/process/launcher.h"

#include <tl/expected.hpp>

namespace kantoku::daemon {

/**
 * What changing to the user `uid` takes: its ids and groups, or nothing where we are that user already.
 *
 * @return the reason in Supervisor's words: "Can't find uid 7", "Can't drop privilege as nonroot user"
 */
tl::expected<std::optional<UserIds>, QString> userIds(uint uid);

/// Makes this process that user, for good: groups, gid, uid, in this order, checked afterwards, and without
/// capabilities. Safe between fork and exec.
/// @return null, or Supervisor's text of what failed: "Could not set group id of effective user"
const char *becomeUser(uid_t uid, gid_t gid, const gid_t *groups, size_t groupCount) noexcept;

} // namespace kantoku::daemon
