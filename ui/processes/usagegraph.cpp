#include "ui/processes/usagegraph.h"

#include "ui/processes/processtext.h"
#include "ui/theme.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <qcustomplot.h>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::UsageSampler;

namespace {

/// Twice the time between two looks is a gap: the process did not run, or nobody looked.
constexpr double gapFactor = 2.5;
constexpr double shortestSpan = 120; ///< seconds that are shown at least

/// Ticks that read "12 %" or "34 MiB".
class UnitTicker : public QCPAxisTicker {
public:
    using Text = QString (*)(double);
    explicit UnitTicker(Text text)
        : m_text(text)
    {
        setTickCount(3);
    }

protected:
    QString getTickLabel(double tick, const QLocale &, QChar, int) override { return m_text(tick); }

private:
    Text m_text;
};

QString percentTick(double percent)
{
    return cpuText(percent / 100);
}

QString memoryTick(double mebibytes)
{
    return memoryText(static_cast<qint64>(mebibytes * 1024 * 1024));
}

} // namespace

UsageGraph::UsageGraph(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_none(new QLabel(this))
    , m_plot(new QCustomPlot(this))
{
    setObjectName(u"usageGraph"_s);
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_none->setAccessibleName(tr("Why there are no graphs"));
    m_plot->setAccessibleName(tr("Processor and memory over time"));
    m_plot->setFocusPolicy(Qt::TabFocus);
    m_plot->plotLayout()->clear();
    m_plot->plotLayout()->setRowSpacing(2);

    const auto addRow = [this](int row, const QString &title, UnitTicker::Text text) {
        auto *name = new QCPTextElement(m_plot, title);
        name->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
        name->setFont(font());
        auto *axes = new QCPAxisRect(m_plot);
        m_plot->plotLayout()->addElement(2 * row, 0, name);
        m_plot->plotLayout()->addElement(2 * row + 1, 0, axes);
        axes->axis(QCPAxis::atLeft)->setTicker(QSharedPointer<UnitTicker>::create(text));
        auto clock = QSharedPointer<QCPAxisTickerDateTime>::create();
        clock->setDateTimeFormat(u"HH:mm"_s);
        clock->setTickCount(4);
        axes->axis(QCPAxis::atBottom)->setTicker(clock);
        axes->axis(QCPAxis::atBottom)->setTickLabels(row == 1);
        axes->setMinimumSize(80, 60);
        return m_plot->addGraph(axes->axis(QCPAxis::atBottom), axes->axis(QCPAxis::atLeft));
    };
    m_cpu = addRow(0, tr("CPU of the process and its descendants"), &percentTick);
    m_memory = addRow(1, tr("Memory"), &memoryTick);
    auto *margins = new QCPMarginGroup(m_plot);
    for (QCPGraph *graph : {m_cpu, m_memory})
        graph->keyAxis()->axisRect()->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
    connect(Theme::instance(), &Theme::changed, this, &UsageGraph::applyTheme);

    m_stack->addWidget(m_none);
    m_stack->addWidget(m_plot);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    setMinimumHeight(250);
    applyTheme();
}

void UsageGraph::showProcess(client::Session *session, const QString &namespec)
{
    if (m_session == session && m_namespec == namespec) {
        describe();
        return;
    }
    if (m_session)
        disconnect(&m_session->usage(), nullptr, this, nullptr);
    m_session = session;
    m_namespec = namespec;
    if (session) {
        connect(&session->usage(), &UsageSampler::sampled, this, &UsageGraph::renew);
    }
    renew();
}

void UsageGraph::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    renew();
}

/// Chooses between the graphs and the sentence in their place.
void UsageGraph::describe()
{
    if (!m_session)
        return;
    const bool canTell = m_session->usage().isAvailable();
    const bool hasData = !m_cpu->data()->isEmpty();
    m_stack->setCurrentIndex(canTell || hasData ? 1 : 0);
    setMinimumHeight(canTell || hasData ? 250 : 0);
    if (m_stack->currentIndex() == 0) {
        m_none->setText(m_session->status() == client::Session::Status::Online
                            ? tr("This server cannot tell what its processes use; a kantokud can.")
                            : tr("The server is not connected."));
    }
}

void UsageGraph::renew()
{
    if (!m_session || !isVisible())
        return;
    const UsageSampler &usage = m_session->usage();
    const double begin = static_cast<double>(usage.beganAt().toMSecsSinceEpoch()) / 1000;
    const double gap = std::max(5.0, gapFactor * static_cast<double>(usage.interval().count()) / 1000);
    QVector<double> times;
    QVector<double> cpu;
    QVector<double> memory;
    double highestCpu = 0;
    double highestMemory = 0;
    for (const client::UsagePoint &point : usage.series(m_namespec)) {
        const double time = begin + point.milliseconds / 1000.0;
        if (!times.isEmpty() && time - times.last() > gap) {
            times.append(time - gap / 2);
            cpu.append(qQNaN());
            memory.append(qQNaN());
        }
        times.append(time);
        cpu.append(static_cast<double>(point.cpuShare) * 100);
        memory.append(static_cast<double>(point.residentMebibytes));
        highestCpu = std::max(highestCpu, cpu.last());
        highestMemory = std::max(highestMemory, memory.last());
    }
    const double now = static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
    const double from = times.isEmpty() ? now - shortestSpan : std::min(times.first(), now - shortestSpan);
    m_cpu->setData(times, cpu, true);
    m_memory->setData(times, memory, true);
    for (const QCPGraph *graph : {m_cpu, m_memory})
        graph->keyAxis()->setRange(from, now);
    // Less would have ticks at quarters, which one decimal cannot tell.
    m_cpu->valueAxis()->setRange(0, std::max(2.0, highestCpu * 1.15));
    m_memory->valueAxis()->setRange(0, std::max(1.0, highestMemory * 1.15));
    describe();
    const auto latest = usage.latest().constFind(m_namespec);
    m_plot->setAccessibleDescription(latest == usage.latest().constEnd()
                                         ? QString()
                                         : tr("Now %1 and %2", "share of a processor, memory")
                                               .arg(cpuText(latest->cpuShare), memoryText(latest->residentBytes)));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void UsageGraph::applyTheme()
{
    const QPalette colors = Theme::instance()->scheme() == Theme::Scheme::System ? palette() : qApp->palette();
    const QColor text = colors.color(QPalette::Text);
    const QColor faint = colors.color(QPalette::PlaceholderText);
    QColor grid = faint;
    grid.setAlphaF(0.25F);
    m_plot->setBackground(colors.color(QPalette::Base));
    for (int i = 0; i < m_plot->plotLayout()->elementCount(); ++i) {
        if (auto *name = qobject_cast<QCPTextElement *>(m_plot->plotLayout()->elementAt(i)))
            name->setTextColor(text);
    }
    for (const auto &[graph, line] :
         {std::pair{m_cpu, colors.color(QPalette::Link)}, std::pair{m_memory, Theme::instance()->successColor()}}) {
        QColor area = line;
        area.setAlphaF(0.15F);
        graph->setPen(QPen(line, 1.6));
        graph->setBrush(area);
        for (QCPAxis *axis : {graph->keyAxis(), graph->valueAxis()}) {
            axis->setBasePen(QPen(grid));
            axis->setTickPen(QPen(grid));
            axis->setSubTickPen(Qt::NoPen);
            axis->setTickLabelColor(faint);
            axis->setTickLabelFont(font());
            axis->grid()->setPen(QPen(grid, 1, Qt::DotLine));
            axis->grid()->setZeroLinePen(Qt::NoPen);
        }
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace kantoku::ui
