#include "ui/commandpalette.h"

#include "ui/rowdelegate.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

#include <limits>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

enum Role { EntryRole = Qt::UserRole, DetailRole };
constexpr int scattered = 999; ///< is the most that letters apart are worth

bool beginsWord(const QString &text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

/// Letters apart: each run of them begins a word. Below 0 where they do not come so.
int scoreOfInitials(const QString &wanted, const QString &text)
{
    // best[k]: the most that the letters so far are worth when the last of them stands at k of the text; -1: it cannot.
    const qsizetype size = text.size();
    QList<int> best(size, -1);
    for (qsizetype letter = 0; letter < wanted.size(); ++letter) {
        QList<int> next(size, -1);
        int before = letter == 0 ? 0 : -1; // the best of the letters before, anywhere to the left
        for (qsizetype at = 0; at < size; ++at) {
            if (letter > 0 && at > 1)
                before = std::max(before, best.at(at - 2));
            if (text.at(at).toCaseFolded() != wanted.at(letter))
                continue;
            if (before >= 0 && beginsWord(text, at))
                next[at] = before + 6;
            if (letter > 0 && at > 0 && best.at(at - 1) >= 0)
                next[at] = std::max(next.at(at), best.at(at - 1) + 8);
        }
        best = next;
    }
    return std::min(scattered, *std::ranges::max_element(best));
}

/// The detail stands at the right.
class EntryDelegate : public RowDelegate {
public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QString detail = index.data(DetailRole).toString();
        QStyleOptionViewItem row = option;
        initStyleOption(&row, index);
        const QStyle *style = row.widget->style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &row, painter, row.widget);
        const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &row, row.widget) + 3;
        const int most = row.rect.width()
            - style->subElementRect(QStyle::SE_ItemViewItemDecoration, &row, row.widget).right()
            - row.fontMetrics.horizontalAdvance(row.text) - 5 * margin;
        const QString shown = row.fontMetrics.elidedText(detail, Qt::ElideRight, std::max(most, row.rect.width() / 3));
        const QRect whole = row.rect.adjusted(0, 0, -margin, 0);
        row.rect.setRight(whole.right() - row.fontMetrics.horizontalAdvance(shown) - margin);
        row.backgroundBrush = {};
        QStyledItemDelegate::paint(painter, row, index);
        const bool selected = row.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setFont(row.font);
        painter->setPen(row.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(whole, Qt::AlignRight | Qt::AlignVCenter, shown);
        painter->restore();
    }
};

} // namespace

int fuzzyScore(const QString &pattern, const QString &text)
{
    const QString phrase = pattern.simplified().toCaseFolded();
    if (phrase.isEmpty())
        return 0;
    const QString folded = text.toCaseFolded();
    int score = -1;
    for (qsizetype at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + 1))
        score = std::max(score, (at == 0 ? 4 : beginsWord(folded, at) ? 3 : 2) * (scattered + 1));
    if (score < 0)
        score = scoreOfInitials(QString(phrase).remove(u' '), folded);
    // Of equal matches the shorter text is meant: it is more of an answer.
    return score < 0 ? -1 : score * 100 + static_cast<int>(std::max<qsizetype>(0, 99 - text.size()));
}

CommandPalette::CommandPalette(QList<Entry> entries, QWidget *parent)
    : QDialog(parent)
    , m_entries(std::move(entries))
    , m_edit(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"commandPalette"_s);
    setWindowTitle(tr("Find Command"));
    m_edit->setAccessibleName(tr("Find command or process"));
    m_edit->setPlaceholderText(tr("A few letters of a command or a process"));
    m_edit->setClearButtonEnabled(true);
    m_edit->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands and processes"));
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::showMatches);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_edit);
    layout->addWidget(m_list);
    resize(520, 380);
    showMatches({});
}

void CommandPalette::showMatches(const QString &pattern)
{
    QList<std::pair<int, int>> found; // score, then place, so that equals keep their order
    for (int i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries.at(i);
        const int score = fuzzyScore(pattern, entry.text);
        if (score >= 0) // what cannot be run now is found too, and says why, after all that can
            found.append({entry.run ? -score : std::numeric_limits<int>::max() - score, i});
    }
    std::ranges::sort(found);
    m_list->clear();
    for (const auto &[score, i] : std::as_const(found)) {
        const Entry &entry = m_entries.at(i);
        auto *item = new QListWidgetItem(entry.icon, entry.text, m_list);
        item->setData(EntryRole, i);
        item->setData(DetailRole, entry.detail);
        if (!entry.detail.isEmpty())
            item->setData(Qt::AccessibleTextRole, u"%1, %2"_s.arg(entry.text, entry.detail));
        if (!entry.run)
            item->setFlags(item->flags() & ~(Qt::ItemIsEnabled | Qt::ItemIsSelectable));
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const auto run = m_entries.at(item->data(EntryRole).toInt()).run;
    if (!run)
        return;
    accept();
    run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        const int step = key->key() == Qt::Key_Up ? -1
            : key->key() == Qt::Key_Down          ? 1
            : key->key() == Qt::Key_PageUp        ? -10
                                                  : 10;
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1)));
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter: runCurrent(); return true;
    default: return false;
    }
}

} // namespace kantoku::ui
