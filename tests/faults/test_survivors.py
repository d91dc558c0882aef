"""The daemon is killed with -9 and its children live on: the next one finds them, and never runs two copies."""

import os
import stat
import subprocess
import unittest

import faults
from faults import KillableDaemon, PYTHON, is_alive, kill, preloaded, run, wait_for

# Says when it begins, too, and which signal ended it.
WORKER = faults.LONE_WORKER + """
stubborn = len(sys.argv) > 2
def end(number, frame):
    told.write(f"{os.getpid()} got {signal.Signals(number).name}\\n")
    if not stubborn:
        os._exit(0)
for number in (signal.SIGTERM, signal.SIGUSR1):
    signal.signal(number, end)
told.write(f"{os.getpid()} began\\n")
while True:
    signal.pause()
"""
PROGRAMS = f"""
[program:worker]
command={PYTHON} {{dir}}/worker {{dir}}
stopsignal=USR1
"""


class TestSurvivors(unittest.TestCase):
    def daemon(self, programs=PROGRAMS, supervisord=""):
        daemon = KillableDaemon(programs, extra_supervisord=supervisord)
        with open(daemon.path("worker"), "w", encoding="utf-8") as file:
            file.write(WORKER)
        self.addCleanup(daemon.__exit__)
        daemon.start()
        return daemon

    def told(self, daemon):
        return daemon.read("told").splitlines() if os.path.exists(daemon.path("told")) else []

    def abandoned(self, daemon, copies=1):
        """The pid of a worker whose daemon was killed."""
        pid = daemon.info("worker")["pid"]
        wait_for(lambda: f"{pid} began" in self.told(daemon), "the worker is up")
        self.assertEqual(len(self.told(daemon)), copies)
        daemon.kill()
        self.assertTrue(is_alive(pid))
        return pid

    def test_a_survivor_is_stopped_by_its_own_signal_before_its_program_starts(self):
        daemon = self.daemon()
        old = self.abandoned(daemon)
        # What the file says now is of no importance for those who run by what it said then.
        daemon.configure(PROGRAMS.replace("USR1", "TERM"))
        daemon.start()
        new = daemon.wait_for_state("worker", "RUNNING")["pid"]
        wait_for(lambda: len(self.told(daemon)) == 3, "three lines")
        self.assertEqual(self.told(daemon), [f"{old} began", f"{old} got SIGUSR1", f"{new} began"])
        log = daemon.read("main.log")
        self.assertIn(f"WARN worker still runs with pid {old} from a daemon that was killed; it is stopped with SIGUSR1 "
                      "before its program is started\n", log)
        self.assertIn(f"INFO the earlier child of worker has ended (pid {old})\n", log)
        daemon.rpc.stopProcess("worker")
        daemon.rpc.startProcess("worker")

    def test_a_survivor_that_does_not_mind_is_killed(self):
        daemon = self.daemon(PROGRAMS.replace("{dir}\nstop", "{dir} stubborn\nstopwaitsecs=1\nstop"))
        old = self.abandoned(daemon)
        daemon.start()
        new = daemon.wait_for_state("worker", "RUNNING")["pid"]
        wait_for(lambda: len(self.told(daemon)) == 3, "three lines")
        self.assertEqual(self.told(daemon), [f"{old} began", f"{old} got SIGUSR1", f"{new} began"])
        self.assertIn(f"WARN killing 'worker' ({old}) with SIGKILL\n", daemon.read("main.log"))

    def test_a_program_that_is_gone_from_the_file_is_stopped_too(self):
        daemon = self.daemon()
        old = self.abandoned(daemon)
        daemon.configure("[program:other]\ncommand=/bin/cat\n")
        daemon.start()
        wait_for(lambda: not is_alive(old), "the survivor is gone")
        daemon.wait_for_state("other", "RUNNING")

    def test_several_kills_in_a_row(self):
        daemon = self.daemon()
        for copies in range(1, 5):
            self.abandoned(daemon, copies * 2 - 1)
            daemon.start()
            daemon.wait_for_state("worker", "RUNNING")
            wait_for(lambda: len(self.told(daemon)) == copies * 2 + 1, "the next worker")
        self.assertNotIn("two copies", self.told(daemon))

    def test_with_wait_the_program_starts_when_the_survivor_has_ended(self):
        daemon = self.daemon(supervisord="leftovers=wait")
        old = self.abandoned(daemon)
        daemon.start()
        self.assertIn(f"WARN worker still runs with pid {old} from a daemon that was killed; its program is started when "
                      "that one has ended (leftovers=wait)\n", daemon.read("main.log"))
        self.assertEqual(daemon.info("worker")["statename"], "STOPPED")
        self.assertEqual(daemon.ctl("start", "worker")[1], "worker: ERROR (spawn error)\n")
        self.assertIn(f"WARN not started: worker: an earlier child still runs with pid {old}\n",
                      daemon.read("main.log"))
        # A second kill does not make it forgotten.
        daemon.kill()
        daemon.start()
        self.assertEqual(daemon.info("worker")["statename"], "STOPPED")
        self.assertTrue(is_alive(old))
        kill(old)
        daemon.wait_for_state("worker", "RUNNING")
        wait_for(lambda: len(self.told(daemon)) == 2, "the second worker")
        self.assertNotIn("two copies", self.told(daemon))

    def test_a_full_disk_makes_no_second_copy(self):
        """The journal cannot be written anew, but it can be read."""
        daemon = self.daemon()
        old = self.abandoned(daemon)
        os.mkdir(daemon.path("pid.children.new"))  # nothing of that name can be made now
        daemon.start()
        new = daemon.wait_for_state("worker", "RUNNING")["pid"]
        wait_for(lambda: len(self.told(daemon)) == 3, "three lines")
        self.assertEqual(self.told(daemon), [f"{old} began", f"{old} got SIGUSR1", f"{new} began"])
        self.assertIn("ERRO children cannot be remembered for the next daemon", daemon.read("main.log"))
        # As soon as it can be written, it is.
        os.rmdir(daemon.path("pid.children.new"))
        daemon.rpc.stopProcess("worker")
        daemon.rpc.startProcess("worker")
        self.assertIn(f"+ {daemon.info('worker')['pid']} ", daemon.read("pid.children"))

    def test_where_the_system_has_no_pidfd_the_survivor_is_waited_for(self):
        daemon = self.daemon()
        old = self.abandoned(daemon)
        daemon._popen["env"] = preloaded("nopidfd")
        daemon.start()
        self.assertIn(f"ERRO worker still runs with pid {old} from a daemon that was killed; it cannot be stopped",
                      daemon.read("main.log"))
        self.assertEqual(daemon.info("worker")["statename"], "STOPPED")
        self.assertTrue(is_alive(old))
        kill(old)
        daemon.wait_for_state("worker", "RUNNING")
        wait_for(lambda: len(self.told(daemon)) == 2, "the second worker")
        self.assertNotIn("two copies", self.told(daemon))

    def test_with_ignore_both_run(self):
        daemon = self.daemon(supervisord="leftovers=ignore")
        old = self.abandoned(daemon)
        daemon.start()
        daemon.wait_for_state("worker", "RUNNING")
        wait_for(lambda: "two copies" in self.told(daemon), "the second copy")
        self.assertTrue(is_alive(old))
        self.assertIn(f"WARN worker still runs with pid {old} from a daemon that was killed; it is ignored "
                      "(leftovers=ignore)\n", daemon.read("main.log"))

    def test_another_value_is_refused(self):
        daemon = KillableDaemon(PROGRAMS, extra_supervisord="leftovers=maybe")
        status, output, _ = run(daemon.command, "--check", "-c", daemon.config_file)
        self.assertEqual(status, 2)
        self.assertIn("invalid 'leftovers' value 'maybe'", output)
        self.assertIn("stop, wait or ignore", output)


