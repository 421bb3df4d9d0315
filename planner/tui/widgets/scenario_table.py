"""Scenario files as a table: title, a column for each party, what is open, when it changed.

It sorts, filters and marks; what is not read yet says so, what is broken names its first error. All
rows are judged by one reading. As a board it groups the scenarios by the lines that they cross.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from planner.check.shared_crossings import Group
from planner.check.verdict import PartyStatus, Verdict
from planner.files.shelf import Found, Kept
from planner.keys.tables.moves import COLUMN_MOVES
from planner.model.case import Case
from planner.model.reading import Reading
from planner.reports.content.tones import PARTY_TONES
from planner.reports.formats.text import SIGNS
from planner.reports.words.numbers import counted
from planner.reports.words.shared_crossings import group_words, short_group_words
from planner.tui.bindings import bindings
from planner.tui.listed_scenarios import ListedScenarios, Row
from planner.tui.plain import one_line, plain
from planner.tui.widgets.column_list import ColumnHead, told_apart
from planner.tui.widgets.row_list import Cell, RowList
from planner.tui.widgets.scenario_cells import (
    STYLES,
    case_words,
    end_of,
    party_words,
    when,
    with_file_name,
)
from planner.tui.widgets.scenario_sorts import SORTS, Sort, aside, own_reading, title_of
from planner.tui.widgets.table_columns import (
    COUNT,
    MARK,
    NARROW_PARTY,
    Listed,
    TableColumns,
    table_columns,
)
from planner.visible import shown_path

__all__ = ["ScenarioTable"]


class ScenarioTable(RowList):
    """The files that the filter lets through, in the order of the sort."""

    class Rearranged(Message):
        """Another file has come under the cursor, which the planner did not move."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COLUMN_MOVES, of_widget=True)

    def __init__(self, scenarios: ListedScenarios) -> None:
        super().__init__(id="scenarios")
        self.head = ColumnHead(self._head, self._sort_at)
        self.scenarios = scenarios
        self._rows: list[Row] = []
        self._shown_parties: tuple[list[str], list[str]] = ([], [])
        self._first_party = 0

    @property
    def path(self) -> Path | None:
        """The file under the cursor; ``None`` in an empty table, and on the head of a group."""
        row = self._row
        return row if isinstance(row, Path) else None

    @property
    def group(self) -> tuple[Group, list[tuple[Found, Verdict]]] | None:
        """The group whose head the cursor stands on, with its scenarios."""
        row = self._row
        if not isinstance(row, Group):
            return None
        return row, list(self._members(self._rows.index(row)))

    @property
    def case_of_group(self) -> tuple[Case, Path] | None:
        """The case that the group under the cursor is about, and its file."""
        if (held := self.group) is None or not held[1]:
            return None
        file = self.scenarios.kept(held[1][0][0].path).case_file
        return None if file is None else (held[0].case, file)

    @property
    def _row(self) -> Row | None:
        return self._rows[self.cursor] if self._rows else None

    @property
    def kept(self) -> Kept:
        """What is known of the file under the cursor."""
        return self.scenarios.kept(self.path) if self.path is not None else Kept()

    @property
    def found(self) -> Found | None:
        """The file under the cursor as it was found."""
        return self.scenarios.found(self.path) if self.path is not None else None

    @property
    def in_sight(self) -> list[Path]:
        """The files whose rows are on the screen."""
        first = self.scroll_offset.y
        rows = self._rows[first : first + self.size.height]
        return [row for row in rows if isinstance(row, Path)]

    @property
    def listed_count(self) -> int:
        """How many files the filter lets through, cases apart."""
        is_case, is_folder = self.scenarios.is_case, self.scenarios.is_folder
        files = (row for row in self._rows if isinstance(row, Path))
        return sum(not is_case(path) and not is_folder(path) for path in files)

    @property
    def names_parties(self) -> bool:
        """Whether the columns have room for the parties' names."""
        return self._layout(self.scrollable_content_region.width - 1).party > NARROW_PARTY

    @property
    def party_names(self) -> Sequence[str]:
        """The parties of all the scenarios, in the order of their columns."""
        return self._parties

    @property
    def _parties(self) -> list[str]:
        """Those of the case under the cursor come first: a folder may hold several cases."""
        return self.scenarios.parties(self._of_case)

    @property
    def _own_parties(self) -> list[str]:
        """Those of the case under the cursor alone."""
        return self.scenarios.own_parties(self._of_case)

    @property
    def _of_case(self) -> Path | None:
        """A file of the case under the cursor: below the head of a group the first of its files."""
        below = self._rows[self.cursor : self.cursor + 2]
        return next((row for row in below if isinstance(row, Path)), None)

    def list_files(self, files: Iterable[Found], gone: Iterable[Path]) -> None:
        """These are the files; what was read of them stays."""
        self.scenarios.list_files(files, gone)
        self._arrange()

    def tell(self, read: Mapping[Path, Kept | None]) -> None:
        """What was found in some files; ``None`` for one that is no scenario after all."""
        before = self._parties, self.scenarios.some_read_otherwise
        if self.scenarios.tell(read):
            self._arrange()
        elif before != (self._parties, self.scenarios.some_read_otherwise):
            self.refresh()
            self.head.refresh()
        # Most of a thousand files are out of sight; a repaint costs more than reading one.
        elif any(path in read for path in self.in_sight):
            self.refresh()

    def tell_twins(self, twins: frozenset[Path]) -> None:
        """These have titles that look alike: they are shown with the names of their files."""
        if self.scenarios.tell_twins(twins):
            self.refresh()

    def filter_by(self, text: str) -> None:
        """Show only the files that hold every word of the text."""
        self.scenarios.words = tuple(text.casefold().split())
        self._arrange()

    def sort_by(self, sort: Sort, *, reverse: bool = False) -> None:
        """Sort otherwise; the cursor stays on its file."""
        self.scenarios.sort, self.scenarios.reverse = sort, reverse
        self._arrange()

    def judge_by(self, reading: Reading) -> None:
        """Judge all by that reading from now on."""
        self.scenarios.judge_by(reading)
        self._arrange()
        self.refresh()

    def group_by_crossings(self, *, grouped: bool) -> None:
        """Show the scenarios as a board, in groups that cross the same lines, or as one list."""
        self.scenarios.grouped = grouped
        self._arrange()
        self.refresh()

    def go_to(self, path: Path) -> bool:
        """Move the cursor to a file; whether it is there."""
        if path not in self._rows:
            return False
        self.cursor = self._rows.index(path)
        return True

    def go_to_group(self, step: int) -> bool:
        """Move the cursor to the head of the next group; whether there is any."""
        heads = [n for n, row in enumerate(self._rows) if isinstance(row, Group)]
        if not heads:
            return False
        ahead = [n for n in heads if (n - self.cursor) * step > 0]
        self.cursor = (ahead or heads)[0 if step > 0 else -1]
        return True

    def watch_cursor(self, old: int, new: int) -> None:
        """The columns follow where the cursor comes to a scenario of another case."""
        super().watch_cursor(old, new)
        shown = self._parties, self._own_parties
        if old != new and self.scenarios.several_cases and shown != self._shown_parties:
            self._shown_parties = shown
            self._first_party = 0
            self.refresh()
            self.head.refresh()

    def action_cursor_left(self) -> None:
        """Show the party before those in sight."""
        self._show_parties(-1)

    def action_cursor_right(self) -> None:
        """Show the party after those in sight."""
        self._show_parties(1)

    def _show_parties(self, step: int) -> None:
        shown = len(self._layout(self.scrollable_content_region.width - 1).parties)
        first = max(0, min(self._first_party + step, len(self._parties) - shown))
        if first != self._first_party:
            self._first_party = first
            self.refresh()
            self.head.refresh()

    def cells(self, row: int, width: int) -> Iterator[Cell]:
        """The mark, the title, and what the room allows of the rest; or the head of a group."""
        at = self._rows[row]
        if isinstance(at, Group):
            yield from self._head_of_group(row, at, width)
            return
        found, kept = self.scenarios.found(at), self.scenarios.kept(at)
        layout = self._layout(width)
        mark = "" if kept.verdict is None else ("[x]" if at in self.scenarios.marks else "[ ]")
        yield Cell(mark, width=MARK)
        title = title_of(found, kept)
        if kept.problem is not None:
            title = end_of(title, layout.title)  # of a path the end says more than the beginning
        elif (name := self.scenarios.name_apart(at)) and not layout.file:
            title = with_file_name(title, shown_path(name), layout.title)
        yield Cell(title, "title", width=layout.title)
        verdict = self.scenarios.verdict(at)
        if verdict is not None:
            yield from self._verdict_cells(verdict, kept, layout)
        elif kept.problem is not None:
            yield Cell(f"! {kept.problem.problems[0].explanation}", "crossed", before=1)
            return
        else:
            words = "reading ..." if kept.case is None else case_words(kept.case)
            yield Cell(words, "muted", before=1)
            return
        if layout.changed:
            yield Cell(when(found.changed, layout.changed), "muted", before=1)
        if layout.case:
            yield Cell(verdict.case.title, "muted", width=layout.case - 1, before=1)
        if layout.file:
            yield Cell(found.name, "muted", before=1)

    def _head_of_group(self, row: int, group: Group, width: int) -> Iterator[Cell]:
        number = counted(len(list(self._members(row))), "scenario")
        words = group_words(group)
        several = f" · {group.case.title}" if self.scenarios.several_cases else ""
        if cell_len(f"{words} · {number}{several}") > width:
            words = short_group_words(group)
        yield Cell(words, "title")
        yield Cell(f"· {number}{several}", "muted", before=1)

    def _members(self, row: int) -> Iterator[tuple[Found, Verdict]]:
        """The scenarios below the head of a group."""
        for at in self._rows[row + 1 :]:
            if not isinstance(at, Path) or (verdict := self.scenarios.verdict(at)) is None:
                return
            yield self.scenarios.found(at), verdict

    def _verdict_cells(self, verdict: Verdict, kept: Kept, layout: TableColumns) -> Iterator[Cell]:
        held = {party.party.name: party for party in verdict.parties}
        names = self._parties
        for place in layout.parties:
            party = held.get(names[place])
            words = party_words(party, layout.party - 1) if party is not None else ""
            style = STYLES[party.status] if party is not None else "muted"
            yield Cell(words, style, width=layout.party - 1, before=1)
        if layout.counts:
            for number, style in (
                (len(verdict.crossed), "crossed"),
                (len(verdict.contested), "contested"),
                (len(verdict.undecided), "undecided"),
                (len(aside(verdict)), "contested"),
            ):
                shown = f"{number:,}" if number else "·"
                yield Cell(shown, style if number else "muted", COUNT - 1, 1)
        if layout.own:
            own = own_reading(kept)
            said = "" if own is self.scenarios.reading or own is None else f"≠{own}"
            yield Cell(said, "contested", width=layout.own - 1, before=1)

    def _head(self, width: int) -> Content:
        """The names of the columns; the one that is sorted by has an arrow."""
        parts = []
        for sort, word, room in self._columns(width):
            arrow = self.arrow if sort == self.scenarios.sort.name else ""
            indent = " " * (MARK + 1) if sort == "title" else " "
            text = f"{indent}{word}{arrow}"[:room]
            parts.append(plain(text + " " * (room - cell_len(text)), "bold" if arrow else ""))
        return Content("").join(parts)

    def _sort_at(self, x: int, width: int) -> None:
        """Sort by the column whose name was clicked; the other way round if it was that already."""
        for name, _, room in self._columns(width):
            if x < room:
                sort = next((each for each in SORTS if each.name == name), None)
                if sort is not None:
                    same = sort is self.scenarios.sort
                    self.sort_by(sort, reverse=same and not self.scenarios.reverse)
                    self.post_message(self.Rearranged())
                return
            x -= room

    def _columns(self, width: int) -> list[tuple[str, str, int]]:
        """What each column is sorted by, its name and its width."""
        layout = self._layout(width - 2)  # the mark of the cursor, and the scrollbar
        parties = self._parties
        names = told_apart([one_line(name) for name in parties], max(1, layout.party - 1))
        shown = [("", names[place], layout.party) for place in layout.parties]
        if layout.parties and layout.parties[0]:
            shown[0] = ("", f"<{names[layout.parties[0]]}", layout.party)
        # Those of other cases are no news: their scenarios show them when the cursor comes there.
        own = len(self._own_parties)
        after = own - 1 - (layout.parties[-1] if layout.parties else -1)
        if after > 0 and shown:
            word = names[layout.parties[-1]][: max(0, layout.party - 4)]
            shown[-1] = ("", f"{word} {after}>", layout.party)
        signs = [
            ("crossed", "✗", COUNT),
            ("contested", "?", COUNT),
            ("undecided", "~", COUNT),
            ("aside", SIGNS[PARTY_TONES[PartyStatus.SET_ASIDE]], COUNT),
        ]
        return [
            ("title", "Title", MARK + layout.title + 1),
            *shown,
            *(signs if layout.counts else ()),
            ("own reading", "File says", layout.own),
            ("changed", "Changed", layout.changed),
            ("case", "Case", layout.case),
            ("file", "File", layout.file),
        ]

    @property
    def arrow(self) -> str:
        """Which way it is sorted."""
        return "▾" if self.scenarios.sort.largest_first != self.scenarios.reverse else "▴"

    def _arrange(self) -> None:
        """Filter and sort anew; the cursor stays on its file, or else in its place."""
        here = self._row
        self._rows = self.scenarios.rows()
        with self.prevent(RowList.Moved):
            self.set_row_count(len(self._rows))
            if isinstance(here, Path) and self.scenarios.holds(here):
                self.go_to(here)
        self.head.refresh()
        if self._row != here:
            self.post_message(self.Rearranged())

    def _layout(self, width: int) -> TableColumns:
        listed = Listed(
            parties=len(self._parties),
            own_parties=len(self._own_parties),
            first=self._first_party,
            grouped=self.scenarios.grouped,
            several_cases=self.scenarios.several_cases,
            own_readings=self.scenarios.some_read_otherwise,
        )
        return table_columns(width, listed)
