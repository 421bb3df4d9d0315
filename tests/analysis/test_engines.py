"""Engines that are not trusted are not used, and every answer stays what it was."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planner.cli
from planner.analysis.engine.backtracking import Backtracking
from planner.analysis.engine.glucose import Glucose
from planner.analysis.engine.limits import Limit
from planner.analysis.engine.satisfiability import Solver
from planner.analysis.engine.small_first import SmallFirst
from planner.analysis.engine.trusted import Trusted, decide_by
from planner.analysis.questions.coalitions import coalitions
from planner.analysis.questions.conflicts import conflicts
from planner.analysis.questions.flips import flips
from planner.analysis.questions.least import least
from planner.analysis.questions.open_set import open_set
from planner.analysis.questions.options_left import options_left
from planner.analysis.questions.pivotal import pivotal_lines
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.ways_out import ways_out
from planner.analysis.self_test import LIBRARIES, passes
from planner.cli.main import main
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.reading import read_case
from planner.model.reading import Reading
from tests.analysis.judge import questions
from tests.benchmarks.analysis.talks import talks

BUNDLED = bundled_folder() / "ukraine-2025-08.case.toml"
LIMIT = Limit(seconds=120)
ASKED = (open_set, options_left, pivotal_lines, conflicts, ways_out, least, coalitions, flips)
made = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))

clauses = st.lists(st.lists(st.integers(-7, 7).filter(bool), min_size=1, max_size=4), max_size=24)


def bundled() -> Premises:
    """The bundled case as it is read by itself."""
    case = read_case(BUNDLED).case
    return Premises(case, case.reading)


def said(answer: object) -> str:
    """The answer in words, since an unfinished count equals none.

    Where several sets of lines each explain alone why an option is closed, any of them is right.
    """
    return re.sub(r"Explanation\(.*?rules=\([^)]*\)\)", "Explanation", repr(answer))


@pytest.fixture
def untrusted() -> Iterator[None]:
    """No library is trusted."""
    decide_by(lambda: Trusted(counting=False, solving=False))
    yield
    decide_by(Trusted)


@settings(max_examples=300, deadline=None)
@given(clauses, st.lists(st.integers(-7, 7).filter(bool), max_size=4))
def test_backtracking_answers_as_the_library_does(
    formula: list[list[int]], assumed: list[int]
) -> None:
    """In several rounds with more clauses each, with models that hold and cores that do not."""
    plain, glucose = Backtracking(), Glucose()
    watch = LIMIT.start()
    held: list[list[int]] = []
    half = len(formula) // 2
    for part in (formula[:half], formula[half:]):
        held += part
        for clause in part:
            plain.add(clause)
            glucose.add(clause)
        for assumptions in (assumed, []):
            possible = glucose.solve(assumptions, watch)
            assert plain.solve(assumptions, watch) == possible
            if possible:
                model = set(plain.model())
                assert all(not model.isdisjoint(clause) for clause in held)
                assert model.issuperset(assumptions)
            else:
                assert set(plain.core()) <= set(assumptions)
                assert not glucose.solve(plain.core(), watch)


def test_backtracking_prefers_what_it_is_told() -> None:
    for wish in (3, -3):
        solver = Backtracking()
        solver.add([1, 2, 3])
        solver.prefer([wish])
        assert solver.solve([], LIMIT.start())
        assert wish in solver.model()


def pigeons_in_holes(holes: int) -> Iterator[list[int]]:
    """One pigeon more than there are holes: each sits in one, no two in the same."""
    sits = [range(1 + n * holes, 1 + (n + 1) * holes) for n in range(holes + 1)]
    yield from map(list, sits)
    for one, other in combinations(sits, 2):
        yield from ([-a, -b] for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(("holes", "copies", "loaded"), [(2, 1, 0), (5, 1, 1), (2, 30, 1)], ids=str)
def test_what_is_small_and_soon_is_answered_without_the_library(
    holes: int, copies: int, loaded: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes many steps or has many clauses goes on in the library, with all that was said."""
    made: list[Glucose] = []

    def library() -> Glucose:
        made.append(Glucose())
        return made[0]

    monkeypatch.setattr("planner.analysis.engine.small_first.Glucose", library)
    solver = SmallFirst()
    away = (holes + 1) * holes + 1
    for clause in [*pigeons_in_holes(holes)] * copies:
        solver.add([*clause, away])
    solver.prefer([-away])
    assert not solver.solve([-away], LIMIT.start())
    assert solver.core() == [-away]
    assert solver.solve([], LIMIT.start())
    assert away in solver.model()
    solver.add([-away])
    assert not solver.solve([], LIMIT.start())
    assert len(made) == loaded


def test_a_small_formula_beside_a_large_one_is_answered_by_the_library_that_is_loaded() -> None:
    """There it takes half the time; whether it does depends on the other alone, not on the day."""
    watch = LIMIT.start()
    small, large = Solver([], 3, watch), Solver([], 1_000, watch)
    assert not small.by_library
    assert large.by_library
    assert not Solver([], 3, watch, beside=small).by_library
    beside = Solver([[1, 2], [-1]], 2, watch, beside=large)
    assert beside.by_library
    assert beside.solve([], watch)
    assert beside.true_variables(2) == [2]


@made
@given(questions(max_issues=5, max_lines=6, most=200), st.sampled_from(ASKED))
def test_a_made_case_is_answered_as_with_the_libraries(
    premises: Premises, question: Callable[..., object]
) -> None:
    """Which brute force judges elsewhere."""
    right = question(premises, LIMIT)
    decide_by(lambda: Trusted(counting=False, solving=False))
    try:
        assert said(question(premises, LIMIT)) == said(right)
    finally:
        decide_by(Trusted)


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.__name__)
@pytest.mark.usefixtures("untrusted")
def test_every_answer_on_the_bundled_case_stays_the_same(question: Callable[..., object]) -> None:
    premises = bundled()
    plain = question(premises, LIMIT)
    decide_by(Trusted)
    assert said(plain) == said(question(premises, LIMIT))


