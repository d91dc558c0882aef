#pragma once

#include "protocol/error.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace kantoku::client {

/**
 * The section [supervisorctl]: where the server is, and how the terminal talks to it.
 *
 * Read from the main file alone; [include] is not followed, as in Supervisor.
 */
struct CtlConfig {
    /// The facts of the machine that the meaning of the section depends on.
    struct Facts {
        QHash<QString, QString> environment;
        QString currentDirectory;
        std::function<QString(const QString &user)> homeOf; ///< asked with an empty name for ~; null where unknown

        static Facts ofThisMachine();
    };

    QString file; ///< absolute; empty where none was found
    QString serverUrl = QStringLiteral("http://localhost:9001"); ///< a socket's path is absolute and normalized
    QString prompt = QStringLiteral("supervisor"); ///< without the "> "
    QString username; ///< null where it is not set
    QString password; ///< null where it is not set
    QString historyFile; ///< absolute; empty: none

    /**
     * Reads `file`, or the first file of searchPaths() that exists; without any, everything has its default.
     *
     * @param program  argv[0]
     * @return Error::Code::Invalid with Supervisor's words, to be printed after "Error: " with exit status 2
     */
    static Result<CtlConfig> load(const std::optional<QString> &file, const QString &program,
                                  const Facts &facts = Facts::ofThisMachine());

    /// Where a configuration is looked for without -c, in this order.
    static QStringList searchPaths(const QString &program);
};

} // namespace kantoku::client
