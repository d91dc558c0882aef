"""Every method of the XML-RPC interface with every outcome that it can have: supervisord and kantokud answer the same."""

import re
import unittest
import xmlrpc.client

import interop
from interop import Daemon, OUR_DAEMON, REAL_DAEMON, wait_for

PROGRAMS = """
[program:cat]
command=/bin/cat
startsecs=0
priority=10
stdout_logfile={dir}/cat.log
stderr_logfile={dir}/cat.err
[program:idle]
command=/bin/cat
autostart=false
startsecs=0
environment=A="x y",B="2"
[program:nolog]
command=/bin/cat
startsecs=0
stdout_logfile=NONE
stderr_logfile=NONE
[program:missing]
command=/nonexistent/program
autostart=false
[program:plain]
command={dir}/plain
autostart=false
[program:quick]
command=/bin/sh -c "exit 3"
autostart=false
startretries=0
startsecs=1
[program:deaf]
command=/bin/sh -c "exec <&-; exec /bin/sleep 1000"
autostart=false
startsecs=0
[group:pair]
programs=a,b
[program:a]
command=/bin/cat
startsecs=0
[program:b]
command=/bin/cat
startsecs=0
autostart=false
"""
SECOND = PROGRAMS.replace("programs=a,b", "programs=b,a\npriority=5") + "[program:new]\ncommand=/bin/cat\nstartsecs=0\n"
BROKEN = PROGRAMS + "[program:broken]\ncommand=/bin/cat\nstartsecs=soon\n"

