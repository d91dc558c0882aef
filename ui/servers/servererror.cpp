#include "ui/servers/servererror.h"

#include <QCoreApplication>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ServerError)
};

QString advice(const Error &error, const client::ServerAddress &address)
{
    using enum Error::Code;
    switch (error.code) {
    case PermissionDenied:
        return Words::tr(
                   "Your user may not use %1; look at “chmod” and “chown” in the server's [unix_http_server] section.")
            .arg(address.path.isEmpty() ? address.toString() : address.path);
    case Unauthorized: return Words::tr("Enter the user and password of the server's configuration.");
    case HttpStatus:
    case NotSupervisor: return Words::tr("Something else than a supervisord or kantokud answers at this address.");
    case Tls: return Words::tr("Only go on if you know why the certificate is not the expected one.");
    case Timeout: return Words::tr("The server accepted the connection and then said nothing.");
    default: return {};
    }
}

} // namespace

QString explainConnectionError(const Error &error, const client::ServerAddress &address)
{
    const QString more = advice(error, address);
    return more.isEmpty() ? error.message : u"%1 %2"_s.arg(error.message, more);
}

} // namespace kantoku::ui
