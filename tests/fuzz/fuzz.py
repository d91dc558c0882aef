"""Runs the fuzz targets for as long as one likes, and keeps what they reached: tests/fuzz/corpus/TARGET.tar.xz.

Each target begins with its kept corpus and its seeds, so that many short runs come to the same as a long one. What is
kept is the least of it that reaches as much of the code.
"""

import argparse
import concurrent.futures
import io
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
# A target may wait for a processor that others use, so a unit has more time here than in the tests.
LIMITS = ["-max_len=16384", "-timeout=60", "-rss_limit_mb=1024"]


def targets():
    return sorted(path.stem for path in HERE.glob("fuzz_*.cpp"))


def unpack(archive, folder):
    folder.mkdir(parents=True, exist_ok=True)
    if archive.exists():
        with tarfile.open(archive) as tar:
            for member in tar.getmembers():
                (folder / pathlib.PurePath(member.name).name).write_bytes(tar.extractfile(member).read())


def pack(folder, archive):
    """Writes the same archive for the same files, whenever and by whom they were made."""
    archive.parent.mkdir(exist_ok=True)
    with tarfile.open(archive, "w:xz", format=tarfile.USTAR_FORMAT, preset=9) as tar:
        for path in sorted(folder.iterdir()):
            member = tarfile.TarInfo(path.name)
            member.size = path.stat().st_size
            tar.addfile(member, io.BytesIO(path.read_bytes()))


class Run:
    """One target: how long it ran, how much, and what became of its corpus."""

    def __init__(self, build, name, minutes):
        self.name = name
        self.program = build / "fuzz" / name
        self.minutes = minutes
        self.seeds = HERE / "seeds" / name
        self.archive = HERE / "corpus" / f"{name}.tar.xz"

    def __call__(self):
        # What a target finds is left where it ran.
        where = self.program.parent
        with tempfile.TemporaryDirectory(prefix=self.name) as scratch:
            corpus, least = pathlib.Path(scratch, "corpus"), pathlib.Path(scratch, "least")
            unpack(self.archive, corpus)
            least.mkdir()
            log = where / f"{self.name}.log"
            with open(log, "wb") as output:
                began = time.monotonic()
                process = subprocess.Popen(
                    [self.program, f"-max_total_time={round(self.minutes * 60)}", "-print_final_stats=1", *LIMITS,
                     corpus, self.seeds], cwd=where, stdout=output, stderr=subprocess.STDOUT)
                _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            text = log.read_text(errors="replace")
            if process.returncode != 0:
                return False, f"{self.name}: ended with {process.returncode}, see {log}\n{text[-3000:]}"
            subprocess.run([self.program, "-merge=1", *LIMITS, least, corpus, self.seeds], cwd=where, check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            pack(least, self.archive)
            runs = int(re.search(r"number_of_executed_units:\s*(\d+)", text)[1])
            return True, (f"{self.name}: {time.monotonic() - began:.0f} s, {usage.ru_utime + usage.ru_stime:.0f} s of CPU, "
                          f"{runs} runs, {len(list(least.iterdir()))} inputs kept")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True, help="the folder of the fuzz build")
    parser.add_argument("--minutes", type=float, default=60, help="of each target (60)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="targets at once")
    parser.add_argument("target", nargs="*", help=f"one of {', '.join(targets())}; all of them unless named")
    arguments = parser.parse_args()
    unknown = set(arguments.target) - set(targets())
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))} (there are {', '.join(targets())})")
    runs = [Run(arguments.build.resolve(), name, arguments.minutes) for name in arguments.target or targets()]
    failed = False
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for result in concurrent.futures.as_completed([pool.submit(run) for run in runs]):
            well, text = result.result()
            print(text, flush=True)
            failed = failed or not well
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
