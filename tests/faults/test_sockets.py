"""The file of a control socket: two daemons that want it at the same moment."""

import os
import signal
import socket
import unittest

import faults
from faults import KillableDaemon, preloaded, wait_for

TAKEN = "Another program is already listening on a port that one of our HTTP servers is configured to use."


def leave_stale(path):
    """A socket file that nobody listens on, as a killed daemon leaves one."""
    if os.path.exists(path):
        os.remove(path)
    with socket.socket(socket.AF_UNIX) as old:
        old.bind(path)


class TestTwoAtOnce(unittest.TestCase):
    def rivals(self, **popen):
        """Two daemons with one socket and all else for themselves; what is given goes to the first."""
        first = KillableDaemon("", waits=False, **popen)
        second = KillableDaemon("", waits=False)
        second.socket = first.socket
        second.configure("")
        for daemon in (first, second):
            self.addCleanup(daemon.__exit__)
        return first, second

    def outcome(self, daemon):
        """"runs", or what it said when it ended with an error."""
        def known():
            if os.path.exists(daemon.main_log) and "supervisord started with pid" in daemon.read("main.log"):
                return "runs"
            return daemon.read("daemon.out") if daemon._process.poll() == 2 else None
        return wait_for(known, "it runs or has ended")

    def test_one_that_is_held_up_between_look_and_deed_takes_nothing_from_the_other(self):
        first, second = self.rivals()
        first._popen["env"] = preloaded("pausedunlink", PAUSED_UNLINK=first.socket)
        leave_stale(first.socket)
        first.start()
        wait_for(lambda: faults.process_state(first.pid) == "T", "the first is about to remove the stale file")
        second.start()
        self.assertIn(TAKEN, self.outcome(second))
        os.kill(first.pid, signal.SIGCONT)
        self.assertEqual(self.outcome(first), "runs")
        self.assertEqual(first.rpc.getPID(), first.pid)

    def test_of_many_pairs_one_survives_each(self):
        first, second = self.rivals()
        for _ in range(20):
            leave_stale(first.socket)
            for daemon in (first, second):
                if os.path.exists(daemon.main_log):
                    os.remove(daemon.main_log)
                daemon.start()
            outcomes = {self.outcome(daemon): daemon for daemon in (first, second)}
            self.assertEqual(len(outcomes), 2, outcomes)
            winner = outcomes.pop("runs")
            self.assertIn(TAKEN, *outcomes)
            self.assertEqual(winner.rpc.getPID(), winner.pid)
            self.assertEqual([name for name in os.listdir(first.directory) if name.startswith("socket")], ["socket"])
            winner.rpc.shutdown()
            self.assertEqual(winner.wait_for_end(), 0)


if __name__ == "__main__":
    faults.main()
