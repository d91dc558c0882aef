"""No include runs up a floor of the house."""

import os
import re
import tempfile
import unittest

import sources

# What each folder may include from, besides the libraries it links.
BELOW = {
    "protocol": {"protocol"},
    "daemon": {"protocol", "daemon"},
    "client": {"protocol", "client"},
    "ui": {"protocol", "client", "ui"},
    "app": {"protocol", "client", "ui", "app"},
}

_INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def folder_of_include(root, path, name):
    """The folder of the house that `name`, included by the file `path`, is found in; None for a library's header."""
    beside = os.path.normpath(os.path.join(os.path.dirname(path), name))
    for candidate in (os.path.normpath(name), beside):
        if os.path.exists(os.path.join(root, candidate)):
            return candidate.split(os.sep)[0]
    first = name.split("/")[0]
    return first if "/" in name and first in BELOW else None


def violations(root):
    found = []
    for path, text in sources.files(root):
        floor = path.split(os.sep)[0]
        for match in _INCLUDE.finditer(text):
            target = folder_of_include(root, path, match.group(1) or match.group(2))
            if target in BELOW and target not in BELOW[floor]:
                line = text.count("\n", 0, match.start(1) if match.group(1) else match.start(2)) + 1
                found.append(f"{path}:{line}: {floor} includes {target}: {match.group().strip()}")
    return found


class TestIncludes(unittest.TestCase):
    def test_the_house_includes_downwards_only(self):
        self.assertEqual(violations(os.environ["KANTOKU_SOURCE_DIR"]), [])

    def test_the_house_is_there(self):
        self.assertEqual({path.split(os.sep)[0] for path, _ in sources.files(os.environ["KANTOKU_SOURCE_DIR"])},
                         set(sources.FOLDERS))

    def test_a_bad_tree_is_found_out(self):
        with tempfile.TemporaryDirectory() as root:
            sources.write_tree(root, {
                "protocol/error.h": "#pragma once\n",
                "protocol/up.h": '#include "protocol/error.h"\n#include "daemon/supervisor.h"\n',
                "daemon/supervisor.h": '#include "protocol/error.h"\n#include <QString>\n',
                "daemon/rpc/methods.cpp": '#include "daemon/supervisor.h"\n  #  include "client/session.h"\n',
                "client/session.h": "#include <daemon/supervisor.h>\n",
                "client/sideways.cpp": '#include "../ui/window.h"\n',
                "ui/window.h": '#include "client/session.h"\n#include "protocol/error.h"\n',
                "ui/window.cpp": '#include "window.h"\n#include "daemon/gone.h"\n',
                "app/main.cpp": '#include "ui/window.h"\n#include "daemon/supervisor.h"\n',
            })
            self.assertEqual(violations(root), [
                'protocol/up.h:2: protocol includes daemon: #include "daemon/supervisor.h"',
                'daemon/rpc/methods.cpp:2: daemon includes client: #  include "client/session.h"',
                "client/session.h:1: client includes daemon: #include <daemon/supervisor.h>",
                'client/sideways.cpp:1: client includes ui: #include "../ui/window.h"',
                'ui/window.cpp:2: ui includes daemon: #include "daemon/gone.h"',
                'app/main.cpp:2: app includes daemon: #include "daemon/supervisor.h"',
            ])


if __name__ == "__main__":
    unittest.main()
