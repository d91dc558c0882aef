"""Who may call, who is told apart from a web page in somebody's browser, and what the log says of callers."""

import base64
import contextlib
import getpass
import http.client
import os
import pwd
import socket
import stat
import threading
import time
import unittest
import xmlrpc.client

import faults
from faults import KillableDaemon, free_port, preloaded, run, wait_for

PROGRAMS = """
[program:web]
command=/bin/cat
environment=TOKEN="open sesame"
"""


def post(port, headers, method="supervisor.getState", params=(), host="127.0.0.1"):
    """The status of a call with exactly these headers beside Content-Length."""
    body = xmlrpc.client.dumps(params, method).encode()
    connection = http.client.HTTPConnection(host, port, timeout=30)
    connection.putrequest("POST", "/RPC2", skip_host=True, skip_accept_encoding=True)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def get(port, path, headers):
    """The status of an answer whose body may go on for ever."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    try:
        return connection.getresponse().status
    finally:
        connection.close()


class Served(unittest.TestCase):
    options = ""
    host = "127.0.0.1"

    @classmethod
    def setUpClass(cls):
        cls.port = free_port()
        cls.daemon = cls.enterClassContext(
            KillableDaemon(PROGRAMS + f"[inet_http_server]\nport={cls.host}:{cls.port}\n{cls.options}"))
        cls.daemon.wait_for_state("web", "RUNNING")


class TestOrigin(Served):
    options = "trusted_hosts=admin.example.com\n"

    def assertAnswer(self, status, **headers):
        self.assertEqual(post(self.port, {name.replace("_", "-"): value for name, value in headers.items()}), status)

    def test_what_clients_send_is_answered(self):
        me = socket.gethostname()
        for host in (f"127.0.0.1:{self.port}", f"localhost:{self.port}", f"LOCALHOST:{self.port}", f"[::1]:{self.port}",
                     "10.1.2.3", f"{me}:{self.port}", "admin.example.com"):
            with self.subTest(host=host):
                self.assertAnswer(200, Host=host, Content_Type="text/xml")
        for content_type in ("text/xml; charset=utf-8", "application/xml", "Text/XML", "application/xmlrpc+xml"):
            with self.subTest(content_type=content_type):
                self.assertAnswer(200, Host="localhost", Content_Type=content_type)
        self.assertAnswer(200, Content_Type="text/xml")  # HTTP/1.0 had no Host
        self.assertAnswer(200, Host="localhost")

    def test_a_foreign_host_is_refused(self):
        for host in ("evil.example", f"evil.example:{self.port}", "localhost.evil.example", "127.0.0.1.evil.example",
                     f"{socket.gethostname()}.evil.example", "evil.example@127.0.0.1", "127.0.0.1/evil", "-.evil.example"):
            with self.subTest(host=host):
                self.assertAnswer(403, Host=host, Content_Type="text/xml")
        self.assertIn("it was sent to 'evil.example', which is no name of this machine", self.daemon.read("main.log"))

    def test_what_is_read_is_guarded_too(self):
        for path in ("/logtail/web", "/mainlogtail", "/events"):
            with self.subTest(path=path):
                self.assertEqual(get(self.port, path, {"Host": f"127.0.0.1:{self.port}"}), 200)
                self.assertEqual(get(self.port, path, {"Host": "evil.example"}), 403)
                self.assertEqual(get(self.port, path, {"Host": "localhost", "Origin": "http://evil.example"}), 403)
                self.assertRegex(self.daemon.read("main.log"),
                                 f"WARN Server 'inet_http_server': refused a request for '{path}' from 127.0.0.1 port "
                                 r"\d+: it was sent to 'evil.example', which is no name of this machine")

    def test_a_foreign_origin_is_refused(self):
        here = f"127.0.0.1:{self.port}"
        for origin in ("http://evil.example", "null", "http://127.0.0.1:1", "http://localhost", "file://", ""):
            with self.subTest(origin=origin):
                self.assertAnswer(403, Host=here, Origin=origin, Content_Type="text/xml")
        # A page that brought its own name to our address: both are equal, and neither is ours.
        self.assertAnswer(403, Host="evil.example", Origin="http://evil.example", Content_Type="text/xml")
        self.assertAnswer(200, Host=here, Origin=f"http://{here}", Content_Type="text/xml")
        self.assertAnswer(200, Host="admin.example.com", Origin="https://admin.example.com", Content_Type="text/xml")

    def test_what_a_form_can_send_is_refused(self):
        for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                             "text/plain; text/xml", "application/json"):
            with self.subTest(content_type=content_type):
                self.assertAnswer(403, Host="localhost", Content_Type=content_type)
        before = self.daemon.info("web")["pid"]
        self.assertEqual(post(self.port, {"Content-Type": "text/plain"}, "supervisor.stopProcess", ("web",)), 403)
        self.assertEqual(self.daemon.info("web")["pid"], before)

    def test_supervisorctl_and_pythons_client_work(self):
        url = f"http://127.0.0.1:{self.port}"
        for program in (faults.OUR_CTL, "/usr/bin/supervisorctl"):
            for address in (url, f"http://localhost:{self.port}", f"unix://{self.daemon.socket}"):
                with self.subTest(program=program, address=address):
                    status, output, _ = run(program, "-s", address, "status", "web")
                    self.assertIn("RUNNING", output)
                    self.assertEqual(status, 0)
        with xmlrpc.client.ServerProxy(url + "/RPC2") as server:
            self.assertEqual(server.supervisor.getState()["statename"], "RUNNING")


class TestOriginBeyondLoopback(Served):
    """Other machines may know this one by any name; browsers are told by their Origin."""
    host = "*"

    def test_any_host_is_served_without_a_page_behind_it(self):
        self.assertEqual(post(self.port, {"Host": "alias.example.com", "Content-Type": "text/xml"}), 200)
        self.assertEqual(post(self.port, {"Host": "evil.example", "Origin": "http://evil.example",
                                          "Content-Type": "text/xml"}), 403)

    def test_a_host_that_cannot_be_understood_is_no_name_of_this_machine(self):
        for host in ("-.evil.example", "evil!.example", "a..example"):
            with self.subTest(host=host):
                self.assertEqual(post(self.port, {"Host": host, "Origin": f"http://{host}", "Content-Type": "text/xml"}),
                                 403)

    def test_the_missing_password_is_told_loudly(self):
        self.assertIn("CRIT Server 'inet_http_server' running without any HTTP authentication checking\n",
                      self.daemon.read("main.log"))


def name_of_a_loopback_address():
    """(127.0.1.1, its name), from /etc/hosts and other than localhost; (None, None) where there is none."""
    with open("/etc/hosts", encoding="utf-8") as file:
        for line in file:
            address, *names = line.partition("#")[0].split() or [""]
            for name in names:
                if address.startswith("127.") and "localhost" not in name:
                    return address, name
    return None, None


class TestOriginOnANamedLoopback(unittest.TestCase):
    def test_what_counts_is_the_address_that_is_bound(self):
        address, name = name_of_a_loopback_address()
        if not name:
            self.skipTest("/etc/hosts has no such name")
        port = free_port()
        with KillableDaemon(f"[inet_http_server]\nport={name}:{port}\n"):
            self.assertEqual(post(port, {"Host": f"{name}:{port}", "Content-Type": "text/xml"}, host=address), 200)
            self.assertEqual(post(port, {"Host": "evil.example", "Content-Type": "text/xml"}, host=address), 403)


class TestLogin(Served):
    options = ("username=joe\npassword=swordfish\n"
               "[unix_http_server:guarded]\nfile={dir}/guarded\nusername=joe\npassword=swordfish\n")

    def attempt(self, password, host="127.0.0.1"):
        credentials = base64.b64encode(f"joe:{password}".encode()).decode()
        began = time.monotonic()
        status = post(self.port, {"Authorization": f"Basic {credentials}", "Content-Type": "text/xml"}, host=host)
        return status, time.monotonic() - began

    def test_wrong_passwords_wait_and_right_ones_do_not(self):
        waits = []
        for _ in range(3):
            status, wait = self.attempt("guess")
            self.assertEqual(status, 401)
            waits.append(wait)
        for wait, least in zip(waits, (0.25, 0.5, 1)):
            self.assertGreaterEqual(wait, least)
        log = self.daemon.read("main.log")
        self.assertRegex(log, r"WARN Server 'inet_http_server': wrong user or password from 127\.0\.0\.1 port \d+\n")
        self.assertNotIn("guess", log)

        # While one waits for its answer, others are served at once.
        slow = threading.Thread(target=self.attempt, args=("another guess",))
        slow.start()
        status, wait = self.attempt("swordfish")
        self.assertEqual(status, 200)
        self.assertLess(wait, 1)
        slow.join()

    def test_a_guesser_who_does_not_wait_is_not_heard(self):
        """127.0.0.2 is another peer than 127.0.0.1."""
        statuses = []

        def guess():
            body = xmlrpc.client.dumps((), "supervisor.getState").encode()
            with socket.create_connection(("127.0.0.1", self.port), 30, ("127.0.0.2", 0)) as connection:
                credentials = base64.b64encode(b"joe:x").decode()
                connection.sendall(b"POST /RPC2 HTTP/1.1\r\nContent-Type: text/xml\r\nAuthorization: Basic %s\r\n"
                                   b"Content-Length: %d\r\n\r\n" % (credentials.encode(), len(body)) + body)
                statuses.append(int(connection.recv(64).split()[1]))
        guesses = [threading.Thread(target=guess) for _ in range(30)]
        for one in guesses:
            one.start()
        for one in guesses:
            one.join()
        self.assertEqual(sorted(set(statuses)), [401, 429])
        self.assertGreaterEqual(statuses.count(429), 30 - 8)
        self.assertEqual(self.attempt("swordfish")[0], 200)

    def test_a_body_is_not_waited_for_from_who_may_not_call(self):
        for address, family in ((("127.0.0.1", self.port), socket.AF_INET), (self.daemon.path("guarded"), socket.AF_UNIX)):
            for credentials, status in ((b"", b"401"), (base64.b64encode(b"joe:guess"), b"401"), (b"!", b"400")):
                with self.subTest(address=address, credentials=credentials), socket.socket(family) as client:
                    client.settimeout(20)
                    client.connect(address)
                    header = b"Authorization: Basic " + credentials + b"\r\n" if credentials else b""
                    client.sendall(b"POST /RPC2 HTTP/1.1\r\nContent-Type: text/xml\r\n" + header
                                   + b"Expect: 100-continue\r\nContent-Length: 16000000\r\n\r\n" + b"x" * 1000000)
                    answer = http.client.HTTPResponse(client)
                    answer.begin()
                    self.assertEqual(str(answer.status).encode(), status)
                    self.assertEqual(answer.getheader("Connection"), "close")

    def test_a_body_that_is_sent_at_leisure_is_taken_from_who_may_call(self):
        body = xmlrpc.client.dumps((), "supervisor.getState").encode()
        with socket.create_connection(("127.0.0.1", self.port), 30) as client:
            client.sendall(b"POST /RPC2 HTTP/1.1\r\nContent-Type: text/xml\r\nAuthorization: Basic %s\r\n"
                           b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n"
                           % (base64.b64encode(b"joe:swordfish"), len(body)))
            self.assertEqual(client.recv(1000), b"HTTP/1.1 100 Continue\r\n\r\n")
            for byte in body:
                client.sendall(bytes([byte]))
            self.assertEqual(client.recv(15), b"HTTP/1.1 200 OK")

    def test_asking_without_credentials_costs_nothing(self):
        before = self.daemon.read("main.log").count("wrong user")
        for _ in range(20):
            began = time.monotonic()
            self.assertEqual(post(self.port, {"Content-Type": "text/xml"}), 401)
            self.assertLess(time.monotonic() - began, 0.25)
        self.assertEqual(self.daemon.read("main.log").count("wrong user"), before)


# What changes nothing, and is therefore not told.
READING = set("""
supervisor.getAPIVersion supervisor.getVersion supervisor.getSupervisorVersion supervisor.getIdentification
supervisor.getState supervisor.getPID supervisor.readLog supervisor.readMainLog supervisor.getProcessInfo
supervisor.getAllProcessInfo supervisor.getAllConfigInfo supervisor.readProcessLog supervisor.readProcessStdoutLog
supervisor.readProcessStderrLog supervisor.tailProcessLog supervisor.tailProcessStdoutLog
supervisor.tailProcessStderrLog system.listMethods system.methodHelp system.methodSignature system.multicall
kantoku.explainProcess kantoku.getCapabilities kantoku.getConfig kantoku.getConfigFiles kantoku.getHistory
kantoku.getProcessStats kantoku.getProcessTree kantoku.previewConfig kantoku.readLogChunk
""".split())


class TestWhoCalled(Served):
    def test_every_method_is_told_but_those_that_read(self):
        with self.daemon.kept_connection() as server:
            methods = set(server.system.listMethods()) | {
                f"kantoku.{name}" for name in server.kantoku.getCapabilities()["capabilities"]}
            self.assertLessEqual(READING, methods)
            for method in sorted(methods):
                if method != "system.multicall":
                    with self.assertRaises(xmlrpc.client.Fault, msg=method):  # so many parameters has none
                        getattr(server, method)(*"abcdefghi")
        told = {word.partition("(")[0] for line in self.daemon.read("main.log").splitlines() if " called by uid " in line
                for word in line.split() if "(" in word}
        self.assertEqual(methods - told - {"supervisor.clearLog"}, READING)  # that one is told where it works, see below

    def test_state_changing_calls_are_logged_with_their_callers(self):
        self.daemon.rpc.sendProcessStdin("web", "a secret\n")
        self.daemon.rpc.stopProcess("web")
        with self.daemon.kept_connection() as server:
            server.system.multicall([{"methodName": "supervisor.startProcess", "params": ["web"]},
                                     {"methodName": "supervisor.getState", "params": []}])
        post(self.port, {"Content-Type": "text/xml"}, "supervisor.signalProcess", ("web", "CONT"))
        log = self.daemon.read("main.log")
        who = f"uid {os.getuid()}, pid {os.getpid()}"
        for call in ("supervisor.sendProcessStdin('web')", "supervisor.stopProcess('web')",
                     "supervisor.startProcess('web')"):
            self.assertIn(f"INFO {call} called by {who}\n", log)
        self.assertRegex(log, r"INFO supervisor\.signalProcess\('web'\) called by 127\.0\.0\.1 port \d+\n")
        for silent in ("getState", "getProcessInfo", "multicall", "a secret"):
            self.assertNotIn(silent, log)

    def test_who_cleared_the_log_is_told_in_the_new_one(self):
        with self.daemon.kept_connection() as server:
            for clear in (server.supervisor.clearLog,
                          lambda: server.system.multicall([{"methodName": "supervisor.clearLog", "params": []}])):
                clear()
                self.assertEqual(self.daemon.read("main.log"), "")  # as long as nothing happens
                server.supervisor.sendProcessStdin("web", "")
                lines = self.daemon.read("main.log").splitlines()
                self.assertEqual(len(lines), 2)
                self.assertIn("INFO supervisor.clearLog() called by uid ", lines[0])
                self.assertIn("INFO supervisor.sendProcessStdin('web') called by uid ", lines[1])

    def test_a_missing_log_is_missed_by_calls_that_are_told_in_it(self):
        log = self.daemon.path("main.log")
        os.remove(log)
        # A log that is written to looks for its own name once in a second of this clock.
        second = int(time.monotonic())
        wait_for(lambda: int(time.monotonic()) > second, "the next second")
        for call in (self.daemon.rpc.clearLog, lambda: self.daemon.rpc.readLog(0, 0)):
            with self.assertRaises(xmlrpc.client.Fault) as caught:
                call()
            self.assertEqual(caught.exception.faultCode, 20)
        self.assertFalse(os.path.exists(log))
        self.daemon.rpc.stopProcess("web")
        self.daemon.rpc.startProcess("web")
        wait_for(lambda: os.path.exists(log), "the log, made anew")

    def test_a_caller_cannot_write_lines_of_the_log(self):
        for method, params in (("x\n2026-01-01 INFO forged", ()), ("supervisor.stopProcess", ("x\nINFO forged",))):
            post(self.port, {"Content-Type": "text/xml"}, method, params)
        self.assertFalse([line for line in self.daemon.read("main.log").splitlines() if "INFO forged" in line[:45]])


class TestTrace(unittest.TestCase):
    def test_a_caller_cannot_write_lines_of_the_log_either(self):
        port = free_port()
        with KillableDaemon(f"[inet_http_server]\nport=127.0.0.1:{port}\n", extra_supervisord="loglevel=trace") as daemon:
            for method, params in (("x\nINFO forged", ()), ("supervisor.getProcessInfo", ("x\nINFO forged",)),
                                   ("y" * 100000, ()), ("supervisor.getProcessInfo", ("y" * 100000,))):
                post(port, {"Content-Type": "text/xml"}, method, params)
            lines = daemon.read("main.log").splitlines()
            self.assertFalse([line for line in lines if line.startswith("INFO forged")])
            self.assertLess(max(map(len, lines)), 3000)
            self.assertIn(r"XML-RPC method called: 'x\nINFO forged'()", "\n".join(lines))
            self.assertIn("XML-RPC method supervisor.getState() returned successfully", "\n".join(lines))
            self.assertIn(r"XML-RPC method supervisor.getProcessInfo() returned fault: [10] 'BAD_NAME: x\nINFO forged'",
                          "\n".join(lines))


class TestRequirePassword(unittest.TestCase):
    def check(self, options):
        daemon = KillableDaemon(f"[inet_http_server]\nport=*:{free_port()}\n{options}")
        try:
            return run(daemon.command, "--check", "-c", daemon.config_file)
        finally:
            daemon._process = None
            os.remove(daemon.config_file)
            os.rmdir(daemon.directory)

    def test_a_server_without_a_password_is_refused_where_one_is_required(self):
        status, output, _ = self.check("require_password=true\n")
        self.assertEqual(status, 2)
        self.assertIn("Section [inet_http_server] requires a password and has none", output)
        self.assertEqual(self.check("require_password=true\nusername=joe\npassword=x\n")[0], 0)
        self.assertEqual(self.check("require_password=false\n")[0], 0)


class TestSocket(unittest.TestCase):
    def test_it_never_has_another_mode_than_its_own(self):
        """The directory is looked at all the time while the daemon starts."""
        modes = set()
        daemon = KillableDaemon(PROGRAMS.replace("environment", ";"), umask=0)
        done = threading.Event()

        def watch():
            while not done.is_set():
                names = []
                with contextlib.suppress(FileNotFoundError):  # the directory goes with the daemon
                    names = os.listdir(daemon.directory)
                for name in names:
                    if name.startswith("socket"):
                        with contextlib.suppress(FileNotFoundError):  # renamed or removed meanwhile
                            mode = os.stat(os.path.join(daemon.directory, name), follow_symlinks=False).st_mode
                            modes.add((name, mode))
        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            with daemon:
                wait_for(lambda: ("socket", stat.S_IFSOCK | 0o700) in modes, "the socket being seen")
        finally:
            done.set()
            watcher.join()
        # The file is the one that keeps another daemon off meanwhile.
        self.assertLessEqual({mode for name, mode in modes}, {stat.S_IFSOCK | 0o700, stat.S_IFSOCK, stat.S_IFREG | 0o600})

    def test_its_owner_and_mode_are_final_before_anybody_can_connect(self):
        """A library in the daemon looks at the file when it is listened on and when it gets its name."""
        user = pwd.getpwnam("nobody" if os.geteuid() == 0 else getpass.getuser())
        daemon = KillableDaemon("[unix_http_server:given]\nfile={dir}/given\nchmod=0770\n"
                                f"chown={user.pw_name}:{user.pw_gid}\n", umask=0)
        daemon._popen["env"] = preloaded("socketwitness", SOCKET_WITNESS=daemon.path("witness"))
        with daemon:
            seen = [line.split() for line in daemon.read("witness").splitlines() if f" {daemon.path('given')}" in line]
        self.assertEqual([(call, mode, owner, group) for call, name, mode, owner, group in seen],
                         [(call, "770", str(user.pw_uid), str(user.pw_gid)) for call in ("listen", "link")])

    def test_a_folder_that_others_can_write_to_is_told(self):
        daemon = KillableDaemon("")
        os.chmod(daemon.directory, 0o777)
        with daemon:
            self.assertRegex(daemon.read("main.log"), r"CRIT Server 'unix_http_server': whoever can write to .*, which is "
                             r"open to everybody, can put another socket in place of ")
            os.chmod(daemon.directory, 0o1777)
            daemon.rpc.restart()
            wait_for(lambda: daemon.read("main.log").count("supervisord started with pid") == 2, "the reload")
        with KillableDaemon("") as daemon:
            self.assertNotIn("can put another socket", daemon.read("main.log"))


if __name__ == "__main__":
    faults.main()
