"""The same commands, in every pairing of daemon and control program, give the same output and exit status.

What Debian's supervisorctl and supervisord say to each other is the reference.
"""

import unittest
from concurrent.futures import ThreadPoolExecutor

import interop
from interop import Daemon, OUR_CTL, OUR_DAEMON, REAL_CTL, REAL_DAEMON, normalised, wait_for

FIRST = """
[program:talker]
command=/bin/sh -c 'echo one; echo two; echo three; echo oops >&2; exec cat'
stdout_logfile={dir}/talker.log
stderr_logfile={dir}/talker.err
[program:pair]
command=/bin/cat
process_name=%(program_name)s_%(process_num)d
numprocs=2
[program:idle]
command=/bin/cat
autostart=false
[program:leaving]
command=/bin/cat
[program:broken]
command=/no/such/program
autostart=false
"""

SECOND = FIRST.replace("[program:leaving]\ncommand=/bin/cat", "[program:coming]\ncommand=/bin/cat").replace(
    "[program:idle]", "[program:idle]\nstopwaitsecs=5")

# After these, all processes are where the next command expects them.
STEPS = [
    ("status",),
    ("status", "talker"),
    ("status", "pair:*", "nobody"),
    ("avail",),
    ("pid",),
    ("pid", "talker"),
    ("pid", "idle"),
    ("pid", "nobody"),
    ("start", "idle"),
    ("start", "idle"),
    ("start", "broken"),
    ("stop", "idle"),
    ("stop", "idle"),
    ("stop", "pair:*"),
    ("start", "pair:*"),
    ("restart", "pair:pair_0"),
    ("restart", "nobody"),
    ("signal", "HUP", "nobody"),
    ("signal", "CONT", "talker"),
    ("signal", "NOSUCH", "talker"),
    ("tail", "talker"),
    ("tail", "-8", "talker"),
    ("tail", "talker", "stderr"),
    ("tail", "nobody"),
    ("clear", "talker"),
    ("tail", "talker"),
    ("reread",),
    "configure",
    ("reread",),
    ("avail",),
    ("update", "coming"),
    ("update",),
    ("update",),
    ("remove", "coming"),
    ("stop", "coming"),
    ("remove", "coming"),
    ("add", "coming"),
    ("add", "coming"),
    ("add", "nobody"),
    "settle",
    ("status",),
    ("frobnicate",),
    ("help", "stop"),
    ("shutdown",),
]


def settled(daemon):
    return all(info["statename"] in ("RUNNING", "STOPPED", "FATAL") for info in daemon.rpc.getAllProcessInfo())


def transcript(daemon_program, ctl_program):
    """What a user would see: every command, its exit status and its output."""
    lines = []
    with Daemon(FIRST, daemon_program) as daemon:
        wait_for(lambda: settled(daemon), "the processes are up")
        wait_for(lambda: daemon.read("talker.err") == "oops\n", "talker has talked")
        for step in STEPS:
            if step == "configure":
                daemon.configure(SECOND)
                continue
            if step == "settle":
                wait_for(lambda: settled(daemon), "the processes are where they belong")
                continue
            status, output, errors = daemon.ctl(*step, program=ctl_program)
            lines.append(f"$ {' '.join(step)}")
            lines.append(f"[{status}]")
            said = normalised(output + errors, daemon).splitlines()
            # The processes of a group answer in the order in which they happen to stop or to come up.
            lines += sorted(said) if step[-1].endswith(":*") else said
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
