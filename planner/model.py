"""The nouns: cases with their parties, issues, statements and red lines; scenarios; readings.

All are frozen and hold tuples, so they can be shared between threads and kept in a history. They
check nothing about each other (that an option exists, say): :mod:`planner.files` refuses such files
with the place of the mistake, and whoever builds a model by hand is expected to know the names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from attrs import evolve, field, frozen

__all__ = [
    "Attribution",
    "Case",
    "Choice",
    "CoherenceRule",
    "Issue",
    "Option",
    "OptionSet",
    "Origin",
    "Party",
    "Reading",
    "RedLine",
    "Scenario",
    "Source",
    "Statement",
    "Strength",
    "Term",
    "Vanished",
    "fitted",
    "strongest",
    "vanished",
]


class Strength(StrEnum):
    """How strongly a statement is made; only the first four can make a red line."""

    DECLARED = "declared"
    OPPOSITION = "opposition"
    INSISTENCE = "insistence"
    PREFERENCE = "preference"
    OPENNESS = "openness"
    FLEXIBLE = "flexible"
    NONCOMMITTAL = "noncommittal"
    PROCEDURAL = "procedural"
    CONTEXT = "context"

    @property
    def rank(self) -> int:
        """4 for declared down to 1 for preference; 0 for what never makes a red line."""
        return _RANKS.get(self, 0)

    @property
    def is_position(self) -> bool:
        """Whether such a statement states a position at all: context and procedure do not."""
        return self not in (Strength.PROCEDURAL, Strength.CONTEXT)


_RANKS = {
    Strength.DECLARED: 4,
    Strength.OPPOSITION: 3,
    Strength.INSISTENCE: 2,
    Strength.PREFERENCE: 1,
}


def strongest(strengths: Iterable[Strength]) -> Strength | None:
    """The strongest of those that can make a red line; ``None`` where none can."""
    return max((s for s in strengths if s.rank), key=lambda s: s.rank, default=None)


class Attribution(StrEnum):
    """Whose words a quote is."""

    OWN_WORDS = "own_words"
    REPORTED = "reported"
    ATTRIBUTED = "attributed"
    ARTICLE = "article"

    @property
    def words(self) -> str:
        """The attribution as a reader would say it."""
        return _ATTRIBUTION_WORDS[self]


_ATTRIBUTION_WORDS = {
    Attribution.OWN_WORDS: "the holder's own words",
    Attribution.REPORTED: "indirect speech of the holder",
    Attribution.ATTRIBUTED: "somebody else about the holder",
    Attribution.ARTICLE: "the source's own words",
}


class Origin(StrEnum):
    """Whether an option comes from a source or was added for completeness."""

    SOURCE = "source"
    ADDED = "added"


class Reading(StrEnum):
    """How firmly statements are read: which strengths count, and what contested zones count as."""

    LITERAL = "literal"
    LENIENT = "lenient"
    MODERATE = "moderate"
    FIRM = "firm"
    STRICT = "strict"

    @property
    def least_strength(self) -> Strength:
        """The weakest strength that still counts under this reading."""
        return _LEAST_STRENGTH[self]

    @property
    def contested_is_crossed(self) -> bool:
        """Whether a contested line counts as crossed."""
        return self is Reading.STRICT

    def counts(self, strength: Strength) -> bool:
        """Whether a red line of ``strength`` counts under this reading."""
        return strength.rank >= self.least_strength.rank


_LEAST_STRENGTH = {
    Reading.LITERAL: Strength.DECLARED,
    Reading.LENIENT: Strength.OPPOSITION,
    Reading.MODERATE: Strength.INSISTENCE,
    Reading.FIRM: Strength.PREFERENCE,
    Reading.STRICT: Strength.PREFERENCE,
}


@frozen
class Source:
    """Where statements were found. ``published`` is a text: often the date is only inferred."""

    id: str
    title: str = ""
    publisher: str = ""
    published: str = ""


@frozen
class Party:
    """A side of the negotiation; a bloc names its ``members``."""

    id: str
    name: str
    members: tuple[str, ...] = ()


@frozen
class Option:
    """One of an issue's mutually exclusive answers."""

    id: str
    title: str
    definition: str = ""
    origin: Origin = Origin.SOURCE
    evidence: tuple[str, ...] = ()


