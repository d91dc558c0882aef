#pragma once

#include "protocol/configpreview.h"
#include "protocol/namespec.h"
#include "protocol/processinfo.h"
#include "protocol/processoptions.h"

#include <QVariantList>

namespace kantoku::client {

/**
 * What reading has brought, told by a server that cannot tell it before: made of the answers of
 * supervisor.getAllConfigInfo before and after supervisor.reloadConfig, and of what that answered.
 *
 * Such a server names no files and lines. What it had read before and not applied is in `before` already, so a group
 * may have changed without an option that differs.
 *
 * @param processes  of the server as they are now
 */
ConfigPreview foreignPreview(const GroupChanges &changes, const QVariantList &before, const QVariantList &after,
                             const QList<ProcessInfo> &processes);

/// What supervisor.getAllConfigInfo tells of one process, as its loaded layer; nothing where it does not name it.
std::optional<ProcessOptions> foreignOptions(const QVariantList &configInfo, const Namespec &process);

} // namespace kantoku::client
