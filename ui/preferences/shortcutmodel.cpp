#include "ui/preferences/shortcutmodel.h"

#include "ui/actionregistry.h"
#include "ui/settings.h"

#include <QIcon>
#include <QPixmap>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

/// An action's own text says too little: "Light", "Ask".
QString commandText(const QAction *action)
{
    return menuPath(action).join(u" ▸ "_s);
}

/// Room where others have an icon, so that the texts stand below each other.
QIcon noIcon()
{
    QPixmap nothing(16, 16);
    nothing.fill(Qt::transparent);
    return nothing;
}

} // namespace

ShortcutModel::ShortcutModel(ActionRegistry *actions, Settings *settings, QObject *parent)
    : QAbstractTableModel(parent)
    , m_actions(actions)
    , m_settings(settings)
{
    for (qsizetype row = 0; row < actions->all().size(); ++row) {
        const QAction *action = actions->all().at(row);
        connect(action, &QAction::changed, this, [this, row] {
            emit dataChanged(index(static_cast<int>(row), Command), index(static_cast<int>(row), Keys));
        });
    }
}

int ShortcutModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_actions->all().size());
}

int ShortcutModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ShortcutModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QAction *action = m_actions->all().at(index.row());
    if (role == Qt::DisplayRole)
        return index.column() == Command ? commandText(action) : keys(index.row()).toString(QKeySequence::NativeText);
    if (role == Qt::ToolTipRole)
        return action->statusTip();
    if (role == Qt::DecorationRole && index.column() == Command)
        return action->icon().isNull() ? noIcon() : action->icon();
    return {};
}

QVariant ShortcutModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Command ? tr("Command", "column") : tr("Shortcut", "column");
}

QString ShortcutModel::idOf(int row) const
{
    return m_actions->all().at(row)->objectName();
}

QKeySequence ShortcutModel::keys(int row) const
{
    return m_actions->all().at(row)->shortcut();
}

QKeySequence ShortcutModel::defaultKeys(int row) const
{
    return m_actions->defaultKeys(idOf(row)).value(0);
}

Shortcuts ShortcutModel::current() const
{
    Shortcuts shortcuts;
    for (const QAction *action : m_actions->all())
        shortcuts.insert(action->objectName(), action->shortcuts());
    return shortcuts;
}

QString ShortcutModel::whyNot(int row, const QKeySequence &keys) const
{
    const QString text = keys.toString(QKeySequence::NativeText);
    if (const QString other = actionWith(keys, current(), idOf(row)); !other.isEmpty())
        return tr("%1 is the shortcut of “%2”.").arg(text, commandText((*m_actions)[other]));
    if (needsModifier(keys) && keys != defaultKeys(row))
        return tr("%1 alone is needed for lists and text: add Ctrl or Alt.").arg(text);
    return {};
}

void ShortcutModel::setKeys(int row, const QKeySequence &keys)
{
    if (!whyNot(row, keys).isEmpty())
        return;
    if (keys == defaultKeys(row))
        m_settings->forgetShortcut(idOf(row));
    else
        m_settings->setShortcut(idOf(row), keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{keys});
}

void ShortcutModel::resetAll()
{
    const auto shortcuts = m_settings->shortcuts();
    for (auto action = shortcuts.keyBegin(); action != shortcuts.keyEnd(); ++action)
        m_settings->forgetShortcut(*action);
}

} // namespace kantoku::ui
