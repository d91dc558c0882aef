"""Starting, ending and replacing programs, and reading a configuration in which nothing changed."""

import os
import signal
import tempfile
import time

import servers
from harness import Goal, Incomplete, Metric
from servers import interop


def now_ns():
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC)


def start(side, work):
    """(milliseconds to the last program's first instruction, milliseconds of the daemon's CPU until all are running)"""
    with tempfile.TemporaryDirectory() as directory:
        marks = os.path.join(directory, "marks")
        text = servers.program("s", f"{work.tool('stamp')} {marks}", work.programs)
        begin = now_ns()
        with interop.Daemon(text, side.daemon, waits=False) as daemon:
            stamps = servers.wait_for_lines(marks, work.programs)
            cpu = servers.cpu_ms(daemon.pid)
            interop.wait_for(lambda: servers.are_running(daemon, work.programs), "all are running", 120)
            return (max(stamp for stamp, _ in stamps) - begin) / 1e6, cpu


def start_floor(work):
    """Milliseconds until all had started, of CPU, and until all had ended."""
    with tempfile.TemporaryDirectory() as directory:
        return servers.numbers(work.tool("spawn"), str(work.programs), os.path.join(directory, "marks"), work.tool("stamp"))


def shutdown(side, work):
    with servers.running(side, servers.sleepers(work.programs), work.programs) as daemon:
        pids = [info["pid"] for info in daemon.rpc.getAllProcessInfo()]
        begin = now_ns()
        daemon.rpc.shutdown()
        daemon.wait_for_end(120)
        took = (now_ns() - begin) / 1e6
        if left := [pid for pid in pids if os.path.exists(f"/proc/{pid}")]:
            raise Incomplete(f"{len(left)} programs outlive the daemon")
        return [took]


def respawn(side, work):
    with tempfile.TemporaryDirectory() as directory:
        marks = os.path.join(directory, "marks")
        text = servers.program("p", f"{work.tool('stamp')} {marks}", options=servers.NO_LOGS + "autorestart=true\n")
        with servers.running(side, text, 1):
            times = []
            for crash in work.series(least=20, most=300):
                pid = servers.wait_for_lines(marks, crash + 1)[-1][1]
                time.sleep(0.15)  # more than ten starts a second are held back, and that is not measured here
                begin = now_ns()
                os.kill(pid, signal.SIGKILL)
                times.append((servers.wait_for_lines(marks, crash + 2)[-1][0] - begin) / 1e6)
            return times


def respawn_floor(work):
    with tempfile.TemporaryDirectory() as directory:
        return servers.numbers(work.tool("respawn"), "100", os.path.join(directory, "marks"), work.tool("stamp"))


def reread(side, work):
    text = "".join(servers.program(f"p{number}", "/bin/sleep 100000") + "autostart=false\n"
                   for number in range(work.programs))
    with servers.running(side, text, 0) as daemon, daemon.kept_connection() as connection:
        times = []
        for _ in work.series(least=5, most=50):
            begin = now_ns()
            answer = connection.supervisor.reloadConfig()
            times.append((now_ns() - begin) / 1e6)
            if answer != [[[], [], []]]:
                raise Incomplete(f"nothing changed, but the answer is {answer}")
        return times


METRICS = [
    metric for programs, better, ending in ((100, 20, 40), (1000, 7, 20)) for metric in (
        Metric(f"start{programs}", "exec to {programs} programs running", "ms", lambda side, work: [start(side, work)[0]],
               programs, floor=lambda work: start_floor(work)[:1], goals=(Goal(times=better),)),
        Metric(f"startcpu{programs}", "the daemon's CPU for {programs} starts", "ms",
               lambda side, work: [start(side, work)[1]], programs, floor=lambda work: start_floor(work)[1:2],
               goals=(Goal(times=15),)),
        Metric(f"shutdown{programs}", "shutdown of {programs}", "ms", shutdown, programs,
               floor=lambda work: start_floor(work)[2:], goals=(Goal(times=ending),)))
] + [
    Metric("respawn", "crash to the replacement's first instruction", "ms", respawn, floor=respawn_floor,
           goals=(Goal(under=3), Goal("p95", under=10))),
    Metric("reread", "reloadConfig of {programs} programs, nothing changed", "ms", reread, 1000, goals=(Goal(under=50),)),
]
