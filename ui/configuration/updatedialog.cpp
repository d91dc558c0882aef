#include "ui/configuration/updatedialog.h"

#include "ui/configuration/configmessages.h"
#include "ui/configuration/updateplanview.h"
#include "ui/translations.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using Action = ConfigPreview::Action;

UpdateDialog::UpdateDialog(const ConfigPreview &preview, const client::UpdatePlan &plan, const QString &server,
                           QWidget *parent)
    : QDialog(parent)
    , m_plan(plan)
    , m_server(server)
    , m_hasErrors(preview.hasErrors())
    , m_view(new UpdatePlanView(this))
    , m_summary(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"updateDialog"_s);
    setWindowTitle(tr("Update Programs"));
    QFont bold = m_summary->font();
    bold.setBold(true);
    m_summary->setFont(bold);
    m_summary->setWordWrap(true);
    m_summary->setObjectName(u"updateSummary"_s);
    auto *note
        = new QLabel(tr("Changed groups are stopped, taken out and started with their new settings; removed ones "
                        "are stopped. Groups without a tick are left alone."),
                     this);
    note->setWordWrap(true);
    m_view->showPlan(plan);
    const bool hasGroups = !plan.groups.isEmpty();
    m_view->setVisible(hasGroups);
    note->setVisible(hasGroups && !m_hasErrors);

    auto *buttons = new QDialogButtonBox(this);
    const bool canUpdate = hasGroups && !m_hasErrors;
    m_cancel = buttons->addButton(canUpdate ? QDialogButtonBox::Cancel : QDialogButtonBox::Close);
    m_update = buttons->addButton(tr("&Update"), QDialogButtonBox::ActionRole);
    m_stop = buttons->addButton(tr("&Stop After This Group"), QDialogButtonBox::ActionRole);
    m_copy = buttons->addButton(tr("&Copy as Commands"), QDialogButtonBox::ResetRole);
    // Now: the box shows what it has when another is added.
    m_stop->hide();
    m_update->setVisible(canUpdate);
    m_copy->setVisible(canUpdate);
    m_copy->setToolTip(tr("Copy the same plan as kantokuctl commands"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_update, &QPushButton::clicked, this, &UpdateDialog::begin);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_stop->setEnabled(false);
        emit stopRequested();
    });
    connect(m_copy, &QPushButton::clicked, this, &UpdateDialog::copyCommands);
    connect(m_view, &UpdatePlanView::checkedGroupsChanged, this, &UpdateDialog::summarize);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(note);
    if (!preview.messages.isEmpty())
        layout->addWidget(new ConfigMessages(preview.messages, this));
    layout->addWidget(m_view, 1);
    layout->addWidget(buttons);
    summarize();
    const bool disruptive = std::ranges::any_of(m_plan.groups, [](const auto &g) { return g.action != Action::Add; });
    (disruptive || !m_update->isEnabled() ? m_cancel : m_update)->setDefault(true);
    if (hasGroups || !preview.messages.isEmpty()) {
        const QMargins around = layout->contentsMargins();
        const int width = m_view->fullWidth() + around.left() + around.right();
        resize(std::clamp(width, 640, 1100), m_view->isColumnHidden(UpdatePlanView::Where) ? 360 : 460);
    }
}

void UpdateDialog::summarize()
{
    if (m_stage != Stage::Choosing)
        return;
    const QStringList groups = m_view->checkedGroups();
    m_update->setEnabled(!groups.isEmpty() && !m_hasErrors);
    m_copy->setEnabled(m_update->isEnabled());
    if (m_hasErrors) {
        m_summary->setText(tr("The files have errors. Nothing is updated until they are fixed."));
        return;
    }
    if (m_plan.groups.isEmpty()) {
        m_summary->setText(tr("Every group has the settings of the files. There is nothing to update."));
        return;
    }
    const int disturbed = m_plan.disturbedBy(groups);
    m_summary->setText(
        joinedSentences({tr("%n group(s) will be updated.", nullptr, static_cast<int>(groups.size())),
                         disturbed > 0 ? tr("%n running process(es) will be stopped.", nullptr, disturbed)
                                       : tr("No running process will be stopped."),
                         tr("%n process(es) of other groups are kept as they are.", nullptr, m_plan.untouched)}));
}

void UpdateDialog::begin()
{
    const QStringList groups = m_view->checkedGroups();
    m_stage = Stage::UnderWay;
    m_view->lock();
    for (const QString &group : groups)
        m_view->showProgress(group, {}, tr("waiting"));
    m_update->hide();
    m_cancel->hide();
    m_stop->show();
    m_stop->setFocus();
    m_summary->setText(tr("%n group(s) are being updated…", nullptr, static_cast<int>(groups.size())));
    emit updateRequested(groups);
}

void UpdateDialog::copyCommands()
{
    QApplication::clipboard()->setText(m_plan.commands(m_server, m_view->checkedGroups()).join(u'\n') + u'\n');
}

void UpdateDialog::showBegun(const QString &group)
{
    m_view->showProgress(group, u"refresh"_s, tr("updating…"));
}

void UpdateDialog::showUpdated(const QString &group)
{
    m_view->showProgress(group, u"success"_s, tr("updated"));
}

void UpdateDialog::showUnchanged(const QString &group)
{
    m_view->showProgress(group, u"info"_s, tr("nothing to update"));
}

void UpdateDialog::showFailed(const QString &group, const Error &error)
{
    m_view->showProgress(group, u"error"_s, tr("failed: %1").arg(error.message));
}

void UpdateDialog::showFinished(int updated, const QStringList &leftOut)
{
    m_stage = Stage::Finished;
    for (const QString &group : leftOut)
        m_view->showProgress(group, {}, tr("left as it was"));
    const auto left = static_cast<int>(leftOut.size());
    m_summary->setText(joinedSentences({tr("%n group(s) updated.", nullptr, updated),
                                        left > 0 ? tr("%n group(s) left as they were.", nullptr, left) : QString()}));
    m_stop->hide();
    m_cancel->setText(tr("&Close"));
    m_cancel->show();
    m_cancel->setDefault(true);
    m_cancel->setFocus();
}

void UpdateDialog::done(int result)
{
    if (m_stage == Stage::UnderWay)
        emit stopRequested();
    QDialog::done(result);
}

} // namespace kantoku::ui
