"""Commands with the planner's own keys in place of the declared ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from planner.keys.command import Command
from planner.keys.key_names import key_words

__all__ = ["Keymap", "own_commands", "own_key", "rebound"]

Keymap = Mapping[str, tuple[str, ...]]
"""The keys that replace the declared ones, by the commands' full ids."""


def rebound(commands: Iterable[Command], keymap: Keymap) -> tuple[Command, ...]:
    """The commands with the planner's own keys."""
    if not keymap:
        return tuple(commands)
    return tuple(evolve(c, keys=keymap.get(c.full_id, c.keys)) for c in commands)


def own_commands(app: object, commands: Iterable[Command]) -> tuple[Command, ...]:
    """The commands with the keys that hold in that app."""
    return rebound(commands, getattr(app, "keymap", {}))


def own_key(app: object, commands: Iterable[Command], name: str) -> str:
    """The key of the command ``name`` among these in that app, as it is written for people."""
    (found,) = own_commands(app, [each for each in commands if each.id == name])
    return key_words(found.keys[0])
