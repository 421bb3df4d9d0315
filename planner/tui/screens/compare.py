"""Two to four scenarios side by side: what differs first, and choices to take over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from planner.by_fields import Printed
from planner.check.checker import Checker
from planner.check.comparison import Column, Comparison
from planner.check.from_here import OptionEffect
from planner.check.proposal import Kind
from planner.editing.scenario_session import Session
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.comparing import COMPARE
from planner.keys.tables.moves import COLUMN_MOVES
from planner.model.case import Issue
from planner.model.reading import Reading
from planner.model.scenario import Scenario, Vanished
from planner.reports.content.compare_details import (
    choices_page,
    column_page,
    dominance_page,
    party_page,
    way_page,
)
from planner.reports.formats.text import inline
from planner.reports.page import Page
from planner.reports.words.comparison import same_choices, same_words, version_words
from planner.reports.words.lenses import brief_lens
from planner.reports.words.verdicts import lens_words
from planner.reports.words.what_if import WHAT_IF
from planner.tui.bindings import bindings
from planner.tui.look.sizes import COMPARE_WIDE, COMPARE_WIDE_FOR_MANY
from planner.tui.said_of_deal import title_of_what_if
from planner.tui.screens.scenario_screen import ScenarioScreen
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.row_list import RowList
from planner.tui.widgets.side_by_side import SideBySide
from planner.tui.widgets.tab_bar import TabBar
from planner.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from planner.check.proposal import Proposal
    from planner.editing.proposals import Proposals

__all__ = ["Beside", "Compare"]


@frozen(eq=False, repr=False)
class Beside(Printed):
    """A scenario to show: ``name`` is its file's, ``session`` its session if it is the open one.

    See :class:`~planner.check.comparison.Column` for the rest.
    """

    name: str
    scenario: Scenario
    checker: Checker
    session: Session | None = None
    vanished: Vanished = field(factory=Vanished)
    of_other_version: bool = False

    def column(self, reading: Reading) -> Column:
        """The scenario as it stands now, judged by that reading."""
        scenario, gone = self.scenario, self.vanished
        if self.session is not None:
            scenario, gone = self.session.with_begun, self.session.vanished
        verdict = self.checker.check(scenario, reading=reading)
        return Column(self.name, scenario, verdict, gone, self.of_other_version)


class Compare(ScenarioScreen):
    """The scenarios as columns; below or beside them what the row under the cursor means.

    All are judged by the reading of the open scenario, or of the first one where none is open, and
    as of the day ``as_of``. Raises :class:`~planner.check.comparison.IncomparableError` where the
    scenarios are not of one case.
    """

    tab = "compare"
    commands_here: ClassVar[tuple[Command, ...]] = (*COMPARE, *COLUMN_MOVES, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    Compare #panes { height: 1fr; layout: vertical; }
    Compare #table { height: 2fr; }
    Compare #columns { height: 1fr; }
    Compare #meaning {
        height: 1fr; padding: 0 1;
        border-top: solid $foreground 30%; border-title-color: $text;
    }
    Compare #meaning:focus { border-top: heavy $accent; border-title-style: bold; }
    Compare.-wide #panes { layout: horizontal; }
    Compare.-wide #table { width: 2fr; height: 1fr; }
    Compare.-wide #meaning { width: 1fr; border-left: solid $foreground 30%; }
    """

    def __init__(self, beside: Sequence[Beside], *, as_of: dt.date | None = None) -> None:
        super().__init__()
        self._beside = tuple(beside)
        self._as_of = as_of
        sessions = [held.session for held in beside]
        self._open = next((n for n, held in enumerate(sessions) if held is not None), None)
        self._session = sessions[self._open] if self._open is not None else None
        self._lens: Reading | None = None
        self._comparison = self._compared()
        self._columns = SideBySide(self._comparison)
        self._table = Vertical(id="table")
        self._meaning = PassagePane(id="meaning")
        self._title = TitleBar()

    def compose(self) -> ComposeResult:
        """The bars, the columns with their head, the text."""
        yield TabBar(self.tab, self.commands_here)
        yield self._title
        with Horizontal(id="panes"):
            with self._table:
                yield self._columns.head
                yield self._columns
            yield self._meaning
        yield KeyBar(self.commands_here)

    @property
    def open_scenario(self) -> Session | None:
        """The session of the column that is open, if one is."""
        return self._session

    @property
    def own_reading(self) -> Reading:
        """The reading of the open scenario, or of the first one where none is open."""
        if self._session is not None:
            return self._session.reading
        first = self._beside[0]
        return first.scenario.reading or first.checker.case.reading

    @property
    def lens(self) -> Reading:
        """The reading by which all are judged."""
        return self._session.lens if self._session is not None else self._lens or self.own_reading

    def look_through(self, reading: Reading | None) -> None:
        """Judge all by that reading; ``None`` goes back to the own one."""
        if self._session is not None:
            self._session.look_through(reading)
        else:
            self._lens = reading

    def show_change(self) -> None:
        """Compare anew."""
        self._comparison = self._compared()
        self._columns.show(self._comparison)
        self._show()

    def on_mount(self) -> None:
        """Begin with the first issue that differs."""
        self._columns.begin(self._comparison, self._open)
        self._columns.focus()
        self._show()
        if words := version_words(self._comparison):
            self.notify(f"{words}.", markup=False)

    def on_screen_resume(self) -> None:
        """Show what was changed in the analysis meanwhile."""
        if self._columns.row_count:
            self.show_change()

    def on_resize(self, event: events.Resize) -> None:
        """Put the text beside the scenarios where there is room."""
        least = COMPARE_WIDE if len(self._beside) == 2 else COMPARE_WIDE_FOR_MANY
        self.set_class(event.size.width >= least, "-wide")

    def on_row_list_moved(self) -> None:
        """Explain what the cursor stands on."""
        self._show()

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Explain what was clicked."""
        event.stop()
        self._show()

    def command_take_over(self) -> None:
        """Show on the board what this column chooses on the issue, then all that it chooses."""
        row, column = self._columns.row, self._columns.column
        if row.way is not None:
            column = next((n for n in row.way if n != self._open), column)
        issue = row.issue
        if self._session is None or self._open is None:
            words = "None of these is the open scenario: open one of them, then compare."
        elif column == self._open:
            words = "This is the open scenario: move to another column (← →)."
        elif not self._differing(column):
            same = same_choices(self._comparison, self._open, column)
            words = f"The open scenario has {same}."
        elif issue is not None and not self._comparison.columns[column].applies(issue):
            words = "It does not apply there: nothing is taken over."
        elif issue is not None and issue not in self._differing(column):
            words = "The open scenario chooses the same here."
        else:
            self._propose(column, issue)
            return
        self.notify(words, markup=False)

    def _differing(self, column: int) -> tuple[Issue, ...]:
        """The issues that would have to be decided otherwise."""
        return () if self._open is None else self._comparison.changes(self._open, column)

    def _propose(self, column: int, issue: Issue | None) -> None:
        other = self._comparison.columns[column].scenario
        several = len(self._differing(column)) > 1

        def find(proposals: Proposals) -> Iterator[Proposal]:
            if issue is not None:
                yield proposals.taking_over(other, (issue.id,))
            if issue is None or several:
                yield proposals.taking_over(other)

        self.post_message(self.ProposalAsked(Kind.TAKE_OVER, find))

    def command_next_difference(self) -> None:
        """Go to the next issue that differs."""
        self._go(1)

    def command_previous_difference(self) -> None:
        """Go to the previous issue that differs."""
        self._go(-1)

    def command_cursor_left(self) -> None:
        """Move a column to the left."""
        self._columns.column -= 1

    def command_cursor_right(self) -> None:
        """Move a column to the right."""
        self._columns.column += 1

    def command_read(self) -> None:
        """Give the text the focus, so that it can be scrolled."""
        self._meaning.focus()

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The columns with their head, and the text."""
        return self._table, self._meaning

    @property
    def pane_to_zoom(self) -> Widget:
        """The text: the columns have the room that they need."""
        return self._meaning

    def command_zoom(self) -> None:
        """Give the text the whole room, or share it again."""
        super().command_zoom()
        (self._meaning if self.zoomed else self._columns).focus()

    def command_back(self) -> None:
        """End the zoom, leave the text, put the lens away, then leave the screen."""
        if self.zoomed:
            self.command_zoom()
        elif self._meaning.has_focus:
            self._columns.focus()
        elif not self.end_lens():
            self.dismiss(None)

    def _compared(self) -> Comparison:
        columns = (held.column(self.lens) for held in self._beside)
        return Comparison(tuple(columns), as_of=self._as_of)

    def _go(self, step: int) -> None:
        if not self._columns.go_to_difference(step):
            self.notify(f"{same_words(self._comparison)}.", markup=False)

    def _show(self) -> None:
        case = self._comparison.case
        of_a_day = f", as of {self._as_of}" if self._as_of is not None else ""
        judged = brief = f"all by the {self.lens} reading{of_a_day}"
        if self._session is not None:
            judged = lens_words(self.lens, self.own_reading) or judged
            brief = brief_lens(None, None, self.lens, self.own_reading)[1] or brief
            if tried := title_of_what_if(self._session.what_if):
                judged, brief = f"{tried} · {judged}", f"{WHAT_IF} · {brief}"
        self._title.show("Compare", f"{case.title} · {judged}", judged, brief)
        page = self._page()
        self._meaning.entitle(inline(page.heading.runs))
        self._meaning.show(page.body)

    def _page(self) -> Page:
        """What there is to say on the cell under the cursor."""
        comparison, row, number = self._comparison, self._columns.row, self._columns.column
        if row.issue is not None:
            return choices_page(comparison, row.issue, self._open, self._if_taken(row.issue))
        if row.party is not None:
            return party_page(comparison, number, row.party)
        if row.way is not None:
            return way_page(comparison, *row.way)
        if row.sentence:
            return dominance_page(comparison, row.sentence)
        return column_page(comparison, number)

    def _if_taken(self, issue: Issue) -> OptionEffect | None:
        """What the choice under the cursor would do in the open scenario; ``None`` if it is its."""
        pick = self._comparison.picks(issue)[self._columns.column]
        if self._session is None or pick is None or self._columns.column == self._open:
            return None
        return self._session.effect_of(issue.id, pick)
