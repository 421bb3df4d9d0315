"""The shape of a case file: one class for each table, one field for each name in it.

The classes follow the file; :mod:`planner.model` has the nouns that the rest of the program works
with.
"""

# No ``from __future__ import annotations``: with real types at hand, nobody need evaluate
# texts, which is felt at every start of a command.

import datetime as dt

from attrs import Factory

from planner.files.toml.fields import described, format_number, table
from planner.files.toml.values import (
    NO_ID,
    NO_LABEL,
    NO_PROSE,
    Condition,
    Count,
    Date,
    Fingerprint,
    FormatNumber,
    Identifier,
    Label,
    Name,
    Number,
    OptionalIdentifier,
    PointsGiven,
    Positive,
    Prose,
    Whole,
)
from planner.model.case import IssueKind, Origin
from planner.model.reading import Reading
from planner.model.statements import Attribution, Strength

__all__ = [
    "CaseFile",
    "CaseTable",
    "CoherenceTable",
    "IssueTable",
    "OptionTable",
    "PartyTable",
    "RedLineTable",
    "SourceTable",
    "StatementTable",
]


@table
class CaseTable:
    """The ``[case]`` table of a case file."""

    title: Name = described("What the negotiation is called")
    id: OptionalIdentifier = described(
        "The id by which scenarios name the case; the file's name if left out", NO_ID
    )
    summary: Prose = described("What the case covers, and what it does not", NO_PROSE)
    as_of: dt.date | None = described("The date up to which sources were read", None)
    reading: Reading = described(
        "How firmly statements are read unless a scenario says otherwise", Reading.FIRM
    )


@table
class SourceTable:
    """A ``[sources.ID]`` table: where statements were found."""

    title: Label = described("The source's title", NO_LABEL)
    publisher: Label = described("Who published it", NO_LABEL)
    published: Date = described("When; a text, because often the date is only inferred", Date(""))
    date: dt.date | None = described("When, where the day is known", None, since=2)
    url: Label = described("Where it stands on the web; never fetched", NO_LABEL, since=2)
    text: Label = described(
        "The file of the source's own words, relative to this one", NO_LABEL, since=2
    )
    sha256: Fingerprint = described(
        "The SHA-256 of the text that was coded, also where it may not be shared",
        Fingerprint(""),
        since=2,
    )
    length: Count | None = described(
        "How many characters that text has, also where it may not be shared", None, since=2
    )


@table
class PartyTable:
    """A ``[parties.ID]`` table: a side of the negotiation."""

    name: Name = described("The party's name")
    members: tuple[Name, ...] = described("The members of a bloc", ())


@table
class OptionTable:
    """An ``[issues.ID.options.ID]`` table: one of the answers to an issue."""

    title: Name = described("The option in a few words")
    definition: Prose = described("What exactly it means", NO_PROSE)
    origin: Origin = described(
        "Whether a source proposes it or it was added for completeness", Origin.SOURCE
    )
    evidence: tuple[Identifier, ...] = described(
        "The ids of statements it is grounded in", (), merge="set"
    )
    clause: Prose = described("The treaty language that it stands for", NO_PROSE, since=2)


@table
class IssueTable:
    """An ``[issues.ID]`` table: a question that the deal must answer."""

    title: Name = described("The issue in a few words")
    question: Prose = described("The question in full", NO_PROSE)
    kind: IssueKind = described(
        "What answers it: exactly one option; any of them, together or none; or a number",
        IssueKind.ONE,
        since=2,
    )
    at_least: Count = described(
        "How many options hold at the least, of which any may", Count(0), since=2
    )
    at_most: Positive | None = described(
        "How many options hold at the most, of which any may; all if left out", None, since=2
    )
    minimum: Whole | None = described("The least value of a number", None, since=2)
    maximum: Whole | None = described("The greatest value of a number", None, since=2)
    step: Positive = described("From one value of a number to the next", Positive(1), since=2)
    unit: Label = described("What a number counts", NO_LABEL, since=2)
    applies_when: tuple[Condition, ...] = described(
        "The issue applies only where any of these is true; the form of crossed_when", (), since=2
    )
    options: dict[Identifier, OptionTable] = described(
        "Its answers, by id; none of a number", Factory(dict)
    )


