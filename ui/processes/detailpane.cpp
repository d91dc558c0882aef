#include "ui/processes/detailpane.h"

#include "ui/processes/processtabs.h"
#include "ui/translations.h"

#include <QLabel>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

DetailPane::DetailPane(QWidget *parent)
    : QStackedWidget(parent)
    , m_hint(new QLabel(this))
{
    setObjectName(u"details"_s);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setContentsMargins(24, 24, 24, 24);
    addWidget(m_hint);
    showSelection({}, nullptr, {});
}

void DetailPane::showHint(const QString &text)
{
    m_hint->setText(text);
    setCurrentWidget(m_hint);
}

ProcessTabs *DetailPane::process() const
{
    return currentWidget() == m_process ? m_process : nullptr;
}

void DetailPane::showLog()
{
    if (ProcessTabs *tabs = process())
        tabs->showLog();
}

void DetailPane::showConfiguration()
{
    if (ProcessTabs *tabs = process())
        tabs->showConfiguration();
}

void DetailPane::showSelection(const Selection &selection, client::Session *session, const QDateTime &now)
{
    if (selection.isEmpty()) {
        showHint(tr("Select a process to see its state and its output."));
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
        const QString selected = tr("%n process(es) selected.", nullptr, counts.total());
        showHint(joinedSentences({selected, selection.hiddenText()}) + u'\n' + sum);
        return;
    }
    if (!m_process) {
        m_process = new ProcessTabs(this);
        connect(m_process, &ProcessTabs::failed, this, &DetailPane::failed);
        connect(m_process, &ProcessTabs::done, this, &DetailPane::done);
        addWidget(m_process);
    }
    m_process->showProcess(session, part->processes.first(), now);
    setCurrentWidget(m_process);
}

void DetailPane::showTime(const QDateTime &now)
{
    if (ProcessTabs *tabs = process())
        tabs->showTime(now);
}

} // namespace kantoku::ui
