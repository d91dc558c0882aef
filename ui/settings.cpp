#include "ui/settings.h"

#include <QMetaEnum>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int recentLimit = 10;

const QString geometryKey = u"window/geometry"_s;
const QString stateKey = u"window/state"_s;
const QString splitterKey = u"window/splitter"_s;
const QString headerKey = u"window/treeHeader"_s;
const QString schemeKey = u"view/colorScheme"_s;
const QString troubleKey = u"view/troubleFirst"_s;
const QString usageIntervalKey = u"view/usageIntervalMs"_s;
const QString recentKey = u"servers/recent"_s;

QString filterKey(const QString &server)
{
    return u"filters/"_s + QString::fromLatin1(server.toUtf8().toPercentEncoding());
}

} // namespace

Settings::Settings(QObject *parent)
    : QObject(parent)
    , m_store(u"Kantoku"_s, u"Kantoku"_s)
{
}

Settings::Settings(const QString &file, QObject *parent)
    : QObject(parent)
    , m_store(file, QSettings::IniFormat)
{
}

void Settings::set(const QString &key, const QVariant &value)
{
    if (m_store.value(key) == value)
        return;
    m_store.setValue(key, value);
    emit changed();
}

QByteArray Settings::windowGeometry() const
{
    return m_store.value(geometryKey).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray &geometry)
{
    set(geometryKey, geometry);
}

QByteArray Settings::windowState() const
{
    return m_store.value(stateKey).toByteArray();
}

void Settings::setWindowState(const QByteArray &state)
{
    set(stateKey, state);
}

QByteArray Settings::splitterState() const
{
    return m_store.value(splitterKey).toByteArray();
}

void Settings::setSplitterState(const QByteArray &state)
{
    set(splitterKey, state);
}

QByteArray Settings::treeHeader() const
{
    return m_store.value(headerKey).toByteArray();
}

void Settings::setTreeHeader(const QByteArray &header)
{
    set(headerKey, header);
}

void Settings::forgetLayout()
{
    for (const QString &key : {geometryKey, stateKey, splitterKey, headerKey})
        m_store.remove(key);
    emit changed();
}

Theme::Scheme Settings::colorScheme() const
{
    return m_store.value(schemeKey, QVariant::fromValue(Theme::Scheme::System)).value<Theme::Scheme>();
}

void Settings::setColorScheme(Theme::Scheme scheme)
{
    set(schemeKey, QString::fromLatin1(QMetaEnum::fromType<Theme::Scheme>().valueToKey(static_cast<int>(scheme))));
}

bool Settings::troubleFirst() const
{
    return m_store.value(troubleKey, true).toBool();
}

void Settings::setTroubleFirst(bool first)
{
    set(troubleKey, first);
}

std::chrono::milliseconds Settings::usageInterval() const
{
    constexpr qlonglong shortest = 500;
    return std::chrono::milliseconds(std::max(shortest, m_store.value(usageIntervalKey, 2000).toLongLong()));
}

void Settings::setUsageInterval(std::chrono::milliseconds interval)
{
    set(usageIntervalKey, qlonglong(interval.count()));
}

QStringList Settings::recentServers() const
{
    return m_store.value(recentKey).toStringList();
}

void Settings::addRecentServer(const QString &address)
{
    QStringList servers = recentServers();
    servers.removeAll(address);
    servers.prepend(address);
    set(recentKey, QStringList(servers.mid(0, recentLimit)));
}

QString Settings::filter(const QString &server) const
{
    return m_store.value(filterKey(server)).toString();
}

void Settings::setFilter(const QString &server, const QString &filter)
{
    set(filterKey(server), filter);
}

} // namespace kantoku::ui
