"""Logs that cannot be written, and output as it should not be: nobody blocks, nothing grows, what is lost is told."""

import http.client
import os
import resource
import shutil
import socket
import subprocess
import tempfile
import time
import unittest

import faults
from faults import (KillableDaemon, PYTHON, cpu_seconds, descriptors, forget_peak, peak_bytes, resident_bytes,
                    wait_for)

MEGABYTE = 1 << 20
# Writes what its standard input asks for, and says in a file how far it got: a writer that blocks is found out.
WRITER = """
import os, sys
for line in sys.stdin:
    count = int(line)
    piece = b"x" * 65535 + b"\\n"
    while count > 0:
        count -= os.write(1, piece[:count])
    with open(sys.argv[1] + ".done", "a") as done:
        done.write("x")
"""


class Writers(unittest.TestCase):

    def setUp(self):
        self.daemon = KillableDaemon("")
        self.logs = self.daemon.path("logs")
        os.mkdir(self.logs)
        with open(self.daemon.path("writer"), "w", encoding="utf-8") as file:
            file.write(WRITER)
        self.addCleanup(self.daemon.__exit__)

    def start(self, options):
        self.daemon.configure(f"[program:writer]\ncommand={PYTHON} {{dir}}/writer {{dir}}/writer\n{options}\n")
        self.daemon.start()
        self.daemon.wait_for_state("writer", "RUNNING")

    def write(self, count):
        """Has the program write, and waits until it has; it must not be held up by what becomes of it."""
        done = self.daemon.path("writer.done")
        before = os.path.getsize(done) if os.path.exists(done) else 0
        self.daemon.rpc.sendProcessStdin("writer", f"{count}\n")
        wait_for(lambda: os.path.exists(done) and os.path.getsize(done) > before, "the program goes on", 60)

    def loss(self):
        with self.daemon.kept_connection() as server:
            return server.kantoku.explainProcess("writer")["stdout_loss"]

    def assertLost(self, reason):
        wait_for(lambda: self.loss()["bytes"] > 0, "the loss is counted")
        self.assertIn(reason, self.loss()["reason"])
        self.assertRegex(self.daemon.read("main.log"),
                         rf"ERRO the stdout log of writer, .*, cannot be written, output is lost: .*{reason}")

    def assertResumes(self):
        lost = self.loss()["bytes"]
        self.write(5)
        wait_for(lambda: self.loss()["reason"] == "", "writing works again")
        self.assertRegex(self.daemon.read("main.log"), r"WARN the stdout log of writer, .*, can be written again, "
                         rf"{lost} bytes were lost")


class TestTrouble(Writers):
    def test_a_folder_that_is_removed_and_comes_back(self):
        self.start("stdout_logfile={dir}/logs/out")
        self.write(100)
        shutil.rmtree(self.logs)

        def missed():
            self.write(10)
            return self.loss()["bytes"]
        wait_for(missed, "the loss is counted")
        self.assertIn("cannot be written, output is lost", self.daemon.read("main.log"))
        os.mkdir(self.logs)
        self.write(5)
        wait_for(lambda: self.loss()["reason"] == "", "writing works again")
        self.assertEqual(self.daemon.read("logs/out"), "xxxxx")

    def test_a_file_as_large_as_the_daemon_may_make_one(self):
        """The signal that comes with it (SIGXFSZ) would be the daemon's end."""
        limit = 1 << 20
        self.daemon._prepare = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        self.start("stdout_logfile={dir}/logs/out\nstdout_logfile_maxbytes=0")
        self.write(2 * MEGABYTE)
        self.assertLost("File too large")
        wait_for(lambda: self.loss()["bytes"] == MEGABYTE, "the rest is counted")
        self.assertEqual(self.daemon.info("writer")["statename"], "RUNNING")

    def test_dev_full(self):
        self.start("stdout_logfile=/dev/full\nstdout_logfile_maxbytes=0")
        before = resident_bytes(self.daemon.pid)
        self.write(50 * MEGABYTE)
        self.assertLost("No space left on device")
        wait_for(lambda: self.loss()["bytes"] == 50 * MEGABYTE, "all is counted")
        self.assertLess(resident_bytes(self.daemon.pid) - before, 8 * MEGABYTE)


