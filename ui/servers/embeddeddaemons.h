#pragma once

#include "client/session.h"
#include "ui/servers/embeddeddaemon.h"

#include <QHash>

namespace kantoku::ui {

/**
 * The daemons that the desktop starts for its user, each on a configuration file: those of this run, and those of an
 * earlier one that went on without us.
 */
class EmbeddedDaemons : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    enum class Absent { Start, Leave };
    /// Reaches the daemon on that file. Where none runs, starts one, or says that it is absent().
    void open(const QString &configFile, Absent what);

    /// The file of the daemon that is reached at that address, if we know it for one of ours; else empty.
    QString configFileAt(const QString &address) const { return m_files.value(address); }
    /// Those that we started ourselves, now or earlier: closing the window may end them.
    void adopt(const QString &address, const QString &configFile) { m_files.insert(address, configFile); }
    void forget(const QString &address) { m_files.remove(address); }

    /// The daemons of this run; the others are ended through their sessions.
    bool isChild(const QString &address) const;
    /// Ends the daemons of this run in order; ended() follows when the last is gone, at once where there is none.
    void stopAll();
    /// Lets the daemons of this run go on when the program ends.
    void releaseAll();

signals:
    /// @param own  we started it, now or in an earlier run; false: somebody else did
    void reached(const kantoku::client::ServerAddress &address, const kantoku::client::Credentials &credentials,
                 const QString &configFile, bool own);
    void absent(const kantoku::client::ServerAddress &address, const QString &configFile);
    void failed(const QString &message);
    void ended();

private:
    void start(const QString &configFile, const struct Endpoint &endpoint, const QProcessEnvironment &environment);
    void drop(EmbeddedDaemon *daemon, const QString &message);

    QList<EmbeddedDaemon *> m_daemons; ///< of this run
    QHash<QString, QString> m_files; ///< address to configuration file
    bool m_stopping = false;
};

} // namespace kantoku::ui
