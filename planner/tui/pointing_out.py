"""From a red line to its rule as it is pointed out: by options, or by points instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.screen import Screen

from planner.editing.pointing import zones_of
from planner.keys.rebinding import own_key
from planner.keys.tables.case import CASE
from planner.model.case import Case
from planner.model.red_lines import RedLine
from planner.tui.large_case import LOOKING, is_large, judged
from planner.tui.screens.pointing import PointingScreen
from planner.tui.screens.points import PointsScreen
from planner.tui.widgets.case_form import CaseForm

__all__ = ["give_points", "point_out", "point_out_new"]

Keep = Callable[[RedLine], None]


def point_out(app: App[Any], case: Case, line: RedLine, keep: Keep) -> None:
    """Mark on the options what crosses the line; ``keep`` is called with what was pointed out.

    A file can hold the case with that line. A line by points is given others. A rule that cannot be
    pointed out stays, with a word.
    """
    if line.points is not None:
        give_points(app, case, line, keep)
        return
    zones = zones_of(line)
    if zones is None:
        way = f"edit it in words, with {own_key(app, CASE, 'open_form')}"
        words = f"This rule combines issues or bounds a number: {way}."
        app.notify(words, severity="warning", markup=False)
        return
    screen = PointingScreen(case, line, zones)

    def take(pointed: RedLine | None) -> None:
        if screen.wants_points:
            give_points(app, case, pointed or line, keep, marked=pointed)
        elif pointed is not None:
            keep(pointed)

    app.push_screen(screen, take)


def point_out_new(screen: Screen[Any], case: Case, form: CaseForm, keep: Keep) -> None:
    """Likewise for the new line in a form of the screen that lacks its rule alone.

    Where it lacks more the form says so. A large case is looked through beside the keys; Esc leads
    back to the form.
    """

    def go_on(line: RedLine | None) -> None:
        if line is None:
            form.warn()
        else:
            point_out(screen.app, case, line, keep)

    judged(
        screen,
        form.looking_for_line(case),
        go_on,
        form.stay_open,
        large=is_large(case),
        words=LOOKING,
    )


def give_points(
    app: App[Any], case: Case, line: RedLine, keep: Keep, *, marked: RedLine | None = None
) -> None:
    """Give the options points; ``keep`` is called with the line that has them.

    Where none are given it is called with what was ``marked`` before, if anything was.
    """

    def take(pointed: RedLine | None) -> None:
        if (kept := pointed or marked) is not None:
            keep(kept)

    app.push_screen(PointsScreen(case, line), take)
