"""What is not to be handed out is taken from case and scenario before a page is made.

A page that was never given something cannot show it, in whatever format. What cannot be told
without it goes too: a line whose rule names a withheld issue, an issue that is asked only where
such an issue is answered in some way. Where other words still name it, they are blotted out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from planner.by_fields import Compared
from planner.errors import UnknownNameError
from planner.files.toml.findings import alternatives, nearest
from planner.model.case import Case, Issue, Option
from planner.model.comments import Comment
from planner.model.conditions import Condition
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Statement
from planner.reports.content.blotting import Blotter, in_unspaced_script, texts_of, words_in
from planner.reports.content.plain_letters import in_plain_letters
from planner.reports.words.withheld import BLOTTED

__all__ = ["NOTHING_WITHHELD", "WHOLE", "Handed", "Withheld", "taken_out"]

WHOLE = ("notes", "authors", "comments", "evidence")
"""What is withheld as a whole; parties and issues are withheld one by one."""


@frozen(eq=False, repr=False)
class Withheld(Compared):
    """What is not to be handed out: some of :data:`WHOLE`, and ids of parties and issues."""

    whole: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.whole or self.parties or self.issues)


NOTHING_WITHHELD = Withheld()


@frozen(eq=False, repr=False)
class Handed(Compared):
    """A case and scenarios of it as they are handed out.

    The numbers say how much went with what was asked for: how many parties, issues and red lines
    are in the case and not here.
    """

    case: Case
    scenarios: tuple[Scenario, ...]
    parties: int = 0
    issues: int = 0
    lines: int = 0


def taken_out(
    case: Case,
    scenarios: Sequence[Scenario],
    withheld: Withheld,
    *,
    whole: Case | None = None,
    beside: Sequence[Scenario] = (),
) -> Handed:
    """The case and the scenarios without what is withheld.

    What their words must not name is told by the ``whole`` case, where this one is only what stands
    on a day, and by the scenarios ``beside`` them, whose authors are withheld too.
    Raises :class:`~planner.errors.UnknownNameError` for a party or an issue that the case has not.
    """
    _refuse_unknown("party", withheld.parties, case.parties_by_id)
    _refuse_unknown("issue", withheld.issues, case.issues_by_id)
    if not withheld:
        return Handed(case, tuple(scenarios))
    gone = _Gone(case, withheld)
    known = gone if whole is None else _Gone(whole, withheld)
    people = known.people([*scenarios, *beside])
    publishers = known.publishers()
    named = {*people, *known.speakers()}
    ordinary = known.ordinary_words(named | publishers, [*scenarios, *beside])
    words = {each for each in words_in(named) if _is_name(each) and each.lower() not in ordinary}
    as_written = {each for each in people | publishers if _is_as_written(each, ordinary)}
    capitals = {each.upper() for each in as_written if _is_name(each)}
    names = {*known.names(), *(people | publishers) - as_written, *words}
    blotter = Blotter(names, known.peoples(), as_written | capitals)
    return Handed(
        blotter.noun(gone.case()),
        tuple(blotter.noun(gone.scenario(each)) for each in scenarios),
        parties=len(withheld.parties),
        issues=len(gone.issues),
        lines=len(gone.lines),
    )


def _refuse_unknown(kind: str, names: Iterable[str], known: Mapping[str, object]) -> None:
    for name in sorted(names):
        if name not in known:
            message = f'the case has no {kind} "{name}"'
            raise UnknownNameError(message, alternatives(known), nearest=nearest(name, known))


_LEAST_NAME = 3
_ADDRESS = re.compile(r"\S+://\S+|www\.\S+")
"""Names stand in it without their capitals."""


def _is_name(name: str) -> bool:
    """Whether it names somebody wherever it stands: initials also mean other things by chance."""
    return len(name.strip()) >= _LEAST_NAME or in_unspaced_script(name)


def _is_as_written(name: str, ordinary: Collection[str]) -> bool:
    """Whether another word differs from the name in capitals alone, as "will" from "Will"."""
    words = words_in([name])
    return len(words) == 1 and (not _is_name(name) or words.pop().lower() in ordinary)


def _enclosed(name: str) -> str:
    """Its words in plain small letters, between blanks: one name stands in another as words."""
    words = re.findall(r"\w+", in_plain_letters(name).text.casefold())
    return f" {' '.join(words)} "


class _Gone:
    """What leaves the case: what is withheld, and what cannot be told without it."""

    def __init__(self, case: Case, withheld: Withheld) -> None:
        self._case = case
        self._withheld = withheld
        self.issues = _issues_that_go(case, withheld.issues)
        self.lines = tuple(
            line
            for line in case.red_lines
            if line.party in withheld.parties or self.issues.intersection(line.issues)
        )
        self.statements = tuple(
            statement
            for statement in case.statements
            if statement.party in withheld.parties
            or (statement.issues and self.issues.issuperset(statement.issues))
        )

    def names(self) -> set[str]:
        """What other words must not say any more: names, ids, titles, quotes."""
        case = self._case
        found: set[str] = set()
        for party in case.parties:
            if party.id in self._withheld.parties:
                found |= {party.name, *party.members, *_telling([party.id])}
        for issue in case.issues:
            if issue.id in self.issues:
                titles = _telling(option.title for option in issue.options)
                clauses = (option.clause for option in issue.options)
                definitions = (option.definition for option in issue.options)
                ids = _telling((issue.id, *issue.by_id))
                found |= {issue.title, issue.question, *titles, *clauses, *definitions, *ids}
        for line in self.lines:
            found |= {line.id, line.title, line.caveat}
        said = case.statements if "evidence" in self._withheld.whole else self.statements
        for statement in said:
            found |= {statement.id, statement.quote, statement.limits}
        if "evidence" in self._withheld.whole:
            found |= _telling(source.title for source in case.sources)
            found |= {source.url for source in case.sources}
        people = [
            *(line.scope for line in self.lines if line.party in self._withheld.parties),
            *(s.scope for s in self.statements if s.party in self._withheld.parties),
        ]
        found |= {scope for scope in people if scope[:1].isupper()} | self.speakers()
        return {words for words in found if words.strip()}

    def peoples(self) -> set[str]:
        """The withheld parties and their members, of whose names other words are made."""
        parties = (p for p in self._case.parties if p.id in self._withheld.parties)
        return {name for party in parties for name in (party.name, *party.members) if name.strip()}

    def speakers(self) -> set[str]:
        """Who speaks for the withheld parties alone, as far as they are called by a name."""
        theirs, of_others = set(), set()
        for statement in self._case.statements:
            if statement.party in self._withheld.parties:
                theirs.add(statement.speaker)
            elif statement.party:
                of_others |= {statement.speaker, statement.scope}
        return {
            speaker
            for speaker in theirs - of_others
            if _is_name(speaker) and not any(word[0].islower() for word in words_in([speaker]))
        }

    def publishers(self) -> set[str]:
        """Those of the sources, where these are withheld, but for who is part of the deal too."""
        if "evidence" not in self._withheld.whole:
            return set()
        titles = "".join(map(_enclosed, self._titles()))
        found = {source.publisher for source in self._case.sources if source.publisher.strip()}
        return {name for name in found if _enclosed(name) not in titles}

    def people(self, scenarios: Iterable[Scenario]) -> set[str]:
        """The authors and reviewers, where these are withheld: notes and comments name them too."""
        if "authors" not in self._withheld.whole:
            return set()
        case = self._case
        named = {
            *(name for scenario in scenarios for name in scenario.authors),
            *(comment.author for scenario in scenarios for comment in scenario.comments),
            *(name for line in case.red_lines for name in line.reviewed_by),
            *(name for statement in case.statements for name in statement.reviewed_by),
        }
        return {name for name in named if _is_name(name) or name.istitle()}

    def ordinary_words(self, people: Collection[str], scenarios: Iterable[Scenario]) -> set[str]:
        """The words, in small letters, that name nobody by themselves though these names hold them.

        An author may be called "The Europe desk": a word is ordinary if it stands in a name or a
        title of the case, or anywhere else without a capital.
        """
        case = self._case
        titles = [case.title, *(source.title for source in case.sources), *self._titles()]
        texts = (text for text in texts_of((case, *scenarios)) if text not in people)
        said = (_ADDRESS.sub("", text) for text in texts)
        small = {word for word in words_in(said) if word.islower()}
        return small.union(word.lower() for word in words_in(titles))

    def _titles(self) -> Iterator[str]:
        for party in self._case.parties:
            yield from (party.name, *party.members)
        for issue in self._case.issues:
            yield from (issue.title, *(option.title for option in issue.options))
        yield from (line.title for line in self._case.red_lines)

    def case(self) -> Case:
        """The case without them; of evidence only who holds which position stays."""
        case, withheld = self._case, self._withheld
        lines = {line.id for line in self.lines}
        statements = {statement.id for statement in self.statements}
        silent = "evidence" in withheld.whole
        left = (s for s in case.statements if s.id not in statements)
        used = tuple(self._statement(s, statements, silent=silent) for s in left)
        sources = {statement.source for statement in used}
        return evolve(
            case,
            parties=tuple(p for p in case.parties if p.id not in withheld.parties),
            issues=tuple(_issue(i, statements) for i in case.issues if i.id not in self.issues),
            sources=tuple(evolve(s, text="") for s in case.sources if s.id in sources),
            statements=used,
            red_lines=tuple(
                self._line(line, lines, statements)
                for line in case.red_lines
                if line.id not in lines
            ),
            coherence=tuple(
                rule for rule in case.coherence if not self.issues.intersection(_named_by(rule))
            ),
            beneath=(),
        )

    def scenario(self, scenario: Scenario) -> Scenario:
        """The scenario without them; what its case has lost in other ways stays in it."""
        whole = self._withheld.whole
        lines = {line.id for line in self.lines}
        choices = {
            issue: Choice.of(choice.picked) if "notes" in whole else choice
            for issue, choice in scenario.choices.items()
            if issue not in self.issues
        }
        aside = {
            line: "" if "notes" in whole else why
            for line, why in scenario.set_aside.items()
            if line not in lines
        }
        return evolve(
            scenario,
            choices=choices,
            set_aside=aside,
            authors=() if "authors" in whole else scenario.authors,
            comments=() if "comments" in whole else self._comments(scenario),
        )

    def _comments(self, scenario: Scenario) -> list[Comment]:
        """Those that are about nothing withheld; answers are about what they answer."""
        subjects = {*self.issues, *(line.id for line in self.lines)}
        gone = {comment.id for comment in scenario.comments if comment.on in subjects}
        while more := {
            comment.id
            for comment in scenario.comments
            if comment.reply_to in gone and comment.id not in gone
        }:
            gone |= more
        unnamed = "authors" in self._withheld.whole
        return [
            evolve(comment, author=BLOTTED) if unnamed else comment
            for comment in scenario.comments
            if comment.id not in gone
        ]

    def _line(self, line: RedLine, lines: set[str], statements: set[str]) -> RedLine:
        return evolve(
            line,
            evidence=tuple(each for each in line.evidence if each not in statements),
            superseded_by=None if line.superseded_by in lines else line.superseded_by,
            reviewed_by=self._reviewers(line),
        )

    def _statement(self, statement: Statement, gone: set[str], *, silent: bool) -> Statement:
        if silent:
            statement = evolve(
                statement, quote="", source="", section="", scope="", speaker="", limits=""
            )
        return evolve(
            statement,
            opposes=_conditions(statement.opposes, self.issues),
            supports=_conditions(statement.supports, self.issues),
            repeats=None if statement.repeats in gone else statement.repeats,
            superseded_by=None if statement.superseded_by in gone else statement.superseded_by,
            reviewed_by=self._reviewers(statement),
        )

    def _reviewers(self, item: RedLine | Statement) -> tuple[str, ...]:
        """Who they are may be withheld, and how many; that there are any is not denied."""
        unnamed = "authors" in self._withheld.whole and item.reviewed_by
        return (BLOTTED,) if unnamed else item.reviewed_by


def _issues_that_go(case: Case, withheld: Iterable[str]) -> frozenset[str]:
    """The withheld issues, and those that are asked only where one of these is answered somehow."""
    gone = set(withheld)
    while True:
        more = {
            issue.id
            for issue in case.issues
            if issue.id not in gone
            and any(gone.intersection(term.issues) for term in issue.applies_when)
        }
        if not more:
            return frozenset(gone)
        gone |= more


def _named_by(rule: CoherenceRule) -> set[str]:
    return {issue for term in rule.impossible_when for issue in term.issues}


def _conditions(conditions: Iterable[Condition], gone: frozenset[str]) -> tuple[Condition, ...]:
    return tuple(condition for condition in conditions if condition.issue not in gone)


def _issue(issue: Issue, gone: set[str]) -> Issue:
    return evolve(issue, options=tuple(_option(option, gone) for option in issue.options))


def _option(option: Option, gone: set[str]) -> Option:
    return evolve(option, evidence=tuple(each for each in option.evidence if each not in gone))


_TELLING = re.compile(r"[^\W\d_]\S*[\s_\-].*|.*\d.*", re.DOTALL)


def _telling(names: Iterable[str]) -> set[str]:
    """Those that no other words hold by chance: of several words, or with a number in them."""
    return {name for name in names if _TELLING.fullmatch(name)}
