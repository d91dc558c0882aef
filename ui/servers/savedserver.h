#pragma once

#include "client/serveraddress.h"

#include <QByteArray>
#include <QString>

namespace kantoku::ui {

/// A server as it is kept from one run to the next. A password is never part of it: see PasswordStore.
struct SavedServer {
    QString address; ///< as text; tells servers apart
    QString name; ///< given by the user; empty: what the server calls itself
    QString user; ///< empty where the server asks for none
    bool keepsPassword = false; ///< the password is in the PasswordStore
    QByteArray fingerprint; ///< SHA-256 of the certificate that the user accepted; empty for none
    bool isConnected = true; ///< false: the user let go of it, and it stays so
    QString configFile; ///< of a daemon that we start; empty for all others

    friend bool operator==(const SavedServer &, const SavedServer &) = default;
};

} // namespace kantoku::ui
