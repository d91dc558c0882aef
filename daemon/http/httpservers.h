#pragma once

#include "daemon/config/configuration.h"
#include "protocol/error.h"

#include <QObject>

#include <memory>

namespace kantoku::daemon {

class Supervisor;

/**
 * All HTTP servers of the daemon, and with them the XML-RPC interface: what main() needs of the wire.
 *
 * open() is called before the daemon goes to the background, so that its error reaches the terminal; the servers
 * answer as soon as the event loop runs. A process that forks lets only one side run the destructor or close().
 */
class HttpServers : public QObject {
    Q_OBJECT
public:
    explicit HttpServers(Supervisor &supervisor, QObject *parent = nullptr);
    /// Closes, see close().
    ~HttpServers() override;

    /**
     * Opens the servers of `configuration` and logs what Supervisor logs of each.
     *
     * @return System with errno and the text that belongs after "Error: "; then no server is open
     */
    Result<void> open(const Configuration &configuration);
    /**
     * After a reload: a server whose settings did not change stays as it is, with its connections, the others are
     * closed and opened. One that cannot be opened is told in the log and tried again, and takes no other with it.
     */
    void reopen(const Configuration &configuration);
    /// Ends all connections, after what is written, and removes the socket files.
    void close();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kantoku::daemon
