"""The shape of the two kinds of file: one class for each table, one field for each name in it.

The classes follow the files; :mod:`planner.model` has the nouns that the rest of the program works
with. Each field's ``metadata["description"]`` says what it is for: people's schema-aware editors
show it.
"""

# No ``from __future__ import annotations``: with real types at hand, cattrs need not evaluate
# texts, which is felt at every start of a command.

import datetime as dt
from typing import Any, Literal, NewType

from attrs import Factory, field, frozen

from planner.model import Attribution, Origin, Reading, Strength

__all__ = [
    "FORMATS",
    "AsideTable",
    "CaseFile",
    "CaseReferenceTable",
    "CaseTable",
    "CheckTable",
    "ChoiceTable",
    "CoherenceTable",
    "Condition",
    "Date",
    "Digest",
    "FormatNumber",
    "Identifier",
    "IssueTable",
    "Label",
    "Name",
    "OptionTable",
    "OptionalIdentifier",
    "PartyTable",
    "Prose",
    "RedLineTable",
    "ScenarioFile",
    "ScenarioTable",
    "SourceTable",
    "StatementTable",
]

FORMATS = (1, 2)
"""The formats that can be read; each file is written in the lowest that can hold what it says."""

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

_NO_ID = OptionalIdentifier("")
_NO_LABEL = Label("")
_NO_PROSE = Prose("")


def _described(
    description: str,
    default: Any = ...,
    *,
    merge: Literal["whole", "set", "parts", "never"] = "whole",
    since: int = 1,
) -> Any:
    """A field; ``merge`` and ``since`` are those of :class:`~planner.files.toml.leaves.Shape`."""
    metadata = {"description": description, "merge": merge, "since": since}
    if default is ...:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


def _format_number() -> Any:
    return field(metadata={"description": "The number of the file format", "formats": FORMATS})


# Never compared or printed: what attrs need not make costs nothing at start.
_table = frozen(eq=False, repr=False)
# Its tables stand in the order of the file, whichever of them may be left out.
_whole_file = frozen(eq=False, repr=False, kw_only=True)


@_table
class CaseTable:
    """The ``[case]`` table of a case file."""

    title: Name = _described("What the negotiation is called")
    id: OptionalIdentifier = _described(
        "The id by which scenarios name the case; the file's name if left out", _NO_ID
    )
    summary: Prose = _described("What the case covers, and what it does not", _NO_PROSE)
    as_of: dt.date | None = _described("The date up to which sources were read", None)
    reading: Reading = _described(
        "How firmly statements are read unless a scenario says otherwise", Reading.FIRM
    )


@_table
class SourceTable:
    """A ``[sources.ID]`` table: where statements were found."""

    title: Label = _described("The source's title", _NO_LABEL)
    publisher: Label = _described("Who published it", _NO_LABEL)
    published: Date = _described("When; a text, because often the date is only inferred", Date(""))


@_table
class PartyTable:
    """A ``[parties.ID]`` table: a side of the negotiation."""

    name: Name = _described("The party's name")
    members: tuple[Name, ...] = _described("The members of a bloc", ())


@_table
class OptionTable:
    """An ``[issues.ID.options.ID]`` table: one of the answers to an issue."""

    title: Name = _described("The option in a few words")
    definition: Prose = _described("What exactly it means", _NO_PROSE)
    origin: Origin = _described(
        "Whether a source proposes it or it was added for completeness", Origin.SOURCE
    )
    evidence: tuple[Identifier, ...] = _described(
        "The ids of statements it is grounded in", (), merge="set"
    )


@_table
class IssueTable:
    """An ``[issues.ID]`` table: a question that the deal must answer."""

    title: Name = _described("The issue in a few words")
    options: dict[Identifier, OptionTable] = _described("Its mutually exclusive answers, by id")
    question: Prose = _described("The question in full", _NO_PROSE)


@_table
class StatementTable:
    """A ``[statements.ID]`` table: a verbatim quote, the evidence."""

    quote: Prose = _described("The words of the source, verbatim")
    source: OptionalIdentifier = _described("The id of the source", _NO_ID)
    section: Label = _described("Where in the source", _NO_LABEL)
    party: OptionalIdentifier = _described(
        "The id of the party whose position it is; left out where there is none", _NO_ID
    )
    scope: Label = _described("Who within the party, or how generally", _NO_LABEL)
    speaker: Label = _described("Who says so", _NO_LABEL)
    attribution: Attribution = _described("Whose words the quote is", Attribution.ARTICLE)
    strength: Strength = _described("How strongly the position is stated", Strength.CONTEXT)
    opposes: Condition = _described("Options it opposes, by issue", Factory(dict))
    supports: Condition = _described(
        "Options it supports, by issue; [] where it speaks on the issue but for no option",
        Factory(dict),
    )
    limits: Prose = _described("What the quote does not say", _NO_PROSE)


