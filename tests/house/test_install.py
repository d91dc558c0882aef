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
    "share/bash-completion/completions/kantokuctl",
    "share/doc/Kantoku/CHANGELOG.md",
    "share/doc/Kantoku/LICENSE",
    "share/doc/Kantoku/README.md",
    "share/doc/Kantoku/decisions.md",
    "share/fish/vendor_completions.d/kantokuctl.fish",
    "share/icons/hicolor/48x48/apps/kantoku.png",
    "share/icons/hicolor/scalable/apps/kantoku.svg",
    "share/kantoku/demo/crashlog.sh",
    "share/kantoku/demo/supervisord.conf",
    "share/kantoku/demo/www/index.html",
    "share/man/man1/echo_supervisord_conf.1",
    "share/man/man1/kantoku.1",
    "share/man/man1/kantokuctl.1",
    "share/man/man1/pidproxy.1",
    "share/man/man5/kantoku.conf.5",
    "share/man/man8/kantokud.8",
    "share/metainfo/org.kantoku.kantoku.metainfo.xml",
    "share/zsh/vendor-completions/_kantokuctl",
]


class TestInstall(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.prefix = directory.name
        # Where only some targets were built, what is made of the programs is still missing.
        subprocess.run(["cmake", "--build", os.environ["KANTOKU_BUILD_DIR"], "--target", "kantoku_manual", "pidproxy"],
                       capture_output=True, check=True)
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

    def check(self, *command):
        """A checker's verdict: its exit status, and all that it says."""
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"})
        return done.returncode, done.stdout + done.stderr

    def manual_pages(self):
        found = [name for name in EXPECTED if name.startswith("share/man/")]
        self.assertEqual(len(found), 6)
        return [os.path.join(self.prefix, name) for name in found]

    def test_the_manual_pages_are_well_formed(self):
        for page in self.manual_pages():
            with self.subTest(os.path.basename(page)):
                self.assertEqual(self.check("mandoc", "-T", "lint", "-W", "warning", page), (0, ""))
                with open(os.devnull, "w", encoding="utf-8") as nothing:
                    done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", page], stdout=nothing,
                                          stderr=subprocess.PIPE, text=True, timeout=60, check=False)
                self.assertEqual((done.returncode, done.stderr), (0, ""))

    def page(self, name):
        status, text = self.check("mandoc", "-T", "utf8", os.path.join(self.prefix, "share/man", name))
        self.assertEqual(status, 0)
        return re.sub(".\b", "", text)  # bold and underlined letters are struck twice

    def test_the_manual_pages_say_what_the_programs_say(self):
        page = self.page("man1/kantokuctl.1")
        usage = self.run_installed("kantokuctl", "--help").stdout
        actions = usage.split("line by line:\n")[1].splitlines()
        self.assertGreater(len(actions), 25)
        for line in actions:
            self.assertRegex(page, rf"(?m)^ +{line.split()[0]}( |$)")
        page = self.page("man8/kantokud.8")
        for option in re.findall(r"^(-\S+)", self.run_installed("kantokud", "--help").stdout, re.MULTILINE):
            self.assertIn(option.replace("/", ", "), page)

    def test_the_configurations_page_has_every_option_of_the_sample(self):
        page = self.page("man5/kantoku.conf.5")
        options = re.findall(r"^;?([a-z_]+) *=", self.run_installed("kantokud", "--echo-config").stdout, re.MULTILINE)
        self.assertGreater(len(options), 40)
        self.assertEqual([option for option in options if not re.search(rf"(?m)^ +{option} \(", page)], [])

    def test_the_desktops_catalogues_accept_their_files(self):
        shared = os.path.join(self.prefix, "share")
        self.assertEqual(self.check("desktop-file-validate", f"{shared}/applications/kantoku.desktop"), (0, ""))
        status, text = self.check("appstreamcli", "validate", "--no-net", "--pedantic",
                                  f"{shared}/metainfo/org.kantoku.kantoku.metainfo.xml")
        self.assertEqual(status, 0, text)


if __name__ == "__main__":
    unittest.main()
