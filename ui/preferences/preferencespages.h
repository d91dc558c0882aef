#pragma once

class QWidget;

namespace kantoku::ui {

class Settings;

// The pages of the preferences that are a form each: what is chosen in them goes to the settings at once.
QWidget *makeGeneralPage(Settings *settings, QWidget *parent);
QWidget *makeLogsPage(Settings *settings, QWidget *parent);
QWidget *makeServersPage(Settings *settings, QWidget *parent);

} // namespace kantoku::ui
