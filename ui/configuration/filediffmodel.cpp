#include "ui/configuration/filediffmodel.h"

#include "ui/configuration/severityicon.h"
#include "ui/theme.h"

#include <QFontDatabase>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using Kind = DiffRow::Kind;

namespace {

QStringList linesOf(const std::optional<QString> &text)
{
    if (!text || text->isEmpty())
        return {};
    QString plain = *text;
    plain.remove(u'\r');
    if (plain.endsWith(u'\n'))
        plain.chop(1);
    return plain.split(u'\n');
}

/// A tint that leaves the text readable in both themes.
QColor background(Kind kind, int column)
{
    const Theme *theme = Theme::instance();
    const bool isOld = column == FileDiffModel::LoadedLine || column == FileDiffModel::LoadedText;
    if (kind == Kind::Same || (kind == Kind::Added && isOld) || (kind == Kind::Removed && !isOld))
        return {};
    QColor color = isOld ? theme->errorColor() : theme->successColor();
    color.setAlphaF(theme->isDark() ? 0.3F : 0.2F);
    return color;
}

} // namespace

void FileDiffModel::setFile(const ConfigFileText &file, int marked, ConfigPreview::Message::Severity severity)
{
    beginResetModel();
    m_markedAs = severity;
    m_loaded = linesOf(file.loaded);
    m_disk = linesOf(file.disk);
    m_rows.clear();
    const QList<DiffRow> all = diffLines(m_loaded, m_disk);
    const auto isOfARun = [marked](const DiffRow &row) { return row.kind == Kind::Same && row.after != marked - 1; };
    for (qsizetype i = 0; i < all.size();) {
        qsizetype end = i;
        while (end < all.size() && isOfARun(all[end]))
            ++end;
        const qsizetype keepBefore = i == 0 ? 0 : context;
        const qsizetype keepAfter = end == all.size() ? 0 : context;
        const qsizetype folded = end - i - keepBefore - keepAfter;
        for (; i < end; ++i) {
            m_rows.append({all[i], 0});
            if (folded > 1 && i + 1 == end - keepAfter) {
                m_rows.remove(m_rows.size() - folded, folded);
                m_rows.append({{}, static_cast<int>(folded)});
            }
        }
        if (end < all.size())
            m_rows.append({all[i++], 0});
    }
    const auto isMarked = [marked](const Row &row) { return row.lines.after >= 0 && row.lines.after == marked - 1; };
    const auto it = std::ranges::find_if(m_rows, isMarked);
    m_markedRow = it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
    endResetModel();
}

int FileDiffModel::differences() const
{
    return static_cast<int>(std::ranges::count_if(m_rows, [](const Row &row) { return row.lines.kind != Kind::Same; }));
}

int FileDiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FileDiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FileDiffModel::text(const Row &row, int column) const
{
    const bool isOld = column == LoadedLine || column == LoadedText;
    const int line = isOld ? row.lines.before : row.lines.after;
    if (row.folded > 0)
        return column == LoadedText ? tr("%n unchanged line(s)", nullptr, row.folded) : QString();
    if (line < 0)
        return {};
    if (column == LoadedLine || column == DiskLine)
        return QString::number(line + 1);
    return isOld ? m_loaded.at(line) : m_disk.at(line);
}

QVariant FileDiffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    const int column = index.column();
    const bool isNumber = column == LoadedLine || column == DiskLine;
    switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case Qt::ToolTipRole: return row.folded > 0 || isNumber ? QString() : text(row, column);
    case Qt::DecorationRole:
        if (column != DiskLine || index.row() != m_markedRow)
            return {};
        return severityIcon(m_markedAs);
    case Qt::TextAlignmentRole:
        return isNumber ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::FontRole: return row.folded > 0 ? QVariant() : QFontDatabase::systemFont(QFontDatabase::FixedFont);
    case Qt::BackgroundRole: {
        const QColor color = background(row.lines.kind, column);
        return color.isValid() ? QVariant(color) : QVariant();
    }
    case KindRole: return static_cast<int>(row.lines.kind);
    case FoldedRole: return row.folded;
    default: return {};
    }
}

QVariant FileDiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case LoadedText: return tr("Loaded", "column: text as it was read");
    case DiskText: return tr("On disk", "column: text as it is now");
    default: return tr("Line", "column: number");
    }
}

} // namespace kantoku::ui
