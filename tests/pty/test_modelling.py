"""Two text files become a case and a scenario of it, in a real terminal, without leaving the app.

Once by keys alone, and once by the mouse wherever a mouse can; what is typed into fields is typed.
Keys, clicks and seconds are counted: they stand in ``tests/README.md``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from planner.check.checker import check
from planner.cli.main import main
from planner.editing.case_edits import CaseTable, Ref
from planner.editing.case_forms import fields_of
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from planner.model.case import Case
from tests.pty.terminal import Terminal, terminal
from tests.two_texts import MINUTES, SPEECH

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")

SIZE = (100, 30)
_ID = "Letters, digits, - and _"


class Analyst:
    """Somebody at a terminal who makes a case; each key and each click counts."""

    def __init__(self, planner: Terminal) -> None:
        self.planner = planner
        self.keys = self.clicks = 0
        self.began = time.monotonic()

    def press(self, *keys: str) -> None:
        """Press keys."""
        self.keys += len(keys)
        self.planner.press(*keys)

    def click(self, words: str) -> None:
        """Click on words, in the row of keys at the foot if they stand there."""
        found: list[tuple[int, int]] = []

        def there() -> bool:
            *rows, foot = enumerate(self.planner.lines)
            found[:] = [(line.index(words), y) for y, line in (foot, *rows) if words in line]
            return bool(found)

        self.planner.until(there, f"{words!r} to click on")
        self.clicks += 1
        self.planner.click(*found[0])

    @property
    def outline(self) -> list[str]:
        """The rows of the case's outline."""
        return [line.partition("│")[0].rstrip() for line in self.planner.lines[1:-1]]

    @property
    def beside(self) -> str:
        """What stands beside the outline, in one line."""
        return " ".join(" ".join(line.partition("│")[2] for line in self.planner.lines).split())

    def _row(self, words: str) -> int:
        rows = [n for n, row in enumerate(self.outline) if row[1:].strip().startswith(words)]
        return rows[0] if rows else -1

    @property
    def _cursor(self) -> int:
        return next((n for n, row in enumerate(self.outline) if row.startswith("▸")), -1)

    def to_row(self, words: str) -> None:
        """Go to a row of the outline with the arrows."""
        self.planner.until(lambda: self._row(words) >= 0 <= self._cursor, f"a row {words}")
        self.planner.calm()  # the row of what was just kept may still be missing above
        steps = self._row(words) - self._cursor
        self.press(*["down" if steps > 0 else "up"] * abs(steps))
        self.planner.until(lambda: self._row(words) == self._cursor, f"the cursor on {words}")

    def add(self, heading: str) -> None:
        """Begin a new thing below that heading."""
        self.to_row(heading)
        self.press("I")

    def edit(self, row: str) -> None:
        """Open the form of a thing."""
        self.to_row(row)
        self.press("enter")

    def read_source(self, row: str) -> None:
        """Read the text of a source."""
        self.to_row(row)
        self.press("F")

    def in_source(self, name: str) -> None:
        """Wait until the text of that source is there."""
        begin = f" Source: {name} "
        self.planner.until(lambda: self.planner.lines[0].startswith(begin), begin)
        self.planner.calm()

    def next_passage(self) -> None:
        """Select the sentence at the beginning of the next uncoded paragraph; make a statement."""
        self.press("n", "space", "I")

    def sentence_after(self) -> None:
        """The same of the sentence behind the one that was coded last."""
        self.press("space", "I")

    def close(self) -> None:
        """Close a form or a screen."""
        self.press("escape")

    def fill(self, table: CaseTable, *, new: bool, **texts: str) -> None:
        """Type into the fields of the open form, and close it."""
        self.planner.until(lambda: "closes and k" in self.beside, "the form")
        fields = fields_of(Case("empty", "", parties=(), issues=()), Ref(table, ""))
        helps = {field.name: field.help for field in fields} | {"id": _ID}
        first = next(name for name in ("title", "name", "quote") if name in helps)
        names = [field.name for field in fields]
        if new:
            names = [first, "id", *(name for name in names if name != first)]
        at = 0
        for name, text in texts.items():
            self._go_on_to(names, at, names.index(name), helps)
            at = names.index(name)
            # What is typed replaces the id that is proposed.
            self.press(*("enter" if letter == "\n" else letter for letter in text))
        last = [*texts.values()][-1].split("\n")[-1]
        self.planner.until(lambda: last in self.beside, f"{last} in the form")
        self.close()
        self.planner.until(lambda: "closes and k" not in self.beside, "the form to close")
        named = texts.get("id") or texts.get("title", texts.get("name", "")).lower()
        if new and named:
            self.planner.until(lambda: self._row(named) == self._cursor, "the new thing")

    def _go_on_to(self, names: list[str], here: int, there: int, helps: dict[str, str]) -> None:
        """Letters overtake the key that leads to another field: the field is waited for."""
        self.press(*["tab"] * (there - here))
        begin = " ".join(helps[names[there]].split()[:5])
        self.planner.until(lambda: begin in self.beside, f"the field {names[there]}")


