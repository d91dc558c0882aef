#pragma once

#include "client/serveraddress.h"
#include "protocol/error.h"

#include <QString>

namespace kantoku::ui {

/// Why a server could not be reached, and what to do about it.
struct ConnectionAdvice {
    enum class Help {
        None, ///< nothing but another try
        ChangeAddress,
        EnterPassword,
        TrustCertificate, ///< it is unknown
        ReplaceCertificate, ///< it is not the one that was accepted
        CopyText, ///< `copied` is for a terminal or a configuration file
    };

    QString text; ///< a sentence or two
    Help help = Help::None;
    QString button; ///< what the button of that help says
    QString copied;
};

/// @param trusted  SHA-256 of the certificate that was accepted for the server; empty for none
ConnectionAdvice adviseOnConnection(const Error &error, const client::ServerAddress &address,
                                    const QByteArray &trusted = {});

} // namespace kantoku::ui
