"""How the planner wants the app: the configuration, what the app remembers, what the terminal can.

The configuration is the user's own file, which the app never writes. What is chosen in the app (a
theme) is remembered in the state folder; the configuration wins. Nothing here needs the screen
library.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from planner.by_fields import Compared
from planner.errors import FileProblemError, Problem
from planner.keys.memory import remembered
from planner.keys.rebinding import Keymap

if TYPE_CHECKING:
    from planner.files.settings.tables import ConfigFile
    from planner.files.toml.findings import Findings

__all__ = [
    "CONTRAST",
    "OWN_COLOURS",
    "OWN_DARK",
    "OWN_LIGHT",
    "THEMES",
    "Settings",
    "few_colours",
    "read_settings",
    "settings_at_start",
]

CONTRAST = "high-contrast"
OWN_DARK = "planner-dark"
"""The theme where nothing else is chosen."""
OWN_LIGHT = "planner-light"
OWN_COLOURS = ("ansi-dark", "ansi-light")
"""The themes that use the terminal's own colours and no others."""

THEMES = (
    OWN_DARK,
    OWN_LIGHT,
    CONTRAST,
    *OWN_COLOURS,
    "textual-dark",
    "textual-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "tokyo-night",
)


@frozen(eq=False, repr=False)
class Settings(Compared):
    """What is set: nothing, as long as no configuration says otherwise.

    ``keys`` are the planner's own. ``theme`` is the configured or the remembered one, empty for
    the usual one; ``theme_is_configured`` sets these apart. ``few_colours`` means that the
    terminal's own colours are all there is. ``author``, configured or
    remembered, signs comments. ``scenario_schema`` and
    ``case_schema`` are the schemas that new files name at their top, empty for none. ``start_page``
    says whether a start without a file begins with the start page. ``tour`` says whether this
    start offers the tour. ``problems`` are those of the configuration, which then counts for
    nothing; ``warnings`` are what of it is left out.
    """

    keys: Keymap = field(factory=dict)
    theme: str = ""
    theme_is_configured: bool = False
    mouse: bool = True
    few_colours: bool = False
    author: str = ""
    scenario_schema: str = ""
    case_schema: str = ""
    start_page: bool = False
    tour: bool = False
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_settings(path: Path) -> Settings:
    """What the configuration at ``path`` sets.

    Raises :class:`~planner.errors.FileProblemError` with all its mistakes at once.
    """
    from planner.files.settings.reading import read_config  # noqa: PLC0415 (most have no such file)

    keymap: dict[str, tuple[str, ...]] = {}
    warnings: list[Problem] = []

    def judge(tables: ConfigFile, findings: Findings) -> None:
        if tables.theme and tables.theme not in THEMES:
            findings.unknown(("theme",), "there is no theme", tables.theme, THEMES)
        keymap.update(_keys(tables, findings))
        warnings.extend(findings.warnings())

    tables = read_config(path, judge)
    return Settings(
        keys=keymap,
        theme=tables.theme,
        theme_is_configured=bool(tables.theme),
        mouse=tables.mouse,
        author=tables.author,
        scenario_schema=tables.scenario_schema,
        case_schema=tables.case_schema,
        start_page=tables.start_page,
        tour=tables.tour,
        warnings=tuple(warnings),
    )


def settings_at_start(*, mouse: bool = True) -> Settings:
    """What holds for this start; a broken configuration is reported and counts for nothing."""
    settings = Settings(start_page=True, tour=True)
    path = _config_path()
    if path is not None:
        try:
            settings = read_settings(path)
        except FileProblemError as error:
            settings = Settings(start_page=True, tour=True, problems=error.problems)
    memory = remembered()
    theme, author = memory.get("theme"), memory.get("author")
    if not settings.author and isinstance(author, str):
        settings = evolve(settings, author=author)
    if not settings.theme and theme in THEMES:
        settings = evolve(settings, theme=str(theme))
    return evolve(
        settings,
        mouse=settings.mouse and mouse,
        few_colours=few_colours(os.environ),
        tour=settings.tour and not memory.get("tour"),
    )


def few_colours(environment: Mapping[str, str]) -> bool:
    """Whether the planner or the terminal wants no colours but the terminal's own.

    ``NO_COLOR`` asks for it; else ``TERM`` says that there are no more than 16, unless the screen
    library is told better.
    """
    if environment.get("NO_COLOR") is not None:
        return True
    if environment.get("TEXTUAL_COLOR_SYSTEM", "").strip().lower() in ("truecolor", "256"):
        return False
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    term = environment.get("TERM", "").strip().lower()
    if os.name == "nt" or term.startswith(("xterm-kitty", "kitty", "alacritty", "foot", "wezterm")):
        return False
    return not any(word in term for word in ("256color", "direct", "truecolor", "ghostty"))


def _config_path() -> Path | None:
    """The configuration's file, ``None`` if there is none: then nothing of its reader is loaded."""
    from planner.files.settings.folder import config_file, is_missing  # noqa: PLC0415 (light, unlike the reader)

    path = config_file()
    return None if is_missing(path) else path


def _keys(tables: ConfigFile, findings: Findings) -> Keymap:
    from planner.keys.keymap import own_keys  # noqa: PLC0415 (most have no keys of their own)
    from planner.keys.together import declared  # noqa: PLC0415 (likewise)

    names = dict.fromkeys(command.table for command in declared().values())
    return own_keys({name: getattr(tables.keys, name) for name in names}, findings)
