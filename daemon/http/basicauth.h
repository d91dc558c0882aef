#pragma once

#include <QByteArray>
#include <QString>

namespace kantoku::daemon {

/**
 * Checks HTTP basic authentication against one user. Source: RFC 7617; {SHA} as Supervisor's manual has it.
 *
 * The time that a check takes does not depend on how much of a name or password is right.
 */
class BasicAuth {
public:
    enum class Verdict {
        Allowed,
        Denied, ///< 401: no credentials, wrong ones, or another scheme
        Malformed, ///< 400: credentials that cannot be decoded
    };

    /// @param password  clear, or "{SHA}" and the hexadecimal SHA-1 of the clear one
    BasicAuth(const QString &username, const QString &password);

    /// @param authorization  the value of the Authorization header; empty where there is none
    Verdict check(const QByteArray &authorization) const;

private:
    QByteArray m_username;
    QByteArray m_password; ///< clear, or the hexadecimal hash
    bool m_isHash = false;
};

} // namespace kantoku::daemon
