"""A second process that answers some of the questions, and what happens where it does not."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from planner.analysis.engine.limits import Limit, Stop, Stopped, TooMuch
from planner.analysis.questions import NAMES, Answer, Cut, Wishes, helper
from planner.analysis.questions.analyse import Analysis, analyse_by_parts
from planner.analysis.questions.beside import Beside
from planner.analysis.questions.premises import Premises
from planner.model.reading import Reading
from tests.benchmarks.analysis.families import neighbouring, sparse
from tests.benchmarks.analysis.talks import talks

SMALL = Premises(neighbouring(5, 3, 24, seed=3), Reading.STRICT)
MINUTE = Limit(seconds=60)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second process is started without any delay, whatever the machine has."""
    monkeypatch.setattr(helper, "_PATIENCE", 0.0)
    monkeypatch.setattr(helper, "processors", lambda: 2)


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of what the second process has answered; it is gone at the end."""
    answered: list[str] = []
    answer = Beside.answer

    def noted(self: Beside, name: str, seconds: float | None, left: float | None) -> Answer | None:
        found = answer(self, name, seconds, left)
        if found is not None:
            answered.append(name)
        return found

    monkeypatch.setattr(Beside, "answer", noted)
    yield answered
    assert not [
        each for each in psutil.Process().children() if "answering" in " ".join(words(each))
    ]


def words(process: psutil.Process) -> str:
    """Its command line; none once it is gone."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def answers(premises: Premises = SMALL, limit: Limit = MINUTE, *, helped: bool = True) -> Analysis:
    """All of them."""
    *_, last = analyse_by_parts(premises, NAMES, limit, helped=helped)
    return last


def test_two_processes_answer_what_one_does(beside: list[str]) -> None:
    """Word for word; the last questions come from there."""
    found = answers()
    assert "frontier" in beside
    assert set(beside) < set(NAMES)
    assert found == answers(helped=False)


def test_where_the_second_process_dies_the_first_goes_on_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it was to answer is answered all the same."""
    asked = []

    def killed(self: Beside, name: str, _seconds: float | None, _left: float | None) -> None:
        asked.append(name)
        self._process.kill()

    monkeypatch.setattr(Beside, "answer", killed)
    assert answers() == answers(helped=False)
    assert len(asked) == 1


def test_where_none_can_be_started_the_first_goes_on_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A system may allow no further process."""

    def refused(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("planner.analysis.questions.beside.started", refused)
    assert answers() == answers(helped=False)


def test_small_work_and_one_processor_start_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done in a moment pays nothing for it."""

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Beside, "__init__", never)
    monkeypatch.setattr(helper, "processors", lambda: 1)
    assert answers().complete
    monkeypatch.setattr(helper, "processors", lambda: 2)
    monkeypatch.setattr(helper, "_PATIENCE", 30.0)
    assert answers().complete


def test_both_stop_when_they_are_told_to(beside: list[str]) -> None:
    """At once, with an answer to each question; none is left at work."""
    hard = Premises(talks("nearly closed", 2), Reading.STRICT)
    began = time.monotonic()

    def soon() -> bool:
        return time.monotonic() - began > 1.0

    *_, last = analyse_by_parts(
        hard, {"pivotal", "coalitions"}, Limit(seconds=60, cancelled=soon), helped=True
    )
    assert time.monotonic() - began < 30
    assert last.reasons == dict.fromkeys(("pivotal", "coalitions"), Stopped(Stop.CANCELLED))
    assert not beside


def test_both_stop_at_the_limit(beside: list[str]) -> None:
    """Each says so, or that it was its share."""
    hard = Premises(talks("nearly closed", 2), Reading.STRICT)
    last = answers(hard, Limit(seconds=1.5))
    assert set(last.answers) == set(NAMES)
    assert all(reason and reason.numbers == (1.5,) for reason in last.reasons.values())
    assert len(beside) <= len(NAMES)


def test_the_second_process_ends_with_the_first() -> None:
    """However that ends: here without any word."""
    code = (
        "import os\n"
        "from planner.analysis.engine.limits import Limit\n"
        "from planner.analysis.questions import Wishes\n"
        "from planner.analysis.questions.beside import Beside\n"
        "from planner.analysis.questions.premises import Premises\n"
        "from planner.model.reading import Reading\n"
        "from tests.benchmarks.analysis.talks import talks\n"
        "from threading import Thread\n"
        "beside = Beside(Premises(talks('nearly closed', 2), Reading.STRICT), Limit(), Wishes())\n"
        "Thread(target=beside.answer, args=('coalitions', 60, 60), daemon=True).start()\n"
        "print(beside._process.pid, flush=True)\n"
        "import time; time.sleep(0.5)\n"
        "os._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    pid = int(done.stdout)
    until = time.monotonic() + 20
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_wishes_and_limits_hold_there_too() -> None:
    """A list is no longer than wished for, a diagram no larger than allowed."""
    clashing = Premises(neighbouring(6, 3, 40, seed=3, clash=True), Reading.STRICT)
    large = Premises(sparse(30, 5, 200, seed=1), Reading.FIRM)
    beside = Beside(clashing, MINUTE, Wishes(ways_out=1, tallies=False))
    limited = Beside(large, Limit(seconds=60, nodes=500), Wishes(tallies=False))
    try:
        found = beside.answer("ways_out", 60, 60)
        assert found is not None
        assert found.reason == Stopped(Cut.MORE_WAYS_OUT, (1,))
        counted = limited.answer("open", 60, 60)
        assert counted is not None
        assert counted.reason == Stopped(TooMuch.NODES, (500,))
    finally:
        for each in (beside, limited):
            each.end()
            each.close()
