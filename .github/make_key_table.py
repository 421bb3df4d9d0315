"""Writes the table of keys into the README from the app's own declarations.

``python .github/make_key_table.py``; with ``--check`` it only says whether the table is current.
"""

from __future__ import annotations

import sys
from pathlib import Path

from planner.keys.commands import ANYWHERE, LIST_MOVES, WORKBENCH, Command
from planner.keys.key_names import key_words

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- keys -->\n", "<!-- end of keys -->\n"


def keys_of(command: Command) -> str:
    """The keys of a command as one cell of the table."""
    if command.id == "digit":
        return "`1` ... `9`"
    return " ".join(f"`{key_words(key)}`" for key in command.keys)


def table() -> str:
    """The commands of the main screen, group by group, as a Markdown table."""
    commands = (*WORKBENCH, *ANYWHERE, *LIST_MOVES)
    lines = ["| keys | on the main screen |", "|---|---|"]
    for group in dict.fromkeys(command.group for command in commands):
        lines += [f"| {keys_of(c)} | {c.name} |" for c in commands if c.group == group]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the table, or compare it."""
    text = README.read_text("utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    wanted = before + BEGIN + table() + END + after
    if "--check" in sys.argv:
        return 0 if wanted == text else 1
    README.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
