"""kantokud seen from around it: background, pidfile, systemd, limits, users, signals, and who comes second."""

import os
import pwd
import resource
import shutil
import signal
import socket
import tempfile
import unittest

import interop
from interop import Daemon, OUR_DAEMON, run, wait_for

IS_ROOT = os.geteuid() == 0
PROGRAMS = """
[program:web]
command=/bin/sh -c 'while read line; do echo "$line"; done'
stdout_logfile={dir}/web.log
"""


def status_of(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return {key: value.split() for key, _, value in (line.partition(":") for line in file)}


class Background(Daemon):
    """A daemon that goes to the background by itself: it is nobody's child here, and its pid is in its pidfile."""

    def arguments(self):
        return [self.command, "--configuration", self.config_file]

    def __enter__(self):
        self.starter = run(*self.arguments())
        return self

    @property
    def pid(self):
        return int(self.read("pid"))

    def is_gone(self):
        return not os.path.exists(self.path("pid"))

    def __exit__(self, *_):
        if not self.is_gone():
            os.kill(self.pid, signal.SIGTERM)
            wait_for(self.is_gone, "the pidfile is removed")
        shutil.rmtree(self.directory, ignore_errors=True)


class TestBackground(unittest.TestCase):
    def test_when_the_starter_ends_the_daemon_works(self):
        with Background(PROGRAMS, extra_supervisord="directory=/usr\numask=027") as daemon:
            self.assertEqual(daemon.starter, (0, "", ""))
            self.assertEqual(daemon.rpc.getState()["statename"], "RUNNING")
            pid = daemon.rpc.getPID()
            self.assertEqual(daemon.read("pid"), f"{pid}\n")
            self.assertEqual(os.getsid(pid), pid)
            self.assertEqual({os.readlink(f"/proc/{pid}/fd/{number}") for number in range(3)}, {"/dev/null"})
            self.assertEqual(os.readlink(f"/proc/{pid}/cwd"), "/usr")
            self.assertEqual(status_of(pid)["Umask"], ["0027"])
            self.assertIn("INFO daemonizing the supervisord process\n", daemon.read("main.log"))
            self.assertIn("INFO set current directory: '/usr'\n", daemon.read("main.log"))

            os.kill(pid, signal.SIGTERM)
            wait_for(daemon.is_gone, "the pidfile is removed")
            self.assertFalse(os.path.exists(daemon.socket))

    def refused(self, programs, extra_supervisord=""):
        """What the starter said, having seen to it that nothing is left of the daemon."""
        with Background(programs, extra_supervisord=extra_supervisord) as daemon:
            status, output, errors = daemon.starter
            self.assertEqual((status, output), (2, ""), errors)
            self.assertTrue(daemon.is_gone())
            return errors

    def test_a_port_in_use_is_told_to_the_starter(self):
        with socket.socket() as rival:
            rival.bind(("127.0.0.1", 0))
            rival.listen()
            port = rival.getsockname()[1]
            errors = self.refused(f"[inet_http_server]\nport=127.0.0.1:{port}\n")
        self.assertIn("Another program is already listening", errors)

    def test_a_log_that_cannot_be_written_is_told_to_the_starter(self):
        self.assertIn("/no/such/directory", self.refused(PROGRAMS, "logfile=/no/such/directory/main.log"))


class TestSecond(unittest.TestCase):
    def test_a_second_daemon_on_the_same_socket_is_refused(self):
        with Daemon(PROGRAMS) as first:
            status, _, errors = run(OUR_DAEMON, "--nodaemon", "--configuration", first.config_file)
            self.assertEqual(status, 2)
            self.assertIn("Another program is already listening", errors)
            self.assertEqual(first.rpc.getPID(), first.pid)
            self.assertEqual(first.read("pid"), f"{first.pid}\n")

    def test_a_socket_that_was_left_behind_is_taken_over(self):
        daemon = Daemon(PROGRAMS)
        with socket.socket(socket.AF_UNIX) as gone:
            gone.bind(daemon.socket)
            gone.listen()
        with daemon:
            self.assertEqual(daemon.rpc.getPID(), daemon.pid)


class TestSystemd(unittest.TestCase):
    def setUp(self):
        self.systemd = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.systemd.close)
        self.systemd.settimeout(30)

    def next_message(self):
        """The fields of the next message that is no mere sign of life."""
        while True:
            fields = dict(line.split("=", 1) for line in self.systemd.recv(4096).decode().splitlines())
            if fields != {"WATCHDOG": "1"}:
                return fields

    def observe(self, address, name):
        self.systemd.bind(address)
        with Daemon(PROGRAMS, env={**os.environ, "NOTIFY_SOCKET": name}) as daemon:
            self.assertEqual(self.next_message(), {"READY": "1", "MAINPID": str(daemon.pid)})
            os.kill(daemon.pid, signal.SIGHUP)
            self.assertEqual(self.next_message()["RELOADING"], "1")
            self.assertEqual(self.next_message(), {"READY": "1", "MAINPID": str(daemon.pid)})
            os.kill(daemon.pid, signal.SIGTERM)
            self.assertEqual(self.next_message(), {"STOPPING": "1"})
            self.assertEqual(daemon.wait_for_end(), 0)

    def test_start_reload_and_end_are_told_to_a_socket(self):
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, "notify")
            self.observe(path, path)

    def test_start_reload_and_end_are_told_to_an_abstract_name(self):
        name = f"kantoku-test-{os.getpid()}"
        self.observe("\0" + name, "@" + name)

    def test_signs_of_life_are_given_when_asked_for(self):
        name = f"kantoku-test-watchdog-{os.getpid()}"
        self.systemd.bind("\0" + name)
        asked = {"NOTIFY_SOCKET": "@" + name, "WATCHDOG_USEC": "100000"}
        with Daemon(PROGRAMS, env={**os.environ, **asked}) as daemon:
            for _ in range(3):
                wait_for(lambda: self.systemd.recv(4096) == b"WATCHDOG=1", "a sign of life")
            child = daemon.wait_for_state("web", "RUNNING")["pid"]
            with open(f"/proc/{child}/environ", "rb") as file:
                environment = file.read()
        self.assertNotIn(b"NOTIFY_SOCKET", environment)
        self.assertNotIn(b"WATCHDOG_USEC", environment)


