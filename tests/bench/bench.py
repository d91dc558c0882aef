"""Measures kantokud beside Debian's supervisord: A B A B, on the same work, in one run.

Usage: ./dev bench [--quick|--full] [--json FILE] [NAME…]

Prints a table of medians and writes all samples as JSON. A metric that could not do its work completely (a process
that did not come up, an answer that lacks one) fails and is not counted.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "interop"))
import interop  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
TICKS = os.sysconf("SC_CLK_TCK")


class Pair:
    """A daemon and its control program."""

    def __init__(self, name, daemon, ctl):
        self.name, self.daemon, self.ctl = name, daemon, ctl


class Context:
    """What a metric needs: how many processes, how many samples, and the compiled helpers."""

    def __init__(self, processes, samples, idle_seconds, helpers):
        self.processes, self.samples, self.idle_seconds, self.helpers = processes, samples, idle_seconds, helpers

    def sleepers(self, count=None):
        count = self.processes if count is None else count
        if count == 0:
            return ""
        return ("[program:s]\ncommand=/bin/sleep 100000\nprocess_name=%(program_name)s_%(process_num)04d\n"
                f"numprocs={count}\nstartsecs=0\nstdout_logfile=NONE\nstderr_logfile=NONE\n")


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def rss_mib(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024


def all_running(daemon, count):
    return sum(info["statename"] == "RUNNING" for info in daemon.rpc.getAllProcessInfo()) == count


def running(pair, context, count=None):
    """A daemon with that many sleeping processes up."""
    count = context.processes if count is None else count
    daemon = interop.Daemon(context.sleepers(count), pair.daemon)
    daemon.__enter__()
    interop.wait_for(lambda: all_running(daemon, count), f"{count} are running", 120)
    return daemon


def timed(action, samples):
    """Milliseconds of each of `samples` calls."""
    times = []
    for _ in range(samples):
        begin = time.perf_counter()
        action()
        times.append((time.perf_counter() - begin) * 1000)
    return times


# Each metric gives samples in its unit; less is better in all of them.

def start(pair, context):
    with tempfile.TemporaryDirectory() as directory:
        marks = os.path.join(directory, "marks")
        text = context.sleepers().replace("/bin/sleep 100000", f"{context.helpers['stamp']} {marks}")
        daemon = interop.Daemon(text, pair.daemon)
        begin = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        with daemon:
            stamps = interop.wait_for(lambda: all_stamps(marks, context.processes), "all have started", 120)
            interop.wait_for(lambda: all_running(daemon, context.processes), "all are running", 120)
            return [(max(stamps) - begin) / 1e6]


def all_stamps(path, count):
    if not os.path.exists(path):
        return None
    with open(path, encoding="ascii") as file:
        stamps = [int(line) for line in file.read().split()]
    return stamps if len(stamps) >= count else None


def shutdown(pair, context):
    daemon = running(pair, context)
    try:
        begin = time.perf_counter()
        daemon.rpc.shutdown()
        daemon.wait_for_end(120)
        return [(time.perf_counter() - begin) * 1000]
    finally:
        daemon.__exit__()


def idle(pair, context):
    daemon = running(pair, context)
    try:
        begin, cpu = time.monotonic(), cpu_seconds(daemon.pid)
        time.sleep(context.idle_seconds)
        return [(cpu_seconds(daemon.pid) - cpu) * 60 / (time.monotonic() - begin) * 1000]
    finally:
        daemon.__exit__()


def rss(count):
    def measure(pair, context):
        daemon = running(pair, context, context.processes if count else 0)
        try:
            return [rss_mib(daemon.pid)]
        finally:
            daemon.__exit__()
    return measure


def rpc(method):
    def measure(pair, context):
        daemon = running(pair, context)
        try:
            with daemon.kept_connection() as connection:
                call = getattr(connection.supervisor, method)
                answer = call()
                if isinstance(answer, list) and len(answer) != context.processes:
                    raise AssertionError(f"{method} names {len(answer)} of {context.processes} processes")
                return timed(call, context.samples)
        finally:
            daemon.__exit__()
    return measure


def ctl_status(pair, context):
    daemon = running(pair, context)
    try:
        def status():
            code, output, errors = daemon.ctl("status", program=pair.ctl)
            if code != 0 or output.count("RUNNING") != context.processes:
                raise AssertionError(f"status is {code}: {output}{errors}")
        return timed(status, max(5, context.samples // 10))
    finally:
        daemon.__exit__()


def respawn(pair, context):
    with tempfile.TemporaryDirectory() as directory:
        marks = os.path.join(directory, "marks")
        text = f"[program:p]\ncommand={context.helpers['stamp']} {marks}\nstartsecs=0\nautorestart=true\n"
        with interop.Daemon(text, pair.daemon) as daemon:
            times = []
            for crash in range(max(5, context.samples // 10)):
                interop.wait_for(lambda: all_stamps(marks, crash + 1), "it is up")
                pid = daemon.wait_for_state("p", "RUNNING")["pid"]
                begin = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
                os.kill(pid, 9)
                stamps = interop.wait_for(lambda: all_stamps(marks, crash + 2), "it is up again")
                times.append((stamps[-1] - begin) / 1e6)
            return times


METRICS = {
    "start": ("exec to all programs running", "ms", start),
    "shutdown": ("shutdown of all", "ms", shutdown),
    "idle": ("idle, CPU per minute", "ms", idle),
    "rss0": ("resident memory without programs", "MiB", rss(False)),
    "rss": ("resident memory with all programs", "MiB", rss(True)),
    "respawn": ("crash to the replacement's first instruction", "ms", respawn),
    "getallprocessinfo": ("getAllProcessInfo, one client", "ms", rpc("getAllProcessInfo")),
    "getstate": ("getState", "ms", rpc("getState")),
    "ctlstatus": ("control program's status, whole process", "ms", ctl_status),
}


def floor_start(context):
    return [float(subprocess.run([context.helpers["floor"], "spawn", str(context.processes)], check=True,
                                 capture_output=True, text=True).stdout)]


FLOORS = {"start": floor_start}


def compile_helpers(directory):
    helpers = {}
    for name in ("stamp", "floor"):
        helpers[name] = os.path.join(directory, name)
        subprocess.run(["cc", "-O2", "-Wall", "-o", helpers[name], os.path.join(HERE, f"{name}.c")], check=True)
    return helpers


def summary(samples):
    ordered = sorted(samples)
    return {"median": statistics.median(ordered), "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))],
            "samples": samples}


def number(value):
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", default="build/release/bin", help="folder of kantokud and kantokuctl")
    parser.add_argument("--quick", action="store_true", help="20 programs, one round")
    parser.add_argument("--full", action="store_true", help="500 programs, five rounds")
    parser.add_argument("--json", default="build/bench.json", metavar="FILE")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(METRICS))
    options = parser.parse_args()
    if unknown := [name for name in options.names if name not in METRICS]:
        parser.error(f"no such metric: {', '.join(unknown)}; there are {', '.join(METRICS)}")

    rounds = 1 if options.quick else 5 if options.full else 2
    processes = 20 if options.quick else 500 if options.full else 100
    pairs = [Pair("kantokud", os.path.join(options.bin, "kantokud"), os.path.join(options.bin, "kantokuctl")),
             Pair("supervisord", interop.REAL_DAEMON, interop.REAL_CTL)]
    for pair in pairs:
        pair.daemon, pair.ctl = os.path.abspath(pair.daemon), os.path.abspath(pair.ctl)
    results, failed = {}, []
    with tempfile.TemporaryDirectory() as directory:
        context = Context(processes, 20 if options.quick else 100, 5 if options.quick else 20, compile_helpers(directory))
        print(f"{processes} programs, {rounds} round(s) of each\n")
        print(f"{'metric':<46} {'kantokud':>10} {'p95':>8} {'supervisord':>12} {'p95':>8} {'ratio':>8} {'floor':>8}")
        for name in options.names or METRICS:
            label, unit, measure = METRICS[name]
            samples = {pair.name: [] for pair in pairs}
            try:
                for _ in range(rounds):
                    for pair in pairs:
                        samples[pair.name] += measure(pair, context)
                floor = FLOORS[name](context)[0] if name in FLOORS else None
            except (AssertionError, OSError, subprocess.SubprocessError) as error:
                failed.append(name)
                print(f"{label}: {error}", file=sys.stderr)
                continue
            ours, theirs = summary(samples["kantokud"]), summary(samples["supervisord"])
            results[name] = {"label": label, "unit": unit, "kantokud": ours, "supervisord": theirs, "floor": floor}
            ratio = f"{theirs['median'] / ours['median']:.1f}x" if ours["median"] else "-"
            print(f"{f'{label}, {unit}':<46} {number(ours['median']):>10} {number(ours['p95']):>8} "
                  f"{number(theirs['median']):>12} {number(theirs['p95']):>8} {ratio:>8} "
                  f"{number(floor) if floor is not None else '':>8}", flush=True)
    os.makedirs(os.path.dirname(os.path.abspath(options.json)), exist_ok=True)
    with open(options.json, "w", encoding="utf-8") as file:
        json.dump({"programs": processes, "rounds": rounds, "machine": platform.platform(), "cpus": os.cpu_count(),
                   "metrics": results}, file, indent=1)
    print(f"\nall samples: {options.json}")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