@pytest.mark.usefixtures("untrusted")
def test_what_is_not_trusted_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def used(*_: object, **__: object) -> None:
        raise AssertionError("the library was used")

    monkeypatch.setattr("planner.analysis.engine.diagram.draw", used)
    monkeypatch.setattr("planner.analysis.engine.small_first.Glucose", used)
    monkeypatch.setattr("planner.analysis.engine.satisfiability.Glucose", used)
    monkeypatch.setattr("planner.analysis.engine.variants.Codes", used)
    premises = bundled()
    for question in ASKED:
        question(premises, LIMIT)


@pytest.mark.usefixtures("untrusted")
def test_without_diagrams_hard_spaces_are_branched_on_at_length() -> None:
    """Hundreds of nodes do not do for this one, and nothing else is left to try."""
    premises = Premises(talks("chapters", 2), Reading.STRICT)
    counted = open_set(premises, LIMIT).open
    decide_by(Trusted)
    assert counted == open_set(premises, LIMIT).open


@pytest.mark.parametrize("test", LIBRARIES)
def test_the_engines_of_this_machine_pass(test: str) -> None:
    assert passes(test)


BROKEN = {
    "counts wrongly": (
        "counting",
        "import oxidd.bdd; oxidd.bdd.BDDFunction.sat_count = lambda self, variables: 7",
    ),
    "ends the process": ("counting", "import oxidd.bdd, os; oxidd.bdd.BDDManager = os.abort"),
    "is not there": ("counting", "import sys; sys.modules['oxidd'] = None"),
    "sums wrongly": ("counting", "import numpy; numpy.add = numpy.subtract"),
    "finds the impossible": (
        "solving",
        "import pysat.solvers as s; s.Glucose4.solve_limited = lambda *a, **k: True",
    ),
    "forgets a clause": ("solving", "import pysat.solvers as s; s.Glucose4.add_clause = print"),
}


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """What is answered where nothing is broken."""
    return _analysed(tmp_path_factory.mktemp("right"), "")


@pytest.mark.parametrize(("test", "fault"), BROKEN.values(), ids=BROKEN)
def test_a_broken_library_is_found_out_told_and_not_used(
    test: str, fault: str, right: subprocess.CompletedProcess[str], tmp_path: Path
) -> None:
    """Broken before the planner starts, for its own process and that of the self-test."""
    (tmp_path / "sitecustomize.py").write_text(f"{fault}\n", encoding="utf-8")
    answer = _analysed(tmp_path / "state", str(tmp_path))
    found, known = json.loads(answer.stdout), json.loads(right.stdout)
    (warning,) = found.pop("warnings")
    assert "the self-test fails on this machine" in warning["message"]
    assert known.pop("warnings") == []
    assert found == known
    assert answer.returncode == right.returncode == 0
    assert not right.stderr
    assert "the self-test fails on this machine" in answer.stderr
    assert LIBRARIES[test][0] in answer.stderr
    assert answer.stderr == f"planner: warning: {warning['message']}\n"
    kept = {file.name.partition("-")[0] for file in (tmp_path / "state" / "engines").iterdir()}
    assert kept == set(LIBRARIES) - {test}


def _analysed(state: Path, path: str) -> subprocess.CompletedProcess[str]:
    """All questions on the bundled case, in a process with another state folder and path."""
    environment = os.environ | {"PLANNER_STATE_DIR": str(state), "PYTHONPATH": path}
    return subprocess.run(
        [sys.executable, "-m", "planner", "analyse", "ukraine-2025-08", "--format", "json"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_version_is_tested_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from planner.editing import known_engines as known  # noqa: PLC0415 (after the folder is named)

    asked: list[str] = []

    def passing(test: str) -> bool:
        asked.append(test)
        return True

    monkeypatch.setattr(known, "state_folder", lambda *parts: _made(tmp_path.joinpath(*parts)))
    monkeypatch.setattr(known, "state_place", tmp_path.joinpath)
    monkeypatch.setattr(known, "passes", passing)
    assert known.known_engines() == known.known_engines() == Trusted()
    assert asked == list(LIBRARIES)
    monkeypatch.setattr(known, "library_versions", lambda test: f"{test} of another version")
    assert known.known_engines() == Trusted()
    assert asked == list(LIBRARIES) * 2


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_a_check_from_here_says_in_its_json_which_engine_is_not_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once, however many files count with it."""
    monkeypatch.setattr("planner.cli.engines.known_engines", lambda: Trusted(solving=False))
    file = str(Path(__file__).parents[2] / "scenarios" / "nato-membership.toml")
    try:
        assert main(["check", file, file, "--from-here", "--format", "json"]) == 1
    finally:
        decide_by(Trusted)
    out, err = capsys.readouterr()
    (warning,) = json.loads(out)["warnings"]
    assert warning["message"].startswith("python-sat")
    assert warning["file"] is None
    assert err.count("the self-test fails") == 1


def test_every_command_that_may_count_has_the_engines_tested() -> None:
    commands = Path(planner.cli.__file__).parent
    counting = [file for file in commands.glob("*.py") if "Limit(" in file.read_text("utf-8")]
    assert len(counting) > 4
    for file in counting:
        assert "    use_known_engines(" in file.read_text("utf-8"), file.name
