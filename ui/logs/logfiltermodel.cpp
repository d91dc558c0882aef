#include "ui/logs/logfiltermodel.h"

#include "ui/logs/ansiparser.h"
#include "ui/logs/logfinder.h"
#include "ui/logs/logview.h"

#include <QFontDatabase>

#include <algorithm>

namespace kantoku::ui {
namespace {

constexpr qsizetype maxShownBytes = 512; // of a line; beyond it the log itself is the place to look

} // namespace

LogFilterModel::LogFilterModel(LogFinder *finder, LogView *view, QObject *parent)
    : QAbstractTableModel(parent)
    , m_finder(finder)
    , m_view(view)
{
    connect(finder, &LogFinder::linesAboutToBeInserted, this,
            [this](int first, int count) { beginInsertRows({}, first, first + count - 1); });
    connect(finder, &LogFinder::linesInserted, this, [this] { endInsertRows(); });
    connect(finder, &LogFinder::linesAboutToBeRemoved, this,
            [this](int first, int count) { beginRemoveRows({}, first, first + count - 1); });
    connect(finder, &LogFinder::linesRemoved, this, [this] { endRemoveRows(); });
    connect(finder, &LogFinder::linesAboutToBeReset, this, [this] { beginResetModel(); });
    connect(finder, &LogFinder::linesReset, this, [this] { endResetModel(); });
}

int LogFilterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_finder->lines().size());
}

int LogFilterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LogFilterModel::textOf(int row) const
{
    const MatchedLine &line = m_finder->lines()[size_t(row)];
    const LogBuffer &buffer = m_view->document()->buffer();
    const QByteArrayView bytes = buffer.contains(line.line) ? buffer.line(line.line) : QByteArrayView(line.start);
    return parseAnsi(bytes.first(std::min(maxShownBytes, bytes.size())), m_view->ansiMode()).text;
}

QVariant LogFilterModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LineId address = m_finder->lines()[size_t(index.row())].line;
    switch (role) {
    case Qt::DisplayRole: return index.column() == LineColumn ? m_view->lineLabel(address) : textOf(index.row());
    case Qt::FontRole: return QFontDatabase::systemFont(QFontDatabase::FixedFont);
    case Qt::TextAlignmentRole:
        return index.column() == LineColumn ? int(Qt::AlignRight | Qt::AlignVCenter)
                                            : int(Qt::AlignLeft | Qt::AlignVCenter);
    case AddressRole: return address;
    default: return {};
    }
}

QVariant LogFilterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == LineColumn ? tr("Line") : tr("Text", "of a line");
}

int LogFilterModel::rowAt(qint64 address) const
{
    const auto &lines = m_finder->lines();
    const auto after = std::ranges::upper_bound(lines, address, {}, &MatchedLine::line);
    return int(after - lines.begin()) - 1;
}

} // namespace kantoku::ui
