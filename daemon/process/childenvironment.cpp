#include "daemon/process/childenvironment.h"

#include <unistd.h>

namespace kantoku::daemon {

namespace {

void set(QList<QByteArray> &environment, const QByteArray &name, const QByteArray &value)
{
    const QByteArray start = name + '=';
    for (QByteArray &variable : environment) {
        if (variable.startsWith(start)) {
            variable = start + value;
            return;
        }
    }
    environment.append(start + value);
}

} // namespace

QList<QByteArray> childEnvironment(const QList<QByteArray> &inherited, const ProcessConfig &config,
                                   const QString &group, const std::optional<QString> &serverUrl)
{
    QList<QByteArray> result = inherited;
    set(result, "SUPERVISOR_ENABLED", "1");
    const QString url = config.serverUrl.value_or(serverUrl.value_or(QString()));
    if (!url.isEmpty())
        set(result, "SUPERVISOR_SERVER_URL", url.toUtf8());
    set(result, "SUPERVISOR_PROCESS_NAME", config.name.toUtf8());
    set(result, "SUPERVISOR_GROUP_NAME", group.toUtf8());
    for (const auto &[name, value] : config.environment)
        set(result, name.toUtf8(), value.toUtf8());
    return result;
}

QList<QByteArray> inheritedEnvironment()
{
    QList<QByteArray> result;
    for (char **variable = environ; *variable; ++variable)
        result.append(*variable);
    return result;
}

} // namespace kantoku::daemon
