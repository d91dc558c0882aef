"""Everything at once: programs that flap, floods, a slow listener that is killed, clients at random, clients that vanish,
rotations, broken configurations, logs that cannot be written, grandchildren that leave, and a daemon that is killed.

`./dev soak [MINUTES]` runs it, with KANTOKU_BIN_DIR for the programs and --helpers for flapper. At the end the
daemon must hold what it held at the start (descriptors, memory, no CPU), must not have run two copies of anything, and must
still have every entry under control. The seed is printed; the same one makes the same choices, though not the same races.
"""

import argparse
import collections
import os
import random
import signal
import socket
import sys
import threading
import time
import xmlrpc.client

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, os.pardir, "faults"))

from faults import (KillableDaemon, PYTHON, descriptors, processes_below, resident_bytes, wait_for,  # noqa: E402
                    wait_until_idle)

FLAPPING = [f"flap_{number:02d}" for number in range(20)]
ALL = FLAPPING + ["flood_0", "flood_1", "leaver"]
CLIENTS = 8
LONGEST_ANSWER = 2.0  # seconds; a machine under load is slow, a daemon that hangs is slower
MEMORY_GROWTH = 8 << 20
SANITIZED_GROWTH = 32 << 20  # sanitizers keep what was freed, and notes of their own
# What a client may be told when others do something to the same entry. FAILED is a log that was just cleared.
FAULTS = {"BAD_NAME", "NOT_RUNNING", "ALREADY_STARTED", "SPAWN_ERROR", "ABNORMAL_TERMINATION", "STILL_RUNNING",
          "ALREADY_ADDED", "NO_FILE", "FAILED"}
BROKEN = "[program:broken]\ncommand=/bin/cat\nnumprocs=many\n"
LISTENER = """
import sys, time
while True:
    sys.stdout.write("READY\\n")
    sys.stdout.flush()
    head = dict(word.split(":", 1) for word in sys.stdin.readline().split())
    if not head:
        break
    sys.stdin.read(int(head["len"]))
    time.sleep(0.02)
    sys.stdout.write("RESULT 2\\nOK")
"""


def programs(helpers, dice, complete=False):
    """The configuration; without `complete` some programs have other options or are missing."""
    text = f"""
[eventlistener:slow]
command={PYTHON} {{dir}}/listener
events=PROCESS_STATE,PROCESS_LOG
buffer_size=50
[program:flood]
command={helpers}/flapper --flood
process_name=%(program_name)s_%(process_num)d
numprocs=2
autostart=false
stdout_logfile_maxbytes=1MB
stdout_logfile_backups=3
stdout_logfile={{dir}}/logs/%(program_name)s_%(process_num)d
[group:flood]
programs=flood
[program:leaver]
command=/bin/sh -c 'setsid sleep 1000 & wait'
autostart=false
killasgroup=true
stopwaitsecs=1
"""
    for name in FLAPPING:
        if complete or dice.random() > 0.1:
            text += f"""
[program:{name}]
command={helpers}/flapper {{dir}}/{name}.lock {{dir}}/violations
autostart=false
autorestart={'true' if complete else dice.choice(['true', 'unexpected', 'false'])}
startsecs={1 if complete else dice.choice([0, 1])}
startretries=3
stopwaitsecs=1
stdout_logfile_maxbytes=20KB
stdout_logfile_backups=2
stdout_events_enabled=true
"""
    return text


