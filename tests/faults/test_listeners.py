"""Event listeners that are slow, dead or broken, and a burst of events: nothing is lost silently, and calls are answered."""

import os
import re
import threading
import time
import unittest

import faults
from faults import KillableDaemon, PYTHON, kill, resident_bytes, wait_for

# A listener that writes the serials it got to a file. What it does with an event stands in another file, read each time:
# nothing (it is good), "hang", "exit", or "babble".
LISTENER = """
import os, signal, sys
told = open(sys.argv[1], "a", buffering=1)
ready = "READY\\n"
while True:
    sys.stdout.write(ready)
    sys.stdout.flush()
    head = dict(word.split(":", 1) for word in sys.stdin.readline().split())
    if not head:
        break
    sys.stdin.read(int(head["len"]))
    way = open(sys.argv[2]).read() if os.path.exists(sys.argv[2]) else ""
    if way == "hang":
        told.write(head["serial"] + " hung\\n")
        while True:
            signal.pause()
    if way == "exit":
        told.write(head["serial"] + " died\\n")
        sys.exit(1)
    if way == "babble":
        told.write(head["serial"] + " babbled\\n")
        sys.stdout.write("no such thing\\n")
        sys.stdout.flush()
        signal.pause()
    told.write(head["serial"] + "\\n")
    sys.stdout.write("RESULT 2\\nOK")
"""
POOL = f"""
[eventlistener:{{name}}]
command={PYTHON} {{{{dir}}}}/listener {{{{dir}}}}/{{name}}.told {{{{dir}}}}/{{name}}.way
events=REMOTE_COMMUNICATION
buffer_size={{size}}
"""
# Does not read: its standard input fills.
DEAF = """
[eventlistener:deaf]
command=/bin/sh -c 'echo READY; while :; do sleep 1000; done'
events=REMOTE_COMMUNICATION
buffer_size=10
stopasgroup=true
"""
BURST = 10_000


class Listeners(unittest.TestCase):
    def start(self, programs):
        daemon = KillableDaemon(programs)
        with open(daemon.path("listener"), "w", encoding="utf-8") as file:
            file.write(LISTENER)
        self.daemon = self.enterContext(daemon)
        return daemon

    def way(self, name, what):
        with open(self.daemon.path(name + ".way.new"), "w", encoding="utf-8") as file:
            file.write(what)
        os.rename(self.daemon.path(name + ".way.new"), self.daemon.path(name + ".way"))

    def told(self, name):
        return self.daemon.read(name + ".told").splitlines() if os.path.exists(self.daemon.path(name + ".told")) else []

    def send(self, count, data="x", at_once=100):
        with self.daemon.kept_connection() as server:
            for _ in range(0, count, at_once):
                server.system.multicall(
                    [{"methodName": "supervisor.sendRemoteCommEvent", "params": ["t", data]}] * at_once)

    def discarded(self, name):
        return [int(serial) for serial in
                re.findall(rf"ERRO pool {name} event buffer overflowed, discarding event (\d+)\n", self.daemon.read("main.log"))]


class TestBurst(Listeners):
    def test_nothing_is_lost_silently_and_calls_are_answered(self):
        self.start(POOL.format(name="good", size=BURST) + POOL.format(name="slow", size=100))
        self.way("slow", "hang")
        for name in ("good", "slow"):
            self.daemon.wait_for_state(name, "RUNNING")
        times, done = [], threading.Event()

        def measure():
            while not done.is_set():
                began = time.monotonic()
                self.daemon.rpc.getState()
                times.append(time.monotonic() - began)
        caller = threading.Thread(target=measure)
        caller.start()
        try:
            self.send(BURST)
            wait_for(lambda: len(self.told("good")) == BURST, "the good one has every event",
                     on_failure=lambda: f"{len(self.told('good'))} of them")
        finally:
            done.set()
            caller.join()
        times.sort()
        self.assertLess(times[len(times) * 99 // 100], 0.2)
        serials = [int(line) for line in self.told("good")]
        self.assertEqual(serials, list(range(serials[0], serials[0] + BURST)))
        self.assertEqual(self.discarded("good"), [])

        # The other one holds one event and a hundred wait for it; each of the rest is told.
        [hung] = self.told("slow")
        lost = self.discarded("slow")
        self.assertEqual(len(lost), BURST - 101)
        self.assertEqual(sorted({int(hung.split()[0]), *lost, *serials[-100:]}), serials)

        # It recovers with a new child, and has what was kept for it. The event that it had in hand comes first again, and
        # the oldest of the others has made room for it.
        self.way("slow", "")
        kill(self.daemon.info("slow")["pid"])
        wait_for(lambda: len(self.told("slow")) == 101, "it has what was kept", on_failure=lambda: str(self.told("slow")))
        self.assertEqual([int(line) for line in self.told("slow")[1:]], [int(hung.split()[0]), *serials[-99:]])
        self.assertEqual(self.discarded("slow")[-1:], [serials[-100]])


class TestBroken(Listeners):
    def test_those_that_die_or_babble_recover_and_lose_nothing(self):
        for way, recover in (("exit", None), ("babble", "restart"), ("hang", "restart")):
            with self.subTest(way=way):
                daemon = self.start(POOL.format(name="bad", size=50))
                daemon.wait_for_state("bad", "RUNNING")
                self.way("bad", way)
                self.send(20, at_once=20)
                wait_for(lambda: self.told("bad"), "it has had one")
                if way == "babble":
                    wait_for(lambda: "bad: has entered the UNKNOWN state" in daemon.read("main.log"), "it is told")
                self.way("bad", "")
                if recover:
                    self.assertEqual(daemon.ctl(recover, "bad")[0], 0)
                wait_for(lambda: len(self.told("bad")) >= 21, "it has the others", on_failure=lambda: str(self.told("bad")))
                good = [int(line) for line in self.told("bad") if line.isdigit()]
                self.assertEqual(good, list(range(good[0], good[0] + 20)))
                self.assertEqual(self.discarded("bad"), [])

    def test_one_that_does_not_read_holds_nobody_up(self):
        daemon = self.start(DEAF + POOL.format(name="good", size=500))
        for name in ("deaf", "good"):
            daemon.wait_for_state(name, "RUNNING")
        before = resident_bytes(daemon.pid)
        # No more at once than the one that reads can take: what is held then is held for the other.
        for had in range(20, 301, 20):
            self.send(20, "x" * 200_000, at_once=20)
            wait_for(lambda: len(self.told("good")) == had, "the other one has all")
        self.assertLess(resident_bytes(daemon.pid) - before, 48 << 20)
        self.assertEqual(len(self.discarded("deaf")), 300 - 11)
        daemon.rpc.stopProcess("deaf")
        self.assertEqual(daemon.info("deaf")["statename"], "STOPPED")


if __name__ == "__main__":
    faults.main()
