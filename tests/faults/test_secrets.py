"""Passwords and values of environments: in no log, no list of processes, no error and no answer that was not asked for them."""

import socket
import unittest
import xmlrpc.client

import faults
from faults import KillableDaemon, free_port, run

SECRETS = ("swordfish", "open sesame", "vermilion")
PROGRAMS = """
[program:web]
command=/bin/cat
environment=TOKEN="open sesame"
[program:failing]
command=/no/such/program
environment=TOKEN="open sesame"
startretries=0
[inet_http_server]
port=127.0.0.1:{port}
username=joe
password=swordfish
"""


class TestSecrets(unittest.TestCase):
    def setUp(self):
        self.port = free_port()
        self.daemon = self.enterContext(KillableDaemon(
            PROGRAMS.replace("{port}", str(self.port)), extra_supervisord='loglevel=blather\nenvironment=KEY="vermilion"'))
        self.daemon.wait_for_state("web", "RUNNING")
        self.daemon.wait_for_state("failing", "FATAL")

    def assertNoSecret(self, where, text):
        for secret in SECRETS:
            self.assertNotIn(secret, str(text), where)

    def test_logs_and_the_list_of_processes(self):
        url = f"http://joe:swordfish@127.0.0.1:{self.port}/RPC2"
        with xmlrpc.client.ServerProxy(url) as server:
            server.supervisor.stopProcess("web")
            server.supervisor.startProcess("web")
            server.supervisor.reloadConfig()
            server.supervisor.sendProcessStdin("web", "swordfish\n")
        with xmlrpc.client.ServerProxy(url.replace("swordfish", "swordfish2")) as server:
            with self.assertRaises(xmlrpc.client.ProtocolError):
                server.supervisor.getState()
        self.daemon.ctl("update")
        # At this level what programs print is in the main log too; this one printed what it was sent.
        log = "".join(line for line in self.daemon.read("main.log").splitlines(True) if line != "swordfish\n")
        self.assertNoSecret("main log", log)
        self.assertNoSecret("standard output", "".join(
            line for line in self.daemon.read("daemon.out").splitlines(True) if line != "swordfish\n"))
        with open(f"/proc/{self.daemon.pid}/cmdline", encoding="utf-8") as file:
            self.assertNoSecret("arguments", file.read())
        self.assertNoSecret("journal of children", self.daemon.read("pid.children"))
        with open(f"/proc/{self.daemon.info('web')['pid']}/environ", encoding="utf-8") as file:
            self.assertIn("open sesame", file.read())  # where it belongs

    def test_answers(self):
        with self.daemon.kept_connection() as server:
            for method, arguments in (("supervisor.getAllProcessInfo", ()), ("supervisor.getAllConfigInfo", ()),
                                      ("supervisor.readLog", (0, 0)), ("kantoku.getCapabilities", ()),
                                      ("kantoku.explainProcess", ("web",)), ("kantoku.explainProcess", ("failing",)),
                                      ("kantoku.getHistory", ("failing",)), ("kantoku.getProcessStats", ()),
                                      ("kantoku.getProcessTree", ("web",)), ("kantoku.previewConfig", ())):
                with self.subTest(method=method):
                    self.assertNoSecret(method, server._ServerProxy__request(method, arguments))

    def test_a_change_of_secrets_is_told_without_them(self):
        changed = PROGRAMS.replace("{port}", str(self.port)).replace("open sesame", "open sesame, please")
        self.daemon.configure(changed.replace("swordfish", "swordfishes"))
        with self.daemon.kept_connection() as server:
            preview = server.kantoku.previewConfig()
        self.assertEqual(sorted(group["name"] for group in preview["groups"]), ["failing", "web"])
        self.assertNoSecret("preview", preview)

    def test_errors(self):
        for broken in ("[program:web]\ncommand=/bin/cat\nenvironment=TOKEN=\"open sesame\",KEY\n",
                       "[program:web]\ncommand=/bin/cat\nenvironment=TOKEN=\"open sesame\nautostart=perhaps\n",
                       "[inet_http_server]\nport=nowhere:x\nusername=joe\npassword=swordfish\n",
                       "[inet_http_server]\nport=1\npassword=swordfish\n",
                       # What is not as it stands in the file when it is quoted.
                       "[inet_http_server]\nport=1\nusername=joe\npassword=swordfish%fish\n",
                       "[inet_http_server]\nport=1\nusername=joe\npassword=\\swordfish'%(vermilion)s\n",
                       "[program:web]\ncommand=/bin/cat\nenvironment=TOKEN=\"100%% open sesame\",KEY\n",
                       "[program:web]\ncommand=/bin/cat\nenvironment=TOKEN=\"open sesame%\"\n",
                       "[program:web]\ncommand=/bin/cat\nenvironment=TOKEN:swordfish\n",
                       # What is no option at all.
                       "[inet_http_server]\nport=1\nusername=joe\npassword swordfish\n",
                       "[program:web]\ncommand=/bin/cat\nenvironment=A=\"1\",\nTOKEN swordfish\n",
                       "[program:web]\ncommand=/bin/cat\nEnvironment TOKEN swordfish\n"):
            with self.subTest(broken=broken):
                self.daemon.configure(broken)
                for call in (self.daemon.rpc.reloadConfig, self.daemon.rpc.restart):
                    with self.assertRaises(xmlrpc.client.Fault) as caught:
                        call()
                    self.assertNoSecret("fault", caught.exception)
                with self.daemon.kept_connection() as server:
                    self.assertNoSecret("preview", server.kantoku.previewConfig())
                self.assertNoSecret("--check", run(self.daemon.command, "--check", "-c", self.daemon.config_file))
                self.assertNoSecret("start", run(self.daemon.command, "--nodaemon", "-c", self.daemon.config_file))
                self.assertNoSecret("main log", self.daemon.read("main.log"))

    def test_secrets_before_the_first_section(self):
        """Which a file that is included may have as well."""
        with open(self.daemon.config_file, "r+", encoding="utf-8") as file:
            text = file.read()
            file.seek(0)
            file.write("password=swordfish\n" + text)
        with self.assertRaisesRegex(xmlrpc.client.Fault, "File contains no section headers.*password") as caught:
            self.daemon.rpc.reloadConfig()
        self.assertNoSecret("fault", caught.exception)
        self.assertNoSecret("main log", self.daemon.read("main.log"))

    def test_the_stream_of_events(self):
        with socket.socket(socket.AF_UNIX) as raw:
            raw.settimeout(30)
            raw.connect(self.daemon.socket)
            raw.sendall(b"GET /events?since=0 HTTP/1.1\r\nHost: x\r\n\r\n")
            self.daemon.rpc.stopProcess("web")
            received = b""
            while b'"to":"STOPPED"' not in received:
                received += raw.recv(65536)
        self.assertNoSecret("events", received.decode())


if __name__ == "__main__":
    faults.main()
