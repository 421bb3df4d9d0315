"""Which commands and parts there are, and what to say of wrong usage.

Nothing here needs the parser of arguments: most starts of the app do without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from keyword import iskeyword

from planner.errors import Problem, WordsError

__all__ = [
    "COMMANDS",
    "PARTS",
    "UsageError",
    "module_of",
    "refuse_given",
    "refuse_source",
    "unknown",
]

COMMANDS = {
    "check": "judge scenarios against the parties' stated red lines, and say why",
    "analyse": "find what is still possible, which red lines clash, and what would end that",
    "compare": "put scenarios side by side: what differs, and whose lines each crosses",
    "log": "show the history of a scenario, with each verdict, or of a case, from git",
    "report": "hand out a brief, an options paper, a table of positions, red lines, a draft text",
    "evidence": "show who states a position on what, and where nobody does",
    "new": "make a new case file, with comments, to put your own in its place",
    "examples": "copy the example scenarios to a folder of your own",
    "cases": "list the cases at hand",
    "verify": "look for each quote of a case in the text of its source",
    "format": "write scenario and case files in the canonical form",
    "merge-file": "put three versions of a scenario or a case together, for git",
    "import": "make a case of another tool's files: Genius, GeniusWeb, GMCR+, CSV",
    "export": "write the clear scenarios, or a case, for other tools: JSON lines, CSV",
    "schema": "print the JSON Schema of scenario or case files, for editors",
    "serve": "serve the app to browsers on this computer, confined to a folder",
    "guide": "show the user's guide, a topic at a time",
    "config": "show, check or locate your own keys, theme and mouse setting",
}
"""The commands with what each does, in the order of the help."""

PARTS = (
    *("scenario", "issues", "parties", "why", "evidence", "analysis", "library", "cases", "help"),
)
"""What ``--plain`` prints, in this order: one part for each screen or pane."""


def module_of(command: str) -> str:
    """The module of a command; an empty name is the app, which is no command."""
    name = command.replace("-", "_") or "app"
    return f"planner.cli.{name}_" if iskeyword(name) else f"planner.cli.{name}"


_SOURCE_ENDING = ".toml"


class UsageError(WordsError):
    """The command line makes no sense."""


def refuse_given(parsed: object, names: Iterable[str], why: str) -> None:
    """Refuses those of the options that were given, where they would do nothing.

    ``why`` goes on with a sentence that begins with the option.
    """
    for name in names:
        if getattr(parsed, name) is not None:
            raise UsageError(f"--{name.replace('_', '-')} {why}")


def refuse_source(out: str | None, what: str) -> None:
    """Refuses the name of a scenario, a case or an overlay for a file that is none of them.

    The planner would look for one there, and find mistakes; a case with such an overlay is
    refused as a whole.
    """
    if out is not None and out.lower().endswith(_SOURCE_ENDING):
        from planner.visible import shown_path  # noqa: PLC0415 (only after a mistake)

        raise UsageError(
            f'{what} is no scenario and no case: "{shown_path(out)}" cannot be its file'
        )


def unknown(kind: str, name: str, known: Iterable[str]) -> Problem:
    """What to say of a name that is none of the known ones; in the words that files get too."""
    # Only after a mistake, hence late.
    from planner.files.toml.findings import alternatives, nearest  # noqa: PLC0415
    from planner.visible import visible  # noqa: PLC0415 (likewise)

    known = tuple(known)
    message = f'there is no {kind} "{visible(name)}"'
    expected, close = alternatives(known), nearest(name, known)
    return Problem("", None, None, message, expected, nearest=close)
