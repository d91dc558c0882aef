"""TLS on the server: certificate and key, at least TLS 1.2, client certificates, and clear words where it cannot be."""

import hashlib
import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
import unittest
import xmlrpc.client

import faults
from faults import KillableDaemon, OUR_CTL, OUR_DAEMON, free_port, run, wait_for

PROGRAMS = """
[program:web]
command=/bin/cat
[program:other]
command=/bin/cat
[inet_http_server]
port=127.0.0.1:{port}
certificate={dir}/server.pem
key=%(here)s/server.key
"""


def make_certificate(directory, name, *options, key="server.key"):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", os.path.join(directory, key), "-out", os.path.join(directory, name), "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", *options],
                   check=True, capture_output=True)


# The first byte of a record says what is in it, the next ones are of that.
SERVER_HELLO = b"\x16"
PROTOCOL_VERSION = b"\x15\x02\x46"


def client_hello(version):
    """A record with the first message of a client that has the ciphers of that time, and today's beside them."""
    def sized(data, count=2):
        return len(data).to_bytes(count, "big") + data
    ciphers = bytes.fromhex("c02b c009 c00a 00ff")  # ECDHE-ECDSA with AES
    extensions = (b"\x00\x0a" + sized(sized(bytes.fromhex("0017 001d")))  # curves
                  + b"\x00\x0b" + sized(b"\x01\x00")  # points, uncompressed
                  + b"\x00\x0d" + sized(sized(bytes.fromhex("0403 0203"))))  # ECDSA with SHA-256 or SHA-1
    hello = (version.to_bytes(2, "big") + os.urandom(32) + b"\x00" + sized(ciphers) + b"\x01\x00" + sized(extensions))
    return b"\x16\x03\x01" + sized(b"\x01" + sized(hello, 3))


class Encrypted(KillableDaemon):
    def __init__(self, extra=""):
        self.port = free_port()
        super().__init__(PROGRAMS.replace("{port}", str(self.port)) + extra)
        make_certificate(self.directory, "server.pem")

    def context(self, **versions):
        context = ssl.create_default_context(cafile=self.path("server.pem"))
        for name, version in versions.items():
            setattr(context, name, version)
        return context

    def state(self, context):
        with xmlrpc.client.ServerProxy(f"https://localhost:{self.port}/RPC2", context=context) as server:
            return server.supervisor.getState()["statename"]


class TestTls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Encrypted())
        cls.daemon.wait_for_state("web", "RUNNING")

    def test_calls_are_answered_encrypted(self):
        self.assertEqual(self.daemon.state(self.daemon.context()), "RUNNING")
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = self.daemon.context(minimum_version=version, maximum_version=version)
            self.assertEqual(self.daemon.state(context), "RUNNING", version)

    def test_older_protocols_are_refused(self):
        """By hand: a client's library may not speak them at all, and then it would be the client that refuses."""
        self.assertEqual(self.answer_to(0x0303)[:1], SERVER_HELLO)
        for version in (0x0302, 0x0301):
            with self.subTest(hex(version)):
                self.assertEqual(self.answer_to(version), PROTOCOL_VERSION)

    def answer_to(self, version):
        """What the daemon answers to a client that speaks this version and none that is newer, without record headers."""
        with socket.create_connection(("127.0.0.1", self.daemon.port), 30) as connection:
            connection.sendall(client_hello(version))
            with connection.makefile("rb") as answer:
                header = answer.read(5)
                return header[:1] + answer.read(int.from_bytes(header[3:5], "big")) if header else b""

    def test_nothing_is_answered_in_clear(self):
        with socket.create_connection(("127.0.0.1", self.daemon.port), 30) as connection:
            connection.sendall(b"POST /RPC2 HTTP/1.1\r\nContent-Length: 0\r\n\r\n")
            answer = b""
            try:
                while piece := connection.recv(4096):
                    answer += piece
            except ConnectionResetError:
                pass
        self.assertNotIn(b"HTTP", answer)

    def test_kantokuctl_speaks_it_and_believes_no_stranger(self):
        with open(self.daemon.path("server.pem"), encoding="ascii") as file:
            fingerprint = hashlib.sha256(ssl.PEM_cert_to_DER_cert(file.read())).hexdigest().upper()
        shown = ":".join(fingerprint[at:at + 2] for at in range(0, 64, 2))
        # A certificate that signed itself is not believed, and is the very one that is named.
        _, output, errors = run(OUR_CTL, "-s", f"https://localhost:{self.daemon.port}", "status", "web")
        self.assertIn(f"is not trusted (The certificate is self-signed, and untrusted); its SHA-256 is {shown}",
                      output + errors)

    def test_a_large_answer_and_a_stream_arrive_whole(self):
        self.daemon.rpc.sendProcessStdin("other", "line\n" * 200_000)
        wait_for(lambda: len(self.daemon.rpc.readProcessStdoutLog("other", 0, 0)) == 1_000_000, "the output", 60)
        with xmlrpc.client.ServerProxy(f"https://localhost:{self.daemon.port}/RPC2", context=self.daemon.context()) as s:
            self.assertEqual(s.supervisor.readProcessStdoutLog("other", 0, 0), "line\n" * 200_000)
        connection = http.client.HTTPSConnection("localhost", self.daemon.port, timeout=30,
                                                 context=self.daemon.context())
        connection.request("GET", "/logtail/other")
        answer = connection.getresponse()
        self.assertEqual(answer.read1(5), b"ine\nl")
        connection.close()

    def test_stalled_handshakes_hold_nobody_up(self):
        stalled = [socket.create_connection(("127.0.0.1", self.daemon.port)) for _ in range(100)]
        began = time.monotonic()
        self.assertEqual(self.daemon.state(self.daemon.context()), "RUNNING")
        self.assertLess(time.monotonic() - began, 3)
        for one in stalled:
            one.settimeout(30)
            self.assertEqual(one.recv(1), b"")  # the daemon ends them
            one.close()

    def test_a_client_that_reads_nothing_costs_bounded_memory(self):
        context = self.daemon.context()
        with context.wrap_socket(socket.create_connection(("127.0.0.1", self.daemon.port)),
                                 server_hostname="localhost") as reader:
            reader.sendall(b"GET /logtail/web HTTP/1.1\r\n\r\n")
            reader.recv(100)
            before = faults.resident_bytes(self.daemon.pid)
            for _ in range(40):
                self.daemon.rpc.sendProcessStdin("web", "x" * 999_999 + "\n")
            faults.wait_until_idle(self.daemon.pid)
            self.assertLess(faults.resident_bytes(self.daemon.pid) - before, 24_000_000)