@frozen(slots=False)
class Issue:
    """A question that the deal must answer; at least one option, in the case's order."""

    id: str
    title: str
    options: tuple[Option, ...]
    question: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, Option]:
        """The options by their ids."""
        return MappingProxyType({option.id: option for option in self.options})

    def option(self, option_id: str) -> Option:
        """The option of that id. Raises ``KeyError`` for an id that the issue does not have."""
        return self.by_id[option_id]


@frozen
class OptionSet:
    """Some options of one issue: true of a scenario that chooses any of them."""

    issue: str
    options: tuple[str, ...]


@frozen
class Term:
    """A combination: true of a scenario for which each of the option sets is true (AND)."""

    option_sets: tuple[OptionSet, ...]

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues that the combination names."""
        return tuple(option_set.issue for option_set in self.option_sets)


@frozen
class Statement:
    """A verbatim quote: the evidence.

    ``party`` is the holder, ``None`` where nobody or more than one is meant (``scope`` then says
    who). ``speaker`` is who says so, ``limits`` what the quote does not say. An option set without
    options means that the statement speaks on that issue but for none of its options.
    """

    id: str
    quote: str
    source: str = ""
    section: str = ""
    party: str | None = None
    scope: str = ""
    speaker: str = ""
    attribution: Attribution = Attribution.ARTICLE
    strength: Strength = Strength.CONTEXT
    opposes: tuple[OptionSet, ...] = ()
    supports: tuple[OptionSet, ...] = ()
    limits: str = ""

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues that the statement speaks on, each once."""
        named = (option_set.issue for option_set in (*self.opposes, *self.supports))
        return tuple(dict.fromkeys(named))


@frozen(slots=False)
class RedLine:
    """A limit of a party, coded from statements.

    Crossed when any of ``crossed_when`` is true of a scenario (OR of AND of option sets); contested
    when any of ``contested_when`` is and none of ``crossed_when``: the source leaves it open there.
    """

    id: str
    party: str
    title: str
    crossed_when: tuple[Term, ...]
    contested_when: tuple[Term, ...] = ()
    scope: str = ""
    strength: Strength = Strength.PREFERENCE
    evidence: tuple[str, ...] = ()
    confidence: str = ""
    caveat: str = ""

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues that the line hangs on, each once, in the order they are named."""
        terms = (*self.crossed_when, *self.contested_when)
        return tuple(dict.fromkeys(issue for term in terms for issue in term.issues))


@frozen
class CoherenceRule:
    """A combination that contradicts itself: nobody's red line, kept apart."""

    id: str
    title: str
    impossible_when: tuple[Term, ...]


@frozen(slots=False)
class Case:
    """One negotiation as modelled."""

    id: str
    title: str
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    summary: str = ""
    as_of: dt.date | None = None
    reading: Reading = Reading.FIRM
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    coherence: tuple[CoherenceRule, ...] = ()

    @cached_property
    def issues_by_id(self) -> Mapping[str, Issue]:
        """The issues by their ids."""
        return MappingProxyType({issue.id: issue for issue in self.issues})

    @cached_property
    def parties_by_id(self) -> Mapping[str, Party]:
        """The parties by their ids."""
        return MappingProxyType({party.id: party for party in self.parties})

    @cached_property
    def red_lines_by_id(self) -> Mapping[str, RedLine]:
        """The red lines by their ids."""
        return MappingProxyType({line.id: line for line in self.red_lines})

    @cached_property
    def statements_by_id(self) -> Mapping[str, Statement]:
        """The statements by their ids."""
        return MappingProxyType({statement.id: statement for statement in self.statements})

    @cached_property
    def sources_by_id(self) -> Mapping[str, Source]:
        """The sources by their ids."""
        return MappingProxyType({source.id: source for source in self.sources})

    @cached_property
    def positions(self) -> Mapping[tuple[str, str], tuple[Statement, ...]]:
        """The coverage: the statements that state a position, by (party id, issue id).

        A pair that is missing has "no stated position". Context and procedure are no positions.
        """
        found: dict[tuple[str, str], list[Statement]] = {}
        for statement in self.statements:
            if statement.party is not None and statement.strength.is_position:
                for issue in statement.issues:
                    found.setdefault((statement.party, issue), []).append(statement)
        return MappingProxyType({cell: tuple(held) for cell, held in found.items()})

    @cached_property
    def heard_parties(self) -> frozenset[str]:
        """The ids of the parties of which anything is stated: a position, or a coded red line."""
        spoken = {s.party for s in self.statements if s.party and s.strength.is_position}
        return frozenset(spoken | {line.party for line in self.red_lines})

    @cached_property
    def scenario_count(self) -> int:
        """How many complete scenarios there are: the product of the numbers of options."""
        count = 1
        for issue in self.issues:
            count *= len(issue.options)
        return count


