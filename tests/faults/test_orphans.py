"""Grandchildren that left: found through the subreaper, named or killed, reaped, and never taken for a program."""

import os
import signal
import socket
import unittest

import faults
from faults import KillableDaemon, PYTHON, is_alive, kill, wait_for

# Leaves a grandchild in a session of its own that keeps a port and minds no signal, and says its pid.
LEAVER = """
import os, signal, socket, sys
listener = socket.socket()
listener.bind(("127.0.0.1", int(sys.argv[2])))
listener.listen()
listener.set_inheritable(True)
if os.fork() == 0:
    os.setsid()
    if os.fork() > 0:
        os._exit(0)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    for number in (0, 1, 2):
        os.close(number)
    with open(sys.argv[1] + ".new", "w") as told:
        told.write(str(os.getpid()))
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    while True:
        signal.pause()
os.wait()
listener.close()
while True:
    signal.pause()
"""


class TestGrandchild(unittest.TestCase):
    def started(self, options):
        self.port = faults.free_port()
        daemon = KillableDaemon(f"[program:leaver]\ncommand={PYTHON} {{dir}}/leaver {{dir}}/told {self.port}\n{options}\n"
                                "[program:web]\ncommand=/bin/cat\n")
        with open(daemon.path("leaver"), "w", encoding="utf-8") as file:
            file.write(LEAVER)
        self.daemon = self.enterContext(daemon)
        wait_for(lambda: os.path.exists(daemon.path("told")), "the grandchild is there")
        pid = int(daemon.read("told"))
        self.addCleanup(kill, pid)
        self.assertTrue(self.port_is_taken())
        daemon.wait_for_state("leaver", "RUNNING")
        self.web = daemon.wait_for_state("web", "RUNNING")["pid"]
        return pid

    def port_is_taken(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def test_with_killasgroup_it_ends_with_its_program(self):
        pid = self.started("killasgroup=true\nstopasgroup=true")
        self.daemon.rpc.stopProcess("leaver")
        wait_for(lambda: not os.path.exists(f"/proc/{pid}"), "the grandchild is gone and reaped")
        self.assertFalse(self.port_is_taken())
        log = self.daemon.read("main.log")
        self.assertRegex(log, rf"WARN leaver left processes behind when it was stopped, killing them with SIGKILL: {pid} \(.+\)\n")
        os.remove(self.daemon.path("told"))
        self.daemon.rpc.startProcess("leaver")  # its port is free
        self.assertEqual(self.daemon.info("web")["pid"], self.web)

    def test_else_it_is_named(self):
        pid = self.started("")
        self.daemon.rpc.stopProcess("leaver")
        wait_for(lambda: "left processes behind" in self.daemon.read("main.log"), "it is in the main log")
        self.assertRegex(self.daemon.read("main.log"), rf"WARN leaver left processes behind when it was stopped: {pid} \(.+\)\n")
        self.assertTrue(is_alive(pid))
        self.assertTrue(self.port_is_taken())
        kill(pid)
        wait_for(lambda: f"INFO reaped unknown pid {pid} (terminated by SIGKILL)\n" in self.daemon.read("main.log"),
                 "it is reaped")
        self.assertEqual(self.daemon.info("web")["pid"], self.web)


class TestMany(unittest.TestCase):
    """A storm of orphans, of which each ends with a status that a program would be restarted for."""

    def test_all_are_reaped_and_nothing_is_restarted(self):
        programs = """
[program:parent]
command=/bin/sh {dir}/parent
[program:web]
command=/bin/cat
process_name=%(program_name)s_%(process_num)d
numprocs=10
[program:quick]
command=/bin/sh -c 'exit 1'
startsecs=0
"""
        daemon = KillableDaemon(programs)
        with open(daemon.path("parent"), "w", encoding="utf-8") as file:
            file.write(f"for i in $(seq 300); do (setsid sh -c 'exit 9' &); done\necho > {daemon.directory}/done\nread line\n")
        with daemon:
            wait_for(lambda: os.path.exists(daemon.path("done")), "all have been started")
            wait_for(lambda: daemon.read("main.log").count("(exit status 9)\n") >= 300, "300 orphans are reaped",
                     on_failure=lambda: daemon.read("main.log")[-500:])
            log = daemon.read("main.log")
            self.assertEqual(log.count("INFO reaped unknown pid "), log.count("(exit status 9)\n"))
            for number in range(10):
                daemon.wait_for_state(f"web:web_{number}", "RUNNING")
                self.assertEqual(log.count(f"spawned: 'web_{number}'"), 1)
            self.assertEqual(log.count("spawned: 'parent'"), 1)
            with open(f"/proc/{daemon.pid}/task/{daemon.pid}/children", encoding="utf-8") as file:
                children = file.read().split()
            self.assertLessEqual(len(children), 12)
            os.kill(daemon.pid, signal.SIGTERM)
            self.assertEqual(daemon.wait_for_end(), 0)


if __name__ == "__main__":
    faults.main()
