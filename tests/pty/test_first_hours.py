"""The first hour of who installs the planner, in a real terminal, by its own suggestions alone.

From the wheel, in an empty folder: the start page, an example, what the app proposes, and a file of
one's own. The keys are counted: on the way that the app had before there was no example at all, 20
keys led by way of the analysis to a package that crosses nothing, and none led on from the strict
reading.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from planner.check.checker import check
from planner.files.scenarios.reading import read_scenario
from planner.model.reading import Reading
from tests.pty.installed import installed
from tests.pty.terminal import Terminal, terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The planner as its wheel installs it."""
    return installed(tmp_path_factory.mktemp("wheel"))


class Newcomer:
    """Presses keys, each of which counts, and reads what comes of it."""

    def __init__(self, planner: Terminal) -> None:
        self.planner = planner
        self.keys = 0

    def press(self, *keys: str) -> None:
        """Press keys."""
        self.keys += len(keys)
        self.planner.press(*keys)

    def open_example(self, title: str, name: str) -> None:
        """Go from heading to heading of the start page, then down to an example, and open it."""
        self.planner.sees("Examples, copied to a folder of your own", title)
        lines = self.planner.lines
        here = next(n for n, line in enumerate(lines) if line[:1] in "▸▌" and line.strip())
        there = next(n for n, line in enumerate(lines) if line.strip().startswith(title))
        between = range(here, there)
        headings = [n for n in between if lines[n] and not lines[n][1:].startswith("  ")]
        first = headings[-1] + 1 if headings else here
        self.press(*["n"] * len(headings), *["down"] * (there - first), "enter")
        self.planner.sees(f"Copied to examples/{name}.toml")

    def save(self, name: str) -> None:
        """Save under a name of one's own: what is typed replaces what is proposed."""
        self.press("S")
        self.planner.sees("Save as", "A new file:")
        self.press(*name, "enter")
        self.planner.sees(f"Saved {name}.toml")


@contextmanager
def newcomer(packages: Path, folder: Path) -> Iterator[Newcomer]:
    """Somebody in front of the installed planner, started in an empty folder."""
    folder.mkdir()
    environment = {"PYTHONPATH": str(packages)}
    with terminal(folder, environment=environment, start_page=True) as planner:
        yield Newcomer(planner)
        planner.press("q")
        assert planner.ends() == 0


def test_a_package_that_crosses_nothing_is_found_by_the_suggestions_alone(
    packages: Path, tmp_path: Path
) -> None:
    """Start page, example, mend, finish, save: each key is one that the screen names."""
    desk = tmp_path / "desk"
    with newcomer(packages, desk) as person:
        planner = person.planner
        person.open_example("NATO membership", "nato-membership")
        planner.sees("Crosses 1 line: US-1", "m: 1 change ends US-1")
        person.press("m")
        planner.sees("Proposal 1 of", "Enter take")
        person.press("enter")
        planner.sees("Nothing crossed so far", "1 issue to decide", "u takes it back")
        person.press("f")
        planner.sees("Proposal 1 of", "Enter take")
        person.press("enter")
        planner.sees("Complete and clear", "u takes it back")
        person.save("mine")
    assert person.keys <= 16
    loaded = read_scenario(desk / "mine.toml")
    verdict = check(loaded.case, loaded.scenario)
    assert verdict.complete
    assert not verdict.crossed
    assert loaded.scenario.title == "NATO membership"


def test_on_strict_it_ends_in_a_package_that_knowingly_crosses_one_line(
    packages: Path, tmp_path: Path
) -> None:
    """No scenario is clear there: the proposals cross as few lines as any does."""
    desk = tmp_path / "desk"
    with newcomer(packages, desk) as person:
        planner = person.planner
        person.open_example("Parallel tracks, read strictly", "parallel-tracks-read-strictly")
        planner.sees("Crosses 2 lines: EU-1", "Read strictly no scenario is clear")
        person.press("m")
        planner.sees("Proposal 1 of 2", "Crosses 1 line: RU-1")
        person.press("n")
        planner.sees("Proposal 2 of 2", "Crosses 1 line: EU-1")
        person.press("enter")
        planner.sees("Complete. Crosses 1 line: EU-1", "u takes it back")
        person.save("mine")
    assert person.keys <= 18
    loaded = read_scenario(desk / "mine.toml")
    assert loaded.scenario.reading is Reading.STRICT
    assert loaded.scenario.option("ceasefire_timing") == "settlement_first"


@pytest.mark.parametrize("case", ["velda-dam", "zalume-talks"])
def test_the_documents_of_the_fictional_cases_come_along(
    case: str, packages: Path, tmp_path: Path
) -> None:
    """Every quote stands in them, and the examples find their case from an empty folder."""

    def said(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "planner", *words],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(packages)},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stderr == ""
        return done.stdout

    quotes = json.loads(said("verify", case, "--format", "json"))["quotes"]
    assert {quote["result"] for quote in quotes} == {"verbatim"}
    said("examples")
    assert said("check", f"examples/{case}", "--fail-on", "never").count("(fictional) · The") == 3
