#!/usr/bin/env python3
"""Puts the project's sources together into a few units for clang's tools.

Nine parts of what clang-tidy and clazy do with a source is reading Qt's headers; with a dozen sources in one unit that is
done once for all of them. A unit has sources of one library, or of one folder of tests. Where they cannot stand together,
because two of them have a local name in common, the unit is halved until they can.

Prints the units' names. Beside them is compile_commands.json, which the tools read.
"""

import argparse
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parents[3]
SOURCES = 14  # of a unit
OUTPUT = {"-o": 2, "-MF": 2, "-MT": 2, "-c": 1, "-MD": 1}  # options that name what is written, and their words
WITH_VALUE = {"-include", "-isystem"}
# Each test is a program; together they have one main function too many.
INCLUDE_QTEST = "#if __has_include(<QTest>)\n#include <QTest>\n#endif\n"
TEST_MAINS = "".join(
    f"#undef {name}\n#define {name}(test)\n" for name in ("QTEST_MAIN", "QTEST_GUILESS_MAIN", "QTEST_APPLESS_MAIN"))


class Source:
    """One of the project's sources, as the build compiles it."""

    def __init__(self, entry):
        words = shlex.split(entry["command"])
        self.path = pathlib.Path(entry["file"])
        self.name = self.path.relative_to(ROOT)
        self.is_test = self.name.parts[0] == "tests"
        target = re.search(r"([^/]+)\.dir/", words[words.index("-o") + 1])[1]
        self.group = str(self.name.parent) if self.is_test else target
        self.options = list(self.read_options(words))

    def read_options(self, words):
        at = 2 if words[0].endswith("ccache") else 1
        while at < len(words):
            size = OUTPUT.get(words[at], 2 if words[at] in WITH_VALUE else 1)
            if words[at] not in OUTPUT and words[at] != str(self.path):
                yield tuple(words[at:at + size])
            at += size

    def headers(self):
        """What it includes, but for what depends on the system and for its own moc output."""
        depth = 0
        for line in self.path.read_text().splitlines():
            if re.match(r"\s*#\s*if", line):
                depth += 1
            elif re.match(r"\s*#\s*endif", line):
                depth -= 1
            elif depth == 0 and (match := re.match(r'#include ([<"])(.+)[>"]$', line)) and not match[2].endswith(".moc"):
                beside = self.path.parent / match[2]
                yield f'"{beside}"' if match[1] == '"' and beside.exists() else line.removeprefix("#include ")

    def is_apart(self):
        """Whether nothing of it is declared elsewhere: it is a test, and specializes no template of others."""
        text = self.path.read_text()
        return (re.search(r"^QTEST_\w*MAIN", text, re.MULTILINE)
                and not re.search(r"^(Q_DECLARE_METATYPE|template <>|namespace QTest)", text, re.MULTILINE))


class Unit:
    def __init__(self, folder, name, sources):
        self.path = folder / f"{name}.cpp"
        self.sources = sources
        options = [word for option in dict.fromkeys(o for s in sources for o in s.options) for word in option]
        self.command = ["clang++", *options, "-c", str(self.path)]
        self.path.write_text(self.text_of_tests() if sources[0].is_test else
                             "".join(f'#include "{source.path}"\n' for source in sources))

    def text_of_tests(self):
        """Every test in a namespace of its own, if it can be, after the headers of all, which belong in none."""
        headers = dict.fromkeys(header for source in self.sources for header in source.headers())
        text = "".join(f"#include {header}\n" for header in headers)
        if not {"<QTest>", "<QtTest>"} & headers.keys():
            text += INCLUDE_QTEST
        text += TEST_MAINS
        for number, source in enumerate(self.sources):
            line = f'#include "{source.path}"\n'
            text += f"namespace unit{number} {{\n{line}}}\n" if source.is_apart() else line
        return text

    def can_be_compiled(self, build):
        return subprocess.run([*self.command, "-fsyntax-only", "-w"], cwd=build, stderr=subprocess.DEVNULL).returncode == 0


def units(build, folder, name, sources):
    """The units of these sources: one if that can be. Sources that cannot be compiled are units, too: clang-tidy tells why."""
    unit = Unit(folder, name, sources)
    if unit.can_be_compiled(build) or len(sources) == 1:
        return [unit]
    unit.path.unlink()
    half = len(sources) // 2
    return units(build, folder, f"{name}a", sources[:half]) + units(build, folder, f"{name}b", sources[half:])


def groups(sources):
    """Sources that are compiled alike, as name and list."""
    by_group = {}
    for source in sorted(sources, key=lambda source: source.name):
        by_group.setdefault(source.group, []).append(source)
    for group, members in by_group.items():
        size = -(-len(members) // -(-len(members) // SOURCES))  # units of equal size
        for number, at in enumerate(range(0, len(members), size)):
            yield f"{group.replace('/', '-')}-{number}", members[at:at + size]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", type=pathlib.Path, help="the build's compile_commands.json, which clang can read")
    parser.add_argument("build", type=pathlib.Path, help="the folder of that build")
    parser.add_argument("folder", type=pathlib.Path, help="where the units are written; what is there is removed")
    parser.add_argument("sources", nargs="+", help="the sources, from the project's folder")
    options = parser.parse_args()
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()

    wanted = {ROOT / source for source in options.sources}
    entries = {entry["file"]: entry for entry in json.loads(options.database.read_text())}
    if missing := wanted - {pathlib.Path(file) for file in entries}:
        sys.exit(f"units: not compiled by the build: {', '.join(str(p.relative_to(ROOT)) for p in sorted(missing))}")
    sources = [Source(entry) for file, entry in entries.items() if pathlib.Path(file) in wanted]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = pool.map(lambda group: units(options.build, folder, *group), groups(sources))
        whole = [unit for some in made for unit in some]
    commands = [{"directory": str(options.build.resolve()), "file": str(unit.path), "arguments": unit.command}
                for unit in whole]
    (folder / "compile_commands.json").write_text(json.dumps(commands, indent=1))
    print("\n".join(str(unit.path) for unit in whole))


if __name__ == "__main__":
    main()
