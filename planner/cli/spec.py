"""``planner --spec``: the whole command line for a program, made from the parsers themselves."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

from planner.cli.arguments import OneOf, Operands, Parser, SomeOf
from planner.cli.usage import COMMANDS, module_of

__all__ = ["parsers", "spec"]


def parsers() -> dict[str, Parser]:
    """The parser of the app itself, by an empty name, and that of each command."""
    return {name: _parser_of(module_of(name)) for name in ("", *COMMANDS)}


def _parser_of(module: str) -> Parser:
    made: Parser = import_module(module).parser()
    return made


def spec() -> dict[str, Any]:
    """The command line: the app with its own options, and in ``commands`` every command.

    Each has ``name``, ``brief``, ``summary``, ``usage``, ``operands``, ``options`` and ``more``:
    the examples and exit codes as its help shows them.
    """
    own, *others = (_command_spec(name, parser) for name, parser in parsers().items())
    return {**own, "commands": others}


def _command_spec(name: str, parser: Parser) -> dict[str, Any]:
    """What one parser takes.

    An operand that takes only certain words has them in ``choices``; its ``most`` is null where
    there may be any number. An option without a value has ``value`` null.
    """
    return {
        "name": name or parser.prog,
        "brief": COMMANDS.get(name, ""),
        "summary": parser.description or "",
        "usage": (parser.usage or "").splitlines(),
        "operands": [_operands(parser.operands)] if parser.operands.name else [],
        "options": [_option(parser, action) for action in parser.options],
        "more": (parser.epilog or "").splitlines(),
    }


def _operands(declared: Operands) -> dict[str, Any]:
    return {
        "name": declared.name,
        "least": declared.least,
        "most": declared.most,
        "choices": list(declared.known),
        "completes": declared.completes,
        "help": declared.help,
    }


def _option(parser: Parser, action: argparse.Action) -> dict[str, Any]:
    known = action.type.known if isinstance(action.type, OneOf | SomeOf) else ()
    value = action.metavar if isinstance(action.metavar, str) else None
    return {
        "names": list(action.option_strings),
        "value": None if action.nargs == 0 else value,
        "choices": [str(name) for name in known],
        "default": action.default if value and action.nargs != 0 else None,
        "repeats": parser.repeats(action),
        "completes": parser.completes.get(action.option_strings[0], ""),
        "help": action.help or "",
    }
