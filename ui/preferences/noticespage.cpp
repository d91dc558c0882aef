#include "ui/preferences/noticespage.h"

#include "ui/preferences/mutedmodel.h"
#include "ui/rowdelegate.h"
#include "ui/settings.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

NoticesPage::NoticesPage(Settings *settings, const ServerList *servers, QWidget *parent)
    : QWidget(parent)
    , m_muted(new MutedModel(settings, servers, this))
    , m_list(new QTreeView(this))
    , m_empty(
          new QLabel(tr("Nothing is muted. “Mute Notices” in the menu of a process or of a server does that."), m_list))
    , m_unmute(new QPushButton(tr("&Unmute"), this))
{
    auto *shows = new QCheckBox(tr("Tell when a process comes into &trouble"), this);
    shows->setObjectName(u"showsNotices"_s);
    shows->setChecked(settings->showsNotices());
    connect(shows, &QCheckBox::toggled, settings, &Settings::setShowsNotices);
    auto *tray = new QCheckBox(tr("Show an icon &beside the clock, where the desktop has a place for it"), this);
    tray->setObjectName(u"showsTrayIcon"_s);
    tray->setChecked(settings->showsTrayIcon());
    connect(tray, &QCheckBox::toggled, settings, &Settings::setShowsTrayIcon);

    m_list->setModel(m_muted);
    m_list->setObjectName(u"mutedNotices"_s);
    m_list->setAccessibleName(tr("Muted notices"));
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->header()->setSectionResizeMode(MutedModel::Process, QHeaderView::ResizeToContents);
    auto *title = new QLabel(tr("&Muted:"), this);
    title->setBuddy(m_list);
    m_empty->setObjectName(u"nothingMuted"_s);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto *over = new QVBoxLayout(m_list->viewport());
    over->addWidget(m_empty);
    m_unmute->setToolTip(tr("Tell again of what is selected"));
    connect(m_unmute, &QPushButton::clicked, this,
            [this] { m_muted->unmute(m_list->selectionModel()->selectedRows()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &NoticesPage::check);
    connect(m_muted, &QAbstractItemModel::modelReset, this, &NoticesPage::check);

    auto *line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(m_unmute);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(shows);
    layout->addWidget(tray);
    layout->addSpacing(8);
    layout->addWidget(title);
    layout->addWidget(m_list, 1);
    layout->addLayout(line);
    check();
}

void NoticesPage::check()
{
    m_empty->setVisible(m_muted->rowCount() == 0);
    m_unmute->setEnabled(m_list->selectionModel()->hasSelection());
}

} // namespace kantoku::ui
