"""What the tests of faults share beyond tests/interop: a daemon's use of the machine, and a daemon that is killed.

The tests are bounded in time, use loopback addresses only, and leave nothing running.
"""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "interop"))

from interop import (Daemon, OUR_CTL, OUR_DAEMON, REAL_CTL, REAL_DAEMON, free_port, kill, main,  # noqa: E402,F401
                     processes_below, run, wait_for)

PYTHON = f"{sys.executable} -B -S"

# How a program begins whose copies must not meet: writes to `told`, in the directory that is its first argument, whether
# another one runs.
LONE_WORKER = """
import fcntl, os, signal, sys
told = open(sys.argv[1] + "/told", "a", buffering=1)
lock = open(sys.argv[1] + "/lock", "w")
try:
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
except OSError:
    told.write("two copies\\n")
"""


class KillableDaemon(Daemon):
    """A daemon that can be killed and started again on the same directory."""

    def kill(self):
        self._process.kill()
        self._process.wait()

    def start(self):
        self.__enter__()


def preloaded(library, **variables):
    """The environment of a daemon with one of our libraries in it, as tests/faults/CMakeLists.txt builds them."""
    return {**os.environ, **variables,
            "LD_PRELOAD": os.path.join(os.environ["KANTOKU_BUILD_DIR"], f"tests/lib{library}.so"),
            # The address sanitizer wants to be the first that is loaded, and need not be.
            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}


def process_state(pid):
    """The letter that /proc has for it: "R", "T", "Z" ...; "X" for one that is gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0]
    except OSError:
        return "X"


def is_alive(pid):
    """False for one that is dead and was not reaped, too."""
    return process_state(pid) not in "ZX"


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_bytes(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS:")) * 1024


def forget_peak(pid):
    """From here on peak_bytes() counts anew."""
    with open(f"/proc/{pid}/clear_refs", "w", encoding="ascii") as file:
        file.write("5")


def peak_bytes(pid):
    """The most that was resident at any moment."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM:")) * 1024


def wait_until_idle(pid, seconds=30):
    """Until a second passes in which the process uses no CPU."""
    state = {"cpu": cpu_seconds(pid), "since": 0}

    def quiet():
        import time
        now = cpu_seconds(pid)
        if now != state["cpu"] or not state["since"]:
            state.update(cpu=now, since=time.monotonic())
        return time.monotonic() - state["since"] >= 1
    wait_for(quiet, "a second without CPU", seconds)
