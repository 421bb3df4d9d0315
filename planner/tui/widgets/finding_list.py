"""What the analysis found: a heading for each question, and a row for each finding below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen
from rich.cells import cell_len

from planner.reports.content.analysis import Finding, Section
from planner.reports.page import Tone
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["FindingList", "FindingRow"]

_STYLES = {
    Tone.CROSSED: "crossed",
    Tone.CONTESTED: "contested",
    Tone.UNDECIDED: "undecided",
    Tone.RESPECTED: "clear",
    Tone.MUTED: "muted",
}
_SIGNS = {Tone.CROSSED: "✗", Tone.CONTESTED: "!"}


@frozen(eq=False)
class FindingRow:
    """What a row stands for: a section, a group within it, or a finding."""

    section: Section
    finding: Finding | None = None
    group: str = ""

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

    def _list(self) -> None:
        here = self.row
        self._rows = [row for section in self._sections for row in _rows(section, self._words)]
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
        if at.group:
            return [Cell(at.group, "muted", before=2)]
        style = _STYLES.get(at.section.tone, "muted")
        return [Cell(at.section.title, "title"), Cell(at.section.short, style, before=2)]

    def _finding_cells(self, section: Section, finding: Finding, width: int) -> Iterator[Cell]:
        style = _STYLES.get(finding.tone, "text")
        yield Cell(_SIGNS.get(finding.tone, " "), style, before=2)
        title_width = min(self._title_widths[section.part], max(12, width * 3 // 5))
        yield Cell(finding.title, style, width=title_width, before=1)
        room = width - title_width - 6  # what stands before and between takes that
        note = finding.note if cell_len(finding.note) <= room else finding.brief or finding.note
        yield Cell(note, "muted" if style == "text" else style, before=2)


def _rows(section: Section, words: Sequence[str]) -> Iterator[FindingRow]:
    yield FindingRow(section)
    group = ""
    for finding in section.findings:
        texts = (section.title, finding.group, finding.title, finding.note)
        if not all(word in "\n".join(texts).casefold() for word in words):
            continue
        if finding.group and finding.group != group:
            yield FindingRow(section, group=finding.group)
        group = finding.group
        yield FindingRow(section, finding, group)
