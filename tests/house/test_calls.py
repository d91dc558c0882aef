"""Calls that the house forbids, or allows in one place."""

import os
import re
import subprocess
import tempfile
import unittest

import sources

# Everything that can send a signal to a process, as the symbols that an object file needs.
SIGNALLING = {"kill", "killpg", "tgkill", "tkill", "sigqueue", "pidfd_send_signal"}
# QProcess's own signals know nothing of a child's group, nor of a pid that was used again.
QPROCESS_SIGNALLING = {"QProcess::kill()", "QProcess::terminate()"}
KILL_CALL = r"(?<!\w)::kill\s*\("

# A nested event loop or a wait stops everything else that the loop serves. QCoro's own waitFor…() are awaited.
BLOCKING = (
    r"^(?!.*\bqCoro\s*\().*\bwaitFor(?:Started|Finished|ReadyRead|BytesWritten|Connected|Disconnected|Encrypted|"
    r"NewConnection|Done)\s*\(|QCoro::waitFor\b|\bQEventLoop\b(?!::)|(?:\.|->|Application::)processEvents\s*\(|(?:\.|->|::)exec\s*\(|"
    r"\b(?:u|m|nano)?sleep(?:_for|_until)?\s*\("
)

# What is compared with what a stranger sent. The time of a comparison is too little to be measured through all the rest.
SECRETS = r"\bm_(?:username|password)\b"
COMPARED = r"[=!]=|\bcompare\s*\(|\bmemcmp\s*\(|<=>"
IN_CONSTANT_TIME = r"equalInConstantTime\(\w+, m_(?:username|password)\)"


def comparisons_of_secrets(root):
    """Those that end at the first difference, and those that take the same time for any."""
    lines = [line for line in sources.calls(root, SECRETS, ("daemon",)) if line.startswith("daemon/http/basicauth.cpp:")]
    return ([line for line in lines if re.search(COMPARED, line)],
            [line for line in lines if re.search(IN_CONSTANT_TIME, line)])


def forbidden_blocking(root):
    """Blocking calls; the one exec() that a program's entry point needs is not among them."""
    return [
        place
        for place in sources.calls(root, BLOCKING, ("daemon", "client", "ui"))
        if not (place.startswith("daemon/main.cpp:") and "exec(" in place)
    ]


def needed_symbols(directory, symbols):
    """{object file: those of `symbols` that it needs} below `directory`, without the files that need none."""
    objects = [os.path.join(parent, name) for parent, _, names in os.walk(directory) for name in names
               if name.endswith(".o")]
    lines = subprocess.run(["nm", "--undefined-only", "--demangle", "--print-file-name", *objects],
                           capture_output=True, text=True, check=True).stdout.splitlines() if objects else []
    found = {}
    for line in lines:
        path, _, symbol = line.partition(": ")
        name = symbol.strip().removeprefix("U ").partition("@")[0]
        if name in symbols:
            found.setdefault(os.path.basename(path), set()).add(name)
    return found


class TestCalls(unittest.TestCase):
    root = os.environ["KANTOKU_SOURCE_DIR"]
    build = os.environ["KANTOKU_BUILD_DIR"]

    def test_kill_is_called_in_one_place_of_the_daemon(self):
        self.assertEqual(needed_symbols(os.path.join(self.build, "daemon"), SIGNALLING | QPROCESS_SIGNALLING),
                         # pidproxy is a program of its own, which hands signals on and does nothing else.
                         {"sendsignal.cpp.o": {"kill"}, "pidproxy.cpp.o": {"kill"}})
        places = sources.calls(self.root, KILL_CALL, ("daemon",))
        self.assertEqual(len(places), 1, places)

    def test_nobody_else_sends_signals(self):
        for folder in ("protocol", "client", "ui", "app"):
            self.assertEqual(needed_symbols(os.path.join(self.build, folder), SIGNALLING), {}, folder)

    def test_nothing_blocks_an_event_loop(self):
        self.assertEqual(forbidden_blocking(self.root), [])

    def test_passwords_are_compared_in_constant_time(self):
        early, constant = comparisons_of_secrets(self.root)
        self.assertEqual(early, [])
        self.assertEqual(len(constant), 2, constant)

    def test_a_bad_object_is_found_out(self):
        with tempfile.TemporaryDirectory() as root:
            sources.write_tree(root, {
                "bad.cpp": "extern \"C\" int kill(int, int); int f(int pid) { return kill(pid, 9); }\n",
                "good.cpp": "struct P { void kill(int); }; void f(P *p) { p->kill(9); }\n",
            })
            for name in ("bad", "good"):
                subprocess.run(["c++", "-c", f"{name}.cpp", "-o", f"{name}.cpp.o"], cwd=root, check=True)
            self.assertEqual(needed_symbols(root, SIGNALLING), {"bad.cpp.o": {"kill"}})

    def test_a_bad_tree_is_found_out(self):
        with tempfile.TemporaryDirectory() as root:
            sources.write_tree(root, {
                "daemon/a.cpp": "void a() {\n    ::kill(7, 9); // ::kill(1)\n    ::kill (8, 9);\n}\n",
                "daemon/b.cpp": 'auto s = u"::kill(2)"_s; /* ::kill(3)\n ::kill(4) */ int m = P::kill(5);\n',
                "daemon/e.cpp": "bool Own::processEvents(QEventLoop::ProcessEventsFlags f) { return true; }\n",
                "daemon/main.cpp": "int main() { return QCoreApplication::exec(); }\n",
                "client/c.cpp": "co_await qCoro(socket).waitForConnected();\nsocket.waitForConnected();\n",
                "ui/d.cpp": "dialog->exec();\nQEventLoop loop;\n// QEventLoop\nqApp->processEvents();\ndialog->open();\n",
            })
            self.assertEqual(sources.calls(root, KILL_CALL, ("daemon",)),
                             ['daemon/a.cpp:2: ::kill(7, 9); ""', "daemon/a.cpp:3: ::kill (8, 9);"])
            self.assertEqual(forbidden_blocking(root), [
                "client/c.cpp:2: socket.waitForConnected();",
                "ui/d.cpp:1: dialog->exec();",
                "ui/d.cpp:2: QEventLoop loop;",
                "ui/d.cpp:4: qApp->processEvents();",
            ])


if __name__ == "__main__":
    unittest.main()
