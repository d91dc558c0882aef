"""The benchmark's arithmetic: percentiles, ratios, verdicts, turns, the table, and which targets a choice needs."""

import math
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402
import registry  # noqa: E402
import servers  # noqa: E402,F401
from families import desktop  # noqa: E402
from harness import Goal, Metric, percentile, plain, ratio, summary, verdict  # noqa: E402


def metric(**options):
    return Metric("m", "m of {programs}", "ms", options.pop("measure", lambda side, work: [1]), **options)


class Named:
    def __init__(self, name):
        self.name = name


class TestArithmetic(unittest.TestCase):
    def test_a_percentile_is_the_nearest_rank(self):
        hundred = list(range(1, 101))
        for samples, percent, expected in ((hundred, 95, 95), (hundred, 99, 99), (hundred, 100, 100), (hundred, 0, 1),
                                           ([3, 1, 2], 50, 2), ([7], 95, 7), (list(range(1, 21)), 95, 19)):
            self.assertEqual(percentile(samples, percent), expected, (samples, percent))

    def test_the_tail_is_the_bad_end(self):
        hundred = list(range(1, 101))
        self.assertEqual({key: summary(hundred)[key] for key in ("p50", "p95", "p99", "count")},
                         {"p50": 50.5, "p95": 95, "p99": 99, "count": 100})
        self.assertEqual(summary(hundred, more_is_better=True)["p95"], 5)

    def test_a_ratio_says_how_many_times_better_we_are(self):
        two, ten, nothing = summary([2]), summary([10]), summary([0])
        self.assertEqual(ratio(metric(), two, ten), 5)
        self.assertEqual(ratio(metric(), ten, two), 0.2)
        self.assertEqual(ratio(metric(more_is_better=True), ten, two), 5)
        self.assertEqual(ratio(metric(), nothing, two), math.inf)

    def test_a_verdict_needs_every_goal_and_something_to_compare_with(self):
        ours, theirs, floor = summary([1] * 90 + [20] * 10), summary([12]), summary([0.6])
        for goals, expected in (
                ((), ""),
                ((Goal(under=2),), "yes"),
                ((Goal(under=1),), "no"),
                ((Goal(under=2), Goal("p95", under=10)), "no"),
                ((Goal(under=2), Goal("p95", under=21)), "yes"),
                ((Goal(times=12),), "yes"),
                ((Goal(times=12.1),), "no"),
                ((Goal(floor_times=2),), "yes"),
                ((Goal(floor_times=1.6),), "no")):
            self.assertEqual(verdict(metric(goals=goals), ours, theirs, floor), expected, goals)
        self.assertEqual(verdict(metric(goals=(Goal(times=2),)), ours, None, floor), "")
        self.assertEqual(verdict(metric(goals=(Goal(floor_times=2),)), ours, theirs, None), "")

    def test_a_goal_reads_as_it_is_wanted(self):
        self.assertEqual([str(goal) for goal in (Goal(under=3), Goal("p95", under=10), Goal(times=1.15),
                                                 Goal(floor_times=2))],
                         ["p50 < 3", "p95 < 10", "1.15x", "< 2 floors"])


