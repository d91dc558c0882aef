"""Every metric and program by name, and what must be built for it."""

from families import calls, desktop, events, lifecycle, logs, quiet

FAMILIES = {"lifecycle": lifecycle, "quiet": quiet, "logs": logs, "calls": calls, "events": events}
METRICS = {metric.name: metric for family in FAMILIES.values() for metric in family.METRICS}
PROGRAMS = {program.name: program for program in desktop.PROGRAMS}


def chosen(names, with_programs):
    """(metrics, programs) of the names: of a metric, a family, a program, or "desktop". Without names, all metrics, and the
    programs if asked. KeyError names what is unknown."""
    if not names:
        return list(METRICS.values()), list(PROGRAMS.values()) if with_programs else []
    metrics, programs = [], []
    for name in names:
        if name in FAMILIES:
            metrics += FAMILIES[name].METRICS
        elif name == "desktop":
            programs += PROGRAMS.values()
        elif name in PROGRAMS:
            programs.append(PROGRAMS[name])
        else:
            metrics.append(METRICS[name])
    return metrics, programs


def targets(metrics, programs):
    """What CMake must build."""
    found = {"kantokud", "kantokuctl", *calls.TARGETS} if metrics else set()
    for program in programs:
        found |= {program.target, *program.targets}
    return sorted(found)
