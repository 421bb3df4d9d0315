"""The parties with their status, and each party's red lines below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from planner.check.verdict import LineStatus, LineVerdict, PartyStatus, PartyVerdict
from planner.editing.scenario_session import Session
from planner.reports.content.tones import LINE_TONES, PARTY_TONES
from planner.reports.formats.text import SIGNS
from planner.reports.words.verdicts import (
    LINE_WORDS,
    party_words,
    short_party_words,
)
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["PartyList"]

_PARTY_STYLES = {
    PartyStatus.CROSSED: "crossed",
    PartyStatus.CONTESTED: "contested",
    PartyStatus.UNDECIDED: "undecided",
    PartyStatus.CLEAR: "clear",
    PartyStatus.SET_ASIDE: "contested",
    PartyStatus.NONE_COUNTED: "muted",
    PartyStatus.NO_POSITION: "muted",
}
_LINE_STYLES = {
    LineStatus.CROSSED: "crossed",
    LineStatus.CONTESTED: "contested",
    LineStatus.UNDECIDED: "undecided",
    LineStatus.RESPECTED: "text",
}


class PartyList(RowList):
    """Every party with its status in sign, word and colour, and its red lines."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="parties")
        self._session = session
        self._rows: list[tuple[int, int | None]] = []
        self._name_width = 0
        self.open_session(session)

    @property
    def row(self) -> PartyVerdict | LineVerdict:
        """The party or red line under the cursor, with its verdict."""
        return self._verdict_at(self.cursor)

    def open_session(self, session: Session) -> None:
        """Show another scenario, from the top."""
        self._session = session
        self._rows = [
            (p, n)
            for p, party in enumerate(session.verdict.parties)
            for n in (None, *range(len(party.lines)))
        ]
        self._name_width = max((cell_len(p.name) for p in session.case.parties), default=0)
        self.cursor = 0
        self.set_row_count(len(self._rows))

    def go_to_line(self, line: str) -> None:
        """Move the cursor to a red line."""
        for row in range(self.row_count):
            found = self._verdict_at(row)
            if isinstance(found, LineVerdict) and found.line.id == line:
                self.cursor = row

    def lines_with(self, *statuses: LineStatus) -> list[int]:
        """The rows of the counted red lines that have one of these statuses."""
        return [
            row
            for row in range(self.row_count)
            if isinstance(found := self._verdict_at(row), LineVerdict)
            and found.counted
            and found.status in statuses
        ]

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """A party with its status, or a red line with its own."""
        found = self._verdict_at(row)
        if isinstance(found, PartyVerdict):
            return self._party_cells(found, width)
        return self._line_cells(found)

    def _verdict_at(self, row: int) -> PartyVerdict | LineVerdict:
        party, line = self._rows[row]
        held = self._session.verdict.parties[party]
        return held if line is None else held.lines[line]

    def _party_cells(self, party: PartyVerdict, width: int) -> Iterator[Cell]:
        name = min(self._name_width, width // 2)
        room = width - name - 3  # the sign between two blanks
        forms = [short_party_words(party)]
        if party.status is PartyStatus.SET_ASIDE:
            aside = ", ".join(held.line.id for held in party.lines if held.crossed_aside)
            forms = [party_words(party), *forms, f"{aside} aside: crossed"]
        words = next((form for form in forms if cell_len(form) <= room), forms[-1])
        yield Cell(party.party.name, "title", width=name)
        yield Cell(
            f"{SIGNS[PARTY_TONES[party.status]]} {words}", _PARTY_STYLES[party.status], before=1
        )

    def _line_cells(self, held: LineVerdict) -> Iterator[Cell]:
        style = _LINE_STYLES[held.status] if held.counted else "muted"
        if held.set_aside:
            words = f"/ {held.line.id} set aside ({LINE_WORDS[held.status]})"
        elif held.weaker:
            words = f"- {held.line.id} not counted ({LINE_WORDS[held.status]})"
        else:
            words = f"{SIGNS[LINE_TONES[held.status]]} {held.line.id} {LINE_WORDS[held.status]}"
        yield Cell(words, style, before=2)
        yield Cell(held.line.title, "muted", before=1)
