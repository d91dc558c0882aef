#include "daemon/logging/systemlogger.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>

using namespace kantoku::daemon;
using namespace Qt::StringLiterals;

namespace {

/// A logger that reads when it is told to.
class Logger {
public:
    explicit Logger(const QString &path)
        : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
    {
        const QByteArray name = QFile::encodeName(path);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
        m_isBound = ::bind(m_socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    bool isBound() const { return m_isBound; }
    /// The next message without its time and the program's name; empty where there is none.
    QByteArray read() const
    {
        char bytes[16384];
        const ssize_t count = ::recv(m_socket.get(), bytes, sizeof bytes, 0);
        return count < 0 ? QByteArray() : QByteArray(bytes, count);
    }
    QByteArray readText() const
    {
        const QByteArray message = read();
        return message.mid(message.indexOf("tst_systemlogger: ") + qsizetype(std::strlen("tst_systemlogger: ")));
    }

private:
    Descriptor m_socket;
    bool m_isBound = false;
};

} // namespace

class TestSystemLogger : public QObject {
    Q_OBJECT
private slots:
    void speaksAsSyslogDoes();
    void neverWaits();
    void findsALoggerThatComesLater();

private:
    QTemporaryDir m_dir;
};

void TestSystemLogger::speaksAsSyslogDoes()
{
    const QString path = m_dir.filePath(u"log"_s);
    const Logger logger(path);
    QVERIFY(logger.isBound());
    SystemLogger sender(QFile::encodeName(path));
    sender.send(QByteArray("web a\0b", 7));
    const QByteArray message = logger.read();
    const QRegularExpression form(
        u"^<14>(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ 123]\\d \\d\\d:\\d\\d:\\d\\d tst_systemlogger: web a b$"_s);
    QVERIFY2(form.match(QString::fromUtf8(message)).hasMatch(), message.constData());
}

void TestSystemLogger::neverWaits()
{
    const QString path = m_dir.filePath(u"stuck"_s);
    const Logger logger(path);
    QVERIFY(logger.isBound());
    SystemLogger sender(QFile::encodeName(path));
    constexpr int sent = 5000; // more than any queue of datagrams holds
    for (int i = 0; i < sent; ++i)
        sender.send(QByteArray::number(i));
    int taken = 0;
    while (!logger.read().isEmpty())
        ++taken;
    QVERIFY(taken > 0 && taken < sent);
    // It reads again: how much was lost is told first.
    sender.send("last");
    QCOMPARE(logger.readText(), QByteArray::number(sent - taken) + " messages to this log were lost");
    QCOMPARE(logger.readText(), "last");
    sender.send("more");
    QCOMPARE(logger.readText(), "more");
}

void TestSystemLogger::findsALoggerThatComesLater()
{
    const QString path = m_dir.filePath(u"later"_s);
    SystemLogger sender(QFile::encodeName(path));
    sender.send("lost");
    for (int i = 0; i < 2; ++i) { // the second time it is another one than before
        const Logger logger(path);
        QVERIFY(logger.isBound());
        sender.send("heard");
        if (i == 0)
            QCOMPARE(logger.readText(), "1 messages to this log were lost");
        QCOMPARE(logger.readText(), "heard");
        QVERIFY(QFile::remove(path));
    }
}

QTEST_GUILESS_MAIN(TestSystemLogger)
#include "tst_systemlogger.moc"
