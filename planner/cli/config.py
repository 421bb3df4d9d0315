"""``planner config``: where your own configuration is, whether it is right, and what holds.

Its JSON has the keys ``file`` and ``there`` (whether there is one); but for ``path`` also
``settings``, ``own_keys`` (how many commands have keys of their own) and ``keys``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from planner.cli.arguments import Parser
from planner.cli.output import say, say_json
from planner.cli.problems import Problems
from planner.files.places import CONFIG_VARIABLE
from planner.files.settings.folder import config_file, is_missing
from planner.files.toml.writing import inline
from planner.keys.command import Command
from planner.keys.key_names import SIGNS
from planner.keys.rebinding import rebound
from planner.keys.settings import THEMES, Settings, read_settings
from planner.keys.together import declared
from planner.reports.words.numbers import counted
from planner.visible import shown_path

__all__ = ["parser", "run"]

_EXAMPLES = f"""\
  path   print where the file is looked for, whether or not there is one
  check  read it, and say what is wrong in it as FILE:LINE:COLUMN: error: ...
  show   print what holds, with every command and its keys: in the form of that file

Keys are written as they are typed ("u", "G", "?") or by name ("f5", "ctrl+t", "pageup", "space").
A command in a table such as [keys.library] has the keys that stand there and no others. Keys of
questions and of fields in which one types stay as they are. {CONFIG_VARIABLE} names another folder.

examples:
  planner config check
  planner config show > my-config.toml

exit codes:
  0    fine, also where there is no such file
  2    wrong usage, or the file has mistakes: the app then starts without it and says so
"""
_WAYS = ("path", "check", "show")
_VALUES = (*("theme", "mouse", "author", "scenario_schema", "case_schema", "start_page", "tour"),)
"""The settings that are no keys, in the order of the file."""


def run(arguments: Sequence[str]) -> int:
    """Says where the configuration is, checks it, or shows what holds."""
    parsed = parser().parse(arguments)
    way, as_json = parsed.operands[0], parsed.format == "json"
    file, problems = config_file(), Problems()
    there = not is_missing(file) and not (way == "show" and _is_written(file))
    answer: dict[str, Any] = {"file": str(file), "there": there}
    if way == "path":
        if as_json:
            say_json(problems.json(answer))
        else:
            say([shown_path(file)])
        return 0
    settings = read_settings(file) if there else Settings(start_page=True, tour=True)
    problems.tell(settings.warnings)
    if as_json:
        say_json(problems.json({**answer, **_plain(settings)}))
    else:
        say(_checked(file, settings, there=there) if way == "check" else _shown(settings))
    return 0


def _is_written(file: Path) -> bool:
    """Whether the answer goes into the file, which the shell has emptied for it."""
    if sys.stdout is None:
        return False
    try:
        held, out = file.stat(), os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return False
    return held.st_size == 0 and os.path.samestat(held, out)


def _plain(settings: Settings) -> dict[str, Any]:
    """What holds, for a program: the settings, and every command's keys by screen and command."""
    keys: dict[str, dict[str, list[str]]] = {}
    for command in rebound(declared().values(), settings.keys):
        keys.setdefault(command.table, {})[command.id] = [_typed(key) for key in command.keys]
    values = {name: getattr(settings, name) for name in _VALUES}
    return {"settings": values, "own_keys": len([*settings.keys]), "keys": keys}


def _checked(file: Path, settings: Settings, *, there: bool) -> list[str]:
    if not there:
        return [f"{shown_path(file)}: there is no such file; the usual keys and colours hold"]
    own = [*settings.keys]
    return [f"{shown_path(file)}: fine; own keys for {counted(len(own), 'command')}"]


def _shown(settings: Settings) -> Iterator[str]:
    yield "format = 1"
    yield f"# one of {', '.join(THEMES)}; empty: the one chosen in the app"
    yield f'theme = "{settings.theme}"'
    yield f"mouse = {str(settings.mouse).lower()}  # false leaves selecting text to the terminal"
    yield f"author = {inline(settings.author)}  # signs the comments that you write in the app"
    yield f"scenario_schema = {inline(settings.scenario_schema)}  # that a new scenario names"
    yield f"case_schema = {inline(settings.case_schema)}  # that a new case names"
    yield f"start_page = {str(settings.start_page).lower()}  # else a new scenario"
    yield f"tour = {str(settings.tour).lower()}  # whether the first start offers the tour"
    table = ""
    for command in rebound(declared().values(), settings.keys):
        if command.table != table:
            table = command.table
            yield ""
            yield f"[keys.{table}]"
        yield _line(command)


def _line(command: Command) -> str:
    keys = ", ".join(map(_written, command.keys))
    return f"{command.id} = [{keys}]  # {command.name}"


def _typed(key: str) -> str:
    """The key as the file has it: the sign that is typed, or its name."""
    return next((sign for sign, name in SIGNS.items() if name == key), key)


def _written(key: str) -> str:
    sign = _typed(key)
    return f"'{sign}'" if sign in {'"', "\\"} else f'"{sign}"'


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner config",
        "planner config path|check|show [--format text|json]",
        "Show, check or locate your own configuration: keys, theme, mouse, your name.",
        _EXAMPLES,
    )
    made.add_operands(
        "WAY",
        least=1,
        most=1,
        kind="way to call planner config",
        known=_WAYS,
        help="what to do with it",
    )
    made.add_format()
    return made
