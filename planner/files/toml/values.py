"""The kinds of single values that a table can hold, alike for every kind of file."""

# No ``from __future__ import annotations``: with real types at hand, nobody need evaluate
# texts, which is felt at every start of a command.

import datetime as dt
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "NO_COMMENT",
    "NO_ID",
    "NO_LABEL",
    "NO_PROSE",
    "NO_TITLE",
    "CommentId",
    "Condition",
    "ConditionPart",
    "Count",
    "Date",
    "Digest",
    "Fingerprint",
    "FormatNumber",
    "Identifier",
    "Label",
    "Moment",
    "Name",
    "Number",
    "OptionalCommentId",
    "OptionalIdentifier",
    "PointsGiven",
    "Positive",
    "Prose",
    "Title",
    "Whole",
]

FormatNumber = NewType("FormatNumber", int)
"""The number of the file format."""
Identifier = NewType("Identifier", str)
"""A letter or digit, then letters, digits, ``-`` and ``_``; at most 64."""
OptionalIdentifier = NewType("OptionalIdentifier", str)
"""An identifier, or an empty text for none."""
CommentId = NewType("CommentId", str)
"""8 hexadecimal digits, in small letters."""
OptionalCommentId = NewType("OptionalCommentId", str)
"""The id of a comment, or an empty text for none."""
Name = NewType("Name", str)
"""A text of one line that is not empty."""
Title = NewType("Title", str)
"""A name that may be missing: an empty text."""
Label = NewType("Label", str)
"""A text of one line."""
Prose = NewType("Prose", str)
"""A text of any number of lines."""
Digest = NewType("Digest", str)
"""``sha256:`` and 64 hexadecimal digits, or an empty text."""
Date = NewType("Date", str)
"""A date as a text; a TOML date is taken too."""
Moment = NewType("Moment", dt.datetime)
"""A date and a time with its offset from UTC."""
Fingerprint = NewType("Fingerprint", str)
"""64 hexadecimal digits, the SHA-256 of a file; or an empty text."""
Whole = NewType("Whole", int)
"""A whole number."""
Count = NewType("Count", int)
"""A whole number from 0."""
Positive = NewType("Positive", int)
"""A whole number from 1."""
Number = NewType("Number", "Decimal")
"""An exact decimal; a whole number is taken too."""
ConditionPart = NewType("ConditionPart", object)
"""A list of options, any of which is chosen; or a table of what a condition can ask."""
Condition = dict[Identifier, ConditionPart]
"""Issue ids with what is asked of them: true if it is true of each issue."""
PointsGiven = NewType("PointsGiven", object)
"""What an issue gives: points by option, or a list of steps, each from a number on."""

NO_ID = OptionalIdentifier("")
NO_COMMENT = OptionalCommentId("")
NO_LABEL = Label("")
NO_PROSE = Prose("")
NO_TITLE = Title("")
