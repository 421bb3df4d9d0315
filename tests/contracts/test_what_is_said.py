"""No text of the product claims more than the lines say, over all examples and all readings."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from planner.cli import output
from planner.cli.main import main
from planner.cli.usage import COMMANDS
from planner.files.scenarios.reading import read_scenario
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.reports.content.guide import topics
from tests.contracts.said import faults, own_words, without
from tests.files.samples import canonical_text
from tests.reports import every_kind

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "scenarios").glob("*.toml"))
FICTIONAL = sorted((ROOT / "scenarios").glob("*/*.toml"))
LOADED = {path.stem: read_scenario(path) for path in EXAMPLES}
CASE = next(iter(LOADED.values())).case
OWN = sorted(
    {
        words
        for loaded in map(read_scenario, (*EXAMPLES, *FICTIONAL))
        for words in own_words(loaded.case, loaded.scenario)
    },
    key=len,
    reverse=True,
)
PICKS: tuple[dict[str, Pick], ...] = (
    {},
    {"works": (), "payer": "north"},
    {"works": ("dam", "canal"), "height": 1045, "payer": "both"},
    {"works": ("canal",), "height": 50, "payer": "valley"},
    {"works": ("dam",)},
)
EVERY_PART = "open,options,conflicts,ways_out,nearest,pivotal,coalitions,frontier,flips"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def one_line_a_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences are searched whole."""
    monkeypatch.setattr(output, "WIDTH_WITHOUT_TERMINAL", 1_000_000)


def found_in(printed: str) -> list[str]:
    """Every fault with the line it is in."""
    return [fault for line in dict.fromkeys(printed.splitlines()) for fault in faults_of(line)]


@cache
def faults_of(line: str) -> tuple[str, ...]:
    """The faults of one line; most are printed of each example and in each reading."""
    bare = without(line, OWN)
    return tuple(f"{fault} in: {bare}" for fault in faults(bare))


def said(capsys: Capture, *arguments: str | Path) -> str:
    """What the command prints, complaints included."""
    assert main([*map(str, arguments)]) in {0, 1}
    done = capsys.readouterr()
    assert done.out
    return f"{done.out}\n{done.err}"


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize("name", LOADED)
def test_nothing_said_of_an_example_claims_more_than_its_lines(
    name: str, reading: Reading, tmp_path: Path, capsys: Capture
) -> None:
    """Judged, analysed in all parts, and told plainly as its screens show it."""
    file = tmp_path / f"{name}.toml"
    loaded = LOADED[name]
    scenario = evolve(loaded.scenario, reading=reading)
    file.write_text(canonical_text(scenario, loaded.case), encoding="utf-8")
    assert found_in(all_said_of(file, capsys)) == []


@pytest.mark.parametrize("file", FICTIONAL, ids=lambda file: file.stem)
def test_nothing_said_of_a_fictional_example_claims_more(file: Path, capsys: Capture) -> None:
    """Points, members, days and numbers among it."""
    assert found_in(all_said_of(file, capsys)) == []


def all_said_of(file: Path, capsys: Capture) -> str:
    """Judged, analysed and told plainly."""
    printed = said(capsys, "check", file)
    printed += said(capsys, "analyse", file, "--only", EVERY_PART, "--list", "2", "--sample", "1")
    for part in ("scenario", "issues", "parties", "why"):
        printed += said(capsys, "--plain", "--only", part, file)
    return printed


@pytest.mark.parametrize("reading", Reading)
def test_nothing_said_of_the_case_claims_more_than_its_lines(
    reading: Reading, tmp_path: Path, capsys: Capture
) -> None:
    """Nothing chosen: by the commands, and by all screens of a scenario."""
    printed = said(capsys, "analyse", CASE.id, "--reading", reading, "--only", EVERY_PART)
    file = tmp_path / "empty.toml"
    file.write_text(canonical_text(Scenario(CASE.id, reading=reading), CASE), encoding="utf-8")
    printed += said(capsys, "--plain", file)
    assert found_in(printed) == []


@pytest.mark.parametrize("reading", Reading)
def test_nothing_said_of_examples_side_by_side_claims_more(
    reading: Reading, capsys: Capture
) -> None:
    """Each beside the next."""
    printed = "".join(
        said(capsys, "compare", *pair, "--reading", reading)
        for pair in itertools.pairwise(EXAMPLES)
    )
    assert found_in(printed) == []


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize("picks", PICKS, ids=str)
def test_nothing_said_of_issues_of_all_kinds_claims_more_than_its_lines(
    picks: dict[str, Pick], reading: Reading, tmp_path: Path, capsys: Capture
) -> None:
    """Points, members, numbers, what does not apply and choices begun."""
    every_kind.file_of(every_kind.CASE, tmp_path)
    file = every_kind.scenario_file(every_kind.CASE, tmp_path, picks)
    own = own_words(every_kind.CASE)
    printed = said(capsys, "check", file, "--reading", reading)
    printed += said(capsys, "compare", file, file, "--reading", reading)
    printed += said(capsys, "evidence", file)
    printed += said(capsys, "--plain", file)
    asked = ("--reading", reading, "--only", EVERY_PART, "--list", "2", "--sample", "1")
    printed += said(capsys, "analyse", file, *asked)
    lines = dict.fromkeys(without(line, own) for line in printed.splitlines())
    assert [f"{fault} in: {line}" for line in lines for fault in faults(line)] == []


