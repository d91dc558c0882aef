#include "daemon/http/httpresponse.h"

#include <QLocale>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

HttpResponse HttpResponse::error(int status)
{
    HttpResponse response;
    response.status = status;
    response.contentType = "text/html"_ba;
    const QByteArray number = QByteArray::number(status);
    response.body = {"<!DOCTYPE html>\n<html>\n<head><title>" + number + ' ' + reasonPhrase(status)
                     + "</title></head>\n<body>\n<p>Error code " + number + ".</p>\n<p>Message: " + reasonPhrase(status)
                     + ".</p>\n</body>\n</html>\n"};
    return response;
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200: return "OK"_ba;
    case 400: return "Bad Request"_ba;
    case 401: return "Unauthorized"_ba;
    case 403: return "Forbidden"_ba;
    case 404: return "Not Found"_ba;
    case 405: return "Method Not Allowed"_ba;
    case 408: return "Request Timeout"_ba;
    case 411: return "Length Required"_ba;
    case 413: return "Content Too Large"_ba;
    case 429: return "Too Many Requests"_ba;
    case 431: return "Request Header Fields Too Large"_ba;
    case 500: return "Internal Server Error"_ba;
    case 503: return "Service Unavailable"_ba;
    default: return "Error"_ba;
    }
}

QByteArray httpDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss").toLatin1() + " GMT";
}

} // namespace kantoku::daemon
