"""kantokuctl at a terminal, as a person uses it: in a pseudo terminal of our own and inside tmux."""

import signal
import termios
import unittest

import interop
from interop import Daemon, OUR_CTL
from terminals import CTRL_C, CTRL_D, ENTER, PtyTerminal, TAB, TmuxTerminal, UP, rendered

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
