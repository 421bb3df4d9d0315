"""Whether anything is open, by two solvers at a time, known to all questions once it is known."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from planner.analysis.engine import possibility
from planner.analysis.engine.elsewhere import Elsewhere
from planner.analysis.engine.limits import Limit, LimitReachedError, Watch
from planner.analysis.questions.coalitions import coalitions
from planner.analysis.questions.conflicts import conflicts
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.ways_out import ways_out
from planner.model.reading import Reading
from tests.benchmarks.analysis.talks import talks


def answered(clauses: Sequence[Sequence[int]], seconds: float = 60) -> bool | None:
    """What the other process says, once it has ended."""
    elsewhere = Elsewhere(clauses, seconds)
    try:
        end = time.monotonic() + 30
        while elsewhere.answer is None and time.monotonic() < end:
            time.sleep(0.02)
        return elsewhere.answer
    finally:
        elsewhere.end()


def pigeons(holes: int) -> list[list[int]]:
    """One more of them than there are holes."""
    sits = [[1 + pigeon * holes + hole for hole in range(holes)] for pigeon in range(holes + 1)]
    apart = [
        [-one[hole], -other[hole]]
        for n, one in enumerate(sits)
        for other in sits[:n]
        for hole in range(holes)
    ]
    return [*sits, *apart]


def test_the_other_process_answers() -> None:
    """Yes and no."""
    assert answered([[1, 2], [-1]]) is True
    assert answered([[1], [-1]]) is False


def test_the_other_process_can_be_ended() -> None:
    """However hard it works, and at once."""
    elsewhere = Elsewhere(pigeons(12), 60)
    assert elsewhere.answer is None
    before = time.monotonic()
    elsewhere.end()
    assert time.monotonic() - before < 5


@pytest.mark.parametrize(("family", "opens"), [("nearly closed", True), ("seats", False)])
def test_who_knows_first_says_so(
    family: str, *, opens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A solver that never knows anything leaves it to the other one."""

    def never(_solver: object, _chosen: object, watch: Watch, _seconds: float) -> None:
        watch.check()
        time.sleep(0.01)

    monkeypatch.setattr(possibility, "_ALONE", 0.0)
    monkeypatch.setattr(possibility, "_within", never)
    ground = Groundwork(Premises(talks(family, 0), Reading.STRICT))
    assert ground.possibility.any({}, Limit(seconds=60).start()) is opens


def test_the_limit_ends_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no process is left."""
    ended: list[Elsewhere] = []
    monkeypatch.setattr(possibility, "_ALONE", 0.0)
    end = Elsewhere.end

    def noted(self: Elsewhere) -> None:
        ended.append(self)
        end(self)

    monkeypatch.setattr(Elsewhere, "end", noted)
    ground = Groundwork(Premises(talks("seats", 2), Reading.STRICT))
    with pytest.raises(LimitReachedError, match="TIME"):
        ground.possibility.any({}, Limit(seconds=0.4).start())
    assert len(ended) == 1


def test_what_one_question_found_stands_for_all_others() -> None:
    """Once some scenario is known to be open, nothing clashes, whatever time is left."""
    premises = Premises(talks("nearly closed", 1), Reading.STRICT)
    ground = Groundwork(premises)
    assert ground.any_open({}, Limit(seconds=60).start())
    none = Limit(seconds=0)
    assert [way.lines for way in ways_out(premises, none, groundwork=ground).ways] == [()]
    clashes = conflicts(premises, none, groundwork=ground)
    assert clashes.complete
    assert not clashes.sets
    together = coalitions(premises, none, groundwork=ground)
    assert together.incompatible_complete
    assert not together.incompatible
