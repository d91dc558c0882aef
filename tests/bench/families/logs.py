"""Output from the pipe to the file, and from the file to a follower. Every byte is counted."""

import dataclasses
import glob
import os
import subprocess
import tempfile

import servers
from harness import Goal, Incomplete, Metric
from servers import interop

BLOCK, LINE = 65536, 100
FOLDER = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # no disk's speed in it


def log_options(directory, rotated):
    size = "50MB\nstdout_logfile_backups=25" if rotated else "0"
    return f"stdout_logfile={directory}/%(process_num)d.log\nstdout_logfile_maxbytes={size}\nredirect_stderr=true\n"


def total_of(work, piece, children):
    """Bytes that each child writes: a multiple of the piece. Lines cost the writer most, so there are fewer."""
    megabytes = work.megabytes // (4 if piece == LINE else 1)
    return megabytes * 1024 * 1024 // children // piece * piece


def speed(directory, marks, total, children):
    """MiB/s by the writers' own clocks, after every byte has come into the files."""
    spans = servers.wait_for_lines(marks, children)
    def written():
        return sum(os.path.getsize(path) for path in glob.glob(f"{directory}/*.log*"))
    interop.wait_for(lambda: written() >= total * children, "all is written", 30, lambda: f"{written()} bytes")
    if written() != total * children:
        raise Incomplete(f"{written()} bytes in the logs instead of {total * children}")
    return total * children / 2**20 / ((max(end for _, end in spans) - min(begin for begin, _ in spans)) / 1e9)


def throughput(side, work, piece, children=1, rotated=False):
    with tempfile.TemporaryDirectory(dir=FOLDER) as directory:
        marks, total = os.path.join(directory, "marks"), total_of(work, piece, children)
        text = servers.program("w", f"{work.tool('writer')} {marks} {piece} {total}", children,
                               log_options(directory, rotated) + "autostart=false\n") + servers.sleepers(work.programs)
        with servers.running(side, text, 0) as daemon:
            if work.programs:
                interop.wait_for(lambda: servers.are_running(daemon, work.programs), "all are running", 120)
            daemon.rpc.startProcessGroup("w", False)
            return speed(directory, marks, total, children)


def pump(work, piece, children=1):
    with tempfile.TemporaryDirectory(dir=FOLDER) as directory:
        marks, total = os.path.join(directory, "marks"), total_of(work, piece, children)
        floor = subprocess.Popen([work.tool("pump"), directory, str(children), work.tool("writer"), marks, str(piece),
                                  str(total)])
        try:
            return speed(directory, marks, total, children)
        finally:
            floor.terminate()
            floor.wait()


def rate(name, label, piece, children, goal):
    return Metric(name, label, "MiB/s", lambda side, work: [throughput(side, work, piece, children)],
                  floor=lambda work: [pump(work, piece, children)], goals=(goal,), more_is_better=True)


def rotation_cost(side, work):
    """Per cent of speed that rotating each 50 MB takes."""
    without = throughput(side, work, BLOCK)
    return [(1 - throughput(side, work, BLOCK, rotated=True) / without) * 100]


def crowd_cost(side, work):
    """Per cent of speed that silent programs beside it take."""
    alone = throughput(side, dataclasses.replace(work, programs=0), BLOCK)
    return [(1 - throughput(side, work, BLOCK) / alone) * 100]


def follow(side, work):
    text = servers.program("t", f"{work.tool('ticker')} 7", options="stdout_logfile={dir}/t.log\nstderr_logfile=NONE\n")
    with servers.running(side, text, 1) as daemon:
        count = max(20, int(work.seconds * 50))
        return servers.numbers(work.tool("follow"), str(count), daemon.socket, "/logtail/t")


def follow_floor(work):
    count = max(20, int(work.seconds * 50))
    writer = subprocess.Popen([work.tool("ticker"), "7"], stdout=subprocess.PIPE)
    try:
        done = subprocess.run([work.tool("follow"), str(count)], stdin=writer.stdout, capture_output=True, text=True,
                              timeout=120, check=True)
        return [float(word) for word in done.stdout.split()]
    finally:
        writer.kill()
        writer.wait()


METRICS = [
    rate("blocks", "one child writing 64 KiB blocks", BLOCK, 1, Goal(times=1.6)),
    rate("lines", "one child writing 100-byte lines", LINE, 1, Goal(times=1.15)),
    rate("eight", "eight children writing 64 KiB blocks", BLOCK, 8, Goal(times=1.4)),
    Metric("rotation", "what rotation each 50 MB costs of the blocks", "%", rotation_cost, goals=(Goal(under=5),)),
    Metric("crowd", "what {programs} silent programs cost of the blocks", "%", crowd_cost, 1000, goals=(Goal(under=10),)),
    Metric("follow", "a line written to a follower receiving it", "ms", follow, floor=follow_floor,
           goals=(Goal(under=1), Goal("p95", under=3))),
]
