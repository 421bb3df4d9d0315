"""Two codings of one negotiation: where they differ, row by row, and what the merged case takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import ClassVar

from attrs import field, frozen
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from planner.by_fields import Printed
from planner.check.case_changes import judged_by_both
from planner.check.two_codings import TwoCodings
from planner.editing.case_edits import Ref
from planner.editing.codings_merge import WHOLE, CodingRow, CodingsMerge, Take, thing_of
from planner.files.cases.judging import CaseFlaw, flaws_of
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.comparing import CODINGS
from planner.model.case import Case
from planner.model.scenario import Scenario
from planner.reports.content.case_changes import flips
from planner.reports.content.case_items import item_blocks
from planner.reports.content.quote_marks import Mark, marked
from planner.reports.content.two_codings import KAPPA
from planner.reports.page import Block, Caveat, Change, Heading, Paragraph, Status, Tone
from planner.reports.words.numbers import counted
from planner.reports.words.two_codings import agreement_words, field_words, kappa_words, value_words
from planner.reports.words.verdicts import sentence
from planner.tui.bindings import bindings
from planner.tui.in_thread import in_thread
from planner.tui.large_case import is_large, judged
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.screens.prompt import Answer, Prompt
from planner.tui.widgets.coding_rows import CodingRows, ShownRow
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.row_list import RowList
from planner.tui.widgets.title_bar import TitleBar

__all__ = ["CodedSide", "CodingsScreen"]

_MARK = 10
"""Columns in which a click takes, as Space does."""
_OURS = "Both say the same of everything."


@frozen(eq=False, repr=False)
class CodedSide(Printed):
    """One of the two: the name of its file, and what is doubtful of its quotes by its texts."""

    name: str
    marks: Mapping[tuple[str, str], Mark] = field(factory=dict)


class CodingsScreen(CommandScreen[Case | None]):
    """Gives the merged case, which a file can hold; ``None`` where nothing is to be merged.

    ``sides`` name the two files, ``own_ids`` are the ids that the other one has for statements
    that are shown by ours. ``scenario`` is the open one: what the merge does to its verdict is
    shown before anything is taken.
    """

    commands_here: ClassVar[tuple[Command, ...]] = (*CODINGS, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    CodingsScreen #differences { width: 1fr; }
    CodingsScreen #both { width: 1fr; padding: 0 1; border-left: solid $foreground 30%; }
    CodingsScreen.-zoomed #both { border-left: none; }
    """

    def __init__(
        self,
        merge: CodingsMerge,
        sides: tuple[CodedSide, CodedSide],
        own_ids: Mapping[str, str],
        scenario: Scenario,
    ) -> None:
        super().__init__()
        self._merge = merge
        self._sides = sides
        self._own_ids = own_ids
        self._scenario = scenario
        marks = (sides[0].marks, sides[1].marks)
        self._rows = CodingRows(merge, TwoCodings(merge.ours, merge.theirs), marks)
        self._pane = PassagePane(id="both")
        self._title = TitleBar()
        self._effect: list[Block] = []
        self._judged: tuple[CodingsMerge, Case, tuple[CaseFlaw, ...]] | None = None
        """What was judged last, the case that comes of it, and what is wrong with that."""

    def compose(self) -> ComposeResult:
        """The title, the differences with both versions beside them, the keys."""
        yield self._title
        with Horizontal():
            yield self._rows
            yield self._pane
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Begin with the first difference that is open."""
        self._pane.mark_quotes({})  # each side has its own texts: it is marked by these
        self._rows.focus()
        self._rows.go_to_open(1)
        self._show_all()

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The differences, and both versions."""
        return (self._rows, self._pane)

    def on_row_list_moved(self) -> None:
        """Show both versions of what the cursor stands on."""
        self._show()

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Show what was clicked; a click on what is taken takes the next version."""
        event.stop()
        if event.column < _MARK:
            self.command_take_version()
        else:
            self._show()

    def command_take_version(self) -> None:
        """Ours, then theirs, then both where both can stand."""
        row = self._rows.row
        ways = self._ways(row)
        if ways:
            now = self._taken(row)
            self._take(row, ways[(ways.index(now) + 1) % len(ways)] if now in ways else ways[0])

    def command_digit(self, key: str) -> None:
        """Ours, theirs or both by its number."""
        row = self._rows.row
        number = int(key) - 1
        takes = tuple(Take)
        if number >= len(takes):
            return
        if takes[number] in self._ways(row):
            self._take(row, takes[number])
        elif row.rows:
            self.notify("Both cannot stand here: ours or theirs.", markup=False)

    def command_next_open(self) -> None:
        """Go to the next difference that is open."""
        self._rows.go_to_open(1)

    def command_previous_open(self) -> None:
        """Go to the difference before that is open."""
        self._rows.go_to_open(-1)

    def command_merge(self) -> None:
        """Ask for what is open, then give the merged case, if it is one."""
        number = len(self._merge.open_rows)
        if not number:
            self._finish()
            return
        words = f"Nobody has decided {counted(number, 'difference')}. B stays as it is either way."
        answers = (
            Answer("o", "Ours there", "ours"),
            Answer("c", "Cancel, decide them", "cancel"),
        )

        def take(answer: str | None) -> None:
            if answer == "ours":
                self._finish()
            else:
                self._rows.go_to_open(1)

        self.app.push_screen(Prompt(words, answers), take)

    def command_back(self) -> None:
        """End the zoom, else leave; what was decided is given up after a question."""
        if self.zoomed:
            self.command_zoom()
            return
        if not self._merge.takes:
            self.dismiss(None)
            return
        words = "Leave without merging? What was taken here is forgotten."
        answers = (Answer("y", "Yes, leave", "yes"), Answer("n", "No", "no"))

        def leave(answer: str | None) -> None:
            if answer == "yes":
                self.dismiss(None)

        self.app.push_screen(Prompt(words, answers), leave)

    def _finish(self) -> None:
        large = is_large(self._merge.ours) or is_large(self._merge.theirs)
        judge = partial(self._outcome, self._merge)
        judged(self, judge, self._end_or_warn, self._tell_stopped, large=large)

    def _tell_stopped(self) -> None:
        self.notify("Stopped: nothing is merged yet.", markup=False)

    def _end_or_warn(self, made: tuple[Case, tuple[CaseFlaw, ...]]) -> None:
        outcome, flaws = made
        if flaws:
            words = f"{sentence(flaws[0].problem.explanation)} Take that too, or leave both."
            self.notify(words, severity="warning", timeout=12, markup=False)
        else:
            self.dismiss(outcome)

    def _outcome(self, merge: CodingsMerge) -> tuple[Case, tuple[CaseFlaw, ...]]:
        """The case that comes of the merge, and what is wrong with it; in any thread."""
        last = self._judged
        if last is None or last[0] is not merge:
            outcome = merge.outcome()
            self._judged = last = merge, outcome, flaws_of(outcome)
        return last[1:]

    def _ways(self, row: ShownRow) -> tuple[Take, ...]:
        """The versions that the row can have."""
        if not row.rows:
            return ()
        if row.row is not None:
            return row.row.ways
        if row.ref is not None and _of_both(self._merge, row):
            return tuple(Take)
        return (Take.OURS, Take.THEIRS)

    def _taken(self, row: ShownRow) -> Take | None:
        if row.of_thing and (whole := self._merge.takes.get((row.ref, WHOLE))) is not None:
            return whole
        takes = {self._merge.take_of(each) for each in row.rows}
        return takes.pop() if len(takes) == 1 else None

    def _take(self, row: ShownRow, take: Take) -> None:
        if row.of_thing and _of_both(self._merge, row):
            self._merge = self._merge.with_thing(row.ref, take)
        else:
            self._merge = self._merge.with_take(row.rows, take)
        self._rows.show(self._merge)
        self._show_all()

    def _show_all(self) -> None:
        one, other = (side.name for side in self._sides)
        number = len(self._merge.open_rows)
        state = f"{number:,} open" if number else "nothing open"
        known = "with what both began with" if self._merge.base else "no common ancestor known"
        self._title.show(f"A {one} · B {other}", f"{known} · {state}", state)
        self._effect = []
        self._show()
        merge = self._merge
        self.run_worker(in_thread(lambda: self._work_out(merge)), exclusive=True)

    def _work_out(self, merge: CodingsMerge) -> None:
        """What the merge does to the open scenario, beside the interface."""
        outcome, flaws = self._outcome(merge)
        if flaws:
            said: list[Block] = [
                Paragraph(
                    f"It makes no case yet: {flaws[0].problem.explanation}", tone=Tone.CROSSED
                )
            ]
        else:
            both = judged_by_both(self._scenario, merge.ours, outcome)
            said = [*flips(both)] or [Paragraph("No verdict on the open deal changes.")]
        self.app.call_from_thread(self._tell, merge, said)

    def _tell(self, merge: CodingsMerge, said: list[Block]) -> None:
        if self.is_mounted and merge is self._merge:
            self._effect = said
            self._show(keep_place=True)

    def _show(self, *, keep_place: bool = False) -> None:
        row = self._rows.row
        if row.agreement is not None:
            agreed = agreement_words(row.agreement)
            kappa = kappa_words(row.agreement.kappa)
            blocks: list[Block] = [
                Heading(f"{field_words(row.agreement.field)}: {agreed}, kappa {kappa}"),
                Caveat(KAPPA),
            ]
        else:
            blocks = [*self._both(row), Heading("What the merge does so far"), *self._effect]
        self._pane.show(blocks, keep_place=keep_place)

    def _both(self, row: ShownRow) -> Iterator[Block]:
        """What each says of it."""
        merge = self._merge
        if row.ref is None and row.row is None:
            yield Heading(row.words)
            takes = f"{self.key_of('take_version')} takes one version of all below."
            yield Paragraph(takes if row.rows else _OURS)
            return
        if row.ref is not None and (own := self._own_ids.get(row.ref.id)):
            yield Paragraph(f"In B its id is {own}.", tone=Tone.MUTED)
        for each in row.rows:
            if each.field != WHOLE:
                yield from _field_blocks(merge, each)
            if each.field == "quote" and row.ref is not None:
                yield from self._doubts(row.ref)
        if row.ref is None:
            return
        for letter, case, side in zip("AB", (merge.ours, merge.theirs), self._sides, strict=True):
            item = thing_of(case, row.ref)
            yield Heading(f"In {letter}")
            blocks = [Paragraph("not there")] if item is None else item_blocks(case, item)
            yield from marked(blocks, side.marks)
            if row.row is not None and row.row.field != WHOLE:
                return

    def _doubts(self, ref: Ref) -> Iterator[Block]:
        """What is doubtful of the quotes that each has for one statement."""
        merge = self._merge
        for letter, case, side in zip("AB", (merge.ours, merge.theirs), self._sides, strict=True):
            statement = case.statements_by_id.get(ref.id)
            mark = side.marks.get((ref.id, statement.quote)) if statement is not None else None
            if mark is not None:
                yield Paragraph(Status(f"{letter}: {mark.words}", tone=mark.tone), tone=mark.tone)


def _of_both(merge: CodingsMerge, row: ShownRow) -> bool:
    """Whether both have the thing, so that both versions can stand."""
    return row.ref is not None and None not in (
        thing_of(merge.ours, row.ref),
        thing_of(merge.theirs, row.ref),
    )


def _field_blocks(merge: CodingsMerge, row: CodingRow) -> Iterator[Block]:
    ours, theirs = value_words(merge.ours, row.ours), value_words(merge.theirs, row.theirs)
    yield Change(field_words(row.field), f"A: {ours}", f"B: {theirs}")
    if merge.base is not None:
        before = "not there" if row.before is None else value_words(merge.base, row.before)
        yield Paragraph(f"Before: {before}", tone=Tone.MUTED)
