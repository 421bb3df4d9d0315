"""Commands as Textual's key bindings, and the user's own keys as Textual's keymap."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from planner.keys.command import Command
from planner.keys.rebinding import Keymap

__all__ = ["bindings", "textual_keymap"]


def bindings(commands: Iterable[Command], *, of_widget: bool = False) -> list[BindingType]:
    """The key bindings that run the commands on the screen, or on the widget, that lists them.

    A widget's commands are its actions of the same names. By the bindings' ids the user's own
    keys replace the declared ones.
    """
    return [
        Binding(
            key,
            command.id if of_widget else f"command('{command.id}', '{key}')",
            command.name,
            show=False,
            id=_binding_id(command, nth),
        )
        for command in commands
        for nth, key in enumerate(command.keys)
    ]


def textual_keymap(keymap: Keymap) -> dict[str, str]:
    """The keymap as Textual wants it: keys by the ids of bindings."""
    found: dict[str, str] = {}
    if not keymap:
        return found
    from planner.keys.together import declared  # noqa: PLC0415 (few have keys of their own)

    known = declared()
    for full_id, keys in keymap.items():
        if known[full_id].id == "digit":
            found |= {_binding_id(known[full_id], nth): key for nth, key in enumerate(keys)}
        else:
            found[full_id] = ",".join(keys)
    return found


def _binding_id(command: Command, nth: int) -> str:
    """The id of the binding of a command's ``nth`` key.

    The same for all keys of a command, but for one that has a key for each variant.
    """
    return f"{command.full_id}.{nth + 1}" if command.id == "digit" else command.full_id
