"""The clock jumps by a day, the machine sleeps, a dead daemon's files lie about: all goes on as if nothing had been."""

import os
import signal
import socket
import struct
import subprocess
import time
import unittest

import faults
from faults import KillableDaemon, OUR_DAEMON, is_alive, kill, preloaded, run, wait_for, wait_until_idle

DAY = 86400
PROGRAMS = """
[program:web]
command=/bin/cat
[program:late]
command=/bin/cat
startsecs=2
autostart=false
[program:stubborn]
command=/bin/sh -c 'trap "" TERM; echo ready; while read line; do :; done'
stopwaitsecs=1
stdout_logfile={dir}/stubborn.log
[program:sleeper]
command=/bin/sleep 1000
autostart=false
[program:failing]
command=/bin/false
startretries=2
autostart=false
"""


class MovedClock(KillableDaemon):
    """A daemon whose wall clock can be moved."""

    def __init__(self, programs):
        self._offset = None
        super().__init__(programs)
        self._popen["env"] = preloaded("movedclock", MOVED_CLOCK=self.path("clock"))
        self.move(0)

    def move(self, seconds):
        with open(self.path("clock"), "r+b" if os.path.exists(self.path("clock")) else "wb") as file:
            file.write(struct.pack("q", seconds))


class TestJump(unittest.TestCase):
    def setUp(self):
        self.daemon = self.enterContext(MovedClock(PROGRAMS))
        self.web = self.daemon.wait_for_state("web", "RUNNING")["pid"]
        wait_for(lambda: self.daemon.read("stubborn.log") == "ready\n", "the stubborn one is ready")
        self.daemon.wait_for_state("stubborn", "RUNNING")

    def jump(self, seconds):
        self.daemon.move(seconds)
        self.assertAlmostEqual(self.daemon.info("web")["now"], time.time() + seconds, delta=30)  # it is seen to jump

    def waits(self, act, state):
        """The seconds that a wait took."""
        name = act()
        began = time.monotonic()
        self.daemon.wait_for_state(name, state)
        return time.monotonic() - began

    def start(self, name):
        self.daemon.rpc.startProcess(name, False)
        return name

    def stop(self, name):
        self.daemon.rpc.stopProcess(name, False)
        return name

    def assertAllGoesOn(self):
        self.assertEqual(self.daemon.info("web")["pid"], self.web)
        self.assertRegex(self.daemon.info("web")["description"], r"^pid \d+, uptime (\d+ days?, )?\d+:\d\d:\d\d$")
        took = self.waits(lambda: self.start("late"), "RUNNING")
        self.assertTrue(1.5 < took < 10, took)
        self.daemon.rpc.stopProcess("late")
        took = self.waits(lambda: self.stop("stubborn"), "STOPPED")
        self.assertTrue(0.9 < took < 10, took)
        self.daemon.rpc.startProcess("stubborn")
        took = self.waits(lambda: self.start("failing"), "FATAL")  # waits 1 s and 2 s
        self.assertTrue(2.5 < took < 15, took)
        wait_until_idle(self.daemon.pid)

    def test_forwards(self):
        self.jump(DAY)
        self.assertAllGoesOn()

    def test_backwards(self):
        self.jump(-DAY)
        self.assertIn("uptime 0:00:00", self.daemon.info("web")["description"])
        self.assertAllGoesOn()

    def test_in_the_middle_of_waits(self):
        for seconds in (DAY, -DAY):
            with self.subTest(seconds=seconds):
                self.daemon.move(0)

                def begin():
                    self.start("late")
                    self.jump(seconds)
                    return "late"
                took = self.waits(begin, "RUNNING")
                self.assertTrue(1.5 < took < 10, took)
                self.daemon.rpc.stopProcess("late")

    def test_a_daemon_that_was_killed_before_the_jump_leaves_no_second_copy(self):
        self.daemon.rpc.startProcess("sleeper")
        old = self.daemon.info("sleeper")["pid"]
        self.daemon.kill()
        self.daemon.move(-DAY)
        self.daemon.start()
        wait_for(lambda: not is_alive(old), "the old copy is stopped")
        self.assertIn(f"sleeper still runs with pid {old} from a daemon that was killed", self.daemon.read("main.log"))
        self.daemon.rpc.startProcess("sleeper")


