#pragma once

#include <QDialog>

namespace kantoku::ui {

class ActionRegistry;
class ServerList;
class Settings;

/// What the user can choose about the desktop. Everything is applied and kept as soon as it is chosen, so there is
/// nothing to confirm or to take back at the end.
class PreferencesDialog : public QDialog {
    Q_OBJECT
public:
    PreferencesDialog(Settings *settings, ActionRegistry *actions, const ServerList *servers,
                      QWidget *parent = nullptr);
};

} // namespace kantoku::ui
