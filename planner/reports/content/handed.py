"""A scenario as it is handed out, and what several reports say of one in the same way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import field, frozen

from planner.by_fields import Printed
from planner.check.coverage import Coverage
from planner.check.reasons import reasons
from planner.check.verdict import LineStatus, Verdict
from planner.model.case import Case, Issue, Origin
from planner.model.private import private_ids
from planner.model.scenario import Scenario, fitted
from planner.model.statements import Statement
from planner.reports.content.quote_marks import Mark, marked
from planner.reports.content.statements import statement_blocks
from planner.reports.content.tones import PARTY_TONES
from planner.reports.page import Block, Cell, Paragraph, Status, Strong, Table, Text, Tone
from planner.reports.words.choices import chosen_words
from planner.reports.words.numbers import counted
from planner.reports.words.private import holds_private_words, id_words
from planner.reports.words.report import PARTY_ORDER, UNTITLED, as_of_words, opening_words
from planner.reports.words.verdicts import listed, member_words, party_words, sentence
from planner.reports.words.withheld import EVIDENCE_WITHHELD

__all__ = [
    "Subject",
    "choice_cell",
    "choice_plain",
    "evidence_blocks",
    "issue_cell",
    "marking",
    "opening",
    "parties_table",
    "titles_of",
]


_ROOM_FOR_TITLES = 120
"""Characters of the titles that stand at the foot of every sheet."""


@frozen(eq=False, slots=False, repr=False)
class Subject(Printed):
    """A scenario as it is handed out, with its verdict.

    ``written`` is what its planner wrote, less what is withheld; ``withheld`` says in words what
    that is, and ``quoted`` whether quotes may be shown. ``name`` is how its file is called, and
    ``what_if`` says what is only tried out on the case, if anything is. ``doubts`` are the marks of
    quotes that do not stand in their source, by the ids of their statements. Of a case ``alone``
    there is no scenario, and nothing is said of one. ``written`` names the day that is judged by,
    ``own_day`` is what its own file says.
    """

    name: str
    written: Scenario
    verdict: Verdict
    withheld: str = ""
    quoted: bool = True
    what_if: str = ""
    doubts: Mapping[str, Mark] = field(factory=dict)
    alone: bool = False
    own_day: dt.date | None = None

    @property
    def case(self) -> Case:
        """The case as it is handed out."""
        return self.verdict.case

    @cached_property
    def scenario(self) -> Scenario:
        """What of the scenario the case can judge."""
        return fitted(self.written, self.case)

    @property
    def title(self) -> str:
        """What the scenario is called, or the case alone."""
        return self.case.title if self.alone else self.written.title or UNTITLED

    @property
    def opening(self) -> str:
        """What a reader must know first: what is only tried out or private, then the verdict."""
        words = "" if self.alone else opening_words(self.scenario, self.verdict)
        first = filter(None, (self.what_if, holds_private_words(private_ids(self.case))))
        return " ".join(filter(None, [*map(sentence, first), words]))

    def because_of(self, issue: Issue, status: LineStatus) -> tuple[str, ...]:
        """The ids of the counted lines with that status because of what is chosen there."""
        return self._because.get((issue.id, status), ())

    @cached_property
    def _because(self) -> Mapping[tuple[str, LineStatus], tuple[str, ...]]:
        found: dict[tuple[str, LineStatus], tuple[str, ...]] = {}
        for line in (*self.verdict.crossed, *self.verdict.contested):
            named = (i for why in reasons(self.scenario, self.verdict, line) for i in why.decided)
            for issue in dict.fromkeys(named):
                at = issue, line.status
                found[at] = (*found.get(at, ()), id_words(line.line))
        return found

    @property
    def bracketed(self) -> frozenset[str]:
        """The issues that are still undecided, which stand in square brackets."""
        return frozenset(self.verdict.undecided)


def titles_of(subjects: Sequence[Subject]) -> str:
    """What the scenarios are called together: the first of them, where they are many."""
    titles = [subject.title for subject in subjects]
    together = listed(titles, "and")
    if len(titles) <= 2 or len(together) <= _ROOM_FOR_TITLES:
        return together
    fitting = (n for n in range(len(titles)) if len(", ".join(titles[:n])) <= _ROOM_FOR_TITLES)
    first = ", ".join(titles[: max(1, *fitting)])
    return f"{counted(len(titles), 'scenario')}: {first}, ..."


def marking(subjects: Sequence[Subject]) -> str:
    """How far the scenarios together may be handed on: all that is said of any of them."""
    said = [subject.written.marking.strip() for subject in subjects]
    return " · ".join(dict.fromkeys(filter(None, said)))


def opening(subject: Subject, *, by: str = "") -> Iterator[Block]:
    """Of which case and day it is, the verdict with what it rests on, and what is withheld.

    ``by`` says whose it is, where that is to be said.
    """
    words = " · ".join(filter(None, (as_of_words(subject.case, subject.written), by)))
    yield Paragraph(words, tone=Tone.MUTED)
    if words := subject.opening:
        yield Paragraph(Strong(words))
    if subject.withheld:
        yield Paragraph(sentence(subject.withheld))


def issue_cell(subject: Subject, issue: Issue) -> str:
    """The issue's title, in square brackets while it is undecided."""
    return f"[{issue.title}]" if issue.id in subject.bracketed else issue.title


