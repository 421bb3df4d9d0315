"""The two themes in the terminal's own colours: only the terminal knows how these look.

So text has the terminal's own ink on its own ground, which whoever reads it has chosen, and says by
signs, words, bold and reverse what other themes say by colour too. Only a cursor has a ground of
its own, black and white in either order. Colours are left to frames and scrollbars.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

from planner.keys.settings import OWN_COLOURS

__all__ = ["in_terminal_colours"]

_INK = "ansi_default"
_ON_CURSOR = {"ansi-dark": ("ansi_black", "ansi_white"), "ansi-light": ("ansi_white", "ansi_black")}
_CURSORS = ("block-cursor", "input-cursor", "input-selection", "screen-selection")


def in_terminal_colours() -> tuple[Theme, ...]:
    """Our versions of the library's themes of these names."""
    return tuple(_of(BUILTIN_THEMES[name], *_ON_CURSOR[name]) for name in OWN_COLOURS)


def _of(theme: Theme, ink: str, ground: str) -> Theme:
    cursors = {f"{name}-foreground": ink for name in _CURSORS}
    cursors |= {f"{name}-background": ground for name in _CURSORS}
    return replace(
        theme,
        primary=_INK,
        secondary=_INK,
        accent=_INK,
        warning=_INK,
        error=_INK,
        success=_INK,
        variables={**theme.variables, **cursors, "footer-key-foreground": _INK},
    )
