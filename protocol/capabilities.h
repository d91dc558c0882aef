#pragma once

#include "protocol/error.h"

#include <QStringList>
#include <QVariantMap>

#include <optional>

namespace kantoku {

/// The names that clients ask for before they use what is behind them.
namespace capability {
inline constexpr QLatin1StringView previewConfig{"previewConfig"};
inline constexpr QLatin1StringView getConfig{"getConfig"};
inline constexpr QLatin1StringView getConfigFiles{"getConfigFiles"};
inline constexpr QLatin1StringView getHistory{"getHistory"};
inline constexpr QLatin1StringView explainProcess{"explainProcess"};
inline constexpr QLatin1StringView getProcessStats{"getProcessStats"};
inline constexpr QLatin1StringView getProcessTree{"getProcessTree"};
inline constexpr QLatin1StringView readLogChunk{"readLogChunk"};
inline constexpr QLatin1StringView events{"events"};
} // namespace capability

/// What a kantokud offers beside Supervisor's interface: the answer of kantoku.getCapabilities, typed.
struct Capabilities {
    /// Raised when something that is offered changes its meaning; additions do not.
    static constexpr int currentProtocol = 1;

    QString version; ///< of Kantoku, "0.1.0"
    int protocol = 0;
    QStringList names; ///< methods of kantoku.* without that prefix ("previewConfig"), and "events" for the route
    /// Of the last record of GET /events at the time of the answer; none from a server without them.
    std::optional<quint64> sequence = {};

    bool has(const QString &name) const { return names.contains(name); }
    QVariantMap toMap() const;
    static Result<Capabilities> fromMap(const QVariantMap &map);
};

} // namespace kantoku