@table
class StatementTable:
    """A ``[statements.ID]`` table: a verbatim quote, the evidence."""

    quote: Prose = described("The words of the source, verbatim")
    source: OptionalIdentifier = described("The id of the source", NO_ID)
    section: Label = described("Where in the source", NO_LABEL)
    party: OptionalIdentifier = described(
        "The id of the party whose position it is; left out where there is none", NO_ID
    )
    scope: Label = described("Who within the party, or how generally", NO_LABEL)
    speaker: Label = described("Who says so", NO_LABEL)
    attribution: Attribution = described("Whose words the quote is", Attribution.ARTICLE)
    strength: Strength = described("How strongly the position is stated", Strength.CONTEXT)
    opposes: Condition = described("Options it opposes, by issue", Factory(dict))
    supports: Condition = described(
        "Options it supports, by issue; [] where it speaks on the issue but for no option",
        Factory(dict),
    )
    limits: Prose = described("What the quote does not say", NO_PROSE)
    date: dt.date | None = described("When it was said", None, since=2)
    repeats: OptionalIdentifier = described(
        "The id of the statement that it says again: shown, but no further evidence",
        NO_ID,
        since=2,
    )
    superseded_by: OptionalIdentifier = described(
        "The id of the statement that takes its place, from the date of that one on", NO_ID, since=2
    )
    place: Positive | None = described(
        "Which occurrence of the quote in its section, where there are several", None, since=2
    )
    reviewed_by: tuple[Name, ...] = described(
        "Who has reviewed the coding since its meaning last changed", (), merge="set", since=2
    )


@table
class RedLineTable:
    """A ``[red_lines.ID]`` table: a limit of a party, coded from statements."""

    party: Identifier = described("The id of the party")
    title: Name = described("The limit in a few words")
    member: Label = described("The one of the party's members whose line it is", NO_LABEL, since=2)
    crossed_when: tuple[Condition, ...] = described(
        "Crossed when any of these is true, in which what is asked of each issue named is: any of "
        "the options listed is chosen, or a table of any, all, none, from, below, applies",
        (),
        layout="never empty",  # beside points the schema refuses one that is
    )
    contested_when: tuple[Condition, ...] = described(
        "Where the source leaves open whether the line is crossed; the same form",
        (),
        layout="never empty",
    )
    scope: Label = described("Who within the party, or how generally", NO_LABEL)
    strength: Strength | None = described(
        "How strongly it is stated: declared, opposition, insistence or preference; the strongest "
        "of its evidence if left out, preference without any",
        None,
    )
    evidence: tuple[Identifier, ...] = described(
        "The ids of the statements it is coded from", (), merge="set"
    )
    confidence: Label = described("How sure the coding is", NO_LABEL)
    caveat: Prose = described("What speaks against reading it as a red line", NO_PROSE)
    date: dt.date | None = described("From when it is a line", None, since=2)
    superseded_by: OptionalIdentifier = described(
        "The id of the red line that takes its place, from the date of that one on", NO_ID, since=2
    )
    reviewed_by: tuple[Name, ...] = described(
        "Who has reviewed the coding since its meaning last changed", (), merge="set", since=2
    )
    minimum: Number | None = described(
        "Of a line by points: crossed where what is chosen comes to less", None, since=2
    )
    contested_below: Number | None = described(
        "Of a line by points: contested from the minimum up to below this", None, since=2
    )
    scored_by: Label = described("Of a line by points: whose points these are", NO_LABEL, since=2)
    points: dict[Identifier, PointsGiven] = described(
        "Of a line by points: what each issue gives; points by option, or for a number a list of "
        "steps such as { from = 100, points = 14 }, of which the last that is reached counts",
        Factory(dict),
        layout="apart",
        since=2,
    )


@table
class CoherenceTable:
    """A ``[coherence.ID]`` table: a combination that contradicts itself."""

    title: Name = described("The contradiction in a few words")
    impossible_when: tuple[Condition, ...] = described(
        "The combinations that contradict themselves, in the form of crossed_when"
    )


@table
class CaseFile:
    """A whole case file."""

    format: FormatNumber = format_number()
    case: CaseTable = described("What the case is called, and its defaults")
    parties: dict[Identifier, PartyTable] = described("The sides of the negotiation, by id")
    issues: dict[Identifier, IssueTable] = described("The questions to answer, by id")
    sources: dict[Identifier, SourceTable] = described("The sources, by id", Factory(dict))
    statements: dict[Identifier, StatementTable] = described(
        "The evidence: verbatim quotes, by id", Factory(dict)
    )
    red_lines: dict[Identifier, RedLineTable] = described(
        "The parties' limits, by id", Factory(dict)
    )
    coherence: dict[Identifier, CoherenceTable] = described(
        "Combinations that contradict themselves, by id", Factory(dict)
    )
