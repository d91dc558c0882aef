"""The C++ sources of the house, as the tests of the house read them."""

import os
import re

FOLDERS = ("protocol", "daemon", "client", "ui", "app")

# Comments, string and character literals, in one pass, so that none is mistaken inside another.
_NOT_CODE = re.compile(
    r'R"(?P<tag>[^()\s]*)\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])*\'|//[^\n]*|/\*.*?\*/',
    re.DOTALL,
)


def code_of(text):
    """`text` without comments and without the contents of literals; line numbers stay as they are."""
    return _NOT_CODE.sub(lambda match: '""' + "\n" * match.group().count("\n"), text)


def files(root, folders=FOLDERS):
    """(path relative to root, text) of every C++ file in `folders`, in order."""
    for folder in folders:
        for directory, subdirectories, names in os.walk(os.path.join(root, folder)):
            subdirectories.sort()
            for name in sorted(names):
                if name.endswith((".h", ".cpp")):
                    path = os.path.join(directory, name)
                    with open(path, encoding="utf-8") as file:
                        yield os.path.relpath(path, root), file.read()


def calls(root, pattern, folders=FOLDERS):
    """"path:line: code" of every place in code where `pattern` matches."""
    expression = re.compile(pattern)
    return [
        f"{path}:{number}: {line.strip()}"
        for path, text in files(root, folders)
        for number, line in enumerate(code_of(text).splitlines(), 1)
        if expression.search(line)
    ]


def write_tree(root, tree):
    """A made-up source tree: {path: text}."""
    for path, text in tree.items():
        full = os.path.join(root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)
