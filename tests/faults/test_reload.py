"""A configuration that is broken is refused: the daemon and every pid stay, and the client says what is wrong where."""

import os
import signal
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


if __name__ == "__main__":
    faults.main()
