"""Clients that mean ill or are broken: refused within limits, and the others are served meanwhile."""

import socket
import time
import unittest
import xmlrpc.client

import faults
from faults import KillableDaemon, descriptors, free_port, resident_bytes, wait_for

PROGRAMS = """
[program:web]
command=/bin/cat
[inet_http_server]
port=127.0.0.1:{port}
"""
HEAD = b"POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n"
MEGABYTE = 1 << 20


def call(method, value=b""):
    return (b"<?xml version='1.0'?><methodCall><methodName>%s</methodName><params><param><value>%s</value></param></params>"
            b"</methodCall>" % (method, value))


class TestClients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.port = free_port()
        cls.daemon = cls.enterClassContext(KillableDaemon(PROGRAMS.replace("{port}", str(cls.port))))
        cls.daemon.wait_for_state("web", "RUNNING")

    def setUp(self):
        self.before = descriptors(self.daemon.pid), resident_bytes(self.daemon.pid)

    def tearDown(self):
        wait_for(lambda: descriptors(self.daemon.pid) <= self.before[0], "the descriptors are given back")
        self.assertLess(resident_bytes(self.daemon.pid) - self.before[1], 64 * MEGABYTE)
        self.assertServed()

    def assertServed(self):
        began = time.monotonic()
        self.assertEqual(self.daemon.info("web")["statename"], "RUNNING")
        self.assertLess(time.monotonic() - began, 1)

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.port), 30)
        self.addCleanup(connection.close)
        return connection

    def answer(self, request, ignore_errors=False):
        """The status line and body that a request gets."""
        with socket.create_connection(("127.0.0.1", self.port), 60) as connection:
            received = b""
            try:
                connection.sendall(request)
                connection.shutdown(socket.SHUT_WR)
                while piece := connection.recv(65536):
                    received += piece
            except (BrokenPipeError, ConnectionResetError):
                if not ignore_errors:
                    raise
            return received.partition(b"\r\n")[0], received.partition(b"\r\n\r\n")[2]

    def post(self, body):
        return self.answer(HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    def test_500_clients_that_open_half_send_and_leave(self):
        clients = [socket.create_connection(("127.0.0.1", self.port), 30) for _ in range(500)]
        try:
            for number, client in enumerate(clients):
                client.sendall([b"", b"P", b"POST /RPC2 HTTP/1.1\r\nContent-Le", HEAD + b"Content-Length: 100\r\n\r\n<?xml"]
                               [number % 4])
            wait_for(lambda: descriptors(self.daemon.pid) >= self.before[0] + 495, "all are accepted",
                     on_failure=lambda: f"{descriptors(self.daemon.pid)} descriptors")
            self.assertServed()
        finally:
            for client in clients:
                client.close()

    def test_slow_headers_hold_nobody_up(self):
        slow = [self.connect() for _ in range(50)]
        for byte in HEAD[:20]:
            for client in slow:
                client.sendall(bytes([byte]))
            self.assertServed()
        for client in slow:
            client.close()

    def test_a_gibibyte_is_refused_before_it_is_sent(self):
        status, _ = self.answer(HEAD + b"Content-Length: 1073741824\r\n\r\n" + b"x" * MEGABYTE, ignore_errors=True)
        self.assertIn(status, (b"HTTP/1.1 413 Content Too Large", b""))
        client = self.connect()
        client.sendall(HEAD + b"Content-Length: 1073741824\r\n\r\n")
        self.assertEqual(client.recv(12), b"HTTP/1.1 413")
        client.close()

    def test_an_endless_header_is_refused(self):
        status, _ = self.answer(HEAD + b"X: " + b"x" * 100_000 + b"\r\n\r\n", ignore_errors=True)
        self.assertIn(status, (b"HTTP/1.1 431 Request Header Fields Too Large", b""))

    def test_deep_nesting_is_refused(self):
        for depth in (100, 100_000):
            value = b"<array><data><value>" * depth + b"1" + b"</value></data></array>" * depth
            self.assertEqual(self.post(call(b"supervisor.startProcess", value))[0], b"HTTP/1.1 400 Bad Request", depth)

    def test_entity_bombs_are_refused(self):
        bomb = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a0 'ha'>" + b"".join(
            b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 20)
        ) + b"]><methodCall><methodName>&a19;</methodName></methodCall>"
        began = time.monotonic()
        self.assertEqual(self.post(bomb)[0], b"HTTP/1.1 400 Bad Request")
        self.assertLess(time.monotonic() - began, 5)
        outside = (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><methodCall><methodName>"
                   b"supervisor.getProcessInfo</methodName><params><param><value>&f;</value></param></params></methodCall>")
        status, body = self.post(outside)
        self.assertNotIn(b"root:", body)
        self.assertEqual(status, b"HTTP/1.1 400 Bad Request")

    def test_a_method_name_of_a_megabyte_is_unknown(self):
        status, body = self.post(call(b"x" * MEGABYTE))
        self.assertEqual(status, b"HTTP/1.1 200 OK")
        self.assertIn(b"UNKNOWN_METHOD", body)
        self.assertLess(len(body), 2000)
        self.assertLess(len(self.daemon.read("main.log")), MEGABYTE // 2)

    def test_multicall_inside_multicall_is_refused(self):
        with self.daemon.kept_connection() as server:
            inner = {"methodName": "system.multicall", "params": [[{"methodName": "supervisor.getPID", "params": []}]]}
            [fault] = server.system.multicall([inner])
            self.assertEqual(fault, {"faultCode": 2, "faultString": "INCORRECT_PARAMETERS: Recursive system.multicall forbidden"})

    def test_only_methods_of_the_table_are_answered(self):
        with self.daemon.kept_connection() as server:
            for name in ("supervisor.__init__", "supervisor.supervisord", "__class__", "system.exec", "supervisor",
                         "supervisor.getState.__call__", "kantoku.", "/etc/passwd"):
                with self.subTest(name=name), self.assertRaises(xmlrpc.client.Fault) as raised:
                    server._ServerProxy__request(name, ())
                self.assertEqual(raised.exception.faultString, "UNKNOWN_METHOD")

    def test_names_in_addresses_do_not_reach_the_file_system(self):
        for path in ("/logtail/../../etc/passwd", "/logtail/..%2f..%2fetc%2fpasswd", "/logtail/%2fetc%2fpasswd/stdout",
                     "/../../../etc/passwd", "//etc/passwd", "/logtail/web/../../../etc/passwd", "/logtail/web%00/stdout",
                     "/ui/../../etc/passwd"):
            with self.subTest(path=path):
                status, body = self.answer(b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n" % path.encode())
                self.assertEqual(status, b"HTTP/1.1 404 Not Found")
                self.assertNotIn(b"root:", body)

    def test_noise_is_refused(self):
        for noise in (b"\0" * 1000 + b"\r\n\r\n", b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n", b"GET\r\n\r\n"):
            self.assertEqual(self.answer(noise, ignore_errors=True)[0][:12], b"HTTP/1.1 400")


if __name__ == "__main__":
    faults.main()
