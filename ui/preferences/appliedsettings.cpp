#include "ui/preferences/appliedsettings.h"

#include "ui/actionregistry.h"
#include "ui/logs/logpanel.h"
#include "ui/preferences/shortcutrules.h"
#include "ui/servers/serverlist.h"
#include "ui/settings.h"

#include <QApplication>
#include <QFontDatabase>

namespace kantoku::ui {

AppliedSettings::AppliedSettings(Settings *settings, ActionRegistry *actions, ServerList *servers, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_actions(actions)
    , m_servers(servers)
{
    connect(settings, &Settings::changed, this, &AppliedSettings::apply);
    connect(servers, &ServerList::opened, this, &AppliedSettings::applyPollInterval);
    apply();
}

void AppliedSettings::apply()
{
    Theme::instance()->setScheme(m_settings->colorScheme());
    LogPanel::setKeptBytes(m_settings->logBytes());
    applyLogFont();
    applyShortcuts();
    applyPollInterval();
}

void AppliedSettings::applyShortcuts()
{
    QStringList order;
    Shortcuts defaults;
    for (const QAction *action : m_actions->all()) {
        order.append(action->objectName());
        defaults.insert(action->objectName(), m_actions->defaultKeys(action->objectName()));
    }
    const Shortcuts shortcuts = effectiveShortcuts(order, defaults, m_settings->shortcuts());
    for (const auto &[action, keys] : shortcuts.asKeyValueRange())
        m_actions->setKeys(action, keys);
}

void AppliedSettings::applyLogFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (const QString chosen = m_settings->logFont(); !chosen.isEmpty())
        font.fromString(chosen);
    constexpr auto views = "kantoku::ui::LogView"; // a font for the class reaches every view, those to come too
    if (QApplication::font(views) != font)
        QApplication::setFont(font, views);
}

void AppliedSettings::applyPollInterval()
{
    for (client::Session *session : m_servers->sessions())
        session->setPollInterval(m_settings->pollInterval());
}

} // namespace kantoku::ui
