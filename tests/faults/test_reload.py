"""A configuration that is broken is refused: the daemon and every pid stay, and the client says what is wrong where."""

import os
import signal
import socket
import unittest
import xmlrpc.client

import faults
from faults import KillableDaemon, OUR_CTL, run, wait_for

PROGRAMS = """
[program:web]
command=/bin/cat
[program:many]
command=/bin/cat
process_name=%(program_name)s_%(process_num)d
numprocs=3
[group:both]
programs=many
"""
BROKEN = {
    "a value": ("[program:web]\ncommand=/bin/cat\nautorestart=perhaps\n", "autorestart=perhaps"),
    "a slip of the pen": ("[program:web]\ncommnd=/bin/cat\n", "commnd=/bin/cat"),
    "no command": ("[program:web]\nstartsecs=0\n", "[program:web]"),
    "no section": ("[group:g]\nprograms=nobody\n", "programs=nobody"),
    "no syntax": ("[program:web]\ncommand=/bin/cat\nnonsense\n", "nonsense"),
}


class TestReload(unittest.TestCase):
    def setUp(self):
        self.daemon = self.enterContext(KillableDaemon(PROGRAMS))
        for name in ("web", "both:many_0", "both:many_1", "both:many_2"):
            self.daemon.wait_for_state(name, "RUNNING")
        self.before = self.pids()

    def pids(self):
        return {info["name"]: info["pid"] for info in self.daemon.rpc.getAllProcessInfo()}

    def assertUntouched(self):
        self.assertEqual(self.pids(), self.before)
        self.assertEqual(self.daemon.rpc.getPID(), self.daemon.pid)
        self.assertEqual(self.daemon.rpc.getState()["statename"], "RUNNING")

    def line_of(self, text):
        lines = self.daemon.read("supervisord.conf").splitlines()
        return f"{self.daemon.config_file}:{lines.index(text) + 1}: "

    def ctl(self, *command):
        """Without the file, which kantokuctl could not read either."""
        return run(OUR_CTL, "-s", f"unix://{self.daemon.socket}", *command)

    def test_commands_fail_and_name_file_and_line(self):
        for what, (text, culprit) in BROKEN.items():
            self.daemon.configure(text)
            place = self.line_of(culprit)
            for command in (("reread",), ("reload",), ("update",), ("update", "web")):
                with self.subTest(what=what, command=command):
                    status, output, errors = self.ctl(*command)
                    self.assertEqual(status, 1)
                    self.assertIn("CANT_REREAD: ", output)
                    self.assertIn(place, errors)
                    self.assertUntouched()
            self.assertIn(place, self.daemon.read("main.log"))
        self.daemon.configure(PROGRAMS)
        self.assertEqual(self.ctl("update"), (0, "", ""))
        self.assertUntouched()

    def test_supervisorctl_and_calls_fail(self):
        self.daemon.configure(BROKEN["a value"][0])
        for command in ("reread", "reload", "update"):
            status, output, _ = self.daemon.ctl(command, program=faults.REAL_CTL)
            self.assertEqual(status, 1)
            self.assertIn("invalid 'autorestart' value 'perhaps'", output)
        for call in (self.daemon.rpc.reloadConfig, self.daemon.rpc.restart):
            with self.assertRaisesRegex(xmlrpc.client.Fault, "92: .CANT_REREAD: invalid 'autorestart' value 'perhaps'"):
                call()
        self.assertUntouched()

    def test_a_signal_changes_nothing(self):
        self.daemon.configure(BROKEN["a value"][0])
        os.kill(self.daemon.pid, signal.SIGHUP)
        wait_for(lambda: f"{self.line_of('autorestart=perhaps')}[program:web]" in self.daemon.read("main.log"),
                 "the refusal is in the main log")
        self.assertUntouched()

    def test_files_that_cannot_be_read(self):
        os.rename(self.daemon.config_file, self.daemon.path("elsewhere"))
        for call in (self.daemon.rpc.reloadConfig, self.daemon.rpc.restart):
            with self.assertRaises(xmlrpc.client.Fault):
                call()
        os.kill(self.daemon.pid, signal.SIGHUP)
        wait_for(lambda: self.daemon.read("main.log").count("nothing is restarted") == 2, "two refusals")
        os.rename(self.daemon.path("elsewhere"), self.daemon.config_file)
        self.assertUntouched()

    def test_nobody_asks_kantokuctls_extras_of_a_supervisord(self):
        with KillableDaemon(PROGRAMS, command=faults.REAL_DAEMON) as other:
            other.configure(BROKEN["a value"][0])
            status, output, errors = other.ctl("reread", program=OUR_CTL)
            self.assertEqual((status, errors), (1, ""))
            self.assertIn("CANT_REREAD", output)


