"""The two fictional cases and their examples, read as plain TOML and judged by brute force.

Nothing here imports the planner, but for the words of sources that are no plain text. That the
planner says the same is told by ``cli/test_fictional_answers.py``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.sources.reading import read_source
from tests.all_scenarios import Judge
from tests.fictional_answers import ANSWERS, ASKED, SCENARIOS

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "planner" / "cases"
EXAMPLES = ROOT / "scenarios"
CASES = tuple(SCENARIOS)

Table = dict[str, Any]

# What each example shows: its reading, its day, the lines set aside, the counted lines that it
# crosses, those left contested and those undecided.
SHOWN: dict[str, tuple[str, str, set[str], set[str], set[str], set[str]]] = {
    "velda-dam/arbiters-proposal": (
        "firm",
        "",
        set(),
        set(),
        {"OS-2", "OS-3", "MA-3", "DE-1", "FU-2"},
        set(),
    ),
    "velda-dam/ostranas-first-plan": (
        "firm",
        "",
        set(),
        {"MA-2", "MA-P", "DE-1", "FU-1"},
        {"FU-2"},
        set(),
    ),
    "velda-dam/delta-set-aside": (
        "firm",
        "",
        {"DE-1"},
        set(),
        {"MA-3", "FU-2"},
        {"OS-3", "MA-P", "FU-1", "LI-1"},
    ),
    "zalume-talks/first-draft": (
        "firm",
        "2023-03-28",
        set(),
        {"GO-1", "HF-2", "HF-3", "HF-7"},
        {"HF-1"},
        set(),
    ),
    "zalume-talks/second-draft": (
        "firm",
        "",
        set(),
        set(),
        {"GO-6", "HF-6", "HF-7", "KE-1"},
        {"GO-3", "GO-5", "HF-2", "NC-1"},
    ),
    "zalume-talks/brackets-closed": (
        "firm",
        "",
        set(),
        set(),
        {"GO-5", "GO-6", "HF-6", "HF-7", "KE-1"},
        set(),
    ),
}

every_case = pytest.mark.parametrize("name", CASES)
every_example = pytest.mark.parametrize("example", SHOWN)


@cache
def read(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def case_of(name: str) -> Table:
    return read(FOLDER / f"{name}.case.toml")


@cache
def judge_of(name: str, day: str = "") -> Judge:
    return Judge(FOLDER / f"{name}.case.toml", dt.date.fromisoformat(day) if day else None)


@cache
def words_of(name: str, source: str) -> str:
    """The words of a source, as they stand in its file."""
    path = FOLDER.joinpath(case_of(name)["sources"][source]["text"])
    if path.suffix in (".md", ".txt"):
        return path.read_text(encoding="utf-8")
    return read_source(path.name, path.read_bytes()).text


# ------------------------------------------------------------------ The cases as written


@every_case
def test_a_fictional_case_says_so_first(name: str) -> None:
    """In its title, at the beginning of its summary, and in every one of its documents."""
    case = case_of(name)
    assert case["case"]["id"] == name
    assert case["case"]["title"].endswith("(fictional)")
    assert case["case"]["summary"].startswith("Fiction: ")
    assert all("Fiction:" in words_of(name, source)[:400] for source in case["sources"])
    assert "Everything here is fiction" in (FOLDER / name / "coding.md").read_text("utf-8")


@every_case
def test_its_sources_are_shipped_in_several_kinds_and_are_those_that_were_coded(name: str) -> None:
    """Each document of its folder is a source of the case, but for the notes on the coding."""
    sources = case_of(name)["sources"].values()
    files = {FOLDER / source["text"] for source in sources}
    assert files == {*(FOLDER / name).iterdir()} - {FOLDER / name / "coding.md"}
    assert {file.suffix for file in files} == {".txt", ".md", ".html", ".docx"}
    for source in sources:
        data = (FOLDER / source["text"]).read_bytes()
        assert source["sha256"] == hashlib.sha256(data).hexdigest()
        assert b"\r" not in data or source["text"].endswith(".docx")


@every_case
def test_every_quote_stands_in_its_source(name: str) -> None:
    """Character by character; one that stands there twice says which of them is meant."""
    for statement in case_of(name)["statements"].values():
        times = words_of(name, statement["source"]).count(statement["quote"])
        assert times == 1 or 0 < statement["place"] <= times


@every_case
def test_every_statement_says_what_it_does_not_say(name: str) -> None:
    """No two statements quote the same words of a source, unless at another place."""
    statements = case_of(name)["statements"].values()
    assert all(statement["limits"] for statement in statements)
    quoted = [(s["source"], s["quote"], s.get("place")) for s in statements]
    assert len({*quoted}) == len(quoted)
    assert {s["attribution"] for s in statements} == {
        "own_words",
        "reported",
        "attributed",
        "article",
    }


@every_case
def test_every_line_rests_on_a_statement_of_its_party_and_strength(name: str) -> None:
    """A line of a member on one of that member; and each line says what speaks against it."""
    case = case_of(name)
    for line in case["red_lines"].values():
        first = case["statements"][line["evidence"][0]]
        assert (first["party"], first["strength"]) == (line["party"], line["strength"])
        assert line.get("member", "") in first.get("scope", "")
        assert line["caveat"]
        assert line.get("date", first["date"]) == first["date"]


@every_case
def test_ids_named_in_words_are_those_of_the_case(name: str) -> None:
    """Caveats, definitions, the notes on the coding and the examples name nothing else."""
    case = case_of(name)
    known = {*case["red_lines"], *case["statements"]}
    files = [FOLDER / f"{name}.case.toml", FOLDER / name / "coding.md"]
    files += [EXAMPLES / f"{example}.toml" for example in SHOWN if example.startswith(name)]
    for file in files:
        words = file.read_text("utf-8")
        named = {*re.findall(r"\b(?:[A-Z]{2}-[0-9P]|[VZ][0-9]{2}[a-z]?)\b", words)}
        assert named <= known, file.name


@every_case
def test_every_option_is_defined_and_those_of_a_source_have_evidence(name: str) -> None:
    """Titles fit a narrow column."""
    for issue in case_of(name)["issues"].values():
        assert issue["question"].count("?")
        assert len(issue["title"]) <= 24
        for option in issue.get("options", {}).values():
            assert option["definition"]
            assert len(option["title"]) <= 26
            assert option.get("origin") == "added" or option["evidence"]


def test_clauses_are_the_words_of_the_documents() -> None:
    """Of every option that a document proposes, word for word."""
    case = case_of("zalume-talks")
    documents = [words_of("zalume-talks", source) for source in case["sources"]]
    for issue in case["issues"].values():
        for option in issue.get("options", {}).values():
            assert ("clause" in option) is (option.get("origin") != "added")
            assert any(option.get("clause", "") in words for words in documents)


# ------------------------------------------------------------------ What the coding implies


@pytest.mark.parametrize(("name", "day", "reading"), ASKED)
def test_looking_at_every_scenario_gives_the_numbers(name: str, day: str, reading: str) -> None:
    """Those that the planner is held against."""
    judge = judge_of(name, day)
    assert judge.scenarios == SCENARIOS[name]
    assert in_any_order(judge.analysis(reading)) == in_any_order(ANSWERS[name, day, reading])


def in_any_order(answers: Table) -> Table:
    """Lists of sets by what they hold: no order is promised of those."""
    return {k: sorted(v, key=repr) if isinstance(v, list) else v for k, v in answers.items()}


def test_what_the_notes_on_the_coding_count() -> None:
    """174 of 1,404,480 at the dam; 72, none, 12 and 4 of 12,852 in the talks, by day."""
    assert ANSWERS["velda-dam", "", "firm"]["open"] == 174
    assert SCENARIOS["velda-dam"] == 1_404_480
    rests_on = ANSWERS["velda-dam", "", "firm"]["rests_on"]["contested"]
    assert rests_on == ["OS-2", "MA-3", "DE-1", "FU-2"]
    days = ("2023-03-31", "2023-04-20", "2023-04-30", "")
    by_day = [ANSWERS["zalume-talks", day, "firm"]["open"] for day in days]
    assert by_day == [72, 0, 12, 4]
    assert SCENARIOS["zalume-talks"] == 12_852
    clash = ANSWERS["zalume-talks", "2023-04-20", "firm"]["conflicts"]
    assert clash == [["HF-5", "LU-1"]]


# ------------------------------------------------------------------ The example scenarios


def test_each_case_has_three_examples() -> None:
    """In a folder of its id; all that are shipped there stand above."""
    shipped = [file.relative_to(EXAMPLES).with_suffix("") for file in EXAMPLES.glob("*/*.toml")]
    assert {*map(Path.as_posix, shipped)} == {*SHOWN}
    assert [[file.parent.name for file in shipped].count(name) for name in CASES] == [3, 3]


@every_example
def test_an_example_names_its_case_and_says_what_it_is(example: str) -> None:
    """A table for every issue in the case's order, a title and a summary that say fiction."""
    scenario = read(EXAMPLES / f"{example}.toml")
    assert scenario["case"]["id"] == Path(example).parent.name
    assert list(scenario["choices"]) == list(case_of(scenario["case"]["id"])["issues"])
    assert scenario["scenario"]["title"].endswith("(fictional)")
    assert "Fiction, like its case." in scenario["scenario"]["summary"]
    assert any("note" in choice for choice in scenario["choices"].values())


@every_example
def test_each_example_shows_what_it_says(example: str) -> None:
    """By looking at every scenario that it may still become."""
    scenario = read(EXAMPLES / f"{example}.toml")
    reading, day, aside, *verdicts = SHOWN[example]
    assert scenario["check"]["reading"] == reading
    assert str(scenario["scenario"].get("as_of", "")) == day
    assert {*scenario.get("set_aside", {})} == aside
    judge = judge_of(scenario["case"]["id"], day)
    among = judge.chosen(scenario["choices"])
    found: dict[str, set[str]] = {"crossed": set(), "contested": set(), "undecided": set()}
    for line in {*judge.counted(reading)} - aside:
        statuses = judge.statuses(line, among, reading)
        found.setdefault(statuses.pop() if len(statuses) == 1 else "undecided", set()).add(line)
    assert [found[key] for key in ("crossed", "contested", "undecided")] == verdicts
