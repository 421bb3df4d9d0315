"""The deal: a board of issues by parties, whose lines it crosses, why, and what is left."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from planner.editing.scenario_session import Session
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.deal import WORKBENCH
from planner.reports.words.board import legend
from planner.reports.words.verdict_rows import verdict_rows
from planner.tui.bindings import bindings
from planner.tui.going_round import line_after, undecided_after
from planner.tui.hints_of_deal import hinted
from planner.tui.live_counts import LiveCounts, WhatIsLeft
from planner.tui.look.sizes import deal_layout
from planner.tui.plain import cells
from planner.tui.said_of_deal import (
    deal_of,
    evidence_of,
    from_here_blocks,
    idle_commands,
    keys_named,
    line_here,
    said_of_title,
    why_of,
    why_of_day,
)
from planner.tui.screens.proposing_screen import ProposingScreen
from planner.tui.widgets.board import Board
from planner.tui.widgets.headed_pane import HeadedPane
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.message_row import MessageRow
from planner.tui.widgets.tab_bar import TabBar
from planner.tui.widgets.title_row import TitleRow
from planner.tui.widgets.verdict_rows import VerdictRows

__all__ = ["Workbench"]


class Workbench(ProposingScreen):
    """The verdict above, the board below it, and under that why, for what the cursor is on."""

    commands_here: ClassVar[tuple[Command, ...]] = (*WORKBENCH, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    # The scrollbars name their ground: Textual lays a transparent one on what is around the pane.
    DEFAULT_CSS = """
    Workbench HeadedPane {
        padding: 0 1; background: $surface; border-title-color: $text;
        border-top: solid $border-blurred;
        scrollbar-background: $surface; scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
    }
    Workbench HeadedPane:focus { border-top: solid $accent; }
    Workbench #from-here, Workbench #evidence { display: none; }
    Workbench.-low #said.-asking #search { height: 0; border-top: none; }
    Workbench.-low #verdict { height: 1; }
    Workbench.-spaced #verdict { margin: 1 0; }
    Workbench.-spaced #board { margin-bottom: 1; }
    Workbench.-framed HeadedPane { border: round $border-blurred; }
    Workbench.-framed HeadedPane:focus { border: round $accent; }
    Workbench.-wide #from-here { display: block; width: 45; margin-left: 1; }
    Workbench.-widest #left { width: 105; }
    Workbench.-widest #from-here { width: 44; }
    Workbench.-widest #evidence { display: block; width: 1fr; margin-left: 1; }
    Workbench.-zoomed #left { width: 1fr; }
    """

    class SaveAsked(Message):
        """The planner wants the scenario saved; ``elsewhere`` under another name."""

        def __init__(self, *, elsewhere: bool) -> None:
            super().__init__()
            self.elsewhere = elsewhere

    class NewAsked(Message):
        """The planner wants a new scenario."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._tabs = TabBar("back", self.commands_here)
        self._title = TitleRow()
        self._overlay_told = False
        self._legend = MessageRow(id="legend")
        self._named = keys_named(self.app, self.commands_here)
        self._keys = KeyBar(hinted(self.commands_here))
        self._verdict = VerdictRows()
        self._from_here = HeadedPane(id="from-here")
        self._evidence = HeadedPane(id="evidence")
        self._news: tuple[str, ...] = ()
        self._size_laid_out = Size()
        self._rows_laid_out = 0
        self._said_about: tuple[object, ...] = ()
        self._live = LiveCounts(self, self._show_left, lambda: self._board.in_sight)
        self._show_verdict()
        self.show_said()

    def compose(self) -> ComposeResult:
        """The rows above, the board, the panes below it, and the keys."""
        self._lay_out(self.app.size)  # first: each part looks for its styles as it comes
        yield self._tabs
        yield self._title
        yield self._verdict
        with Horizontal(id="whole"):
            with Vertical(id="left"):
                yield self._board
                with Horizontal(id="lower"):
                    with Vertical(id="said"):
                        yield self._why
                    if self.has_class("-wide"):
                        yield self._from_here
            if self.has_class("-widest"):
                yield self._evidence
        yield self._legend
        yield self._keys

    def on_mount(self) -> None:
        """Count once the first screen is drawn."""
        self.set_focus(self._board)
        self.call_after_refresh(self._count)

    def on_resize(self, event: events.Resize) -> None:
        """Share the rows and columns anew."""
        if event.size != self._size_laid_out:  # which is told up to three times as it opens
            self._lay_out(event.size)

    def _lay_out(self, size: Size) -> None:
        width, height = self._size_laid_out = size
        self._rows_laid_out = self._board.most_rows
        layout = deal_layout(width, height, self._rows_laid_out)
        looks = {
            "-low": not layout.tabs,
            "-spaced": layout.spaced,
            "-framed": layout.framed,
            "-wide": layout.from_here,
            "-widest": layout.evidence,
        }
        if others := [name for name, now in looks.items() if now != self.has_class(name)]:
            self.toggle_class(*others)  # at once, since all parts look for their styles at each
        for row, has_room in ((self._tabs, layout.tabs), (self._legend, layout.legend)):
            row.display = bool(has_room)
        for pane, place, has_room in (
            (self._from_here, "#lower", layout.from_here),
            (self._evidence, "#whole", layout.evidence),
        ):
            if self.zoomed and pane.display and not has_room:
                self.command_zoom()  # nothing would say anew in it what holds
            if has_room and not pane.is_attached:
                for part in self.query(place):  # none yet as the screen opens
                    part.mount(pane)
        self._board.styles.height = layout.board
        self._keys.keep_ways_out(keeps=not layout.tabs)
        private = self._session.whole_case.has_private
        self._legend.show_meanwhile(legend(width - _LEGEND_EDGES, private=private))
        self.show_said()

    def open_session(self, session: Session) -> None:
        """Show another scenario."""
        self.end_preview()
        self._close_editors()
        self._end_asking()
        self._session = session
        self._line, self._of_day = "", False
        self._board.open_session(session)
        self._count()  # first: what was left of the other one names issues that this may not have
        self._lay_out(self.size)
        self.focus_rows()
        self.show_all()

    def show_all(self) -> None:
        """Show the scenario as it stands now."""
        self._count()
        self._board.show_all(self._left.ways, working=self._left.working)
        if self._board.most_rows != self._rows_laid_out:  # the case has got other issues
            self._lay_out(self.size)
        self._show_asked()
        self._show_verdict()
        self.show_said()
        self._tell_overlay()

    def _tell_overlay(self) -> None:
        """Say once that the private overlay does not fit the case as it is edited."""
        left_out = self._session.overlay_left_out
        if left_out and not self._overlay_told:
            words = "The private overlay does not fit the case as it stands, and is left out."
            self.notify(words, severity="warning", timeout=20, markup=False)
        self._overlay_told = left_out

    @property
    def issues(self) -> Board:
        """The board, whose cursor stands on an issue or an option of it."""
        return self._board

    def focus_rows(self) -> None:
        """Give the focus back to the board, or to the pane that has all the room.

        Everywhere on the deal it is given at once. By a part's own ``focus`` it comes later, and is
        taken from what was asked for meanwhile.
        """
        in_sight = self.focus_chain  # a pane may stand in a part that is not
        shown = next((pane for pane in self.panes if pane in in_sight), None)
        if shown is not None:
            self.set_focus(shown)
        elif not self._close_editors():  # which has all the room, as a list may have
            self._end_asking()

    @property
    def open_scenario(self) -> Session:
        """The session that is shown."""
        return self._session

    def show_change(self) -> None:
        """Show the scenario as it stands now."""
        self.show_all()

    def on_board_moved(self) -> None:
        """Explain what the cursor stands on."""
        self.end_steps()
        self._line, self._of_day = "", False
        self.show_said()

    def on_board_clicked(self, event: Board.Clicked) -> None:
        """A click on what can be chosen chooses it; one on a number's button runs it."""
        if self._board.row.chooses:
            self.action_command("choose")
        elif button := self._board.button_at(event.column):
            self.action_command(button)

    def on_board_seen(self) -> None:
        """Another issue is unfolded: what is left for its options is wanted now."""
        self._live.see()
        self._show_ways()

    def on_title_row_part_clicked(self, event: TitleRow.PartClicked) -> None:
        """A click on the deal's title, its case, the day or the reading does what its key does.

        What the row said when it was clicked may have gone by now, with what a proposal offered.
        """
        if not self._title.runs(event.command):
            return
        if event.command == "case":
            self.command_evidence()
        else:
            self.action_command(event.command)

    def on_verdict_rows_clicked(self) -> None:
        """A click on the verdict goes to the first line that it names."""
        if self.preview is not None:
            self.action_command("next_line")  # that of a proposal leads nowhere, as by the key
        elif line_after(self._session, "", 1) is not None:
            self._go_to_line(1, "")

    def on_headed_pane_head_clicked(self, event: HeadedPane.HeadClicked) -> None:
        """A click on a heading does what its right part says."""
        if event.pane is self._evidence:
            self.action_command("evidence")
        elif event.pane is self._why and self.line_here:
            self.action_command("next_line")
        else:
            self.set_focus(event.pane)
            self.command_zoom()

    def on_screen_suspend(self) -> None:
        """Make way for the analysis, which asks for more: with both at work keys would wait."""
        if getattr(self.app.screen, "tab", "") == "analysis":
            self._live.make_way()

    def on_screen_resume(self) -> None:
        """Go on counting."""
        self._live.go_on(self._session)

    def on_unmount(self) -> None:
        """Work out nothing any more."""
        self._live.stop()

    def on_descendant_focus(self) -> None:
        """Who goes back to the board has left what was asked for below it."""
        if self.focused is self._board:
            if fields := self.query("NumberField, WhyField, DayField"):
                fields.remove()
            self._end_asking()

    def command_go_in(self) -> None:
        """Go from an issue to its options or its value, from an option to the reasons."""
        if self._board.row.chooses:
            self.set_focus(self._why)
        else:
            self.command_choose()

    def command_next_undecided(self) -> None:
        """Go to the next issue without a choice."""
        self._go_to_undecided(1)

    def command_previous_undecided(self) -> None:
        """Go to the previous issue without a choice."""
        self._go_to_undecided(-1)

    def command_next_line(self) -> None:
        """Go to the next crossed line; after the last one to the contested ones."""
        self._go_to_line(1, self.line_here)

    def command_previous_line(self) -> None:
        """Go to the crossed or contested line before."""
        self._go_to_line(-1, self.line_here)

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The board and the panes of text."""
        return self._board, self._why, self._from_here, self._evidence

    @property
    def pane_to_zoom(self) -> Widget:
        """The pane of text with the focus, else the reasons: the board is as large as it needs."""
        return next((pane for pane in self.panes[1:] if pane.has_focus_within), self._why)

    def command_zoom(self) -> None:
        """Give a pane of text the whole room, or share it again."""
        alone = None if self.zoomed else self.pane_to_zoom
        asked = [*self._lists, *self._editors] if alone in (None, self._why) else []
        self.set_class(alone is not None, "-zoomed")
        for pane in self.panes:
            if pane is self._why and asked:
                continue  # what is asked for stands in its place
            if alone is None:
                pane.styles.display = None  # unlike clear_rule, this lays the room out anew
            else:
                pane.display = pane is alone
        self.query_one("#left").display = alone is not self._evidence
        self.query_one("#said").display = alone in (None, self._why)
        for pane in (self._from_here, self._evidence):
            pane.styles.width = "1fr" if pane is alone else None
        parts = (part for each in asked for part in (each, *each.query("*")) if part.can_focus)
        self.set_focus(next(parts, alone or self._board))
        self.show_said()

    def command_back(self) -> None:
        """End the find, the tour, the zoom or the lens, go to the board, or end the counting."""
        from planner.tui.tour import end_tour  # noqa: PLC0415 (when asked)

        if self.query("#search"):
            self.query("#search").remove()
            self._board.filter_by("")
            self.focus_rows()
        elif self.query("LineField"):
            self.end_line()
        elif self._close_editors() or end_tour(self):
            pass
        elif self.zoomed:
            self.command_zoom()
        elif self._end_asking() or self.end_lens() or self._end_day():
            pass
        elif self.focused is not self._board:
            self.focus_rows()
        elif self._left.working:
            self._live.give_up()
            self.notify("Stopped counting; the next change counts again.", markup=False)

    def _end_day(self) -> bool:
        """Go back to the day of the file; whether another was looked at."""
        session = self._session
        if session.day == session.own_day and not self._of_day:
            return False
        session.look_as_of(session.own_day)
        self._of_day = False
        self.show_all()
        return True

    def command_tour(self) -> None:
        """Begin the tour, or go on with it."""
        from planner.tui.tour import go_on  # noqa: PLC0415 (when asked)

        go_on(self, self._session)

    def on_tour_bar_clicked(self) -> None:
        """Go on with the tour."""
        self.command_tour()

    def command_copy_verdict(self) -> None:
        """Copy the verdict, in a sentence and party by party."""
        from planner.tui.copying import copy_verdict  # noqa: PLC0415 (when asked)

        copy_verdict(self, self._session)

    def command_copy_path(self) -> None:
        """Copy the path of the file."""
        from planner.tui.copying import copy_path  # noqa: PLC0415 (when asked)

        copy_path(self, self._session.path)

    def command_save(self) -> None:
        """Save, asking for a name if there is none yet."""
        self.post_message(self.SaveAsked(elsewhere=False))

    def command_save_as(self) -> None:
        """Save under another name."""
        self.post_message(self.SaveAsked(elsewhere=True))

    def command_new(self) -> None:
        """Go to the list of cases."""
        self.post_message(self.NewAsked())

    def _go_to_undecided(self, step: int) -> None:
        issue = undecided_after(self._session, self._board.row.issue.id, step)
        if issue is None:
            self.notify("Every issue is decided.", markup=False)
        else:
            self._board.go_to(issue)
            self.focus_rows()

    @property
    def line_here(self) -> str:
        """The crossed or contested line that the reasons speak of; empty for none."""
        return self._line_meant or line_here(self._session, self._board.row)

    def _go_to_line(self, step: int, here: str) -> None:
        ahead = line_after(self._session, here, step)
        if ahead is None:
            self.notify("No counted line is crossed or contested.", markup=False)
            return
        line, issue = ahead
        with self.prevent(Board.Moved):
            self._board.go_to_choice(issue)
        self.focus_rows()
        self._line = line
        self.show_said()

    def show_preview(self) -> None:
        """Show in rows and panes what is proposed, or the deal again."""
        self._show_verdict()
        self.show_said()
        self._show_typing()

    def _show_verdict(self) -> None:
        self.show_title()
        self._keys.leave_out(idle_commands(self._session.verdict))
        shown = self.preview.shown if self.preview is not None else None
        if shown is not None:
            from planner.tui.said_of_proposal import proposal_rows  # noqa: PLC0415 (when asked)

            self._verdict.show(proposal_rows(self._session, shown))
        else:
            deal = deal_of(self._session, self._left, self._named)
            self._verdict.show(lambda width: verdict_rows(deal, width, cells))

    def show_news(self, news: tuple[str, ...]) -> None:
        """Say in the title that something happened, in such words from long to short.

        Until it is dealt with; none: nothing has, or it was.
        """
        self._news = news
        self.show_title()

    def show_title(self) -> None:
        """Say which deal is open, or which proposal is shown."""
        if self.preview is not None:
            from planner.tui.said_of_proposal import proposal_title  # noqa: PLC0415 (when asked)

            self._title.show(*proposal_title(self.preview, self._named))
        else:
            self._title.show(*said_of_title(self._session, self._news))

    def _count(self) -> None:
        self._live.follow(self._session)

    @property
    def _left(self) -> WhatIsLeft:
        return self._live.left

    def _show_left(self) -> None:
        self._show_ways()
        self._show_verdict()
        self.show_said(keep_place=True)

    def _show_ways(self) -> None:
        self._board.show_ways(self._left.ways, working=self._left.working)

    def show_said(self, *, keep_place: bool = False) -> None:
        """Say in the panes below what is to be said of what the cursor stands on."""
        session, row = self._session, self._board.row
        shown = self.preview.shown if self.preview is not None else None
        wide, widest = self.has_class("-wide"), self.has_class("-widest")
        looking = (self._of_day, self._line, self._left, self.zoomed, wide, widest)
        about = (session, session.verdict, session.written, shown, row, looking)
        if about == self._said_about:  # a digit both moves the cursor and chooses
            return
        self._said_about = about
        if shown is not None:
            from planner.tui.said_of_proposal import why_of_proposal  # noqa: PLC0415 (when asked)

            why = why_of_proposal(session, shown, self._named)
        elif self._of_day:
            why = why_of_day(session, self._named)
        else:
            why = why_of(session, row, self._named, self._line)
        smaller = f"{self._named.zoom} smaller" if self.zoomed else ""
        self._why.head(why.title, smaller or why.right)
        self._why.show(why.blocks, keep_place=keep_place)
        if wide:
            # It tells of the deal as it stands, beside a board that shows the proposal.
            title = "From here" if shown is None else "From here, without the proposal"
            self._from_here.head(title, smaller)
            blocks = from_here_blocks(session, self._left, self._named)
            self._from_here.show(blocks, keep_place=keep_place)
        if widest:
            self._evidence.head(f"Who says what: {row.issue.title}", f"{self._named.evidence} all")
            self._evidence.show(evidence_of(session, row.issue), keep_place=keep_place)


_LEGEND_EDGES = 2
"""A blank on either side of the row of signs."""
