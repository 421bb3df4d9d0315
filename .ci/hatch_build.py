"""What the wheel holds besides the package: completion for shells, and a man page.

Both are made from the parsers of the command line while the wheel is built, so that completing a
word starts no Python, and neither can say anything else than ``planner --help`` does.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parents[1]
PLACES = {
    "bash": "share/bash-completion/completions/planner",
    "zsh": "share/zsh/site-functions/_planner",
    "fish": "share/fish/vendor_completions.d/planner.fish",
    "man": "share/man/man1/planner.1",
}
"""Where each belongs below the prefix, as shells and man look for it."""

_FILES_FOR_ZSH = "*) _arguments -C -s ${_shtab_planner_options:#(:|\\*:)*} '*: :_files' ;;"
_FILES_FOR_FISH = (
    "complete -c planner -n '_shtab_planner_using; and string length -q -- (commandline -ct)'"
    " -ka '(__fish_complete_path (commandline -ct))'"
)
BETTER = (
    # The first word may be a file too: where no command fits, files do.
    ("bash", "complete -o bashdefault ", "complete -o default "),
    ("zsh", "': :_shtab_planner_commands'", "': :{ _shtab_planner_commands || _files }'"),
    ("zsh", "\n      esac\n", f"\n        {_FILES_FOR_ZSH}\n      esac\n"),
    ("fish", "complete -c planner -f\n", f"complete -c planner -f\n{_FILES_FOR_FISH}\n"),
    # A command has options of its own, so those of the app end at its name.
    ("zsh", "-C -s $_shtab_planner_options", "-C -A '-*' -s $_shtab_planner_options"),
    # Any number of words may follow a command, not only one.
    ("zsh", '"(*)::', '"*:'),
)
"""Where the planner knows better than shtab: the shell, what shtab writes, and what is right."""


class CustomBuildHook(BuildHookInterface[Any]):
    """Makes the files, and puts them into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Is called by hatchling before the wheel is made; an editable one needs none of them."""
        if version == "editable":
            return
        folder = self._folder
        for kind, text in shell_files().items():
            file = folder / Path(PLACES[kind]).name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            build_data["shared_data"][str(file)] = PLACES[kind]

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 (hatchling's own form)
        """Is called once the wheel holds them: beside it nothing but wheels belongs."""
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _folder(self) -> Path:
        return Path(self.directory) / "shell"


def shell_files() -> dict[str, str]:
    """The text of each file, by its kind."""
    sys.path.insert(0, str(ROOT))
    try:
        import shtab  # noqa: PLC0415 (there when a wheel is built)

        from planner import __version__  # noqa: PLC0415 (from this folder)
        from planner.cli.spec import spec  # noqa: PLC0415 (likewise)
    finally:
        sys.path.remove(str(ROOT))
    told = spec()
    parser = whole_parser(told, {"file": shtab.FILE, "folder": shtab.DIRECTORY})
    files = {shell: shtab.complete(parser, shell) for shell in ("bash", "zsh", "fish")}
    for shell, made, better in BETTER:
        files[shell] = files[shell].replace(made, better)
    return {**files, "man": man_page(told, __version__)}


def whole_parser(
    told: dict[str, Any], completes: dict[str, dict[str, str]]
) -> argparse.ArgumentParser:
    """The command line as one parser, which is how shtab wants it; ``completes`` is its own."""
    parser = argparse.ArgumentParser("planner", add_help=False)
    _add_options(parser, told, completes)
    commands = parser.add_subparsers()
    for each in told["commands"]:
        command = commands.add_parser(each["name"], help=each["brief"], add_help=False)
        _add_options(command, each, completes)
        for operand in each["operands"]:
            action = command.add_argument(
                operand["name"], nargs="*", help=operand["help"], choices=operand["choices"] or None
            )
            _complete(action, completes.get(operand["completes"]))
    return parser


def _add_options(
    parser: argparse.ArgumentParser, told: dict[str, Any], completes: dict[str, dict[str, str]]
) -> None:
    for option in told["options"]:
        words: dict[str, Any] = {"help": option["help"]}
        if option["value"] is None:
            words["action"] = "store_true"
        else:
            words |= {"metavar": option["value"], "choices": option["choices"] or None}
        action = parser.add_argument(*option["names"], **words)
        _complete(action, completes.get(option["completes"]))


def _complete(action: argparse.Action, how: dict[str, str] | None) -> None:
    if how is not None:
        action.complete = how  # type: ignore[attr-defined]


def man_page(told: dict[str, Any], version: str) -> str:
    """The man page: the app and its options, then each command with its own."""
    lines = [
        f'.TH PLANNER 1 "" "planner {version}" "User Commands"',
        ".SH NAME",
        f"planner \\- {_roff(told['summary'].rstrip('.').lower())}",
        ".SH SYNOPSIS",
        *_verbatim(told["usage"]),
        ".SH DESCRIPTION",
        _roff(told["summary"]),
        *_options(told),
    ]
    for each in told["commands"]:
        lines += [
            f".SH {_roff(each['name'].upper())}",
            *_verbatim(each["usage"]),
            ".PP",
            _roff(each["summary"]),
            *_options(each),
            *_verbatim(each["more"]),
        ]
    lines += [".SH MORE", *_verbatim(told["more"])]
    return "\n".join(lines) + "\n"


def _options(told: dict[str, Any]) -> list[str]:
    lines = []
    for operand in told["operands"]:
        lines += [".TP", f"\\fI{_roff(operand['name'])}\\fR", _roff(operand["help"])]
    for option in told["options"]:
        value = f" \\fI{_roff(option['value'])}\\fR" if option["value"] else ""
        names = ", ".join(f"\\fB{_roff(name)}\\fR" for name in option["names"])
        lines += [".TP", names + value, _roff(option["help"])]
    return lines


def _verbatim(lines: list[str]) -> list[str]:
    return [".PP", ".nf", *map(_roff, lines), ".fi"] if lines else []


def _roff(text: str) -> str:
    """The text so that troff sets it as it stands."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text
