#include "client/configurationwatch.h"

#include "client/rpcclient.h"

#include <QLoggingCategory>

namespace kantoku::client {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcConfiguration, "kantoku.client.configuration", QtInfoMsg)

ConfigurationWatch::ConfigurationWatch(RpcClient *rpc, QObject *parent)
    : QObject(parent)
    , m_rpc(rpc)
{
}

void ConfigurationWatch::ask()
{
    if (m_asking)
        m_askAgain = true;
    else
        fetch();
}

void ConfigurationWatch::forget()
{
    m_askAgain = false;
    take(std::nullopt);
}

QCoro::Task<void> ConfigurationWatch::fetch()
{
    m_asking = true;
    do {
        m_askAgain = false;
        const Result<QVariant> reply = co_await m_rpc->call(u"kantoku.previewConfig"_s);
        if (!reply && reply.error().code == Error::Code::Cancelled)
            co_return; // the client is gone, and this perhaps too
        const Result<ConfigPreview> preview
            = reply.and_then([](const QVariant &value) { return ConfigPreview::fromMap(value.toMap()); });
        if (preview)
            take(*preview);
        else
            qCInfo(lcConfiguration).noquote() << "The configuration was not compared:" << preview.error().message;
    } while (m_askAgain);
    m_asking = false;
}

void ConfigurationWatch::take(std::optional<ConfigPreview> preview)
{
    const auto map = [](const std::optional<ConfigPreview> &of) { return of ? of->toMap() : QVariantMap(); };
    if (preview.has_value() == m_preview.has_value() && map(preview) == map(m_preview))
        return;
    m_preview = std::move(preview);
    emit changed();
}

} // namespace kantoku::client
