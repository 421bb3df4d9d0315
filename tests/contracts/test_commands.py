"""What every declared command promises, on whichever screen lists it."""

from __future__ import annotations

import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

import planner.tui.screens
from planner.keys.key_names import key_words
from planner.keys.tables.moves import COLUMN_MOVES, LIST_MOVES
from planner.keys.together import declared
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.widgets.key_bar import fitting

Screens = type[CommandScreen[Any]]


def screens() -> list[Screens]:
    """All screens that list commands."""
    for module in pkgutil.iter_modules(planner.tui.screens.__path__):
        import_module(f"{planner.tui.screens.__name__}.{module.name}")

    def below(kind: Screens) -> Iterator[Screens]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    found = [kind for kind in below(CommandScreen) if kind.commands_here]
    assert len(found) >= 2
    return found


every_screen = pytest.mark.parametrize("screen", screens(), ids=lambda kind: kind.__name__)

_EVERYWHERE = re.compile(
    r"[a-zA-Z0-9]|up|down|left|right|pageup|pagedown|home|end"
    r"|space|enter|escape|tab|shift\+tab|slash|question_mark|colon|equals_sign|(left|right)_square_bracket"
    r"|plus|less_than_sign|greater_than_sign|comma|full_stop|(left|right)_parenthesis"
    r"|minus|exclamation_mark|ampersand|number_sign"
)
"""Keys that reach the app everywhere: none with Ctrl or Alt, and no F key.

Editors' and browsers' terminals, tmux and desktops keep some of each for themselves.
"""


@every_screen
def test_every_command_has_its_method(screen: Screens) -> None:
    """So that key, palette and click find it."""
    for command in screen.commands_here:
        assert callable(getattr(screen, f"command_{command.id}", None)), command.id


@every_screen
def test_no_key_means_two_things_on_one_screen(screen: Screens) -> None:
    """Counting the keys that move in a list, which would swallow a screen's own."""
    listed = (*screen.commands_here, *LIST_MOVES)
    keys = Counter(key for command in listed for key in command.keys)
    assert [key for key, times in keys.items() if times > 1] == []


@every_screen
def test_every_command_has_a_key_that_common_terminals_deliver(screen: Screens) -> None:
    """Others are only added to it; but what destroys is rather out of reach than hit by chance."""
    for command in (*screen.commands_here, *LIST_MOVES, *COLUMN_MOVES):
        reached = any(_EVERYWHERE.fullmatch(key) for key in command.keys)
        assert reached or command.full_id in {"library.delete", "case.remove"}, command


@every_screen
def test_every_key_is_bound_to_its_command(screen: Screens) -> None:
    """The declaration is what the screen does."""
    bound = {key: held[-1].action for key, held in screen._merge_bindings().key_to_bindings.items()}
    for command in screen.commands_here:
        for key in command.keys:
            assert bound[key] == f"command('{command.id}', '{key}')"


@every_screen
def test_the_key_hints_fit_80_columns(screen: Screens) -> None:
    """With the margins: at least three of them, and those for help and for leaving always."""
    hinted = [command for command in screen.commands_here if command.hint]
    shown = fitting(hinted, 78)
    hints = [f"{key_words(c.keys[0])} {c.hint}" for c in shown]
    assert len(hints) >= 3
    assert len("  ".join(hints)) <= 78
    assert {c.id for c in hinted if c.stays} <= {c.id for c in shown}


@every_screen
def test_help_palette_and_quit_are_reachable_everywhere(screen: Screens) -> None:
    """And names are told apart."""
    names = [command.name for command in screen.commands_here]
    assert len(set(names)) == len(names)
    assert {"help", "palette", "quit"} <= {command.id for command in screen.commands_here}


def test_every_key_has_words() -> None:
    """No name of Textual's is shown to a planner."""
    commands = declared().values()
    assert commands
    for command in commands:
        for key in command.keys:
            assert "_" not in key_words(key)
            assert len(key_words(key)) <= 9
