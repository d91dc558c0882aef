"""The same commands, in every pairing of daemon and control program, give the same output and exit status.

What Debian's supervisorctl and supervisord say to each other is the reference.
"""

import unittest
from concurrent.futures import ThreadPoolExecutor

import interop
from interop import Daemon, OUR_CTL, OUR_DAEMON, REAL_CTL, REAL_DAEMON, wait_for
from transcript import FIRST, STEPS, comparable, happens, settled


def transcript(daemon_program, ctl_program):
    """What a user would see: every command, its exit status and its output."""
    lines = []
    with Daemon(FIRST, daemon_program) as daemon:
        wait_for(lambda: settled(daemon), "the processes are up")
        wait_for(lambda: daemon.read("talker.err") == "oops\n", "talker has talked")
        for step in (*STEPS[:-1], ("help",), ("exit",), STEPS[-1]):
            if isinstance(step, str):
                happens(step, daemon)
                continue
            status, output, errors = daemon.ctl(*step, program=ctl_program)
            lines += [f"$ {' '.join(step)}", f"[{status}]", *comparable(step, output + errors, daemon)]
        lines.append(f"daemon: {daemon.wait_for_end()}")
    return lines


PAIRS = ((OUR_DAEMON, REAL_CTL), (REAL_DAEMON, OUR_CTL), (OUR_DAEMON, OUR_CTL))


class TestTranscripts(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        # Most of each is waiting for processes to stay up, so the four go side by side.
        with ThreadPoolExecutor() as pool:
            cls.ours = {pair: pool.submit(transcript, *pair) for pair in PAIRS}
            cls.reference = pool.submit(transcript, REAL_DAEMON, REAL_CTL).result()

    def test_the_reference_is_what_a_user_knows(self):
        for line in ("idle: started", "idle: ERROR (already started)", "pair:pair_0: stopped", "coming: added process group",
                     "nobody: ERROR (no such process)", "Shut down"):
            self.assertIn(line, self.reference)

    def test_supervisorctl_drives_kantokud(self):
        self.assertEqual(self.ours[OUR_DAEMON, REAL_CTL].result(), self.reference)

    def test_kantokuctl_drives_supervisord(self):
        self.assertEqual(self.ours[REAL_DAEMON, OUR_CTL].result(), self.reference)

    def test_kantokuctl_drives_kantokud(self):
        self.assertEqual(self.ours[OUR_DAEMON, OUR_CTL].result(), self.reference)


if __name__ == "__main__":
    interop.main()
