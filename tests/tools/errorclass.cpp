#include "errorclass.h"

#include <QRegularExpression>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

QString errorClass(const QString &text)
{
    static const auto classes = std::to_array<std::pair<QString, QString>>({
        {u"no-supervisord-section"_s, u"^\\.ini file does not include supervisord section"_s},
        {u"no-section-header"_s, u"File contains no section headers"_s},
        {u"parse-error"_s, u"Source contains parsing errors"_s},
        {u"undecodable-bytes"_s, u"codec can't decode"_s},
        {u"include-without-files"_s, u"has \\[include\\] section, but no files"_s},
        {u"missing-expansion"_s, u"contains names \\(.*\\) which cannot be expanded"_s},
        {u"bad-format-string"_s, u"is badly formatted"_s},
        {u"missing-directory"_s, u"does not exist|is not an existing directory"_s},
        {u"unknown-user"_s, u"Invalid user (name|id)|Invalid group|Invalid sockchown|Invalid socket_owner"_s},
        {u"bad-environment"_s, u"Unexpected end of key/value pairs|No closing quotation"_s},
        {u"bad-boolean"_s, u"not a valid boolean"_s},
        {u"bad-autorestart"_s, u"invalid 'autorestart' value"_s},
        {u"bad-integer"_s, u"invalid literal for int"_s},
        {u"bad-octal"_s, u"octal type|Invalid chmod|Invalid socket_mode"_s},
        {u"bad-signal"_s, u"is not a valid signal"_s},
        {u"bad-exitcodes"_s, u"not a valid list of exit codes"_s},
        {u"bad-loglevel"_s, u"bad logging level"_s},
        {u"bad-name"_s, u"^Invalid name"_s},
        {u"no-command"_s, u"does not specify a command"_s},
        {u"no-process-num"_s, u"%\\(process_num\\) must be present"_s},
        {u"stopasgroup-without-killasgroup"_s, u"Cannot set stopasgroup"_s},
        {u"group-unknown-program"_s, u"names unknown program"_s},
        {u"ambiguous-program"_s, u"is ambiguous"_s},
        {u"listener-no-events"_s, u"requires an \"events\" line"_s},
        {u"listener-unknown-event"_s, u"Unknown event type"_s},
        {u"listener-redirect-stderr"_s, u"sets redirect_stderr=true but this is not allowed"_s},
        {u"listener-bad-buffer"_s, u"invalid buffer_size"_s},
        {u"unresolvable-import"_s, u"cannot be resolved within|does not specify a supervisor"_s},
        {u"fcgi-socket"_s,
         u"requires a \"socket\" line|Bad socket format|socket_owner and socket_mode|Unix socket path|socket_backlog"_s},
        {u"incomplete-authentication"_s, u"contains incomplete authentication"_s},
        {u"http-server"_s, u"has no port value|has no file value|not a valid port number|no port number|bound \\("_s},
        {u"no-supervisorctl-section"_s, u"does not include supervisorctl section"_s},
    });
    for (const auto &[name, pattern] : classes) {
        if (QRegularExpression(pattern).match(text).hasMatch())
            return name;
    }
    return u"other"_s;
}
