#include "daemon/rpc/secretvalues.h"

#include <QRegularExpression>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

const QString mask = u"***"_s;

/// Every value after an equals sign: in quotes, or up to a comma or a blank.
QString maskedEnvironment(const QString &text)
{
    static const QRegularExpression value(uR"(=(\s*)("(?:[^"\\]|\\.)*(?:"|$)|'[^']*(?:'|$)|[^,\s"']+)+)"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    QString result;
    qsizetype done = 0;
    for (auto matches = value.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        result += QStringView(text).mid(done, match.capturedStart() - done);
        result += u"=\"%1\""_s.arg(mask) + QString(match.captured().count(u'\n'), u'\n');
        done = match.capturedEnd();
    }
    return result + QStringView(text).mid(done);
}

bool isEnvironment(const QString &option)
{
    return option == "environment"_L1;
}

} // namespace

QString maskedValue(const QString &option, const QString &value)
{
    if (value.isEmpty())
        return value;
    if (isEnvironment(option))
        return maskedEnvironment(value);
    return option == "password"_L1 ? mask : value;
}

void maskSecrets(QList<ConfigPreview::Option> &options)
{
    for (ConfigPreview::Option &option : options) {
        for (ConfigPreview::Value *value : {&option.disk, &option.loaded, &option.active})
            value->text = maskedValue(option.name, value->text);
    }
}

QString maskedText(const QString &text)
{
    // The option's line, and the indented ones that go on with it, also after empty lines.
    static const QRegularExpression secret(
        uR"(^([ \t;#]*(password|environment)[ \t]*[=:])(.*(?:\r?\n(?:[ \t]*(?=\r?\n)|[ \t]+.*))*))"_s,
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    QString result;
    qsizetype done = 0;
    for (auto matches = secret.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const QString value = match.captured(3);
        result += QStringView(text).mid(done, match.capturedStart(3) - done);
        if (isEnvironment(match.captured(2).toLower()))
            result += maskedEnvironment(value);
        else if (!value.trimmed().isEmpty())
            result += mask + QString(value.count(u'\n'), u'\n');
        else
            result += value;
        done = match.capturedEnd(3);
    }
    return result + QStringView(text).mid(done);
}

} // namespace kantoku::daemon
