"""Every option cell that the screen shows, judged by brute force over all completions.

The screen is driven and read; what it should say is worked out here by the definitions alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve, frozen

from planner.check.dependence import behind, with_those_behind
from planner.check.from_here import Change
from planner.check.verdict import LineStatus
from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import Condition, Pick
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from tests.check.test_from_here import counted_statuses, naive_change
from tests.made_cases import completions, naive_status
from tests.small_cases import any_of, case_text, issue, made_case, number, red_line, when
from tests.tui.driving import Planner, driven
from tests.tui.small_case import write

WIDE = (140, 40)
EXAMPLES = Path(__file__).resolve().parents[2] / "scenarios"
KINDS = made_case(
    "kinds",
    title="All kinds",
    parties=("north", "south", "west"),
    issues=(
        issue("guarantee", "treaty", "promise", "nothing", title="Guarantee"),
        any_of("format", "summit", "shuttle", title="Format"),
        any_of(
            "helpers",
            "near",
            "far",
            title="Helpers",
            at_least=1,
            applies_when=(when(guarantee="promise"),),
        ),
        number("army", 0, 7, title="Army"),
    ),
    red_lines=(
        red_line("N-1", "north", when(guarantee="nothing"), contested=[when(guarantee="promise")]),
        red_line("N-2", "north", when(army=Condition("", at_from=5))),
        red_line("N-3", "north", when(guarantee="treaty", format="summit")),
        red_line("S-1", "south", when(format=Condition("", none=("summit",)))),
        red_line("S-2", "south", when(helpers="far"), contested=[when(helpers="near")]),
        red_line("W-1", "west", when(army=Condition("", below=3)), when(format="shuttle")),
    ),
)
_SIGNS = {
    Change.ADDED: "+",
    Change.SOFTENED: "✗→?",
    Change.CONTESTED: "+?",
    Change.LOOSENED: "✗→~",
    Change.AT_STAKE: "~",
    Change.ENDED: "ends",
}
_KEPT = {LineStatus.CROSSED: "✗", LineStatus.CONTESTED: "?", LineStatus.UNDECIDED: "~"}
_CELL = re.compile(r"(\S+) (?:(?P<id>[A-Z]+-\d+)|(?P<many>\d+) lines)(?P<more> …)?")


@frozen
class Option:
    """An answer: the title of its row, what is chosen by it, and whether it is chosen now."""

    title: str
    pick: Pick | None
    chosen: bool


def options_of(planner: Planner, asked: Issue) -> Iterator[Option]:
    """The answers in rows, by what the kind of issue means."""
    picked = planner.session.picked(asked.id)
    if asked.kind is IssueKind.NUMBER:
        for first, last in planner.session.stretches(asked.id):
            title = f"{first:,}" if first == last else f"{first:,} to {last:,}"
            chosen = isinstance(picked, int) and first <= picked <= last
            yield Option(title, first, chosen)
        return
    held = (
        {*picked} if isinstance(picked, tuple) else {picked} if isinstance(picked, str) else set()
    )
    for option in asked.options:
        pick: Pick | None = option.id
        if asked.kind is IssueKind.ANY:
            pick = asked.in_order(held ^ {option.id}) or None
        yield Option(option.title, pick, option.id in held)
    if asked.kind is IssueKind.ANY and asked.at_least == 0:
        yield Option("none of them", (), picked == ())


def expected_signs(case: Case, now: Scenario, then: Scenario, asked: Issue) -> dict[str, set[str]]:
    """By party and sign, the lines of which the row has to tell: those that no tick stands for."""
    before, after = counted_statuses(case, now), counted_statuses(case, then)
    told: dict[str, set[str]] = {}
    for line in case.red_lines:
        if line.id in before and asked.id in with_those_behind(line.issues, behind(case)):
            change = naive_change(before[line.id], after[line.id])
            sign = _SIGNS.get(change) or _KEPT.get(after[line.id], "")
            if sign and change is not Change.CLEARED:
                told.setdefault(f"{line.party} {sign}", set()).add(line.id)
    return told


def check_cells(planner: Planner, now: Scenario, asked: Issue, option: Option) -> None:
    """Each party's cell tells all lines of one sign; a mark says where others stay untold."""
    case = planner.session.case
    then = now if option.chosen else now.with_pick(asked.id, option.pick)
    told = expected_signs(case, now, then, asked)
    shown = planner.option(option.title)
    for party in case.parties:
        own = {
            key.partition(" ")[2]: lines
            for key, lines in told.items()
            if key.startswith(f"{party.id} ")
        }
        cell = shown.cells[party.name]
        if not own:
            assert cell in ("", "✓"), (asked.id, option, party.id, cell)
            continue
        found = _CELL.fullmatch(cell)
        assert found is not None, (asked.id, option, party.id, cell, own)
        assert found[1] in own, (asked.id, option, party.id, cell, own)
        if "+" in own:
            assert found[1] == "+", "what would be crossed is told first"
        lines = own[found[1]]
        assert {found["id"]} == lines or found["many"] == str(len(lines)), (cell, own)
        if not option.chosen:
            assert bool(found["more"]) is (len(own) > 1), (cell, own)


