"""Arguments as every command reads them: mistakes are told in one line, with the nearest name."""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, NoReturn

from attrs import evolve, frozen

from planner.by_fields import Compared
from planner.cli.days import ALL, one_day, two_days
from planner.cli.output import say, width
from planner.cli.unfit import UnfitValueError, unfit
from planner.cli.usage import UsageError, unknown
from planner.model.reading import Reading
from planner.visible import visible

__all__ = [
    "OneOf",
    "Operands",
    "Parser",
    "SomeOf",
    "UnfitValueError",
    "names",
    "one_of",
    "seconds",
    "some_of",
]

Completes = Literal["", "file", "folder"]
"""What a shell offers for an argument: nothing, files or folders."""


class Operands(NamedTuple):
    """The arguments of a command that are no options: their name, how many, and what they are."""

    name: str
    least: int
    most: int | None
    kind: str
    known: tuple[str, ...]
    """The only words there are, if only these are taken; ``kind`` is what they name."""
    completes: Completes
    help: str


_GIVEN_TO_A_FLAG = re.compile(
    r"argument (?P<option>\S+): ignored explicit argument ['\"](?P<value>.*)['\"]"
)
"""argparse's words for ``--quiet=1``."""
_MOST_SECONDS = 366 * 24 * 60 * 60
_NONE = Operands("", 0, 0, "", (), "", "")


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Sets the help to our width; argparse asks one for every option, which must cost nothing."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width())


def _width() -> int:
    return min(width(), 100)


