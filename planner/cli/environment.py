"""What the planner takes from the environment for its libraries, and what it drops.

The screen library reads variables of its own as it is imported: one names a module to import,
one presses keys, some end the app with a traceback. Whoever has set them meant another program.
"""

from __future__ import annotations

from collections.abc import MutableMapping

__all__ = ["drop_foreign_variables"]

_HONOURED = {
    "TEXTUAL_COLOR_SYSTEM": ("auto", "standard", "256", "truecolor", "windows"),
    "TEXTUAL_ANIMATIONS": ("none", "basic", "full"),
    "TEXTUAL_DRIVER": ("planner.web.driver:BrowserDriver",),  # set by `planner serve`
    "TEXTUAL_DISABLE_KITTY_KEY": ("1",),  # for keyboards that send what nobody typed
}
"""The variables of the screen library that the app honours, with the values that it knows."""

_MOST_CELLS = {"COLUMNS": 1000, "LINES": 500, "ROWS": 500}
"""The largest screen that the environment may ask for: each cell of it costs memory."""


def drop_foreign_variables(environment: MutableMapping[str, str]) -> None:
    """Drops what would drive the screen library, and sizes that no terminal has."""
    for name in list(environment):
        value = environment[name]
        if name.startswith("TEXTUAL_"):
            fits = value.strip().lower() in map(str.lower, _HONOURED.get(name, ()))
            if fits and name != "TEXTUAL_DRIVER":
                environment[name] = value.strip().lower()
        elif name in _MOST_CELLS:
            fits = _is_size(value, _MOST_CELLS[name])
        else:
            continue
        if not fits:
            del environment[name]


def _is_size(value: str, most: int) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= 4 and 0 < int(value) <= most
