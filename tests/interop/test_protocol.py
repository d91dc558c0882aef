"""What docs/protocol.md promises, from outside: its example client, and kantoku.* over a real socket."""

import os
import sys
import unittest

import interop
from interop import Daemon, run, wait_for

CLIENT = os.path.join(os.environ["KANTOKU_SOURCE_DIR"], "docs", "client.py")
PROGRAMS = """
[program:cat]
command=/bin/cat
startsecs=0
[program:busy]
command=/bin/sh -c 'sleep 100000 & (ulimit -t 60; while :; do :; done) & wait'
startsecs=0
autostart=false
stopasgroup=true
[program:idle]
command=/bin/cat
autostart=false
[program:missing]
command=/nonexistent/program
autostart=false
"""


class TestProtocol(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon(PROGRAMS))

    def client(self, *arguments):
        return run(sys.executable, "-B", CLIENT, self.daemon.socket, *arguments)

    def kantoku(self, method, *params):
        with self.daemon.kept_connection() as server:
            return getattr(server.kantoku, method)(*params)

    def test_the_example_client_shows_processes(self):
        pid = self.daemon.wait_for_state("cat", "RUNNING")["pid"]
        status, output, errors = self.client()
        self.assertEqual((status, errors), (0, ""))
        lines = output.splitlines()
        self.assertEqual([line.split()[0] for line in lines], ["busy:busy", "cat:cat", "idle:idle", "missing:missing"])
        self.assertIn(f"cat:cat RUNNING pid {pid}, uptime 0:", lines[1])
        self.assertEqual(lines[2], "idle:idle STOPPED Not started")

    def test_the_example_client_controls_a_process(self):
        before = self.daemon.wait_for_state("cat", "RUNNING")["pid"]
        for action, state in ("stop", "STOPPED"), ("start", "RUNNING"), ("restart", "RUNNING"):
            status, output, errors = self.client(action, "cat")
            self.assertEqual((status, errors), (0, ""), action)
            self.assertIn(f"cat:cat {state}", output, action)
        self.assertNotEqual(self.daemon.info("cat")["pid"], before)

    def test_the_example_client_says_what_went_wrong(self):
        self.assertEqual(self.client("start", "nope"), (1, "", "nope: BAD_NAME: nope\n"))
        status, _, errors = self.client("start", "missing")
        self.assertEqual((status, errors),
                         (1, "missing: NO_FILE: can't find command '/nonexistent/program'\n"))

    def test_stats_and_descendants_of_a_busy_program(self):
        self.daemon.rpc.startProcess("busy")
        try:
            shell = self.daemon.info("busy")["pid"]
            tree = wait_for(lambda: (found := self.kantoku("getProcessTree", "busy")) and len(found) == 3 and
                            "sleep 100000" in [child["command"] for child in found] and found,
                            "the shell has two children, one of which sleeps")
            self.assertEqual((tree[0]["pid"], tree[0]["ppid"]), (shell, self.daemon.pid))
            self.assertEqual({child["ppid"] for child in tree[1:]}, {shell})
            self.assertLess(abs(tree[0]["start"] - self.daemon.info("busy")["start"]), 2)

            def is_busy():
                [stats] = self.kantoku("getProcessStats", ["busy"])
                return stats if stats["tree"]["cpu_time"] > 0 and stats["tree"]["cpu_share"] > 0 else None

            stats = wait_for(is_busy, "the loop uses CPU")
            self.assertEqual((stats["group"], stats["name"], stats["pid"]), ("busy", "busy", shell))
            self.assertEqual((stats["own"]["processes"], stats["tree"]["processes"]), (1, 3))
            self.assertLess(stats["own"]["rss"], stats["tree"]["rss"])
            self.assertGreaterEqual(stats["own"]["descriptors"], 3)
            self.assertGreaterEqual(stats["tree"]["threads"], 3)
            self.assertGreater(stats["interval"], 0)
            self.assertIn("busy", [one["name"] for one in self.kantoku("getProcessStats")])
            self.assertNotIn("idle", [one["name"] for one in self.kantoku("getProcessStats")])
        finally:
            self.daemon.rpc.stopProcess("busy")
        self.assertEqual(self.kantoku("getProcessTree", "busy"), [])

    def test_capabilities_are_methods_that_exist(self):
        with self.daemon.kept_connection() as server:
            for name in server.kantoku.getCapabilities()["capabilities"]:
                if name != "events":
                    self.assertTrue(server.system.methodHelp(f"kantoku.{name}"), name)


