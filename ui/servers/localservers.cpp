#include "ui/servers/localservers.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <sys/stat.h>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

bool isSocket(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 && S_ISSOCK(status.st_mode);
}

QString runtimeFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + u"/kantoku"_s;
}

} // namespace

QStringList findLocalServers()
{
    QStringList candidates{u"/run/kantoku.sock"_s,
                           u"/run/kantoku/kantoku.sock"_s,
                           u"/run/supervisor.sock"_s,
                           u"/run/supervisord.sock"_s,
                           u"/run/supervisor/supervisor.sock"_s,
                           u"/var/run/supervisor.sock"_s,
                           u"/var/run/supervisor/supervisor.sock"_s,
                           u"/tmp/supervisor.sock"_s,
                           u"/tmp/kantoku.sock"_s,
                           QDir::homePath() + u"/supervisor.sock"_s};
    const QDir runtime(runtimeFolder());
    for (const QString &name : runtime.entryList({u"*.sock"_s}, QDir::System | QDir::AllEntries))
        candidates.append(runtime.filePath(name));
    QStringList found;
    for (const QString &path : std::as_const(candidates)) {
        const QString real = QFileInfo(path).canonicalFilePath(); // /var/run is /run
        if (!real.isEmpty() && isSocket(real) && !found.contains(u"unix://"_s + real))
            found.append(u"unix://"_s + real);
    }
    return found;
}

QString embeddedSocketPath(const QString &configFile)
{
    const QByteArray name = QFileInfo(configFile).absoluteFilePath().toUtf8();
    const QByteArray hash = QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(12);
    return u"%1/%2.sock"_s.arg(runtimeFolder(), QString::fromLatin1(hash));
}

QString demoConfiguration()
{
    const QString program = QCoreApplication::applicationDirPath();
    const QString file = u"demo/supervisord.conf"_s;
    for (const QString &folder : {u"/../share/kantoku/"_s, u"/../../../resources/"_s}) {
        const QString path = QDir::cleanPath(program + folder + file);
        if (QFileInfo::exists(path))
            return path;
    }
    return QStandardPaths::locate(QStandardPaths::GenericDataLocation, u"kantoku/"_s + file);
}

} // namespace kantoku::ui
