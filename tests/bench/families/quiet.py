"""What a daemon costs while nothing happens, and what one event costs beside many silent programs."""

import time

import servers
from harness import Goal, Metric

TICK_MS = 2


def idle(side, work):
    with servers.running(side, servers.sleepers(work.programs), work.programs) as daemon:
        time.sleep(1)  # the last client's connection closes
        begin, cpu = time.monotonic(), servers.cpu_ms(daemon.pid)
        time.sleep(work.seconds * 2)
        return [(servers.cpu_ms(daemon.pid) - cpu) * 60 / (time.monotonic() - begin)]


def resident(side, work):
    with servers.running(side, servers.sleepers(work.programs), work.programs) as daemon:
        return [servers.resident_mib(daemon.pid)]


def resident_a_child(side, work):
    with servers.running(side, "", 0) as daemon:
        bare = servers.resident_mib(daemon.pid)
    return [(resident(side, work)[0] - bare) * 1024 / work.programs]


def wake_cost(side, work, silent):
    """Microseconds of CPU for each time that the daemon was woken, by a program that writes a line now and then."""
    text = servers.program("w", f"{work.tool('ticker')} {TICK_MS}") + servers.sleepers(silent)
    with servers.running(side, text, silent + 1) as daemon:
        time.sleep(0.5)
        cpu, count = servers.cpu_ms(daemon.pid), servers.wakes(daemon.pid)
        time.sleep(work.seconds)
        return (servers.cpu_ms(daemon.pid) - cpu) * 1000 / max(1, servers.wakes(daemon.pid) - count)


def wake_floor(work):
    return servers.numbers(work.tool("wake"), str(work.programs), str(work.seconds), work.tool("ticker"), str(TICK_MS))


def wake_growth(side, work):
    few = wake_cost(side, work, 10)
    return [wake_cost(side, work, work.programs) / few]


METRICS = [
    Metric("idle", "idle with {programs} programs, CPU a minute", "ms", idle, 500, goals=(Goal(under=5),)),
    Metric("rss0", "resident memory without programs", "MiB", resident, 0, goals=(Goal(under=15),)),
    Metric("rss", "resident memory with {programs} programs", "MiB", resident, 500),
    Metric("rsschild", "resident memory a program, of {programs}", "KiB", resident_a_child, 500, goals=(Goal(under=8),)),
    Metric("wake", "CPU of one wake beside {programs} programs", "us",
           lambda side, work: [wake_cost(side, work, work.programs)], 1000, floor=wake_floor, goals=(Goal(under=40),)),
    Metric("wakegrowth", "the same, times of beside 10", "x", wake_growth, 1000, goals=(Goal(under=2),)),
]
