"""The benchmark's frame: metrics, their samples taken in turn, what is made of them, and how it is shown.

Knows nothing of daemons: a metric is a function from a side (whom to measure) and a Work (how much) to samples.
"""

import dataclasses
import math
import statistics
import time
import typing


class Incomplete(Exception):
    """A measurement whose work was not done completely: something was lost, so its figure means nothing."""


@dataclasses.dataclass(frozen=True)
class Goal:
    """What is wanted of our figure. `value` is one of the summary's ("p50", "p95", "p99"); what is not given does not count."""

    value: str = "p50"
    under: float | None = None         # less than this, in the metric's unit
    times: float | None = None         # so many times better than the other side
    floor_times: float | None = None   # less than so many times the floor

    def __str__(self):
        kinds = ((self.under, f"{self.value} < {plain(self.under)}"), (self.times, f"{plain(self.times)}x"),
                 (self.floor_times, f"< {plain(self.floor_times)} floors"))
        return ", ".join(text for wanted, text in kinds if wanted is not None)

    def is_reached(self, metric, ours, theirs, floor):
        """True or False, or None where there is nothing to compare with."""
        reached = []
        if self.under is not None:
            reached.append(ours[self.value] < self.under)
        if self.times is not None and theirs:
            reached.append(ratio(metric, ours, theirs, self.value) >= self.times)
        if self.floor_times is not None and floor:
            reached.append(ours[self.value] < self.floor_times * floor["p50"])
        return all(reached) if reached else None


@dataclasses.dataclass(frozen=True)
class Metric:
    """One figure, of which samples are taken from each side in turn.

    measure(side, work) and floor(work) give lists of samples in `unit`; they raise Incomplete where work was lost.
    `programs` is how many the daemon has; `{programs}` in the label is replaced by it.
    """

    name: str
    label: str
    unit: str
    measure: typing.Callable
    programs: int = 0
    floor: typing.Callable | None = None
    goals: tuple = ()
    tail: str = "p95"
    more_is_better: bool = False
    ours_only: bool = False


@dataclasses.dataclass(frozen=True)
class Work:
    """How much one measurement does: the programs, the seconds that a series lasts, the bytes of a flood, the helpers."""

    programs: int
    seconds: float
    megabytes: int
    tools: str

    def tool(self, name):
        return f"{self.tools}/{name}"

    def series(self, least=20, most=400):
        """Counts from 0: for `seconds`, but at least `least` times and at most `most`."""
        end = time.monotonic() + self.seconds
        for count in range(most):
            if count >= least and time.monotonic() > end:
                return
            yield count


@dataclasses.dataclass(frozen=True)
class Effort:
    """What --quick, nothing and --full mean."""

    rounds: int
    seconds: float
    megabytes: int
    divide_programs: int = 1

    def work(self, metric, tools):
        programs = metric.programs // self.divide_programs if metric.programs > 10 else metric.programs
        return Work(programs, self.seconds, self.megabytes, tools)


EFFORTS = {"quick": Effort(1, 1, 64, 10), "normal": Effort(3, 5, 512), "full": Effort(5, 20, 1024)}


# ---- arithmetic ------------------------------------------------------------------------------------------------------

def percentile(samples, percent):
    """The nearest rank: the smallest sample that at least `percent` of all do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def summary(samples, more_is_better=False):
    """p50 is the median; p95 and p99 are the bad end: the high one, or the low one where more is better."""
    def tail(percent):
        return percentile(samples, 100 - percent if more_is_better else percent)
    return {"p50": statistics.median(samples), "p95": tail(95), "p99": tail(99), "count": len(samples),
            "samples": samples}


def ratio(metric, ours, theirs, value="p50"):
    """How many times better ours is; infinite where ours is nothing."""
    good, bad = (theirs[value], ours[value]) if metric.more_is_better else (ours[value], theirs[value])
    return bad / good if good else math.inf


def verdict(metric, ours, theirs, floor):
    """"yes", "no", or "" where nothing is wanted or there is nothing to compare with."""
    found = [goal.is_reached(metric, ours, theirs, floor) for goal in metric.goals]
    if not found or None in found:
        return ""
    return "yes" if all(found) else "no"


# ---- running ---------------------------------------------------------------------------------------------------------

def in_turn(metric, sides, work, rounds):
    """Samples of each side and of the floor, taken A B A B: what the machine does meanwhile meets all of them."""
    taken = {side.name: [] for side in sides}
    floor = []
    for _ in range(rounds):
        for side in sides:
            taken[side.name] += metric.measure(side, work)
        if metric.floor:
            floor += metric.floor(work)
    if empty := [name for name, samples in taken.items() if not samples]:
        raise Incomplete(f"no samples of {', '.join(empty)}")
    return taken, floor


def measured(metric, sides, work, rounds):
    """The result of one metric: what the table shows and the JSON holds. The first side is ours."""
    asked = sides[:1] if metric.ours_only else sides
    taken, floor = in_turn(metric, asked, work, rounds)
    sums = [summary(taken[side.name], metric.more_is_better) for side in asked]
    ours, theirs = sums[0], sums[1] if len(sums) > 1 else None
    bottom = summary(floor, metric.more_is_better) if floor else None
    times = ratio(metric, ours, theirs) if theirs else None
    return {"label": metric.label.format(programs=work.programs), "unit": metric.unit, "tail": metric.tail,
            "ours": ours, "theirs": theirs, "floor": bottom,
            "ratio": None if times is None or math.isinf(times) else times,
            "wanted": "; ".join(str(goal) for goal in metric.goals), "reached": verdict(metric, ours, theirs, bottom)}


# ---- showing ---------------------------------------------------------------------------------------------------------

def plain(value):
    """Three significant digits, without an exponent."""
    if value is None or value == 0:
        return "" if value is None else "0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def pair(found, tail):
    """"median / tail" of a summary; the median alone where there are too few samples for a tail to mean anything."""
    if not found:
        return ""
    enough = {"p95": 20, "p99": 100}[tail]
    return plain(found["p50"]) if found["count"] < enough else f"{plain(found['p50'])} / {plain(found[tail])}"


HEADER = ("metric", "supervisord", "floor", "kantokud", "ratio", "wanted", "reached")


def row(result):
    times = plain(result["ratio"]) + "x" if result["ratio"] is not None else ""
    return (f"{result['label']}, {result['unit']}", pair(result["theirs"], result["tail"]),
            pair(result["floor"], result["tail"]), pair(result["ours"], result["tail"]), times, result["wanted"],
            result["reached"])


WIDTHS = (58, 18, 18, 18, 8, 22, 7)


def line(cells):
    """A line of the table on a terminal."""
    first, *rest = zip(cells, WIDTHS)
    return (f"{first[0]:<{first[1]}}" + "".join(f" {cell:>{width}}" for cell, width in rest)).rstrip()


def markdown(cells):
    """A line of the same table in a document."""
    return "| " + " | ".join(cells) + " |"
