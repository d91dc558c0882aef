#include "client/commands/command.h"

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype displayWidth = 79;
constexpr auto gap = "  "_L1;

struct Grid {
    qsizetype rows = 0;
    QList<qsizetype> widths; // of each column
};

/// The grid of that many rows, filled downwards.
Grid gridOf(const QStringList &names, qsizetype rows)
{
    Grid grid{rows, {}};
    for (qsizetype first = 0; first < names.size(); first += rows) {
        qsizetype width = 0;
        for (qsizetype i = first; i < std::min(first + rows, names.size()); ++i)
            width = std::max(width, names[i].size());
        grid.widths.append(width);
    }
    return grid;
}

qsizetype totalWidth(const Grid &grid)
{
    return std::accumulate(grid.widths.begin(), grid.widths.end(), gap.size() * (grid.widths.size() - 1));
}

/// The one with the fewest rows that fits.
Grid bestGrid(const QStringList &names)
{
    for (qsizetype rows = 1; rows < names.size(); ++rows) {
        if (Grid grid = gridOf(names, rows); totalWidth(grid) <= displayWidth)
            return grid;
    }
    return gridOf(names, std::max<qsizetype>(1, names.size()));
}

} // namespace

QString topicList(const QString &header, const QStringList &names)
{
    QString text = u'\n' + header + u'\n' + QString(header.size(), u'=') + u'\n';
    const Grid grid = names.isEmpty() ? Grid() : bestGrid(names);
    for (qsizetype row = 0; row < grid.rows; ++row) {
        for (qsizetype column = 0; column < grid.widths.size(); ++column) {
            const qsizetype at = column * grid.rows + row;
            if (at >= names.size())
                break;
            text += (column ? QString(gap) : QString()) + names[at].leftJustified(grid.widths[column]);
        }
        text += u'\n';
    }
    return text + u'\n';
}

} // namespace kantoku::client
