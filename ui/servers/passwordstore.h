#pragma once

#include "protocol/error.h"

#include <QCoro/QCoroTask>
#include <QString>

#include <memory>

namespace kantoku::ui {

/**
 * Keeps the passwords of servers from one run to the next, outside the settings.
 *
 * A password is found by the server's address and the user's name on it. Every task ends once, and never by itself:
 * a keychain may ask its user to unlock it.
 */
class PasswordStore {
public:
    virtual ~PasswordStore() = default;

    /// The store of this system's user: the keychain.
    static std::unique_ptr<PasswordStore> ofSystem();

    /// Ends with an error that says why, where passwords cannot be kept.
    virtual QCoro::Task<Result<void>> probe() = 0;
    /// Ends with an empty text where no password is kept.
    virtual QCoro::Task<Result<QString>> read(QString address, QString user) = 0;
    virtual QCoro::Task<Result<void>> write(QString address, QString user, QString password) = 0;
    /// A password that is not there is removed, too.
    virtual QCoro::Task<Result<void>> remove(QString address, QString user) = 0;
};

/// "user@address": what a password is kept under.
QString passwordKey(const QString &address, const QString &user);

} // namespace kantoku::ui