@_table
class RedLineTable:
    """A ``[red_lines.ID]`` table: a limit of a party, coded from statements."""

    party: Identifier = _described("The id of the party")
    title: Name = _described("The limit in a few words")
    crossed_when: tuple[Condition, ...] = _described(
        "Crossed when any of these is true: for each issue named, any of its options is chosen"
    )
    contested_when: tuple[Condition, ...] = _described(
        "Where the source leaves open whether the line is crossed; the same form", ()
    )
    scope: Label = _described("Who within the party, or how generally", _NO_LABEL)
    strength: Strength | None = _described(
        "How strongly it is stated: declared, opposition, insistence or preference; the strongest "
        "of its evidence if left out, preference without any",
        None,
    )
    evidence: tuple[Identifier, ...] = _described(
        "The ids of the statements it is coded from", (), merge="set"
    )
    confidence: Label = _described("How sure the coding is", _NO_LABEL)
    caveat: Prose = _described("What speaks against reading it as a red line", _NO_PROSE)


@_table
class CoherenceTable:
    """A ``[coherence.ID]`` table: a combination that contradicts itself."""

    title: Name = _described("The contradiction in a few words")
    impossible_when: tuple[Condition, ...] = _described(
        "Contradictory when any of these is true; the form of crossed_when"
    )


@_table
class CaseFile:
    """A whole case file."""

    format: FormatNumber = _format_number()
    case: CaseTable = _described("What the case is called, and its defaults")
    parties: dict[Identifier, PartyTable] = _described("The sides of the negotiation, by id")
    issues: dict[Identifier, IssueTable] = _described("The questions to answer, by id")
    sources: dict[Identifier, SourceTable] = _described("The sources, by id", Factory(dict))
    statements: dict[Identifier, StatementTable] = _described(
        "The evidence: verbatim quotes, by id", Factory(dict)
    )
    red_lines: dict[Identifier, RedLineTable] = _described(
        "The parties' limits, by id", Factory(dict)
    )
    coherence: dict[Identifier, CoherenceTable] = _described(
        "Combinations that contradict themselves, by id", Factory(dict)
    )


@_table
class ScenarioTable:
    """The ``[scenario]`` table of a scenario file."""

    title: Label = _described("What the scenario is called", _NO_LABEL)
    authors: tuple[Name, ...] = _described("Who put it together", ())
    summary: Prose = _described("What it is about", _NO_PROSE)


@_table
class CaseReferenceTable:
    """The ``[case]`` table of a scenario file: the case that it belongs to."""

    id: Identifier = _described("The id of the case")
    path: Label = _described(
        "The case's file, relative to this one; only for a case that is not bundled",
        _NO_LABEL,
        merge="never",
    )
    digest: Digest = _described(
        "The case's digest when the scenario was last saved", Digest(""), merge="never"
    )


@_table
class CheckTable:
    """The ``[check]`` table of a scenario file: how it is judged."""

    reading: Reading | None = _described(
        "How firmly statements are read; the case's own default if left out", None
    )
    set_aside: tuple[Identifier, ...] = _described(
        "The ids of red lines that are left out, for a what-if; with reasons, see [set_aside]",
        (),
        merge="set",
    )


@_table
class AsideTable:
    """A ``[set_aside.LINE]`` table: a red line that is left out, for a what-if."""

    why: Prose = _described("Why, in the planner's words", _NO_PROSE)


@_table
class ChoiceTable:
    """A ``[choices.ISSUE]`` table: what the planner chose on one issue."""

    option: OptionalIdentifier = _described(
        "The id of the chosen option; empty or left out while undecided", _NO_ID
    )
    note: Prose = _described("Why, in the planner's words", _NO_PROSE)


@_whole_file
class ScenarioFile:
    """A whole scenario file."""

    format: FormatNumber = _format_number()
    scenario: ScenarioTable = _described("What the scenario is called", Factory(ScenarioTable))
    case: CaseReferenceTable = _described("The case that the scenario belongs to")
    check: CheckTable = _described("How it is judged", Factory(CheckTable))
    set_aside: dict[Identifier, AsideTable] = _described(
        "The red lines that are left out with the reason, by id", Factory(dict), since=2
    )
    choices: dict[Identifier, ChoiceTable] = _described(
        "What is chosen on each issue, by the issue's id", Factory(dict), merge="parts"
    )
