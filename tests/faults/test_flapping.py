"""A program that ends as fast as it is started: the rate of its starts is bounded, and the loop is seen."""

import os
import time
import unittest

import faults
from faults import KillableDaemon, cpu_seconds, wait_for

# Each child leaves the time at which it was started.
PROGRAMS = """
[program:flapping]
command=/bin/sh -c 'echo >> {dir}/starts; exit 3'
startsecs=0
[program:missing]
command=/no/such/program
startsecs=0
startretries=1
[program:quick]
command=/bin/false
startretries=1
[program:steady]
command=/bin/cat
"""


class TestFlapping(unittest.TestCase):
    def setUp(self):
        self.daemon = self.enterContext(KillableDaemon(PROGRAMS))
        self.steady = self.daemon.wait_for_state("steady", "RUNNING")["pid"]

    def starts(self):
        return os.path.getsize(self.daemon.path("starts"))

    def explanation(self):
        with self.daemon.kept_connection() as server:
            return server.kantoku.explainProcess("flapping")["summary"]

    def test_it_is_started_at_most_ten_times_a_second(self):
        before, began, cpu = self.starts(), time.monotonic(), cpu_seconds(self.daemon.pid)
        wait_for(lambda: self.starts() >= before + 30, "thirty starts")
        # As many as ten may have been due at once.
        self.assertGreaterEqual(time.monotonic() - began, 1.9)
        self.assertLess(cpu_seconds(self.daemon.pid) - cpu, 1)
        self.assertEqual(self.daemon.info("steady")["pid"], self.steady)

    def test_the_loop_is_seen(self):
        wait_for(lambda: "again and again" in self.explanation(), "the explanation tells of the loop", on_failure=self.explanation)
        log = self.daemon.read("main.log")
        self.assertEqual(log.count("WARN flapping ends as fast as it is started; it is started at most 10 times a second\n"), 1)
        self.assertIn("INFO success: flapping entered RUNNING state", log)
        self.assertIn("WARN exited: flapping (exit status 3; not expected)\n", log)
        status, output, _ = self.daemon.ctl("why", "flapping")
        self.assertEqual(status, 0)
        self.assertIn("ends as fast as it is started, again and again", output)
        with self.daemon.kept_connection() as server:
            causes = [entry["cause"] for entry in server.kantoku.getHistory("flapping") if entry["to"] == "STARTING"]
        self.assertEqual(set(causes), {"autorestart"})

    def test_it_stays_controllable(self):
        for _ in range(20):
            self.daemon.ctl("stop", "flapping")
            self.assertIn(self.daemon.info("flapping")["statename"], ("STOPPED", "EXITED"))
            stopped = self.starts()
            self.assertEqual(self.daemon.info("flapping")["pid"], 0)
            self.daemon.ctl("start", "flapping")
            wait_for(lambda: self.starts() > stopped, "it is started again")
        self.daemon.ctl("stop", "flapping")
        self.assertEqual(self.daemon.wait_for_state("flapping", "STOPPED")["pid"], 0)
        self.assertNotIn("again and again", self.explanation())

    def test_what_cannot_be_started_is_given_up(self):
        self.daemon.wait_for_state("missing", "FATAL")
        self.daemon.wait_for_state("quick", "FATAL")
        log = self.daemon.read("main.log")
        self.assertEqual(log.count("INFO spawnerr: can't find command '/no/such/program'\n"), 2)
        self.assertEqual(log.count("WARN exited: quick (exit status 1; not expected)\n"), 2)


if __name__ == "__main__":
    faults.main()
