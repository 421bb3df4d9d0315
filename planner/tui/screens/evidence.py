"""The evidence: who states a position on what, in which words, and where nobody does.

From a statement one goes forwards: to the lines coded from it, the options, the scenarios of this
folder that choose them, and to the passage of the source in which the quote stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve, frozen
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from planner.by_fields import Compared
from planner.check.coverage import Coverage
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.case import EVIDENCE
from planner.keys.tables.moves import COLUMN_MOVES
from planner.model.case import Case
from planner.model.statements import Statement
from planner.reports.content.coverage import explain_cell, explain_coverage, explain_found
from planner.reports.content.quotes import marks_of
from planner.reports.formats.text import inline
from planner.reports.page import Page
from planner.reports.words.coverage import LEGEND
from planner.reports.words.private import id_words
from planner.reports.words.search import StatementSearch
from planner.sources.verifying import verify
from planner.tui.bindings import bindings
from planner.tui.folder_scenarios import FolderScenarios
from planner.tui.plain import plain
from planner.tui.said_of_evidence import (
    NEXT,
    PASSAGE,
    SCENARIO,
    item_of_step,
    nobody_lines,
    page_of_passage,
    statement_items,
    title_of_evidence,
)
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.widgets.evidence_matrix import EvidenceMatrix
from planner.tui.widgets.item_pane import Item, ItemPane
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.row_list import RowList
from planner.tui.widgets.search_field import SearchField
from planner.tui.widgets.tab_bar import TabBar
from planner.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from planner.editing.case_edits import Ref
    from planner.editing.quote_checks import QuoteChecks

__all__ = ["Evidence"]


@frozen(eq=False, repr=False)
class _Within(Compared):
    """How far one has gone in: a statement, or the passage that it stands in.

    ``at`` is the item that the cursor stood on where one came from.
    """

    statement: Statement
    passage: bool = False
    at: int = 0


class Evidence(CommandScreen[Path | None]):
    """The matrix above, the statements of the cell under the cursor below it.

    Gives the scenario to open that the planner went to, if any. ``folders`` are those whose
    scenarios choose, ``checks`` says what is known of the quotes, ``day`` as of which day one looks
    where that is not all that is stated.
    """

    tab = "evidence"
    commands_here: ClassVar[tuple[Command, ...]] = (*EVIDENCE, *COLUMN_MOVES, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    Evidence #table { height: auto; }
    Evidence #matrix { height: auto; min-height: 2; }
    Evidence #nobody { height: auto; max-height: 2; padding: 0 1; color: $text-warning; }
    Evidence #legend { height: auto; max-height: 3; padding: 0 1; color: $text-muted; }
    Evidence #statements {
        height: 1fr; padding: 0 1;
        border-top: solid $foreground 30%; border-title-color: $text;
    }
    Evidence #statements:focus { border-top: heavy $accent; border-title-style: bold; }
    Evidence.-zoomed #nobody, Evidence.-zoomed #legend { display: none; }
    """

    class ReviewAsked(Message):
        """The planner has reviewed the statement of that name, or takes that back."""

        def __init__(self, evidence: Evidence, ref: Ref) -> None:
            super().__init__()
            self.evidence = evidence
            self.ref = ref

    def __init__(  # noqa: PLR0913 (what is known beside the case is known apart)
        self,
        case: Case,
        issue: str = "",
        *,
        folders: Iterable[Path] = (),
        checks: Callable[[], QuoteChecks | None] = lambda: None,
        private: bool = False,
        day: str = "",
    ) -> None:
        super().__init__()
        self._case = case
        self._day = day
        self._checks = checks
        self._scenarios = FolderScenarios(self, folders, self._show_folder, private=private)
        self._within: list[_Within] = []
        self._unreviewed = False
        self._coverage = Coverage(case)
        self._finder = StatementSearch(case)
        self._matrix = EvidenceMatrix(self._coverage)
        self._table = Vertical(id="table")
        self._statements = ItemPane(id="statements")
        self._title = TitleBar()
        self._legend = Static(plain(LEGEND), id="legend")
        self._nobody = Static(id="nobody")
        self._search = SearchField(
            "search all statements",
            id="search",
            hidden=True,
            example="words of quotes, parties, speakers, issues, sources, what is not said",
        )
        ids = [held.id for held in case.issues]
        self._matrix.cursor = ids.index(issue) if issue in ids else 0

    def compose(self) -> ComposeResult:
        """The bars, the matrix with its head, the gaps that all share, the statements."""
        yield TabBar(self.tab, self.commands_here)
        yield self._title
        with self._table:
            yield self._matrix.head
            yield self._matrix
        yield self._legend
        yield self._nobody
        yield self._statements
        yield self._search
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Begin in the matrix."""
        self._title.show(*title_of_evidence(self._case, self._coverage, self._day))
        self._matrix.focus()
        self.show_quotes()

    def on_unmount(self) -> None:
        """Read no more."""
        self._scenarios.end()

    def show_quotes(self) -> None:
        """Show what is known of the quotes by now."""
        checks = self._checks()
        checked = checks.quotes.values() if checks is not None else verify(self._case, {})
        others = () if checks is None else checks.other_texts
        self._statements.mark_quotes(marks_of(checked, every=True, other_texts=others))
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Leave the statements room; explain abbreviations where there are any."""
        self._matrix.styles.max_height = max(2, event.size.height * 11 // 20 - 1)
        self._show_nobody(event.size.width - 2)
        self.call_after_refresh(self._show_legend)

    def on_row_list_moved(self) -> None:
        """Show the statements of the cell under the cursor."""
        self._within.clear()
        self._show()

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Show the statements of the cell that was clicked."""
        event.stop()
        self._within.clear()
        self._show()

    def on_item_pane_entered(self, event: ItemPane.Entered) -> None:
        """Go into what was clicked."""
        event.stop()
        self._go_in(event.item)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the statements that hold what was typed so far."""
        event.stop()
        self._within.clear()
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        event.stop()
        self._statements.focus()

    def on_search_field_stepped(self, event: SearchField.Stepped) -> None:
        """Move in what was found, while typing on."""
        self._statements.go_to(self._statements.place + event.step)

    def on_line_field_left(self) -> None:
        """Go back to the matrix; what was searched is forgotten."""
        self._end_search()

    def command_read(self) -> None:
        """Go to the statements, and from there into the one under the cursor, a step at a time."""
        if not self._statements.has_focus:
            self._statements.focus()
        elif (item := self._statements.item) is not None:
            self._go_in(item)

    def command_search(self) -> None:
        """Type what to look for in all statements."""
        self._search.begin()
        self._show()

    def command_review(self) -> None:
        """Say that you have reviewed the statement under the cursor, or take that back."""
        item = self._statements.item
        name = self._within[-1].statement.id if self._within else item.to if item else ""
        if name in self._case.statements_by_id:
            from planner.editing.case_edits import CaseTable, Ref  # noqa: PLC0415 (when asked)

            self.post_message(self.ReviewAsked(self, Ref(CaseTable.STATEMENTS, name)))
        else:
            says = f"{self.key_of('review')} says you reviewed it"
            self.notify(f"Move to a statement; {says}.", markup=False)

    def command_unreviewed(self) -> None:
        """List the statements that nobody has reviewed, or show the cell again."""
        self._unreviewed = not self._unreviewed
        self._within.clear()
        self._show()
        (self._statements if self._unreviewed else self._matrix).focus()

    def show_reviews(self, case: Case) -> None:
        """Show the same case with its reviews as they are now."""
        self._case = case
        self._coverage = Coverage(case)
        self._finder = StatementSearch(case)
        self._within = [
            evolve(each, statement=case.statements_by_id[each.statement.id])
            for each in self._within
        ]
        self._show(at=self._statements.place)

    def command_next_cell(self) -> None:
        """Go to the next cell that holds a position."""
        self._go(1)

    def command_previous_cell(self) -> None:
        """Go to the previous cell that holds a position."""
        self._go(-1)

    def command_cursor_left(self) -> None:
        """Move a column to the left."""
        self._matrix.column -= 1

    def command_cursor_right(self) -> None:
        """Move a column to the right."""
        self._matrix.column += 1

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The matrix with its head, and the statements."""
        return self._table, self._statements

    @property
    def pane_to_zoom(self) -> Widget:
        """The statements, which are never all in sight."""
        return self._statements

    def command_zoom(self) -> None:
        """Give the statements the whole room, or share it again."""
        super().command_zoom()
        (self._statements if self.zoomed else self._matrix).focus()

    def command_back(self) -> None:
        """Go a step back, end the search or the zoom, leave the statements, then the screen."""
        if self._within:
            self._go_back()
        elif self._search.display:
            self._end_search()
        elif self._unreviewed:
            self.command_unreviewed()
        elif self.zoomed:
            self.command_zoom()
        elif self._statements.has_focus:
            self._matrix.focus()
        else:
            self.dismiss(None)

    def _show_legend(self) -> None:
        self._legend.display = self._matrix.abbreviated

    def _show_nobody(self, width: int) -> None:
        self._nobody.display = bool(self._coverage.silent_issues)
        self._nobody.update(plain("\n".join(nobody_lines(self._coverage, width))))

    def _go(self, step: int) -> None:
        self._end_search()
        if not self._matrix.go_to_stated(step):
            self.notify("The case holds no stated position.", markup=False)

    def _end_search(self) -> None:
        self._within.clear()
        self._search.end()
        if not self.zoomed:
            self._matrix.focus()
        self._show()

    def _go_in(self, item: Item) -> None:
        """A step forwards: what that is depends on what the item stands for."""
        pane = self._statements
        if item.to == NEXT:
            pane.action_cursor_down()
        elif item.to == PASSAGE:
            self._within.append(_Within(self._within[-1].statement, passage=True, at=pane.place))
            self._show()
        elif item.to.startswith(SCENARIO):
            self.dismiss(self._scenarios.files[int(item.to.removeprefix(SCENARIO))])
        else:
            statement = self._case.statements_by_id[item.to]
            self._within.append(_Within(statement, at=pane.place))
            self._scenarios.look()
            self._show()
        if not self._search.display:
            pane.focus()

    def _go_back(self) -> None:
        left = self._within.pop()
        self._show(at=left.at)

    def _show_folder(self) -> None:
        """Show what is known of the folder now, where that is on the screen."""
        if self._within and not self._within[-1].passage:
            self._show(at=self._statements.place, keep_place=True)

    def _show(self, *, at: int = 0, keep_place: bool = False) -> None:
        words = self._search.value.split() if self._search.display else []
        self._statements.make_stand_out(words)
        if not self._within:
            page = self._page()
            self._statements.entitle(inline(page.heading.runs))
            self._statements.show_items(statement_items(page.body), at=at)
            return
        within = self._within[-1]
        if within.passage:
            page = self._passage(within.statement)
            self._statements.entitle(f"{inline(page.heading.runs)} · {self.key_of('back')} back")
            self._statements.show_items([Item(page.body)])
            return
        self._statements.entitle(
            f"{id_words(within.statement)} and what becomes of it · {self.key_of('back')} back"
        )
        from planner.reports.content.forwards import forwards_steps  # noqa: PLC0415 (when asked)

        steps = forwards_steps(
            self._case, within.statement, self._scenarios.chosen, self._scenarios.progress
        )
        self._statements.show_items(map(item_of_step, steps), at=at, keep_place=keep_place)

    def _passage(self, statement: Statement) -> Page:
        from planner.editing.quote_checks import QuoteChecks  # noqa: PLC0415 (when asked)

        return page_of_passage(self._case, statement, self._checks() or QuoteChecks())

    def _page(self) -> Page:
        if self._search.display or self._unreviewed:
            words = self._search.value if self._search.display else ""
            return explain_found(self._finder, words, unreviewed=self._unreviewed)
        party = self._matrix.parties[self._matrix.column]
        if self._matrix.on_totals:
            return explain_coverage(self._coverage, party)
        return explain_cell(self._coverage, party, self._matrix.issues[self._matrix.cursor])
