"""The desktop's own programs: each measures by itself and prints one JSON object, which is shown figure by figure."""

import dataclasses
import json
import os
import subprocess


@dataclasses.dataclass(frozen=True)
class Program:
    """A program of build/…/tests, given the folder of the binaries, and the targets that it needs."""

    name: str
    target: str
    arguments: tuple = ()
    targets: tuple = ("kantokud",)


PROGRAMS = [Program("desk", "deskbench", targets=("barewindow", "kantokud", "kantoku")), Program("logview", "logbench")]


def figures(value, path=""):
    """(dotted name, value) of every leaf of a JSON object, in its order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from figures(inner, f"{path}.{key}" if path else key)
    else:
        yield path, value


def run(program, binaries):
    """The object that the program printed; an OSError or a SubprocessError where it did not do its work."""
    path = os.path.join(os.path.dirname(binaries), "tests", program.target)
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run([path, binaries, *program.arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=1800, env=environment, check=False)
    if done.returncode != 0:
        raise subprocess.SubprocessError(f"{program.target} ends with {done.returncode}: {done.stdout}{done.stderr}")
    return json.loads(done.stdout)