S = "supervisor."
# (method, parameters…). A text is what happens between two calls.
CALLS = [
    *((S + name,) for name in ("getAPIVersion", "getVersion", "getSupervisorVersion", "getIdentification", "getState", "getPID",
                               "getAllProcessInfo", "getAllConfigInfo")),
    *((S + name, "too", "many") for name in ("getAPIVersion", "getState", "getPID", "getAllProcessInfo", "clearLog", "shutdown",
                                             "restart", "reloadConfig")),
    (S + "nope",), ("nope",), ("nope.getState",), (S + "_update", "x"), (S + "startProcess.__doc__",),

    (S + "getProcessInfo", "cat"), (S + "getProcessInfo", "cat:cat"), (S + "getProcessInfo", "pair:a"),
    (S + "getProcessInfo", "a"), (S + "getProcessInfo", "pair:*"), (S + "getProcessInfo", ""), (S + "getProcessInfo",),
    (S + "getProcessInfo", "nope:nope"),

    (S + "startProcess",), (S + "startProcess", "nope"), (S + "startProcess", "nope:*"), (S + "startProcess", "cat"),
    (S + "startProcess", "missing"), (S + "startProcess", "plain"), (S + "startProcess", "idle"), (S + "startProcess", "idle", False),
    (S + "startProcess", "quick"), (S + "startProcess", "deaf", True), (S + "startProcess", "pair:*"),
    (S + "startProcess", "pair:*", False), (S + "startProcess", "cat", True, "x"),
    (S + "startProcessGroup",), (S + "startProcessGroup", "nope"), (S + "startProcessGroup", "pair"),
    (S + "getProcessInfo", "quick"),

    (S + "signalProcess", "cat", "CONT"), (S + "signalProcess", "cat", "18"), (S + "signalProcess", "cat", "SIGCONT"),
    (S + "signalProcess", "cat", "NOSUCH"), (S + "signalProcess", "nope", "CONT"), (S + "signalProcess", "quick", "CONT"),
    (S + "signalProcess", "cat"), (S + "signalProcess", "pair:*", "CONT"),
    (S + "signalProcessGroup", "pair", "CONT"), (S + "signalProcessGroup", "nope", "CONT"),
    (S + "signalProcessGroup", "pair", "NOSUCH"), (S + "signalAllProcesses", "CONT"), (S + "signalAllProcesses",),

    (S + "stopProcess",), (S + "stopProcess", "nope"), (S + "stopProcess", "quick"), (S + "stopProcess", "idle"),
    (S + "stopProcess", "idle", False), (S + "stopProcess", "pair:b"), (S + "stopProcess", "pair:*"), (S + "stopProcess", "nope:*"),
    (S + "stopProcessGroup", "pair"), (S + "stopProcessGroup", "nope"), (S + "stopProcessGroup",),
    (S + "startProcessGroup", "pair"), (S + "startProcessGroup", "pair", False), (S + "stopProcessGroup", "pair"),

    (S + "sendProcessStdin", "cat", "0123456789\nabcdefghi"), (S + "sendProcessStdin", "nope", "x"), (S + "sendProcessStdin", "idle", "x"),
    (S + "sendProcessStdin", "cat"), (S + "sendProcessStdin", "deaf", "x"),
    (S + "sendRemoteCommEvent", "type", "data"), (S + "sendRemoteCommEvent", "type"),

    "written",
    *((S + name, *parameters) for name in ("readProcessLog", "readProcessStdoutLog", "readProcessStderrLog", "tailProcessLog",
                                           "tailProcessStdoutLog", "tailProcessStderrLog")
      for parameters in (("cat", 0, 0), ("cat", 2, 5), ("cat", -5, 0), ("cat", -5, 5), ("cat", 0, -1), ("nope", 0, 0), ("nolog", 0, 0),
                         ("nope:x", 0, 0), ("cat", 0), ("pair:*", 0, 0))),
    (S + "readLog", -10, 5), (S + "readLog", 0, -1), (S + "readMainLog", -10, 5), (S + "readLog",), (S + "readMainLog", 0, -1),
    (S + "clearProcessLog", "nope"), (S + "clearProcessLogs", "nope:*"), (S + "clearProcessLogs",), (S + "clearProcessLogs", "cat"),
    (S + "clearProcessLog", "cat"), (S + "readProcessLog", "cat", 0, 0), (S + "clearProcessLogs", "nolog"),
    (S + "clearAllProcessLogs",), (S + "clearLog",), (S + "readLog", 0, -1),

    (S + "stopAllProcesses",), (S + "stopAllProcesses", False), (S + "startProcess", "cat"), (S + "startProcess", "nolog"),
    (S + "startProcessGroup", "pair"),

    (S + "reloadConfig",), "second", (S + "reloadConfig",), (S + "addProcessGroup",), (S + "addProcessGroup", "nope"),
    (S + "addProcessGroup", "cat"), (S + "addProcessGroup", "new"), (S + "addProcessGroup", "new"), (S + "getProcessInfo", "new"),
    (S + "removeProcessGroup",), (S + "removeProcessGroup", "nope"), (S + "removeProcessGroup", "new"),
    (S + "stopProcess", "new"), (S + "removeProcessGroup", "new"), (S + "removeProcessGroup", "new"),
    (S + "getProcessInfo", "new"), "broken", (S + "reloadConfig",), (S + "addProcessGroup", "new"), (S + "getAllConfigInfo",),

    ("system.listMethods",), ("system.listMethods", "x"), ("system.methodSignature", S + "startProcess"),
    ("system.methodSignature", S + "getState"), ("system.methodSignature", "nope"), ("system.methodHelp", "nope"),
    ("system.methodHelp",), ("system.multicall",), ("system.multicall", []),
    ("system.multicall", [{"methodName": S + "getState", "params": []}, {"methodName": "nope", "params": []},
                          {"methodName": S + "stopProcess", "params": ["nope"]}, {"methodName": S + "getVersion"}, {"params": []},
                          {"methodName": "system.multicall", "params": [[]]},
                          {"methodName": S + "stopProcess", "params": ["cat"]},
                          {"methodName": S + "startProcess", "params": ["cat"]},
                          {"methodName": S + "stopAllProcesses", "params": []}]),
    (S + "startAllProcesses",),
]


