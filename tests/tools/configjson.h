#pragma once

#include "daemon/config/configuration.h"

#include <QJsonObject>

namespace kantoku::daemon {
class World;
}

/// The configuration as one JSON object with "supervisord", "http_servers", "rpcinterfaces" and "groups", every value
/// as Supervisor's option parser holds it. Ids in `invented` stand for users and groups that the world has not, and are
/// shown by name.
QJsonObject toJson(const kantoku::daemon::Configuration &configuration, const kantoku::daemon::World &world,
                   const QHash<uint, QString> &invented = {});
