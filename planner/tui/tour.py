"""The tour: a task on a deal that goes on as one does it, and ends in a saved file of one's own.

It takes neither focus nor keys but its own, and knows only what the session says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen
from textual.screen import Screen

from planner.by_fields import Compared
from planner.editing.progress import Progress
from planner.editing.scenario_session import Session
from planner.keys.key_names import key_words
from planner.keys.rebinding import own_commands
from planner.keys.together import declared
from planner.tui.widgets.tour_bar import TourBar

__all__ = ["STEPS", "Step", "end_tour", "go_on"]


@frozen(eq=False, repr=False)
class Step(Compared):
    """A task: what it says with the commands whose keys it names, and when it is done.

    ``done`` is told the progress at the beginning of the tour and that of now.
    """

    words: str
    commands: tuple[str, ...]
    done: Callable[[Progress, Progress], bool]

    def text(self, key: Callable[[str], str]) -> str:
        """The words with the keys as they are."""
        return self.words.format(*map(key, self.commands))


STEPS = (
    Step(
        "Each row is an issue that the deal decides. {} goes to the next undecided one; {} or a "
        "digit chooses an option. Choose one.",
        ("workbench.next_undecided", "workbench.choose"),
        lambda began, now: now.decided > began.decided,
    ),
    Step(
        "Now cross a line on purpose: choose an option with a + beside it. Below stands why: the "
        "rule, the quote, and what it does not say.",
        (),
        lambda _, now: now.crossed > 0,
    ),
    Step(
        "End the crossing again: {} proposes the smallest changes on the board, {} takes one; or "
        "choose another option yourself.",
        ("workbench.mend", "workbench.go_in"),
        lambda _, now: now.crossed == 0,
    ),
    Step(
        "Statements can be read more or less firmly. {} leads to the readings: look through "
        "another one. The file keeps its own.",
        ("workbench.next_reading",),
        lambda _, now: now.looking,
    ),
    Step(
        "Save your deal as your own: {} asks for a title and proposes a file name from it.",
        ("workbench.save_as",),
        lambda began, now: now.path not in (None, began.path) and not now.unsaved,
    ),
)


def go_on(screen: Screen[Any], session: Session) -> None:
    """Show the next task; the first if there is no tour, none after the last.

    Nothing where the app was left in that very moment.
    """
    if not screen.is_attached:
        return
    bars = screen.query(TourBar)
    if not bars:
        _show(screen, session, 0, Progress.of(session))
        return
    bar = bars.first()
    if bar.step + 1 < len(STEPS):
        _show(screen, session, bar.step + 1, bar.began)
    else:
        end_tour(screen)


def _look_on(screen: Screen[Any], session: Session) -> None:
    """Go on where the task is done; after the last one say so."""
    for bar in screen.query(TourBar):
        if not STEPS[bar.step].done(bar.began, Progress.of(session)):
            return
        if bar.step + 1 < len(STEPS):
            _show(screen, session, bar.step + 1, bar.began)
            return
        end_tour(screen)
        name = session.path.name if session.path is not None else ""
        words = f"That was the tour: {name} is saved and yours."
        screen.notify(f"{words} {_key(screen, 'anywhere.help')} lists all keys.", markup=False)


def end_tour(screen: Screen[Any]) -> bool:
    """Take the tour away; whether there was one."""
    bars = screen.query(TourBar)
    if not bars:
        return False
    bars.remove()
    return True


def _show(screen: Screen[Any], session: Session, step: int, began: Progress) -> None:
    last = "ends it" if step == len(STEPS) - 1 else "passes over this"
    title = f"Tour, {step + 1} of {len(STEPS)}"
    keys = f"{_key(screen, 'workbench.tour')} {last} · {_key(screen, 'workbench.back')} ends"
    words = STEPS[step].text(lambda name: _key(screen, name))
    bars = screen.query(TourBar)
    if bars:
        bars.first().show(step, f"{title} · {keys}", words)
    else:
        bar = TourBar(began, lambda: _look_on(screen, session))
        bar.show(step, f"{title} · {keys}", words)
        screen.mount(bar, before="#keys")


def _key(screen: Screen[Any], full_id: str) -> str:
    (command,) = own_commands(screen.app, [declared()[full_id]])
    return key_words(command.keys[0])
