"""A session at the prompt shows the same in every pairing of daemon and control program, and in the desktop's console.

What a person sees who talks to Debian's supervisord through supervisorctl at a terminal is the reference.
"""

import json
import os
import subprocess
import unittest
from concurrent.futures import ThreadPoolExecutor

import interop
from interop import Daemon, OUR_CTL, OUR_DAEMON, REAL_CTL, REAL_DAEMON, wait_for
from terminals import CTRL_C, ENTER, PtyTerminal, rendered
from transcript import FIRST, STEPS, comparable, happens, settled

CONSOLE = os.path.join(os.environ.get("KANTOKU_BUILD_DIR", ""), "tests", "consoleshell")
# What is typed once the text stands there.
STREAMS = [
    ("tail -f talker", "three", CTRL_C),
    ("tail -f talker stderr", "oops", CTRL_C),
    ("maintail -f", "entered RUNNING state", CTRL_C),
    ("fg talker", "three", CTRL_C),
]
ASKED = {("shutdown",): "Really shut the remote supervisord process down y/N?",
         ("reload",): "Really restart the remote supervisord process y/N?"}
PROMPT = "supervisor>"


class Shell(PtyTerminal):
    """A control program at its prompt."""

    def __init__(self, program, daemon):
        super().__init__(program, "-c", daemon.config_file, NO_COLOR="1")

    def answers(self, line, question=None, answer="y"):
        """What is shown between the line typed and the next prompt."""
        self.is_at_prompt()
        before = len(self.lines())
        self.type(line, ENTER)
        if question:
            self.shows(question)
            self.type(answer, ENTER)
        wait_for(lambda: len(self.lines()) > before and self.lines()[-1] == PROMPT, f"{line} has ended", on_failure=self.text)
        return self.lines()[before:-1]

    def stream(self, line, text, key):
        self.is_at_prompt()
        before = len(self.lines())
        self.type(line, ENTER)
        wait_for(lambda: any(text in shown for shown in self.lines()[before:]), f"{line} shows {text}",
                 on_failure=self.text)
        self.type(key)
        self.is_at_prompt()
        return self.lines()[before:-1]


class Console:
    """The desktop's console of a server, typed into by keys; shows lines as a terminal does."""

    def __init__(self, daemon):
        self.process = subprocess.Popen([CONSOLE, f"unix://{daemon.socket}"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})

    def __enter__(self):
        self.wait(lambda: True, "the console is ready")
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(30)

    def ask(self, **what):
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def lines(self):
        return [line.rstrip() for line in rendered(self.ask()["text"])]

    def wait(self, condition, what):
        """Waits until no command runs and the condition holds."""
        wait_for(lambda: not self.ask()["running"] and condition(), what, on_failure=lambda: "\n".join(self.lines()))

    def answers(self, line, question=None, answer="y"):
        before = len(self.lines())
        self.ask(type=line)
        if question:
            wait_for(lambda: question in self.ask()["prompt"], f"{line} asks")
            self.ask(type=answer)
        self.wait(lambda: len(self.lines()) > before, f"{line} has ended")
        return self.shown(before)

    def stream(self, line, text, key):
        before = len(self.lines())
        self.ask(type=line)
        wait_for(lambda: any(text in shown for shown in self.lines()[before:]), f"{line} shows {text}")
        self.ask(press=key)
        self.wait(lambda: True, f"{line} has ended")
        return self.shown(before)

    def shown(self, before):
        lines = self.lines()[before:]
        return lines[:-1] if lines and not lines[-1] else lines


def session(daemon_program, shell):
    """What a person would see of every command."""
    lines = []
    with Daemon(FIRST, daemon_program) as daemon:
        wait_for(lambda: settled(daemon), "the processes are up")
        wait_for(lambda: daemon.read("talker.err") == "oops\n", "talker has talked")
        with shell(daemon) as prompt:
            for line, text, key in STREAMS:
                shown = [what for what in prompt.stream(line, text, key) if "^C" not in what and what]
                lines += [f"> {line}", *(shown if "maintail" not in line else shown[:1])]
            for step in STEPS:
                if isinstance(step, str):
                    happens(step, daemon)
                    continue
                line = " ".join(step)
                shown = prompt.answers(line, ASKED.get(step))
                lines += [f"> {line}", *comparable(step, "\n".join(shown), daemon)]
        lines.append(f"daemon: {daemon.wait_for_end()}")
    return lines


class TestShell(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        ways = {
            "kantokuctl and kantokud": (OUR_DAEMON, lambda daemon: Shell(OUR_CTL, daemon)),
            "kantokuctl and supervisord": (REAL_DAEMON, lambda daemon: Shell(OUR_CTL, daemon)),
            "supervisorctl and kantokud": (OUR_DAEMON, lambda daemon: Shell(REAL_CTL, daemon)),
        }
        if os.path.exists(CONSOLE):  # not in a build without the desktop
            ways["console and kantokud"] = (OUR_DAEMON, Console)
            ways["console and supervisord"] = (REAL_DAEMON, Console)
        # Most of each is waiting for processes to stay up, so they go side by side.
        with ThreadPoolExecutor(max_workers=len(ways) + 1) as pool:
            cls.sessions = {name: pool.submit(session, *way) for name, way in ways.items()}
            cls.reference = pool.submit(session, REAL_DAEMON, lambda daemon: Shell(REAL_CTL, daemon)).result()

    def test_the_reference_is_what_a_user_knows(self):
        for line in ("> tail -f talker", "==> Press Ctrl-C to exit <==", "Exiting foreground", "idle: ERROR (already started)",
                     "pair:pair_0: stopped", "Restarted supervisord", "Shut down"):
            self.assertIn(line, self.reference)

    def test_every_session_is_as_the_reference(self):
        for name, shown in self.sessions.items():
            with self.subTest(name):
                self.assertEqual(shown.result(), self.reference)


if __name__ == "__main__":
    interop.main()
