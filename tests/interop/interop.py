"""What the interop tests share: a daemon in a directory of its own, a control program, free ports, and waiting.

The programs are the build's own. To try a test on the real ones:
    KANTOKU_TEST_DAEMON=supervisord KANTOKU_TEST_CTL=supervisorctl python3 -B tests/interop/test_servers.py
"""

import ctypes
import http.client
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest
import xmlrpc.client

REAL_DAEMON = "/usr/bin/supervisord"
REAL_CTL = "/usr/bin/supervisorctl"
OUR_DAEMON = os.environ.get("KANTOKU_TEST_DAEMON") or os.path.join(os.environ.get("KANTOKU_BIN_DIR", ""), "kantokud")
OUR_CTL = os.environ.get("KANTOKU_TEST_CTL") or os.path.join(os.environ.get("KANTOKU_BIN_DIR", ""), "kantokuctl")


def wait_for(condition, what, seconds=30, on_failure=lambda: ""):
    """Waits until condition() is true and returns what it gave; fails with `what` after that many seconds.

    on_failure() tells what there is instead.
    """
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"after {seconds} seconds still not: {what}\n{on_failure()}")
        time.sleep(0.02)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def run(*command, timeout=60):
    """(exit status, standard output, standard error) of a command that reads nothing."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout, check=False)
    return done.returncode, done.stdout, done.stderr


def processes_below(directory):
    """The pids of all processes that have the directory in their arguments or in the environment they began with."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            for file in ("cmdline", "environ"):
                try:
                    with open(f"/proc/{name}/{file}", "rb") as text:
                        if directory.encode() in text.read():
                            found.append(int(name))
                            break
                except OSError:
                    pass  # ended meanwhile, or somebody else's
    return found


def kill(pid, number=signal.SIGKILL):
    """Sends a signal to a process that may have ended."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


_prctl = ctypes.CDLL(None).prctl
_PR_SET_PDEATHSIG = 1


def _end_with_the_test(then):
    """In the child before its program: whoever kills the test, the daemon is asked to end, and with it its programs."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if then:
        then()


class _UnixTransport(xmlrpc.client.Transport):
    def __init__(self, path, keep=False):
        super().__init__()
        self._path = path
        self._keep = keep

    def make_connection(self, host):
        if self._connection and self._connection[0] == host:
            return self._connection[1]
        connection = http.client.HTTPConnection("localhost")
        connection.sock = socket.socket(socket.AF_UNIX)
        self._connection = host, connection
        connection.sock.settimeout(60)
        connection.sock.connect(self._path)
        return connection

    def request(self, *arguments, **options):
        try:
            return super().request(*arguments, **options)
        finally:
            if not self._keep:
                self.close()


class Daemon:
    """A daemon on a configuration of its own; `with Daemon(text) as daemon:` also ends it.

    In the text, {dir} is the daemon's directory. The sections [supervisord], [unix_http_server], [supervisorctl] and
    [rpcinterface:supervisor] are added. `with` waits until it answers, unless waits=False. What else is given goes to
    subprocess.Popen: env, pass_fds, umask, preexec_fn. Nothing outlives it: neither a daemon whose test was killed, nor
    the children of a daemon that was.
    """

    def __init__(self, programs, command=OUR_DAEMON, extra_supervisord="", waits=True, **popen):
        self.command = command
        self._waits = waits
        self.directory = tempfile.mkdtemp(prefix="kantoku-interop-")
        self.config_file = os.path.join(self.directory, "supervisord.conf")
        self.socket = os.path.join(self.directory, "socket")
        self.main_log = os.path.join(self.directory, "main.log")
        self._extra = extra_supervisord
        self._prepare = popen.pop("preexec_fn", None)
        self._popen = popen
        self._process = None
        self.configure(programs)

    def configure(self, programs):
        """Writes the configuration; a running daemon notices with reread, update or reload."""
        text = f"""[supervisord]
logfile={self.main_log}
pidfile={self.path("pid")}
childlogdir={self.directory}
{self._extra.replace("{dir}", self.directory)}
[unix_http_server]
file={self.socket}
[supervisorctl]
serverurl=unix://{self.socket}
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
""" + programs.replace("{dir}", self.directory)
        with open(self.config_file, "w", encoding="utf-8") as file:
            file.write(text)

    def path(self, name):
        return os.path.join(self.directory, name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8", errors="replace") as file:
            return file.read()

    def arguments(self):
        return [self.command, "--nodaemon", "--configuration", self.config_file]

    def __enter__(self):
        with open(self.path("daemon.out"), "wb") as output:
            self._process = subprocess.Popen(
                self.arguments(), cwd=self.directory,
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                preexec_fn=lambda: _end_with_the_test(self._prepare), **self._popen)
        try:
            if self._waits:
                wait_for(self._answers, f"{self.command} answers")
        except BaseException:
            self.__exit__()
            raise
        return self

    def _answers(self):
        if self._process.poll() is not None:
            raise AssertionError(f"{self.command} ended with status {self._process.returncode}:\n{self.read('daemon.out')}")
        try:
            return self.rpc.getState()["statename"] == "RUNNING"
        except OSError:
            return False

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        for pid in processes_below(self.directory):
            kill(pid)
        shutil.rmtree(self.directory, ignore_errors=True)

    @property
    def pid(self):
        return self._process.pid

    def wait_for_end(self, seconds=30):
        """The daemon's exit status, as soon as there is one: Popen.wait() with a limit looks every 50 ms."""
        if self._process.poll() is None:
            pidfd = os.pidfd_open(self.pid)
            try:
                select.select([pidfd], [], [], seconds)
            finally:
                os.close(pidfd)
        return self._process.wait(0)

    @property
    def rpc(self):
        """The namespace supervisor.*; every call has a connection of its own."""
        return xmlrpc.client.ServerProxy("http://localhost/RPC2", transport=_UnixTransport(self.socket)).supervisor

    def kept_connection(self):
        """A ServerProxy that makes all its calls on one connection; `with` closes it."""
        return xmlrpc.client.ServerProxy("http://localhost/RPC2", transport=_UnixTransport(self.socket, keep=True))

    def info(self, name):
        return self.rpc.getProcessInfo(name)

    def wait_for_state(self, name, state, seconds=30):
        def reached():
            info = self.info(name)
            return info if info["statename"] == state else None
        return wait_for(reached, f"{name} is {state}", seconds)

    def ctl(self, *arguments, program=OUR_CTL):
        """(exit status, standard output, standard error) of a control command on this daemon."""
        return run(program, "-c", self.config_file, *arguments)


def normalised(text, daemon):
    """`text` with what differs from run to run replaced: pids, uptimes, dates, the daemon's directory."""
    text = text.replace(daemon.directory, "DIR")
    text = re.sub(r"pid \d+", "pid N", text)
    text = re.sub(r"uptime (?:\d+ days?, )?\d+:\d\d:\d\d", "uptime T", text)
    text = re.sub(r"[A-Z][a-z]{2} \d\d \d\d:\d\d [AP]M", "DATE", text)
    return re.sub(r"^\d+$", "N", text, flags=re.MULTILINE)


def main():
    unittest.main()
