#include "client/processfacts.h"

#include <QCoreApplication>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ProcessFacts)
};

} // namespace

ProcessFacts ProcessFacts::fromExplanation(const QVariantMap &explanation)
{
    const auto text = [&explanation](const QString &member) { return explanation.value(member).toString(); };
    const QVariantMap last = explanation.value(u"last"_s).toMap();
    const QString to = last.value(u"to"_s).toString();
    const QString detail = last.value(u"detail"_s).toString();
    // Where nothing could be started, nothing has ended.
    const bool isEnd = (to == "EXITED"_L1 || to == "STOPPED"_L1 || to == "BACKOFF"_L1 || to == "FATAL"_L1)
        && detail != text(u"spawnerr"_s);
    return {text(u"summary"_s), text(u"command"_s), text(u"command_problem"_s), text(u"directory"_s),
            text(u"user"_s),    text(u"state"_s),   isEnd ? detail : QString()};
}

ProcessFacts ProcessFacts::fromConfigInfo(const QVariantMap &info)
{
    // Supervisor before 4.2 leaves members out, later ones write "none".
    const auto text = [&info](const QString &member) {
        const QString value = info.value(member).toString();
        return value == "none"_L1 ? QString() : value;
    };
    return {{}, text(u"command"_s), {}, text(u"directory"_s), text(u"uid"_s), {}, {}};
}

Result<QList<Descendant>> Descendant::listFromReply(const QVariant &reply)
{
    if (reply.typeId() != QMetaType::QVariantList)
        return failure(Error::Code::Malformed, Words::tr("The server answered no list of processes."));
    QList<Descendant> list;
    for (const QVariant &entry : reply.toList()) {
        const QVariantMap map = entry.toMap();
        list.append({map.value(u"pid"_s).toLongLong(), map.value(u"ppid"_s).toLongLong(),
                     map.value(u"name"_s).toString(), map.value(u"command"_s).toString(),
                     QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(map.value(u"start"_s).toDouble() * 1000))});
    }
    return list;
}

} // namespace kantoku::client
