#pragma once

#include <QObject>

namespace kantoku::ui {

class ActionRegistry;
class ServerList;
class Settings;

/// Does what the settings say, at start and whenever they change: colours, shortcuts, the logs' font and size, and how
/// often servers are asked.
class AppliedSettings : public QObject {
    Q_OBJECT
public:
    AppliedSettings(Settings *settings, ActionRegistry *actions, ServerList *servers, QObject *parent);

private:
    void apply();
    void applyShortcuts();
    void applyLogFont();
    void applyPollInterval();

    Settings *m_settings;
    ActionRegistry *m_actions;
    ServerList *m_servers;
};

} // namespace kantoku::ui
