"""Every text of the desktop is in every translation: none is missing, unfinished or stale, and none has lost a placeholder."""

import collections
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

SOURCE = pathlib.Path(os.environ["KANTOKU_SOURCE_DIR"])
LUPDATE = os.environ["KANTOKU_LUPDATE"]
PLURALS_ONLY = "kantoku_en.ts"

Message = collections.namedtuple("Message", "key source forms finished")


def messages(path):
    """Every message of a .ts file; its forms are the translation, or one for each plural."""
    for context in xml.etree.ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            source = message.findtext("source")
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            key = (context.findtext("name"), source, message.findtext("comment") or "")
            yield Message(key, source, forms, translation.get("type") is None and all(forms))


def placeholders(text):
    """The places for values: "%1", and "%n" for the count."""
    return set(re.findall(r"%L?(?:\d{1,2}|n)", text))


def letter(text):
    """That of the shortcut. It is the same in every language, so that two that stand together differ in all of them."""
    found = re.search(r"&(\w)", text)
    return found and found[1].upper()


def mistakes(message):
    """What is wrong with a message that is translated, as sentences."""
    found = []
    for form in message.forms:
        if placeholders(form) != placeholders(message.source):
            found.append(f"{message.source!r}: other placeholders in {form!r}")
        if message.source.endswith("…") != form.endswith("…"):
            found.append(f"{message.source!r}: an ellipsis came or went in {form!r}")
        if letter(message.source) != letter(form):
            found.append(f"{message.source!r}: another shortcut's letter in {form!r}")
    return found


class TestTranslations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.kept, cls.updated = {}, {}
        for path in sorted((SOURCE / "translations").glob("kantoku_*.ts")):
            copy = pathlib.Path(directory.name) / path.name
            shutil.copy(path, copy)
            plurals = ["-pluralonly"] if path.name == PLURALS_ONLY else []
            subprocess.run([LUPDATE, "-silent", "-I", ".", "-no-obsolete", "-locations", "none", *plurals, "client", "ui",
                            "app", "-ts", str(copy)], cwd=SOURCE, stdout=subprocess.DEVNULL, check=True, timeout=100)
            cls.kept[path.name] = list(messages(path))
            cls.updated[path.name] = list(messages(copy))

    def assert_nothing_of_any(self, found):
        """`found` gives what is wrong from the messages that are kept and those of the sources."""
        self.assertGreaterEqual(len(self.updated), 3)
        for name, now in self.updated.items():
            with self.subTest(name):
                self.assertGreater(len(now), 20)
                self.assertEqual(found(self.kept[name], now), [])

    def test_every_text_is_translated(self):
        self.assert_nothing_of_any(lambda kept, now: [message.key for message in now if not message.finished])

    def test_nothing_is_kept_that_no_source_says(self):
        self.assert_nothing_of_any(
            lambda kept, now: sorted({message.key for message in kept} - {message.key for message in now}))

    def test_nothing_is_lost_in_translation(self):
        self.assert_nothing_of_any(
            lambda kept, now: [mistake for message in kept if message.finished for mistake in mistakes(message)])

    def test_what_is_lost_would_be_found(self):
        def wrong(source, form):
            return mistakes(Message(("", source, ""), source, [form], True))

        self.assertEqual(wrong("%1 of %2", "%2 個中 %1 個"), [])
        self.assertEqual(len(wrong("%1 of %2", "%1 個中 %1 個")), 1)
        self.assertEqual(len(wrong("Stop %n process(es)", "停止")), 1)
        self.assertEqual(len(wrong("&Open…", "開く(&O)")), 1)
        self.assertEqual(len(wrong("&Open…", "開く…")), 1)
        self.assertEqual(len(wrong("&Open…", "開く(&P)…")), 1)


if __name__ == "__main__":
    unittest.main()
