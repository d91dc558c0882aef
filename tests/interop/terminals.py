"""Terminals that a test types into and reads: a pseudo terminal of our own, and a pane of tmux."""

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import tempfile
import termios

from interop import wait_for

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
        elif text and (text >= " " or text == "\t"):
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
