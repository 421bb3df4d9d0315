"""A red line by pointing: on the list of options what crosses it, and what leaves it contested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from planner.analysis.questions.line_effect import LineEffect, line_effect
from planner.editing.case_edits import put
from planner.editing.pointing import Zone, next_zone, with_zones
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.case import POINTING
from planner.model.case import Case, IssueKind
from planner.model.red_lines import RedLine
from planner.reports.page import Block, Heading, Paragraph, Rule, Tone
from planner.reports.words.line_effect import effect_words
from planner.reports.words.rules import rule_lines
from planner.reports.words.verdicts import line_heading
from planner.tui.bindings import bindings
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.widgets.bars import KeyBar, TitleBar
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["PointingScreen"]

_SIGNS = {None: "  ", Zone.CROSSED: "✗ ", Zone.CONTESTED: "~ "}
_WORDS = {None: "", Zone.CROSSED: "crossed", Zone.CONTESTED: "contested"}


class _Options(RowList):
    """The issues with their options, each with what choosing it does to the line."""

    def __init__(self, case: Case, zones: dict[tuple[str, str], Zone]) -> None:
        super().__init__(id="options")
        self._case = case
        self.zones = zones
        self.rows = [
            (issue.id, option)
            for issue in case.issues
            if issue.kind is not IssueKind.NUMBER
            for option in ("", *issue.by_id)
        ]
        self.set_row_count(len(self.rows))
        self.cursor = 1

    @property
    def option(self) -> tuple[str, str] | None:
        """The option under the cursor; ``None`` on the title of an issue."""
        issue, option = self.rows[self.cursor]
        return (issue, option) if option else None

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """The title of an issue, or an option with its sign and word."""
        issue_id, option_id = self.rows[row]
        issue = self._case.issues_by_id[issue_id]
        if not option_id:
            return [Cell(issue.title, "title")]
        zone = self.zones.get((issue_id, option_id))
        room = max(4, width - 14)
        title = issue.option(option_id).title
        return [Cell(f"  {_SIGNS[zone]}{title}", "text", room), Cell(_WORDS[zone], "muted")]


class PointingScreen(CommandScreen[RedLine | None]):
    """Gives the line as it was pointed out, or ``None`` where nothing was changed.

    ``wants_points`` says after it whether the planner would rather give points.
    """

    commands_here: ClassVar[tuple[Command, ...]] = (*POINTING, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    PointingScreen #options { width: 1fr; }
    PointingScreen #rule { width: 1fr; padding: 0 1; border-left: solid $foreground 30%; }
    """

    def __init__(self, case: Case, line: RedLine, zones: Mapping[tuple[str, str], Zone]) -> None:
        super().__init__()
        self._case = case
        self._line = line
        self._before = dict(zones)
        self._options = _Options(case, dict(zones))
        self._rule = PassagePane(id="rule")
        self._title = TitleBar()
        self.wants_points = False

    def compose(self) -> ComposeResult:
        """The line, the options, and beside them the rule as it grows."""
        yield self._title
        with Horizontal():
            yield self._options
            yield self._rule
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Begin with the first option."""
        self._title.show(f"Red line: {line_heading(self._case, self._line)}", "")
        self._options.focus()
        self._show()

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The options and the rule."""
        return (self._options, self._rule)

    @property
    def pointed(self) -> RedLine:
        """The line as it is pointed out so far."""
        order = [(issue, option) for issue, option in self._options.rows if option]
        zones = {each: self._options.zones[each] for each in order if each in self._options.zones}
        return with_zones(self._line, zones)

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click on an option does what Space does."""
        event.stop()
        self.command_point()

    def command_point(self) -> None:
        """Crossed, then contested, then neither."""
        option = self._options.option
        if option is None:
            return
        zone = next_zone(self._options.zones.pop(option, None))
        if zone is not None:
            self._options.zones[option] = zone
        self._options.refresh_rows()
        self._show()

    def command_points(self) -> None:
        """Say by points what crosses it, instead of by options."""
        self.wants_points = True
        self.dismiss(None)

    def command_back(self) -> None:
        """Keep what was pointed out, as one step of the case."""
        self.dismiss(self.pointed if self._options.zones != self._before else None)

    def _show(self) -> None:
        self._rule.show(self._blocks([]))
        line = self.pointed
        if line.crossed_when:
            case = put(self._case, line)
            self.run_worker(lambda: self._work_out(case, line), thread=True, exclusive=True)

    def _work_out(self, case: Case, line: RedLine) -> None:
        effect: LineEffect = line_effect(case, line.id, case.reading)
        words = effect_words(line, effect.without, effect.with_it, effect.clashes)
        self.app.call_from_thread(self._tell, line, words)

    def _tell(self, line: RedLine, words: list[str]) -> None:
        if self.is_mounted and line == self.pointed:
            self._rule.show(self._blocks(words))

    def _blocks(self, effect: list[str]) -> list[Block]:
        line = self.pointed
        blocks: list[Block] = [Heading("The rule")]
        rules = rule_lines(self._case, line)
        blocks += [Rule(words) for words in rules]
        if not line.crossed_when:
            blocks.append(
                Paragraph("Nothing crosses it yet: Space marks an option.", tone=Tone.MUTED)
            )
        if effect:
            blocks.append(Heading(f"What it does under the {self._case.reading} reading"))
            blocks += [Paragraph(words) for words in effect]
        return blocks
