#include "ui/preferences/shortcutspage.h"

#include "ui/preferences/shortcutmodel.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

ShortcutsPage::ShortcutsPage(ActionRegistry *actions, Settings *settings, QWidget *parent)
    : QWidget(parent)
    , m_model(new ShortcutModel(actions, settings, this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_filter(new QLineEdit(this))
    , m_list(new QTreeView(this))
    , m_keys(new QKeySequenceEdit(this))
    , m_assign(new QPushButton(tr("&Assign"), this))
    , m_clear(new QPushButton(tr("&None", "no shortcut"), this))
    , m_default(new QPushButton(tr("&Default"), this))
    , m_conflict(new QLabel(this))
{
    m_filter->setObjectName(u"filterShortcuts"_s);
    m_filter->setPlaceholderText(tr("Filter commands"));
    m_filter->setAccessibleName(tr("Filter commands"));
    m_filter->setClearButtonEnabled(true);
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterKeyColumn(-1);
    m_list->setModel(m_proxy);
    m_list->setObjectName(u"shortcuts"_s);
    m_list->setAccessibleName(tr("Shortcuts"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->header()->setSectionResizeMode(ShortcutModel::Command, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(ShortcutModel::Keys, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    m_keys->setObjectName(u"shortcutKeys"_s);
    m_keys->setAccessibleName(tr("Keys of the selected command"));
    m_clear->setToolTip(tr("Take the shortcut from the command"));
    m_default->setToolTip(tr("Give the command the shortcut that it came with"));
    m_conflict->setObjectName(u"shortcutConflict"_s);
    m_conflict->setAccessibleName(tr("Why the keys cannot be assigned"));
    m_conflict->setTextFormat(Qt::PlainText);
    m_conflict->setWordWrap(true);
    m_conflict->setMinimumHeight(m_conflict->fontMetrics().lineSpacing()); // nothing jumps when it speaks
    auto *resetAll = new QPushButton(tr("Default for A&ll"), this);
    resetAll->setToolTip(tr("Give every command the shortcut that it came with"));

    connect(m_filter, &QLineEdit::textChanged, m_proxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ShortcutsPage::showCurrent);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ShortcutsPage::check);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, [this](const QKeySequence &keys) {
        if (keys.count() > 1) // one press of keys is a shortcut here, not a series of them
            m_keys->setKeySequence(QKeySequence(keys[0]));
        check();
    });
    connect(m_assign, &QPushButton::clicked, this, [this] { m_model->setKeys(currentRow(), m_keys->keySequence()); });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_model->setKeys(currentRow(), {});
        showCurrent();
    });
    connect(m_default, &QPushButton::clicked, this, [this] {
        m_keys->setKeySequence(m_model->defaultKeys(currentRow()));
        m_model->setKeys(currentRow(), m_keys->keySequence());
        check();
    });
    connect(resetAll, &QPushButton::clicked, this, [this] {
        m_model->resetAll();
        showCurrent();
    });

    auto *line = new QHBoxLayout;
    for (QWidget *part : std::initializer_list<QWidget *>{m_keys, m_assign, m_clear, m_default, resetAll})
        line->addWidget(part);
    auto *layout = new QVBoxLayout(this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_filter, m_list})
        layout->addWidget(part);
    layout->addLayout(line);
    layout->addWidget(m_conflict);
    m_list->setCurrentIndex(m_proxy->index(0, 0));
    showCurrent();
}

int ShortcutsPage::currentRow() const
{
    return m_proxy->mapToSource(m_list->currentIndex()).row();
}

void ShortcutsPage::showCurrent()
{
    const int row = currentRow();
    m_keys->setKeySequence(row < 0 ? QKeySequence() : m_model->keys(row));
    check();
}

void ShortcutsPage::check()
{
    const int row = currentRow();
    const QKeySequence keys = m_keys->keySequence();
    const QString why = row < 0 ? QString() : m_model->whyNot(row, keys);
    const bool isOther = row >= 0 && keys != m_model->keys(row);
    m_conflict->setText(why);
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, Theme::instance()->errorColor());
    m_conflict->setPalette(palette);
    m_keys->setEnabled(row >= 0);
    m_assign->setEnabled(isOther && why.isEmpty());
    m_clear->setEnabled(row >= 0 && !m_model->keys(row).isEmpty());
    m_default->setEnabled(row >= 0 && m_model->keys(row) != m_model->defaultKeys(row));
}

} // namespace kantoku::ui
