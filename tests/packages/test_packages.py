"""The Debian packages of what is built: made, installed below a folder, run from there and removed again."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import unittest

SOURCE = pathlib.Path(os.environ["KANTOKU_SOURCE_DIR"])
BUILD = pathlib.Path(os.environ["KANTOKU_BUILD_DIR"])
PACKAGES = ("kantoku", "kantokud", "kantoku-supervisor")

FILES = {
    "kantokud": [
        "lib/systemd/system/kantokud.service",
        "usr/bin/kantokuctl",
        "usr/bin/kantokud",
        "usr/lib/systemd/user/kantokud.service",
        "usr/share/bash-completion/completions/kantokuctl",
        "usr/share/doc/kantokud/changelog.gz",
        "usr/share/doc/kantokud/copyright",
        "usr/share/doc/kantokud/manual.md",
        "usr/share/fish/vendor_completions.d/kantokuctl.fish",
        "usr/share/man/man1/kantokuctl.1.gz",
        "usr/share/man/man5/kantoku.conf.5.gz",
        "usr/share/man/man8/kantokud.8.gz",
        "usr/share/zsh/vendor-completions/_kantokuctl",
    ],
    "kantoku": [
        "usr/bin/kantoku",
        "usr/share/applications/kantoku.desktop",
        "usr/share/icons/hicolor/48x48/apps/kantoku.png",
        "usr/share/icons/hicolor/scalable/apps/kantoku.svg",
        "usr/share/kantoku/demo/supervisord.conf",
        "usr/share/man/man1/kantoku.1.gz",
        "usr/share/metainfo/org.kantoku.kantoku.metainfo.xml",
    ],
    "kantoku-supervisor": [
        "usr/libexec/kantoku/echo_supervisord_conf",
        "usr/libexec/kantoku/pidproxy",
    ],
}

# Supervisor's names, and what they lead to.
NAMES = {
    "usr/bin/echo_supervisord_conf": "usr/libexec/kantoku/echo_supervisord_conf",
    "usr/bin/pidproxy": "usr/libexec/kantoku/pidproxy",
    "usr/bin/supervisorctl": "usr/bin/kantokuctl",
    "usr/bin/supervisord": "usr/bin/kantokud",
    "usr/share/man/man1/echo_supervisord_conf.1.gz": "usr/share/man/man1/kantoku-echo_supervisord_conf.1.gz",
    "usr/share/man/man1/pidproxy.1.gz": "usr/share/man/man1/kantoku-pidproxy.1.gz",
    "usr/share/man/man1/supervisorctl.1.gz": "usr/share/man/man1/kantokuctl.1.gz",
    "usr/share/man/man8/supervisord.8.gz": "usr/share/man/man8/kantokud.8.gz",
}

CONFIGURATION = """
[supervisord]
logfile=%(here)s/kantokud.log
pidfile=%(here)s/kantokud.pid
childlogdir=%(here)s
[unix_http_server]
file=%(here)s/s
[supervisorctl]
serverurl=unix://%(here)s/s
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
[program:sleeper]
command=sleep 1000
startsecs=0
"""


def run(*command, **options):
    """Output of a command that must work."""
    done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=240, check=False, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


class Root:
    """An empty system below a folder, with a package database of its own."""

    def __init__(self, path):
        self.path = path
        for folder in ("var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/alternatives", "etc/alternatives",
                       "var/log"):
            (path / folder).mkdir(parents=True)
        (path / "var/lib/dpkg/status").touch()

    def dpkg(self, *arguments):
        """Dependencies are not looked at, because nothing else is installed here."""
        fakeroot = [] if os.geteuid() == 0 else ["fakeroot"]
        return run(*fakeroot, "dpkg", f"--root={self.path}", "--force-depends", "--force-script-chrootless",
                   "--force-not-root", "--force-bad-path", "--log=/dev/null", *arguments)

    def leads_to(self, name):
        """Where the links from `name` end, seen from this root; the name itself where it is a file or nothing."""
        while (self.path / name).is_symlink():
            name = os.readlink(self.path / name).lstrip("/")
        return name

    def files(self):
        """All but what dpkg, update-alternatives and systemd's helper keep for themselves."""
        return sorted(str(path.relative_to(self.path)) for path in self.path.rglob("*")
                      if not path.is_dir() and not str(path.relative_to(self.path)).startswith("var/"))


