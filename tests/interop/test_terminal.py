"""kantokuctl at a terminal, as a person uses it: in a pseudo terminal of our own and inside tmux."""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import tempfile
import termios
import unittest

import interop
from interop import Daemon, OUR_CTL, wait_for

PROGRAMS = """
[program:talker]
command=/bin/sh -c 'echo talker is up; exec cat'
[program:pair]
command=/bin/cat
process_name=%(program_name)s_%(process_num)d
numprocs=2
[program:slow]
command=/bin/cat
autostart=false
startsecs=600
"""

ROWS, COLUMNS = 50, 120
CTRL_C, CTRL_D, TAB, ENTER, UP = "C-c", "C-d", "Tab", "Enter", "Up"
BYTES = {CTRL_C: b"\x03", CTRL_D: b"\x04", TAB: b"\t", ENTER: b"\r", UP: b"\x1b[A"}


def rendered(output):
    """The lines that a terminal shows after `output`; knows what readline uses on a line."""
    lines, line, column = [], [], 0
    for number, control, text in re.findall(r"\x1b\[[?]?(\d*)[\d;]*([A-Za-z])|(.)", output, re.DOTALL):
        count = int(number or 1)
        if control == "K":
            del line[column:]
        elif control == "C":
            column += count
        elif control == "D":
            column -= count
        elif control == "P":
            del line[column:column + count]
        elif text == "\n":
            lines.append("".join(line))
            line, column = [], 0
        elif text == "\r":
            column = 0
        elif text == "\b":
            column -= 1
        elif text and text >= " ":
            line[column:column + 1] = [text]
            column += 1
    return lines + ["".join(line)]


class Terminal:
    """A program at a terminal; `with` ends it."""

    def __enter__(self):
        return self

    def type(self, *keys):
        """Types texts and the named keys."""
        for key in keys:
            self.press(key)

    def shows(self, text):
        wait_for(lambda: any(text in line for line in self.lines()), f"the terminal shows {text!r}", on_failure=self.text)

    def shows_line(self, text, times=1):
        wait_for(lambda: self.lines().count(text) >= times, f"the terminal shows the line {text!r}", on_failure=self.text)

    def is_at_prompt(self, typed=""):
        """Waits for the prompt, with that text typed after it."""
        line = ("supervisor> " + typed).rstrip()
        wait_for(lambda: self.lines()[-1:] == [line], f"the last line is {line!r}", on_failure=self.text)

    def command(self, text):
        """Types a command and waits until it has ended."""
        self.type(text)
        self.is_at_prompt(text)
        self.type(ENTER)
        self.is_at_prompt()

    def text(self):
        return "\n".join(self.lines())


class PtyTerminal(Terminal):
    def __init__(self, *command, **environment):
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.settings = termios.tcgetattr(self.slave)
        self.output = b""
        self.process = subprocess.Popen(
            command, stdin=self.slave, stdout=self.slave, stderr=self.slave, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env={**os.environ, "TERM": "xterm", "INPUTRC": os.devnull, **environment})

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)

    def press(self, key):
        os.write(self.master, BYTES.get(key) or key.encode())

    def raw(self):
        while select.select([self.master], [], [], 0)[0]:
            self.output += os.read(self.master, 65536)
        return self.output.decode(errors="replace")

    def lines(self):
        return [line.rstrip() for line in rendered(self.raw())]

    def exit_status(self):
        wait_for(lambda: self.raw() is not None and self.process.poll() is not None, "kantokuctl has ended",
                 on_failure=self.text)
        return self.process.returncode


