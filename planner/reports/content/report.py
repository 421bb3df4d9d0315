"""The reports that are handed out: the one table of them, and how each is made of scenarios."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, field, frozen

from planner.analysis.engine.limits import Limit
from planner.analysis.questions.analyse import Analysis, analyse
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.premises import Premises
from planner.by_fields import Compared
from planner.check.as_of import case_as_of, written_as_of
from planner.check.checker import check
from planner.check.comparison import MOST_COLUMNS, Column, Comparison
from planner.model.case import Case
from planner.model.private import without_private
from planner.model.reading import Reading
from planner.model.scenario import Scenario, fitted
from planner.reports.content.brief import brief
from planner.reports.content.columns import columns
from planner.reports.content.draft import draft
from planner.reports.content.handed import Subject
from planner.reports.content.options_paper import options_paper
from planner.reports.content.quote_marks import Mark
from planner.reports.content.register import register
from planner.reports.content.withheld import NOTHING_WITHHELD, Withheld, taken_out
from planner.reports.report import Report
from planner.reports.words.verdicts import sentence
from planner.reports.words.withheld import withheld_words

__all__ = ["REPORTS", "Given", "KindOfReport", "Wish", "report_of"]


@frozen(eq=False, repr=False)
class Given(Compared):
    """A scenario to report on, as its planner wrote it, with its case.

    ``name`` is its file's. Where something is only tried out on the case, ``what_if`` says what:
    the report says it first. ``doubts`` are the marks of its quotes, as
    :func:`~planner.reports.content.quotes.doubts_of` gives them. A case ``alone`` is given with an
    empty scenario.
    """

    name: str
    written: Scenario
    case: Case
    what_if: str = ""
    doubts: Mapping[tuple[str, str], Mark] = field(factory=dict)
    alone: bool = False

    @classmethod
    def of_case(cls, name: str, case: Case, doubts: Mapping[tuple[str, str], Mark]) -> Given:
        """The case alone, without any scenario of it."""
        return cls(name, Scenario(case.id), case, doubts=doubts, alone=True)


@frozen(eq=False, repr=False)
class Wish(Compared):
    """Which report is wanted, without what, and judged how.

    ``reading`` overrides that of the scenarios, and ``as_of`` the day, where it is given: one day,
    or ``None`` for all that is stated. ``limit`` is what may be spent on numbers of scenarios.
    ``private``: with what a private overlay puts over the case, which no report holds unasked.
    """

    name: str = "brief"
    withheld: Withheld = NOTHING_WITHHELD
    reading: Reading | None = None
    as_of: tuple[dt.date | None] | None = None
    limit: Limit = field(factory=Limit)
    private: bool = False


Build = Callable[[Sequence[Subject], Wish], Report]


@frozen(eq=False, repr=False)
class KindOfReport(Compared):
    """How a report is made; it takes from ``least`` to ``most`` scenarios of one case.

    Where ``most`` is ``None`` it takes any number, of any cases, a page for each. Scenarios that
    are set beside each other are judged as the first one says. ``of_cases``: it takes cases alone.
    """

    build: Build
    least: int = 1
    most: int | None = None
    of_cases: bool = False

    @property
    def together(self) -> bool:
        """Whether it sets its scenarios beside each other."""
        return self.most is not None


def _brief(subjects: Sequence[Subject], wish: Wish) -> Report:
    return brief(subjects, [_analyses(subject, wish.limit) for subject in subjects])


def _analyses(subject: Subject, limit: Limit) -> tuple[Analysis, Analysis]:
    """What holds of the case whatever is chosen, and what holds with the choices made."""
    verdict = subject.verdict
    whole = Premises(subject.case, verdict.reading, verdict.set_aside)
    kept = fitted(subject.written, subject.case, begun=True)
    own = Premises.of_scenario(
        subject.case, kept, reading=verdict.reading, set_aside=verdict.set_aside
    )
    ground = Groundwork.of(whole, None)
    asked = {"nearest"} if own.complete else {"nearest", "open"}
    return (
        analyse(whole, {"open"}, limit, groundwork=ground),
        analyse(own, asked, limit, groundwork=ground),
    )


def _options(subjects: Sequence[Subject], _wish: Wish) -> Report:
    return options_paper(subjects, _comparison(subjects))


def _draft(subjects: Sequence[Subject], _wish: Wish) -> Report:
    return draft(subjects, _comparison(subjects))


def _comparison(subjects: Sequence[Subject]) -> Comparison:
    """The scenarios side by side, each with the day that its own file says.

    It refuses scenarios of different cases.
    """
    own = (evolve(subject.written, as_of=subject.own_day) for subject in subjects)
    columns = (
        Column(subject.name, fitted(written, subject.case, begun=True), subject.verdict)
        for subject, written in zip(subjects, own, strict=True)
    )
    return Comparison(tuple(columns), as_of=subjects[0].written.as_of)


REPORTS: Mapping[str, KindOfReport] = {
    "brief": KindOfReport(_brief),
    "columns": KindOfReport(lambda subjects, _: columns(subjects)),
    "options": KindOfReport(_options, least=2, most=MOST_COLUMNS),
    "register": KindOfReport(lambda subjects, _: register(subjects), of_cases=True),
    "draft": KindOfReport(_draft, most=2),
}
"""The reports by the names of :data:`~planner.reports.words.report_names.REPORT_NAMES`."""


def report_of(given: Sequence[Given], wish: Wish) -> Report:
    """The report on these scenarios. What is withheld is taken out before anything is judged.

    Raises :class:`~planner.errors.PlannerError` for what is withheld and not in the case, and where
    scenarios of different cases are to stand side by side.
    """
    kind = REPORTS[wish.name]
    if not wish.private:
        given = [evolve(each, case=without_private(each.case)) for each in given]
    first = given[0]
    reading, as_of = wish.reading, wish.as_of
    if kind.together:
        reading = reading or first.written.reading or first.case.reading
        as_of = as_of or (first.written.as_of,)
    beside = [each.written for each in given]
    subjects = [_subject(each, wish.withheld, reading, as_of, beside) for each in given]
    said = dict.fromkeys(sentence(each.withheld) for each in subjects if each.withheld)
    return evolve(kind.build(subjects, wish), withheld=" ".join(said))


def _subject(
    given: Given,
    withheld: Withheld,
    reading: Reading | None,
    as_of: tuple[dt.date | None] | None,
    beside: Sequence[Scenario],
) -> Subject:
    (day,) = as_of or (given.written.as_of,)
    written = written_as_of(given.written, given.case, day)
    case = case_as_of(given.case, day)
    handed = taken_out(case, [written], withheld, whole=given.case, beside=beside)
    (written,) = handed.scenarios
    verdict = check(handed.case, fitted(written, handed.case), reading=reading)
    words = withheld_words(withheld.whole, handed.parties, handed.issues, handed.lines)
    quoted = "evidence" not in withheld.whole
    said = given.case.statements
    marks = ((each.id, given.doubts.get((each.id, each.quote))) for each in said)
    doubts = {name: mark for name, mark in marks if mark is not None}
    return Subject(
        given.name,
        written,
        verdict,
        words,
        quoted,
        given.what_if,
        doubts,
        alone=given.alone,
        own_day=given.written.as_of,
    )
