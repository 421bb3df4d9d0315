"""``planner examples``: the example scenarios, copied to a folder of one's own.

Its JSON has the keys ``folder``, ``made[]`` and ``left[]`` (files that were there already).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.cli.arguments import Parser
from planner.cli.output import pasted, say, say_json
from planner.cli.problems import Problems
from planner.errors import SaveError
from planner.files.examples import copy_examples
from planner.files.places import HERE
from planner.reports.words.numbers import counted
from planner.visible import shown_path

__all__ = ["parser", "run"]

_FOLDER = "examples"
_EXAMPLES = """\
Without DIR the folder is called examples. It is made where it is not there. The examples of the
two fictional cases are put into a folder each, of the case's id. No file is ever overwritten: one
of the same name stays as it is, and the answer names it.

examples:
  planner examples
  planner examples talks --format json

exit codes:
  0    every example is in the folder
  2    wrong usage, or a folder or a file that cannot be made
"""


def run(arguments: Sequence[str]) -> int:
    """Copies the examples, and says what to do with them."""
    parsed = parser().parse(arguments)
    folder = HERE / (parsed.operands[0] if parsed.operands else _FOLDER)
    try:
        copied = copy_examples(folder)
    except OSError as error:
        there = isinstance(error, FileExistsError | NotADirectoryError)
        reason = "a file stands in its way" if there else error.strerror or "it cannot be made"
        raise SaveError(f"{shown_path(folder)}: no folder for the examples: {reason}") from None
    if parsed.format == "json":
        answer = {
            "folder": str(folder),
            "made": [_name(path, folder) for path in copied.made],
            "left": [_name(path, folder) for path in copied.left],
        }
        say_json(Problems().json(answer))
        return 0
    shown = shown_path(folder)
    lines = [f"{counted(len(copied.made), 'example')} copied to {shown}."]
    lines += [f"{_name(path, folder)} is there already and stays as it is." for path in copied.left]
    first = next(iter((*copied.made, *copied.left)))
    one, all_ = pasted(shown_path(first)), pasted(shown)
    lines += [f"Open one with `planner {one}`; `planner check {all_}` judges all."]
    say(lines)
    return 0


def _name(copy: Path, folder: Path) -> str:
    return copy.relative_to(folder).as_posix()


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner examples",
        "planner examples [DIR] [--format text|json]",
        "Copy the example scenarios to a folder of your own.",
        _EXAMPLES,
    )
    made.add_operands("DIR", least=0, most=1, completes="folder", help="the folder to copy them to")
    made.add_format()
    return made