class TestLimits(unittest.TestCase):
    def child_limit(self, soft, min_descriptors):
        """(soft limit of descriptors of a child, the main log) of a daemon that was started with `soft`."""
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        with Daemon(PROGRAMS, extra_supervisord=f"minfds={min_descriptors}",
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))) as daemon:
            child = daemon.wait_for_state("web", "RUNNING")["pid"]
            return resource.prlimit(child, resource.RLIMIT_NOFILE)[0], daemon.read("main.log")

    def test_a_limit_below_minfds_is_raised(self):
        limit, log = self.child_limit(soft=128, min_descriptors=200)
        self.assertEqual(limit, 200)
        self.assertIn("INFO Increased RLIMIT_NOFILE limit to 200\n", log)

    def test_a_limit_above_minfds_stays(self):
        limit, log = self.child_limit(soft=256, min_descriptors=200)
        self.assertEqual(limit, 256)
        self.assertNotIn("RLIMIT_NOFILE", log)

    def test_more_than_the_system_gives_is_refused(self):
        daemon = Daemon(PROGRAMS, extra_supervisord="minfds=2000000000")  # more than any kernel's fs.nr_open
        self.addCleanup(shutil.rmtree, daemon.directory)
        status, _, errors = run(*daemon.arguments())
        self.assertEqual(status, 2)
        self.assertIn('required to run this process is 2000000000 as per the "minfds"', errors)
        self.assertFalse(os.path.exists(daemon.socket))


class TestUser(unittest.TestCase):
    if IS_ROOT:
        def test_root_becomes_the_user(self):
            user = pwd.getpwnam("nobody")
            daemon = Daemon(PROGRAMS, extra_supervisord="user=nobody")
            os.chown(daemon.directory, user.pw_uid, user.pw_gid)
            with daemon:
                for pid in (daemon.pid, daemon.wait_for_state("web", "RUNNING")["pid"]):
                    status = status_of(pid)
                    self.assertEqual(status["Uid"], [str(user.pw_uid)] * 4)
                    self.assertEqual(status["Gid"], [str(user.pw_gid)] * 4)
                    self.assertEqual(sorted(map(int, status["Groups"])),
                                     sorted(os.getgrouplist("nobody", user.pw_gid)))
                self.assertEqual(os.stat(daemon.socket).st_uid, user.pw_uid)
                log = daemon.read("main.log")
            self.assertIn(f"INFO Set uid to user {user.pw_uid} succeeded\n", log)
            self.assertNotIn("Privileges were not dropped", log)
    else:
        def test_others_become_nobody_else(self):
            daemon = Daemon(PROGRAMS, extra_supervisord="user=root")
            self.addCleanup(shutil.rmtree, daemon.directory)
            status, _, errors = run(*daemon.arguments())
            self.assertEqual(status, 2)
            self.assertIn("Can't drop privilege as nonroot user", errors)


class TestSignals(unittest.TestCase):
    def test_usr2_begins_new_files(self):
        with Daemon(PROGRAMS) as daemon:
            daemon.wait_for_state("web", "RUNNING")
            daemon.rpc.sendProcessStdin("web", "earlier\n")
            wait_for(lambda: daemon.read("web.log") == "earlier\n", "the program's line is in its log")
            for name in ("main.log", "web.log"):
                os.rename(daemon.path(name), daemon.path(name + ".moved"))
            os.kill(daemon.pid, signal.SIGUSR2)
            wait_for(lambda: all(os.path.exists(daemon.path(name)) for name in ("main.log", "web.log")), "new files")
            daemon.rpc.sendProcessStdin("web", "later\n")
            wait_for(lambda: daemon.read("web.log") == "later\n", "the next line is in the new log")
            daemon.rpc.stopProcess("web")
            self.assertEqual(daemon.read("web.log.moved"), "earlier\n")
            self.assertIn("INFO received SIGUSR2 indicating log reopen request\n", daemon.read("main.log.moved"))
            self.assertIn("stopped: web (terminated by SIGTERM)\n", daemon.read("main.log"))
            self.assertNotIn("stopped: web", daemon.read("main.log.moved"))

    def test_each_request_to_end_is_followed(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
            with self.subTest(signal=number.name), Daemon(PROGRAMS) as daemon:
                os.kill(daemon.pid, number)
                self.assertEqual(daemon.wait_for_end(), 0)
                self.assertIn(f"WARN received {number.name} indicating exit request\n", daemon.read("main.log"))
                self.assertFalse(os.path.exists(daemon.path("pid")))


if __name__ == "__main__":
    interop.main()
