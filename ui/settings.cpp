#include "ui/settings.h"

#include "ui/logs/logbuffer.h"

#include <QMetaEnum>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int recentLimit = 10;

const QString geometryKey = u"window/geometry"_s;
const QString stateKey = u"window/state"_s;
const QString splitterKey = u"window/splitter"_s;
const QString headerKey = u"window/treeHeader"_s;
const QString languageKey = u"view/language"_s;
const QString schemeKey = u"view/colorScheme"_s;
const QString troubleKey = u"view/troubleFirst"_s;
const QString usageIntervalKey = u"view/usageIntervalMs"_s;
const QString pollIntervalKey = u"servers/pollIntervalMs"_s;
const QString logFontKey = u"logs/font"_s;
const QString logBytesKey = u"logs/bytes"_s;
const QString shortcutsKey = u"shortcuts"_s;
const QString recentKey = u"servers/recent"_s;
const QString savedKey = u"servers/saved"_s;
const QString consolesKey = u"view/consoles"_s;
const QString noticesKey = u"notices/shown"_s;
const QString trayKey = u"notices/tray"_s;
const QString mutedKey = u"notices/muted"_s;
const QString daemonsKey = u"servers/daemonsAtClose"_s;

QString keyOf(const QString &group, const QString &server)
{
    return group + u'/' + QString::fromLatin1(server.toUtf8().toPercentEncoding());
}

QString filterKey(const QString &server)
{
    return keyOf(u"filters"_s, server);
}

QString logsKey(const QString &server)
{
    return keyOf(u"logs"_s, server);
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

void Settings::forget(const QString &key)
{
    if (!m_store.contains(key))
        return;
    m_store.remove(key);
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

QString Settings::language() const
{
    return m_store.value(languageKey).toString();
}

void Settings::setLanguage(const QString &code)
{
    set(languageKey, code);
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

std::chrono::milliseconds Settings::pollInterval() const
{
    constexpr qlonglong shortest = 200;
    return std::chrono::milliseconds(std::max(shortest, m_store.value(pollIntervalKey, 1000).toLongLong()));
}

void Settings::setPollInterval(std::chrono::milliseconds interval)
{
    set(pollIntervalKey, qlonglong(interval.count()));
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

QString Settings::logFont() const
{
    return m_store.value(logFontKey).toString();
}

void Settings::setLogFont(const QString &font)
{
    set(logFontKey, font);
}

qint64 Settings::logBytes() const
{
    constexpr qlonglong fewest = 1024 * 1024;
    return std::max(fewest, m_store.value(logBytesKey, LogBuffer::defaultMaxBytes).toLongLong());
}

void Settings::setLogBytes(qint64 bytes)
{
    set(logBytesKey, bytes);
}

QHash<QString, QList<QKeySequence>> Settings::shortcuts() const
{
    QHash<QString, QList<QKeySequence>> all;
    m_store.beginGroup(shortcutsKey);
    for (const QString &action : m_store.childKeys()) {
        const QString text = m_store.value(action).toString();
        all.insert(action,
                   text.isEmpty() ? QList<QKeySequence>()
                                  : QKeySequence::listFromString(text, QKeySequence::PortableText));
    }
    m_store.endGroup();
    return all;
}

void Settings::setShortcut(const QString &action, const QList<QKeySequence> &keys)
{
    set(shortcutsKey + u'/' + action, QKeySequence::listToString(keys, QKeySequence::PortableText));
}

void Settings::forgetShortcut(const QString &action)
{
    forget(shortcutsKey + u'/' + action);
}

QList<SavedServer> Settings::savedServers() const
{
    QList<SavedServer> servers;
    const int count = m_store.beginReadArray(savedKey);
    for (int i = 0; i < count; ++i) {
        m_store.setArrayIndex(i);
        servers.append({m_store.value(u"address"_s).toString(), m_store.value(u"name"_s).toString(),
                        m_store.value(u"user"_s).toString(), m_store.value(u"keepsPassword"_s, false).toBool(),
                        QByteArray::fromHex(m_store.value(u"fingerprint"_s).toByteArray()),
                        m_store.value(u"connected"_s, true).toBool(), m_store.value(u"configuration"_s).toString()});
    }
    m_store.endArray();
    return servers;
}

void Settings::setSavedServers(const QList<SavedServer> &servers)
{
    if (savedServers() == servers)
        return;
    m_store.remove(savedKey);
    m_store.beginWriteArray(savedKey, static_cast<int>(servers.size()));
    for (int i = 0; i < servers.size(); ++i) {
        const SavedServer &server = servers.at(i);
        m_store.setArrayIndex(i);
        m_store.setValue(u"address"_s, server.address);
        m_store.setValue(u"name"_s, server.name);
        m_store.setValue(u"user"_s, server.user);
        m_store.setValue(u"keepsPassword"_s, server.keepsPassword);
        m_store.setValue(u"fingerprint"_s, QString::fromLatin1(server.fingerprint.toHex()));
        m_store.setValue(u"connected"_s, server.isConnected);
        m_store.setValue(u"configuration"_s, server.configFile);
    }
    m_store.endArray();
    emit changed();
}

Settings::DaemonsAtClose Settings::daemonsAtClose() const
{
    return m_store.value(daemonsKey, QVariant::fromValue(DaemonsAtClose::Ask)).value<DaemonsAtClose>();
}

void Settings::setDaemonsAtClose(DaemonsAtClose what)
{
    set(daemonsKey, QString::fromLatin1(QMetaEnum::fromType<DaemonsAtClose>().valueToKey(static_cast<int>(what))));
}

bool Settings::showsConsoles() const
{
    return m_store.value(consolesKey, true).toBool();
}

void Settings::setShowsConsoles(bool shows)
{
    set(consolesKey, shows);
}

bool Settings::showsNotices() const
{
    return m_store.value(noticesKey, true).toBool();
}

void Settings::setShowsNotices(bool shows)
{
    set(noticesKey, shows);
}

bool Settings::showsTrayIcon() const
{
    return m_store.value(trayKey, true).toBool();
}

void Settings::setShowsTrayIcon(bool shows)
{
    set(trayKey, shows);
}

QList<MutedNotice> Settings::mutedNotices() const
{
    QList<MutedNotice> muted;
    const QStringList kept = m_store.value(mutedKey).toStringList();
    for (const QString &each : kept) // the address, and a tab and the namespec of a process
        muted.append({each.section(u'\t', 0, 0), each.section(u'\t', 1)});
    return muted;
}

void Settings::setMutedNotices(const QList<MutedNotice> &muted)
{
    QStringList kept;
    for (const MutedNotice &each : muted)
        kept.append(each.namespec.isEmpty() ? each.server : each.server + u'\t' + each.namespec);
    set(mutedKey, kept);
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

QList<OpenLog> Settings::openLogs(const QString &server) const
{
    QList<OpenLog> logs;
    const QStringList kept = m_store.value(logsKey(server)).toStringList();
    for (const QString &log : kept) // "stdout web:web_0"
        logs.append({log.section(u' ', 1), log.section(u' ', 0, 0)});
    return logs;
}

void Settings::setOpenLogs(const QString &server, const QList<OpenLog> &logs)
{
    QStringList kept;
    for (const OpenLog &log : logs)
        kept.append(log.channel + u' ' + log.namespec);
    if (kept.isEmpty())
        m_store.remove(logsKey(server));
    else
        set(logsKey(server), kept);
}

} // namespace kantoku::ui
