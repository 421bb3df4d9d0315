"""Our own theme of high contrast: black, white, and four colours that all eyes tell apart."""

from __future__ import annotations

from textual.theme import Theme

from planner.keys.settings import CONTRAST

__all__ = ["HIGH_CONTRAST"]

HIGH_CONTRAST = Theme(
    name=CONTRAST,
    primary="#7cc7ff",
    secondary="#7cc7ff",
    accent="#ffffff",
    warning="#ffd400",
    error="#ff9a4d",
    success="#7cc7ff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    luminosity_spread=0.0,
    text_alpha=1.0,
    variables={
        "boost": "#262626",
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "input-cursor-background": "#ffffff",
        "input-cursor-foreground": "#000000",
        "input-selection-background": "#7cc7ff 45%",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#000000",
        "text": "#ffffff",
        "text-muted": "#d8d8d8",
        "text-disabled": "#d8d8d8",
        "text-primary": "#7cc7ff",
        "text-accent": "#ffffff",
        "text-warning": "#ffd400",
        "text-error": "#ff9a4d",
    },
)
