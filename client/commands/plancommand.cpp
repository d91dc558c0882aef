#include "client/commands/commandrun.h"
#include "client/commands/commandset.h"
#include "client/updateplan.h"
#include "protocol/configpreview.h"
#include "protocol/faultcode.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

using Action = ConfigPreview::Action;
using Severity = ConfigPreview::Message::Severity;

QString messageLine(const ConfigPreview::Message &message)
{
    QString line;
    if (!message.file.isEmpty())
        line += message.file + u':';
    if (message.line > 0)
        line += QString::number(message.line) + u':';
    if (!line.isEmpty())
        line += u' ';
    const QString word = message.severity == Severity::Error ? u"error: "_s
        : message.severity == Severity::Warning              ? u"warning: "_s
                                                             : QString();
    return line + word + message.text;
}

QString actionText(Action action)
{
    switch (action) {
    case Action::Add: return u"would be added"_s;
    case Action::Change: return u"would be changed"_s;
    case Action::Remove: return u"would be removed"_s;
    case Action::Keep: break;
    }
    return u"stays"_s;
}

QString valueText(const ConfigPreview::Value &value)
{
    return value.isSet || !value.text.isEmpty() ? value.text : u"(not set)"_s;
}

void printGroup(CommandRun &run, const ConfigPreview::Group &group)
{
    run.print(group.name + u": "_s + actionText(group.onReread));
    const auto names = [&run](QStringView verb, const QStringList &namespecs) {
        if (!namespecs.isEmpty())
            run.print(u"  "_s + verb + u' ' + namespecs.join(u", "_s));
    };
    names(u"stops", group.stops);
    names(u"starts", group.starts);
    names(u"starts although it was stopped by hand:", group.startsAlthoughStopped);
    for (const ConfigPreview::Option &option : group.options) {
        if (!option.updateChanges())
            continue;
        QString line = u"  "_s + (option.process.isEmpty() ? QString() : option.process + u' ') + option.name + u": "_s
            + valueText(option.active) + u" -> "_s + valueText(option.disk);
        if (!option.disk.file.isEmpty())
            line += u"  ("_s + option.disk.file + u':' + QString::number(option.disk.line) + u')';
        run.print(line);
    }
}

} // namespace

QCoro::Task<Result<void>> planCommand(CommandRun &run, QString argument)
{
    const bool json = argument == "--json"_L1;
    if (!argument.isEmpty() && !json) {
        run.print(u"Error: plan accepts no arguments but --json"_s);
        run.fail();
        run.printHelp(u"plan");
        co_return Result<void>();
    }
    const Result<bool> up = co_await run.isUp();
    if (!up || !*up)
        co_return up.map([](bool) {});
    const Result<QVariant> reply = co_await run.call(u"kantoku.previewConfig"_s);
    if (!reply) {
        if (reply.error().code != Error::Code::Fault
            || reply.error().number != static_cast<int>(FaultCode::UnknownMethod))
            co_return tl::unexpected(reply.error());
        run.print(u"Error: this server cannot tell what would change without loading it; reread loads it and tells"_s);
        run.fail();
        co_return Result<void>();
    }
    const Result<ConfigPreview> preview = ConfigPreview::fromMap(reply->toMap());
    if (!preview)
        co_return tl::unexpected(preview.error());
    if (preview->hasErrors())
        run.fail();
    if (json) {
        run.output().write(QJsonDocument(QJsonObject::fromVariantMap(reply->toMap())).toJson());
        co_return Result<void>();
    }
    for (const ConfigPreview::Message &message : preview->messages)
        run.print(messageLine(message));
    for (const ConfigPreview::Group &group : inUpdateOrder(preview->groups))
        printGroup(run, group);
    if (preview->groups.isEmpty() && !preview->hasErrors())
        run.print(u"Nothing would change"_s);
    co_return Result<void>();
}

} // namespace kantoku::client
