"""Measures kantokud beside Debian's supervisord: A B A B, on the same work, in one run.

Prints a table of medians (and the tail where there are enough samples), writes all samples as JSON. A metric that lost
something on the way (a process that did not come up, a byte, an event) fails and is not counted.
"""

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402
import registry  # noqa: E402
import servers  # noqa: E402
from families import desktop  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.splitlines()[0],
                                     epilog=f"metrics: {', '.join(registry.METRICS)}. Families: "
                                     f"{', '.join(registry.FAMILIES)}. The desktop's: desktop, {', '.join(registry.PROGRAMS)}.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="one round, a tenth of the programs: does it work at all")
    size.add_argument("--full", action="store_true", help="five long rounds, and the desktop")
    parser.add_argument("--json", default="build/bench.json", metavar="FILE")
    parser.add_argument("--markdown", action="store_true", help="print the table as docs/performance.md has it")
    parser.add_argument("--bin", default="build/release/bin", help=argparse.SUPPRESS)
    parser.add_argument("--targets", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a metric, a family or a program of the desktop")
    options = parser.parse_args()
    try:
        options.metrics, options.programs = registry.chosen(options.names, options.full)
    except KeyError as error:
        parser.error(f"no such metric: {error.args[0]}; --help lists them")
    return options


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [text.partition(":")[2].strip() for text in file if text.startswith("model name")]
    return {"system": platform.platform(), "cpu": models[0] if models else "", "cpus": os.cpu_count(),
            "load": os.getloadavg()[0], "date": datetime.date.today().isoformat()}


def measure_daemons(options, effort, results):
    """Fills in results; gives the names of those that failed."""
    binaries = os.path.abspath(options.bin)
    sides = [servers.Side("kantokud", os.path.join(binaries, "kantokud"), os.path.join(binaries, "kantokuctl")),
             servers.Side("supervisord", servers.interop.REAL_DAEMON, servers.interop.REAL_CTL)]
    show = harness.markdown if options.markdown else harness.line
    failed = []
    print(show(harness.HEADER))
    if options.markdown:
        print(show(["---"] * len(harness.HEADER)))
    with tempfile.TemporaryDirectory() as tools:
        servers.compile_tools(tools)
        os.symlink(os.path.join(os.path.dirname(binaries), "tests", "bareapp"), os.path.join(tools, "bareapp"))
        for metric in options.metrics:
            try:
                result = harness.measured(metric, sides, effort.work(metric, tools), effort.rounds)
            except (AssertionError, OSError, harness.Incomplete, subprocess.SubprocessError) as error:
                failed.append(metric.name)
                print(f"{metric.name}: {error}", file=sys.stderr)
                continue
            results[metric.name] = result
            print(show(harness.row(result)), flush=True)
    return failed


def measure_desktop(options, results):
    failed = []
    for program in options.programs:
        try:
            results[program.name] = desktop.run(program, os.path.abspath(options.bin))
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            failed.append(program.name)
            print(f"{program.name}: {error}", file=sys.stderr)
            continue
        for name, value in desktop.figures(results[program.name]):
            text = harness.plain(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
            print(f"{program.name + '.' + name:<58} {text!s:>18}", flush=True)
    return failed


def main():
    options = arguments()
    if options.targets:
        print(*registry.targets(options.metrics, options.programs), sep="\n")
        return
    name = "quick" if options.quick else "full" if options.full else "normal"
    found = {"effort": name, "machine": machine(), "metrics": {}, "programs": {}}
    print(f"{found['machine']['cpu']}, {os.cpu_count()} CPUs, load {found['machine']['load']:.1f}\n")
    failed = measure_daemons(options, harness.EFFORTS[name], found["metrics"]) if options.metrics else []
    failed += measure_desktop(options, found["programs"])
    os.makedirs(os.path.dirname(os.path.abspath(options.json)), exist_ok=True)
    with open(options.json, "w", encoding="utf-8") as file:
        json.dump(found, file, indent=1)
    print(f"\nall samples: {options.json}")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
