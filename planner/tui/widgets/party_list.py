"""The parties with their status, and each party's red lines below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from planner.check.verdict import LineStatus, LineVerdict, MemberVerdict, PartyStatus, PartyVerdict
from planner.editing.scenario_session import Session
from planner.reports.content.tones import LINE_TONES, PARTY_TONES
from planner.reports.formats.text import SIGNS
from planner.reports.words.points import brief_points_words
from planner.reports.words.verdicts import (
    LINE_WORDS,
    PARTY_WORDS,
    by_members_words,
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


_Row = tuple[int, int | None, int | None]
"""The places of a party, of one of its members and of a line; a line of either, or neither."""


class PartyList(RowList):
    """Every party with its status in sign, word and colour, its red lines, and its members' own."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="parties")
        self._session = session
        self._case = session.case
        self._rows: list[_Row] = []
        self._name_width = 0
        self.open_session(session)

    @property
    def row(self) -> PartyVerdict | MemberVerdict | LineVerdict:
        """The party, member or red line under the cursor, with its verdict."""
        return self._verdict_at(self.cursor)

    @property
    def party(self) -> PartyVerdict:
        """The party that the cursor stands on, or of whom the row is."""
        return self._session.verdict.parties[self._rows[self.cursor][0]]

    def open_session(self, session: Session) -> None:
        """Show another scenario, from the top."""
        self._session = session
        self._list()
        self.cursor = 0

    def refresh_rows(self) -> None:
        """Draw what has changed; as of another day there may be other lines."""
        if self._session.case is not self._case:
            self._list()
        super().refresh_rows()

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
        """A party or a member with its status, or a red line with its own."""
        found = self._verdict_at(row)
        if isinstance(found, PartyVerdict):
            return self._party_cells(found, width)
        if isinstance(found, MemberVerdict):
            return _member_cells(found)
        return self._line_cells(found, 4 if self._rows[row][1] is not None else 2)

    def _list(self) -> None:
        self._case = self._session.case
        self._rows = [
            row
            for p, party in enumerate(self._session.verdict.parties)
            for row in _rows_of(p, party)
        ]
        self._name_width = max((cell_len(p.name) for p in self._case.parties), default=0)
        self.set_row_count(len(self._rows))

    def _verdict_at(self, row: int) -> PartyVerdict | MemberVerdict | LineVerdict:
        party, member, line = self._rows[row]
        held = self._session.verdict.parties[party]
        if member is not None:
            of_member = held.members[member]
            return of_member if line is None else of_member.lines[line]
        return held if line is None else held.lines[line]

    def _party_cells(self, party: PartyVerdict, width: int) -> Iterator[Cell]:
        name = min(self._name_width, width // 2)
        room = width - name - 3  # the sign between two blanks
        forms = [by_members_words(party) or short_party_words(party), short_party_words(party)]
        if party.status is PartyStatus.SET_ASIDE:
            aside = ", ".join(held.line.id for held in party.lines if held.crossed_aside)
            forms = [party_words(party), *forms, f"{aside} aside: crossed"]
        words = next((form for form in forms if cell_len(form) <= room), forms[-1])
        yield Cell(party.party.name, "title", width=name)
        yield Cell(
            f"{SIGNS[PARTY_TONES[party.status]]} {words}", _PARTY_STYLES[party.status], before=1
        )

    def _line_cells(self, held: LineVerdict, before: int) -> Iterator[Cell]:
        style = _LINE_STYLES[held.status] if held.counted else "muted"
        title = held.line.title
        if held.set_aside:
            words = f"/ {held.line.id} set aside ({LINE_WORDS[held.status]})"
            why = self._session.written.set_aside.get(held.line.id, "")
            title = f"“{why}”" if why else title
        elif held.weaker:
            words = f"- {held.line.id} not counted ({LINE_WORDS[held.status]})"
        else:
            words = f"{SIGNS[LINE_TONES[held.status]]} {held.line.id} {LINE_WORDS[held.status]}"
        yield Cell(words, style, before=before)
        if held.points is not None:
            yield Cell(brief_points_words(held.points), "text", before=1)
        yield Cell(title, "muted", before=1)


def _member_cells(held: MemberVerdict) -> Iterator[Cell]:
    """A member with its verdict, below its party."""
    yield Cell(held.name, "title", before=2)
    words = f"{SIGNS[PARTY_TONES[held.status]]} {PARTY_WORDS[held.status]}"
    yield Cell(words, _PARTY_STYLES[held.status], before=1)


def _rows_of(p: int, party: PartyVerdict) -> Iterator[_Row]:
    """The party, the lines that are its own, then each member that has lines with these."""
    yield p, None, None
    names = {member.name for member in party.members}
    for n, held in enumerate(party.lines):
        if held.line.member not in names:
            yield p, None, n
    for m, member in enumerate(party.members):
        yield p, m, None
        for n in range(len(member.lines)):
            yield p, m, n