class TestFullDisk(Writers):
    """A file system of one megabyte."""

    def setUp(self):
        super().setUp()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m,nr_inodes=20", "none", self.logs], check=False)
        self.limited = mounted.returncode == 0
        if self.limited:
            self.addCleanup(subprocess.run, ["umount", "-l", self.logs], check=True)

    def test_a_full_disk_and_then_room_again(self):
        filler = os.path.join(self.logs, "filler")
        self.assertTrue(self.limited, "this test mounts a tmpfs; run it as root")
        with open(filler, "wb") as file:
            file.write(b"x" * (MEGABYTE - 200_000))
        self.start("stdout_logfile={dir}/logs/out")
        self.write(5 * MEGABYTE)
        self.assertLost("No space left on device")
        self.assertEqual(self.daemon.info("writer")["statename"], "RUNNING")
        os.remove(filler)
        self.assertResumes()
        self.assertTrue(self.daemon.read("logs/out").endswith("xxxxx"))

    def test_an_automatic_log_that_cannot_be_made_is_made_later(self):
        self.assertTrue(self.limited, "this test mounts a tmpfs; run it as root")
        fillers = [os.path.join(self.logs, str(number)) for number in range(20)]
        with self.assertRaises(OSError):
            for filler in fillers:
                os.mkdir(filler)
        self.daemon._extra = "childlogdir={dir}/logs"
        self.start("")
        self.assertRegex(self.daemon.read("main.log"), "ERRO The log .* cannot be made: No space left on device")
        self.write(100)
        wait_for(lambda: self.loss()["bytes"] == 100, "the loss is counted")
        os.rmdir(fillers[0])
        os.rmdir(fillers[1])
        self.assertResumes()
        log = self.daemon.info("writer")["stdout_logfile"]
        self.assertEqual(os.path.dirname(log), self.logs)
        self.assertEqual(os.stat(log).st_mode & 0o777, 0o600)
        self.assertEqual(self.daemon.rpc.readProcessStdoutLog("writer", 0, 0), "xxxxx")

    def test_a_read_only_disk(self):
        self.start("stdout_logfile={dir}/logs/out")
        self.write(5)
        self.daemon.rpc.stopProcess("writer")
        subprocess.run(["mount", "-o", "remount,ro", self.logs], check=True)
        self.daemon.rpc.startProcess("writer")
        self.write(100)
        self.assertLost("Read-only file system")
        subprocess.run(["mount", "-o", "remount,rw", self.logs], check=True)
        self.assertResumes()
        self.assertEqual(self.daemon.read("logs/out"), "x" * 10)


class TestBytes(unittest.TestCase):
    def run_once(self, script, options=""):
        daemon = KillableDaemon(f"[program:once]\ncommand={PYTHON} {{dir}}/script {{dir}}\nautorestart=false\n"
                                f"stdout_logfile={{dir}}/out\nstdout_logfile_maxbytes=0\nstartsecs=0\n{options}\n")
        with open(daemon.path("script"), "w", encoding="utf-8") as file:
            file.write(script)
        self.addCleanup(daemon.__exit__)
        daemon.start()
        return daemon

    def contents(self, daemon, name="out"):
        with open(daemon.path(name), "rb") as file:
            return file.read()

    def test_all_bytes_are_kept_as_they_are(self):
        daemon = self.run_once("import os\nos.write(1, bytes(range(256)) * 64 + b'\\xff\\xfe\\0\\0')\n")
        daemon.wait_for_state("once", "EXITED")
        self.assertEqual(self.contents(daemon), bytes(range(256)) * 64 + b"\xff\xfe\0\0")
        self.assertIn("�", daemon.rpc.readProcessStdoutLog("once", 0, 0))
        self.assertEqual(daemon.ctl("tail", "once")[0], 0)

    def test_a_hundred_megabytes_without_a_newline(self):
        daemon = self.run_once("import os, sys\nsys.stdin.readline()\nfor _ in range(100):\n"
                               "    os.write(1, b'y' * 1048576)\n",
                               "stdout_events_enabled=true\nstdout_capture_maxbytes=1MB\n"
                               f"[eventlistener:ears]\ncommand={PYTHON} -c 'import time; time.sleep(1000)'\n"
                               "events=PROCESS_LOG\n")
        daemon.wait_for_state("once", "RUNNING")
        before = resident_bytes(daemon.pid)
        forget_peak(daemon.pid)
        daemon.rpc.sendProcessStdin("once", "go\n")
        daemon.wait_for_state("once", "EXITED", 60)
        self.assertLess(peak_bytes(daemon.pid) - before, 24 * MEGABYTE)
        self.assertEqual(os.path.getsize(daemon.path("out")), 100 * MEGABYTE)
        with open(daemon.path("out"), "rb") as file:
            while piece := file.read(MEGABYTE):
                self.assertEqual(piece.count(b"y"), len(piece))

    def test_a_client_that_stops_reading_costs_bounded_memory(self):
        daemon = self.run_once("import os, sys\nfor line in sys.stdin:\n    for _ in range(100):\n"
                               "        os.write(1, b'z' * 1048575 + b'\\n')\n    print('done', flush=True)\n")
        daemon.wait_for_state("once", "RUNNING")
        with socket.socket(socket.AF_UNIX) as reader:
            reader.connect(daemon.socket)
            reader.sendall(b"GET /logtail/once HTTP/1.1\r\n\r\n")
            self.assertEqual(reader.recv(12), b"HTTP/1.1 200")
            before = resident_bytes(daemon.pid)
            forget_peak(daemon.pid)
            daemon.rpc.sendProcessStdin("once", "go\n")
            wait_for(lambda: os.path.getsize(daemon.path("out")) == 100 * MEGABYTE + 5, "all is in the log", 60)
            self.assertLess(peak_bytes(daemon.pid) - before, 24 * MEGABYTE)
            self.assertEqual(daemon.info("once")["statename"], "RUNNING")

    def test_what_is_printed_at_the_end_is_in_the_log(self):
        daemon = self.run_once("import os, signal, sys\n"
                               "def end(*_):\n    for n in range(10000):\n        print('last words', n)\n"
                               "    sys.stdout.flush()\n    os._exit(0)\n"
                               "signal.signal(signal.SIGTERM, end)\nprint('ready', flush=True)\nsignal.pause()\n")
        wait_for(lambda: self.contents(daemon) == b"ready\n", "the handler is there")
        daemon.rpc.stopProcess("once")
        self.assertEqual(self.contents(daemon).splitlines(),
                         [b"ready"] + [b"last words %d" % n for n in range(10000)])

    def test_following_over_ten_rotations_loses_no_line(self):
        rounds, lines = 14, 2000
        daemon = self.run_once("import sys\nn = 0\nfor line in sys.stdin:\n"
                               f"    for n in range(n + 1, n + {lines} + 1):\n        print('line %08d' % n)\n"
                               "    sys.stdout.flush()\n",
                               "stdout_logfile_maxbytes=20KB\nstdout_logfile_backups=20\n")
        daemon.wait_for_state("once", "RUNNING")
        connection = http.client.HTTPConnection("localhost")
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(60)
        connection.sock.connect(daemon.socket)
        connection.request("GET", "/logtail/once")
        answer = connection.getresponse()
        text = b""
        for number in range(1, rounds + 1):  # each is more than the limit, and is written in pieces of its own
            daemon.rpc.sendProcessStdin("once", "go\n")
            while text.count(b"\n") < number * lines:
                text += answer.read1(65536)
        connection.close()
        self.assertEqual(text.splitlines(), [b"line %08d" % (n + 1) for n in range(rounds * lines)])
        self.assertGreaterEqual(len([name for name in os.listdir(daemon.directory) if name.startswith("out.")]), 10)

    def test_a_planted_link_is_not_followed(self):
        daemon = KillableDaemon("[program:web]\ncommand=/bin/cat\nstdout_logfile={dir}/open/out\n")
        self.addCleanup(daemon.__exit__)
        os.mkdir(daemon.path("open"))
        os.chmod(daemon.path("open"), 0o1777)
        with open(daemon.path("precious"), "w", encoding="utf-8") as file:
            file.write("precious\n")
        os.symlink(daemon.path("precious"), daemon.path("open/out"))
        daemon.start()
        daemon.wait_for_state("web", "RUNNING")
        daemon.rpc.sendProcessStdin("web", "overwritten\n")
        wait_for(lambda: "ERRO the stdout log of web" in daemon.read("main.log"), "the error is told")
        self.assertEqual(daemon.read("precious"), "precious\n")