class TestRenewal(unittest.TestCase):
    def test_a_reload_takes_a_new_certificate_and_keeps_the_old_one_where_that_is_broken(self):
        with Encrypted() as daemon:
            old = daemon.context()
            make_certificate(daemon.directory, "server.pem")
            new = daemon.context()
            self.assertEqual(daemon.state(old), "RUNNING")
            daemon.rpc.restart()
            wait_for(lambda: daemon.read("main.log").count("supervisord started with pid") == 2, "the reload")
            self.assertEqual(daemon.state(new), "RUNNING")
            with self.assertRaises(ssl.SSLCertVerificationError):
                daemon.state(old)
            with open(daemon.path("server.pem"), "w", encoding="utf-8") as file:
                file.write("broken\n")
            daemon.rpc.restart()
            wait_for(lambda: "ERRO the certificate in use stays: " in daemon.read("main.log"), "the complaint")
            self.assertEqual(daemon.state(new), "RUNNING")


class TestClientCertificates(unittest.TestCase):
    def setUp(self):
        self.daemon = Encrypted("client_ca={dir}/client.pem\n")
        self.addCleanup(self.daemon.__exit__)
        make_certificate(self.daemon.directory, "client.pem", key="client.key")
        make_certificate(self.daemon.directory, "other.pem", key="other.key")
        self.daemon.start()

    def test_only_clients_whom_the_authority_knows_are_answered(self):
        known, other, none = (self.daemon.context() for _ in range(3))
        known.load_cert_chain(self.daemon.path("client.pem"), self.daemon.path("client.key"))
        other.load_cert_chain(self.daemon.path("other.pem"), self.daemon.path("other.key"))
        self.assertEqual(self.daemon.state(known), "RUNNING")
        for stranger in (other, none):
            with self.assertRaises(OSError):
                self.daemon.state(stranger)


class TestMistakes(unittest.TestCase):
    def start(self, change, options=""):
        """(status, what was said) of a daemon whose files were changed before it started."""
        daemon = Encrypted(options)
        self.addCleanup(shutil.rmtree, daemon.directory)
        change(daemon)
        status, _, errors = run(*daemon.arguments())
        return status, errors

    def write(self, name):
        def change(daemon):
            with open(daemon.path(name), "w", encoding="utf-8") as file:
                file.write("nothing of use\n")
        return change

    def test_each_names_the_file(self):
        for what, (change, words) in {
            "no certificate": (lambda d: os.remove(d.path("server.pem")), "server.pem, cannot be read: No such file"),
            "no key": (lambda d: os.remove(d.path("server.key")), "server.key, cannot be read: No such file"),
            "a certificate that is none": (self.write("server.pem"), "server.pem, holds no certificate in PEM form"),
            "a key that is none": (self.write("server.key"), "server.key, holds no private key in PEM form"),
            "another certificate's key": (lambda d: make_certificate(d.directory, "other.pem"),
                                          "server.key, does not belong to the certificate"),
        }.items():
            with self.subTest(what):
                status, errors = self.start(change)
                self.assertEqual(status, 2)
                self.assertIn(words, errors)

    def test_half_of_it_is_refused(self):
        for options, words in (("certificate=/x.pem", "has only one of certificate and key"),
                               ("client_ca=/x.pem", "has client_ca and no certificate")):
            daemon = KillableDaemon(f"[inet_http_server]\nport=127.0.0.1:9001\n{options}\n")
            self.addCleanup(shutil.rmtree, daemon.directory)
            status, output, _ = run(OUR_DAEMON, "--check", "-c", daemon.config_file)
            self.assertEqual(status, 2)
            self.assertIn(words, output)


if __name__ == "__main__":
    faults.main()
