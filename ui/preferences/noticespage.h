#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeView;

namespace kantoku::ui {

class MutedModel;
class ServerList;
class Settings;

/// Whether and where trouble is told, and what it is not told about.
class NoticesPage : public QWidget {
    Q_OBJECT
public:
    NoticesPage(Settings *settings, const ServerList *servers, QWidget *parent = nullptr);

private:
    void check();

    MutedModel *m_muted;
    QTreeView *m_list;
    QLabel *m_empty;
    QPushButton *m_unmute;
};

} // namespace kantoku::ui
