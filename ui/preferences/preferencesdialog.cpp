#include "ui/preferences/preferencesdialog.h"

#include "ui/preferences/noticespage.h"
#include "ui/preferences/preferencespages.h"
#include "ui/preferences/shortcutspage.h"

#include <QDialogButtonBox>
#include <QTabWidget>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

PreferencesDialog::PreferencesDialog(Settings *settings, ActionRegistry *actions, const ServerList *servers,
                                     QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"preferencesDialog"_s);
    setWindowTitle(tr("Preferences"));
    auto *tabs = new QTabWidget(this);
    tabs->setDocumentMode(true); // on the ground of the window, whose colours are chosen
    tabs->setAccessibleName(tr("Preferences"));
    tabs->addTab(makeGeneralPage(settings, this), tr("&General"));
    tabs->addTab(makeServersPage(settings, this), tr("Ser&vers"));
    tabs->addTab(makeLogsPage(settings, this), tr("L&ogs"));
    tabs->addTab(new NoticesPage(settings, servers, this), tr("Not&ices"));
    tabs->addTab(new ShortcutsPage(actions, settings, this), tr("S&hortcuts"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(tabs);
    layout->addWidget(buttons);
    resize(620, 480);
}

} // namespace kantoku::ui
