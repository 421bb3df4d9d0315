"""Fills in what README and guide take from the app: the drawn screen, the keys, the words.

``python .github/fill_in.py``; with ``--check`` it only says which files are not current.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from planner.keys.command import Command
from planner.keys.key_names import key_words
from planner.keys.meanings import MEANINGS, Meaning
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.deal import WORKBENCH
from planner.keys.tables.moves import LIST_MOVES
from planner.reports.words.glossary import GLOSSARY

ROOT = Path(__file__).parent.parent
SCREEN = ROOT / "tests" / "tui" / "pictures" / "deal-two-lines-crossed-80x24.txt"


def screen() -> str:
    """The main screen as its test draws it: a picture that every reader of text can show."""
    return f"```text\n{SCREEN.read_text(encoding='utf-8')}```\n"


def keys() -> str:
    """The commands of the main screen, group by group, as a Markdown table."""
    commands = (*WORKBENCH, *ANYWHERE, *LIST_MOVES)
    lines = ["| keys | on the main screen |", "|---|---|"]
    for group in dict.fromkeys(command.group for command in commands):
        lines += [f"| {keys_of(c)} | {c.name} |" for c in commands if c.group == group]
    return "\n".join(lines) + "\n"


def keys_of(command: Command | Meaning) -> str:
    """The keys of a command, or of a row of the table, as one cell of the table."""
    if command.id == "digit":
        return "`1` ... `9`"
    return " ".join(f"`{key_words(key)}`" for key in command.keys)


def meanings() -> str:
    """What each key means wherever it works, as a Markdown table."""
    rows = (f"| {keys_of(meaning)} | {meaning.words} |" for meaning in MEANINGS)
    return "\n".join(["| keys | meaning |", "|---|---|", *rows]) + "\n"


def words() -> str:
    """The glossary as a Markdown table."""
    rows = (f"| {word} | {meaning} |" for word, meaning in GLOSSARY)
    return "\n".join(["| word | meaning |", "|---|---|", *rows]) + "\n"


PARTS: dict[tuple[str, str], Callable[[], str]] = {
    ("README.md", "screen"): screen,
    ("planner/guide/keys.md", "keys"): keys,
    ("planner/guide/keys.md", "meanings"): meanings,
    ("planner/guide/words.md", "words"): words,
}
"""The files with the name of the part between the two comments, and what belongs there."""


def filled_in(text: str, name: str, part: str) -> str:
    """The text with the part between its two comments."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    before, rest = text.split(begin)
    _, after = rest.split(end)
    return before + begin + part + end + after


def main() -> int:
    """Write the files, or compare them."""
    stale = 0
    for (file, name), part in PARTS.items():
        path = ROOT / file
        text = path.read_text("utf-8")
        wanted = filled_in(text, name, part())
        if wanted != text and "--check" in sys.argv:
            sys.stderr.write(f"{file} is not current: run python .github/fill_in.py\n")
            stale = 1
        elif wanted != text:
            path.write_text(wanted, "utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
