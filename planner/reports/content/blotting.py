"""Names are blotted out of all that a case and a scenario say in words; ids and rules stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import evolve

from planner.model.case import Case, Issue, Option, Source
from planner.model.red_lines import RedLine
from planner.model.scenario import Scenario
from planner.model.statements import Statement
from planner.reports.words.withheld import BLOTTED

__all__ = ["Blotter"]


_LEAST_STEM = 4
_ENDING = re.compile(r"(?<=\w)[aeiouy]$")


class Blotter:
    """Blots these names out wherever they stand as words.

    Of ``peoples`` also the words that are made of their names: "Russian" of "Russia", "Ukrainians"
    of "Ukraine". Another word for them, such as "French" of "France", is not known here.
    """

    def __init__(self, names: Iterable[str], peoples: Iterable[str] = ()) -> None:
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        forms = [*map(_derived, sorted(peoples)), *map(re.escape, longest_first)]
        any_of_them = "|".join(forms) or "(?!)"
        self._names = re.compile(rf"(?<!\w)(?:{any_of_them})(?!\w)")

    def text(self, text: str) -> str:
        """The text without them."""
        return self._names.sub(BLOTTED, text)

    def scenario(self, scenario: Scenario) -> Scenario:
        """The scenario with nothing that names them."""
        blot = self.text
        choices = scenario.choices.items()
        return evolve(
            scenario,
            title=blot(scenario.title),
            authors=tuple(map(blot, scenario.authors)),
            summary=blot(scenario.summary),
            marking=blot(scenario.marking),
            comments=[evolve(each, text=blot(each.text)) for each in scenario.comments],
            set_aside={line: blot(why) for line, why in scenario.set_aside.items()},
            choices={issue: evolve(choice, note=blot(choice.note)) for issue, choice in choices},
        )

    def case(self, case: Case) -> Case:
        """The case with nothing that names them."""
        blot = self.text
        return evolve(
            case,
            title=blot(case.title),
            summary=blot(case.summary),
            parties=tuple(evolve(party, name=blot(party.name)) for party in case.parties),
            issues=tuple(map(self._issue, case.issues)),
            sources=tuple(map(self._source, case.sources)),
            statements=tuple(map(self._statement, case.statements)),
            red_lines=tuple(map(self._line, case.red_lines)),
            coherence=tuple(evolve(rule, title=blot(rule.title)) for rule in case.coherence),
        )

    def _issue(self, issue: Issue) -> Issue:
        options = tuple(map(self._option, issue.options))
        title, question = self.text(issue.title), self.text(issue.question)
        return evolve(issue, title=title, question=question, options=options)

    def _option(self, option: Option) -> Option:
        return evolve(
            option,
            title=self.text(option.title),
            definition=self.text(option.definition),
            clause=self.text(option.clause),
        )

    def _source(self, source: Source) -> Source:
        return evolve(
            source,
            title=self.text(source.title),
            publisher=self.text(source.publisher),
            published=self.text(source.published),
            url=self.text(source.url),
            text="",
        )

    def _statement(self, statement: Statement) -> Statement:
        return evolve(
            statement,
            quote=self.text(statement.quote),
            section=self.text(statement.section),
            scope=self.text(statement.scope),
            speaker=self.text(statement.speaker),
            limits=self.text(statement.limits),
        )

    def _line(self, line: RedLine) -> RedLine:
        points = line.points
        if points is not None:
            points = evolve(points, scored_by=self.text(points.scored_by))
        return evolve(
            line,
            title=self.text(line.title),
            scope=self.text(line.scope),
            confidence=self.text(line.confidence),
            caveat=self.text(line.caveat),
            points=points,
        )


def _derived(name: str) -> str:
    """The pattern of the name and of longer words that begin as it does."""
    stem = _ENDING.sub("", name)
    if len(stem) < _LEAST_STEM or not stem[-1].isalpha():
        return re.escape(name)
    return rf"{re.escape(stem)}\w*"
