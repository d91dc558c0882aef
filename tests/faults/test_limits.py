"""Limits of descriptors and processes are reached: it is said clearly, what runs goes on, and clients are served."""

import collections
import os
import pwd
import resource
import socket
import unittest

import faults
from faults import KillableDaemon, descriptors, wait_for, wait_until_idle

MANY = """
[program:many]
command=/bin/sleep 1000
process_name=%(process_num)03d
numprocs={count}
startsecs=0
startretries={retries}
"""


class Full(unittest.TestCase):
    def states(self):
        return collections.Counter(info["statename"] for info in self.daemon.rpc.getAllProcessInfo())

    def pids(self):
        return {info["name"]: info["pid"] for info in self.daemon.rpc.getAllProcessInfo() if info["pid"]}

    def started(self, limit, number, programs, supervisord):
        daemon = KillableDaemon(programs, extra_supervisord=supervisord,
                                preexec_fn=lambda: resource.setrlimit(limit, (number, number)))
        self.addCleanup(daemon.__exit__)
        self.daemon = daemon
        return daemon


class TestStrangers(Full):
    """Who may connect over TCP, with or without a password, takes no descriptor from those on the unix socket."""

    def test_half_of_the_descriptors_are_not_for_one_tcp_server(self):
        port = faults.free_port()
        self.started(resource.RLIMIT_NOFILE, 256,
                     f"[inet_http_server]\nport=127.0.0.1:{port}\nusername=joe\npassword=swordfish\n", "minfds=200").start()
        for _ in range(2):
            clients = [socket.create_connection(("127.0.0.1", port), 30) for _ in range(300)]
            self.assertEqual(clients[-1].recv(1), b"")  # sent away at once
            self.assertEqual(self.daemon.rpc.getState()["statename"], "RUNNING")
            self.assertGreater(descriptors(self.daemon.pid), 128)
            wait_until_idle(self.daemon.pid)
            for client in clients:
                client.close()
            wait_for(lambda: descriptors(self.daemon.pid) < 100, "the descriptors are given back")
            with socket.create_connection(("127.0.0.1", port), 30) as client:
                client.sendall(b"GET /mainlogtail HTTP/1.1\r\n\r\n")
                self.assertEqual(client.recv(12), b"HTTP/1.1 401")
        self.assertEqual(self.daemon.read("main.log").count(
            "ERRO Server 'inet_http_server': clients are sent away, 128 are connected, with half of all descriptors\n"), 1)


class TestDescriptors(Full):
    def setUp(self):
        self.started(resource.RLIMIT_NOFILE, 256, MANY.format(count=300, retries=1), "minfds=200").start()
        wait_for(lambda: set(self.states()) == {"RUNNING", "FATAL"}, "all run or have given up")

    def test_what_runs_stays_and_the_others_say_why(self):
        before = self.pids()
        self.assertGreaterEqual(len(before), 30)
        self.assertIn("INFO spawnerr: too many open files to spawn '299'\n", self.daemon.read("main.log"))
        status, output, _ = self.daemon.ctl("status", "many:299")
        self.assertEqual(status, 3)
        self.assertIn("too many open files to spawn '299'", output)
        self.assertEqual(self.daemon.ctl("start", "many:299")[0], 7)
        self.assertEqual(self.pids(), before)
        self.daemon.wait_for_state("many:299", "FATAL")
        # One that stops makes room for another.
        self.daemon.rpc.stopProcess("many:000")
        self.daemon.rpc.startProcess("many:299")

    def test_clients_are_served(self):
        clients = [socket.socket(socket.AF_UNIX) for _ in range(15)]
        for client in clients:
            client.connect(self.daemon.socket)
        self.assertEqual(self.daemon.rpc.getState()["statename"], "RUNNING")
        for client in clients:
            client.close()

    def test_clients_beyond_all_descriptors_are_sent_away_and_the_next_are_served(self):
        for _ in range(2):
            clients = [socket.socket(socket.AF_UNIX) for _ in range(100)]
            for client in clients:
                client.settimeout(30)
                client.connect(self.daemon.socket)
            self.assertEqual(clients[-1].recv(1), b"")  # sent away, not left to wait
            wait_until_idle(self.daemon.pid)
            for client in clients:
                client.close()
            wait_for(lambda: descriptors(self.daemon.pid) < 240, "the descriptors are given back")
            self.assertEqual(self.daemon.rpc.getState()["statename"], "RUNNING")
        self.assertEqual(self.daemon.read("main.log").count(
            "ERRO Server 'unix_http_server': clients are sent away, there are no free file descriptors (see minfds)\n"), 2)


class TestProcesses(Full):
    """The system's limit is for users other than root."""

    def full(self, retries):
        user = pwd.getpwnam("games") if os.geteuid() == 0 else None
        have = sum(os.stat(f"/proc/{pid}").st_uid == (user.pw_uid if user else os.geteuid())
                   for pid in os.listdir("/proc") if pid.isdigit())
        daemon = self.started(resource.RLIMIT_NPROC, have + 20, MANY.format(count=30, retries=retries),
                              "minprocs=1\n" + ("user=games" if user else ""))
        if user:
            os.chown(daemon.directory, user.pw_uid, user.pw_gid)
        daemon.start()
        return daemon

    def test_a_full_table_is_waited_for(self):
        daemon = self.full(retries=100)
        wait_for(lambda: set(self.states()) == {"RUNNING", "BACKOFF"}, "some run, some wait")
        waiting = self.states()["BACKOFF"]
        self.assertRegex(daemon.read("main.log"), r"INFO spawnerr: Too many processes in process table to spawn '0\d\d'\n")
        before = self.pids()
        self.assertEqual(daemon.rpc.getState()["statename"], "RUNNING")
        for name in list(before)[:waiting]:
            daemon.rpc.stopProcess(f"many:{name}")
        wait_for(lambda: self.states()["BACKOFF"] == 0, "those who waited have started")
        self.assertEqual({name: pid for name, pid in self.pids().items() if name in list(before)[waiting:]},
                         dict(list(before.items())[waiting:]))

    def test_it_is_not_given_up_at_once(self):
        daemon = self.full(retries=1)
        wait_for(lambda: set(self.states()) == {"RUNNING", "FATAL"}, "all run or have given up")
        log = daemon.read("main.log")
        tried = collections.Counter(line.rsplit("'", 2)[1] for line in log.splitlines() if " spawnerr: " in line)
        self.assertEqual(set(tried.values()), {2})


if __name__ == "__main__":
    faults.main()
