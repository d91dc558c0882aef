#include "ui/logs/logviewaccessible.h"

#include "ui/logs/logview.h"

#include <QAccessibleWidget>

#include <algorithm>
#include <vector>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 linesAround = 500; // before and after what is seen; a whole log would be too much for anybody

/// A LogView as read-only text: the lines that are seen and some hundred around them. Offsets count in that text.
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
        return what == QAccessible::Value ? around().text : QAccessibleWidget::text(what);
    }

    void selection(int index, int *start, int *end) const override
    {
        *start = *end = 0;
        if (index != 0 || !view()->hasSelection())
            return;
        const Around all = around();
        const auto [from, to] = std::minmax({view()->anchor(), view()->caret()});
        *start = all.offsetOf(from);
        *end = all.offsetOf(to);
    }
    int selectionCount() const override { return view()->hasSelection() ? 1 : 0; }
    void addSelection(int start, int end) override { setSelection(0, start, end); }
    void removeSelection(int index) override
    {
        if (index == 0)
            view()->setSelection(view()->caret(), view()->caret());
    }
    void setSelection(int index, int start, int end) override
    {
        if (index != 0)
            return;
        const Around all = around();
        view()->setSelection(all.positionOf(start), all.positionOf(end));
    }
    int cursorPosition() const override
    {
        const LineId line = view()->currentLine();
        return around().offsetOf(view()->caret().line == line ? view()->caret() : LogView::Position{line, 0});
    }
    void setCursorPosition(int offset) override
    {
        const LogView::Position position = around().positionOf(offset);
        view()->jumpTo(position.line);
        view()->setSelection(position, position);
    }
    QString text(int start, int end) const override
    {
        const QString all = around().text;
        const qsizetype from = std::clamp<qsizetype>(start, 0, all.size());
        const qsizetype to = end < 0 ? all.size() : std::clamp<qsizetype>(end, from, all.size());
        return all.sliced(from, to - from);
    }
    int characterCount() const override { return int(around().text.size()); }
    QRect characterRect(int offset) const override
    {
        const QRect place = view()->rectangleOf(around().positionOf(offset));
        return place.isNull() ? QRect() : QRect(view()->viewport()->mapToGlobal(place.topLeft()), place.size());
    }
    int offsetAtPoint(const QPoint &point) const override
    {
        const QPoint inside = view()->viewport()->mapFromGlobal(point);
        return view()->viewport()->rect().contains(inside) ? around().offsetOf(view()->positionAt(inside)) : -1;
    }
    void scrollToSubstring(int start, int end) override
    {
        Q_UNUSED(end)
        view()->jumpTo(around().positionOf(start).line);
    }
    QString attributes(int offset, int *start, int *end) const override
    {
        // Colours are a program's decoration; what is written is all there is to tell.
        const Around all = around();
        const auto line = all.lineAt(offset);
        *start = line->offset;
        *end = std::next(line) == all.lines.end() ? int(all.text.size()) : std::next(line)->offset;
        return {};
    }

private:
    struct Line {
        LineId line = 0;
        int offset = 0;
    };
    struct Around {
        QString text;
        std::vector<Line> lines; ///< never empty

        std::vector<Line>::const_iterator lineAt(int offset) const
        {
            const auto next = std::ranges::upper_bound(lines, offset, {}, &Line::offset);
            return next == lines.begin() ? next : std::prev(next);
        }
        LogView::Position positionOf(int offset) const
        {
            const auto line = lineAt(std::clamp(offset, 0, int(text.size())));
            return {line->line, std::max(0, offset - line->offset)};
        }
        int offsetOf(LogView::Position position) const
        {
            const auto next = std::ranges::upper_bound(lines, position.line, {}, &Line::line);
            const auto line = next == lines.begin() ? next : std::prev(next);
            return std::min(int(text.size()), line->offset + int(position.line == line->line ? position.column : 0));
        }
    };

    LogView *view() const { return static_cast<LogView *>(widget()); }
    Around around() const
    {
        const LogBuffer &buffer = view()->document()->buffer();
        const LineId end = buffer.advanced(view()->bottomLine(), linesAround);
        Around around;
        for (LineId line = buffer.advanced(view()->topLine(), -linesAround); line < end; line = buffer.next(line)) {
            around.lines.push_back({line, int(around.text.size())});
            around.text += view()->text(line, line + 1);
        }
        if (around.lines.empty())
            around.lines.push_back({buffer.endLine(), 0});
        return around;
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