class TmuxTerminal(Terminal):
    def __init__(self, *command, **environment):
        self.directory = tempfile.mkdtemp(prefix="kantoku-tmux-")
        settings = os.path.join(self.directory, "tmux.conf")
        with open(settings, "w", encoding="utf-8") as file:
            file.write("set -g remain-on-exit on\nset -g remain-on-exit-format ''\n")
        variables = [f"-e{name}={value}" for name, value in {"INPUTRC": os.devnull, **environment}.items()]
        self.tmux("-f", settings, "new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), *variables,
                  "sh", "-c", "trap : INT; \"$@\"; echo \"ended with status $?\"", "sh", *command)

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-S", os.path.join(self.directory, "socket"), *arguments], check=True,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60).stdout

    def __exit__(self, *_):
        self.tmux("kill-server")
        shutil.rmtree(self.directory, ignore_errors=True)

    def press(self, key):
        self.tmux("send-keys", *(() if key in BYTES else ("-l",)), key)

    def lines(self):
        return [line.rstrip() for line in self.tmux("capture-pane", "-p", "-S", "-").rstrip().split("\n")]

    def exit_status(self):
        return int(wait_for(lambda: re.search(r"ended with status (\d+)", self.text()), "kantokuctl has ended",
                            on_failure=self.text).group(1))


class TerminalTests:
    """What holds in every terminal."""

    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon(PROGRAMS))
        for name in ("talker", "pair:pair_0", "pair:pair_1"):
            cls.daemon.wait_for_state(name, "RUNNING")

    def shell(self, *options, **environment):
        """kantokuctl without a command, at its prompt."""
        terminal = self.enterContext(self.terminal(OUR_CTL, "-c", self.daemon.config_file, *options, **environment))
        terminal.is_at_prompt()
        return terminal

    def test_it_begins_with_the_status_and_prompts(self):
        terminal = self.shell()
        self.assertRegex(terminal.text(), r"talker +RUNNING +pid \d+, uptime")
        terminal.command("pid")
        terminal.shows_line(str(self.daemon.pid))
        terminal.command("frobnicate")
        terminal.shows_line("*** Unknown syntax: frobnicate")
        terminal.command("")

    def test_tab_completes_commands_and_names(self):
        terminal = self.shell()
        terminal.type("vers", TAB)
        terminal.is_at_prompt("version")
        terminal.type(CTRL_C)
        terminal.is_at_prompt()
        terminal.type("pid tal", TAB)
        terminal.is_at_prompt("pid talker")
        terminal.type(ENTER)
        terminal.is_at_prompt()
        terminal.shows_line(str(self.daemon.info("talker")["pid"]))
        terminal.type("stop pair:pa", TAB)
        terminal.is_at_prompt("stop pair:pair_")
        terminal.type(TAB)
        terminal.shows_line("pair:pair_0  pair:pair_1")
        terminal.is_at_prompt("stop pair:pair_")

    def test_lines_are_remembered_also_for_the_next_time(self):
        history = self.daemon.path("history." + self.id())
        terminal = self.shell("-r", history)
        terminal.command("version")
        terminal.command("pid talker")
        terminal.type(UP)
        terminal.is_at_prompt("pid talker")
        terminal.type(UP)
        terminal.is_at_prompt("version")
        terminal.type(CTRL_C)
        terminal.is_at_prompt()
        terminal.type("exit", ENTER)
        self.assertEqual(terminal.exit_status(), 0)
        again = self.shell("-r", history)
        again.type(UP)
        again.is_at_prompt("exit")
        again.type(UP)
        again.is_at_prompt("pid talker")

    def test_a_followed_log_is_left_by_ctrl_c(self):
        terminal = self.shell()
        terminal.type("tail -f talker", ENTER)
        terminal.shows_line("==> Press Ctrl-C to exit <==")
        terminal.shows_line("talker is up")
        text = "said while following " + self.id()
        self.daemon.rpc.sendProcessStdin("talker", text + "\n")
        terminal.shows_line(text)
        terminal.type(CTRL_C)
        terminal.is_at_prompt()
        terminal.command("pid")
        terminal.shows_line(str(self.daemon.pid))

    def test_the_main_log_is_left_by_ctrl_c(self):
        terminal = self.shell()
        terminal.type("maintail -f", ENTER)
        terminal.shows("talker entered RUNNING state")
        terminal.type(CTRL_C)
        terminal.is_at_prompt()
        terminal.command("version")

    def test_the_foreground_is_left_by_ctrl_c(self):
        pid = self.daemon.info("talker")["pid"]
        terminal = self.shell()
        terminal.type("fg talker", ENTER)
        terminal.shows_line("talker is up")
        text = "typed in the foreground " + self.id()
        terminal.type(text, ENTER)
        terminal.shows_line(text, times=2)  # as it was typed, and as cat says it
        terminal.type(CTRL_C)
        terminal.shows("Exiting foreground")
        terminal.is_at_prompt()
        terminal.command("version")
        self.assertEqual(self.daemon.info("talker")["pid"], pid)

    def test_ctrl_c_leaves_a_command_that_waits(self):
        terminal = self.shell()
        terminal.type("start slow", ENTER)
        self.daemon.wait_for_state("slow", "STARTING")
        terminal.type(CTRL_C)
        terminal.is_at_prompt()
        terminal.command("stop slow")
        terminal.shows_line("slow: stopped")

    def test_ctrl_c_throws_away_what_was_typed(self):
        terminal = self.shell()
        terminal.type("shutdown")
        terminal.is_at_prompt("shutdown")
        terminal.type(CTRL_C)
        terminal.shows_line("supervisor> shutdown^C")
        terminal.is_at_prompt()
        terminal.command("pid")
        terminal.shows_line(str(self.daemon.pid))

    def test_a_question_is_answered_by_a_person(self):
        terminal = self.shell()
        terminal.type("shutdown", ENTER)
        terminal.shows("Really shut the remote supervisord process down y/N?")
        terminal.type("n", ENTER)
        terminal.is_at_prompt()
        terminal.command("pid")

    def test_ctrl_d_leaves(self):
        terminal = self.shell()
        terminal.type(CTRL_D)
        self.assertEqual(terminal.exit_status(), 0)

    def test_a_command_alone_can_be_left_by_ctrl_c(self):
        terminal = self.enterContext(self.terminal(OUR_CTL, "-c", self.daemon.config_file, "tail", "-f", "talker"))
        terminal.shows_line("talker is up")
        terminal.type(CTRL_C)
        self.assertEqual(terminal.exit_status(), 0)