class TestTakenAddresses(unittest.TestCase):
    """A reload asks for an address that somebody else has: only what wanted it goes without."""

    def setUp(self):
        self.daemon = self.enterContext(KillableDaemon(PROGRAMS))
        self.other = self.enterContext(socket.socket())
        self.other.bind(("127.0.0.1", 0))
        self.other.listen()
        self.port = self.other.getsockname()[1]

    def reload(self, programs):
        self.daemon.configure(programs)
        self.daemon.rpc.restart()
        wait_for(lambda: self.daemon.read("main.log").count("supervisord started with pid") == 2, "the reload")

    def test_the_other_servers_go_on_and_the_port_is_had_when_it_is_free(self):
        self.reload(PROGRAMS + f"[inet_http_server]\nport=127.0.0.1:{self.port}\n")
        self.assertEqual(self.daemon.rpc.getState()["statename"], "RUNNING")
        self.daemon.wait_for_state("web", "RUNNING")
        self.assertIn("CRIT Server 'inet_http_server' cannot be opened: Another program is already listening",
                      self.daemon.read("main.log"))
        self.other.close()
        wait_for(lambda: "INFO Server 'inet_http_server' is open now\n" in self.daemon.read("main.log"), "it is tried again")
        with xmlrpc.client.ServerProxy(f"http://127.0.0.1:{self.port}/RPC2") as server:
            self.assertEqual(server.supervisor.getState()["statename"], "RUNNING")

    def test_a_server_that_has_moved_to_a_missing_folder_leaves_the_others(self):
        port = faults.free_port()
        socket_file = self.daemon.socket
        self.daemon.socket = self.daemon.path("missing/socket")
        self.daemon.configure(PROGRAMS + f"[inet_http_server]\nport=127.0.0.1:{port}\n")
        self.daemon.socket = socket_file
        self.daemon.rpc.restart()
        wait_for(lambda: self.daemon.read("main.log").count("supervisord started with pid") == 2, "the reload")
        with xmlrpc.client.ServerProxy(f"http://127.0.0.1:{port}/RPC2") as server:
            self.assertEqual(server.supervisor.getState()["statename"], "RUNNING")
        self.assertRegex(self.daemon.read("main.log"), "CRIT Server 'unix_http_server' cannot be opened: .*missing/socket in "
                         r"section \[unix_http_server\]: No such file or directory")

    def test_the_groups_after_a_fastcgi_socket_stay(self):
        self.reload("[fcgi-program:first]\ncommand=/bin/sleep 1000\npriority=1\n"
                    f"socket=tcp://127.0.0.1:{self.port}\n" + PROGRAMS)
        self.daemon.wait_for_state("web", "RUNNING")
        self.daemon.wait_for_state("both:many_2", "RUNNING")
        self.assertIn(f"CRIT Could not create FastCGI socket tcp://127.0.0.1:{self.port}: ", self.daemon.read("main.log"))
        # What is missing is offered like any other new group.
        self.other.close()
        self.assertEqual(self.daemon.ctl("update"), (0, "first: added process group\n", ""))
        self.daemon.wait_for_state("first", "RUNNING")


if __name__ == "__main__":
    faults.main()
