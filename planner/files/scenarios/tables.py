"""The shape of a scenario file: one class for each table, one field for each name in it.

The classes follow the file; :mod:`planner.model` has the nouns that the rest of the program works
with.
"""

# No ``from __future__ import annotations``: with real types at hand, nobody need evaluate
# texts, which is felt at every start of a command.

import datetime as dt

from attrs import Factory

from planner.files.toml.fields import described, format_number, table, whole_file
from planner.files.toml.values import (
    NO_COMMENT,
    NO_ID,
    NO_LABEL,
    NO_PROSE,
    NO_TITLE,
    CommentId,
    Digest,
    FormatNumber,
    Identifier,
    Label,
    Moment,
    Name,
    OptionalCommentId,
    OptionalIdentifier,
    Prose,
    Title,
    Whole,
)
from planner.model.reading import Reading

__all__ = [
    "AsideTable",
    "CaseReferenceTable",
    "CheckTable",
    "ChoiceTable",
    "CommentTable",
    "ScenarioFile",
    "ScenarioTable",
]


@table
class ScenarioTable:
    """The ``[scenario]`` table of a scenario file."""

    title: Title = described("What the scenario is called", NO_TITLE)
    authors: tuple[Name, ...] = described("Who put it together", ())
    summary: Prose = described("What it is about", NO_PROSE)
    marking: Label = described(
        "How far it may be handed on; stands on every page of a report", NO_LABEL, since=2
    )
    as_of: dt.date | None = described(
        "Judge by what was stated until that day; by all that the case holds if left out",
        None,
        since=2,
    )


@table
class CaseReferenceTable:
    """The ``[case]`` table of a scenario file: the case that it belongs to."""

    id: Identifier = described("The id of the case")
    path: Label = described(
        "The case's file, relative to this one; only for a case that is not bundled",
        NO_LABEL,
        merge="never",
    )
    digest: Digest = described(
        "The case's digest when the scenario was last saved", Digest(""), merge="never"
    )


@table
class CheckTable:
    """The ``[check]`` table of a scenario file: how it is judged."""

    reading: Reading | None = described(
        "How firmly statements are read; the case's own default if left out", None
    )
    set_aside: tuple[Identifier, ...] = described(
        "The ids of red lines that are left out, for a what-if; with reasons, see [set_aside]",
        (),
        merge="set",
    )


@table
class AsideTable:
    """A ``[set_aside.LINE]`` table: a red line that is left out, for a what-if."""

    why: Prose = described("Why, in one's own words", NO_PROSE)


@table
class ChoiceTable:
    """A ``[choices.ISSUE]`` table: what the planner chose on one issue."""

    option: OptionalIdentifier = described(
        "The id of the chosen option; empty or left out while undecided", NO_ID
    )
    options: tuple[Identifier, ...] | None = described(
        "The ids of the options that hold together, where any may; [] for none of them, left out "
        "while undecided",
        None,
        layout="one line",
        since=2,
    )
    value: Whole | None = described(
        "The chosen value of a number; left out while undecided", None, since=2
    )
    note: Prose = described("Why, in one's own words", NO_PROSE)


@table
class CommentTable:
    """A ``[comments.ID]`` table: what a colleague wrote about the scenario."""

    on: OptionalIdentifier = described(
        "The id of the issue or the red line that it is about; empty for the whole"
    )
    author: Name = described("Who wrote it")
    at: Moment = described("When, with the time zone")
    text: Prose = described("The comment")
    reply_to: OptionalCommentId = described("The id of the comment that it answers", NO_COMMENT)
    resolved: bool = described("Whether the matter is settled", default=False)


@whole_file
class ScenarioFile:
    """A whole scenario file."""

    format: FormatNumber = format_number()
    scenario: ScenarioTable = described("What the scenario is called", Factory(ScenarioTable))
    case: CaseReferenceTable = described("The case that the scenario belongs to")
    check: CheckTable = described("How it is judged", Factory(CheckTable))
    set_aside: dict[Identifier, AsideTable] = described(
        "The red lines that are left out with the reason, by id", Factory(dict), since=2
    )
    choices: dict[Identifier, ChoiceTable] = described(
        "What is chosen on each issue, by the issue's id", Factory(dict), merge="parts"
    )
    comments: dict[CommentId, CommentTable] = described(
        "What colleagues wrote about it, by 8 random hexadecimal digits",
        Factory(dict),
        merge="kept",
        since=2,
    )
