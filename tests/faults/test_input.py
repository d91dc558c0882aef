"""A program that does not read its standard input: what waits for it is bounded, and nothing is lost silently."""

import os
import unittest
import xmlrpc.client

import faults
from faults import KillableDaemon, resident_bytes, wait_for

MIB = 1024 * 1024
# Reads only once it is let.
PROGRAMS = """
[program:deaf]
command=/bin/sh -c 'until test -e {dir}/go; do sleep 0.1; done; exec cat'
stdout_logfile={dir}/deaf.log
stdout_logfile_maxbytes=0
[program:web]
command=/bin/cat
"""
FAILED = 30


class TestInput(unittest.TestCase):
    def setUp(self):
        self.daemon = self.enterContext(KillableDaemon(PROGRAMS))
        self.daemon.wait_for_state("deaf", "RUNNING")

    def fill(self):
        """What was taken, until no more was."""
        taken = ""
        for number in range(64):
            text = f"{number:08}" + "x" * (MIB - 9) + "\n"
            try:
                self.daemon.rpc.sendProcessStdin("deaf", text)
            except xmlrpc.client.Fault as fault:
                self.assertEqual((fault.faultCode, fault.faultString), (
                    FAILED, "FAILED: deaf does not read its standard input, and 16 MiB are kept for it at most"))
                return taken
            taken += text
        raise AssertionError("64 MiB were taken")

    def test_what_waits_is_bounded_and_arrives_whole(self):
        before = resident_bytes(self.daemon.pid)
        taken = self.fill()
        self.assertGreaterEqual(len(taken), 15 * MIB)
        for _ in range(10):
            with self.assertRaises(xmlrpc.client.Fault):
                self.daemon.rpc.sendProcessStdin("deaf", "y" * MIB)
        self.assertLess(resident_bytes(self.daemon.pid) - before, 64 * MIB)
        self.assertEqual(self.daemon.read("main.log").count(
            "WARN deaf does not read its standard input, and 16 MiB are kept for it at most"), 1)
        self.daemon.rpc.sendProcessStdin("web", "others are served\n")

        open(self.daemon.path("go"), "wb").close()
        log = self.daemon.path("deaf.log")
        wait_for(lambda: os.path.getsize(log) >= len(taken), "what was taken is read", 60)
        self.daemon.rpc.sendProcessStdin("deaf", "more\n")
        wait_for(lambda: self.daemon.read("deaf.log").endswith("more\n"), "it is taken again")
        self.assertTrue(self.daemon.read("deaf.log") == taken + "more\n", "the bytes differ")

    def test_a_new_child_begins_with_nothing(self):
        self.fill()
        open(self.daemon.path("go"), "wb").close()
        self.daemon.rpc.stopProcess("deaf")
        self.daemon.rpc.clearProcessLogs("deaf")
        self.daemon.rpc.startProcess("deaf")
        self.daemon.rpc.sendProcessStdin("deaf", "fresh\n")
        wait_for(lambda: self.daemon.read("deaf.log") == "fresh\n", "only what was sent to it")


if __name__ == "__main__":
    faults.main()
