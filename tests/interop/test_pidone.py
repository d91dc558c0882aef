"""kantokud as process 1 of a pid namespace, as in a container: it reaps whatever ends there, and its end is the end.

Root may make such a namespace, others where the system allows user namespaces. Where neither is so, the one test that
is left insists on the system's refusal.
"""

import os
import shutil
import signal
import unittest

import interop
from interop import Daemon, OUR_DAEMON, run, wait_for

NAMESPACE = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"]
if os.geteuid() != 0:
    NAMESPACE += ["--user", "--map-root-user"]
STATUS, _, REFUSAL = run(*NAMESPACE, "true")

# The orphan's parent is gone at once, it has left the session, and it does not care for SIGTERM.
PROGRAMS = """
[program:web]
command=/bin/cat
[program:forking]
command=/bin/sh -c 'setsid /bin/sh {dir}/orphan & read line'
"""
WEB = """
[program:web]
command=/bin/cat
stdout_logfile={dir}/web.log
"""
ORPHAN = """trap "" TERM HUP
echo started > {dir}/orphan.started
read order < {dir}/order
exit 7
"""
STUBBORN = """
[program:stubborn]
command=/bin/sh -c 'trap "" TERM; echo ready; while read line; do :; done'
stdout_logfile={dir}/stubborn.log
stopwaitsecs=1
"""


class Namespace(Daemon):
    """A daemon that is process 1 of a namespace of its own; `pid` is unshare's."""

    def __init__(self, programs):
        super().__init__(programs, OUR_DAEMON)
        os.mkfifo(self.path("order"))
        with open(self.path("orphan"), "w", encoding="utf-8") as file:
            file.write(ORPHAN.replace("{dir}", self.directory))

    def arguments(self):
        return [*NAMESPACE, *super().arguments()]

    def __exit__(self, *arguments):
        if self._process.poll() is None:
            self._process.kill()  # unshare itself does not mind SIGTERM; the namespace goes with it
        super().__exit__(*arguments)

    def wait_for_started(self, times):
        wait_for(lambda: self.read("main.log").count("supervisord started with pid") == times, f"{times} starts")

    def descendants(self):
        """{pid outside: pid inside} of all below unshare; the daemon's first."""
        result = {}
        parents = [self.pid]
        while parents:
            parent = parents.pop(0)
            try:
                with open(f"/proc/{parent}/task/{parent}/children", encoding="utf-8") as file:
                    children = [int(pid) for pid in file.read().split()]
                for child in children:
                    with open(f"/proc/{child}/status", encoding="utf-8") as file:
                        inside = next(line for line in file if line.startswith("NSpid:")).split()[-1]
                    result[child] = int(inside)
                    parents.append(child)
            except FileNotFoundError:
                pass  # ended meanwhile
        return result


def exists(pid):
    return os.path.exists(f"/proc/{pid}")


