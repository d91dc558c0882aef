#include "daemon/config/configwatch.h"
#include "daemon/config/world.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <cstdio>

using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

class TestConfigWatch : public QObject {
    Q_OBJECT

private slots:
    void init();

    void changeIsTold_data();
    void changeIsTold();
    void sameTextIsNoChange();
    void fileIsFollowedOverReplacements();

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
    }
    /// As editors do it: the new text gets another name first.
    void replace(const QString &name, const QByteArray &text) const
    {
        write(u"new"_s, text);
        if (std::rename(QFile::encodeName(path(u"new"_s)).constData(), QFile::encodeName(path(name)).constData()) != 0)
            qFatal("cannot rename");
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    SystemWorld m_world;
};

void TestConfigWatch::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_dir->path()).mkdir(u"conf.d"_s));
    write(u"main.conf"_s, "[supervisord]\n[include]\nfiles=conf.d/*.conf\n");
    write(u"conf.d/a.conf"_s, "[program:a]\ncommand=/bin/cat\n");
}

void TestConfigWatch::changeIsTold_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("file");
    QTest::newRow("the main file is written") << u"write"_s << u"main.conf"_s;
    QTest::newRow("the main file is replaced") << u"replace"_s << u"main.conf"_s;
    QTest::newRow("the main file goes") << u"remove"_s << u"main.conf"_s;
    QTest::newRow("an included file is written") << u"write"_s << u"conf.d/a.conf"_s;
    QTest::newRow("an included file is replaced") << u"replace"_s << u"conf.d/a.conf"_s;
    QTest::newRow("an included file goes") << u"remove"_s << u"conf.d/a.conf"_s;
    QTest::newRow("a file comes that the pattern matches") << u"write"_s << u"conf.d/b.conf"_s;
}

void TestConfigWatch::changeIsTold()
{
    QFETCH(QString, action);
    QFETCH(QString, file);
    ConfigWatch watch(path(u"main.conf"_s), m_world);
    QSignalSpy changed(&watch, &ConfigWatch::changed);
    watch.start();
    const QByteArray text = file == "main.conf"_L1 ? "; new\n[supervisord]\n[include]\nfiles=conf.d/*.conf\n"
                                                   : "[program:new]\ncommand=/bin/cat\n";
    if (action == "write"_L1)
        write(file, text);
    else if (action == "replace"_L1)
        replace(file, text);
    else
        QVERIFY(QFile::remove(path(file)));
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(changed.first().first().toStringList().contains(path(file)));
}

void TestConfigWatch::sameTextIsNoChange()
{
    ConfigWatch watch(path(u"main.conf"_s), m_world);
    QSignalSpy changed(&watch, &ConfigWatch::changed);
    watch.start();
    replace(u"conf.d/a.conf"_s, "[program:a]\ncommand=/bin/cat\n");
    write(u"conf.d/other.txt"_s, "nobody includes this");
    // The marker comes after them, and alone.
    ConfigWatch marker(path(u"conf.d/other.txt"_s), m_world);
    QSignalSpy marked(&marker, &ConfigWatch::changed);
    marker.start();
    write(u"conf.d/other.txt"_s, "; another text");
    QTRY_COMPARE(marked.size(), 1);
    QCOMPARE(changed.size(), 0);
    write(u"main.conf"_s, "[supervisord]\n");
    QTRY_COMPARE(changed.size(), 1);
}

void TestConfigWatch::fileIsFollowedOverReplacements()
{
    ConfigWatch watch(path(u"main.conf"_s), m_world);
    QSignalSpy changed(&watch, &ConfigWatch::changed);
    watch.start();
    for (int i = 1; i <= 3; ++i) {
        replace(u"main.conf"_s, "[supervisord]\n; " + QByteArray::number(i) + '\n');
        QTRY_COMPARE(changed.size(), 2 * i - 1);
        QVERIFY(QFile::remove(path(u"main.conf"_s)));
        QTRY_COMPARE(changed.size(), 2 * i);
    }
    write(u"main.conf"_s, "[supervisord]\n");
    QTRY_COMPARE(changed.size(), 7);
}

QTEST_GUILESS_MAIN(TestConfigWatch)
#include "tst_configwatch.moc"
