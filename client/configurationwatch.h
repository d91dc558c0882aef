#pragma once

#include "protocol/configpreview.h"

#include <QCoro/QCoroTask>
#include <QObject>

#include <optional>

namespace kantoku::client {

class RpcClient;

/**
 * Where the layers of a server's configuration stand apart, kept up to date by asking whenever there is a cause.
 *
 * For servers that answer kantoku.previewConfig; what they tell has its secrets masked.
 */
class ConfigurationWatch : public QObject {
    Q_OBJECT
public:
    /// @param rpc  outlives the watch
    explicit ConfigurationWatch(RpcClient *rpc, QObject *parent = nullptr);

    /// Nothing before the first answer, and where the server cannot tell.
    const std::optional<ConfigPreview> &preview() const { return m_preview; }
    /// Something may have changed. What comes while a question is under way is answered by one more.
    void ask();
    /// The server cannot tell.
    void forget();

signals:
    void changed();

private:
    QCoro::Task<void> fetch();
    void take(std::optional<ConfigPreview> preview);

    RpcClient *m_rpc;
    std::optional<ConfigPreview> m_preview;
    bool m_asking = false;
    bool m_askAgain = false;
};

} // namespace kantoku::client
