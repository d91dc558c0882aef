"""What a child gets and what the main log says: one configuration under Debian's supervisord and under kantokud.

Children are looked at from outside, in /proc: a program that tells of itself shows what its language's runtime made of
its signals.
"""

import os
import pwd
import re
import signal
import unittest
from concurrent.futures import ThreadPoolExecutor

import interop
from interop import Daemon, OUR_DAEMON, REAL_DAEMON, wait_for

IS_ROOT = os.geteuid() == 0
USER = "nobody" if IS_ROOT else pwd.getpwuid(os.getuid()).pw_name

SUPERVISORD = """environment=FROM_DAEMON="yes",OVERRIDDEN="by nobody"
minfds=256
"""

PROGRAMS = f"""
[program:plain]
command=/bin/cat
[program:words]
command=/bin/sh -c 'read line' "two words" 50%%  %(program_name)s $HOME ~  ; a comment
[program:placed]
command=cat
directory=/usr/share
umask=027
environment=OVERRIDDEN="1,2",HOME="/else where",EMPTY="",PERCENT="100%%",FROM="%(ENV_GIVEN)s"
serverurl=http://example.com:9001
[program:merged]
command=/bin/cat
redirect_stderr=true
[program:unlogged]
command=/bin/cat
stdout_logfile=NONE
stderr_logfile=NONE
[program:user]
command=/bin/cat
user={USER}
[program:many]
command=/bin/cat
process_name=%(program_name)s_%(process_num)02d
numprocs=2
numprocs_start=7
environment=NUMBER="%(process_num)d"
[fcgi-program:responder]
command=/bin/sleep 1000
socket=unix://{{dir}}/responder.sock
[eventlistener:listener]
command=/bin/cat
events=TICK_3600
[program:missing]
command=/no/such/program
startretries=0
[program:nowhere]
command=/bin/cat
directory=/no/such/directory
startretries=0
[program:failing]
command=/bin/sh -c 'exit 1'
startretries=0
[program:expected]
command=/bin/sh -c 'read line; exit 3'
exitcodes=3
[program:unexpected]
command=/bin/sh -c 'read line; exit 4'
autorestart=false
[program:killed]
command=/bin/sh -c 'read line; kill -9 $$'
autorestart=false
[program:stubborn]
command=/bin/sh -c 'trap "" TERM; echo ready; read line'
stopwaitsecs=1
[program:idle]
command=/bin/cat
autostart=false
"""

SETTLED = {"missing": "FATAL", "nowhere": "FATAL", "failing": "FATAL", "idle": "STOPPED"}  # the others run
ENDING = ("expected", "unexpected", "killed")

# Signals that Python's runtime ignores and supervisord hands on to its children; ours get the default action.
PYTHON_IGNORES = {signal.SIGPIPE, signal.SIGXFSZ}


def signals(mask):
    bits = int(mask, 16)
    return {signal.Signals(number) if number in signal.Signals._value2member_map_ else number
            for number in range(1, 65) if bits >> (number - 1) & 1}


