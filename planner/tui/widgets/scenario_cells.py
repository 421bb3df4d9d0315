"""The words and looks of single cells in the table of scenarios."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from planner.check.verdict import PartyStatus, PartyVerdict
from planner.model.case import Case
from planner.model.red_lines import RedLine
from planner.reports.content.tones import PARTY_TONES
from planner.reports.formats.text import SIGNS
from planner.reports.words.days import changed_words
from planner.reports.words.numbers import counted
from planner.reports.words.private import PRIVATE_SIGN, id_words, short_id
from planner.tui.widgets.table_columns import MOMENT

__all__ = ["STYLES", "case_words", "end_of", "party_words", "when", "with_file_name"]

STYLES = {
    PartyStatus.CROSSED: "crossed-now",
    PartyStatus.CONTESTED: "in-doubt",
    PartyStatus.UNDECIDED: "undecided",
    PartyStatus.CLEAR: "muted",
    PartyStatus.SET_ASIDE: "left-out",
    PartyStatus.NONE_COUNTED: "muted",
    PartyStatus.NO_POSITION: "muted",
}
PARTY_SIGNS = {
    **{status: SIGNS[tone] for status, tone in PARTY_TONES.items()},
    PartyStatus.NONE_COUNTED: "·",
    PartyStatus.NO_POSITION: "",
}
"""As on the board of the deal: a blank where nothing is stated, a dot where no line counts."""


def party_words(party: PartyVerdict, width: int) -> str:
    """The sign of what is gravest, with the lines that make it so as far as there is room.

    A line set aside that would be crossed leaves its sign at the end where something else is shown.
    """
    sign, status = PARTY_SIGNS[party.status], party.status.value
    aside = [line.line for line in party.lines if line.crossed_aside]
    if party.status is PartyStatus.SET_ASIDE:
        return _with_ids(sign, aside, width)
    lines = [v.line for v in party.lines if v.counted and v.status.value == status]
    if not aside:
        return _with_ids(sign, lines, width)
    after = f" {PARTY_SIGNS[PartyStatus.SET_ASIDE]}"
    words = _with_ids(sign, lines, width - len(after)) + after
    return words if cell_len(words) <= width else f"{sign}{after}"


def case_words(case: Case) -> str:
    """How much a case holds."""
    held = (
        counted(len(case.parties), "party", "parties"),
        counted(len(case.issues), "issue"),
        counted(len(case.red_lines), "red line"),
    )
    return ", ".join(held)


def end_of(text: str, width: int) -> str:
    """The text, or as much of its end as fits."""
    if cell_len(text) <= width:
        return text
    while text and cell_len(text) > width - 1:
        text = text[1:]
    return f"…{text}"


def with_file_name(title: str, name: str, width: int) -> str:
    """The title and what tells it from another that looks like it: the name of its file."""
    after = f" ({end_of(name, max(1, width * 2 // 3))})"
    room = width - cell_len(after)
    if cell_len(title) > room:
        title = f"{set_cell_size(title, max(0, room - 1)).rstrip()}…"
    return title + after


def _with_ids(sign: str, lines: Sequence[RedLine], width: int) -> str:
    """The sign with the ids, else with how many there are; what is private keeps its own sign."""
    if not lines:
        return sign
    mark = PRIVATE_SIGN if any(line.private for line in lines) else ""
    forms = [f"{sign} {' '.join(map(id_words, lines))}"]
    if mark:
        forms.append(f"{sign} {' '.join(map(short_id, lines))}")
    if len(lines) > 1:
        forms.append(f"{sign} {counted(len(lines), 'line')}{mark}")
    last = f"{sign} {len(lines):,}{mark}"
    return next((form for form in forms if cell_len(form) <= width), last)


def when(changed: float, room: int) -> str:
    """The day, and the minute too where there is room."""
    return changed_words(changed, "%Y-%m-%d %H:%M" if room >= MOMENT else "%Y-%m-%d")