class Soak:
    def __init__(self, daemon, helpers, seed):
        self.daemon = daemon
        self.helpers = helpers
        self.seed = seed
        self.done = threading.Event()
        self.problems = []
        self.counts = collections.Counter()
        self.faults = collections.Counter()
        self.slowest = 0.0
        self._file = threading.Lock()

    # ---- clients

    def update(self, dice):
        with self._file:
            self.daemon.configure(programs(self.helpers, dice))
            if dice.random() < 0.2:
                self.refuse_broken()
            status, output, errors = self.daemon.ctl("update")
            if status and not any(fault in output for fault in FAULTS):
                self.problems.append(f"update: {status} {output} {errors}")

    def refuse_broken(self):
        with open(self.daemon.config_file, encoding="utf-8") as file:
            text = file.read()
        with open(self.daemon.config_file, "w", encoding="utf-8") as file:
            file.write(text + BROKEN)
        try:
            self.daemon.rpc.reloadConfig()
            self.problems.append("a broken configuration was taken")
        except xmlrpc.client.Fault as fault:
            if not fault.faultString.startswith("CANT_REREAD") or "program:broken" not in fault.faultString:
                self.problems.append(f"a broken configuration: {fault.faultString}")
        with open(self.daemon.config_file, "w", encoding="utf-8") as file:
            file.write(text)

    def hide_logs(self):
        """For a moment the floods' logs have no folder."""
        with self._file:  # without the folder no configuration can be read
            os.rename(self.daemon.path("logs"), self.daemon.path("hidden"))
            self.daemon.rpc.getState()
            os.rename(self.daemon.path("hidden"), self.daemon.path("logs"))

    def full_name(self, name):
        return f"flood:{name}" if name.startswith("flood") else name

    def act(self, dice):
        name = self.full_name(dice.choice(ALL))
        rpc = self.daemon.rpc
        what = dice.choices(["start", "stop", "restart", "signal", "look", "tail", "clear", "update", "reopen", "many", "hide",
                             "listener"], [20, 20, 20, 5, 10, 5, 3, 3, 1, 2, 1, 1])[0]
        self.counts[what] += 1
        if what == "start":
            rpc.startProcess(name, dice.random() < 0.5)
        elif what == "stop":
            rpc.stopProcess(name, dice.random() < 0.5)
        elif what == "restart":
            try:
                rpc.stopProcess(name)
            finally:
                rpc.startProcess(name, False)
        elif what == "signal":
            rpc.signalProcess(name, dice.choice(["TERM", "KILL", "HUP", "CONT"]))
        elif what == "look":
            rpc.getAllProcessInfo()
        elif what == "tail":
            rpc.tailProcessStdoutLog(name, 0, 4096)
        elif what == "clear":
            rpc.clearProcessLogs(name)
        elif what == "update":
            self.update(dice)
        elif what == "reopen":
            os.kill(self.daemon.pid, signal.SIGUSR2)
        elif what == "hide":
            self.hide_logs()
        elif what == "listener":
            rpc.signalProcess("slow", "KILL")
        elif dice.random() < 0.5:
            rpc.stopProcessGroup("flood", False)
        else:
            rpc.startProcessGroup("flood", False)

    def client(self, number):
        dice = random.Random(f"{self.seed} {number}")
        while not self.done.is_set():
            try:
                self.act(dice)
            except xmlrpc.client.Fault as fault:
                text = fault.faultString.partition(":")[0]
                self.faults[text] += 1
                if text not in FAULTS:
                    self.problems.append(f"unexpected fault {fault}")
            except Exception as error:  # whatever it is, it is what the soak is for
                self.problems.append(f"client {number}: {error!r}")
                return

    def guarded(self, work):
        """A thread that ends early is found out."""
        try:
            work()
        except Exception as error:
            self.problems.append(f"{work.__name__}: {error!r}")

    def vanishing_client(self):
        dice = random.Random(f"{self.seed} vanishing")
        requests = [b"", b"POST /RPC2 HTTP/1.1\r\nContent-Le", b"GET /logtail/flood:flood_0 HTTP/1.1\r\nHost: x\r\n\r\n",
                    b"GET /events HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /mainlogtail HTTP/1.1\r\nHost: x\r\n\r\n"]
        while not self.done.is_set():
            with socket.socket(socket.AF_UNIX) as client:
                client.settimeout(0.2)
                client.connect(self.daemon.socket)
                client.sendall(dice.choice(requests))
                try:
                    client.recv(dice.choice([1, 1 << 16]))
                    self.done.wait(dice.random() / 5)  # and reads no more
                except TimeoutError:
                    pass
            self.counts["vanished"] += 1

    def clock(self):
        while not self.done.wait(0.1):
            began = time.monotonic()
            self.daemon.rpc.getState()
            self.slowest = max(self.slowest, time.monotonic() - began)

    def run(self, seconds):
        threads = [threading.Thread(target=self.client, args=(number,)) for number in range(CLIENTS)]
        threads += [threading.Thread(target=self.guarded, args=(work,)) for work in (self.vanishing_client, self.clock)]
        for thread in threads:
            thread.start()
        self.done.wait(seconds)
        self.done.set()
        for thread in threads:
            thread.join(60)
            if thread.is_alive():
                self.problems.append("a call is not answered")

    # ---- what must hold at the end

    def quieten(self):
        # stopProcessGroup passes over what is being stopped already, and then the group cannot be removed.
        wait_for(lambda: all(info["statename"] != "STOPPING" for info in self.daemon.rpc.getAllProcessInfo()),
                 "what the clients stopped has ended", 10)
        self.daemon.configure(programs(self.helpers, None, complete=True))
        status, output, errors = self.daemon.ctl("update")
        if status:
            self.problems.append(f"the last update: {output} {errors}")
        self.stop_all()

    def stop_all(self):
        self.control("flood", "stopProcessGroup")
        for name in FLAPPING + ["leaver"]:
            self.control(name, "stopProcess", "NOT_RUNNING")

    def control(self, name, method, *allowed):
        try:
            getattr(self.daemon.rpc, method)(name)
        except xmlrpc.client.Fault as fault:
            if not fault.faultString.startswith(allowed):
                self.problems.append(f"{method} of {name}: {fault.faultString}")

    def check_control(self):
        """Every entry starts and stops, and stays stopped."""
        known = {self.full_name(info["name"]) for info in self.daemon.rpc.getAllProcessInfo()}
        for name in map(self.full_name, ALL):
            self.control(name, "startProcess", "SPAWN_ERROR", "ABNORMAL_TERMINATION")
            if name in known and not self.daemon.info(name)["start"]:
                self.problems.append(f"{name} was not started")
        self.stop_all()
        for info in self.daemon.rpc.getAllProcessInfo():
            if info["name"] != "slow" and (info["pid"] or info["statename"] not in ("STOPPED", "EXITED", "FATAL")):
                self.problems.append(f"{info['name']} is {info['statename']} after it was stopped")

    def check_copies(self):
        if os.path.exists(self.daemon.path("violations")):
            self.problems.append(f"two copies at once: {self.daemon.read('violations')}")
        left = set(processes_below(self.daemon.directory)) - {self.daemon.pid, self.daemon.info("slow")["pid"]}
        if left:
            self.problems.append(f"processes that nobody knows: {left}")


