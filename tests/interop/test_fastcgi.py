"""A FastCGI exchange through the socket that an fcgi-program's processes share, also as Debian's supervisord makes it."""

import grp
import os
import pwd
import stat
import unittest
from concurrent.futures import ThreadPoolExecutor

import interop
from interop import Daemon, OUR_DAEMON, REAL_DAEMON, free_port, run

PROGRAMS_DIR = os.path.join(os.environ.get("KANTOKU_BUILD_DIR", ""), "tests")
RESPONDER = os.path.join(PROGRAMS_DIR, "fastcgi_responder")
CLIENT = os.path.join(PROGRAMS_DIR, "fastcgi_client")
OWNER = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.getuid())

CONFIGURATION = f"""
[fcgi-program:local]
command={RESPONDER}
process_name=%(program_name)s_%(process_num)d
numprocs=2
socket=unix://{{dir}}/local.sock
socket_owner={OWNER.pw_name}:{grp.getgrgid(OWNER.pw_gid).gr_name}
socket_mode=0620
[fcgi-program:net]
command={RESPONDER}
socket=tcp://127.0.0.1:PORT
"""


def exchange(address, count):
    """[(pid, REQUEST_URI, body)] of `count` requests that were open at the same time."""
    status, output, errors = run(CLIENT, address, str(count), timeout=20)
    if status != 0:
        raise AssertionError(f"client: {status}: {output}{errors}")
    return [(int(pid), uri, body) for pid, uri, body in (line.split(" ", 2) for line in output.splitlines())]


def observe(command):
    """What the exchanges were like, with pids told as who they belong to."""
    told = {}
    port = free_port()
    with Daemon(CONFIGURATION.replace("PORT", str(port)), command) as daemon:
        def pids():
            return {info["pid"]: info["name"] for info in daemon.rpc.getAllProcessInfo() if info["pid"]}

        def answers(address, count):
            names = pids()
            return sorted((names.get(pid, f"unknown {pid}"), uri, body) for pid, uri, body in exchange(address, count))

        for name in ("local:local_0", "local:local_1", "net:net"):
            daemon.wait_for_state(name, "RUNNING")
        path = daemon.path("local.sock")
        info = os.stat(path)
        told["socket"] = stat.filemode(info.st_mode), info.st_uid, info.st_gid
        told["who answers two at once"] = {name for name, _, _ in answers(path, 2)}
        told["what they answer"] = sorted(answer[1:] for answer in answers(path, 2))
        told["over tcp"] = answers(f"127.0.0.1:{port}", 1)

        before = os.stat(path).st_ino
        daemon.rpc.stopProcess("local:local_0")
        told["one of them alone"] = answers(path, 1)
        daemon.rpc.startProcess("local:local_0")
        told["both again"] = {name for name, _, _ in answers(path, 2)}
        told["the socket was kept"] = os.stat(path).st_ino == before

        daemon.rpc.stopProcess("net:net")
        told["nobody listens after the last has stopped"] = run(CLIENT, f"127.0.0.1:{port}", "1")[0]
        daemon.rpc.startProcess("net:net")
        told["and again after a start"] = answers(f"127.0.0.1:{port}", 1)
    return told


class TestFastCgi(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        with ThreadPoolExecutor() as pool:
            cls.ours, cls.reference = pool.map(observe, (OUR_DAEMON, REAL_DAEMON))

    def test_two_processes_share_the_socket(self):
        both = {"local_0", "local_1"}
        self.assertEqual(self.ours["who answers two at once"], both)
        self.assertEqual(self.ours["what they answer"], [("/page/1", "body 1"), ("/page/2", "body 2")])
        self.assertEqual(self.ours["both again"], both)
        self.assertEqual(self.ours["one of them alone"], [("local_1", "/page/1", "body 1")])
        self.assertTrue(self.ours["the socket was kept"])

    def test_the_socket_has_its_owner_and_mode(self):
        self.assertEqual(self.ours["socket"], ("srw--w----", OWNER.pw_uid, OWNER.pw_gid))

    def test_the_socket_lives_as_long_as_its_processes(self):
        self.assertEqual(self.ours["over tcp"], [("net", "/page/1", "body 1")])
        self.assertEqual(self.ours["nobody listens after the last has stopped"], 1)
        self.assertEqual(self.ours["and again after a start"], [("net", "/page/1", "body 1")])

    def test_all_of_it_is_as_with_supervisord(self):
        self.assertEqual(self.ours, self.reference)


if __name__ == "__main__":
    interop.main()
