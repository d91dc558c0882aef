#include "ui/commandpalette.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

int fuzzyScore(const QString &pattern, const QString &text)
{
    int score = 0;
    qsizetype at = -1;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace())
            continue;
        qsizetype next = at + 1;
        while (next < text.size() && text.at(next).toCaseFolded() != wanted.toCaseFolded())
            ++next;
        if (next == text.size())
            return -1;
        const bool beginsWord = next == 0 || !text.at(next - 1).isLetterOrNumber();
        score += next == at + 1 ? 4 : beginsWord ? 3 : 1;
        at = next;
    }
    return score;
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
        if (const int score = fuzzyScore(pattern, m_entries.at(i).text); score >= 0)
            found.append({-score, i});
    }
    std::ranges::sort(found);
    m_list->clear();
    for (const auto &[score, i] : std::as_const(found)) {
        const Entry &entry = m_entries.at(i);
        const QString text = entry.detail.isEmpty() ? entry.text : u"%1   –   %2"_s.arg(entry.text, entry.detail);
        auto *item = new QListWidgetItem(entry.icon, text, m_list);
        item->setData(Qt::UserRole, i);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const auto run = m_entries.at(item->data(Qt::UserRole).toInt()).run;
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
