#include "ui/servers/daemonconfig.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::ServerAddress;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DaemonConfig)
};

/// "section/option" to value, for the sections that say where the daemon listens.
QHash<QString, QString> readOptions(QFile &file)
{
    QHash<QString, QString> options;
    QString section;
    while (!file.atEnd()) {
        QString line = QString::fromUtf8(file.readLine());
        if (line.startsWith(u';') || line.startsWith(u'#') || line.front().isSpace())
            continue; // a comment, or more of a value; no value here has more than a line
        line = line.trimmed();
        if (line.startsWith(u'[')) {
            section = line.mid(1, line.indexOf(u']') - 1);
            options.insert(section, {});
            continue;
        }
        const qsizetype equals = line.indexOf(QRegularExpression(u"[=:]"_s));
        if (equals < 0 || !section.endsWith("http_server"_L1))
            continue;
        QString value = line.mid(equals + 1).trimmed();
        if (const qsizetype comment = value.indexOf(u" ;"_s); comment >= 0)
            value = value.left(comment).trimmed();
        options.insert(section + u'/' + line.left(equals).trimmed().toLower(), value);
    }
    return options;
}

QString expanded(QString value, const QString &here, const QProcessEnvironment &environment)
{
    value.replace(u"%(here)s"_s, here);
    static const QRegularExpression variable(u"%\\(ENV_([^)]+)\\)s"_s);
    for (QRegularExpressionMatch match = variable.match(value); match.hasMatch(); match = variable.match(value)) {
        const QString text = environment.value(match.captured(1));
        value.replace(match.capturedStart(), match.capturedLength(), text);
        if (text.contains(match.captured(0)))
            break; // a variable that names itself
    }
    return value.replace(u"%%"_s, u"%"_s);
}

} // namespace

Result<Endpoint> readEndpoint(const QString &configFile, const QProcessEnvironment &environment)
{
    QFile file(configFile);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Code::System, Words::tr("%1 cannot be read: %2.").arg(configFile, file.errorString()), 0);
    const QHash<QString, QString> options = readOptions(file);
    const QString here = QFileInfo(configFile).absolutePath();
    const auto value = [&](const QString &name) { return expanded(options.value(name), here, environment); };

    Endpoint endpoint;
    if (const QString path = value(u"unix_http_server/file"_s); !path.isEmpty()) {
        endpoint.address.kind = ServerAddress::Kind::Unix;
        endpoint.address.path = QFileInfo(path).absoluteFilePath();
        endpoint.credentials = {value(u"unix_http_server/username"_s), value(u"unix_http_server/password"_s)};
        return endpoint;
    }
    if (const QString port = value(u"inet_http_server/port"_s); !port.isEmpty()) {
        const qsizetype colon = port.lastIndexOf(u':');
        const QString host = colon < 0 ? QString() : port.left(colon);
        const bool everywhere = host.isEmpty() || host == u"*"_s || host == u"0.0.0.0"_s;
        auto address
            = ServerAddress::parse(u"http://%1:%2"_s.arg(everywhere ? u"127.0.0.1"_s : host, port.mid(colon + 1)));
        if (!address)
            return tl::unexpected(address.error());
        endpoint.address = *address;
        endpoint.credentials = {value(u"inet_http_server/username"_s), value(u"inet_http_server/password"_s)};
        return endpoint;
    }
    return failure(Error::Code::Invalid,
                   Words::tr("%1 has no [unix_http_server] section with a “file”, so its daemon could not be reached. "
                             "Add one and try again.")
                       .arg(configFile));
}

} // namespace kantoku::ui
