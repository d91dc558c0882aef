#include "ui/updatedialog.h"

#include "ui/configdiffview.h"
#include "ui/configmessages.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using Action = ConfigPreview::Action;

UpdateDialog::UpdateDialog(const ConfigPreview &preview, const QList<ProcessInfo> &processes, QWidget *parent)
    : QDialog(parent)
    , m_preview(preview)
    , m_processes(processes)
    , m_view(new ConfigDiffView(this))
    , m_summary(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"updateDialog"_s);
    setWindowTitle(tr("Update Programs"));
    QFont bold = m_summary->font();
    bold.setBold(true);
    m_summary->setFont(bold);
    m_summary->setWordWrap(true);
    auto *note
        = new QLabel(tr("Changed groups are stopped, taken out and started with their new settings; removed ones "
                        "are stopped. Groups without a tick are left alone."),
                     this);
    note->setWordWrap(true);
    m_view->showPreview(preview, ConfigDiffView::From::Active, true);
    const bool hasGroups = m_view->topLevelItemCount() > 0;
    m_view->setVisible(hasGroups);
    note->setVisible(hasGroups && !preview.hasErrors());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_update = buttons->addButton(tr("&Update"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_update, &QPushButton::clicked, this, [this] { emit updateRequested(m_view->checkedGroups()); });
    connect(m_view, &ConfigDiffView::checkedGroupsChanged, this, &UpdateDialog::summarize);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(note);
    if (!preview.messages.isEmpty())
        layout->addWidget(new ConfigMessages(preview.messages, this));
    layout->addWidget(m_view, 1);
    layout->addWidget(buttons);
    summarize();
    const bool disruptive = std::ranges::any_of(
        preview.groups, [](const auto &g) { return g.onReread == Action::Change || g.onReread == Action::Remove; });
    (disruptive || !m_update->isEnabled() ? buttons->button(QDialogButtonBox::Cancel) : m_update)->setDefault(true);
    if (hasGroups || !preview.messages.isEmpty())
        resize(m_view->isColumnHidden(ConfigDiffView::Old) ? QSize(560, 340) : QSize(760, 460));
}

void UpdateDialog::summarize()
{
    const QStringList groups = m_view->checkedGroups();
    m_update->setEnabled(!groups.isEmpty() && !m_preview.hasErrors());
    if (m_preview.hasErrors()) {
        m_summary->setText(tr("The files have errors. Nothing is updated until they are mended."));
        return;
    }
    if (m_view->topLevelItemCount() == 0) {
        m_summary->setText(tr("Every group runs with what the files say. There is nothing to update."));
        return;
    }
    int disturbed = 0;
    for (const ConfigPreview::Group &group : m_preview.groups) {
        if (!groups.contains(group.name) || group.onReread == Action::Add || group.onReread == Action::Keep)
            continue;
        disturbed += static_cast<int>(std::ranges::count_if(
            m_processes, [&](const ProcessInfo &p) { return p.group == group.name && isStarted(p.state); }));
    }
    const QString what = tr("%n group(s) will be updated.", nullptr, static_cast<int>(groups.size()));
    m_summary->setText(what + u' '
                       + (disturbed > 0 ? tr("%n running process(es) will be stopped.", nullptr, disturbed)
                                        : tr("No running process will be stopped.")));
}

} // namespace kantoku::ui