class Parser(argparse.ArgumentParser):
    """A parser of options; it raises :class:`UsageError` where argparse would stop the process.

    ``operands`` are the arguments that are no options, ``completes`` says by an option's first
    name what a shell offers for its value.
    """

    def __init__(self, prog: str, usage: str, description: str, epilog: str) -> None:
        self.operands = _NONE
        self.completes: dict[str, Completes] = {}
        super().__init__(
            prog=prog,
            usage=usage,  # else argparse makes one at every start, which imports much
            description=description,
            epilog=epilog,
            formatter_class=_HelpFormatter,
            allow_abbrev=False,  # a new option must never change what an old script means
        )

    def add_operands(  # noqa: PLR0913 (the parts of one declaration)
        self,
        name: str,
        *,
        least: int = 0,
        most: int | None = None,
        kind: str = "",
        known: Sequence[str] = (),
        completes: Completes = "",
        help: str,  # noqa: A002 (as argparse calls it)
    ) -> None:
        """Declares the arguments that are no options: from ``least`` to ``most`` of them.

        Where only ``known`` words are taken, ``kind`` says what they are.
        """
        self.operands = Operands(name, least, most, kind, tuple(known), completes, help)

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The options by name, and all else in ``operands``.

        Raises :class:`UsageError` for anything that is not understood. What follows ``--`` is no
        option. argparse itself would not take options between the operands.
        """
        end = arguments.index("--") if "--" in arguments else len(arguments)
        parsed, operands = self.parse_known_args(arguments[:end])
        for operand in operands:
            if operand.startswith("-") and operand != "-":
                options = [name for name in self._option_string_actions if name.startswith("--")]
                raise UsageError.of(unknown("option", operand.partition("=")[0], options))
        operands += arguments[end + 1 :]
        self._refuse_operands(operands)
        parsed.operands = operands
        return parsed

    def _refuse_operands(self, operands: Sequence[str]) -> None:
        """Refuses what is none of the declared operands, or not as many as there should be."""
        declared = self.operands
        if "" in operands:
            raise UsageError("an argument is empty", "the name of a file")
        if len(operands) < declared.least:
            raise UsageError(
                "an argument is missing", hint=f"usage: {' '.join((self.usage or '').split())}"
            )
        if declared.most is not None and len(operands) > declared.most:
            message = f'"{visible(operands[declared.most])}" is one argument too many'
            raise UsageError(message, hint=self._help)
        for operand in operands:
            if declared.known and operand not in declared.known:
                raise UsageError.of(unknown(declared.kind, operand, declared.known))

    @property
    def options(self) -> list[argparse.Action]:
        """The options, in the order of the help."""
        return [action for action in self._actions if action.option_strings]

    @staticmethod
    def repeats(option: argparse.Action) -> bool:
        """Whether the option may be given several times."""
        return isinstance(option, argparse._AppendAction)  # noqa: SLF001 (argparse has no other name for it)

    @property
    def _help(self) -> str:
        return f"see {self.prog} --help"

    def error(self, message: str) -> NoReturn:
        """Raises :class:`UsageError`."""
        # argparse hands over nothing but a text, and keeps what it made that of as the context.
        raised = sys.exception()
        cause = raised.__context__ if raised is not None else None
        if isinstance(cause, UnfitValueError) and isinstance(raised, argparse.ArgumentError):
            option = f"argument {raised.argument_name}: " if raised.argument_name else ""
            said = evolve(cause.problem, message=f"{option}{cause.problem.message}")
            raise UsageError.of(said, self._help)
        if given := _GIVEN_TO_A_FLAG.fullmatch(message):
            option, value = given.group("option", "value")
            message = f'{option} takes no value, and was given "{visible(value)}"'
        raise UsageError(message, hint=self._help)

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 (argparse's signature)
        """Writes the help where answers go."""
        from planner.cli.help_lines import fitting_text, fitting_usage  # noqa: PLC0415 (only here)

        self.usage = fitting_usage(self.usage or "", _width())
        self.description = fitting_text(self.description or "", _width())
        self.epilog = fitting_text(self.epilog or "", _width())
        if self.operands.name:
            # Only to be seen: argparse itself is never asked to take them.
            group = self.add_argument_group("arguments")
            group.add_argument(self.operands.name, nargs="*", help=self.operands.help)
            self._action_groups.insert(0, self._action_groups.pop())
        say(self.format_help().splitlines())

    def add_format(self, known: Sequence[str] = ("text", "json"), others: str = "") -> None:
        """Adds ``--format``; ``others`` says what those are that not every command has."""
        self.add_argument(
            "--format",
            type=one_of("format", known),
            default="text",
            metavar="|".join(known),
            help="plain lines for a person (default), JSON for a program"
            + (f", {others}" if others else ""),
        )

    def add_case_or_scenario(self) -> None:
        """Declares the one operand of commands that take either kind of file."""
        self.add_operands(
            "CASE-OR-SCENARIO",
            least=1,
            most=1,
            completes="file",
            help="a case's id, a case file (*.case.toml) or a scenario's file",
        )

    def add_without_private(self) -> None:
        """Adds ``--without-private``, which leaves out the private overlay beside the case."""
        self.add_argument(
            "--without-private",
            action="store_true",
            help="leave out what NAME.private.toml beside the case adds or replaces",
        )

    def add_reading(self) -> None:
        """Adds ``--reading`` and ``--set-aside``, which override what the file says."""
        self.add_argument(
            "--reading",
            type=OneOf("reading", tuple(Reading), Reading),
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

    def add_as_of(self, *, two: bool = False, so: str = "") -> None:
        """Adds ``--as-of``, which overrides the day that the file says; ``two``: or two days.

        ``so`` says where alone it is taken.
        """
        flips = "; DATE..DATE reports besides what flipped from the one day to the other"
        self.add_argument(
            "--as-of",
            type=two_days if two else one_day,
            metavar="DATE[..DATE]" if two else "DATE",
            help=f"{so}judge by what was stated until that day, such as 2025-08-19, instead of the "
            f'day that the file says; "{ALL}": by all that is stated{flips if two else ""}',
        )


@frozen(eq=False, repr=False)
class OneOf(Compared):
    """Takes one of the known names and refuses others, naming the nearest."""

    kind: str
    known: tuple[str, ...]
    made: Callable[[str], str] = str

    def __call__(self, name: str) -> str:
        """The name, or what is ``made`` of it."""
        if name not in self.known:
            raise UnfitValueError(unknown(self.kind, name, self.known))
        return self.made(name)


@frozen(eq=False, repr=False)
class SomeOf(Compared):
    """Takes known names, separated by commas, and refuses others, naming the nearest."""

    kind: str
    known: tuple[str, ...]

    def __call__(self, text: str) -> list[str]:
        """The names."""
        return [OneOf(self.kind, self.known)(name) for name in names(text)]


def names(text: str) -> list[str]:
    """The names in a text that separates them by commas."""
    return [name for part in text.split(",") if (name := part.strip())]


def seconds(text: str) -> float:
    """A number of seconds, none of them negative; of a longer time no clock can be set."""
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not 0 <= found <= _MOST_SECONDS:
        wrong = "is more than a year" if found > _MOST_SECONDS else "is not a number of seconds"
        raise unfit(text, wrong, f"a number such as 10, at most {_MOST_SECONDS:,}")
    return found


def one_of(kind: str, known: Sequence[str]) -> OneOf:
    """What takes one of the known names and refuses others, naming the nearest."""
    return OneOf(kind, tuple(known))


def some_of(kind: str, known: Sequence[str]) -> SomeOf:
    """What takes several of the known names, separated by commas."""
    return SomeOf(kind, tuple(known))
