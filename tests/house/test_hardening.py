"""The programs of a release build are hardened: position independent, full RELRO, guarded stacks, checked library calls."""

import os
import subprocess
import unittest

BIN = os.environ["KANTOKU_BIN_DIR"]


def readelf(option, program):
    return subprocess.run(["readelf", "--wide", option, os.path.join(BIN, program)], capture_output=True, text=True,
                          check=True).stdout


class TestHardening(unittest.TestCase):
    def test_every_program(self):
        programs = [name for name in ("kantoku", "kantokuctl", "kantokud") if os.path.exists(os.path.join(BIN, name))]
        self.assertTrue(programs)
        for program in programs:
            with self.subTest(program=program):
                self.assertRegex(readelf("--file-header", program), r"Type:\s+DYN")
                headers = readelf("--program-headers", program)
                self.assertIn("GNU_RELRO", headers)
                [stack] = [line.split() for line in headers.splitlines() if "GNU_STACK" in line]
                self.assertNotIn("E", stack[6])
                dynamic = readelf("--dynamic", program)
                self.assertRegex(dynamic, r"BIND_NOW|Flags:.*NOW")
                self.assertIn("PIE", dynamic)
                self.assertIn("__stack_chk_fail", readelf("--dyn-syms", program))

    def test_library_calls_are_checked(self):
        """Of the daemon: a program that makes no call with a buffer has none to check."""
        self.assertRegex(readelf("--dyn-syms", "kantokud"), r"__\w+_chk\b(?<!__stack_chk)")


if __name__ == "__main__":
    unittest.main()