def test_nothing_said_of_cases_evidence_library_and_commands_claims_more(
    capsys: Capture,
) -> None:
    """What depends on no reading, the help of every command among it."""
    printed = said(capsys, "cases") + said(capsys, "evidence", CASE.id)
    printed += said(capsys, "--plain", ROOT / "scenarios")
    printed += said(capsys, "--help")
    for topic in topics():  # paragraph by paragraph: it is set in lines of a hundred columns
        printed += "\n".join(" ".join(part.split()) for part in topic.text.split("\n\n"))
    printed += "".join(said(capsys, command, "--help") for command in COMMANDS)
    assert found_in(printed) == []


@pytest.mark.parametrize(
    "planted",
    [
        "96 scenarios respect all counted lines.",
        "No scenario respects all stated lines.",
        "EU-1 and RU-1 cannot be respected together.",
        "2,592 of 20,736 scenarios cross no counted line under the firm reading.",
        "Open set: 96 clear",
        "This option is ruled out by EU-1.",
        "Only this is acceptable to Russia.",
        "The best way out is to give up RU-1.",
        "1 scenario cross no counted line; it leaves nothing contested; it is sourced.",
        "2 scenario are left.",
        "1 of the 1 scenarios is left.",
        "1 change makes it clear, 1 line depend on it.",
        "North is satisfied with 37 points.",
        "North scores 37 of at least 55.5 points.",
        "Satisfaction: 67 of 100.",
        "Scenarios ranked by North's points:",
        "1 points of at least 5 point.",
        "EU-1 is respected by France's line alone.",
    ],
)
def test_a_planted_sentence_is_found(planted: str) -> None:
    """So an empty list of faults means something."""
    assert faults(planted)


@pytest.mark.parametrize(
    "honest",
    [
        (
            "Under the firm reading 96 of 3,456 scenarios cross no counted line; 0 of them leave "
            "nothing contested; 0 use sourced options only."
        ),
        "96 of 3,456 clear, all contested, none sourced (firm)",
        "✓ respected: FR-1 · Europe, insistence · A meeting of three",
        "Crosses 1 stated red line under the firm reading: RU-1.",
        "So far 37 of at least 55.5 points, as scored by the mayor's office.",
        "Between 12 and 70 points are within reach.",
        "Europe: crossed by France's line alone: FR-1",
        "Undecided, 1 of at least 2: Bilateral",
        "Chosen, but does not apply now: 50 metres; only asked where Works holds “Dam”",
    ],
)
def test_an_honest_sentence_passes(honest: str) -> None:
    """The search is not so wide that nothing could be said."""
    assert faults(honest) == []


def test_quoted_words_are_the_sources_own(capsys: Capture) -> None:
    """A quote that says “acceptable” or “feasibility” is no claim of the product."""
    quoted = [s.quote for s in CASE.statements if "acceptable" in s.quote]
    assert quoted
    assert faults(without(f"“{quoted[0]}”", OWN)) == []
    shown = " ".join(said(capsys, "--plain", "--only", "evidence", EXAMPLES[0]).split())
    assert f"“{CASE.statements_by_id['E38'].quote}”" in shown


@pytest.mark.parametrize("name", LOADED)
def test_where_no_line_counts_nothing_says_that_lines_are_kept(
    name: str, tmp_path: Path, capsys: Capture
) -> None:
    """The literal reading counts no line of the bundled case."""
    file = tmp_path / f"{name}.toml"
    loaded = LOADED[name]
    scenario = evolve(loaded.scenario, reading=Reading.LITERAL, set_aside=())
    file.write_text(canonical_text(scenario, loaded.case), encoding="utf-8")
    parts = EVERY_PART.removesuffix(",flips")
    printed = said(capsys, "check", file) + said(capsys, "analyse", file, "--only", parts)
    for part in ("scenario", "issues", "parties"):
        printed += said(capsys, "--plain", "--only", part, file)
    assert "counts no line, so it says nothing about" in printed
    kept = ("crosses no", "cross no", "no stated line crossed", " clear", "No red lines clash")
    lines = [without(line, OWN) for line in printed.splitlines()]
    assert [line for line in lines for words in kept if words in line] == []
