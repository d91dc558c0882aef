"""What clients by others depend on: curl, Python's xmlrpc.client, Ansible's way to call supervisorctl, event listeners, crowds."""

import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

import interop
from interop import Daemon, OUR_CTL, REAL_CTL, run, wait_for

PROGRAMS = """
[program:cat]
command=/bin/cat
startsecs=0
stdout_logfile={dir}/cat.log
x_of_a_plugin=is ignored
[program:slow]
command=/bin/cat
autostart=false
startsecs=3
[program:quick]
command=/bin/sh -c "exit 3"
autostart=false
startretries=0
startsecs=1
[program:missing]
command=/nonexistent/program
autostart=false
"""
STATE = b"<?xml version='1.0'?><methodCall><methodName>supervisor.getState</methodName></methodCall>"


def exchange(path, request):
    """What the server answers to bytes, until it closes."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(30)
        connection.connect(path)
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return answer


def post(body, target="/RPC2", version="1.1", headers=("Connection: close",)):
    lines = [f"POST {target} HTTP/{version}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class TestOverHttp(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon(PROGRAMS))
        cls.daemon.wait_for_state("cat", "RUNNING")

    def ask(self, request):
        return exchange(self.daemon.socket, request)

    def curl(self, *arguments):
        status, output, errors = run("curl", "--silent", "--show-error", "--max-time", "30", "--unix-socket", self.daemon.socket, *arguments)
        self.assertEqual((status, errors), (0, ""))
        return output

    def test_curl_calls_and_reads(self):
        self.assertIn("<string>RUNNING</string>", self.curl("http://localhost/RPC2", "--data", STATE.decode()))
        self.assertIn("HTTP/1.1 404", self.curl("--include", "http://localhost/logtail/nope"))

    def test_headers_are_spelled_as_clients_look_for_them(self):
        head = self.ask(post(STATE)).split(b"\r\n\r\n")[0]
        self.assertRegex(head, rb"\r\nContent-Length: \d+")
        self.assertNotIn(b"chunked", head)

    def test_requests_that_are_taken(self):
        for name, request in {
            "HTTP/1.0 without Host and Content-Type": post(STATE, version="1.0"),
            "a slash behind the path": post(STATE, "/RPC2/"),
            "no type at all": post(STATE, headers=["Host: x", "Connection: close"]),
        }.items():
            with self.subTest(name):
                answer = self.ask(request)
                self.assertRegex(answer, rb"^HTTP/1\.[01] 200 OK")
                self.assertIn(b"RUNNING", answer)
        untyped = (b"<methodCall><methodName>supervisor.getProcessInfo</methodName><params><param><value>cat</value></param></params>"
                   b"</methodCall>")
        self.assertIn(b"<string>cat</string>", self.ask(post(untyped)))

    def test_requests_that_are_refused(self):
        for name, status, request in (
            ("a chunked one", 411, b"POST /RPC2 HTTP/1.1\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            ("GET", 400, b"GET /RPC2 HTTP/1.0\r\n\r\n"),
            ("HEAD", 400, b"HEAD /RPC2 HTTP/1.0\r\n\r\n"),
            ("PUT", 400, b"PUT /RPC2 HTTP/1.0\r\nContent-Length: 0\r\n\r\n"),
            ("broken XML", 400, post(b"<methodCall>", version="1.0")),
            ("another path", 404, b"GET /nope HTTP/1.0\r\n\r\n"),
        ):
            with self.subTest(name):
                self.assertRegex(self.ask(request), rb"^HTTP/1\.[01] " + str(status).encode())

    def test_an_unknown_method_is_a_fault(self):
        answer = self.ask(post(STATE.replace(b"getState", b"nope")))
        self.assertIn(b"200 OK", answer)
        self.assertIn(b"UNKNOWN_METHOD", answer)

    def test_several_calls_on_one_connection(self):
        answer = self.ask(post(STATE, headers=()) * 2 + post(STATE))
        self.assertEqual(answer.count(b"HTTP/1.1 200 OK"), 3)

    def test_a_log_is_followed_after_it_was_cleared(self):
        for name in "nope", "cat/nope":
            self.assertRegex(self.ask(f"GET /logtail/{name} HTTP/1.0\r\n\r\n".encode()), rb"^HTTP/1\.[01] 404", name)
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(30)
            connection.connect(self.daemon.socket)
            connection.sendall(b"GET /logtail/cat HTTP/1.1\r\n\r\n")
            self.daemon.rpc.clearProcessLogs("cat")
            self.daemon.rpc.sendProcessStdin("cat", "after the clear\n")
            seen = b""
            while b"after the clear" not in seen:
                piece = connection.recv(65536)
                self.assertTrue(piece, "the stream goes on")
                seen += piece

    def test_what_monitors_read_of_a_process(self):
        self.assertRegex(self.daemon.info("cat")["description"], r"^pid \d+, uptime \d+:\d\d:\d\d$")
        with self.assertRaisesRegex(interop.xmlrpc.client.Fault, "NO_FILE"):
            self.daemon.rpc.startProcess("missing")
        self.assertEqual(self.daemon.info("missing")["statename"], "STOPPED")
        with self.assertRaisesRegex(interop.xmlrpc.client.Fault, "SPAWN_ERROR"):
            self.daemon.rpc.startProcess("quick")
        self.assertEqual(self.daemon.info("quick")["spawnerr"], "Exited too quickly (process log may have details)")
        with self.assertRaisesRegex(interop.xmlrpc.client.Fault, "BAD_ARGUMENTS"):
            self.daemon.rpc.readLog(-200, 200)
        self.assertIn("supervisord", self.daemon.rpc.readLog(-2000, 0))

    def test_a_command_and_its_first_word_in_one_argument(self):
        for program in OUR_CTL, REAL_CTL:
            self.assertEqual(self.daemon.ctl("signal CONT", "cat", program=program)[:2], (0, "cat: signalled\n"), program)

    def test_an_option_of_a_plugin_is_ignored_and_told(self):
        self.assertIn("x_of_a_plugin", self.daemon.read("main.log"))


class TestPatience(unittest.TestCase):
    def test_a_request_that_does_not_arrive_whole_is_given_up_and_nobody_waits_for_it(self):
        with Daemon(PROGRAMS) as daemon, socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(90)
            connection.connect(daemon.socket)
            connection.sendall(post(STATE)[:-10])
            self.assertEqual(daemon.rpc.getState()["statename"], "RUNNING")
            answer = b""
            while piece := connection.recv(65536):
                answer += piece
            self.assertRegex(answer, rb"^HTTP/1\.1 408 ")


class TestCrowds(unittest.TestCase):
    def test_two_hundred_clients_of_which_half_vanish_in_the_middle_of_an_answer(self):
        programs = PROGRAMS + "".join(f"[program:p{n}]\ncommand=/bin/cat\nautostart=false\n" for n in range(150))
        with Daemon(programs) as daemon:
            request = post(b"<methodCall><methodName>supervisor.getAllProcessInfo</methodName></methodCall>")
            descriptors = len(os.listdir(f"/proc/{daemon.pid}/fd"))
            whole, failed = [], []

            def client(vanishes):
                try:
                    with socket.socket(socket.AF_UNIX) as connection:
                        connection.settimeout(60)
                        connection.connect(daemon.socket)
                        connection.sendall(request)
                        if vanishes:
                            connection.recv(100)
                            return
                        answer = b""
                        while b"</methodResponse>" not in answer:
                            piece = connection.recv(65536)
                            if not piece:
                                break
                            answer += piece
                        whole.append(answer.count(b"<name>statename</name>"))
                except OSError as error:
                    failed.append(error)

            threads = [threading.Thread(target=client, args=(number % 2 == 0,)) for number in range(200)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(failed, [])
            self.assertEqual(whole, [154] * 100)
            wait_for(lambda: len(os.listdir(f"/proc/{daemon.pid}/fd")) <= descriptors, "the connections are gone")
            self.assertEqual(daemon.rpc.getState()["statename"], "RUNNING")

    def test_a_client_that_leaves_cancels_nothing(self):
        with Daemon(PROGRAMS) as daemon:
            call = (b"<methodCall><methodName>supervisor.startProcess</methodName><params><param><value><string>slow</string>"
                    b"</value></param></params></methodCall>")
            with socket.socket(socket.AF_UNIX) as connection:
                connection.connect(daemon.socket)
                connection.sendall(post(call))
                daemon.wait_for_state("slow", "STARTING")
            daemon.wait_for_state("slow", "RUNNING")


class TestLanguage(unittest.TestCase):
    def test_the_command_line_speaks_english_as_supervisorctl_does(self):
        def said(server, command, language):
            environment = {"PATH": "/usr/bin:/bin", "LC_ALL": language, "LANGUAGE": language.partition(".")[0]}
            return subprocess.run([OUR_CTL, "-s", server, *command], env=environment, stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=60, check=False)

        # reread does not ask first whether anybody is there, so that it tells what went wrong
        for server, command in (("unix:///no/such/socket", ["status"]), ("unix:///no/such/socket", ["reread"]),
                                (f"http://127.0.0.1:{interop.free_port()}", ["reread"]), ("ftp://nowhere", ["reread"])):
            with self.subTest(server=server, command=command):
                english, japanese = said(server, command, "C.UTF-8"), said(server, command, "ja_JP.UTF-8")
                self.assertTrue(english.stdout or english.stderr)
                self.assertEqual((japanese.returncode, japanese.stdout, japanese.stderr),
                                 (english.returncode, english.stdout, english.stderr))


@unittest.skipUnless(os.geteuid() == 0, "changes users")
class TestPermission(unittest.TestCase):
    def test_a_socket_of_another_user_is_named_so(self):
        with Daemon(PROGRAMS) as daemon:
            os.chmod(daemon.directory, 0o755)
            program = shutil.copy(OUR_CTL, daemon.path("ctl"))
            os.chmod(program, 0o755)
            nobody = pwd.getpwnam("nobody")
            done = subprocess.run([program, "-s", f"unix://{daemon.socket}", "reread"], user=nobody.pw_uid, group=nobody.pw_gid,
                                  extra_groups=[], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
            self.assertEqual(done.returncode, 1)
            self.assertIn("Permission denied", done.stdout)
            self.assertIn(daemon.socket, done.stdout)


LISTENER = """
import os, sys, urllib.parse
sys.path.insert(0, {interop!r})
import interop
seen = open({seen!r}, "w")
failed = False
os.write(1, b"READY\\n")
while True:
    piece = os.read(0, 65536)  # one read has all of an event
    if not piece:
        break
    header, _, payload = piece.partition(b"\\n")
    words = dict(word.split(":") for word in header.decode().split())
    whole = int(words["len"]) == len(payload)
    path = os.environ["SUPERVISOR_SERVER_URL"].removeprefix("unix://")
    server = interop.xmlrpc.client.ServerProxy("http://localhost/RPC2", transport=interop._UnixTransport(path))
    state = server.supervisor.getState()["statename"]  # while the event is open
    print(words["serial"], words["eventname"], whole, state, file=seen, flush=True)
    os.write(1, b"RESULT 2\\nOKREADY\\n" if failed else b"RESULT 4\\nFAILREADY\\n")
    failed = True
