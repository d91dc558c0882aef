#include "protocol/httpparser.h"

#include <QRegularExpression>
#include <QtTest>

using namespace kantoku;
using namespace Qt::StringLiterals;

class TestHttpParser : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void requestIsRead();
    void requestsFollowOneAnother();
    void requestInSingleBytes();
    void keepAlive_data();
    void keepAlive();
    void emptyLinesAreSkipped();
    void requestIsRefused_data();
    void requestIsRefused();
    void headerOfManyFieldsIsLimited();
    void theLimitDoesNotDependOnThePieces_data();
    void theLimitDoesNotDependOnThePieces();
    void continueIsAskedForOnce();
    void headIsThereBeforeTheBody();

    void responseWithLength();
    void responseOfSupervisorsErrorPage();
    void responseInChunks();
    void endlessResponse();
    void responseUntilTheEnd();
    void responsesFollowOneAnother();
    void interimResponseIsSkipped();
    void responseIsRefused_data();
    void responseIsRefused();
    void responseBodyIsLimitedUntilTaken();
    void connectionClosedBetweenMessages();
};

void TestHttpParser::requestIsRead()
{
    http::RequestParser parser;
    QVERIFY(parser.isIdle());
    parser.feed("POST /RPC2?x=%20 HTTP/1.1\r\nHost: a\r\nCONTENT-length:  5\r\n\r\nhel");
    auto request = parser.next();
    QVERIFY(request && !*request);
    QVERIFY(!parser.isIdle());
    parser.feed("lo");
    request = parser.next();
    QVERIFY(request && *request);
    QCOMPARE((*request)->method, "POST"_ba);
    QCOMPARE((*request)->target, "/RPC2?x=%20"_ba);
    QCOMPARE((*request)->version, 11);
    QCOMPARE((*request)->body, "hello"_ba);
    QCOMPARE((*request)->headers.fields.size(), 2);
    QCOMPARE((*request)->headers.fields[1].first, "CONTENT-length"_ba);
    QCOMPARE((*request)->headers.value("Content-Length"), "5"_ba);
    QVERIFY((*request)->headers.contains("hOST"));
    QVERIFY(!(*request)->headers.contains("Accept"));
    QVERIFY((*request)->keepAlive);
    QVERIFY(parser.isIdle());
}

void TestHttpParser::requestsFollowOneAnother()
{
    http::RequestParser parser;
    const QByteArray one = "POST /1 HTTP/1.1\r\nContent-Length: 2\r\n\r\nab"_ba;
    parser.feed(one.repeated(3000));
    parser.feed("GET /last HTTP/1.1\r\n\r\n");
    for (int i = 0; i < 3000; ++i) {
        const auto request = parser.next();
        QVERIFY(request && *request);
        QCOMPARE((*request)->body, "ab"_ba);
    }
    const auto last = parser.next();
    QVERIFY(last && *last);
    QCOMPARE((*last)->target, "/last"_ba);
    QVERIFY((*last)->body.isEmpty());
    QVERIFY(parser.isIdle());
}

void TestHttpParser::requestInSingleBytes()
{
    http::RequestParser parser;
    const QByteArray bytes = "\r\nPOST / HTTP/1.0\r\nX: y\r\nContent-Length: 3\r\n\r\nabc"_ba;
    for (qsizetype i = 0; i < bytes.size() - 1; ++i) {
        parser.feed(QByteArrayView(bytes).sliced(i, 1));
        const auto request = parser.next();
        QVERIFY(request && !*request);
    }
    parser.feed("c");
    const auto request = parser.next();
    QVERIFY(request && *request);
    QCOMPARE((*request)->body, "abc"_ba);
    QCOMPARE((*request)->version, 10);
}

void TestHttpParser::keepAlive_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("expected");
    QTest::newRow("1.1 stays open") << "GET / HTTP/1.1\r\n\r\n"_ba << true;
    QTest::newRow("1.1 closes when asked to") << "GET / HTTP/1.1\r\nconnection: Close\r\n\r\n"_ba << false;
    QTest::newRow("1.0 closes") << "GET / HTTP/1.0\r\n\r\n"_ba << false;
    QTest::newRow("1.0 stays open when asked to") << "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"_ba << true;
}

