"""A child that the daemon may not signal, as one that has become another user: there is never a second copy beside it."""

import os
import unittest
import xmlrpc.client

import faults
from faults import KillableDaemon, PYTHON, is_alive, kill, preloaded, wait_for

# Says when it begins, too.
WORKER = faults.LONE_WORKER + """
told.write(f"{os.getpid()} began\\n")
while True:
    signal.pause()
"""
PROGRAMS = f"""
[program:worker]
command={PYTHON} {{dir}}/worker {{dir}}
[program:other]
command=/bin/cat
"""
CHANGED = PROGRAMS.replace("{dir}\n", "{dir} more\n").replace("/bin/cat", "/bin/cat -u")


class TestUnsignallable(unittest.TestCase):
    def setUp(self):
        self.daemon = KillableDaemon(PROGRAMS, extra_supervisord="leftovers=wait")
        self.daemon._popen["env"] = preloaded("refusedkill", REFUSED_KILL=self.daemon.path("refused"))
        with open(self.daemon.path("worker"), "w", encoding="utf-8") as file:
            file.write(WORKER)
        self.addCleanup(self.daemon.__exit__)
        self.daemon.start()
        self.old = self.daemon.wait_for_state("worker", "RUNNING")["pid"]
        wait_for(lambda: self.told() == [f"{self.old} began"], "the worker is up")
        with open(self.daemon.path("refused"), "w", encoding="utf-8") as file:
            file.write(f"{self.old}\n")
        self.assertFault("FAILED", self.daemon.rpc.stopProcess, "worker")
        self.assertEqual(self.daemon.info("worker")["statename"], "UNKNOWN")

    def told(self):
        return self.daemon.read("told").splitlines() if os.path.exists(self.daemon.path("told")) else []

    def assertFault(self, name, call, *arguments):
        with self.assertRaisesRegex(xmlrpc.client.Fault, name):
            call(*arguments)

    def assertOnlyTheOldOneRuns(self):
        self.assertTrue(is_alive(self.old))
        self.assertEqual(self.told(), [f"{self.old} began"])

    def assertANewOneRunsAfterTheEndOfTheOld(self):
        kill(self.old)
        new = self.daemon.wait_for_state("worker", "RUNNING")["pid"]
        wait_for(lambda: self.told() == [f"{self.old} began", f"{new} began"], "the new one alone is up")

    def test_its_group_is_not_removed_while_it_lives(self):
        self.daemon.configure(CHANGED)
        self.assertFault("STILL_RUNNING: worker", self.daemon.rpc.removeProcessGroup, "worker")
        for program in (faults.OUR_CTL, faults.REAL_CTL):
            with self.subTest(program=program):
                self.daemon.ctl("update", program=program)
                self.assertEqual(self.daemon.info("worker")["statename"], "UNKNOWN")
                self.assertOnlyTheOldOneRuns()
        kill(self.old)
        self.daemon.wait_for_state("worker", "STOPPED")
        self.daemon.ctl("update")
        new = self.daemon.wait_for_state("worker", "RUNNING")["pid"]
        wait_for(lambda: self.told() == [f"{self.old} began", f"{new} began"], "the new one alone is up")

    def test_after_a_reload_its_program_waits_for_its_end(self):
        self.daemon.rpc.restart()
        wait_for(lambda: self.daemon.read("main.log").count("supervisord started with pid") == 2, "the reload")
        self.daemon.wait_for_state("other", "RUNNING")
        self.assertEqual(self.daemon.info("worker")["statename"], "STOPPED")
        self.assertFault("SPAWN_ERROR", self.daemon.rpc.startProcess, "worker")
        self.assertIn(f"WARN worker still runs with pid {self.old} and cannot be stopped; its program is started when that "
                      "one has ended\n", self.daemon.read("main.log"))
        self.assertOnlyTheOldOneRuns()
        self.assertANewOneRunsAfterTheEndOfTheOld()

    def test_a_kill_after_the_reload_does_not_make_it_forgotten(self):
        self.daemon._extra += "\npidfile={dir}/another"
        self.daemon.configure(PROGRAMS)
        self.daemon.rpc.restart()
        wait_for(lambda: self.daemon.read("main.log").count("supervisord started with pid") == 2, "the reload")
        self.daemon.wait_for_state("other", "RUNNING")
        self.assertFalse(os.path.exists(self.daemon.path("pid.children")))
        self.daemon.kill()
        self.daemon.start()
        self.daemon.wait_for_state("other", "RUNNING")
        self.assertOnlyTheOldOneRuns()
        self.assertANewOneRunsAfterTheEndOfTheOld()

    def test_it_outlives_its_daemon_and_the_next_one_knows_it(self):
        self.daemon.rpc.shutdown()
        self.assertEqual(self.daemon.wait_for_end(), 0)
        self.daemon.start()
        self.daemon.wait_for_state("other", "RUNNING")
        self.assertEqual(self.daemon.info("worker")["statename"], "STOPPED")
        self.assertOnlyTheOldOneRuns()
        self.assertANewOneRunsAfterTheEndOfTheOld()


if __name__ == "__main__":
    faults.main()
