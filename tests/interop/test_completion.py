"""The completion scripts of kantokuctl, each in its own shell, with the names of a real daemon."""

import os
import tempfile
import unittest

import interop
from interop import Daemon, OUR_CTL, run
from terminals import CTRL_C, TAB, TmuxTerminal

PROGRAMS = """
[program:mailer]
command=/bin/cat
[program:web]
command=/bin/cat
process_name=%(program_name)s_%(process_num)d
numprocs=2
"""

# What every shell completes: the line that is typed, and all that may come in place of its last word.
CASES = {
    "an action": ("kantokuctl -c CONF vers", ["version"]),
    "several actions": ("kantokuctl re", ["reload", "remove", "reread", "restart"]),
    "a program's name": ("kantokuctl -c CONF stop mai", ["mailer"]),
    "names in a group": ("kantokuctl -c CONF start web:", ["web:web_0", "web:web_1"]),
    "a name after a long option": ("kantokuctl --configuration CONF stop mai", ["mailer"]),
    "a second name": ("kantokuctl -c CONF restart mailer web:web_1", ["web:web_1"]),
    "a group's name": ("kantokuctl -c CONF remove w", ["web"]),
    "an action to be explained": ("kantokuctl help sig", ["signal"]),
    "a shell": ("kantokuctl completion z", ["zsh"]),
    "an option": ("kantokuctl --serv", ["--serverurl"]),
    "nothing for an unknown name": ("kantokuctl -c CONF stop nobody", []),
}


class CompletionTests:
    """What holds in every shell."""

    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon(PROGRAMS))
        for name in ("mailer", "web:web_0", "web:web_1"):
            cls.daemon.wait_for_state(name, "RUNNING")
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = directory.name
        cls.script = os.path.join(cls.directory, "_kantokuctl" if cls.shell == "zsh" else f"kantokuctl.{cls.shell}")
        status, text, errors = run(OUR_CTL, "completion", cls.shell)
        assert (status, errors) == (0, "")
        with open(cls.script, "w", encoding="utf-8") as file:
            file.write(text)
        os.environ["PATH"] = os.path.dirname(OUR_CTL) + os.pathsep + os.environ["PATH"]

    def test_lines_are_completed(self):
        for name, (line, expected) in CASES.items():
            with self.subTest(name):
                self.assertEqual(self.completed(line.replace("CONF", self.daemon.config_file)), expected)


class TestBash(CompletionTests, unittest.TestCase):
    shell = "bash"

    def completed(self, line):
        words = line.split(" ")
        status, output, errors = run(
            "bash", "--norc", "-c",
            'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _kantokuctl; printf "%s\\n" "${COMPREPLY[@]}"',
            self.script, *words)
        self.assertEqual((status, errors), (0, ""))
        return sorted(output.split())


class TestFish(CompletionTests, unittest.TestCase):
    shell = "fish"

    def completed(self, line):
        status, output, errors = run("fish", "--no-config", "-c", 'source $argv[1]; complete -C $argv[2]',
                                     self.script, line)
        self.assertEqual((status, errors), (0, ""))
        return sorted(candidate.split("\t")[0] for candidate in output.splitlines())


class TestZsh(CompletionTests, unittest.TestCase):
    """zsh completes at a terminal only: a function of ours notes what is offered."""

    shell = "zsh"

    def completed(self, line):
        startup = os.path.join(self.directory, ".zshrc")
        offered = os.path.join(self.directory, "offered")
        with open(startup, "w", encoding="utf-8") as file:
            file.write(f"""fpath=({self.directory} $fpath)
autoload -Uz compinit
compinit -u -D
PS1='ready> '
unsetopt beep
# Every match of one completion, by the variable that zsh's own completers read.
note-matches() {{
    local -a found
    compadd() {{
        local -a matches
        builtin compadd -O matches "$@"
        found+=($matches)
        builtin compadd "$@"
    }}
    _main_complete
    unfunction compadd
    print -rl -- $found >{offered}.new
    mv {offered}.new {offered}
}}
zle -C note-matches complete-word note-matches
bindkey '^I' note-matches
""")
        if os.path.exists(offered):
            os.unlink(offered)
        with TmuxTerminal("zsh", "-d", "-i", ZDOTDIR=self.directory, PATH=os.environ["PATH"]) as terminal:
            interop.wait_for(lambda: terminal.lines()[-1:] == ["ready>"], "zsh prompts", on_failure=terminal.text)
            terminal.type(line, TAB)
            interop.wait_for(lambda: os.path.exists(offered), "zsh has completed", on_failure=terminal.text)
            terminal.type(CTRL_C)
        with open(offered, encoding="utf-8") as file:
            return sorted(set(file.read().split()))


if __name__ == "__main__":
    interop.main()
