"""What the transcripts are of: two configurations, and commands that meet every outcome they can have on them."""

import re
import xmlrpc.client

from interop import normalised, wait_for

FIRST = """
[program:talker]
command=/bin/sh -c 'echo one; echo two; echo three; echo oops >&2; exec cat'
stdout_logfile={dir}/talker.log
stderr_logfile={dir}/talker.err
[program:pair]
command=/bin/cat
process_name=%(program_name)s_%(process_num)d
numprocs=2
[program:idle]
command=/bin/cat
autostart=false
[program:leaving]
command=/bin/cat
[program:broken]
command=/no/such/program
autostart=false
"""

SECOND = FIRST.replace("[program:leaving]\ncommand=/bin/cat", "[program:coming]\ncommand=/bin/cat").replace(
    "[program:idle]", "[program:idle]\nstopwaitsecs=5")

BROKEN = FIRST + "[program:bad]\ncommand=/bin/cat\nstartsecs=soon\n"

# A tuple is a command. A text is what happens between two: "second" and "broken" change the configuration file, "settle"
# waits for the processes to be where the next command expects them, "reloaded" for the daemon to have begun again.
STEPS = [
    ("status",),
    ("status", "talker"),
    ("status", "pair:*", "nobody"),
    ("status", "nobody:*"),
    ("status", "idle", "all"),
    ("avail",),
    ("avail", "x"),
    ("version",),
    ("version", "x"),
    ("pid",),
    ("pid", "talker"),
    ("pid", "idle"),
    ("pid", "all"),
    ("pid", "nobody"),
    ("start",),
    ("start", "idle"),
    ("start", "idle"),
    ("start", "broken"),
    ("start", "nobody", "pair:pair_0"),
    ("start", "nobody:*"),
    ("start", "pair:*"),
    ("stop",),
    ("stop", "idle"),
    ("stop", "idle"),
    ("stop", "nobody", "leaving"),
    ("stop", "nobody:*"),
    ("stop", "pair:*"),
    ("start", "pair:*"),
    ("stop", "all"),
    ("start", "talker", "pair:*", "leaving"),
    ("restart",),
    ("restart", "pair:pair_0"),
    ("restart", "pair:*"),
    ("restart", "nobody"),
    ("restart", "nobody:*"),
    ("signal", "HUP"),
    ("signal", "HUP", "nobody"),
    ("signal", "HUP", "nobody:*"),
    ("signal", "HUP", "idle"),
    ("signal", "CONT", "talker", "pair:*"),
    ("signal", "CONT", "all"),
    ("signal", "NOSUCH", "talker"),
    ("tail",),
    ("tail", "talker"),
    ("tail", "-8", "talker"),
    ("tail", "-8"),
    ("tail", "-x", "talker"),
    ("tail", "talker", "stderr"),
    ("tail", "talker", "stdin"),
    ("tail", "-8", "talker", "stdout", "x"),
    ("tail", "nobody"),
    ("maintail", "-q"),
    ("maintail", "w"),
    ("maintail", "-8", "x"),
    ("clear",),
    ("clear", "talker"),
    ("clear", "nobody", "talker"),
    ("clear", "pair:pair_0", "leaving"),
    ("tail", "talker"),
    ("fg",),
    ("fg", "talker", "idle"),
    ("fg", "nobody"),
    ("fg", "idle"),
    ("open",),
    ("open", "bogus"),
    ("reread", "x"),
    ("reread",),
    "broken",
    ("reread",),
    ("update",),
    "second",
    ("reread",),
    ("avail",),
    ("update", "nobody", "coming"),
    ("update",),
    ("update",),
    ("update", "all"),
    ("remove",),
    ("remove", "coming"),
    ("remove", "nobody"),
    ("stop", "coming"),
    ("remove", "coming"),
    ("add",),
    ("add", "coming"),
    ("add", "coming"),
    ("add", "nobody"),
    "settle",
    ("status",),
    ("frobnicate",),
    ("help", "nope"),
    ("help", "EOF"),
    *(("help", command) for command in
      "add avail clear exit fg help maintail open pid quit reload remove reread restart shutdown signal start status stop "
      "tail update version".split()),
    ("reload", "x"),
    ("reload",),
    "reloaded",
    "settle",
    ("status",),
    ("shutdown", "x"),
    ("shutdown",),
]


def settled(daemon):
    """No process is between two states, as far as the daemon answers."""
    try:
        return all(info["statename"] in ("RUNNING", "STOPPED", "FATAL") for info in daemon.rpc.getAllProcessInfo())
    except (OSError, xmlrpc.client.Fault):
        return False


def happens(step, daemon):
    """Does what stands between two commands."""
    if step == "second":
        daemon.configure(SECOND)
    elif step == "broken":
        daemon.configure(BROKEN)
    elif step == "settle":
        wait_for(lambda: settled(daemon), "the processes are where they belong")
    elif step == "reloaded":
        wait_for(lambda: daemon.read("main.log").count("supervisord started with pid") > 1, "the daemon has begun again")
    else:
        raise ValueError(step)


def comparable(step, text, daemon):
    """The lines that a command gave, as they are the same each time and everywhere."""
    text = normalised(text, daemon)
    # What is wrong with a file is told in each program's own words, and by ours with all places.
    text = re.sub(r"^DIR/supervisord\.conf:\d+: .*\n?", "", text, flags=re.MULTILINE)
    text = re.sub(r"CANT_REREAD: .*", "CANT_REREAD: WHY", text)
    if step == ("version",):
        text = re.sub(r"^4\.\d+\.\d+$", "VERSION", text)  # of the daemon: each has its own
    lines = text.splitlines()
    # The processes of a group answer in the order in which they happen to stop or to come up.
    return sorted(lines) if step[-1].endswith((":*", "all")) else lines