class TestInATerminal(TerminalTests, unittest.TestCase):
    terminal = PtyTerminal

    def test_states_have_colours(self):
        self.assertRegex(self.shell().raw(), "\x1b\\[[0-9;]*mRUNNING *\x1b\\[0m")

    def test_no_color_is_respected(self):
        self.assertNotRegex(self.shell(NO_COLOR="1").raw(), "\x1b\\[[0-9;]*m")

    def test_a_terminal_without_colours_gets_none(self):
        self.assertNotIn("\x1b", self.shell(TERM="dumb").raw())

    def test_the_terminal_is_left_as_it_was(self):
        for leave in (lambda terminal: terminal.type(CTRL_D), lambda terminal: terminal.type("quit", ENTER),
                      lambda terminal: terminal.process.send_signal(signal.SIGTERM)):
            terminal = self.shell()
            self.assertNotEqual(termios.tcgetattr(terminal.slave), terminal.settings)
            leave(terminal)
            self.assertIn(terminal.exit_status(), (0, -signal.SIGTERM))
            self.assertEqual(termios.tcgetattr(terminal.slave), terminal.settings)

    def test_a_terminal_that_goes_takes_it_along(self):
        terminal = self.shell()
        terminal.process.send_signal(signal.SIGHUP)
        self.assertEqual(terminal.exit_status(), -signal.SIGHUP)


class TestInTmux(TerminalTests, unittest.TestCase):
    terminal = TmuxTerminal


class TestRendered(unittest.TestCase):
    def test_what_a_line_editor_does_to_a_line(self):
        self.assertEqual(rendered("ab\x1b[32mc\x1b[0m\r\nxyz\b\b\x1b[Kq\r\n\x1b[?2004hone\rtwo\x1b[D\x1b[Pe"),
                         ["abc", "xq", "twe"])


if __name__ == "__main__":
    interop.main()
