#include "daemon/logging/plantedlinks.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

class TestPlantedLinks : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void ways_data();
    void ways();
    void othersLinks();

private:
    QByteArray path(const QByteArray &name) const { return QFile::encodeName(m_dir.path()) + '/' + name; }

    QTemporaryDir m_dir;
};

void TestPlantedLinks::initTestCase()
{
    QVERIFY(QDir(m_dir.path()).mkpath(u"a/b"_s));
    QVERIFY(QDir::setCurrent(m_dir.filePath(u"a"_s)));
    QFile file(QFile::decodeName(path("a/b/file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (const auto &[target, link] : {std::pair("b", "a/relative"),
                                       {"../../a/./b", "a/b/up"},
                                       {"relative/up", "a/twice"},
                                       {"circle2", "circle1"},
                                       {"circle1", "circle2"},
                                       {"a/new", "dangling"},
                                       {"nowhere/x", "broken"}})
        QCOMPARE(::symlink(target, path(link).constData()), 0);
    QCOMPARE(::symlink(path("a/b").constData(), path("absolute").constData()), 0);
}

void TestPlantedLinks::ways_data()
{
    QTest::addColumn<QByteArray>("way");
    QTest::addColumn<int>("error");
    QTest::newRow("none") << path("a/b/file") << 0;
    QTest::newRow("from the current directory") << "b/file"_ba << 0;
    QTest::newRow("over the one above") << "../a//b/../b/file"_ba << 0;
    QTest::newRow("a relative link") << path("a/relative/file") << 0;
    QTest::newRow("an absolute link") << path("absolute/file") << 0;
    QTest::newRow("links in links") << path("a/twice/up/file") << 0;
    QTest::newRow("a circle") << path("circle1") << ELOOP;
    QTest::newRow("a circle on the way") << path("circle1/file") << ELOOP;
    QTest::newRow("a link to nothing") << path("broken") << ENOENT;
    QTest::newRow("nothing") << path("a/nothing") << ENOENT;
    QTest::newRow("through a file") << path("a/b/file/x") << ENOTDIR;
    QTest::newRow("a folder") << path("a/b") << EISDIR;
    QTest::newRow("a folder with a slash") << path("a/b/") << EISDIR;
    QTest::newRow("no name") << ""_ba << ENOENT;
}

// As open(2) says, too.
void TestPlantedLinks::ways()
{
    QFETCH(QByteArray, way);
    QFETCH(int, error);
    for (const bool isPlain : {true, false}) {
        errno = 0;
        const int fd
            = isPlain ? ::open(way.constData(), O_WRONLY | O_CLOEXEC) : openUnplanted(way, O_WRONLY | O_CLOEXEC);
        QCOMPARE(fd < 0 ? errno : 0, error);
        if (fd >= 0)
            ::close(fd);
    }
    if (error == 0) {
        const int fd = openUnplanted(path("dangling"), O_WRONLY | O_CREAT | O_CLOEXEC, 0640);
        struct stat status {};
        QVERIFY(fd >= 0 && ::fstat(fd, &status) == 0);
        QCOMPARE(int(status.st_mode & 0640), 0640);
        ::close(fd);
        QCOMPARE(::unlink(path("a/new").constData()), 0);
    }
}

void TestPlantedLinks::othersLinks()
{
    if (::geteuid() != 0)
        QSKIP("only root can make links of others");
    for (const char *const link : {"a/relative", "absolute"}) {
        QCOMPARE(::lchown(path(link).constData(), 65534, 65534), 0);
        QCOMPARE(openUnplanted(path(link) + "/file", O_WRONLY | O_CLOEXEC), -1);
        QCOMPARE(errno, ELOOP);
    }
    QCOMPARE(openUnplanted(path("a/twice/file"), O_WRONLY | O_CLOEXEC), -1); // which leads over the first
    QCOMPARE(errno, ELOOP);
}

QTEST_GUILESS_MAIN(TestPlantedLinks)
#include "tst_plantedlinks.moc"