void TestHttpParser::keepAlive()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, expected);
    http::RequestParser parser;
    parser.feed(head);
    const auto request = parser.next();
    QVERIFY(request && *request);
    QCOMPARE((*request)->keepAlive, expected);
}

void TestHttpParser::emptyLinesAreSkipped()
{
    http::RequestParser parser;
    parser.feed("\r\n\r\n\r");
    auto request = parser.next();
    QVERIFY(request && !*request);
    parser.feed("\nGET / HTTP/1.1\r\n\r\n");
    request = parser.next();
    QVERIFY(request && *request);
}

void TestHttpParser::requestIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("one word") << "HELLO\r\n\r\n"_ba << 400;
    QTest::newRow("noise") << "\1\2\3\4\r\n\r\n"_ba << 400;
    QTest::newRow("no version") << "GET /\r\n\r\n"_ba << 400;
    QTest::newRow("HTTP/2") << "PRI * HTTP/2.0\r\n\r\n"_ba << 400;
    QTest::newRow("TLS") << "\x16\x03\x01\x02"_ba << 400;
    QTest::newRow("a field without a colon") << "GET / HTTP/1.1\r\nabc\r\n\r\n"_ba << 400;
    QTest::newRow("a blank before the colon") << "GET / HTTP/1.1\r\nHost : x\r\n\r\n"_ba << 400;
    QTest::newRow("a length that is no number") << "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n"_ba << 400;
    QTest::newRow("a negative length") << "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"_ba << 400;
    QTest::newRow("a length beyond 64 bits")
        << "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n"_ba << 400;
    QTest::newRow("two lengths") << "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"_ba << 400;
    QTest::newRow("chunked") << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"_ba << 411;
    QTest::newRow("another transfer coding") << "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"_ba << 411;
    QTest::newRow("a length and chunked")
        << "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"_ba << 400;
    QTest::newRow("a body over the limit") << "POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n"_ba << 413;
    QTest::newRow("a gigabyte") << "POST / HTTP/1.1\r\nContent-Length: 1073741824\r\n\r\n"_ba << 413;
    QTest::newRow("a header over the limit") << "GET / HTTP/1.1\r\nX: "_ba + QByteArray(300, 'x') << 431;
    QTest::newRow("a request line over the limit") << "GET /"_ba + QByteArray(300, 'x') << 431;
}

void TestHttpParser::requestIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    http::RequestParser parser({.headerBytes = 200, .bodyBytes = 100});
    parser.feed(bytes);
    for (int i = 0; i < 2; ++i) { // and stays refused
        const auto request = parser.next();
        QVERIFY(!request);
        QCOMPARE(request.error().code, Error::Code::HttpStatus);
        QCOMPARE(request.error().number, status);
        parser.feed("GET / HTTP/1.1\r\n\r\n");
    }
}

void TestHttpParser::headerOfManyFieldsIsLimited()
{
    http::RequestParser parser({.headerBytes = 2000});
    parser.feed("GET / HTTP/1.1\r\n");
    int fields = 0;
    for (; fields < 1000; ++fields) {
        parser.feed("Name: value\r\n");
        const auto request = parser.next();
        if (!request) {
            QCOMPARE(request.error().number, 431);
            break;
        }
    }
    QVERIFY(fields < 200);
}

void TestHttpParser::theLimitDoesNotDependOnThePieces_data()
{
    QTest::addColumn<qsizetype>("headerBytes");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("as long as allowed") << qsizetype(200) << true;
    QTest::newRow("a byte too long") << qsizetype(201) << false;
}