class TestProcessOne(unittest.TestCase):
    def daemon_of(self, namespace):
        outside, inside = next(iter(namespace.descendants().items()))
        self.assertEqual(inside, 1)
        return outside

    def test_it_is_process_one(self):
        with Namespace(PROGRAMS) as namespace:
            self.daemon_of(namespace)
            self.assertEqual(namespace.rpc.getPID(), 1)
            self.assertEqual(namespace.read("pid"), "1\n")

    def test_orphans_are_reaped(self):
        with Namespace(PROGRAMS) as namespace:
            daemon = self.daemon_of(namespace)
            wait_for(lambda: os.path.exists(namespace.path("orphan.started")), "the orphan is there")
            namespace.wait_for_state("forking", "RUNNING")
            namespace.rpc.sendProcessStdin("forking", "end\n")
            namespace.wait_for_state("forking", "EXITED")  # while it lived it could have taken the orphan's end itself
            with open(namespace.path("order"), "w", encoding="utf-8") as order:
                order.write("end\n")
            wait_for(lambda: "(exit status 7)" in namespace.read("main.log"), "the orphan's end is in the log")
            self.assertRegex(namespace.read("main.log"), r"INFO reaped unknown pid \d+ \(exit status 7\)")
            self.assertEqual(namespace.info("web")["statename"], "RUNNING")
            wait_for(lambda: not [pid for pid in namespace.descendants() if self.is_zombie(pid)], "nothing is left dead")
            self.assertTrue(exists(daemon))

    @staticmethod
    def is_zombie(pid):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
                return file.read().rpartition(")")[2].split()[0] == "Z"
        except FileNotFoundError:
            return False

    def test_sigterm_ends_everything(self):
        with Namespace(PROGRAMS + STUBBORN) as namespace:
            wait_for(lambda: os.path.exists(namespace.path("orphan.started")), "the orphan is there")
            wait_for(lambda: namespace.read("stubborn.log") == "ready\n", "the stubborn one is there")
            namespace.wait_for_state("web", "RUNNING")
            everybody = namespace.descendants()
            self.assertGreaterEqual(len(everybody), 5)  # the daemon, three programs, the orphan
            os.kill(self.daemon_of(namespace), signal.SIGTERM)
            self.assertEqual(namespace.wait_for_end(), 0)
            self.assertEqual([pid for pid in everybody if exists(pid)], [])
            log = namespace.read("main.log")
            self.assertIn("WARN received SIGTERM indicating exit request\n", log)
            self.assertRegex(log, r"WARN killing 'stubborn' \(\d+\) with SIGKILL\n")
            self.assertIn("WARN stopped: web (terminated by SIGTERM)\n", log)
            self.assertRegex(log, r"WARN forking left processes behind when it was stopped: \d+ \(sh\)\n")
            self.assertFalse(os.path.exists(namespace.path("pid")))
            self.assertFalse(os.path.exists(namespace.socket))

    def test_sigint_and_sigquit_end_everything_too(self):
        for number in (signal.SIGINT, signal.SIGQUIT):
            with self.subTest(number), Namespace(PROGRAMS) as namespace:
                wait_for(lambda: os.path.exists(namespace.path("orphan.started")), "the orphan is there")
                everybody = namespace.descendants()
                self.assertGreaterEqual(len(everybody), 4)  # the daemon, two programs, the orphan
                os.kill(self.daemon_of(namespace), number)
                self.assertEqual(namespace.wait_for_end(), 0)
                self.assertEqual([pid for pid in everybody if exists(pid)], [])
                self.assertIn(f"WARN received {number.name} indicating exit request\n", namespace.read("main.log"))

    def test_sighup_reloads(self):
        with Namespace(WEB) as namespace:
            daemon = self.daemon_of(namespace)
            before = namespace.wait_for_state("web", "RUNNING")["pid"]
            namespace.configure(WEB + "[program:added]\ncommand=/bin/cat\n")
            os.kill(daemon, signal.SIGHUP)
            namespace.wait_for_started(2)
            self.assertEqual(self.daemon_of(namespace), daemon)
            namespace.wait_for_state("added", "RUNNING")
            self.assertNotIn(namespace.wait_for_state("web", "RUNNING")["pid"], (0, before))
            self.assertIn("WARN received SIGHUP indicating restart request\n", namespace.read("main.log"))

    def test_sighup_with_a_broken_configuration_changes_nothing(self):
        with Namespace(WEB) as namespace:
            before = namespace.wait_for_state("web", "RUNNING")["pid"]
            namespace.configure("[program:web]\n")
            os.kill(self.daemon_of(namespace), signal.SIGHUP)
            wait_for(lambda: "nothing is restarted" in namespace.read("main.log"), "the complaint")
            self.assertEqual(namespace.info("web")["pid"], before)
            self.assertEqual(namespace.info("web")["statename"], "RUNNING")

    def test_sigusr2_opens_the_logs_again(self):
        with Namespace(WEB) as namespace:
            before = namespace.wait_for_state("web", "RUNNING")["pid"]
            for log in ("main.log", "web.log"):
                os.rename(namespace.path(log), namespace.path(log + ".old"))
            os.kill(self.daemon_of(namespace), signal.SIGUSR2)
            wait_for(lambda: os.path.exists(namespace.path("web.log")), "the program's log, made anew")
            self.assertIn("INFO received SIGUSR2 indicating log reopen request\n", namespace.read("main.log.old"))
            namespace.rpc.sendProcessStdin("web", "after\n")
            wait_for(lambda: namespace.read("web.log") == "after\n", "the line in the new log")
            self.assertEqual(namespace.read("web.log.old"), "")
            self.assertTrue(os.path.exists(namespace.path("main.log")))
            self.assertEqual(namespace.info("web")["pid"], before)

    def test_a_broken_configuration_ends_it_with_the_usual_status(self):
        namespace = Namespace("[program:x]\n")
        self.addCleanup(shutil.rmtree, namespace.directory)
        status, _, errors = run(*namespace.arguments())
        self.assertEqual(status, 2)
        self.assertIn("program:x", errors)


class TestRefusal(unittest.TestCase):
    def test_the_system_does_not_permit_a_namespace(self):
        self.assertIn("Operation not permitted", REFUSAL)


def load_tests(loader, *_):
    return loader.loadTestsFromTestCase(TestProcessOne if STATUS == 0 else TestRefusal)


if __name__ == "__main__":
    interop.main()