class TestQuiet(unittest.TestCase):
    """CPU back to zero, and descriptors back to what they were."""

    def test_children_that_close_their_output_and_clients_that_vanish(self):
        daemon = KillableDaemon(f"[program:closing]\ncommand={PYTHON} -c 'import os,signal,sys; sys.stdin.readline(); os.close(1); "
                                "os.close(2); signal.pause()'\n"
                                "numprocs=10\nprocess_name=closing_%(process_num)d\n"
                                "[program:busy]\ncommand=/bin/sh -c 'while read n; do seq 1 100000; done'\n"
                                "stdout_logfile={dir}/busy\nstdout_logfile_maxbytes=50KB\n")
        self.addCleanup(daemon.__exit__)
        daemon.start()
        for number in range(10):
            daemon.wait_for_state(f"closing:closing_{number}", "RUNNING")
        daemon.wait_for_state("busy", "RUNNING")
        faults.wait_until_idle(daemon.pid)
        before = descriptors(daemon.pid)
        for number in range(10):
            daemon.rpc.sendProcessStdin(f"closing:closing_{number}", "go\n")
        # Of each child's three pipes two are gone.
        wait_for(lambda: descriptors(daemon.pid) <= before - 20, "what the children closed is closed here")
        before -= 20
        for _ in range(3):
            readers = []
            for _ in range(20):
                reader = socket.socket(socket.AF_UNIX)
                reader.connect(daemon.socket)
                reader.sendall(b"GET /logtail/busy HTTP/1.1\r\n\r\n")
                readers.append(reader)
            for reader in readers:
                reader.recv(100)
            daemon.rpc.sendProcessStdin("busy", "go\n")
            time.sleep(0.05)  # in the middle of it, not a condition
            for reader in readers:
                reader.close()
        faults.wait_until_idle(daemon.pid)
        wait_for(lambda: descriptors(daemon.pid) <= before, "descriptors are given back",
                 on_failure=lambda: f"{descriptors(daemon.pid)} instead of {before}")
        used = cpu_seconds(daemon.pid)
        time.sleep(1)  # what is measured is this second
        self.assertEqual(cpu_seconds(daemon.pid), used)


if __name__ == "__main__":
    faults.main()