class TestPackages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.folder = pathlib.Path(directory.name)
        # Where only some targets were built, what is made of the programs is still missing.
        run("cmake", "--build", BUILD, "--target", "kantoku_manual", "pidproxy")
        source = cls.folder / "kantoku"
        for name in ("debian", "docs"):
            shutil.copytree(SOURCE / name, source / name)
        for name in ("CHANGELOG.md", "README.md"):
            shutil.copy(SOURCE / name, source)
        run("debian/rules", "binary", cwd=source, env={**os.environ, "KANTOKU_TREE": str(BUILD)})
        shutil.rmtree(source)
        cls.packages = {path.name.split("_")[0]: path for path in cls.folder.glob("*.deb")}

    def test_the_version_is_that_of_the_sources(self):
        sources = re.search(r"project\(Kantoku VERSION (\S+)", (SOURCE / "CMakeLists.txt").read_text("utf-8")).group(1)
        for name, package in self.packages.items():
            with self.subTest(name):
                self.assertEqual(run("dpkg-deb", "--field", package, "Version").strip(), sources)

    def test_each_package_has_its_files(self):
        self.assertEqual(sorted(self.packages), sorted(PACKAGES))
        for name, expected in FILES.items():
            with self.subTest(name):
                listed = run("dpkg-deb", "--contents", self.packages[name])
                self.assertEqual([file for file in expected if f" ./{file}\n" not in listed], [])

    def test_the_daemons_package_needs_no_desktop(self):
        depends = run("dpkg-deb", "--field", self.packages["kantokud"], "Depends")
        self.assertIn("libqt6core6", depends)
        self.assertNotRegex(depends, r"libqt6(gui|widgets|svg)|libgl1|libx11")

    def test_the_names_of_supervisor_take_the_place_of_its_package(self):
        self.assertEqual(run("dpkg-deb", "--field", self.packages["kantoku-supervisor"], "Conflicts").strip(), "supervisor")

    def test_packages_are_installed_run_and_removed(self):
        root = Root(self.folder / "root")
        root.dpkg("--install", *self.packages.values())
        self.assertEqual({name: root.leads_to(name) for name in NAMES}, NAMES)
        for target in NAMES.values():
            self.assertTrue((root.path / target).is_file(), target)
        self.run_daemon(root.path / "usr/bin")
        root.dpkg("--remove", *PACKAGES)
        self.assertEqual(root.files(), [])

    def run_daemon(self, programs):
        """A daemon of the installed programs runs a program, and ends when it is told so."""
        configuration = self.folder / "supervisord.conf"
        configuration.write_text(CONFIGURATION, "utf-8")
        control = [programs / "kantokuctl", "-c", configuration]
        with subprocess.Popen([programs / "kantokud", "-n", "-s", "-c", configuration]) as daemon:
            try:
                self.assertRegex(self.status_when_running(control, daemon), r"(?m)^sleeper +RUNNING ")
                self.assertEqual(run(*control, "shutdown"), "Shut down\n")
                self.assertEqual(daemon.wait(30), 0)
            finally:
                daemon.kill()

    def status_when_running(self, control, daemon):
        """What `status` says once it says that the program runs, or at last."""
        deadline = time.monotonic() + 30
        while True:
            done = subprocess.run([*control, "status"], capture_output=True, text=True, timeout=60, check=False)
            if done.returncode == 0 or daemon.poll() is not None or time.monotonic() > deadline:
                return done.stdout + done.stderr
            time.sleep(0.05)


if __name__ == "__main__":
    unittest.main()
