#include "ui/servers/starterconfiguration.h"

#include "ui/servers/embeddeddaemon.h"
#include "ui/servers/localservers.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StarterConfiguration)
};

// A comment is a line that begins with ; or what follows one after a blank. Percent signs of values are doubled.
constexpr char starter[]
    = R"(; Programs that kantokud runs for you. Change this file, then choose Configuration > Reread in Kantoku.
; Lines that begin with a semicolon are comments. %(here)s stands for the folder of this file.

[supervisord]
identifier=@NAME@
logfile=@STATE@/kantokud.log     ; what the daemon itself does
pidfile=@STATE@/kantokud.pid
childlogdir=@STATE@              ; what the programs print, a file for each

[unix_http_server]
file=@SOCKET@
chmod=0700                       ; for you alone

[supervisorctl]
serverurl=unix://@SOCKET@

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

; A program. Remove the semicolons in front of what you need, and write your own command.
;[program:hello]
;command=/bin/sh -c 'while :; do date; sleep 5; done'   ; quoted as in a shell; %% stands for a percent sign
;directory=%(here)s              ; where it runs
;environment=LEVEL="info"        ; more variables for it
;autostart=true                  ; start it with the daemon
;autorestart=unexpected          ; start it again when it ends: true, false, or unexpected by its exit status
;startsecs=1                     ; running for so long makes it a successful start
;stopsignal=TERM                 ; how it is asked to end
;stopwaitsecs=10                 ; and how long that may take
;redirect_stderr=true            ; errors into the same log

; Several of the same kind:
;[program:worker]
;command=/usr/local/bin/worker --number %(process_num)d
;process_name=%(program_name)s_%(process_num)d
;numprocs=3
)";

} // namespace

QString proposedConfigurationPath()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/kantoku"_s;
    QDir().mkpath(folder); // the dialog that asks for the path begins there
    QString path = folder + u"/kantoku.conf"_s;
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = u"%1/kantoku-%2.conf"_s.arg(folder).arg(i);
    return path;
}

Result<void> writeStarterConfiguration(const QString &path)
{
    const QFileInfo file(path);
    const QByteArray hash
        = QCryptographicHash::hash(file.absoluteFilePath().toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    const QString name = file.completeBaseName();
    const QString state = u"%1/%2"_s.arg(stateFolder(), QString::fromLatin1(hash));
    const QString socket = u"%1/%2.sock"_s.arg(runtimeFolder(), QString::fromLatin1(hash));
    for (const QString &folder : {file.absolutePath(), state, runtimeFolder()}) {
        if (!QDir().mkpath(folder))
            return failure(Error::Code::System, Words::tr("The folder %1 cannot be made.").arg(folder));
    }
    const auto value = [](QString text) { return text.replace(u'%', u"%%"_s); };
    QString text = QString::fromLatin1(starter);
    text.replace(u"@NAME@"_s, value(name));
    text.replace(u"@STATE@"_s, value(state));
    text.replace(u"serverurl=unix://@SOCKET@"_s, u"serverurl=unix://"_s + value(socket));
    text.replace(u"@SOCKET@"_s, value(socket));
    QSaveFile out(path);
    if (!out.open(QSaveFile::WriteOnly) || out.write(text.toUtf8()) < 0 || !out.commit())
        return failure(Error::Code::System, Words::tr("%1 cannot be written: %2.").arg(path, out.errorString()));
    return {};
}

} // namespace kantoku::ui
