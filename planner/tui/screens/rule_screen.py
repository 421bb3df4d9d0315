"""A red line as it is put together: a list to mark or fill in, and beside it what that makes."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.worker import get_current_worker

from planner.analysis.engine.limits import Limit
from planner.analysis.questions.line_effect import line_effect
from planner.editing.case_edits import put
from planner.files.cases.judging import CaseFlaw, flaws_of
from planner.model.case import Case
from planner.model.red_lines import RedLine
from planner.reports.page import Block, Heading, Paragraph, Rule, Tone
from planner.reports.words.line_effect import effect_words
from planner.reports.words.rules import rule_lines
from planner.reports.words.verdicts import line_heading, sentence
from planner.tui.in_thread import in_thread
from planner.tui.large_case import is_large, judged
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.row_list import RowList
from planner.tui.widgets.title_bar import TitleBar

__all__ = ["RuleScreen"]

_SECONDS = 2.0
"""What may be spent on what a line does."""


class RuleScreen(CommandScreen[RedLine | None]):
    """Gives the line as it was put together; ``None``: nothing was changed, or it was dropped.

    A file can hold the case with the line that it gives.

    Whoever inherits says which line that is by now, and what is missing of it.
    """

    DEFAULT_CSS = """
    RuleScreen RowList { width: 1fr; }
    RuleScreen #rule { width: 1fr; padding: 0 1; border-left: solid $foreground 30%; }
    """
    missing: ClassVar[str]
    """The words for what is missing where nothing can cross the line."""
    dropping: ClassVar[str]
    """The words for what happens to what makes no line, when the planner leaves."""

    def __init__(self, case: Case, line: RedLine, listed: RowList, title: str) -> None:
        super().__init__()
        self._case = case
        self._line = line
        self._listed = listed
        self._heading = title
        self._rule = PassagePane(id="rule")
        self._title = TitleBar()
        self._warned = False
        self._next_tab = ""
        """The screen to come in the place of this one, once what was pointed out is kept."""
        self._judged: tuple[RedLine, tuple[CaseFlaw, ...]] | None = None
        """What was judged last, and what is wrong with it."""

    def compose(self) -> ComposeResult:
        """The line, the list, and beside it the rule with what it does."""
        yield self._title
        with Horizontal():
            yield self._listed
            yield self._rule
        yield from self.fields()
        yield KeyBar(self.commands_here)

    def fields(self) -> ComposeResult:
        """What one types in, if anything."""
        yield from ()

    def on_mount(self) -> None:
        """Begin with the first row."""
        self._title.show(f"{self._heading}: {line_heading(self._case, self._line)}", "")
        self._listed.focus()
        self.show_rule()

    def on_command_screen_tab_asked(self, event: CommandScreen.TabAsked) -> None:
        """Keep what was pointed out before another screen comes in the place of this one."""
        event.stop()
        self._next_tab = event.tab
        self.command_back()

    def command_back(self) -> None:
        """Keep it, as one step; where it makes no line, say so, and drop it the second time."""
        line = self.pointed
        if not self.changed:
            self._end(None)
        else:
            judge, then = partial(self._flaws, line), partial(self._end_or_warn, line)
            judged(self, judge, then, self._stay, large=is_large(self._case))

    def _stay(self) -> None:
        self._next_tab = ""
        self.notify("Stopped: what you marked is still here.", markup=False)

    def _end_or_warn(self, line: RedLine, flaws: tuple[CaseFlaw, ...]) -> None:
        if not flaws:
            self._end(line)
        elif self._warned:
            self._end(None)
        else:
            self._warned, self._next_tab = True, ""
            told = sentence(flaws[0].problem.explanation)
            words = f"{told if self.says_something else self.missing} {self.dropping}"
            self.notify(words, severity="warning", timeout=12, markup=False)

    def _end(self, line: RedLine | None) -> None:
        self.dismiss(line)
        if self._next_tab:
            self.app.post_message(CommandScreen.TabAsked(self._next_tab))

    def _flaws(self, line: RedLine) -> tuple[CaseFlaw, ...]:
        """What is wrong with the case that has this line; in any thread."""
        last = self._judged
        if last is None or last[0] != line:
            self._judged = last = line, flaws_of(put(self._case, line))
        return last[1]

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The list, and the rule."""
        return (self._listed, self._rule)

    @property
    @abstractmethod
    def pointed(self) -> RedLine:
        """The line as it stands by now."""

    @property
    @abstractmethod
    def changed(self) -> bool:
        """Whether it is another line by now."""

    @property
    @abstractmethod
    def says_something(self) -> bool:
        """Whether anything can cross the line by now, so that it has an effect."""

    @abstractmethod
    def remarks(self) -> list[str]:
        """What is to be known besides the rule, such as what it lacks."""

    def show_rule(self) -> None:
        """Show the rule at once, and what it does once that is worked out."""
        self._warned = False
        self._rule.show(self._blocks([]))
        self.workers.cancel_group(self, "effect")
        line = self.pointed
        if self.says_something:
            self.run_worker(in_thread(lambda: self._work_out(line)), group="effect")

    def _work_out(self, line: RedLine) -> None:
        """What the line does, beside the interface; no further than somebody waits for it."""
        worker = get_current_worker()
        if flaws := self._flaws(line):
            words = [sentence(flaws[0].problem.explanation)]
        else:
            limit = Limit(seconds=_SECONDS, cancelled=lambda: worker.is_cancelled)
            case, reading = put(self._case, line), self._case.reading
            effect = line_effect(case, line.id, reading, limit=limit)
            counts = effect.without, effect.with_it
            words = effect_words(line, reading, *counts, effect.clashes)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._tell, line, words)

    def _tell(self, line: RedLine, words: list[str]) -> None:
        if self.is_mounted and line == self.pointed:
            self._rule.show(self._blocks(words))

    def _blocks(self, effect: list[str]) -> list[Block]:
        blocks: list[Block] = [Heading("The rule")]
        blocks += [Rule(words) for words in rule_lines(self._case, self.pointed)]
        blocks += [Paragraph(words, tone=Tone.MUTED) for words in self.remarks()]
        if effect:
            blocks.append(Heading(f"What it does under the {self._case.reading} reading"))
            blocks += [Paragraph(words) for words in effect]
        return blocks