void TestHttpParser::theLimitDoesNotDependOnThePieces()
{
    QFETCH(qsizetype, headerBytes);
    QFETCH(bool, accepted);
    // Folded lines: most of the header is white space, which stands in no field.
    QByteArray header = "GET / HTTP/1.1\r\nX: a\r\n"_ba;
    const QByteArray end = "b\r\n\r\n"_ba;
    header += QByteArray(headerBytes - header.size() - end.size(), ' ') + end;
    QCOMPARE(header.size(), headerBytes);
    for (const qsizetype piece : {qsizetype(1), qsizetype(7), qsizetype(64), headerBytes}) {
        http::RequestParser parser({.headerBytes = 200, .bodyBytes = 100});
        Result<std::unique_ptr<http::Request>> request = nullptr;
        for (qsizetype at = 0; at < headerBytes && request && !*request; at += piece) {
            parser.feed(QByteArrayView(header).sliced(at, std::min(piece, headerBytes - at)));
            request = parser.next();
        }
        QCOMPARE(request.has_value(), accepted);
        if (accepted)
            QCOMPARE((*request)->headers.value("X"), "a b"_ba);
        else
            QCOMPARE(request.error().number, 431);
    }
}

void TestHttpParser::continueIsAskedForOnce()
{
    http::RequestParser parser;
    parser.feed("POST / HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 3\r\n");
    QVERIFY(*parser.next() == nullptr);
    QVERIFY(!parser.takeContinueRequest());
    parser.feed("\r\n");
    QVERIFY(*parser.next() == nullptr);
    QVERIFY(parser.takeContinueRequest());
    QVERIFY(!parser.takeContinueRequest());
    parser.feed("abc");
    QVERIFY(*parser.next() != nullptr);
    parser.feed("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n");
    QVERIFY(*parser.next() == nullptr);
    QVERIFY(!parser.takeContinueRequest());
}

void TestHttpParser::headIsThereBeforeTheBody()
{
    http::RequestParser parser;
    QVERIFY(!parser.head());
    parser.feed("POST /a HTTP/1.0\r\nX: y\r\n");
    QVERIFY(!*parser.next());
    QVERIFY(!parser.head());
    parser.feed("Content-Length: 3\r\n\r\nab");
    QVERIFY(!*parser.next());
    const auto head = parser.head();
    QVERIFY(head);
    QCOMPARE(head->method, "POST"_ba);
    QCOMPARE(head->target, "/a"_ba);
    QCOMPARE(head->version, 10);
    QVERIFY(!head->keepAlive);
    QCOMPARE(head->headers.value("x"), "y"_ba);
    parser.feed("c");
    const auto request = parser.next();
    QVERIFY(request && *request);
    QCOMPARE((*request)->body, "abc"_ba);
    QVERIFY(!parser.head());
}

void TestHttpParser::responseWithLength()
{
    http::ResponseParser parser;
    QVERIFY(parser.feed("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nServer: x\r\n"));
    QVERIFY(!parser.hasHeaders());
    QCOMPARE(parser.status(), 0);
    QVERIFY(parser.feed("\r\nhel"));
    QVERIFY(parser.hasHeaders());
    QCOMPARE(parser.status(), 200);
    QCOMPARE(parser.headers().value("server"), "x"_ba);
    QCOMPARE(parser.takeBody(), "hel"_ba);
    QVERIFY(!parser.isComplete());
    QVERIFY(parser.feed("lo"));
    QVERIFY(parser.isComplete());
    QVERIFY(parser.keepAlive());
    QCOMPARE(parser.takeBody(), "lo"_ba);
    QVERIFY(parser.finish());
}

void TestHttpParser::responseOfSupervisorsErrorPage()
{
    http::ResponseParser parser;
    QVERIFY(parser.feed("HTTP/1.0 401 Unauthorized\r\nServer: Medusa/1.12\r\nContent-Type: text/html\r\n"
                        "Content-Length: 2\r\nWWW-Authenticate: Basic realm=\"default\"\r\n\r\nno"));
    QVERIFY(parser.isComplete());
    QCOMPARE(parser.status(), 401);
    QVERIFY(!parser.keepAlive());
}

void TestHttpParser::responseInChunks()
{
    http::ResponseParser parser;
    const QByteArray bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "3\r\nabc\r\n10;x=y\r\n0123456789abcdef\r\n0\r\n\r\n"_ba;
    QByteArray body;
    for (const char &c : bytes) {
        QVERIFY(!parser.isComplete());
        QVERIFY(parser.feed(QByteArrayView(&c, 1)));
        body += parser.takeBody();
    }
    QVERIFY(parser.isComplete());
    QCOMPARE(body, "abc0123456789abcdef"_ba);
}