class TestJournal(unittest.TestCase):
    """The file that knows the children, and whom it must not deceive."""

    def setUp(self):
        self.daemon = KillableDaemon("[program:web]\ncommand=/bin/cat\n")
        self.addCleanup(self.daemon.__exit__)
        self.daemon.start()
        self.web = self.daemon.wait_for_state("web", "RUNNING")["pid"]
        self.file = self.daemon.path("pid.children")
        self.stranger = subprocess.Popen(["/bin/sleep", "1000"])
        self.addCleanup(self.stranger.wait)
        self.addCleanup(self.stranger.kill)

    def restart_with(self, change):
        self.daemon.kill()
        kill(self.web)
        with open(self.file, encoding="utf-8") as file:
            text = file.read()
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(change(text))
        self.daemon.start()
        self.daemon.wait_for_state("web", "RUNNING")
        self.assertIsNone(self.stranger.poll())
        return self.daemon.read("main.log")

    def line_of_stranger(self, text, start_offset=0):
        with open(f"/proc/{self.stranger.pid}/stat", encoding="utf-8") as file:
            ticks = int(file.read().rpartition(")")[2].split()[19])
        milliseconds = ticks * 1000 // os.sysconf("SC_CLK_TCK")
        header, line = text.splitlines()[0], f"+ {self.stranger.pid} {milliseconds + start_offset} 9 10 0 0 web web"
        return header, line

    def test_it_is_ours_alone_and_goes_with_an_orderly_end(self):
        self.assertEqual(stat.S_IMODE(os.stat(self.file).st_mode), 0o600)
        self.assertIn(f"+ {self.web} ", self.daemon.read("pid.children"))
        self.daemon.rpc.shutdown()
        self.assertEqual(self.daemon.wait_for_end(), 0)
        self.assertFalse(os.path.exists(self.file))

    def test_a_pid_that_was_used_again_is_not_touched(self):
        log = self.restart_with(lambda text: "\n".join(self.line_of_stranger(text, start_offset=10)) + "\n")
        self.assertNotIn("still runs", log)

    def test_the_file_of_another_boot_is_not_believed(self):
        def change(text):
            header, line = self.line_of_stranger(text)
            return f"{header[:-1]}x\n{line}\n"
        self.assertNotIn("still runs", self.restart_with(change))

    def test_a_line_that_is_not_whole_is_not_looked_at(self):
        log = self.restart_with(lambda text: "\n".join(self.line_of_stranger(text)) + "and_mor")
        self.assertNotIn("still runs", log)

    def test_a_file_that_others_could_write_is_not_trusted(self):
        os.chmod(self.file, 0o666)
        log = self.restart_with(lambda text: "\n".join(self.line_of_stranger(text)) + "\n")
        self.assertIn("is not this user's alone and is not trusted", log)
        self.assertNotIn("still runs", log)

    def test_a_planted_link_is_not_followed(self):
        self.daemon.kill()
        kill(self.web)
        target = self.daemon.path("target")
        with open(target, "w", encoding="utf-8") as file:
            file.write("precious\n")
        os.remove(self.file)
        os.symlink(target, self.file)
        self.daemon.start()
        self.daemon.wait_for_state("web", "RUNNING")
        self.assertEqual(self.daemon.read("target"), "precious\n")
        self.assertIn("children cannot be remembered", self.daemon.read("main.log"))

    def test_a_second_daemon_leaves_the_first_ones_children_alone(self):
        with KillableDaemon("[program:web]\ncommand=/bin/cat\n",
                            extra_supervisord=f"pidfile={self.daemon.path('pid')}") as second:
            second.wait_for_state("web", "RUNNING")
            self.assertIn("children cannot be remembered", second.read("main.log"))
            self.assertEqual(self.daemon.info("web")["pid"], self.web)
        self.assertEqual(self.daemon.info("web")["statename"], "RUNNING")

    def test_it_does_not_grow_for_ever(self):
        for _ in range(400):
            self.daemon.rpc.stopProcess("web")
            self.daemon.rpc.startProcess("web", False)
        self.assertLess(len(self.daemon.read("pid.children").splitlines()), 300)
        self.assertIn(f"+ {self.daemon.info('web')['pid']} ", self.daemon.read("pid.children"))


if __name__ == "__main__":
    faults.main()