class TestRunning(unittest.TestCase):
    work = harness.Work(programs=7, seconds=0, megabytes=1, tools="/tools")

    def test_the_sides_and_the_floor_take_turns(self):
        turns = []

        def measure(side, work):
            turns.append((side.name, work.programs))
            return [len(turns)]

        def floor(_):
            turns.append("floor")
            return [0.5]

        result = harness.measured(metric(measure=measure, floor=floor), [Named("a"), Named("b")], self.work, 2)
        self.assertEqual(turns, [("a", 7), ("b", 7), "floor", ("a", 7), ("b", 7), "floor"])
        self.assertEqual((result["ours"]["samples"], result["theirs"]["samples"], result["floor"]["samples"]),
                         ([1, 4], [2, 5], [0.5, 0.5]))
        self.assertEqual((result["label"], result["ratio"]), ("m of 7", 1.4))

    def test_what_only_we_have_is_not_asked_of_the_other(self):
        asked = []
        harness.measured(metric(measure=lambda side, work: asked.append(side.name) or [1], ours_only=True),
                         [Named("a"), Named("b")], self.work, 1)
        self.assertEqual(asked, ["a"])

    def test_no_samples_are_a_failure(self):
        with self.assertRaisesRegex(harness.Incomplete, "no samples of b"):
            harness.measured(metric(measure=lambda side, work: [1] if side.name == "a" else []),
                             [Named("a"), Named("b")], self.work, 1)

    def test_a_series_has_its_least_and_its_most(self):
        self.assertEqual(list(self.work.series(least=3, most=9)), [0, 1, 2])
        endless = harness.Work(0, 1000, 1, "")
        self.assertEqual(list(endless.series(least=1, most=4)), [0, 1, 2, 3])

    def test_quick_divides_crowds_but_not_a_handful(self):
        quick = harness.EFFORTS["quick"]
        self.assertEqual([quick.work(metric(programs=count), "").programs for count in (1000, 10, 0)], [100, 10, 0])


class TestTable(unittest.TestCase):
    def test_numbers_have_three_digits(self):
        self.assertEqual([plain(value) for value in (None, 0, 0.00123, 1, 1.234, 45.67, 999.6, 12345, -0.5)],
                         ["", "0", "0.00123", "1", "1.23", "45.7", "1,000", "12,345", "-0.5"])

    def test_a_tail_needs_samples(self):
        self.assertEqual(harness.pair(summary([1] * 19), "p95"), "1")
        self.assertEqual(harness.pair(summary([1] * 20), "p95"), "1 / 1")
        self.assertEqual(harness.pair(summary([1] * 99), "p99"), "1")
        self.assertEqual(harness.pair(None, "p95"), "")

    def test_a_row_has_a_cell_for_each_head(self):
        result = harness.measured(metric(goals=(Goal(under=2),)), [Named("a"), Named("b")], TestRunning.work, 1)
        self.assertEqual(harness.row(result), ("m of 7, ms", "1", "", "1", "1x", "p50 < 2", "yes"))
        self.assertEqual(len(harness.HEADER), len(harness.row(result)))
        self.assertEqual(len(harness.HEADER), len(harness.WIDTHS))
        self.assertEqual(harness.markdown(("a", "b")), "| a | b |")


class TestRegistry(unittest.TestCase):
    def test_every_name_is_used_once(self):
        names = [item.name for family in registry.FAMILIES.values() for item in family.METRICS]
        names += [*registry.FAMILIES, *registry.PROGRAMS, "desktop"]
        self.assertEqual(len(names), len(set(names)), sorted(names))

    def test_names_choose(self):
        metrics, programs = registry.chosen(["respawn", "quiet", "desktop"], False)
        self.assertEqual([item.name for item in metrics], ["respawn"] + [item.name for item in registry.FAMILIES["quiet"].METRICS])
        self.assertEqual(programs, desktop.PROGRAMS)
        self.assertEqual(registry.chosen([], False)[1], [])
        self.assertEqual(registry.chosen([], True)[1], desktop.PROGRAMS)
        with self.assertRaises(KeyError):
            registry.chosen(["nothing"], False)

    def test_only_what_is_measured_is_built(self):
        self.assertEqual(registry.targets(registry.chosen(["idle"], False)[0], []), ["bareapp", "kantokuctl", "kantokud"])
        self.assertIn("logbench", registry.targets(*registry.chosen(["logview"], False)))
        self.assertNotIn("logbench", registry.targets(*registry.chosen(["desk"], False)))

    def test_an_object_is_shown_figure_by_figure(self):
        self.assertEqual(list(desktop.figures({"a": {"b": 1, "c": {"d": 2.5}}, "e": True})),
                         [("a.b", 1), ("a.c.d", 2.5), ("e", True)])


if __name__ == "__main__":
    unittest.main()
