"""What a command of the app is, and the commands that several screens share.

A screen lists the commands that work on it; a command with the id ``choose`` runs the screen's
``command_choose`` method. The keys are those of the one table in :mod:`planner.keys.meanings`.
"""

from __future__ import annotations

from attrs import evolve, frozen

from planner.by_fields import Compared
from planner.keys.meanings import KEYS

__all__ = ["Command", "panes", "readings", "table", "undoing"]


@frozen(eq=False, repr=False)
class Command(Compared):
    """What a planner can do, and how.

    ``keys`` are Textual's names, the most memorable first. ``hint`` is the one word that the key
    bar shows for it, empty for a command that only help and the palette list. ``table`` is the
    name of the table that declares it, under which the planner's own keys for it are configured.
    """

    id: str
    name: str
    keys: tuple[str, ...]
    group: str
    hint: str = ""
    description: str = ""
    table: str = ""

    @property
    def full_id(self) -> str:
        """``workbench.undo``: the table and the id, which are unique together."""
        return f"{self.table}.{self.id}"

    @property
    def stays(self) -> bool:
        """Whether the key bar shows it however narrow it is: the ways out and to all the rest."""
        return self.id in ("back", "help", "quit")


def table(name: str, *commands: Command) -> tuple[Command, ...]:
    """The commands as those of that table."""
    return tuple(evolve(command, table=name) for command in commands)


def readings(group: str) -> tuple[Command, ...]:
    """The same keys on each screen that judges."""
    return (
        Command(
            "next_reading",
            "Look through the next reading",
            KEYS["readings"],
            group,
            "reading",
            "literal, lenient, moderate, firm, strict: which statements count as red lines, and "
            "whether contested counts as crossed. Looking changes nothing; Esc goes back.",
        ),
        Command(
            "previous_reading", "Look through the previous reading", KEYS["readings_back"], group
        ),
        Command(
            "set_reading",
            "Make the reading looked through that of the file",
            KEYS["set_reading"],
            group,
            "",
            "A change of the open scenario, which undo takes back; the day looked at becomes that "
            "of the file too. Nothing else changes the reading or the day that its file says.",
        ),
    )


def panes(zoom: str, hint: str = "") -> tuple[Command, ...]:
    """The same keys on each screen with panes."""
    return (
        Command("next_pane", "Next pane", KEYS["next_pane"], "Move"),
        Command("previous_pane", "Previous pane", KEYS["previous_pane"], "Move"),
        Command("zoom", zoom, KEYS["zoom"], "Move", hint),
    )


def undoing(group: str) -> tuple[Command, ...]:
    """The same keys on each screen that changes the scenario."""
    return (
        Command("undo", "Undo", KEYS["undo"], group, "undo"),
        Command("redo", "Redo", KEYS["redo"], group),
    )
