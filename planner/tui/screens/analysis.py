"""The analysis: what is possible, which red lines clash, and what would end that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from planner.analysis.questions.premises import Premises
from planner.check.proposal import Kind
from planner.editing.scenario_session import Change, Session
from planner.keys.command import Command
from planner.keys.tables.analysis import ANALYSIS
from planner.keys.tables.anywhere import ANYWHERE
from planner.reports.content.analysis import (
    SHOWN,
    Choose,
    GiveUp,
    ReadAs,
    Section,
    Step,
)
from planner.reports.page import Block
from planner.reports.words.private import line_words
from planner.reports.words.stops import not_finished
from planner.reports.words.verdicts import listed
from planner.tui.analysis_beside import AnalysisBeside
from planner.tui.bindings import bindings
from planner.tui.look.sizes import ANALYSIS_LOW, ANALYSIS_WIDE
from planner.tui.plain import plain
from planner.tui.said_of_analysis import answer_of, details_of, offer_of, title_of, work_of
from planner.tui.screens.scenario_screen import ScenarioScreen
from planner.tui.widgets.finding_list import FindingList
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.row_list import RowList
from planner.tui.widgets.search_field import SearchField
from planner.tui.widgets.tab_bar import TabBar
from planner.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from planner.check.proposal import Proposal
    from planner.editing.proposals import Proposals

__all__ = ["AnalysisScreen"]

_TICK = 0.2


class AnalysisScreen(ScenarioScreen):
    """Findings by question, and all there is to say on the one under the cursor.

    Worked out in a thread; each part is shown as soon as it is there.
    """

    tab = "analysis"
    wide_from = ANALYSIS_WIDE
    commands_here: ClassVar[tuple[Command, ...]] = (*ANALYSIS, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    AnalysisScreen #answer { height: auto; max-height: 5; padding: 0 1; }
    AnalysisScreen #offer {
        height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    AnalysisScreen #panes { height: 1fr; layout: vertical; }
    AnalysisScreen #findings {
        height: 1fr; width: 1fr; border-top: solid $foreground 30%; border-title-color: $text;
    }
    AnalysisScreen #details {
        height: 1fr; width: 1fr; padding: 0 1;
        border-top: solid $foreground 30%; border-title-color: $text;
    }
    AnalysisScreen #findings:focus, AnalysisScreen #details:focus {
        border-top: heavy $accent; border-title-style: bold;
    }
    AnalysisScreen.-wide #panes { layout: horizontal; }
    AnalysisScreen.-wide #findings { width: 3fr; }
    AnalysisScreen.-wide #details { width: 2fr; border-left: solid $foreground 30%; }
    AnalysisScreen.-low #answer { max-height: 2; }
    AnalysisScreen.-low #offer { display: none; }
    AnalysisScreen.-low #findings { height: 2fr; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._title = TitleBar()
        self._answer = Static(id="answer", markup=False)
        self._offer = Static(id="offer", markup=False)
        self._findings = FindingList(id="findings")
        self._details = PassagePane(id="details")
        self._findings.border_title = "What was found"
        example = "words of findings: lines, options, parties, readings"
        self._search = SearchField("filter findings", id="search", example=example, hidden=True)
        self._keeping = False
        self._clock: Timer | None = None
        self._beside = AnalysisBeside(self, self._question())
        self._shown: tuple[str, tuple[Block, ...]] = ("", ())

    def compose(self) -> ComposeResult:
        """The bars, the answer in a sentence, the findings and the details."""
        yield TabBar(self.tab, self.commands_here)
        yield self._title
        yield self._answer
        with Container(id="panes"):
            yield self._findings
            yield self._details
        yield self._search
        yield self._offer
        yield KeyBar(self.commands_here)

    @property
    def open_scenario(self) -> Session:
        """The session whose case is analysed."""
        return self._session

    def show_change(self) -> None:
        """Work it out anew."""
        self._start()

    def on_resize(self, event: events.Resize) -> None:
        """Keep rows for the findings."""
        self.set_class(event.size.height < ANALYSIS_LOW, "-low")

    def on_mount(self) -> None:
        """Begin to work."""
        self._findings.focus()
        self._clock = self.set_interval(_TICK, self._show_offer, pause=True)
        self._start()

    def on_unmount(self) -> None:
        """Nobody waits for the answers any more."""
        self._beside.stop()

    def on_analysis_beside_found(self, event: AnalysisBeside.Found) -> None:
        """Show what is there now."""
        event.stop()
        if self._beside.take(event):
            if event.done and self._clock is not None:
                self._clock.pause()
            self._show()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say all there is to say on the row under the cursor."""
        event.stop()
        self._show_details()
        self._show_offer()

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Unfold a group, or fold it again."""
        event.stop()
        self._findings.fold()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        event.stop()
        self._findings.filter_by(event.value)
        self._show_details()
        self._show_offer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        event.stop()
        self._findings.focus()

    def on_search_field_stepped(self, event: SearchField.Stepped) -> None:
        """Move in what the filter has left, while typing on."""
        self._findings.cursor += event.step

    def on_line_field_left(self) -> None:
        """Show all findings again."""
        self._end_search()

    def command_search(self) -> None:
        """Type words that the findings must hold."""
        self._search.begin()

    def command_take(self) -> None:
        """Do what the row offers: unfold, show what is proposed, or go to the details."""
        if not self._details.has_focus and self._findings.fold():
            self._show_offer()
            return
        step = self._step
        if step is None:
            self._details.focus()
            return
        match step:
            case Choose():
                self._propose_choices(step)
            case GiveUp():
                self._propose_giving_up(step)
            case ReadAs():
                self.look_through(step.reading)
                self._start()

    def _propose_choices(self, step: Choose) -> None:
        """Show on the board what the row offers, and after it what its neighbours do."""
        others = [other for other in self._findings.steps(Choose) if other.kind is step.kind]
        at = others.index(step)
        ordered = [*others[at:], *others[:at]]
        self._propose(
            step.kind,
            lambda found: (found.choosing(each.kind, each.choices) for each in ordered),
        )

    def _propose_giving_up(self, step: GiveUp) -> None:
        self._propose(Kind.WAY_OUT, lambda found: found.way_out(step.lines, self._beside.limit))

    def _propose(self, what: Kind, find: Callable[[Proposals], Iterable[Proposal]]) -> None:
        self.post_message(self.ProposalAsked(what, find))

    def command_set_aside(self) -> None:
        """Set the lines aside that the row is about; undo takes it back as one step.

        Private ones are set aside here alone, since no file may name them.
        """
        step = self._step
        if not isinstance(step, GiveUp):
            self.notify("This row is about no line to set aside.", markup=False)
            return
        from planner.model.private import added_privately  # noqa: PLC0415 (when asked)

        case = self._session.whole_case
        private = [line for line in step.lines if added_privately(case, line)]
        for line in private:
            self._session.look_without(line, without=True)
        shared = [line for line in step.lines if line not in private]
        if shared:
            self._changed(self._session.set_all_aside(shared))
        if private:
            named = listed(line_words(case, private), "and")
            words = f"Set aside here alone, since no file names what is private: {named}."
            self.notify(words, markup=False)
            self._start()

    def command_draw(self) -> None:
        """Draw a clear scenario, each as likely as any other, and show it on the board."""
        self._beside.draw(self._question())

    def on_analysis_beside_drawn(self, event: AnalysisBeside.Drawn) -> None:
        """Show what was drawn, unless something else was asked meanwhile."""
        event.stop()
        if event.premises != self._question():
            return
        if event.reason:
            self.notify(f"Nothing drawn, {not_finished(event.reason)}", markup=False)
        elif event.drawn is None:
            fixed = " with these choices" if self._keeping else ""
            self.notify(f"No scenario{fixed} is clear.", markup=False)
        else:
            drawn = event.drawn
            self._propose(Kind.DRAWN, lambda found: [found.choosing(Kind.DRAWN, drawn)])

    def command_keep(self) -> None:
        """Analyse what the choices leave, or the whole case again."""
        if not self._keeping and not any(self._session.with_begun.chosen()):
            self.notify("Nothing is decided yet, so there is no choice to fix.", markup=False)
            return
        self._keeping = not self._keeping
        self._start()

    def command_again(self) -> None:
        """Work it out again; with more time where it was not enough."""
        self._beside.allow_more()
        self._start()

    def command_next_section(self) -> None:
        """Go to the next question."""
        self._findings.go_to_section(1)

    def command_previous_section(self) -> None:
        """Go to the previous question."""
        self._findings.go_to_section(-1)

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The findings and the details."""
        return self._findings, self._details

    def command_back(self) -> None:
        """Stop working; else leave the filter, the zoom, the details, the lens, the screen."""
        if self._search.display:
            self._end_search()
        elif self._beside.stop():
            self._show_offer()
        elif self.zoomed:
            self.command_zoom()
        elif self._details.has_focus:
            self._findings.focus()
        elif not self.end_lens():
            self.dismiss(None)

    def _end_search(self) -> None:
        self._search.end()
        self._findings.filter_by("")
        self._findings.focus()

    @property
    def _step(self) -> Step | None:
        row = self._findings.row
        return row.finding.step if row is not None and row.finding is not None else None

    def _question(self) -> Premises:
        scenario = self._session.with_begun
        choices = dict(scenario.chosen())
        return Premises(
            self._session.case,
            self._session.lens,
            scenario.set_aside,
            choices if self._keeping else {},
            choices,
        )

    def _start(self) -> None:
        """Begin anew; what was asked before is given up."""
        self._beside.begin(self._question())
        if self._clock is not None:
            self._clock.resume()
        self._show()

    def _changed(self, change: Change | None) -> None:
        if change is None:
            self.notify("Nothing to change.", markup=False)
            return
        self.notify(f"Done: {change.name}", markup=False)
        self._start()

    def _show(self) -> None:
        self._title.show(*title_of(self._session, keeping=self._keeping))
        there = self._beside.worded.sections
        waiting = "..." if self._beside.working else "not worked out"
        self._findings.show_sections(
            [
                there.get(part) or Section(part, waiting, title=shown.title)
                for part, shown in SHOWN.items()
            ]
        )
        self._answer.update(answer_of(self._beside.analysis))
        self._show_details()
        self._show_offer()

    def _show_offer(self) -> None:
        """What is worked on, what stopped it, or what Enter does here."""
        if self._beside.working:
            beside, stops = self._beside, self.key_of("back")
            words = work_of(beside.analysis, beside.seconds, stops, stopping=beside.stopping)
        else:
            analysis, row = self._beside.analysis, self._findings.row
            words = offer_of(self._session.case, analysis, row, self.key_of)
        self._offer.update(plain(words), layout=False)

    def _show_details(self) -> None:
        row = self._findings.row
        if row is None:
            return
        shown = details_of(self._session.case, self._beside.analysis, row)
        if self._shown != shown:
            self._shown = shown
            title, blocks = shown
            self._details.entitle(title)
            self._details.show(blocks)
