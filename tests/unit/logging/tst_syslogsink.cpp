#include "daemon/logging/syslogsink.h"

#include <QTest>

using kantoku::daemon::syslogMessages;

class TestSyslogSink : public QObject {
    Q_OBJECT

private slots:
    void messages_data();
    void messages();
    void aLongLineIsCut();
};

void TestSyslogSink::messages_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("expected");

    QTest::newRow("a line loses its newline") << QByteArray("one\n") << QByteArrayList{"p one"};
    QTest::newRow("each line is a message") << QByteArray("one\ntwo\n") << QByteArrayList{"p one", "p two"};
    QTest::newRow("an unfinished line goes out too") << QByteArray("one\ntw") << QByteArrayList{"p one", "p tw"};
    QTest::newRow("an empty line in between stays")
        << QByteArray("one\n\ntwo") << QByteArrayList{"p one", "p ", "p two"};
    QTest::newRow("newlines at the end go") << QByteArray("one\n\n\n") << QByteArrayList{"p one"};
}

void TestSyslogSink::messages()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, expected);
    QCOMPARE(syslogMessages("p ", bytes), expected);
}

void TestSyslogSink::aLongLineIsCut()
{
    const QList<QByteArray> messages = syslogMessages("p ", QByteArray(100'000, 'x'));
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages.at(0).size(), 8192);
}

QTEST_GUILESS_MAIN(TestSyslogSink)
#include "tst_syslogsink.moc"
