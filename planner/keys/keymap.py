"""The planner's own keys: what the configuration says, checked against the declared commands.

Known here are the keys of a terminal, and which of them every common terminal delivers. Nothing
here needs the screen library, so that ``planner config`` starts fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from planner.keys.command import Command
from planner.keys.key_names import SIGNS, key_words
from planner.keys.rebinding import Keymap, rebound
from planner.keys.together import GONE, TOGETHER, declared
from planner.visible import visible

if TYPE_CHECKING:
    from planner.files.toml.findings import Findings

__all__ = ["delivered", "own_keys"]

_NAMED = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("insert", "delete", "backspace", "enter", "space", "tab", "escape"),
)
# Texts, compiled on use: most starts find no keys of the planner's own to judge.
_KNOWN = (
    rf"[A-Za-z0-9]|{'|'.join(map(re.escape, SIGNS.values()))}"
    rf"|(?:shift\+|ctrl\+|ctrl\+shift\+)?(?:{'|'.join(_NAMED)})"
    r"|(?:ctrl\+|alt\+)[a-z]|f(?:[1-9]|1[0-2])"
)
_SWALLOWED = r"(?:shift|ctrl|alt)\+(?!tab).*|insert|f1[0-2]|delete"
_CONTROL = r"ctrl\+[abdefgklnoprtuvwxy]|shift\+tab"
"""Letters with Ctrl that no terminal, multiplexer or line discipline keeps for itself."""

_RESERVED = {
    "ctrl+c": "interrupts and copies in a terminal",
    "ctrl+q": "always quits",
    "ctrl+p": "always opens the palette",
}
_OWNERS = {"ctrl+q": "anywhere.quit", "ctrl+p": "anywhere.palette"}


def delivered(key: str) -> bool:
    """Whether every common terminal delivers the key: not the ones that some swallow."""
    return bool(re.fullmatch(_CONTROL, key)) or not re.fullmatch(_SWALLOWED, key)


def own_keys(tables: Mapping[str, Mapping[str, tuple[str, ...]]], findings: Findings) -> Keymap:
    """The keys of the configuration's tables; what cannot be becomes a finding with its place.

    Refused are commands that do not exist, keys that no terminal has, a command that no common
    terminal could reach any more, and one key for two commands of a screen.
    """
    known = declared()
    found: dict[str, tuple[str, ...]] = {}
    for table, commands in tables.items():
        names = [c.id for c in known.values() if c.table == table]
        for name, keys in commands.items():
            path = ("keys", table, name)
            command = known.get(f"{table}.{name}")
            if command is None and (same := GONE.get(f"{table}.{name}")):
                gone = f'[keys.{table}] has no command "{name}" any more: its keys are left out'
                findings.warning(path, gone, hint=f"{same} does the same")
                continue
            if command is None:
                missing = f"[keys.{table}] has no command"
                elsewhere = sorted(f"[keys.{c.table}]" for c in known.values() if c.id == name)
                hint = f"it stands in {', '.join(elsewhere)}"
                if elsewhere:
                    findings.error(path, f'{missing} "{name}"', hint=hint, at="name")
                else:
                    findings.unknown(path, missing, name, names, at="name")
                continue
            read = tuple(_read(command, path, keys, findings))
            if len(read) == len(keys) and _reachable(command, path, read, findings):
                found[command.full_id] = read
    if findings.all_fit:  # else it is not known which keys are meant
        _find_clashes(found, findings)
    return found


def _read(
    command: Command, path: tuple[str, ...], keys: Iterable[str], findings: Findings
) -> Iterator[str]:
    """The keys by Textual's names; the ones that are none are found fault with."""
    for nth, written in enumerate(keys):
        key = SIGNS.get(written, written)
        at: tuple[str | int, ...] = (*path, nth)
        if key in _RESERVED and _OWNERS.get(key) != command.full_id:
            findings.error(at, f'"{written}" cannot be given away: it {_RESERVED[key]}')
        elif not re.fullmatch(_KNOWN, key):
            expected = 'a letter, a digit, a sign, or a name such as "f5", "ctrl+t" or "pageup"'
            hint = ""
            if re.fullmatch(r"shift\+[a-z]", key):
                hint = f'write "{key[-1].upper()}"'
            named = [*_NAMED, *SIGNS.values()]
            message = f'there is no key "{visible(written, 30)}"'
            findings.error(at, message, expected, hint, wanted=written, known=named)
        else:
            yield key


def _reachable(
    command: Command, path: tuple[str, ...], keys: tuple[str, ...], findings: Findings
) -> bool:
    if command.id == "digit" and len(keys) != len(command.keys):
        message = f'"{command.id}" has {len(keys)} keys'
        expected = f"{len(command.keys)}, one for each of the first options"
        findings.error(path, message, expected)
    elif not keys:
        findings.error(path, f'"{command.id}" has no key', "at least one")
    elif keys != command.keys and not any(map(delivered, keys)):
        shown = ", ".join(map(key_words, keys))
        message = f'"{command.id}" would depend on {shown} alone, which some terminals swallow'
        findings.error(path, message, "one more key, such as a letter or F1 to F9")
    else:
        return True
    return False


def _find_clashes(found: Keymap, findings: Findings) -> None:
    """One key for two commands that meet on a screen is an error, reported once for each key."""
    reported: set[tuple[str, str]] = set()
    for screen, commands in TOGETHER.items():
        owners: dict[str, str] = {}
        # Declared keys first: the place to mend is in the file.
        for command in sorted(rebound(commands, found), key=lambda c: c.full_id in found):
            for nth, key in enumerate(command.keys):
                other = owners.setdefault(key, command.full_id)
                if other != command.full_id and (key, command.full_id) not in reported:
                    reported.add((key, command.full_id))
                    _report_clash(screen, (key, other, command.full_id), nth, findings)


def _report_clash(screen: str, clash: tuple[str, str, str], nth: int, findings: Findings) -> None:
    key, other, full_id = clash
    known = declared()
    message = (
        f"{key_words(key)} would mean two things on the screen {screen}: "
        f'"{known[other].name}" ({other}) and "{known[full_id].name}" ({full_id})'
    )
    findings.error(("keys", *full_id.split("."), nth), message, "another key for one of them")
