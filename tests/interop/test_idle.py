"""Without a cause there is no wake-up: kantokud with a hundred programs uses no CPU."""

import time
import unittest

import interop
from interop import Daemon, wait_for

PROGRAMS = """
[program:sleeper]
command=/bin/sleep 100000
process_name=%(program_name)s_%(process_num)02d
numprocs=100
"""
QUIET_SECONDS = 3


def activity(pid):
    """(clock ticks of CPU, context switches) that the process has had so far, all threads together."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        switches = [int(line.split()[1]) for line in file if "voluntary_ctxt_switches" in line]
    return int(fields[11]) + int(fields[12]), sum(switches)


class TestIdle(unittest.TestCase):
    def test_a_hundred_sleeping_programs_cost_nothing(self):
        with Daemon(PROGRAMS) as daemon:
            wait_for(lambda: all(info["statename"] == "RUNNING" for info in daemon.rpc.getAllProcessInfo()),
                     "all hundred are running")
            # The last client's connection may still be closing, so the first quiet spell counts.
            since, last = time.monotonic(), activity(daemon.pid)

            def quiet():
                nonlocal since, last
                now = activity(daemon.pid)
                if now != last:
                    since, last = time.monotonic(), now
                return time.monotonic() - since >= QUIET_SECONDS

            wait_for(quiet, f"{QUIET_SECONDS} seconds without a tick of CPU and without a wake-up", 30)


if __name__ == "__main__":
    interop.main()