def status_of(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return {key: value.split() for key, _, value in (line.partition(":") for line in file)}


def descriptors_of(pid):
    """{number: kind}; the same pipe or socket at two numbers has the same name in both."""
    names = {}
    result = {}
    for number in sorted(map(int, os.listdir(f"/proc/{pid}/fd"))):
        target = os.readlink(f"/proc/{pid}/fd/{number}")
        kind = target.partition(":[")[0]
        result[number] = names.setdefault(target, f"{kind} at {number}")
    return result


def blobs(path):
    with open(path, "rb") as file:
        return os.fsdecode(file.read()).split("\0")[:-1]


def seen_by(pid, daemon):
    """What the process was started with."""
    status = status_of(pid)
    with open(f"/proc/{pid}/limits", encoding="utf-8") as file:
        limits = {line[:26].strip(): line[26:].split()[:2] for line in file.readlines()[1:]}
    return {
        "argv": blobs(f"/proc/{pid}/cmdline"),
        "environment": dict(entry.replace(daemon.directory, "DIR").split("=", 1)
                            for entry in blobs(f"/proc/{pid}/environ")),
        "cwd": os.readlink(f"/proc/{pid}/cwd").replace(daemon.directory, "DIR"),
        "umask": status["Umask"],
        "uids": status["Uid"],
        "gids": status["Gid"],
        "groups": sorted(status["Groups"]),
        "blocked": signals(status["SigBlk"][0]),
        "ignored": signals(status["SigIgn"][0]),
        "leads its process group": os.getpgid(pid) == pid,
        "shares the daemon's session": os.getsid(pid) == os.getsid(daemon.pid),
        "descriptors": descriptors_of(pid),
        "limits": limits,
        "no new privileges": status["NoNewPrivs"],
    }


def told(text, daemon):
    """The main log's lines without time and pids, by the process they speak of; '' for the daemon's own.

    "waiting for … to stop" and the repetitions of "waiting for … to die" depend on how long that takes, and are left
    out.
    """
    result = {}
    said_waiting = False
    for line in text.replace(daemon.directory, "DIR").splitlines():
        line = re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ", "", line)
        line = re.sub(r"\bpid \d+", "pid N", line)
        line = re.sub(r"\(\d+\)", "(N)", line)
        if line.startswith("INFO waiting for "):
            if line.endswith(" to stop") or said_waiting:
                continue
            said_waiting = True
        if " called by uid " in line:
            continue  # ours alone
        about = re.search(r"(?:spawned: '|spawnerr: .*'|success: |exited: |stopped: |gave up: |killing ')(\w+)", line)
        result.setdefault(about[1] if about else "", []).append(line)
    return result


def observe(command):
    """Runs the configuration to its end. @return ({process: what it saw}, {process: main log lines}, exit status)"""
    reading, writing = os.pipe()  # a descriptor that is none of the children's business
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": "/root", "GIVEN": "given"}
    try:
        with Daemon(PROGRAMS, command, SUPERVISORD, env=environment, pass_fds=(reading, writing)) as daemon:
            def settled():
                infos = daemon.rpc.getAllProcessInfo()
                return infos if all(info["statename"] == SETTLED.get(info["name"], "RUNNING") for info in infos) else None
            infos = wait_for(settled, "every process is where it belongs")
            seen = {info["name"]: seen_by(info["pid"], daemon) for info in infos if info["statename"] == "RUNNING"}
            for name in ENDING:
                daemon.rpc.sendProcessStdin(name, "end\n")
                daemon.wait_for_state(name, "EXITED")
            daemon.rpc.startProcess("idle")
            daemon.rpc.stopProcess("many:many_07")
            daemon.rpc.stopProcess("stubborn")
            daemon.rpc.shutdown()
            status = daemon.wait_for_end()
            return seen, told(daemon.read("main.log"), daemon), status
    finally:
        os.close(reading)
        os.close(writing)


class TestChildren(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        with ThreadPoolExecutor() as pool:
            ours, reference = pool.map(observe, (OUR_DAEMON, REAL_DAEMON))
        cls.seen, cls.told, cls.status = ours
        cls.reference_seen, cls.reference_told, cls.reference_status = reference

    def test_the_reference_ran(self):
        self.assertEqual(sorted(self.reference_seen),
                         ["expected", "killed", "listener", "many_07", "many_08", "merged", "placed", "plain",
                          "responder", "stubborn", "unexpected", "unlogged", "user", "words"])
        self.assertEqual(self.reference_seen["placed"]["cwd"], "/usr/share")

    def test_children_see_the_same(self):
        self.assertEqual(sorted(self.seen), sorted(self.reference_seen))
        for name, reference in self.reference_seen.items():
            for what, value in reference.items():
                if what == "ignored":
                    continue
                with self.subTest(process=name, what=what):
                    self.assertEqual(self.seen[name][what], value)

    def test_no_signal_is_ignored_but_those_of_pythons_runtime_there(self):
        for name, reference in self.reference_seen.items():
            with self.subTest(process=name):
                own = {signal.SIGTERM} if name == "stubborn" else set()
                self.assertEqual(reference["ignored"], PYTHON_IGNORES | own)
                self.assertEqual(self.seen[name]["ignored"], own)

    def test_the_user_is_taken(self):
        user = pwd.getpwnam(USER)
        self.assertEqual(self.seen["user"]["uids"], [str(user.pw_uid)] * 4)
        self.assertEqual(self.seen["user"]["gids"], [str(user.pw_gid)] * 4)

    def test_the_main_log_tells_the_same(self):
        self.assertEqual(sorted(self.told), sorted(self.reference_told))
        for name, reference in self.reference_told.items():
            with self.subTest(process=name):
                self.assertEqual(self.told[name], reference)

    def test_both_end_alike(self):
        self.assertEqual(self.status, self.reference_status)


if __name__ == "__main__":
    interop.main()
