"""Events to a listener that takes each at once."""

import os
import signal
import tempfile
import time
import xmlrpc.client

import servers
from harness import Goal, Incomplete, Metric

BURST = 5000


def listener(work, marks, events):
    return (f"[eventlistener:l]\ncommand={work.tool('listener')} {marks}\nevents={events}\nbuffer_size=100000\n"
            "stderr_logfile=NONE\nstartsecs=0\n")


def burst(side, work):
    """Events a second from the first to the last of a burst that one call sets off; every one must come."""
    with tempfile.TemporaryDirectory() as directory:
        marks = os.path.join(directory, "marks")
        with servers.running(side, listener(work, marks, "REMOTE_COMMUNICATION"), 1) as daemon:
            servers.wait_for_lines(marks, 0)
            with daemon.kept_connection() as connection:
                several = xmlrpc.client.MultiCall(connection)
                for _ in range(BURST):
                    several.supervisor.sendRemoteCommEvent("bench", "x")
                several()
            stamps = [stamp for stamp, in servers.wait_for_lines(marks, BURST)]
            time.sleep(0.1)
            if len(servers.lines_of(marks)) != BURST:
                raise Incomplete(f"{len(servers.lines_of(marks))} events came instead of {BURST}")
            return [(BURST - 1) / ((stamps[-1] - stamps[0]) / 1e9)]


def exited(side, work):
    """From the kill to the listener having the event."""
    with tempfile.TemporaryDirectory() as directory:
        marks = os.path.join(directory, "marks")
        text = (listener(work, marks, "PROCESS_STATE_EXITED")
                + servers.program("p", "/bin/sleep 100000", options=servers.NO_LOGS + "autorestart=false\n"))
        with servers.running(side, text, 2) as daemon:
            times = []
            for count in work.series(least=20, most=200):
                pid = daemon.info("p")["pid"]
                time.sleep(0.02)
                begin = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
                os.kill(pid, signal.SIGKILL)
                times.append((servers.wait_for_lines(marks, count + 1)[-1][0] - begin) / 1e6)
                daemon.rpc.startProcess("p")
            return times


METRICS = [
    Metric("eventrate", "events to one listener", "a second", burst, goals=(Goal(times=2),), more_is_better=True),
    Metric("exited", "kill to the listener's exited event", "ms", exited, goals=(Goal(times=10),)),
]