def allowed_growth(pid):
    with open(f"/proc/{pid}/maps", encoding="utf-8") as file:
        text = file.read()
    return SANITIZED_GROWTH if "libasan" in text or "libtsan" in text else MEMORY_GROWTH


def soak(helpers, seconds, seed):
    """The problems that were found."""
    daemon = KillableDaemon(programs(helpers, None, complete=True))
    with open(daemon.path("listener"), "w", encoding="utf-8") as file:
        file.write(LISTENER)
    os.mkdir(daemon.path("logs"))
    with daemon:
        daemon.wait_for_state("slow", "RUNNING")
        run = Soak(daemon, helpers, seed)
        run.check_control()  # everything has been used once: what is allocated for good is
        run.run(min(5, seconds / 5))
        run.done.clear()
        # The next daemon finds the children whom this one leaves: never two copies. Of their own children it cannot know.
        run.control("leaver", "startProcess", "ALREADY_STARTED", "SPAWN_ERROR")
        run.control("leaver", "stopProcess")
        daemon.kill()
        daemon.configure(programs(helpers, None, complete=True))
        daemon.start()
        daemon.wait_for_state("slow", "RUNNING")
        run.quieten()
        run.check_control()
        wait_until_idle(daemon.pid, 60)
        files, memory = descriptors(daemon.pid), resident_bytes(daemon.pid)
        run.run(seconds)
        run.quieten()
        run.check_control()
        run.check_copies()
        wait_until_idle(daemon.pid, 60)
        try:
            wait_for(lambda: descriptors(daemon.pid) <= files, "the descriptors are given back", 10)
        except AssertionError:
            run.problems.append(f"descriptors: {descriptors(daemon.pid)} after {files}")
        growth = resident_bytes(daemon.pid) - memory
        if growth > allowed_growth(daemon.pid):
            run.problems.append(f"memory grew by {growth >> 10} KiB")
        if run.slowest > LONGEST_ANSWER:
            run.problems.append(f"an answer took {run.slowest:.2f} s")
        log = daemon.read("main.log")
        daemon.rpc.shutdown()
        if status := daemon.wait_for_end():
            run.problems.append(f"the daemon ended with {status}")
        print(f"seed {seed}: {dict(run.counts)}\nfaults: {dict(run.faults)}\n{log.count(' spawned: ')} starts in the last main log, "
              f"slowest answer {run.slowest * 1000:.0f} ms, memory {memory >> 10} KiB {growth >> 10:+} KiB, {files} descriptors")
        if run.problems:
            print(log[-4000:], daemon.read("daemon.out")[-4000:], sep="\n")
        return run.problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--helpers", required=True, help="the folder with flapper")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    options = parser.parse_args()
    print(f"soak: {options.minutes:g} min, seed {options.seed}", flush=True)
    problems = soak(os.path.abspath(options.helpers), options.minutes * 60, options.seed)
    for problem, count in collections.Counter(problems).most_common(20):
        print(f"PROBLEM ({count}x): {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