class Clicker(Analyst):
    """The same by the mouse: rows, fields, commands at the foot of the screen."""

    def command(self, words: str) -> None:
        """Click on a command at the foot; a click on a message there makes room for them."""
        self.planner.calm()
        if words not in self.planner.lines[-1]:
            self.clicks += 1
            self.planner.click(SIZE[0] // 2, SIZE[1] - 1)
            self.planner.until(lambda: words in self.planner.lines[-1], words)
        self.click(words)

    def to_row(self, words: str) -> None:
        """Click on it."""
        self.planner.calm()
        self.planner.until(lambda: self._row(words) >= 0, f"a row {words}")
        if self._row(words) != self._cursor:
            self.clicks += 1
            self.planner.click(4, self._row(words) + 1)
        self.planner.until(lambda: self._row(words) == self._cursor, f"the cursor on {words}")

    def add(self, heading: str) -> None:
        """By the command at the foot."""
        self.to_row(heading)
        self.command("I add")

    def edit(self, row: str) -> None:
        """By the command at the foot."""
        self.to_row(row)
        self.command("Enter edit")

    def read_source(self, row: str) -> None:
        """By the command at the foot."""
        self.to_row(row)
        self.command("F source")

    def next_passage(self) -> None:
        """Drag over the first uncoded line, from its begin to its end."""
        lines = self.planner.lines
        coded = self.planner.underlined
        row = next(y for y, line in enumerate(lines) if y > 1 and line and y not in coded)
        self._drag(row, 1, len(lines[row]))

    def sentence_after(self) -> None:
        """Drag over the second sentence of the last line."""
        row = max(y for y, line in enumerate(self.planner.lines[:-1]) if line)
        self._drag(row, self.planner.lines[row].index(". ") + 2, len(self.planner.lines[row]))

    def _drag(self, row: int, begin: int, end: int) -> None:
        self.clicks += 1
        self.planner.drag((begin, row), (end, row))
        self.click("I statement")  # faster than any hand: the button is hardly up

    def close(self) -> None:
        """By the command at the foot, which is another one in a form."""
        in_form = "closes and k" in self.beside
        self.command("Esc closes" if in_form else "Esc back")

    def _go_on_to(self, names: list[str], here: int, there: int, helps: dict[str, str]) -> None:
        if here == there:
            return
        self.planner.calm()
        label = names[there].replace("_", " ").capitalize()
        left = self.planner.lines[1].index("│") + 1
        lines = [line[left:].strip() for line in self.planner.lines]
        rows = [y for y, line in enumerate(lines) if line.partition(" · ")[0] == label]
        if not rows:  # out of sight in a small window: Tab scrolls there
            super()._go_on_to(names, here, there, helps)
            return
        self.clicks += 1
        self.planner.click(left + 2, rows[0])  # its label, which leads to it
        begin = " ".join(helps[names[there]].split()[:5])
        self.planner.until(lambda: begin in self.beside, f"the field {names[there]}")


Person = TypeVar("Person", bound=Analyst)


@contextmanager
def analyst(folder: Path, who: Callable[[Terminal], Person]) -> Iterator[Person]:
    """Somebody in front of the planner, in a folder with two texts and nothing else."""
    folder.mkdir()
    (folder / "speech.txt").write_text(SPEECH, encoding="utf-8")
    (folder / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    with terminal(folder, size=SIZE, start_page=True) as planner:
        planner.sees("New case", "A negotiation of your own")
        yield who(planner)
        planner.press("q")
        assert planner.ends() == 0


def model(person: Analyst) -> None:
    """Three parties, three issues, six statements with their passages, four red lines."""
    planner = person.planner
    planner.sees("Case: Talks")
    person.edit("report")
    person.fill(CaseTable.SOURCES, new=False, text="speech.txt")
    person.add("Sources")
    person.fill(CaseTable.SOURCES, new=True, title="Minutes", text="minutes.txt")
    person.add("Parties")
    person.fill(CaseTable.PARTIES, new=True, name="East")
    person.add("Issues")
    person.fill(CaseTable.ISSUES, new=True, title="The dam", id="dam", options="Joint\nNone")
    person.add("Issues")
    fields = {"title": "Price", "kind": "number", "minimum": "0", "maximum": "100"}
    person.fill(CaseTable.ISSUES, new=True, **fields)
    person.read_source("minutes")
    person.in_source("Minutes")
    for said in (
        {"party": "north", "strength": "preference", "supports": "water: all_north"},
        {"party": "north", "strength": "opposition", "opposes": "dam: joint"},
        {"party": "east", "strength": "insistence", "supports": "dam: joint"},
    ):
        person.next_passage()
        person.fill(CaseTable.STATEMENTS, new=True, **said)
        person.in_source("Minutes")
    person.close()
    person.read_source("report")
    person.in_source("A report")
    person.next_passage()
    said = {"party": "south", "strength": "preference", "supports": "dam: joint"}
    person.fill(CaseTable.STATEMENTS, new=True, **said)
    person.in_source("A report")
    person.sentence_after()
    said = {"party": "south", "strength": "insistence", "opposes": "price: from 90"}
    person.fill(CaseTable.STATEMENTS, new=True, **said)
    person.in_source("A report")
    person.close()
    for name, title, party, rule, evidence in (
        ("N-1", "No joint dam", "north", "dam: joint", "S3"),
        ("E-1", "A joint dam", "east", "dam: none", "S4"),
        ("S-2", "Not ninety", "south", "price: from 90", "S6"),
    ):
        person.add("Red lines")
        line = {"id": name, "party": party, "crossed_when": rule, "evidence": evidence}
        person.fill(CaseTable.RED_LINES, new=True, title=title, **line)


def test_a_case_and_a_scenario_are_made_by_keys_alone(tmp_path: Path) -> None:
    """From the start page of an empty folder to the saved scenario."""
    desk = tmp_path / "desk"
    with analyst(desk, Analyst) as person:
        planner = person.planner
        person.press("end", "enter")
        planner.sees("New case", "A new file:")
        person.press("enter")
        planner.sees("Made talks.case.toml")
        person.press("C")
        model(person)
        person.press("s")
        planner.sees("Saved talks.case.toml")
        person.press("escape")
        planner.sees("[Deal]", "Nothing chosen yet")
        person.press("1", "f")
        planner.sees("Proposal 1 of", "Enter take")
        person.press("enter")
        planner.sees("Complete. Crosses 1 line", "u takes it back")
        person.press("w")
        planner.sees("[Analysis]", "1 conflict", "Pivotal lines", "Enter reads")
        person.press("escape")
        planner.sees("[Deal]", "Complete. Crosses 1 line")
        person.press("S")
        planner.sees("Save as", "A new file:")
        person.press(*"deal", "enter")
        planner.sees("Saved deal.toml")
        told(person)
    assert person.keys <= 560
    judge(desk)


def test_the_same_by_the_mouse_where_a_mouse_can(tmp_path: Path) -> None:
    """Rows, fields, passages, answers, tabs and commands are clicked; words are typed."""
    desk = tmp_path / "desk"
    with analyst(desk, Clicker) as person:
        planner = person.planner
        person.click("A negotiation of your own")
        planner.sees("New case", "A new file:")
        person.press("enter")
        planner.sees("Made talks.case.toml")
        person.command("C case")
        model(person)
        person.command("s save")
        planner.sees("Saved talks.case.toml")
        person.command("Esc back")
        planner.sees("[Deal]", "Nothing chosen yet")
        person.click("( ) Half each")
        planner.sees("2 issues to decide")
        person.command("f finish")
        planner.sees("Proposal 1 of", "Enter take")
        person.command("Enter take")
        planner.sees("Complete. Crosses 1 line", "u takes it back")
        person.click("w Analysis")
        planner.sees("[Analysis]", "1 conflict", "Pivotal lines", "Enter reads")
        person.click("Esc Deal")
        planner.sees("[Deal]", "Complete. Crosses 1 line", "s save")
        person.command("s save")
        planner.sees("Save as", "A new file:")
        person.press(*"deal", "enter")
        planner.sees("Saved deal.toml")
        told(person)
    assert person.keys <= 340
    assert person.clicks <= 110
    judge(desk)


def told(person: Analyst) -> None:
    """Prints what it took: ``pytest -s`` shows it."""
    seconds = time.monotonic() - person.began
    name = type(person).__name__.lower()
    print(f"{name}: {person.keys} keys, {person.clicks} clicks, {seconds:.0f} s")  # noqa: T201


def judge(desk: Path) -> None:
    """The files are what was to be made."""
    case = read_case(desk / "talks.case.toml").case
    counts = map(len, (case.parties, case.issues, case.statements, case.red_lines))
    assert [*counts] == [3, 3, 6, 4]
    assert main(["verify", str(desk / "talks.case.toml")]) == 0
    loaded = read_scenario(desk / "deal.toml")
    verdict = check(loaded.case, loaded.scenario)
    assert verdict.complete
    assert len(verdict.crossed) == 1
