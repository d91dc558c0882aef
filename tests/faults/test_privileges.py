"""What the daemon and its children may do, and which files of others it does not touch."""

import os
import pwd
import shutil
import socket
import stat
import subprocess
import sys
import unittest
import xmlrpc.client

import faults
from faults import KillableDaemon, free_port, run, wait_for

IS_ROOT = os.geteuid() == 0


def status_of(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return {key: value.split() for key, _, value in (line.partition(":") for line in file)}


class GivenDaemon(KillableDaemon):
    """Not root, with groups and a capability, as systemd starts one."""

    def arguments(self):
        return ["setpriv", "--reuid=nobody", f"--regid={pwd.getpwnam('nobody').pw_gid}", "--groups=4,6",
                "--inh-caps=+net_bind_service", "--ambient-caps=+net_bind_service", *super().arguments()]


class RaisedDaemon(KillableDaemon):
    """Root, with an inheritable and an ambient capability."""

    def arguments(self):
        return ["setpriv", "--inh-caps=+net_bind_service", "--ambient-caps=+net_bind_service", *super().arguments()]


@unittest.skipUnless(IS_ROOT, "only root can become somebody else")
class TestUser(unittest.TestCase):
    def assertHasNothingOfRoot(self, pid, user):
        status = status_of(pid)
        self.assertEqual(status["Uid"], [str(user.pw_uid)] * 4)  # the saved one too: there is no way back
        self.assertEqual(status["Gid"], [str(user.pw_gid)] * 4)
        self.assertEqual(set(map(int, status["Groups"])), set(os.getgrouplist(user.pw_name, user.pw_gid)))
        for kind in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
            self.assertEqual(int(status[kind][0], 16), 0, kind)

    def test_a_program_of_another_user_keeps_no_group_and_no_capability(self):
        user = pwd.getpwnam("nobody")
        # The daemon has groups that are none of the program's business.
        with KillableDaemon("[program:web]\ncommand=/bin/cat\nuser=nobody\n[program:own]\ncommand=/bin/cat\n",
                            extra_groups=[0, 4, 6]) as daemon:
            self.assertHasNothingOfRoot(daemon.wait_for_state("web", "RUNNING")["pid"], user)
            own = status_of(daemon.wait_for_state("own", "RUNNING")["pid"])
            self.assertEqual(sorted(own["Groups"]), ["0", "4", "6"])
            self.assertEqual((own["CapInh"], own["CapAmb"]), (["0000000000000000"],) * 2)

    def test_a_daemon_of_another_user_keeps_nothing_either(self):
        user = pwd.getpwnam("nobody")
        daemon = KillableDaemon("[program:web]\ncommand=/bin/cat\n", extra_supervisord="user=nobody", extra_groups=[0, 4, 6])
        os.chown(daemon.directory, user.pw_uid, user.pw_gid)
        with daemon:
            self.assertHasNothingOfRoot(daemon.pid, user)
            self.assertHasNothingOfRoot(daemon.wait_for_state("web", "RUNNING")["pid"], user)

    def test_what_was_raised_for_the_daemon_does_not_reach_another_user(self):
        """Inheritable capabilities stay with a process that changes its user, unless it gives them up."""
        user = pwd.getpwnam("nobody")
        for what, program, supervisord in (("the program's user", "user=nobody", ""), ("the daemon's", "", "user=nobody")):
            with self.subTest(what):
                daemon = RaisedDaemon(f"[program:web]\ncommand=/bin/cat\n{program}\n", extra_supervisord=supervisord)
                os.chown(daemon.directory, user.pw_uid, user.pw_gid)
                with daemon:
                    self.assertHasNothingOfRoot(daemon.wait_for_state("web", "RUNNING")["pid"], user)
                    if supervisord:
                        self.assertHasNothingOfRoot(daemon.pid, user)
                    else:
                        self.assertEqual(int(status_of(daemon.pid)["CapInh"][0], 16), 1 << 10)  # as it was started

    def test_the_daemons_own_user_keeps_what_the_daemon_was_given(self):
        """As docs/security.md says: its groups and its ambient capabilities."""
        daemon = GivenDaemon("[program:web]\ncommand=/bin/cat\nuser=nobody\n")
        user = pwd.getpwnam("nobody")
        os.chown(daemon.directory, user.pw_uid, user.pw_gid)
        with daemon:
            status = status_of(daemon.wait_for_state("web", "RUNNING")["pid"])
            self.assertEqual(status["Uid"], [str(user.pw_uid)] * 4)
            self.assertEqual(sorted(status["Groups"]), ["4", "6"])
            for kind in ("CapPrm", "CapEff", "CapAmb"):
                self.assertEqual(int(status[kind][0], 16), 1 << 10, kind)  # CAP_NET_BIND_SERVICE

    def test_a_user_that_cannot_be_taken_means_no_start(self):
        """Not as root, whatever happens."""
        with KillableDaemon("[program:web]\ncommand=/bin/sh -c 'id -u > {dir}/ran'\nuser=nobody\ndirectory=/root\n"
                            "startretries=0\n") as daemon:
            os.chmod(daemon.directory, 0o777)
            daemon.wait_for_state("web", "FATAL")
            self.assertFalse(os.path.exists(daemon.path("ran")))  # nobody may not enter /root


@unittest.skipUnless(IS_ROOT, "only root can become somebody else")
class TestHeldUp(unittest.TestCase):
    """From the moment on that a child is another user's, that user's programs can stop it, even before it runs."""

    USER = "uucp"  # nobody else's in these tests
    STOPPER = ("import os, signal\nwhile True:\n    try:\n        os.kill(-1, signal.SIGSTOP)\n"
               "    except ProcessLookupError:\n        pass\n")

    def held(self, daemon):
        """Children that were stopped before they became their programs."""
        ours = os.readlink(f"/proc/{daemon.pid}/exe")
        return [info["pid"] for info in daemon.rpc.getAllProcessInfo()
                if info["pid"] and os.readlink(f"/proc/{info['pid']}/exe") == ours]

    def test_programs_of_a_user_do_not_hold_the_daemon_up(self):
        programs = f"[program:web]\ncommand=/bin/cat\nuser={self.USER}\nnumprocs=30\nprocess_name=%(process_num)02d\n" \
                   "autostart=false\nautorestart=false\nstartsecs=0\n"
        with KillableDaemon(programs) as daemon:
            stopper = subprocess.Popen([sys.executable, "-B", "-S", "-c", self.STOPPER], user=self.USER, group=self.USER,
                                       extra_groups=[])

            def hold_one():  # it takes the right moment: tried until it works
                daemon.rpc.signalProcessGroup("web", "KILL")
                wait_for(lambda: not any(info["pid"] for info in daemon.rpc.getAllProcessInfo()), "all are gone")
                daemon.rpc.startProcessGroup("web", False)
                return self.held(daemon)
            try:
                wait_for(hold_one, "a child is stopped before it runs", 120)
                self.assertEqual(daemon.rpc.getState()["statename"], "RUNNING")
                daemon.rpc.signalProcessGroup("web", "KILL")
            finally:
                stopper.kill()
                stopper.wait()


class TestPlantedLinks(unittest.TestCase):
    """In a directory that others can write to, a link may lead anywhere."""

    def setUp(self):
        self.daemon = KillableDaemon("[program:web]\ncommand=/bin/cat\n", extra_supervisord="logfile_backups=0")
        self.addCleanup(shutil.rmtree, self.daemon.directory, True)
        self.open = self.daemon.path("open")
        os.mkdir(self.open)
        os.chmod(self.open, 0o1777)
        self.precious = self.daemon.path("precious")
        with open(self.precious, "w", encoding="utf-8") as file:
            file.write("precious\n")
        os.symlink(self.precious, os.path.join(self.open, "link"))

    def configure(self, option):
        self.daemon.configure("[program:web]\ncommand=/bin/cat\n")
        with open(self.daemon.config_file, encoding="utf-8") as file:
            lines = [line for line in file if not line.startswith(option + "=")]
        lines.insert(1, f"{option}={self.open}/link\n")
        with open(self.daemon.config_file, "w", encoding="utf-8") as file:
            file.writelines(lines)

    def assertUntouched(self):
        self.assertEqual(self.daemon.read("precious"), "precious\n")
        self.assertTrue(os.path.islink(os.path.join(self.open, "link")))

    def test_the_pidfile_is_not_written_through_one(self):
        self.configure("pidfile")
        with self.daemon:
            self.assertIn(f"CRIT could not write pidfile {self.open}/link\n", self.daemon.read("main.log"))
            self.daemon.rpc.shutdown()
            self.assertEqual(self.daemon.wait_for_end(), 0)
            self.assertUntouched()

    def test_the_main_log_is_not_written_through_one(self):
        self.configure("logfile")
        status, _, errors = run(*self.daemon.arguments())
        self.assertEqual(status, 2)
        self.assertIn(f"{self.open}/link leads over a symbolic link that is not followed, because it belongs neither to root "
                      "nor to this user, or is in a directory that others can write to.", errors)
        self.assertUntouched()

    @unittest.skipUnless(IS_ROOT, "only root can make links of others")
    def test_the_main_log_is_not_written_into_a_directory_that_somebody_chose(self):
        os.chmod(self.open, 0o755)
        os.chmod(self.daemon.directory, 0o755)
        somebody = pwd.getpwnam("nobody").pw_uid
        target = self.daemon.path("target")
        os.mkdir(target)
        os.symlink(target, os.path.join(self.open, "logs"))
        os.lchown(os.path.join(self.open, "logs"), somebody, -1)
        self.daemon.main_log = os.path.join(self.open, "logs", "main.log")
        self.daemon.configure("")
        status, _, errors = run(*self.daemon.arguments())
        self.assertEqual(status, 2)
        self.assertIn(f"{self.daemon.main_log} leads over a symbolic link that is not followed", errors)
        self.assertEqual(os.listdir(target), [])
        os.lchown(os.path.join(self.open, "logs"), 0, -1)  # root's own lead anywhere
        with self.daemon:
            self.assertEqual(os.listdir(target), ["main.log"])

    @unittest.skipUnless(IS_ROOT, "only root can make links of others")
    def test_in_a_directory_of_a_group_links_are_theirs_who_made_them(self):
        somebody = pwd.getpwnam("nobody")
        os.chown(self.open, 0, somebody.pw_gid)
        os.chmod(self.open, 0o775)
        os.lchown(os.path.join(self.open, "link"), somebody.pw_uid, -1)
        self.configure("logfile")
        self.assertEqual(run(*self.daemon.arguments())[0], 2)
        self.assertUntouched()
        os.lchown(os.path.join(self.open, "link"), 0, -1)
        with self.daemon:
            self.assertIn("supervisord started with pid", self.daemon.read("precious"))

    def test_logs_are_not_read_through_one(self):
        """Of a program that has written to its log already: somebody puts a link in the place of it."""
        self.daemon.configure(f"[program:web]\ncommand=/bin/echo harmless\nautorestart=false\nstartsecs=0\n"
                              f"stdout_logfile={self.open}/web.log\n")
        log = os.path.join(self.open, "web.log")
        with self.daemon:
            self.daemon.wait_for_state("web", "EXITED")
            self.assertEqual(self.daemon.rpc.readProcessStdoutLog("web", 0, 0), "harmless\n")
            os.remove(log)
            os.symlink(self.precious, log)
            with self.assertRaisesRegex(xmlrpc.client.Fault, "FAILED"):
                self.daemon.rpc.readProcessStdoutLog("web", 0, 0)
            self.assertEqual(self.daemon.rpc.tailProcessStdoutLog("web", 0, 1000)[0], "")
            status, output, _ = self.daemon.ctl("tail", "-f", "web")
            self.assertNotIn("precious", output)
            self.assertUntouched()

    def test_one_of_our_own_is_followed(self):
        os.chmod(self.open, 0o755)
        self.configure("pidfile")
        with self.daemon:
            self.assertEqual(self.daemon.read("precious"), f"{self.daemon.pid}\n")

    def test_what_the_daemon_makes_is_for_its_user(self):
        daemon = KillableDaemon("[program:web]\ncommand=/bin/cat\n", umask=0)
        with daemon:
            daemon.wait_for_state("web", "RUNNING")
            self.assertEqual(stat.S_IMODE(os.stat(daemon.socket).st_mode), 0o700)
            self.assertEqual(stat.S_IMODE(os.stat(daemon.path("pid.children")).st_mode), 0o600)


class TestFastCgiSockets(unittest.TestCase):
    PROGRAM = "[fcgi-program:web]\ncommand=/bin/sleep 1000\nsocket=unix://{dir}/f.sock\n"

    def test_the_socket_of_another_program_stays(self):
        with KillableDaemon("") as daemon, socket.socket(socket.AF_UNIX) as other:
            other.bind(daemon.path("f.sock"))
            other.listen()
            daemon.configure(self.PROGRAM)
            status, output, errors = daemon.ctl("update")
            self.assertIn(f"the process with pid {os.getpid()} listens on it; stop that or choose another name",
                          output + errors + daemon.read("main.log"))
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(daemon.path("f.sock"))
                other.accept()[0].close()
            other.close()
            daemon.rpc.reloadConfig()
            daemon.ctl("update")
            daemon.wait_for_state("web", "RUNNING")

    def test_children_of_a_daemon_that_was_killed_do_not_keep_theirs(self):
        with KillableDaemon(self.PROGRAM) as daemon:
            old = daemon.wait_for_state("web", "RUNNING")["pid"]
            daemon.kill()
            self.assertTrue(faults.is_alive(old))
            daemon.start()
            faults.wait_for(lambda: daemon.info("web")["pid"] not in (0, old), "another one runs")


class TestIpv6(unittest.TestCase):
    def test_it_is_served_and_guarded_like_ipv4(self):
        port = free_port()
        with KillableDaemon(f"[inet_http_server]\nport=[::1]:{port}\nusername=joe\npassword=swordfish\n") as daemon:
            with xmlrpc.client.ServerProxy(f"http://joe:swordfish@[::1]:{port}/RPC2") as server:
                self.assertEqual(server.supervisor.getState()["statename"], "RUNNING")
            status, output, _ = run(faults.OUR_CTL, "-s", f"http://[::1]:{port}", "-u", "joe", "-p", "swordfish", "pid")
            self.assertEqual((status, output), (0, f"{daemon.pid}\n"))
            with xmlrpc.client.ServerProxy(f"http://joe:guess@[::1]:{port}/RPC2") as server:
                with self.assertRaisesRegex(xmlrpc.client.ProtocolError, "401"):
                    server.supervisor.getState()
            self.assertRegex(daemon.read("main.log"), r"wrong user or password from ::1 port \d+\n")


if __name__ == "__main__":
    faults.main()
