#include "ui/configuration/configmessages.h"

#include "ui/configuration/configdiffview.h"
#include "ui/configuration/severityicon.h"

#include <QHeaderView>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using Severity = ConfigPreview::Message::Severity;

ConfigMessages::ConfigMessages(const QList<ConfigPreview::Message> &messages, QWidget *parent)
    : QTreeWidget(parent)
{
    setAccessibleName(tr("Errors and warnings"));
    setHeaderLabels({tr("Severity"), tr("Message"), tr("Place", "column: file and line")});
    setAllColumnsShowFocus(true);
    setRootIsDecorated(false);
    setWordWrap(true);
    setAlternatingRowColors(true);
    QList<ConfigPreview::Message> sorted = messages;
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &ConfigPreview::Message::severity);
    for (const ConfigPreview::Message &message : std::as_const(sorted)) {
        const bool isError = message.severity == Severity::Error;
        const bool isWarning = message.severity == Severity::Warning;
        const QString word = isError ? tr("Error") : isWarning ? tr("Warning") : tr("Note");
        auto *row = new QTreeWidgetItem(this, {word, message.text, placeText(message.file, message.line)});
        row->setIcon(0, severityIcon(message.severity));
        row->setToolTip(1, message.text);
    }
    connect(this, &QTreeWidget::currentItemChanged, this, [this, sorted](QTreeWidgetItem *current) {
        const ConfigPreview::Message message = sorted.value(indexOfTopLevelItem(current));
        if (message.line > 0)
            emit placeChosen(message);
    });
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(1, QHeaderView::Stretch);
    header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    header()->setStretchLastSection(false);
    // Rows are as high as their wrapped text in the width there is.
    connect(header(), &QHeaderView::sectionResized, this, &ConfigMessages::fitRows);
}

void ConfigMessages::fitRows()
{
    const int width = columnWidth(1) - 10; // the item's margins
    for (int row = 0; row < topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = topLevelItem(row);
        const QRect text = fontMetrics().boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap, item->text(1));
        item->setSizeHint(1, QSize(0, std::max(text.height(), 18) + 6));
    }
}

QSize ConfigMessages::sizeHint() const
{
    return {600, std::min(220, header()->sizeHint().height() + 34 * topLevelItemCount() + 8)};
}

} // namespace kantoku::ui
