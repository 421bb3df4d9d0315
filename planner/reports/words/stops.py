"""Why work stopped, in words: for a person, and with every number for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from planner.analysis.engine.counts import far_apart
from planner.analysis.engine.limits import Count, Stop, Stopped, TooMuch, Unfinished
from planner.analysis.questions import Cut

__all__ = ["exact_reason", "not_finished", "reason_words", "why_far_apart"]

_EXACTLY: Mapping[Enum, str] = {
    Stop.CANCELLED: "cancelled",
    Stop.TIME: "the time limit of {:g} s was reached",
    Stop.SHARE_OF_TIME: "its share of the time limit of {:g} s was used up",
    Stop.QUARTER_OF_TIME: "a quarter of the time limit of {:g} s was reached",
    TooMuch.NODES: "the memory limit of {:,} nodes was reached",
    TooMuch.SCENARIOS: "more than {:,} scenarios were open",
    TooMuch.SUMS: "sums of {:,} kinds are more than the memory limit allows",
    TooMuch.TABLES: "tables of this size are more than the memory limit allows",
    TooMuch.TABLES_IN_ALL: "tables of this size are more than the limit allows",
    TooMuch.TABLES_OF_OTHER_RULES: "tables are for bans alone",
    TooMuch.TABLES_UNTRUSTED: "the library that makes tables is not trusted",
    TooMuch.SLICED_COUNTS: "the counts are too large for slices",
    TooMuch.SLICES: "slices of {:,} MB are more than the memory limit allows",
    TooMuch.SLICING_STEPS: "slices that take {:,} steps are more than the limit allows",
    TooMuch.NOTHING_LEFT: "some rule is broken by every scenario",
    Cut.NOT_ASKED_FOR: "not counted",
    Cut.NOT_YET_COUNTED: "not counted yet",
    Cut.NOT_YET_MINIMAL: "not yet minimal",
    Cut.MORE_CONFLICTS: "the first {} conflict sets found; there may be more",
    Cut.MORE_CROSSINGS: "the first {} sets of {} lines; there are more",
    Cut.MORE_WAYS_OUT: "the first {} ways out; there are more",
    Cut.MORE_WAYS_OF_THIS_SIZE: "some ways out of {} lines; there are more",
    Cut.OTHER_WAYS_FOUND: "the first {} of {} ways out",
    Cut.MANY_PARTIES: "{} parties hold lines: more than {}",
}
_TOO_MUCH = (
    "the red lines join too many issues for the memory that this may take; "
    "more choices made, or lines set aside, may help"
)


def exact_reason(stopped: Stopped | None) -> str:
    """Why work stopped, with every number; empty where nothing says it."""
    if stopped is None:
        return ""
    if stopped.by is Stop.TIME and not stopped.numbers:
        return "the time limit was reached"
    return _EXACTLY[stopped.by].format(*stopped.numbers)


def reason_words(stopped: Stopped | None) -> str:
    """Why work stopped, for a person: what an engine says of its own nodes and tables is not."""
    if stopped is not None and isinstance(stopped.by, TooMuch):
        return _TOO_MUCH
    return exact_reason(stopped)


def not_finished(stopped: Stopped | None) -> str:
    """What is said in place of an answer that a limit stopped."""
    return f"not finished: {reason_words(stopped)}"


def why_far_apart(counts: Iterable[Count]) -> str:
    """Why the bounds of the first count whose bounds are far apart are so; empty where none are."""
    for count in counts:
        if isinstance(count, Unfinished) and far_apart(count):
            if not count.states:
                return "no time was left to bring the bounds nearer to each other"
            told = f"with {count.states:,} states of the rules told apart at a time"
            return f"{told} the bounds come no nearer to each other"
    return ""
