#include "ui/processes/processtabs.h"

#include "ui/configuration/optionspane.h"
#include "ui/logs/logpanel.h"
#include "ui/processes/historypane.h"
#include "ui/processes/overviewpanel.h"
#include "ui/processes/processtext.h"
#include "ui/theme.h"

#include <QLabel>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

ProcessTabs::ProcessTabs(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLabel(this))
    , m_stateIcon(new QLabel(this))
    , m_state(new QLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_overview(new OverviewPanel)
    , m_options(new OptionsPane)
    , m_history(new HistoryPane)
    , m_log(new LogPanel(this))
    , m_channel(u"stdout"_s)
{
    QFont bold = m_name->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    m_name->setFont(bold);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setAccessibleName(tr("Selected process"));

    auto *header = new QHBoxLayout;
    header->setContentsMargins(12, 8, 12, 6);
    header->setSpacing(6);
    header->addWidget(m_name, 1);
    header->addWidget(m_stateIcon);
    header->addWidget(m_state);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_overview);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Overview"));
    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(scroll, tr("Overview"));
    m_tabs->addTab(m_log, tr("Log", "tab"));
    m_tabs->addTab(m_options, tr("Configuration", "tab"));
    m_tabs->addTab(m_history, tr("History", "tab"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &ProcessTabs::feedLog);
    connect(m_log, &LogPanel::channelChanged, this, [this](const QString &channel) { m_channel = channel; });
    connect(m_log, &LogPanel::failed, this, &ProcessTabs::failed);
    connect(m_log, &LogPanel::done, this, &ProcessTabs::done);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(header);
    column->addWidget(m_tabs, 1);
    setFocusProxy(m_tabs);
}

// A log is only asked for while it is seen.
void ProcessTabs::feedLog()
{
    if (m_tabs->currentWidget() != m_log)
        return;
    if (m_shownSession == m_session && m_log->namespec() == m_process.namespec())
        return;
    m_shownSession = m_session;
    m_log->showLog(m_session, m_process.namespec(), m_channel);
}

void ProcessTabs::showLog()
{
    m_tabs->setCurrentWidget(m_log);
    m_log->setFocus();
}

void ProcessTabs::showConfiguration()
{
    m_tabs->setCurrentWidget(m_options);
    m_options->setFocus();
}

void ProcessTabs::showProcess(client::Session *session, const ProcessInfo &process, const QDateTime &now)
{
    const Theme *theme = Theme::instance();
    m_name->setText(process.namespec());
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme->stateColor(process.state, condition(process)));
    m_state->setPalette(colors);
    m_stateIcon->setPixmap(
        theme->stateIcon(process.state, condition(process)).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_process = process;
    m_state->setText(stateSince(process, now));
    m_overview->showProcess(session, process, now);
    m_options->showProcess(session, process.namespec());
    m_history->showProcess(session, process.namespec());
    m_session = session;
    feedLog();
}

void ProcessTabs::showTime(const QDateTime &now)
{
    m_state->setText(stateSince(m_process, now));
    m_overview->showTime(now);
}

} // namespace kantoku::ui