def choice_plain(subject: Subject, issue: Issue) -> str:
    """What is chosen on the issue, or kept; in square brackets while that is undecided."""
    words = chosen_words(subject.verdict, issue, subject.written.pick(issue.id))
    return f"[{words}]" if issue.id in subject.bracketed else words


def choice_cell(subject: Subject, issue: Issue) -> Cell:
    """The same, and below it which of what is chosen no source proposes."""
    away = subject.verdict.applies(issue.id) is False
    if away:
        return Cell(Status(choice_plain(subject, issue), tone=Tone.MUTED))
    below: list[Block] = []
    if added := _added(issue, subject.scenario):
        words = f"No source proposes {added}."
        below.append(Paragraph(words, tone=Tone.MUTED))
    return Cell(choice_plain(subject, issue), below=below)


def _added(issue: Issue, scenario: Scenario) -> str:
    """The chosen options that no source proposes; ``it`` where nothing else is chosen."""
    pick = scenario.pick(issue.id)
    held = (pick,) if isinstance(pick, str) else pick if isinstance(pick, tuple) else ()
    added = [issue.option(each) for each in held if issue.option(each).origin is Origin.ADDED]
    if len(held) == 1:
        return "it" if added else ""
    return " or ".join(f"“{option.title}”" for option in added)


def parties_table(verdict: Verdict, coverage: Coverage) -> Table:
    """The parties with their verdicts, the crossed ones first, and where they state no position.

    Members stand below their party.
    """
    rows: list[tuple[Text, str, str]] = []
    order = sorted(verdict.parties, key=lambda held: PARTY_ORDER.index(held.status))
    for held in order:
        stated = coverage.issues_of(held.party)
        silent = [issue.title for issue in verdict.case.issues if issue not in stated]
        gaps = "; ".join(silent) or "states one on every issue"
        name = Status(held.party.name, tone=PARTY_TONES[held.status])
        rows.append((name, party_words(held), gaps))
        rows += [
            (
                Status(f"{held.party.name}: {member.name}", tone=PARTY_TONES[member.status]),
                member_words(member),
                "",
            )
            for member in held.members
        ]
    return Table(
        rows,
        head=("Party", "Verdict", "No stated position on"),
        caption="What the scenario does to each party's lines, and where the party is silent",
        shares=(3, 4, 9),
    )


def evidence_blocks(
    subject: Subject, statements: Iterable[Statement], *, caveat: str = ""
) -> Iterator[Block]:
    """The statements with whose they are and what they do not say; or that they are withheld.

    What the ``caveat`` of their red line says is not said of them again. A quote that is doubtful
    is marked.
    """
    held = [*statements]
    if not subject.quoted and held:
        yield Paragraph(EVIDENCE_WITHHELD, tone=Tone.MUTED)
        return
    for statement in held:
        blocks = statement_blocks(subject.case, statement, caveat=caveat)
        doubt = subject.doubts.get(statement.id)
        marks = {} if doubt is None else {(statement.id, statement.quote): doubt}
        yield from marked(blocks, marks)
