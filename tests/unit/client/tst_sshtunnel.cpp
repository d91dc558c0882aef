#include "client/sshtunnel.h"

#include <QFile>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::client;

/// The tunnel with a program in the place of ssh. With OpenSSH itself: tests/gui/tst_ssh.cpp.
class TestSshTunnel : public QObject {
    Q_OBJECT
private slots:
    void itIsOpenOnceSomebodyListens();
};

/// ssh makes the socket file before it listens on it, and may be kept from the processor between the two.
void TestSshTunnel::itIsOpenOnceSomebodyListens()
{
    QTemporaryDir folder;
    QFile program(folder.filePath(u"ssh"_s));
    QVERIFY(program.open(QFile::WriteOnly));
    program.write("#!/usr/bin/env python3\n"
                  "import os, signal, socket, sys, time\n"
                  "print(os.getpid(), file=open(sys.argv[0] + '.pid', 'w'))\n"
                  "near = sys.argv[sys.argv.index('-L') + 1].split(':')[0]\n"
                  "listener = socket.socket(socket.AF_UNIX)\n"
                  "listener.bind(near)\n"
                  "time.sleep(0.3)\n"
                  "listener.listen()\n"
                  "signal.pause()\n");
    program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    program.close();

    ServerAddress address;
    address.kind = ServerAddress::Kind::Ssh;
    address.host = u"far.example"_s;
    address.path = u"/run/far.sock"_s;
    auto tunnel = SshTunnel::to(address, program.fileName());
    QSignalSpy opened(tunnel.get(), &SshTunnel::opened);
    bool isConnected = false;
    connect(tunnel.get(), &SshTunnel::opened, this, [&] {
        QLocalSocket socket;
        socket.connectToServer(tunnel->localAddress().path);
        isConnected = socket.state() == QLocalSocket::ConnectedState;
    });
    tunnel->open();
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 30000);
    QVERIFY(tunnel->isOpen());
    QVERIFY(isConnected);

    tunnel.reset();
    QFile pid(program.fileName() + u".pid"_s);
    QVERIFY(pid.open(QFile::ReadOnly));
    const QString ended = u"/proc/%1"_s.arg(pid.readAll().toInt());
    QTRY_VERIFY(!QFile::exists(ended)); // ended and reaped
}

QTEST_GUILESS_MAIN(TestSshTunnel)
#include "tst_sshtunnel.moc"
