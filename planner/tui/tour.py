"""The tour: five steps on the main screen, each pointing at what it is about.

It takes neither focus nor keys: whoever is on it can try at once what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen
from textual.screen import Screen

from planner.keys.key_names import key_words
from planner.keys.keymap import declared, own_commands
from planner.tui.widgets.tour_bar import TourBar

__all__ = ["STEPS", "Step", "end_tour", "go_on"]

_POINTED = "-pointed"


@frozen
class Step:
    """What a step says, with the commands whose keys it names, and what it points at."""

    target: str
    words: str
    commands: tuple[str, ...] = ()

    def text(self, key: Callable[[str], str]) -> str:
        """The words with the keys as they are."""
        return self.words.format(*map(key, self.commands))


STEPS = (
    Step(
        "issues",
        "The issues and their options. {} {} move, {} or a digit chooses, {} goes to the next "
        "undecided issue. Beside each option stands, before you choose it, whose red line it would "
        "cross (✗) or leave contested (?), and how many clear scenarios it would leave.",
        (
            "lists.cursor_down",
            "lists.cursor_up",
            "workbench.choose",
            "workbench.next_undecided",
        ),
    ),
    Step(
        "parties",
        "The parties with their verdict. It says which stated lines are crossed, and forecasts "
        "nothing; where nobody said anything it says so. {} goes from pane to pane, "
        "{} sets the red line under the cursor aside for a what-if.",
        ("workbench.next_pane", "workbench.set_aside"),
    ),
    Step(
        "why",
        "Why: the rule in words, the quote, who says so and how strongly, and what it does not "
        "say. It follows the cursor in the other two panes. {} gives a pane the whole room.",
        ("workbench.zoom",),
    ),
    Step(
        "verdict",
        "The verdict on the whole scenario, under one reading: how firmly statements are read, and "
        "whether contested counts as crossed. {} looks through the five readings, {} sets "
        "that of the file.",
        ("workbench.next_reading", "workbench.set_reading"),
    ),
    Step(
        "keys",
        "Some of the keys. {} lists all that work here with the words, {} finds a command by name, "
        "{} saves, {} opens the library, {} the evidence, {} the analysis. {} begins this tour "
        "again.",
        (
            "anywhere.help",
            "anywhere.palette",
            "workbench.save",
            "anywhere.library",
            "anywhere.evidence",
            "anywhere.analysis",
            "workbench.tour",
        ),
    ),
)


def go_on(screen: Screen[Any]) -> None:
    """Show the next step; the first if there is no tour, none after the last."""
    bars = screen.query(TourBar)
    step = bars.first().step + 1 if bars else 0
    if step >= len(STEPS):
        end_tour(screen)
        return
    known = declared()

    def key(full_id: str) -> str:
        (command,) = own_commands(screen.app, [known[full_id]])
        return key_words(command.keys[0])

    at = STEPS[step]
    last = "ends" if step == len(STEPS) - 1 else "goes on"
    title = f"Tour, {step + 1} of {len(STEPS)}"
    keys = f"{key('workbench.tour')} {last} · {key('workbench.back')} skips the rest"
    if not bars:
        screen.mount(TourBar(step, title, keys, at.text(key)), before="#keys")
    else:
        bars.first().show(step, title, keys, at.text(key))
    _point(screen, at.target)


def end_tour(screen: Screen[Any]) -> bool:
    """Take the tour away; whether there was one."""
    bars = screen.query(TourBar)
    if not bars:
        return False
    bars.remove()
    _point(screen, "")
    return True


def _point(screen: Screen[Any], target: str) -> None:
    for step in STEPS:
        screen.query_one(f"#{step.target}").set_class(step.target == target, _POINTED)
