"""What the tests start ends with them, however they end: a test that leaves programs behind disturbs all others."""

import os
import subprocess
import sys
import unittest

import faults
from faults import kill, wait_for

# A program that minds no SIGTERM, in a session of its own and without the directory in its arguments.
BODY = """
import os, signal, sys, time
sys.path.insert(0, {folder!r})
from faults import KillableDaemon
daemon = KillableDaemon('''
[program:stubborn]
command=/usr/bin/setsid -w /bin/sh -c 'trap "" TERM; echo $$; exec sleep 1000'
stdout_logfile={{dir}}/told
stopwaitsecs=1
killasgroup=true
''')
with daemon:
    daemon.wait_for_state("stubborn", "RUNNING")
    while not os.path.exists(daemon.path("told")) or not daemon.read("told").endswith("\\n"):
        time.sleep(0.02)
    print(daemon.pid, daemon.info("stubborn")["pid"], daemon.read("told"), flush=True)
    {end}
"""


class TestFixture(unittest.TestCase):
    def left_by(self, end):
        """Lets a test end so, and waits until nothing of it is left."""
        test = subprocess.Popen(
            [sys.executable, "-B", "-c", BODY.format(folder=os.path.dirname(os.path.abspath(__file__)), end=end)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        pids = [int(pid) for pid in test.stdout.readline().split()]
        self.assertEqual(len(pids), 3)
        for pid in pids:
            self.addCleanup(kill, pid)
        test.wait(60)
        test.stdout.close()
        for pid in pids:
            wait_for(lambda: not faults.is_alive(pid), f"{pid} of {pids} has ended", 20)

    def test_a_test_that_fails(self):
        self.left_by("raise AssertionError('wrong')")

    def test_a_test_that_fails_after_it_killed_the_daemon(self):
        self.left_by("daemon.kill(); raise AssertionError('wrong')")

    def test_a_test_that_is_killed(self):
        self.left_by("os.kill(os.getpid(), signal.SIGKILL)")


if __name__ == "__main__":
    faults.main()