"""


class TestListeners(unittest.TestCase):
    def test_a_listener_written_for_supervisor(self):
        directory = tempfile.mkdtemp(prefix="kantoku-listener-")
        self.addCleanup(shutil.rmtree, directory)
        script, seen = os.path.join(directory, "listener.py"), os.path.join(directory, "seen")
        with open(script, "w", encoding="utf-8") as file:
            file.write(LISTENER.format(interop=os.path.dirname(os.path.abspath(__file__)), seen=seen))
        listener = f"[eventlistener:ear]\ncommand={sys.executable} -B {script}\nevents=REMOTE_COMMUNICATION\nstartsecs=0\n"
        with Daemon(PROGRAMS + listener) as daemon:
            daemon.wait_for_state("ear", "RUNNING")
            wait_for(lambda: os.path.exists(seen), "the listener is there")
            daemon.rpc.sendRemoteCommEvent("greeting", "hello")
            daemon.rpc.sendRemoteCommEvent("greeting", "again")

            def lines():
                with open(seen, encoding="utf-8") as file:
                    return file.read().splitlines()
            wait_for(lambda: len(lines()) >= 3, "the events have come", on_failure=lambda: str(lines()))
            serials = [line.split()[0] for line in lines()]
            self.assertEqual(serials[0], serials[1], "an event that was answered FAIL comes again under its serial")
            self.assertEqual(len(set(serials)), 2)
            for line in lines():
                self.assertRegex(line, r"^\d+ REMOTE_COMMUNICATION True RUNNING$")


class TestCapture(unittest.TestCase):
    def test_what_may_be_the_beginning_of_a_token_waits(self):
        programs = PROGRAMS + "[program:caught]\ncommand=/bin/cat\nstartsecs=0\nstdout_logfile={dir}/caught.log\nstdout_capture_maxbytes=1MB\n"
        with Daemon(programs) as daemon:
            daemon.wait_for_state("caught", "RUNNING")
            daemon.rpc.sendProcessStdin("caught", "a" * 100 + "<!--XSUP")
            wait_for(lambda: re.match("a+", daemon.read("caught.log")), "the text is there")
            self.assertNotIn("<", daemon.read("caught.log"))
            daemon.rpc.sendProcessStdin("caught", "x" * 100)
            wait_for(lambda: "<!--XSUPx" in daemon.read("caught.log"), "no token: it is text")


if __name__ == "__main__":
    interop.main()
