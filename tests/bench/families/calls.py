"""Answers: one client and eight, quiet and beside a flood; and the control program as a whole."""

import os
import subprocess
import tempfile

import servers
from harness import Goal, Incomplete, Metric
from servers import interop

REQUEST = "<?xml version='1.0'?>\n<methodCall>\n<methodName>supervisor.{}</methodName>\n<params>\n</params>\n</methodCall>\n"
ANSWER_BYTES = {"getAllProcessInfo": 1100, "getState": 340}  # of an answer, the first for each process


def called(work, socket, method, clients, check=()):
    """(calls a second, milliseconds of each)"""
    with tempfile.NamedTemporaryFile("w", suffix=".xml") as body:
        body.write(REQUEST.format(method))
        body.flush()
        speed, *times = servers.numbers(work.tool("call"), socket, body.name, str(clients), str(work.seconds), "10", *check)
    return speed, times


def check_of(method, work):
    if method == "getAllProcessInfo":
        return "<name>statename</name>", str(work.programs)
    return "RUNNING", "1"


def calls(method, clients):
    def measure(side, work):
        with servers.running(side, servers.sleepers(work.programs), work.programs) as daemon:
            speed, times = called(work, daemon.socket, method, clients, check_of(method, work))
            return times if clients == 1 else [speed]
    return measure


def calls_floor(method, clients):
    def measure(work):
        size = ANSWER_BYTES[method] * (work.programs if method == "getAllProcessInfo" else 1)
        with tempfile.TemporaryDirectory() as directory:
            socket = os.path.join(directory, "socket")
            server = subprocess.Popen([work.tool("answer"), socket, str(size)])
            try:
                interop.wait_for(lambda: os.path.exists(socket), "the floor listens")
                speed, times = called(work, socket, method, clients)
                return times if clients == 1 else [speed]
            finally:
                server.kill()
                server.wait()
    return measure


def beside_a_flood(side, work):
    with tempfile.TemporaryDirectory() as directory:
        text = servers.program("w", f"{work.tool('writer')} {directory}/marks 65536 0",
                               options="stdout_logfile={dir}/w.log\nstdout_logfile_maxbytes=50MB\nstdout_logfile_backups=1\n")
        with servers.running(side, text, 1) as daemon:
            return called(work, daemon.socket, "getState", 1, ("RUNNING", "1"))[1]


def control(*arguments):
    def measure(side, work):
        with servers.running(side, servers.sleepers(work.programs), work.programs) as daemon:
            code, output, errors = daemon.ctl(*arguments, program=side.ctl)
            if code != 0 or output.count("RUNNING") != work.programs:
                raise Incomplete(f"{' '.join(arguments)} is {code}: {output}{errors}")
            return servers.numbers(work.tool("elapsed"), str(work.seconds), "20", side.ctl, "-c", daemon.config_file,
                                   *arguments)
    return measure


def bare_program(work):
    return servers.numbers(work.tool("elapsed"), str(work.seconds), "20", work.tool("bareapp"))


METRICS = [
    Metric("status", "getAllProcessInfo of {programs}, one client", "ms", calls("getAllProcessInfo", 1), 500,
           floor=calls_floor("getAllProcessInfo", 1), goals=(Goal(times=150),)),
    Metric("storm", "the same, eight clients", "a second", calls("getAllProcessInfo", 8), 500,
           floor=calls_floor("getAllProcessInfo", 8), goals=(Goal(times=150),), more_is_better=True),
    Metric("getstate", "getState beside {programs} programs", "ms", calls("getState", 1), 500,
           floor=calls_floor("getState", 1), goals=(Goal(times=25),)),
    Metric("floodcall", "getState while one child floods its log", "ms", beside_a_flood, tail="p99",
           goals=(Goal("p99", under=5),)),
    Metric("ctlstatus", "control program's status of {programs}, whole process", "ms", control("status"), 100,
           goals=(Goal(times=15),)),
    Metric("ctlversion", "control program's version, whole process", "ms", control("version"), floor=bare_program,
           goals=(Goal(floor_times=2),)),
]
TARGETS = ["bareapp"]
