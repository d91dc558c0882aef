#include "daemon/process/pipes.h"

#include <QTest>

#include <unistd.h>

using namespace kantoku::daemon;

class TestPipes : public QObject {
    Q_OBJECT
private slots:
    void aLineAfterSilenceIsReadAtOnce();
    void linesInQuickSuccessionAreReadTogether();
    void whatCameDuringARestIsReadAtTheEnd();
};

namespace {

/// A pipe, and what its reader was handed.
struct Reading {
    Reading()
        : pipe(*makePipe())
        , reader(std::move(pipe.readEnd), [this](QByteArrayView bytes) {
            out += bytes.toByteArray();
            ++pieces;
        })
    {
    }
    void write(const QByteArray &text)
    {
        QCOMPARE(::write(pipe.writeEnd.get(), text.constData(), size_t(text.size())), ssize_t(text.size()));
    }

    Pipe pipe;
    QByteArray out;
    int pieces = 0;
    OutputReader reader;
};

} // namespace

void TestPipes::aLineAfterSilenceIsReadAtOnce()
{
    Reading reading;
    reading.write("one\n");
    QCoreApplication::processEvents();
    QCOMPARE(reading.out, "one\n");
}

void TestPipes::linesInQuickSuccessionAreReadTogether()
{
    Reading reading;
    QByteArray expected;
    for (int i = 0; i < 10'000; ++i) {
        const QByteArray line = QByteArray::number(i) + '\n';
        expected += line;
        reading.write(line);
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(reading.out, expected);
    // One by one there would be 10,000.
    QVERIFY2(reading.pieces < 5'000, qPrintable(QString::number(reading.pieces)));
}

void TestPipes::whatCameDuringARestIsReadAtTheEnd()
{
    Reading reading;
    for (const char *line : {"one\n", "two\n", "three\n"}) {
        reading.write(line);
        QCoreApplication::processEvents();
    }
    reading.write("last\n");
    reading.reader.finish();
    QCOMPARE(reading.out, "one\ntwo\nthree\nlast\n");
    QCoreApplication::processEvents(); // a rest that ends now finds nobody
}

QTEST_GUILESS_MAIN(TestPipes)
#include "tst_pipes.moc"
