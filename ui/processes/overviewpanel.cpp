#include "ui/processes/overviewpanel.h"

#include "ui/processes/processtext.h"
#include "ui/processes/usagegraph.h"
#include "ui/theme.h"
#include "ui/translations.h"

#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QTextLayout>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;

namespace {

QString timeText(qint64 unixSeconds)
{
    if (unixSeconds <= 0)
        return {};
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(unixSeconds), QLocale::LongFormat);
}

/// From the top of the first line of its text to the baseline.
int ascentOf(const QLabel *label)
{
    QTextLayout layout(label->text().section(u'\n', 0, 0), label->font());
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setLineWidth(QWIDGETSIZE_MAX);
    layout.endLayout();
    return line.isValid() ? qRound(line.ascent()) : 0;
}

bool isUp(ProcessState state)
{
    return state == ProcessState::Running || state == ProcessState::Starting;
}

} // namespace

OverviewPanel::OverviewPanel(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout)
{
    setObjectName(u"overview"_s);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_grid->setColumnStretch(1, 1);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(8);
    m_why = new QLabel(this);
    m_why->setWordWrap(true);
    m_why->setTextFormat(Qt::PlainText);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_why->setFocusPolicy(Qt::StrongFocus);
    m_why->setAccessibleName(tr("Why it is not running"));
    m_grid->addWidget(m_why, 0, 0, 1, 2);
    m_state = addRow(tr("State:"));
    m_pid = addRow(tr("Process id:"));
    m_started = addRow(tr("Last start:"));
    m_ended = addRow(tr("Last end:"));
    m_exit = addRow(tr("Ended with:"));
    m_spawnError = addRow(tr("Server's reason:"));
    m_restarts = addRow(tr("Restarts:"));
    m_command = addRow(tr("Command:"));
    m_directory = addRow(tr("Directory:"));
    m_user = addRow(tr("User:"));
    m_group = addRow(tr("Group:"));
    m_stdout = addRow(tr("Standard output:"));
    m_stderr = addRow(tr("Standard error:"));
    m_graph = new UsageGraph(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(14);
    column->addLayout(m_grid);
    column->addWidget(m_graph);
    column->addStretch(1);
}

QLabel *OverviewPanel::addRow(const QString &title)
{
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setFocusPolicy(Qt::StrongFocus); // so that Tab leads to what the keyboard can copy
    value->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    value->setAccessibleName(title);
    auto *label = new QLabel(title, this);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setBuddy(value);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0, Qt::AlignRight | Qt::AlignTop);
    m_grid->addWidget(value, row, 1, Qt::AlignTop);
    m_titles.insert(value, label);
    return value;
}

void OverviewPanel::fill(QLabel *value, const QString &text)
{
    if (value->text() == text)
        return; // a selection in the label survives
    value->setText(text);
    alignBaselines(value);
}

void OverviewPanel::fillRow(QLabel *value, const QString &text)
{
    fill(value, text);
    value->setHidden(text.isEmpty());
    if (QLabel *title = m_titles.value(value))
        title->setHidden(text.isEmpty());
}

/// Words of another script may come from a font whose lines begin higher.
void OverviewPanel::alignBaselines(QLabel *value)
{
    QLabel *title = m_titles.value(value);
    if (!title)
        return;
    const int difference = ascentOf(title) - ascentOf(value);
    title->setContentsMargins(0, std::max(0, -difference), 0, 0);
    value->setContentsMargins(0, std::max(0, difference), 0, 0);
}

void OverviewPanel::showProcess(Session *session, const ProcessInfo &process, const QDateTime &now)
{
    const bool isOther = m_session != session || m_process.namespec() != process.namespec();
    const bool hasChanged = isOther || m_process.state != process.state || m_process.start != process.start
        || m_process.pid != process.pid;
    m_session = session;
    m_process = process;
    m_now = now;
    if (isOther)
        m_factsKnown = false;
    if (hasChanged)
        askForFacts();
    m_graph->showProcess(session, process.namespec());
    fill(m_state, stateSince(process, now));
    fillRow(m_pid, process.pid > 0 ? QString::number(process.pid) : QString());
    fillRow(m_started, timeText(process.start));
    fillRow(m_ended, timeText(process.stop));
    fillRow(m_group, process.group);
    fill(m_stdout, process.stdoutLogFile.isEmpty() ? tr("not logged to a file") : process.stdoutLogFile);
    fill(m_stderr, process.stderrLogFile.isEmpty() ? tr("not logged to a file") : process.stderrLogFile);
    if (session) {
        const int restarts = session->restarts().value(process.namespec());
        const QString span
            = spanText(std::chrono::seconds(session->trackedSince().secsTo(QDateTime::currentDateTime())));
        fillRow(m_restarts,
                restarts == 0 ? tr("none since this window connected %1 ago", "a span of time").arg(span)
                              : tr("%n since this window connected %1 ago", nullptr, restarts).arg(span));
    }
    showFacts();
}

void OverviewPanel::showTime(const QDateTime &now)
{
    m_now = now;
    fill(m_state, stateSince(m_process, now));
}

void OverviewPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_factsKnown)
        askForFacts();
}

/// Only while it is seen: what is scrolled through with the arrow keys elsewhere costs no questions.
void OverviewPanel::askForFacts()
{
    if (!m_session || !isVisible()) {
        m_factsKnown = false;
        return;
    }
    const int question = ++m_question;
    QCoro::connect(m_session->facts(m_process.namespec()), this,
                   [this, question](const Result<client::ProcessFacts> &facts) {
                       if (question != m_question || (!facts && facts.error().code == Error::Code::Cancelled))
                           return;
                       m_factsKnown = facts.has_value();
                       if (facts)
                           m_facts = *facts;
                       showFacts();
                   });
}

void OverviewPanel::showFacts()
{
    const client::ProcessFacts facts = m_factsKnown ? m_facts : client::ProcessFacts();
    // An answer may be about the state before.
    const bool isAboutNow = facts.state == stateName(m_process.state);
    // The server knows more, and says it in English.
    const bool asksServer = isAboutNow && !facts.summary.isEmpty() && shownLanguage() == "en"_L1;
    const QString why = isUp(m_process.state) ? QString()
        : asksServer                          ? withReason(facts.summary, m_process)
                                              : whyNotRunning(m_process, m_now);
    fillRow(m_why, why);
    fillRow(m_spawnError, why.contains(m_process.spawnError) ? QString() : m_process.spawnError);
    QPalette whyPalette = palette();
    whyPalette.setColor(QPalette::WindowText, Theme::instance()->stateColor(m_process.state, condition(m_process)));
    m_why->setPalette(whyPalette);

    // supervisord leaves 0 there after an exit that it counts as a failed start
    const bool hasExit = m_process.stop > 0 && (m_process.state == ProcessState::Exited || m_process.exitStatus != 0);
    fillRow(m_exit,
            isAboutNow && !facts.lastEnd.isEmpty() ? facts.lastEnd
                : hasExit                          ? exitText(m_process.exitStatus)
                                                   : QString());
    fillRow(m_command, commandText(facts.command, facts.commandProblem));
    fillRow(m_directory, m_factsKnown && facts.directory.isEmpty() ? tr("same as the server") : facts.directory);
    fillRow(m_user, m_factsKnown && facts.user.isEmpty() ? tr("same as the server") : facts.user);
}

} // namespace kantoku::ui
