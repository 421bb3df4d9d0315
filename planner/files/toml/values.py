"""The kinds of single values that a table can hold, alike for every kind of file."""

# No ``from __future__ import annotations``: with real types at hand, cattrs need not evaluate
# texts, which is felt at every start of a command.

from typing import NewType

__all__ = [
    "NO_ID",
    "NO_LABEL",
    "NO_PROSE",
    "Condition",
    "Date",
    "Digest",
    "FormatNumber",
    "Identifier",
    "Label",
    "Name",
    "OptionalIdentifier",
    "Prose",
]

FormatNumber = NewType("FormatNumber", int)
"""The number of the file format."""
Identifier = NewType("Identifier", str)
"""A letter or digit, then letters, digits, ``-`` and ``_``; at most 64."""
OptionalIdentifier = NewType("OptionalIdentifier", str)
"""An identifier, or an empty text for none."""
Name = NewType("Name", str)
"""A text of one line that is not empty."""
Label = NewType("Label", str)
"""A text of one line."""
Prose = NewType("Prose", str)
"""A text of any number of lines."""
Digest = NewType("Digest", str)
"""``sha256:`` and 64 hexadecimal digits, or an empty text."""
Date = NewType("Date", str)
"""A date as a text; a TOML date is taken too."""
Condition = dict[Identifier, tuple[Identifier, ...]]
"""Issue ids with the ids of options: true if for each issue any of its options is chosen."""

NO_ID = OptionalIdentifier("")
NO_LABEL = Label("")
NO_PROSE = Prose("")