class TestLoss(unittest.TestCase):
    PROGRAMS = """
[program:full]
command=/bin/sh -c 'echo gone; exec cat'
startsecs=0
stdout_logfile=/dev/full
stdout_logfile_maxbytes=0
"""

    def test_output_that_could_not_be_written_is_counted_and_told(self):
        with Daemon(self.PROGRAMS) as daemon, daemon.kept_connection() as server:
            def loss():
                return server.kantoku.explainProcess("full")["stdout_loss"]
            wait_for(lambda: loss()["bytes"], "the loss to be counted")
            self.assertEqual(loss(), {"bytes": 5, "reason": "No space left on device"})
            self.assertEqual(daemon.info("full")["statename"], "RUNNING")
            self.assertEqual(server.kantoku.explainProcess("full")["stderr_loss"], {"bytes": 0, "reason": ""})
            self.assertRegex(daemon.read("main.log"), "full.*No space left on device")


class TestFollowing(unittest.TestCase):
    PROGRAMS = """
[program:talker]
command=/bin/sh -c 'while read -r line; do echo "$line"; done'
startsecs=0
stdout_logfile={dir}/talker.log
stdout_logfile_maxbytes=300
stdout_logfile_backups=20
"""

    def read(self, server, generation, offset):
        """All bytes from that place on, how many were lost on the way, and the place behind them."""
        text, lost = b"", 0
        while True:
            chunk = server.kantoku.readLogChunk("talker", "stdout", offset, 300, generation)
            text += chunk["bytes"].data
            lost += chunk["lost"]
            generation, offset = chunk["generation"], chunk["offset"] + len(chunk["bytes"].data)
            if chunk["next"]:
                generation, offset = chunk["next"], 0
            elif not chunk["bytes"].data:
                return text, lost, generation, offset

    def test_a_reader_gets_every_byte_across_ten_rotations_and_a_reload(self):
        with Daemon(self.PROGRAMS) as daemon, daemon.kept_connection() as server:
            expected, seen = b"", b""
            place = server.kantoku.readLogChunk("talker", "stdout", 0, 0)["generation"], 0
            for part in range(12):
                lines = "".join(f"line {number} of part {part}\n" for number in range(30))
                daemon.rpc.sendProcessStdin("talker", lines)
                expected += lines.encode()
                def arrived():
                    nonlocal seen, place
                    text, lost, *place = self.read(server, *place)
                    self.assertEqual(lost, 0)
                    seen += text
                    return len(seen) >= len(expected)
                wait_for(arrived, "all of it is in the log", on_failure=lambda: f"{len(seen)} of {len(expected)}, {place}, {seen[-50:]}")
                if part == 5:
                    daemon.rpc.restart()
                    wait_for(lambda: daemon.read("main.log").count("supervisord started with pid") > 1, "it began again")
                    daemon.wait_for_state("talker", "RUNNING")
            self.assertEqual(seen, expected)
            self.assertGreater(len([name for name in os.listdir(daemon.directory) if name.startswith("talker.log.")]), 10)

    def test_what_was_cleared_is_told(self):
        with Daemon(self.PROGRAMS) as daemon, daemon.kept_connection() as server:
            daemon.rpc.sendProcessStdin("talker", "gone\n")
            wait_for(lambda: daemon.read("talker.log") == "gone\n", "it is in the log")
            generation = server.kantoku.readLogChunk("talker", "stdout", 0, 1)["generation"]
            daemon.rpc.clearProcessLogs("talker")
            daemon.rpc.sendProcessStdin("talker", "new\n")
            wait_for(lambda: daemon.read("talker.log") == "new\n", "the new file has its text")
            self.assertEqual(self.read(server, generation, 1)[:2], (b"new\n", 4))


if __name__ == "__main__":
    interop.main()
