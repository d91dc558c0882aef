"""No library below ui links Qt Gui or Widgets, and neither do the daemon and the command line.

What a target links is read from the build: Qt defines QT_GUI_LIB and QT_WIDGETS_LIB for every source of a target that
links these, also through others, and the programs' link lines name the libraries.
"""

import json
import os
import re
import unittest

DESKTOP = re.compile(r"Qt6(Gui|Widgets|Svg|PrintSupport|OpenGL)|QT_(GUI|WIDGETS)_LIB")
LIBRARIES = ("kantoku_protocol", "kantoku_daemon", "kantoku_client")
PROGRAMS = ("bin/kantokud", "bin/kantokuctl")


def desktop_compiles(commands):
    """"library: source" of every source in `commands` (compile_commands.json) that is compiled against the desktop."""
    found = []
    for entry in commands:
        library = re.search(r"/(\w+)\.dir/", entry["command"])
        if library and library.group(1) in LIBRARIES and DESKTOP.search(entry["command"]):
            found.append(f"{library.group(1)}: {os.path.basename(entry['file'])}")
    return found


def link_lines(ninja):
    """{program: its link libraries} from the text of build.ninja."""
    lines = {}
    for block in re.split(r"\n(?=build )", ninja):
        output = re.match(r"build (\S+):", block)
        libraries = re.search(r"^  LINK_LIBRARIES = (.*)$", block, re.MULTILINE)
        if output and libraries:
            lines[output.group(1)] = libraries.group(1)
    return lines


def desktop_links(ninja):
    return [program for program in PROGRAMS if DESKTOP.search(link_lines(ninja)[program])]


class TestLinks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        build = os.environ["KANTOKU_BUILD_DIR"]
        with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
            cls.commands = json.load(file)
        with open(os.path.join(build, "build.ninja"), encoding="utf-8") as file:
            cls.ninja = file.read()

    def test_no_library_below_ui_links_the_desktop(self):
        self.assertEqual(desktop_compiles(self.commands), [])

    def test_the_daemon_and_the_command_line_do_not_link_the_desktop(self):
        self.assertEqual(desktop_links(self.ninja), [])

    def test_every_library_and_program_was_looked_at(self):
        compiled = {match for entry in self.commands for match in re.findall(r"/(\w+)\.dir/", entry["command"])}
        self.assertLessEqual(set(LIBRARIES), compiled)
        self.assertLessEqual(set(PROGRAMS), set(link_lines(self.ninja)))
        for program in PROGRAMS:
            self.assertIn("Qt6Core", link_lines(self.ninja)[program])

    def test_a_bad_build_is_found_out(self):
        commands = [
            {"file": "/s/client/session.cpp", "command": "c++ -DQT_CORE_LIB -o client/x/kantoku_client.dir/session.o"},
            {"file": "/s/client/bad.cpp", "command": "c++ -DQT_GUI_LIB -o client/x/kantoku_client.dir/bad.o"},
            {"file": "/s/ui/window.cpp", "command": "c++ -DQT_WIDGETS_LIB -o ui/x/kantoku_ui.dir/window.o"},
        ]
        self.assertEqual(desktop_compiles(commands), ["kantoku_client: bad.cpp"])
        ninja = ("build bin/kantokud: CXX_LINK a.o\n  LINK_LIBRARIES = libQt6Core.so libQt6Widgets.so\n\n"
                 "build bin/kantokuctl: CXX_LINK b.o\n  LINK_LIBRARIES = libQt6Core.so\n")
        self.assertEqual(desktop_links(ninja), ["bin/kantokud"])


if __name__ == "__main__":
    unittest.main()