void TestHttpParser::endlessResponse()
{
    http::ResponseParser parser({.bodyBytes = 1000});
    QVERIFY(parser.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
    qsizetype received = 0;
    for (int i = 0; i < 100; ++i) {
        QVERIFY(parser.feed(QByteArray("64\r\n" + QByteArray(100, 'x') + "\r\n")));
        received += parser.takeBody().size();
    }
    QCOMPARE(received, 10'000);
    QVERIFY(!parser.isComplete());
    const auto end = parser.finish();
    QVERIFY(!end);
    QCOMPARE(end.error().code, Error::Code::Malformed);
}

void TestHttpParser::responseUntilTheEnd()
{
    http::ResponseParser parser;
    QVERIFY(parser.feed("HTTP/1.0 200 OK\r\n\r\nall "));
    QVERIFY(!parser.isComplete());
    QVERIFY(parser.feed("of it"));
    QVERIFY(parser.finish());
    QVERIFY(parser.isComplete());
    QCOMPARE(parser.takeBody(), "all of it"_ba);
}

void TestHttpParser::responsesFollowOneAnother()
{
    http::ResponseParser parser;
    QVERIFY(parser.feed(
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\nb"));
    QVERIFY(parser.isComplete());
    QCOMPARE(parser.takeBody(), "a"_ba);
    parser.reset();
    QVERIFY(parser.isComplete());
    QCOMPARE(parser.status(), 404);
    QCOMPARE(parser.takeBody(), "b"_ba);
    parser.reset();
    QVERIFY(!parser.hasHeaders());
    QVERIFY(parser.finish());
}

void TestHttpParser::interimResponseIsSkipped()
{
    http::ResponseParser parser;
    QVERIFY(parser.feed("HTTP/1.1 100 Continue\r\n\r\n"));
    QVERIFY(!parser.hasHeaders());
    QVERIFY(!parser.isComplete());
    QVERIFY(parser.feed("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"));
    QVERIFY(parser.isComplete());
    QCOMPARE(parser.status(), 204);
}

void TestHttpParser::responseIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("SSH") << "SSH-2.0-OpenSSH_9.2p1\r\n\r\n"_ba;
    QTest::newRow("no status") << "HTTP/1.1 OK\r\n\r\n"_ba;
    QTest::newRow("a bad chunk") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"_ba;
    QTest::newRow("a header without an end") << "HTTP/1.1 200 OK\r\nX: "_ba + QByteArray(300, 'x');
    QTest::newRow("a body over the limit")
        << "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"_ba + QByteArray(101, 'x');
}

void TestHttpParser::responseIsRefused()
{
    QFETCH(QByteArray, bytes);
    http::ResponseParser parser({.headerBytes = 200, .bodyBytes = 100});
    const auto result = parser.feed(bytes);
    QVERIFY(!result);
    QCOMPARE(result.error().code, Error::Code::Malformed);
    QVERIFY(!parser.feed("HTTP/1.1 200 OK\r\n\r\n"));
    QVERIFY(!parser.finish());
}

void TestHttpParser::responseBodyIsLimitedUntilTaken()
{
    http::ResponseParser parser({.bodyBytes = 100});
    QVERIFY(parser.feed("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
    for (int i = 0; i < 10; ++i) {
        QVERIFY(parser.feed(QByteArray(100, 'x')));
        QCOMPARE(parser.takeBody().size(), 100);
    }
    QVERIFY(parser.isComplete());
}

void TestHttpParser::connectionClosedBetweenMessages()
{
    http::ResponseParser fresh;
    QVERIFY(fresh.finish());
    QVERIFY(!fresh.isComplete());
    http::ResponseParser cut;
    QVERIFY(cut.feed("HTTP/1.1 200"));
    QVERIFY(!cut.finish());
}

QTEST_GUILESS_MAIN(TestHttpParser)
#include "tst_httpparser.moc"