def check_from_here(planner: Planner, now: Scenario, asked: Issue, option: Option) -> None:
    """The words at the right end: what it adds, or how many ways to finish add nothing to it."""
    case, shown = planner.session.case, planner.option(option.title).left
    if option.chosen and asked.kind is IssueKind.ANY:
        assert shown == ""
        return
    reading = now.reading or case.reading
    then = now if option.chosen else now.with_pick(asked.id, option.pick)
    before = {n for n, s in counted_statuses(case, now).items() if s is LineStatus.CROSSED}
    after = {n for n, s in counted_statuses(case, then).items() if s is LineStatus.CROSSED}
    if after - before:
        ids = re.findall(r"[A-Z]+-\d+", shown)
        assert shown.startswith("crosses "), shown
        assert {*ids} <= after - before, shown
        assert len(ids) == len(after - before) or " more" in shown or " lines" in shown, shown
        return
    counted = [line for line in case.red_lines if line.id in counted_statuses(case, then)]
    every = [*completions(case, then)]
    only = sum(
        {line.id for line in counted if naive_status(line, p, reading) is LineStatus.CROSSED}
        == after
        for p in every
    )
    complete = {i for i, p in then.chosen()} >= {*every[0]} and len(every) == 1
    number = "" if complete else f"{only:,} "
    if not after:
        assert shown == f"{number}clear"
        return
    verb = "crosses" if complete or only == 1 else "cross"
    start = f"{number}{verb} only "
    assert shown.startswith(start), (shown, start)
    rest = shown.removeprefix(start)
    same = after == before and len(after) > 1  # one line is named
    assert (rest == "these") is same, (shown, after, before)
    assert {*re.findall(r"[A-Z]+-\d+", rest)} <= after


async def check_every_option(planner: Planner) -> int:
    """Unfold each issue that applies and judge all its rows; how many there were."""
    session = planner.session
    now = evolve(session.scenario, reading=session.lens)
    rows = 0
    for asked in session.case.issues:
        if session.verdict.applies(asked.id) is False:
            continue
        await planner.unfold(asked.title)
        await planner.rested()
        for option in options_of(planner, asked):
            if isinstance(option.pick, tuple) and len(option.pick) > asked.most:
                continue
            check_cells(planner, now, asked, option)
            check_from_here(planner, now, asked, option)
            rows += 1
    return rows


@pytest.mark.parametrize("reading", [Reading.FIRM, Reading.STRICT])
@pytest.mark.parametrize(
    "name", ["sketch-with-open-questions", "us-russia-talks-several-lines", "nato-membership"]
)
async def test_every_option_of_the_bundled_case_says_what_choosing_it_would_bring(
    name: str, reading: Reading
) -> None:
    """All issues unfolded, one after another, with some undecided and with all decided."""
    async with driven(EXAMPLES / f"{name}.toml", size=WIDE) as planner:
        planner.session.look_through(reading)
        planner.app.screen.show_all()  # type: ignore[attr-defined]
        assert await check_every_option(planner) >= 24


@pytest.mark.parametrize(
    "picks",
    [
        {},
        {"guarantee": "promise", "format": ("shuttle",)},
        {"guarantee": "nothing", "army": 6},
        {"guarantee": "treaty", "format": (), "army": 1},
        {"guarantee": "promise", "format": ("summit", "shuttle"), "helpers": ("far",), "army": 4},
    ],
    ids=["nothing", "some", "crossed", "complete", "several"],
)
async def test_every_option_of_a_case_of_all_kinds_says_what_choosing_it_would_bring(
    folder: Path, picks: dict[str, Pick]
) -> None:
    """Several that hold together, none of them, numbers by stretches, issues that do not apply."""
    path = write(folder / "kinds.case.toml", case_text(KINDS))
    async with driven(path, size=WIDE) as planner:
        planner.session.apply(picks, "the state to begin with")
        planner.app.screen.show_all()  # type: ignore[attr-defined]
        assert await check_every_option(planner) >= 7