@frozen
class Choice:
    """What a planner chose on one issue, ``None`` while undecided, and why."""

    option: str | None = None
    note: str = ""


def _frozen_choices(choices: Mapping[str, Choice]) -> Mapping[str, Choice]:
    return MappingProxyType(dict(choices))


def _whys(lines: Mapping[str, str] | Iterable[str]) -> Mapping[str, str]:
    return MappingProxyType(dict(lines if isinstance(lines, Mapping) else dict.fromkeys(lines, "")))


@frozen
class Scenario:
    """One option for each issue, with the planner's notes; partial while issues are undecided.

    ``choices`` maps issue ids to choices; an issue that is missing is undecided. ``reading`` is
    ``None`` where the scenario leaves it to the case. ``set_aside`` maps the red lines that are
    left out to the reasons, empty where none is given; it can be made of the ids alone.

    A scenario says what its planner wrote, even about what its case no longer has:
    :func:`fitted` is what the case can judge, :func:`vanished` the rest.
    """

    case_id: str
    title: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    reading: Reading | None = None
    set_aside: Mapping[str, str] = field(factory=dict, converter=_whys)
    choices: Mapping[str, Choice] = field(factory=dict, converter=_frozen_choices)

    def option(self, issue: str) -> str | None:
        """The id of the option chosen on ``issue``; ``None`` while it is undecided."""
        choice = self.choices.get(issue)
        return choice.option if choice is not None else None

    def note(self, issue: str) -> str:
        """The planner's note on ``issue``, empty where there is none."""
        choice = self.choices.get(issue)
        return choice.note if choice is not None else ""

    def chosen(self) -> Iterator[tuple[str, str]]:
        """The decided issues with their options, as ids."""
        for issue, choice in self.choices.items():
            if choice.option is not None:
                yield issue, choice.option

    def with_option(self, issue: str, option: str | None) -> Scenario:
        """The same scenario with ``option`` chosen on ``issue`` (``None``: undecided)."""
        return self._with_choice(issue, Choice(option, self.note(issue)))

    def with_note(self, issue: str, note: str) -> Scenario:
        """The same scenario with ``note`` on ``issue``."""
        return self._with_choice(issue, Choice(self.option(issue), note))

    def with_all_issues(self, case: Case) -> Scenario:
        """The same scenario with a choice for each issue of the case, in its order."""
        known = {issue.id: self.choices.get(issue.id, Choice()) for issue in case.issues}
        return evolve(self, choices={**known, **self.choices})

    def _with_choice(self, issue: str, choice: Choice) -> Scenario:
        return evolve(self, choices={**self.choices, issue: choice})


@frozen
class Vanished:
    """What a scenario says about what its case no longer has.

    ``choices`` are those on issues that are gone, and options that are gone from issues which the
    case still has; ``lines`` the red lines set aside that are gone.
    """

    choices: Mapping[str, Choice] = field(factory=dict, converter=_frozen_choices)
    lines: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.choices or self.lines)


def fitted(scenario: Scenario, case: Case) -> Scenario:
    """What the case can judge of the scenario: a choice for each of its issues, and nothing else.

    An issue counts as undecided where the option is gone from the case; its note stays.
    """
    choices = {}
    for issue in case.issues:
        choice = scenario.choices.get(issue.id, Choice())
        known = choice.option is None or choice.option in issue.by_id
        choices[issue.id] = choice if known else Choice(None, choice.note)
    aside = {line: why for line, why in scenario.set_aside.items() if line in case.red_lines_by_id}
    return evolve(scenario, choices=choices, set_aside=aside)


def vanished(scenario: Scenario, case: Case) -> Vanished:
    """What :func:`fitted` leaves out."""
    choices = {}
    for issue_id, choice in scenario.choices.items():
        issue = case.issues_by_id.get(issue_id)
        if issue is None:
            choices[issue_id] = choice
        elif choice.option is not None and choice.option not in issue.by_id:
            choices[issue_id] = Choice(choice.option)
    lines = tuple(line for line in scenario.set_aside if line not in case.red_lines_by_id)
    return Vanished(choices, lines)
