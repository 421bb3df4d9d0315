"""The app's own themes, dark and light: quiet ground, and colour only for what a verdict says.

Every text in them has a contrast of 4.5 : 1 or better on every ground it can stand on: board,
panes, bars, the rows of the unfolded issue and the row under the cursor.
"""

from __future__ import annotations

from textual.theme import Theme

from planner.keys.settings import OWN_DARK, OWN_LIGHT

__all__ = ["PLANNER_DARK", "PLANNER_LIGHT"]

PLANNER_DARK = Theme(
    name=OWN_DARK,
    primary="#6ea8fe",
    secondary="#8ab4d8",
    accent="#7cc4ff",
    warning="#e5b454",
    error="#ec7186",
    success="#8ab4d8",
    foreground="#e4e6ea",
    background="#14171c",
    surface="#1a1e25",
    panel="#222833",
    variables={
        "boost": "#1e242e",
        "text": "#e4e6ea",
        "text-muted": "#a3abb8",
        "text-disabled": "#99a1ae",
        "border": "#6ea8fe",
        "border-blurred": "#3b4454",
        "block-cursor-background": "#2f4f7f",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#2a3240",
        "block-cursor-blurred-foreground": "#e4e6ea",
        "input-selection-background": "#6ea8fe 35%",
        "footer-key-foreground": "#8fd0ff",
        "scrollbar": "#3b4454",
        "scrollbar-background": "#14171c",
    },
)

PLANNER_LIGHT = Theme(
    name=OWN_LIGHT,
    primary="#1f5fae",
    secondary="#3b6a95",
    accent="#08509a",
    warning="#8a5a00",
    error="#a3182f",
    success="#3b6a95",
    foreground="#1c2128",
    background="#fbfaf7",
    surface="#f4f3ef",
    panel="#e9e7e1",
    dark=False,
    variables={
        "boost": "#f1f0eb",
        "text": "#1c2128",
        "text-muted": "#4d5560",
        "text-disabled": "#525a65",
        "border": "#1f5fae",
        "border-blurred": "#c3bfb4",
        "block-cursor-background": "#1f5fae",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#d8dde6",
        "block-cursor-blurred-foreground": "#1c2128",
        "input-selection-background": "#1f5fae 30%",
        "footer-key-foreground": "#0a559c",
        "scrollbar": "#c3bfb4",
        "scrollbar-background": "#fbfaf7",
    },
)
