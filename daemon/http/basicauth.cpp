#include "daemon/http/basicauth.h"

#include <QCryptographicHash>
#include <QStringDecoder>

namespace kantoku::daemon {

namespace {

bool equalInConstantTime(const QByteArray &a, const QByteArray &b)
{
    // Hashes have equal lengths, so that not even the length of a password shows in the time.
    const QByteArray left = QCryptographicHash::hash(a, QCryptographicHash::Sha256);
    const QByteArray right = QCryptographicHash::hash(b, QCryptographicHash::Sha256);
    volatile uchar difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        difference = difference | static_cast<uchar>(left[i] ^ right[i]);
    return difference == 0;
}

} // namespace

BasicAuth::BasicAuth(const QString &username, const QString &password)
    : m_username(username.toUtf8())
    , m_password(password.toUtf8())
    , m_isHash(m_password.startsWith("{SHA}"))
{
    if (m_isHash)
        m_password = m_password.sliced(5).toLower();
}

BasicAuth::Verdict BasicAuth::check(const QByteArray &authorization) const
{
    const qsizetype blank = authorization.indexOf(' ');
    if (blank < 0 || authorization.first(blank).compare("basic", Qt::CaseInsensitive) != 0)
        return Verdict::Denied;
    const auto result = QByteArray::fromBase64Encoding(authorization.sliced(blank + 1).trimmed(),
                                                       QByteArray::AbortOnBase64DecodingErrors);
    if (!result)
        return Verdict::Malformed;
    const QByteArray &decoded = *result;
    const qsizetype colon = decoded.indexOf(':');
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8(decoded);
    if (colon < 0 || text.isNull() || utf8.hasError())
        return Verdict::Malformed;

    const QByteArray username = decoded.first(colon);
    QByteArray password = decoded.sliced(colon + 1);
    if (m_isHash)
        password = QCryptographicHash::hash(password, QCryptographicHash::Sha1).toHex();
    const bool nameIsRight = equalInConstantTime(username, m_username);
    const bool passwordIsRight = equalInConstantTime(password, m_password);
    return nameIsRight && passwordIsRight ? Verdict::Allowed : Verdict::Denied;
}

} // namespace kantoku::daemon
