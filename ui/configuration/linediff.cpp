#include "ui/configuration/linediff.h"

#include <algorithm>

namespace kantoku::ui {

namespace {

/// What stands in both texts, in order: pairs of line numbers. Empty where the way from one to the other is longer
/// than `limit` steps.
QList<std::pair<int, int>> commonLines(const QStringList &before, const QStringList &after, int limit)
{
    const int n = static_cast<int>(before.size());
    const int m = static_cast<int>(after.size());
    const int most = std::min(n + m, limit);
    // reach[k]: how far in `before` a path on the diagonal k = x - y comes with the present number of steps.
    QList<int> reach(2 * most + 3, 0);
    QList<QList<int>> steps;
    const auto at = [most](int k) { return k + most + 1; };
    int found = -1;
    for (int d = 0; d <= most && found < 0; ++d) {
        steps.append(reach);
        for (int k = -d; k <= d; k += 2) {
            const bool down = k == -d || (k != d && reach[at(k - 1)] < reach[at(k + 1)]);
            int x = down ? reach[at(k + 1)] : reach[at(k - 1)] + 1;
            while (x < n && x - k >= 0 && x - k < m && before[x] == after[x - k])
                ++x;
            reach[at(k)] = x;
            if (x >= n && x - k >= m) {
                found = d;
                break;
            }
        }
    }
    QList<std::pair<int, int>> pairs;
    int x = n;
    int y = m;
    for (int d = found; d > 0; --d) {
        const QList<int> &earlier = steps[d];
        const int k = x - y;
        const bool down = k == -d || (k != d && earlier[at(k - 1)] < earlier[at(k + 1)]);
        const int fromK = down ? k + 1 : k - 1;
        const int fromX = earlier[at(fromK)];
        const int fromY = fromX - fromK;
        while (x > (down ? fromX : fromX + 1) && y > (down ? fromY + 1 : fromY))
            pairs.append({--x, --y});
        x = fromX;
        y = fromY;
    }
    if (found >= 0) {
        while (x > 0 && y > 0)
            pairs.append({--x, --y});
    }
    std::ranges::reverse(pairs);
    return pairs;
}

/// What lies between two common lines: removed and added lines beside each other.
void appendGap(QList<DiffRow> &rows, int before, int beforeEnd, int after, int afterEnd)
{
    while (before < beforeEnd && after < afterEnd)
        rows.append({DiffRow::Kind::Changed, before++, after++});
    while (before < beforeEnd)
        rows.append({DiffRow::Kind::Removed, before++, -1});
    while (after < afterEnd)
        rows.append({DiffRow::Kind::Added, -1, after++});
}

} // namespace

QList<DiffRow> diffLines(const QStringList &before, const QStringList &after, int limit)
{
    // Most of two versions is alike at both ends.
    const auto most = std::min(before.size(), after.size());
    qsizetype head = 0;
    while (head < most && before[head] == after[head])
        ++head;
    qsizetype tail = 0;
    while (tail < most - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const int start = static_cast<int>(head);
    const QStringList middleBefore = before.mid(head, before.size() - head - tail);
    const QStringList middleAfter = after.mid(head, after.size() - head - tail);

    QList<DiffRow> rows;
    for (int i = 0; i < start; ++i)
        rows.append({DiffRow::Kind::Same, i, i});
    int nextBefore = start;
    int nextAfter = start;
    for (const auto &[x, y] : commonLines(middleBefore, middleAfter, limit)) {
        appendGap(rows, nextBefore, start + x, nextAfter, start + y);
        rows.append({DiffRow::Kind::Same, start + x, start + y});
        nextBefore = start + x + 1;
        nextAfter = start + y + 1;
    }
    const int endBefore = static_cast<int>(before.size() - tail);
    const int endAfter = static_cast<int>(after.size() - tail);
    appendGap(rows, nextBefore, endBefore, nextAfter, endAfter);
    for (int i = 0; i < static_cast<int>(tail); ++i)
        rows.append({DiffRow::Kind::Same, endBefore + i, endAfter + i});
    return rows;
}

} // namespace kantoku::ui