def normalised(value):
    """`value` without what differs from run to run."""
    if isinstance(value, dict):
        return {key: "…" if key in ("pid", "now", "start", "stop") and value[key] else normalised(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        # The processes of a group answer in the order in which they happen to stop or to come up.
        members = [normalised(entry) for entry in value]
        return sorted(members, key=repr) if all(isinstance(entry, dict) for entry in value) else members
    if isinstance(value, str):
        value = re.sub(r"kantoku-interop-\w+", "DIR", value)
        value = re.sub(r"(pid) \d+, uptime [\d:]+", r"\1 N, uptime T", value)
        value = re.sub(r"[A-Z][a-z]{2} \d\d \d\d:\d\d [AP]M", "DATE", value)
        value = re.sub(r"CANT_REREAD: .*", "CANT_REREAD: WHY", value, flags=re.DOTALL)
        return re.sub(r"---\w+-\w+\.log", "---AUTO.log", value)
    return value


def outcome(server, method, *parameters):
    try:
        value = getattr(server, method)(*parameters)
    except xmlrpc.client.Fault as fault:
        return f"fault {fault.faultCode}: {normalised(fault.faultString)}"
    if method in (S + "getSupervisorVersion", S + "getPID"):
        return type(value).__name__
    if method.endswith(("readLog", "readMainLog")) and parameters[0] < 0:
        return type(value).__name__
    value = normalised(value)
    if method == S + "getAllConfigInfo":
        # supervisord goes on naming the file that a removed program had.
        value = [{key: "auto" if entry == f"/tmp/DIR/{info['name']}-{key[:6]}---AUTO.log" else entry for key, entry in info.items()}
                 for info in value]
    return value


def transcript(program):
    lines = []
    with Daemon(PROGRAMS, program) as daemon, daemon.kept_connection() as server:
        with open(daemon.path("plain"), "w", encoding="utf-8") as file:
            file.write("not executable")
        for name in "cat", "nolog":
            daemon.wait_for_state(name, "RUNNING")
        for call in CALLS:
            if call == "written":
                wait_for(lambda: daemon.read("cat.log") == "0123456789\nabcdefghi", "cat has answered")
            elif call in ("second", "broken"):
                daemon.configure(SECOND if call == "second" else BROKEN)
            else:
                lines.append(f"{call[0]}{call[1:]} -> {outcome(server, *call)}")
        lines += ranges(server)
        lines.append(f"shutdown -> {outcome(server, S + 'shutdown')}")
        lines.append(f"ends with {daemon.wait_for_end()}")
    return lines


def ranges(server):
    """Reads and tails of twenty bytes at every offset and length around them."""
    server.supervisor.clearProcessLogs("cat")
    server.supervisor.sendProcessStdin("cat", "0123456789abcdefghij")
    wait_for(lambda: server.supervisor.tailProcessStdoutLog("cat", 0, 1)[1] == 20, "twenty bytes are there")
    calls = [(method, offset, length) for method in ("readProcessStdoutLog", "tailProcessStdoutLog")
             for offset in range(-23, 24) for length in range(-1, 24)]
    answers = server.system.multicall([{"methodName": S + method, "params": ["cat", offset, length]}
                                       for method, offset, length in calls])
    return [f"{call} -> {answer}" for call, answer in zip(calls, answers, strict=True)]


class TestMethods(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.reference = transcript(REAL_DAEMON)
        cls.ours = transcript(OUR_DAEMON)

    def test_every_method_is_called(self):
        with Daemon("") as daemon, daemon.kept_connection() as server:
            methods = set(server.system.listMethods())
        called = {call[0] for call in CALLS if not isinstance(call, str)} | {S + "shutdown"}
        self.assertEqual(methods - called, set())

    def test_the_reference_meets_every_fault(self):
        text = "\n".join(self.reference)
        for name in ("UNKNOWN_METHOD", "INCORRECT_PARAMETERS", "BAD_ARGUMENTS", "SIGNATURE_UNSUPPORTED", "BAD_NAME", "BAD_SIGNAL",
                     "NO_FILE", "NOT_EXECUTABLE", "SPAWN_ERROR", "ALREADY_STARTED", "NOT_RUNNING", "ALREADY_ADDED",
                     "STILL_RUNNING", "CANT_REREAD"):
            with self.subTest(name):
                self.assertIn(name, text)

    def test_kantokud_answers_as_supervisord(self):
        self.assertEqual(self.ours, self.reference)


if __name__ == "__main__":
    interop.main()
