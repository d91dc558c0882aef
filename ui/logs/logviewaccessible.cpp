#include "ui/logs/logviewaccessible.h"

#include "ui/logs/logview.h"

#include <QAccessibleWidget>

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr LineId linesAround = 500; // before and after what is seen; a whole log would be too much for anybody

/// A LogView as read-only text: the lines that are seen and some hundred around them.
class LogViewAccessible final : public QAccessibleWidget, public QAccessibleTextInterface {
public:
    explicit LogViewAccessible(LogView *view)
        : QAccessibleWidget(view, QAccessible::EditableText)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        state.selectableText = true;
        return state;
    }
    QString text(QAccessible::Text what) const override
    {
        return what == QAccessible::Value ? textAround() : QAccessibleWidget::text(what);
    }

    // QAccessibleTextInterface; offsets count from the first line of textAround().
    void selection(int index, int *start, int *end) const override
    {
        Q_UNUSED(index)
        *start = *end = 0;
    }
    int selectionCount() const override { return 0; }
    void addSelection(int, int) override {}
    void removeSelection(int) override {}
    void setSelection(int, int, int) override {}
    int cursorPosition() const override { return 0; }
    void setCursorPosition(int) override {}
    QString text(int start, int end) const override
    {
        const QString all = textAround();
        const qsizetype from = std::clamp<qsizetype>(start, 0, all.size());
        const qsizetype to = end < 0 ? all.size() : std::clamp<qsizetype>(end, from, all.size());
        return all.sliced(from, to - from);
    }
    int characterCount() const override { return int(textAround().size()); }
    QRect characterRect(int) const override { return {}; }
    int offsetAtPoint(const QPoint &) const override { return -1; }
    void scrollToSubstring(int, int) override {}
    QString attributes(int offset, int *start, int *end) const override
    {
        *start = *end = offset;
        return {};
    }

private:
    LogView *view() const { return static_cast<LogView *>(widget()); }
    QString textAround() const
    {
        const LineId top = view()->topLine();
        return view()->text(top - linesAround, top + view()->visibleLines() + linesAround);
    }
};

QAccessibleInterface *makeLogView(const QString &, QObject *object)
{
    auto *view = qobject_cast<LogView *>(object);
    return view ? new LogViewAccessible(view) : nullptr;
}

} // namespace

void installLogViewAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeLogView);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace kantoku::ui
