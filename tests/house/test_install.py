"""`cmake --install` puts everything in its place, and what is installed runs."""

import os
import re
import subprocess
import tempfile
import unittest

EXPECTED = [
    "bin/echo_supervisord_conf",
    "bin/kantoku",
    "bin/kantokuctl",
    "bin/kantokud",
    "bin/pidproxy",
    "lib/systemd/system/kantokud.service",
    "lib/systemd/user/kantokud.service",
    "share/applications/kantoku.desktop",
    "share/doc/Kantoku/CHANGELOG.md",
    "share/doc/Kantoku/LICENSE",
    "share/doc/Kantoku/README.md",
    "share/doc/Kantoku/decisions.md",
    "share/kantoku/demo/crashlog.sh",
    "share/kantoku/demo/supervisord.conf",
    "share/kantoku/demo/www/index.html",
]


class TestInstall(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.prefix = directory.name
        cls.installed = subprocess.run(["cmake", "--install", os.environ["KANTOKU_BUILD_DIR"], "--prefix", cls.prefix],
                                       capture_output=True, text=True, check=False)

    def run_installed(self, *command):
        return subprocess.run([os.path.join(self.prefix, "bin", command[0]), *command[1:]], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60, check=False)

    def test_everything_is_in_its_place(self):
        self.assertEqual(self.installed.returncode, 0, self.installed.stderr)
        missing = [name for name in EXPECTED if not os.path.exists(os.path.join(self.prefix, name))]
        self.assertEqual(missing, [])

    def test_the_installed_daemon_says_its_version(self):
        answer = self.run_installed("kantokud", "-v")
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        self.assertRegex(answer.stdout, re.compile(r"^\d+\.\d+\.\d+\S*\n$"))

    def test_the_installed_command_line_helps(self):
        answer = self.run_installed("kantokuctl", "--help")
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        self.assertIn("kantokuctl", answer.stdout)

    def test_the_sample_configuration_has_supervisors_name_too(self):
        answer = self.run_installed("echo_supervisord_conf")
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        self.assertEqual(answer.stdout, self.run_installed("kantokud", "--echo-config").stdout)
        self.assertIn("[supervisord]", answer.stdout)

    def test_the_sample_configuration_is_printed_wherever_its_program_is_called_from(self):
        with tempfile.TemporaryDirectory() as elsewhere:
            answer = subprocess.run(
                ["echo_supervisord_conf"], cwd=elsewhere, env={"PATH": f"{self.prefix}/bin:/usr/bin:/bin"},
                stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        self.assertIn("[supervisord]", answer.stdout)


if __name__ == "__main__":
    unittest.main()
