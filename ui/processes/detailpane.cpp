#include "ui/processes/detailpane.h"

#include "ui/configuration/optionspane.h"
#include "ui/logs/logpanel.h"
#include "ui/processes/historypane.h"
#include "ui/processes/overviewpanel.h"
#include "ui/theme.h"

#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

DetailPane::DetailPane(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLabel(this))
    , m_stateIcon(new QLabel(this))
    , m_state(new QLabel(this))
    , m_hint(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_tabs(new QTabWidget(this))
    , m_overview(new OverviewPanel)
    , m_options(new OptionsPane)
    , m_history(new HistoryPane)
    , m_log(new LogPanel(this))
    , m_channel(u"stdout"_s)
{
    setObjectName(u"details"_s);
    QFont bold = m_name->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    m_name->setFont(bold);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setAccessibleName(tr("Selected process"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setContentsMargins(24, 24, 24, 24);

    auto *process = new QWidget(this);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(12, 8, 12, 6);
    header->addWidget(m_name, 1);
    header->addWidget(m_stateIcon);
    header->addWidget(m_state);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_overview);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->setDocumentMode(true);
    scroll->setAccessibleName(tr("Overview"));
    m_tabs->addTab(scroll, tr("Overview"));
    m_tabs->addTab(m_log, tr("Log", "tab"));
    m_tabs->addTab(m_options, tr("Configuration", "tab"));
    m_tabs->addTab(m_history, tr("History", "tab"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &DetailPane::feedLog);
    connect(m_log, &LogPanel::channelChanged, this, [this](const QString &channel) { m_channel = channel; });
    connect(m_log, &LogPanel::failed, this, &DetailPane::failed);
    connect(m_log, &LogPanel::done, this, &DetailPane::done);
    auto *column = new QVBoxLayout(process);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(header);
    column->addWidget(m_tabs, 1);

    m_stack->addWidget(m_hint);
    m_stack->addWidget(process);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    showSelection({}, nullptr, {});
}

void DetailPane::showHint(const QString &text)
{
    m_hint->setText(text);
    m_stack->setCurrentIndex(0);
}

// A log is only asked for while it is seen.
void DetailPane::feedLog()
{
    if (m_tabs->currentWidget() != m_log || m_stack->currentIndex() == 0)
        return;
    if (m_shownSession == m_session && m_log->namespec() == m_namespec)
        return;
    m_shownSession = m_session;
    m_log->showLog(m_session, m_namespec, m_channel);
}

void DetailPane::showLog()
{
    if (m_stack->currentIndex() == 0)
        return;
    m_tabs->setCurrentWidget(m_log);
    m_log->setFocus();
}

void DetailPane::showConfiguration()
{
    if (m_stack->currentIndex() == 0)
        return;
    m_tabs->setCurrentWidget(m_options);
    m_options->setFocus();
}

void DetailPane::showSelection(const Selection &selection, client::Session *session, const QDateTime &now)
{
    if (selection.isEmpty()) {
        showHint(tr("Select a process to see how it is and what it says."));
        return;
    }
    const Selection::Part *part = selection.single();
    if (selection.isDescendantsOnly()) {
        const Selection::Part &first = selection.parts.first();
        showHint(tr("%1, process id %2: %3\n\nIt was started by a process above it and is not controlled by itself.",
                    "name, number, command line")
                     .arg(first.descendant.name, QString::number(first.descendant.pid), first.descendant.command));
        return;
    }
    if (!part) {
        ConditionCounts counts;
        for (const ProcessInfo &process : selection.processes())
            counts.add(process);
        const QString sum = tr("%1 running, %2 in trouble, %3 stopped.", "numbers of processes")
                                .arg(counts.running)
                                .arg(counts.trouble)
                                .arg(counts.stopped);
        showHint(tr("%n process(es) selected.", nullptr, counts.total()) + u'\n' + sum);
        return;
    }
    const ProcessInfo &process = part->processes.first();
    const Theme *theme = Theme::instance();
    const QColor color = theme->stateColor(process.state, condition(process));
    m_name->setText(process.namespec());
    m_state->setText(stateSince(process, now));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, color);
    m_state->setPalette(colors);
    m_stateIcon->setPixmap(
        theme->stateIcon(process.state, condition(process)).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_overview->showProcess(session, process, now);
    m_options->showProcess(session, process.namespec());
    m_history->showProcess(session, process.namespec());
    m_stack->setCurrentIndex(1);
    m_session = session;
    m_namespec = process.namespec();
    feedLog();
}

} // namespace kantoku::ui
