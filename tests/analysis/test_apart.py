"""All questions in a process of its own: the same answers, or the same work done here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import psutil
import pytest
from attrs import evolve

from planner import own_process
from planner.analysis.engine.limits import Limit, Stop, Stopped
from planner.analysis.questions import NAMES, apart
from planner.analysis.questions.analyse import Analysis, analyse_by_parts
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.options_left import OptionsLeft
from planner.analysis.questions.premises import Premises
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.reading import read_case
from planner.model.reading import Reading
from tests.benchmarks.analysis.families import neighbouring
from tests.benchmarks.analysis.talks import talks

SMALL = Premises(neighbouring(5, 3, 24, seed=3), Reading.STRICT)
MINUTE = Limit(seconds=60)
Started = Callable[..., Any]


def at_work() -> list[str]:
    """The programs of processes that this one has started for all questions."""
    children = psutil.Process().children(recursive=True)
    return [line for line in map(words, children) if "questions.anal" in line]


def words(process: psutil.Process) -> str:
    """Its command line; none once it is gone."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def never(*_: object, **__: object) -> None:
    """What there is no room for."""
    raise OSError


def at_once_dead(_program: str, **files: Any) -> Any:
    """A process that ends before it has said anything."""
    return started("planner.errors", **files)


started = own_process.started


@pytest.mark.parametrize("start", [started, at_once_dead, never], ids=["works", "dies", "cannot"])
def test_the_answers_are_those_of_one_process(
    start: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word for word, wherever the work was done; nothing is at work after the last."""
    monkeypatch.setattr(apart, "started", start)
    monkeypatch.setattr(apart, "_MOMENT", 0.0)
    *_, found = apart.analyse_apart(SMALL, NAMES, MINUTE)
    *_, here = analyse_by_parts(SMALL, NAMES, MINUTE)
    assert found == here
    assert not at_work()


@pytest.mark.parametrize("moment", [0.03, 0.12, 0.2])
def test_what_the_moment_cut_short_is_asked_again(
    moment: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands beside an answer too: here what only contested ground keeps apart."""
    case = read_case(bundled_folder() / "ukraine-2025-08.case.toml").case
    premises = Premises(case, Reading.FIRM)
    monkeypatch.setattr(apart, "_MOMENT", moment)
    *_, found = apart.analyse_apart(premises, NAMES, MINUTE)
    *_, here = analyse_by_parts(premises, NAMES, MINUTE)
    assert found == here


def test_what_is_done_in_a_moment_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most cases: nobody waits for a process to start."""
    monkeypatch.setattr(apart, "started", never)
    monkeypatch.setattr(apart, "_MOMENT", 60.0)
    *_, found = apart.analyse_apart(SMALL, NAMES, MINUTE)
    assert found.complete
    assert set(found.answers) == set(NAMES)


def test_what_the_first_moment_proved_stands_when_the_rest_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No option leaves any clear: so none is clear, though nobody has counted the clear ones."""
    premises = Premises(talks("seats", 0), Reading.STRICT)
    first = analyse_by_parts(premises, ["options"], MINUTE)
    (options,) = [answer for found in first for answer in found.answers.values()][-1:]
    assert isinstance(options, OptionsLeft)
    assert options.open == 0
    reasons_missing = evolve(options, unexplained=Stopped(Stop.SHARE_OF_TIME, (1.0,)))
    stop = Event()

    def in_a_moment(*asked: Any, **how: Any) -> Iterator[Analysis]:
        if stop.is_set():
            yield from analyse_by_parts(*asked, **how)
        else:
            yield Analysis(premises, {"options": reasons_missing})

    def nothing_said(*_: object) -> Iterator[Any]:
        stop.set()
        return iter(())

    monkeypatch.setattr(apart, "_MOMENT", 0.0)
    monkeypatch.setattr(apart, "analyse_by_parts", in_a_moment)
    monkeypatch.setattr(apart, "_from_other", nothing_said)
    *_, found = apart.analyse_apart(premises, NAMES, Limit(seconds=60, cancelled=stop))
    left, counted = found.answers["options"], found.answers["open"]
    assert isinstance(left, OptionsLeft)
    assert isinstance(counted, OpenAnswer)
    assert {option.open for issue in left.issues for option in issue.every} == {0}
    assert counted.counted.open == 0


def test_who_leaves_ends_the_work() -> None:
    """Cancelled, it is over at once, and so are its processes."""
    stop = Event()
    premises = Premises(talks("nearly closed", 1), Reading.STRICT)
    limit = Limit(seconds=60, cancelled=stop)
    found: list[Analysis] = []
    for each in apart.analyse_apart(premises, NAMES, limit):
        found.append(each)
        if at_work():
            stop.set()
            began = time.monotonic()
    assert stop.is_set()
    assert time.monotonic() - began < 10
    assert not at_work()
