#include "ui/servers/serverstatus.h"

#include "client/session.h"

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;

ServerStatus::ServerStatus(QWidget *parent)
    : QLabel(parent)
{
    setAccessibleName(tr("Server status"));
    setContentsMargins(6, 0, 6, 0);
}

void ServerStatus::showServer(const Session *session)
{
    if (!session) {
        clear();
        setToolTip({});
        return;
    }
    using enum Session::Status;
    QStringList parts{session->name()};
    switch (session->status()) {
    case Online: {
        const client::ServerIdentity &identity = session->identity();
        parts.append(identity.isKantoku() ? u"kantokud %1"_s.arg(identity.kantokuVersion)
                                          : u"supervisord %1"_s.arg(identity.supervisorVersion));
        parts.append(tr("%n process(es)", nullptr, static_cast<int>(session->processes().size())));
        break;
    }
    case Connecting: parts.append(tr("connecting…")); break;
    case Disconnected: parts.append(tr("disconnected")); break;
    case Retrying: parts.append(tr("offline, trying again: %1").arg(session->lastError().message)); break;
    case Refused: parts.append(session->lastError().message); break;
    }
    setText(parts.join(u" · "_s));
    setToolTip(session->address().toString());
}

} // namespace kantoku::ui
