"""Arguments as every command reads them: mistakes are told in one line, with the nearest name."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import NoReturn

from planner.cli.days import ALL, one_day, two_days
from planner.cli.output import say, width
from planner.cli.usage import UsageError, unknown
from planner.model.reading import Reading

__all__ = ["Parser", "names", "one_of"]


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Sets the help to our width; argparse asks one for every option, which must cost nothing."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=min(width(), 100))


class Parser(argparse.ArgumentParser):
    """A parser of options; it raises :class:`UsageError` where argparse would stop the process."""

    def __init__(self, prog: str, usage: str, description: str, epilog: str) -> None:
        super().__init__(
            prog=prog,
            usage=usage,  # else argparse makes one at every start, which imports much
            description=description,
            epilog=epilog,
            formatter_class=_HelpFormatter,
            allow_abbrev=False,  # a new option must never change what an old script means
        )

    def parse(
        self, arguments: Sequence[str], *, least: int = 0, most: int | None = None
    ) -> argparse.Namespace:
        """The options by name, and all else in ``operands``, from ``least`` to ``most`` of them.

        Raises :class:`UsageError` for anything that is not understood. What follows ``--`` is no
        option. argparse itself would not take options between the operands.
        """
        end = arguments.index("--") if "--" in arguments else len(arguments)
        parsed, operands = self.parse_known_args(arguments[:end])
        for operand in operands:
            if operand.startswith("-") and operand != "-":
                options = [name for name in self._option_string_actions if name.startswith("--")]
                raise UsageError(unknown("option", operand.partition("=")[0], options))
        operands += arguments[end + 1 :]
        if "" in operands:
            raise UsageError("an argument is empty; expected the name of a file")
        if len(operands) < least:
            raise UsageError(f"an argument is missing; usage: {self.usage}")
        if most is not None and len(operands) > most:
            raise UsageError(f'"{operands[most]}" is one argument too many; {self._help}')
        parsed.operands = operands
        return parsed

    @property
    def _help(self) -> str:
        return f"see {self.prog} --help"

    def error(self, message: str) -> NoReturn:
        """Raises :class:`UsageError`."""
        raise UsageError(f"{message}; {self._help}")

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 (argparse's signature)
        """Writes the help where answers go."""
        say(self.format_help().splitlines())

    def add_format(self) -> None:
        """Adds ``--format``."""
        self.add_argument(
            "--format",
            type=one_of("format", ("text", "json")),
            default="text",
            metavar="text|json",
            help="plain lines for a person (default), or JSON for a program",
        )

    def add_reading(self) -> None:
        """Adds ``--reading`` and ``--set-aside``, which override what the file says."""
        self.add_argument(
            "--reading",
            type=_reading,
            metavar="NAME",
            help=f"how firmly statements are read, instead of what the file says: "
            f"{', '.join(Reading)}",
        )
        self.add_argument(
            "--set-aside",
            action="extend",
            type=names,
            metavar="ID",
            help="a red line to leave out, instead of those the file sets aside; repeat it or "
            "separate ids by commas, and give '' to leave out none",
        )

    def add_as_of(self, *, two: bool = False) -> None:
        """Adds ``--as-of``, which overrides the day that the file says; ``two``: or two days."""
        flips = "; DATE..DATE reports besides what flipped from the one day to the other"
        self.add_argument(
            "--as-of",
            type=two_days if two else one_day,
            metavar="DATE[..DATE]" if two else "DATE",
            help="judge by what was stated until that day, such as 2025-08-19, instead of the day "
            f'that the file says; "{ALL}": by all that is stated{flips if two else ""}',
        )


def names(text: str) -> list[str]:
    """The names in a text that separates them by commas."""
    return [name for part in text.split(",") if (name := part.strip())]


def _reading(name: str) -> Reading:
    return Reading(one_of("reading", tuple(Reading))(name))


def one_of(kind: str, known: Sequence[str]) -> Callable[[str], str]:
    """What takes one of the known names and refuses others, naming the nearest."""

    def chosen(name: str) -> str:
        if name not in known:
            raise argparse.ArgumentTypeError(unknown(kind, name, known))
        return name

    return chosen
