#include "ui/actionregistry.h"

#include "ui/theme.h"

#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

#include <optional>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

QString toolTip(const QAction *action, const QString &text)
{
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? text : u"%1 (%2)"_s.arg(text, keys);
}

/// For buttons and lists, which have no mnemonics: "Start" of "&Start", "開く…" of "開く(&O)…". Qt 6.4 leaves the
/// letter of the second in its parentheses there.
QString withoutMnemonic(QString text)
{
    static const QRegularExpression mnemonic(u"\\(&\\w\\)|&"_s);
    return text.remove(mnemonic);
}

/// The titles of the menus that lead to the action; nothing where none does.
std::optional<QStringList> menusAbove(const QAction *action)
{
    for (QObject *place : action->associatedObjects()) {
        if (qobject_cast<QMenuBar *>(place))
            return QStringList();
        const auto *menu = qobject_cast<QMenu *>(place);
        if (auto above = menu ? menusAbove(menu->menuAction()) : std::nullopt)
            return *above << withoutMnemonic(menu->title());
    }
    return std::nullopt;
}

} // namespace

QAction *ActionRegistry::add(const Spec &spec)
{
    Q_ASSERT(!m_entries.contains(spec.id));
    auto *action = new QAction(spec.text, this);
    action->setIconText(withoutMnemonic(spec.text));
    action->setObjectName(spec.id);
    if (!spec.icon.isEmpty())
        action->setIcon(Theme::icon(spec.icon));
    action->setShortcuts(spec.keys);
    action->setStatusTip(spec.help);
    action->setToolTip(toolTip(action, spec.help));
    m_entries.insert(spec.id, {action, spec.help, action->shortcuts()});
    m_order.append(action);
    return action;
}

void ActionRegistry::adopt(QAction *action)
{
    Q_ASSERT(!m_entries.contains(action->objectName()));
    m_entries.insert(action->objectName(), {action, action->toolTip(), action->shortcuts()});
    m_order.append(action);
}

QAction *ActionRegistry::operator[](const QString &id) const
{
    Q_ASSERT(m_entries.contains(id));
    return m_entries.value(id).action;
}

void ActionRegistry::setKeys(const QString &id, const QList<QKeySequence> &keys)
{
    const Entry entry = m_entries.value(id);
    Q_ASSERT(entry.action);
    if (entry.action->shortcuts() == keys)
        return;
    entry.action->setShortcuts(keys);
    const QString whyNot = entry.action->isEnabled() ? QString() : entry.action->statusTip();
    entry.action->setToolTip(toolTip(entry.action, whyNot.isEmpty() ? entry.help : whyNot));
}

void ActionRegistry::setAvailable(const QString &id, const QString &whyNot)
{
    const Entry entry = m_entries.value(id);
    Q_ASSERT(entry.action);
    entry.action->setEnabled(whyNot.isEmpty());
    const QString text = whyNot.isEmpty() ? entry.help : whyNot;
    entry.action->setToolTip(toolTip(entry.action, text));
    entry.action->setStatusTip(text);
}

QStringList menuPath(const QAction *action)
{
    return menusAbove(action).value_or(QStringList()) << action->iconText();
}

} // namespace kantoku::ui
