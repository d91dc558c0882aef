"""Calls that the house forbids, or allows in one place."""

import os
import tempfile
import unittest

import sources

# Everything that can send a signal by number.
SIGNALLING = r"(?<![\w.>])(?:::)?(?:kill|killpg|tgkill|tkill|sigqueue|pidfd_send_signal)\s*\("
# QProcess has signals of its own, which know nothing of a child's group or of a pid that was reused.
QPROCESS_SIGNALLING = r"(?:\.|->)(?:kill|terminate)\s*\("

# A nested event loop or a wait stops everything else that the loop serves. QCoro's own waitFor…() are awaited.
BLOCKING = (
    r"^(?!.*\bqCoro\s*\().*\bwaitFor(?:Started|Finished|ReadyRead|BytesWritten|Connected|Disconnected|Encrypted|"
    r"NewConnection|Done)\s*\(|QCoro::waitFor\b|\bQEventLoop\b|\bprocessEvents\b|(?:\.|->|::)exec\s*\(|"
    r"\b(?:u|m|nano)?sleep(?:_for|_until)?\s*\("
)


def forbidden_blocking(root):
    """Blocking calls; the one exec() that a program's entry point needs is not among them."""
    return [
        place
        for place in sources.calls(root, BLOCKING, ("daemon", "client", "ui"))
        if not (place.startswith("daemon/main.cpp:") and "exec(" in place)
    ]


class TestCalls(unittest.TestCase):
    root = os.environ["KANTOKU_SOURCE_DIR"]

    def test_kill_is_called_in_one_place_of_the_daemon(self):
        self.assertLessEqual(len(sources.calls(self.root, SIGNALLING, ("daemon",))), 1,
                             sources.calls(self.root, SIGNALLING, ("daemon",)))
        self.assertEqual(sources.calls(self.root, QPROCESS_SIGNALLING, ("daemon",)), [])

    def test_nobody_else_sends_signals(self):
        self.assertEqual(sources.calls(self.root, SIGNALLING, ("protocol", "client", "ui", "app")), [])

    def test_nothing_blocks_an_event_loop(self):
        self.assertEqual(forbidden_blocking(self.root), [])

    def test_a_bad_tree_is_found_out(self):
        with tempfile.TemporaryDirectory() as root:
            sources.write_tree(root, {
                "daemon/a.cpp": "void a() {\n    ::kill(7, 9); // kill(1)\n    kill (8, 9);\n    killpg(9, 9);\n}\n",
                "daemon/b.cpp": 'auto s = u"kill(2)"_s; /* kill(3)\n kill(4) */ int m = p.kill(5) + overkill(6);\n',
                "daemon/main.cpp": "int main() { return QCoreApplication::exec(); }\n",
                "client/c.cpp": "co_await qCoro(socket).waitForConnected();\nsocket.waitForConnected();\n",
                "ui/d.cpp": "dialog->exec();\nQEventLoop loop;\n// QEventLoop\nqApp->processEvents();\ndialog->open();\n",
            })
            self.assertEqual(sources.calls(root, SIGNALLING, ("daemon",)),
                             ['daemon/a.cpp:2: ::kill(7, 9); ""', "daemon/a.cpp:3: kill (8, 9);",
                              "daemon/a.cpp:4: killpg(9, 9);"])
            self.assertEqual(len(sources.calls(root, QPROCESS_SIGNALLING, ("daemon",))), 1)
            self.assertEqual(forbidden_blocking(root), [
                "client/c.cpp:2: socket.waitForConnected();",
                "ui/d.cpp:1: dialog->exec();",
                "ui/d.cpp:2: QEventLoop loop;",
                "ui/d.cpp:4: qApp->processEvents();",
            ])


if __name__ == "__main__":
    unittest.main()
