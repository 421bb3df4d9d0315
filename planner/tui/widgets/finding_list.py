"""What the analysis found: a heading for each question, and a row for each finding below it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from attrs import frozen
from rich.cells import cell_len

from planner.by_fields import Printed
from planner.reports.content.analysis import Choose, Finding, GiveUp, ReadAs, Section
from planner.reports.page import Tone
from planner.tui.widgets.row_list import Cell, RowList

_Step = TypeVar("_Step", Choose, GiveUp, ReadAs)

__all__ = ["FindingList", "FindingRow"]

_STYLES = {
    Tone.CROSSED: "crossed",
    Tone.CONTESTED: "contested",
    Tone.UNDECIDED: "undecided",
    Tone.RESPECTED: "clear",
    Tone.MUTED: "muted",
}
_SIGNS = {Tone.CROSSED: "✗", Tone.CONTESTED: "!"}


@frozen(eq=False, repr=False)
class FindingRow(Printed):
    """What a row stands for: a section, a group within it, or a finding.

    ``folded`` says whether the findings of a group are out of sight, and is ``None`` of a group
    that does not fold; ``findings`` are those that it folds.
    """

    section: Section
    finding: Finding | None = None
    group: str = ""
    folded: bool | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What stays the same when the answers are worked out anew."""
        found = self.finding
        title, note = (found.title, found.note) if found is not None else ("", "")
        return self.section.part, self.group, title, note


class FindingList(RowList):
    """Sections with their findings, in one list that scrolls."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._rows: list[FindingRow] = []
        self._sections: Sequence[Section] = ()
        self._words: tuple[str, ...] = ()
        self._title_widths: dict[str, int] = {}
        self._unfolded: set[tuple[str, str]] = set()

    @property
    def row(self) -> FindingRow | None:
        """The row under the cursor; ``None`` in an empty list."""
        return self._rows[self.cursor] if self._rows else None

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these; the cursor stays on what it stood on, or on its section."""
        self._sections = sections
        self._title_widths = {
            section.part: max((cell_len(found.title) for found in section.findings), default=0)
            for section in sections
        }
        self._list()

    def filter_by(self, text: str) -> None:
        """List only the findings that hold all these words; the questions stay."""
        self._words = tuple(text.casefold().split())
        self._list()

    def steps(self, kind: type[_Step]) -> list[_Step]:
        """What the findings offer of that kind, from first to last."""
        offered = (found.step for section in self._sections for found in section.findings)
        return [step for step in offered if isinstance(step, kind)]

    def fold(self) -> bool:
        """Unfold the group under the cursor, or fold it again; whether there is one to fold."""
        row = self.row
        if row is None or row.folded is None:
            return False
        self._unfolded ^= {(row.section.part, row.group)}
        self._list()
        return True

    def _list(self) -> None:
        here = self.row
        self._rows = [
            row for section in self._sections for row in _rows(section, self._words, self._unfolded)
        ]
        if len(self._rows) == self.row_count:
            self.refresh_rows()
        else:
            self.set_row_count(len(self._rows))
        if here is not None:
            keys = [row.key for row in self._rows]
            parts = [row.section.part for row in self._rows]
            if here.key in keys:
                self.cursor = keys.index(here.key)
            elif here.section.part in parts:
                self.cursor = parts.index(here.section.part)

    def go_to_section(self, step: int) -> None:
        """Move the cursor to the next heading below or above."""
        headings = [n for n, row in enumerate(self._rows) if row.finding is None and not row.group]
        ahead = [n for n in headings if (n - self.cursor) * step > 0]
        if ahead:
            self.cursor = ahead[0 if step > 0 else -1]

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """A section with its answer in short, a group, or a finding."""
        at = self._rows[row]
        if at.finding is not None:
            return self._finding_cells(at.section, at.finding, width)
        if at.folded is not None:
            sign = "+" if at.folded else "-"
            return [
                Cell(f"{sign} {at.group}", before=2),
                Cell(f"{len(at.findings):,}", "muted", before=2),
            ]
        if at.group:
            return [Cell(at.group, "muted", before=2)]
        style = _STYLES.get(at.section.tone, "muted")
        return [Cell(at.section.title, "title"), Cell(at.section.short, style, before=2)]

    def _finding_cells(self, section: Section, finding: Finding, width: int) -> Iterator[Cell]:
        style = _STYLES.get(finding.tone, "text")
        yield Cell(_SIGNS.get(finding.tone, " "), style, before=2)
        title_width = min(self._title_widths[section.part], max(12, width * 3 // 5))
        yield Cell(finding.title, style, width=title_width, before=1)
        room = width - title_width - 6  # the sign, and the blanks between
        note = finding.note if cell_len(finding.note) <= room else finding.brief or finding.note
        yield Cell(note, "muted" if style == "text" else style, before=2)


def _rows(
    section: Section, words: Sequence[str], unfolded: Container[tuple[str, str]]
) -> Iterator[FindingRow]:
    """The section and its findings; what is looked for is never out of sight."""
    yield FindingRow(section)
    found = [finding for finding in section.findings if _holds(section, finding, words)]
    for (fold, group), findings in groupby(found, lambda each: (each.fold, each.group)):
        held = tuple(findings)
        if fold:
            folded = not (words or (section.part, fold) in unfolded)
            yield FindingRow(section, group=fold, folded=folded, findings=held)
            held = () if folded else held
        elif group:
            yield FindingRow(section, group=group)
        yield from (FindingRow(section, finding, fold or group) for finding in held)


def _holds(section: Section, finding: Finding, words: Sequence[str]) -> bool:
    texts = (section.title, finding.group, finding.fold, finding.title, finding.note)
    return all(word in "\n".join(texts).casefold() for word in words)