class TestSuspension(unittest.TestCase):
    """A daemon that is stopped (SIGSTOP) sees of the world what one on a machine that slept sees."""

    def test_what_happened_meanwhile_is_caught_up_with(self):
        with KillableDaemon(PROGRAMS + "[program:other]\ncommand=/bin/cat\nautorestart=true\n") as daemon:
            web = daemon.wait_for_state("web", "RUNNING")["pid"]
            other = daemon.wait_for_state("other", "RUNNING")["pid"]
            daemon.rpc.startProcess("late", False)
            daemon.rpc.startProcess("failing", False)
            os.kill(daemon.pid, signal.SIGSTOP)
            try:
                with socket.socket(socket.AF_UNIX) as client:
                    client.connect(daemon.socket)  # and does not wait for the answer
                    client.sendall(b"GET /mainlogtail HTTP/1.1\r\nHost: x\r\n\r\n")
                kill(other)
                wait_for(lambda: not is_alive(other), "it has ended")
                asleep = time.monotonic()
                wait_for(lambda: time.monotonic() - asleep > 2.5, "every wait is over")
            finally:
                os.kill(daemon.pid, signal.SIGCONT)
            daemon.wait_for_state("late", "RUNNING", 1)
            daemon.wait_for_state("failing", "FATAL")
            self.assertNotEqual(daemon.wait_for_state("other", "RUNNING")["pid"], other)
            self.assertEqual(daemon.read("main.log").count("spawned: 'other'"), 2)
            self.assertEqual(daemon.info("web")["pid"], web)
            wait_until_idle(daemon.pid)


class TestFilesOfTheDead(unittest.TestCase):
    def setUp(self):
        self.daemon = self.enterContext(KillableDaemon("[program:web]\ncommand=/bin/cat\n"))
        self.daemon.wait_for_state("web", "RUNNING")

    def test_socket_and_pidfile_of_a_killed_daemon_are_taken_over(self):
        old = self.daemon.pid
        self.daemon.kill()
        self.assertTrue(os.path.exists(self.daemon.socket))
        self.assertEqual(self.daemon.read("pid"), f"{old}\n")
        self.daemon.start()
        self.assertIn("Unlinking stale socket", self.daemon.read("daemon.out"))
        self.assertEqual(self.daemon.read("pid"), f"{self.daemon.pid}\n")

    def test_the_pid_in_a_pidfile_may_be_a_strangers(self):
        self.daemon.kill()
        with subprocess.Popen(["/bin/sleep", "1000"]) as stranger:
            self.addCleanup(stranger.kill)
            with open(self.daemon.path("pid"), "w", encoding="utf-8") as file:
                file.write(f"{stranger.pid}\n")
            self.daemon.start()
            self.assertEqual(self.daemon.read("pid"), f"{self.daemon.pid}\n")
            self.daemon.rpc.shutdown()
            self.assertEqual(self.daemon.wait_for_end(), 0)
            self.assertIsNone(stranger.poll())
            stranger.kill()

    def test_a_pidfile_that_another_daemon_has_taken_stays_with_that(self):
        with open(self.daemon.path("pid"), "w", encoding="utf-8") as file:
            file.write("4711\n")
        self.daemon.rpc.shutdown()
        self.assertEqual(self.daemon.wait_for_end(), 0)
        self.assertEqual(self.daemon.read("pid"), "4711\n")

    def test_a_second_daemon_on_the_same_socket_is_refused(self):
        status, _, errors = run(OUR_DAEMON, "--nodaemon", "--configuration", self.daemon.config_file)
        self.assertEqual(status, 2)
        self.assertIn("Another program is already listening", errors)
        self.assertEqual(self.daemon.rpc.getPID(), self.daemon.pid)

    def test_a_file_that_is_no_socket_is_not_removed(self):
        self.daemon.kill()
        os.remove(self.daemon.socket)
        with open(self.daemon.socket, "w", encoding="utf-8") as file:
            file.write("precious")
        status, _, errors = run(OUR_DAEMON, "--nodaemon", "--configuration", self.daemon.config_file)
        self.assertEqual(status, 2)
        self.assertRegex(errors, "exists and is no socket; remove it or choose another name")
        self.assertEqual(self.daemon.read("socket"), "precious")


if __name__ == "__main__":
    faults.main()
