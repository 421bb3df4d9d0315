"""A red line by pointing: on the list of options what crosses it, and what leaves it contested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import BindingType

from planner.editing.pointing import Zone, next_zone, with_zones
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.case import POINTING
from planner.model.case import Case, IssueKind
from planner.model.red_lines import RedLine
from planner.tui.bindings import bindings
from planner.tui.screens.rule_screen import RuleScreen
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["PointingScreen"]

_SIGNS = {None: "  ", Zone.CROSSED: "✗ ", Zone.CONTESTED: "? "}
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


class PointingScreen(RuleScreen):
    """Gives the line as it was marked, or ``None`` where nothing was changed or it was dropped.

    ``wants_points`` says after it whether the planner would rather give points.
    """

    commands_here: ClassVar[tuple[Command, ...]] = (*POINTING, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    missing = "Nothing crosses it yet."
    dropping = "Once more drops what was marked."

    def __init__(self, case: Case, line: RedLine, zones: Mapping[tuple[str, str], Zone]) -> None:
        self._before = dict(zones)
        self._options = _Options(case, dict(zones))
        super().__init__(case, line, self._options, "Red line")
        self.wants_points = False

    @property
    def pointed(self) -> RedLine:
        """The line as it is pointed out so far."""
        order = [(issue, option) for issue, option in self._options.rows if option]
        zones = {each: self._options.zones[each] for each in order if each in self._options.zones}
        return with_zones(self._line, zones)

    @property
    def changed(self) -> bool:
        """Whether any option is marked otherwise by now."""
        return self._options.zones != self._before

    @property
    def says_something(self) -> bool:
        """Whether an option crosses it."""
        return bool(self.pointed.crossed_when)

    def remarks(self) -> list[str]:
        """That nothing crosses it yet, and what is not pointed out."""
        said = []
        if not self.says_something:
            said.append(f"Nothing crosses it yet: {self.key_of('point')} marks an option.")
        number = next((each for each in self._case.issues if each.kind is IssueKind.NUMBER), None)
        if number is not None:
            rule = f"{number.id}: from {number.minimum}"
            said.append(f"A rule on a number is typed in the line's form, as in “{rule}”.")
        return said

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click on an option does what Space does."""
        event.stop()
        self.command_point()

    def command_point(self) -> None:
        """Crossed, then contested, then neither."""
        option = self._options.option
        if option is None:
            self.notify(f"Move to an option; {self.key_of('point')} marks it.", markup=False)
            return
        zone = next_zone(self._options.zones.pop(option, None))
        if zone is not None:
            self._options.zones[option] = zone
        self._options.refresh_rows()
        self.show_rule()

    def command_points(self) -> None:
        """Say by points what crosses it, instead of by options."""
        self.wants_points = True
        super().command_back()

    def command_back(self) -> None:
        """Keep what was marked, as one step; where it makes no line, say so, then drop it."""
        self.wants_points = False
        super().command_back()
