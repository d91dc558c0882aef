"""The two sides, daemons with programs, and what the kernel tells of a process: CPU, memory, wakes."""

import contextlib
import dataclasses
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "interop"))
import interop  # noqa: E402
from harness import Incomplete  # noqa: E402

NO_LOGS = "stdout_logfile=NONE\nstderr_logfile=NONE\n"


@dataclasses.dataclass(frozen=True)
class Side:
    """A daemon and its control program."""

    name: str
    daemon: str
    ctl: str


def program(name, command, count=1, options=NO_LOGS):
    """A section; more than one process are NAME:NAME_0000 and so on."""
    text = f"[program:{name}]\ncommand={command}\nstartsecs=0\n{options}"
    if count > 1:
        text += f"numprocs={count}\nprocess_name=%(program_name)s_%(process_num)04d\n"
    return text


def sleepers(count):
    return program("s", "/bin/sleep 100000", count) if count else ""


def are_running(daemon, count):
    return sum(info["statename"] == "RUNNING" for info in daemon.rpc.getAllProcessInfo()) == count


@contextlib.contextmanager
def running(side, text, count):
    """A daemon with `text`, whose `count` processes are up."""
    with interop.Daemon(text, side.daemon) as daemon:
        if count:
            interop.wait_for(lambda: are_running(daemon, count), f"{count} are running", 120)
        yield daemon


# ---- /proc -----------------------------------------------------------------------------------------------------------

def cpu_ms(pid):
    """Milliseconds of CPU that all its threads have used, by the scheduler's nanoseconds: the ticks of stat are 10 ms."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/schedstat", encoding="ascii") as file:
            total += int(file.read().split()[0])
    return total / 1e6


def status_number(pid, key):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return next(int(text.split()[1]) for text in file if text.startswith(f"{key}:"))


def resident_mib(pid):
    return status_number(pid, "VmRSS") / 1024


def wakes(pid):
    """How often it has waited, and so been woken."""
    return status_number(pid, "voluntary_ctxt_switches")


# ---- helpers ---------------------------------------------------------------------------------------------------------

def compile_tools(directory):
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tools")
    for name in sorted(os.listdir(source)):
        if name.endswith(".c"):
            subprocess.run(["cc", "-O2", "-Wall", "-Wextra", "-pthread", "-o", os.path.join(directory, name[:-2]),
                            os.path.join(source, name)], check=True)


def numbers(*command, timeout=600, **options):
    """What a helper prints, as numbers."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout, check=False,
                          **options)
    if done.returncode != 0:
        raise Incomplete(f"{os.path.basename(command[0])} ends with {done.returncode}: {done.stderr.strip()}")
    return [float(word) for word in done.stdout.split()]


def lines_of(path):
    """The numbers in each line of a file that programs append to; none while there is no file."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="ascii") as file:
        return [[int(word) for word in text.split()] for text in file.read().splitlines()]


def wait_for_lines(path, count, seconds=120):
    """The lines of the file once there are `count`. Reads each byte once until then, so that nobody else is disturbed."""
    deadline = time.monotonic() + seconds
    seen = lines = 0
    while time.monotonic() < deadline:
        if os.path.exists(path) and os.path.getsize(path) != seen:
            with open(path, "rb") as file:
                file.seek(seen)
                new = file.read()
            seen += len(new)
            lines += new.count(b"\n")
        if lines >= count:
            return lines_of(path)
        time.sleep(0.002)
    raise Incomplete(f"{len(lines_of(path))} of {count} lines in {os.path.basename(path)} after {seconds} s")
