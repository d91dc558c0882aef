#include "ui/configuration/linediff.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku::ui;
using Kind = DiffRow::Kind;

namespace {

/// "=a", "~a|b", "-a", "+b" a row.
QStringList shown(const QStringList &before, const QStringList &after, int limit = 2000)
{
    QStringList rows;
    for (const DiffRow &row : diffLines(before, after, limit)) {
        switch (row.kind) {
        case Kind::Same: rows.append(u'=' + before.at(row.before)); break;
        case Kind::Changed: rows.append(u'~' + before.at(row.before) + u'|' + after.at(row.after)); break;
        case Kind::Removed: rows.append(u'-' + before.at(row.before)); break;
        case Kind::Added: rows.append(u'+' + after.at(row.after)); break;
        }
    }
    return rows;
}

QStringList chars(const QString &text)
{
    return text.isEmpty() ? QStringList() : text.split(QString(), Qt::SkipEmptyParts);
}

/// Length of the longest common subsequence, by the book.
int longestCommon(const QStringList &a, const QStringList &b)
{
    QList<QList<int>> table(a.size() + 1, QList<int>(b.size() + 1, 0));
    for (qsizetype i = 1; i <= a.size(); ++i) {
        for (qsizetype j = 1; j <= b.size(); ++j)
            table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1 : std::max(table[i - 1][j], table[i][j - 1]);
    }
    return table[a.size()][b.size()];
}

} // namespace

class TestLineDiff : public QObject {
    Q_OBJECT
private slots:
    void rows_data();
    void rows();
    void anyTwoTextsArePutTogetherAgain();
    void textsWithoutAnythingInCommonAreReplaced();
};

void TestLineDiff::rows_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("nothing") << QString() << QString() << QStringList();
    QTest::newRow("same") << u"ab"_s << u"ab"_s << QStringList{u"=a"_s, u"=b"_s};
    QTest::newRow("changed") << u"abc"_s << u"axc"_s << QStringList{u"=a"_s, u"~b|x"_s, u"=c"_s};
    QTest::newRow("removed") << u"abc"_s << u"ac"_s << QStringList{u"=a"_s, u"-b"_s, u"=c"_s};
    QTest::newRow("added") << u"ac"_s << u"abc"_s << QStringList{u"=a"_s, u"+b"_s, u"=c"_s};
    QTest::newRow("all new") << QString() << u"ab"_s << QStringList{u"+a"_s, u"+b"_s};
    QTest::newRow("all gone") << u"ab"_s << QString() << QStringList{u"-a"_s, u"-b"_s};
    QTest::newRow("repeated line") << u"aab"_s << u"ab"_s << QStringList{u"=a"_s, u"-a"_s, u"=b"_s};
    QTest::newRow("more in place of less")
        << u"axd"_s << u"abcd"_s << QStringList{u"=a"_s, u"~x|b"_s, u"+c"_s, u"=d"_s};
}

void TestLineDiff::rows()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QTEST(shown(chars(before), chars(after)), "expected");
}

void TestLineDiff::anyTwoTextsArePutTogetherAgain()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 500; ++round) {
        QStringList before;
        QStringList after;
        for (QStringList *text : {&before, &after}) {
            for (int lines = random.bounded(14); lines > 0; --lines)
                text->append(QString(QChar(u'a' + random.bounded(4))));
        }
        QStringList old;
        QStringList now;
        int same = 0;
        for (const DiffRow &row : diffLines(before, after)) {
            if (row.before >= 0)
                old.append(before.at(row.before));
            if (row.after >= 0)
                now.append(after.at(row.after));
            same += row.kind == Kind::Same;
            QCOMPARE(row.kind == Kind::Same,
                     row.before >= 0 && row.after >= 0 && old.last() == now.last() && row.kind != Kind::Changed);
        }
        QCOMPARE(old, before);
        QCOMPARE(now, after);
        QCOMPARE(same, longestCommon(before, after));
    }
}

void TestLineDiff::textsWithoutAnythingInCommonAreReplaced()
{
    QStringList before;
    QStringList after;
    for (int i = 0; i < 3000; ++i) {
        before.append(u"old %1"_s.arg(i));
        after.append(u"new %1"_s.arg(i));
    }
    const QList<DiffRow> rows = diffLines(before, after, 100);
    QCOMPARE(rows.size(), 3000);
    QVERIFY(std::ranges::all_of(rows, [](const DiffRow &row) { return row.kind == Kind::Changed; }));
}

QTEST_GUILESS_MAIN(TestLineDiff)
#include "tst_linediff.moc"
