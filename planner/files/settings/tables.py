"""The shape of the planner's own configuration, a class for each table.

``config.toml`` is written by its user alone; no program of ours changes it.
"""

# No ``from __future__ import annotations``: with real types at hand, nobody need evaluate
# texts.

from typing import Any

from attrs import Factory, field, frozen

from planner.files.toml.values import NO_TITLE, FormatNumber, Identifier, Label, Title

__all__ = ["ConfigFile", "KeyTable", "KeysTable"]

KeyTable = dict[Identifier, tuple[Label, ...]]
"""Commands with their keys."""


def _described(description: str, *, default: Any) -> Any:
    return field(default=default, metadata={"description": description})


def _keys(where: str) -> Any:
    return _described(
        f"Keys of the commands {where}, in place of the declared ones", default=Factory(dict)
    )


# Never compared or printed: what attrs need not make costs nothing at start.
_table = frozen(eq=False, repr=False)


@_table
class KeysTable:
    """The ``[keys.SCREEN]`` tables: a command's id, and the keys that run it there."""

    workbench: KeyTable = _keys("of the main screen")
    analysis: KeyTable = _keys("of the analysis")
    evidence: KeyTable = _keys("of the evidence")
    compare: KeyTable = _keys("of the comparison")
    comments: KeyTable = _keys("of the comments")
    history: KeyTable = _keys("of the history of a file")
    case: KeyTable = _keys("of the case")
    source: KeyTable = _keys("of the text of a source")
    codings: KeyTable = _keys("of two codings side by side")
    points: KeyTable = _keys("of the points of a red line")
    pointing: KeyTable = _keys("of the options that a red line is pointed out on")
    report: KeyTable = _keys("of the report")
    library: KeyTable = _keys("of the library")
    start: KeyTable = _keys("of the start page")
    cases: KeyTable = _keys("of the list of cases")
    anywhere: KeyTable = _keys("that work on every screen")
    lists: KeyTable = _keys("that move in lists and texts")
    columns: KeyTable = _keys("that move from column to column")


@_table
class ConfigFile:
    """The planner's configuration: keys, theme, mouse."""

    format: FormatNumber = field(metadata={"description": "The format of the file: 1"})
    theme: Label = _described(
        "The theme, which then cannot be changed for good in the app", default=Label("")
    )
    mouse: bool = _described(
        "Whether the app takes the mouse; if not, selecting text is the terminal's business",
        default=True,
    )
    author: Title = _described(
        "The name that comments written in the app are signed with", default=NO_TITLE
    )
    scenario_schema: Label = _described(
        "The schema that the first line of a new scenario names, for editors: an address, or a "
        "file's path from the configuration's folder; none if left out",
        default=Label(""),
    )
    case_schema: Label = _described(
        "The same for a new case, in the app and by `planner new`", default=Label("")
    )
    start_page: bool = _described(
        "Whether a start without a file begins with the start page; else with a new scenario",
        default=True,
    )
    tour: bool = _described("Whether the first start offers the tour", default=True)
    keys: KeysTable = _described("Your own keys", default=Factory(KeysTable))
