#include "ui/processes/overviewpanel.h"

#include "ui/processes/processtext.h"
#include "ui/theme.h"

#include <QDateTime>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

QString timeText(qint64 unixSeconds)
{
    if (unixSeconds <= 0)
        return {};
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(unixSeconds), QLocale::LongFormat);
}

} // namespace

OverviewPanel::OverviewPanel(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    setObjectName(u"overview"_s);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setContentsMargins(12, 12, 12, 12);
    m_form->setHorizontalSpacing(14);
    m_form->setVerticalSpacing(8);
    m_why = new QLabel(this);
    m_why->setWordWrap(true);
    m_why->setTextFormat(Qt::PlainText);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_why->setAccessibleName(tr("Why it is not running"));
    m_form->addRow(m_why);
    m_state = addRow(tr("State:"));
    m_description = addRow(tr("Description:"));
    m_pid = addRow(tr("Process id:"));
    m_started = addRow(tr("Last start:"));
    m_ended = addRow(tr("Last end:"));
    m_exit = addRow(tr("Ended with:"));
    m_spawnError = addRow(tr("Server's reason:"));
    m_group = addRow(tr("Group:"));
    m_stdout = addRow(tr("Standard output:"));
    m_stderr = addRow(tr("Standard error:"));
}

QLabel *OverviewPanel::addRow(const QString &title)
{
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *label = new QLabel(title, this);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setBuddy(value);
    m_form->addRow(label, value);
    return value;
}

void OverviewPanel::fill(QLabel *value, const QString &text)
{
    if (value->text() != text) // a selection in the label survives
        value->setText(text);
}

void OverviewPanel::showProcess(const ProcessInfo &process, const QDateTime &now)
{
    const QString why = whyNotRunning(process, now);
    fill(m_why, why);
    m_form->setRowVisible(m_why, !why.isEmpty());
    QPalette whyPalette = palette();
    whyPalette.setColor(QPalette::WindowText, Theme::instance()->stateColor(process.state, condition(process)));
    m_why->setPalette(whyPalette);
    fill(m_state, stateSince(process, now));
    const auto fillRow = [this](QLabel *value, const QString &text) {
        fill(value, text);
        m_form->setRowVisible(value, !text.isEmpty());
    };
    const bool saysMore = process.state != ProcessState::Running && process.description != process.spawnError;
    fillRow(m_description, saysMore ? process.description : QString());
    fillRow(m_pid, process.pid > 0 ? QString::number(process.pid) : QString());
    fillRow(m_started, timeText(process.start));
    fillRow(m_ended, timeText(process.stop));
    // supervisord leaves 0 there after an exit that it counts as a failed start
    const bool hasExit = process.stop > 0 && (process.state == ProcessState::Exited || process.exitStatus != 0);
    fillRow(m_exit, hasExit ? exitText(process.exitStatus) : QString());
    fillRow(m_spawnError, process.spawnError);
    fillRow(m_group, process.group);
    fill(m_stdout, process.stdoutLogFile.isEmpty() ? tr("not logged to a file") : process.stdoutLogFile);
    fill(m_stderr, process.stderrLogFile.isEmpty() ? tr("not logged to a file") : process.stderrLogFile);
}

} // namespace kantoku::ui
