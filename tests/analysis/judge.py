"""Brute force: every answer worked out from the list of all scenarios, by the definitions."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import Tally
from planner.check.verdict import LineStatus
from planner.model.case import Case, Issue, Origin
from planner.model.conditions import Pick
from planner.model.reading import Reading
from tests.made_cases import (
    Picks,
    cases,
    complete_scenarios,
    is_true,
    keeps_pick,
    mixed_cases,
    naive_status,
    picks_of,
)

Where = Callable[[Picks], bool]
Row = tuple[dict[str, Pick], frozenset[str], frozenset[str], bool]
"""A scenario, the lines it crosses, those it leaves contested, and whether it has added options."""


class Judge:
    """All complete scenarios of a question's case, each with the counted lines it crosses."""

    def __init__(self, premises: Premises) -> None:
        self.premises = premises
        self.case = premises.case
        self.lines = premises.counted
        self._kept_before: dict[object, list[Row]] = {}

    def of(self, premises: Premises) -> Judge:
        """A judge of another question under the same reading; the scenarios are listed once."""
        judge = Judge(premises)
        judge.judged = self.judged
        return judge

    @cached_property
    def all_choices(self) -> list[dict[str, Pick]]:
        """All scenarios in the case's order, coherent or not."""
        return list(complete_scenarios(self.case))

    @cached_property
    def scenarios(self) -> list[tuple[dict[str, Pick], frozenset[str]]]:
        """The coherent scenarios in the case's order, each with the lines it crosses."""
        return [(chosen, crossed) for chosen, crossed, _ in self.judged]

    @cached_property
    def judged(self) -> list[tuple[dict[str, Pick], frozenset[str], frozenset[str]]]:
        """The coherent scenarios, each with the counted lines it crosses and leaves contested."""
        return [
            (chosen, *self._crossed_and_contested(chosen))
            for chosen in self.all_choices
            if not any(is_true(rule.impossible_when, chosen) for rule in self.case.coherence)
        ]

    def crossed(self, chosen: Picks) -> frozenset[str]:
        """The counted lines that a scenario crosses."""
        return self._crossed_and_contested(chosen)[0]

    def _crossed_and_contested(self, chosen: Picks) -> tuple[frozenset[str], frozenset[str]]:
        reading = self.premises.reading
        status = {line.id: naive_status(line, chosen, reading) for line in self.lines}
        return (
            frozenset(line for line, held in status.items() if held is LineStatus.CROSSED),
            frozenset(line for line, held in status.items() if held is LineStatus.CONTESTED),
        )

    def adds(self, chosen: Picks) -> bool:
        """Whether a scenario has an option that no source proposes."""
        return any(
            self.case.issues_by_id[issue].by_id[option].origin is Origin.ADDED
            for issue, option in options_of(chosen)
        )

    def open_tally(self, fixed: Picks | None = None, where: Where | None = None) -> Tally:
        """The open scenarios with these choices."""
        return self.tally_without((), fixed, where=where)

    def tally_without(
        self,
        lines: Collection[str],
        fixed: Picks | None = None,
        *,
        crossing: bool = False,
        where: Where | None = None,
    ) -> Tally:
        """The scenarios that cross no other line, and leave no other contested.

        With ``crossing`` only those that cross some of these lines.
        """
        left = [
            (contested.difference(lines), added)
            for chosen, crossed, contested, added in self._kept(fixed)
            if not crossed.difference(lines)
            and (crossed or not crossing)
            and (where is None or where(chosen))
        ]
        return Tally(
            len(left),
            sum(not contested for contested, _ in left),
            sum(not added for _, added in left),
        )

    def _kept(self, fixed: Picks | None) -> list[Row]:
        """The scenarios with these choices; listed once, since many questions keep the same."""
        fixed = self.premises.fixed if fixed is None else fixed
        key = tuple(sorted(fixed.items()))
        if key not in self._kept_before:
            self._kept_before[key] = [
                (chosen, crossed, contested, self.adds(chosen))
                for chosen, crossed, contested in self.judged
                if self.keeps(chosen, fixed)
            ]
        return self._kept_before[key]

    def options_tallied(self) -> dict[tuple[str, str], Tally]:
        """The three counts per option, with the choices on other issues."""
        return {
            (issue.id, name): self.open_tally(self.fixed_but(issue.id), where)
            for issue in self.case.issues
            for name, where in answers_to(self.case, issue).items()
        }

    def fixed_but(self, issue: str) -> dict[str, Pick]:
        """The fixed choices on other issues."""
        return {other: pick for other, pick in self.premises.fixed.items() if other != issue}

    def same_lines(self) -> set[frozenset[str]]:
        """The groups of lines that every coherent scenario crosses together or not at all."""
        crossed_in: dict[str, frozenset[int]] = {
            line.id: frozenset(
                n for n, (_, crossed) in enumerate(self.scenarios) if line.id in crossed
            )
            for line in self.lines
        }
        groups: dict[frozenset[int], set[str]] = {}
        for line, where in crossed_in.items():
            if where:
                groups.setdefault(where, set()).add(line)
        return {frozenset(group) for group in groups.values() if len(group) > 1}

    def rests_on(self) -> tuple[set[tuple[str, str]], set[str]]:
        """The options that all open scenarios hold, and the lines that all leave contested."""
        held = [
            (set(options_of(chosen)), set(contested))
            for chosen, crossed, contested in self.judged
            if not crossed and self.keeps(chosen)
        ]
        if not held:
            return set(), set()
        return (
            set.intersection(*(options for options, _ in held)),
            set.intersection(*(contested for _, contested in held)),
        )

    def least(self, *, sourced: bool) -> dict[frozenset[str], int]:
        """The sets of the fewest lines crossed, each with the scenarios that cross just these."""
        crossings = Counter(
            crossed
            for chosen, crossed in self.scenarios
            if self.keeps(chosen) and not (sourced and self.adds(chosen))
        )
        fewest = min(map(len, crossings), default=0)
        return {lines: count for lines, count in crossings.items() if len(lines) == fewest}

    @cached_property
    def crossings(self) -> set[frozenset[str]]:
        """The sets of lines that some coherent scenario with the fixed choices crosses."""
        return {crossed for chosen, crossed in self.scenarios if self.keeps(chosen)}

    def keeps(self, chosen: Picks, fixed: Picks | None = None) -> bool:
        """Whether a scenario has the fixed choices, on those of their issues that apply."""
        fixed = self.premises.fixed if fixed is None else fixed
        return all(
            keeps_pick(self.case.issues_by_id[issue], pick, chosen[issue])
            for issue, pick in fixed.items()
            if issue in chosen
        )

    def open(self, fixed: Picks | None = None, without: Collection[str] = ()) -> int:
        """How many scenarios with these choices cross no line, apart from those given up."""
        return sum(
            1
            for chosen, crossed in self.scenarios
            if not crossed.difference(without) and self.keeps(chosen, fixed)
        )

    def with_fixed(self) -> int:
        """How many complete scenarios have the fixed choices, open or not."""
        return sum(map(self.keeps, self.all_choices))

    def open_scenarios(self) -> list[dict[str, Any]]:
        """Those with the fixed choices, in the case's order."""
        return [c for c, crossed in self.scenarios if not crossed and self.keeps(c)]

    def options(self) -> dict[str, dict[str, int]]:
        """The open scenarios that hold each option, with the choices on other issues."""
        found: dict[str, dict[str, int]] = {}
        for issue in self.case.issues:
            open_to = [
                chosen
                for chosen, crossed in self.scenarios
                if not crossed and self.keeps(chosen, self.fixed_but(issue.id))
            ]
            found[issue.id] = {
                name: sum(map(where, open_to))
                for name, where in answers_to(self.case, issue).items()
            }
        return found

    def forced(self) -> set[tuple[str, str]]:
        """What holds in all open scenarios with the choices on other issues, if there is any."""
        return {
            (issue.id, name)
            for issue in self.case.issues
            for name, count in self.options()[issue.id].items()
            if count and count == self.open(self.fixed_but(issue.id))
        }

    def possible_together(
        self,
        lines: Iterable[str],
        fixed: Picks,
        rules: Collection[str],
        where: Where | None = None,
    ) -> bool:
        """Whether a scenario respects just these lines and rules and has just these choices."""
        wanted = [line for line in self.lines if line.id in set(lines)]
        active = [rule for rule in self.case.coherence if rule.id in rules]
        return any(
            not any(is_true(rule.impossible_when, chosen) for rule in active)
            and not any(
                naive_status(line, chosen, self.premises.reading) is LineStatus.CROSSED
                for line in wanted
            )
            for chosen in self.all_choices
            if self.keeps(chosen, fixed) and (where is None or where(chosen))
        )

    def ways_out(self) -> set[frozenset[str]]:
        """The minimal sets of lines without which something is open."""
        return {c for c in self.crossings if not any(other < c for other in self.crossings)}

    def conflicts(self) -> set[frozenset[str]]:
        """The minimal sets of lines that no scenario respects together."""
        ids = [line.id for line in self.lines]
        found: set[frozenset[str]] = set()
        for size in range(len(ids) + 1):
            for subset in map(frozenset, itertools.combinations(ids, size)):
                if not any(clash <= subset for clash in found) and all(
                    subset & crossed for crossed in self.crossings
                ):
                    found.add(subset)
        return found

    @cached_property
    def scenarios_by_choices(self) -> dict[tuple[tuple[str, Any], ...], frozenset[str]]:
        """The lines that each coherent scenario crosses, by its choices in the case's order."""
        return {tuple(chosen.items()): crossed for chosen, crossed in self.scenarios}

    def changes(self, chosen: Picks) -> frozenset[tuple[str, str, bool]]:
        """What a scenario changes of the present choices, on those of their issues that apply.

        A change is an option or a stretch, and whether it holds now; a number that keeps to its
        stretch is none, and neither is an option that joins a choice that was begun.
        """
        found = set()
        for issue, before in self.premises.start.items():
            if issue not in chosen:
                continue
            for name, where in answers_to(self.case, self.case.issues_by_id[issue]).items():
                now = where(chosen)
                several = isinstance(before, tuple)
                if self.case.issues_by_id[issue].begun_by(before) and not where({issue: before}):
                    continue
                if now != where({issue: before}) and (now or several):
                    found.add((issue, name, now))
        return frozenset(found)

    def minimal_changes(self) -> set[frozenset[tuple[str, str, bool]]]:
        """The minimal sets of changes to the present choices with which something is open."""
        opening = {self.changes(chosen) for chosen, crossed in self.scenarios if not crossed}
        return {changes for changes in opening if not any(other < changes for other in opening)}


def options_of(chosen: Picks) -> Iterator[tuple[str, str]]:
    """The issues and options that hold in a scenario."""
    for issue, pick in chosen.items():
        if not isinstance(pick, int):
            yield from ((issue, option) for option in ((pick,) if isinstance(pick, str) else pick))


def answers_to(case: Case, issue: Issue) -> dict[str, Where]:
    """What may be true of an issue, by name: an option, a stretch, that it does not apply."""

    def has(option: str) -> Where:
        return lambda chosen: (issue.id, option) in set(options_of(chosen))

    def within(first: int, last: int) -> Where:
        return lambda chosen: issue.id in chosen and first <= chosen[issue.id] <= last  # type: ignore[operator]

    found = {option: has(option) for option in issue.by_id}
    for first, last in stretches(case, issue):
        found[f"{first}..{last}"] = within(first, last)
    if issue.applies_when:
        found["-"] = lambda chosen: issue.id not in chosen
    return found


def stretches(case: Case, issue: Issue) -> list[tuple[int, int]]:
    """The first and last numbers of an issue between which nothing in the case changes."""
    terms = [term for one in case.issues for term in one.applies_when]
    terms += [term for rule in case.coherence for term in rule.impossible_when]
    for line in case.red_lines:
        terms += [*line.crossed_when, *line.contested_when]
    bounds = {
        bound
        for term in terms
        for condition in term.conditions
        if condition.issue == issue.id
        for bound in (condition.at_from, condition.below)
        if bound is not None
    }
    for line in case.red_lines:
        if line.points is not None:
            bounds |= {start for start, _ in line.points.steps.get(issue.id, ())}
    if issue.options:
        return []
    alike = itertools.groupby(issue.values, lambda value: [value >= bound for bound in bounds])
    return [(held[0], held[-1]) for held in (list(values) for _, values in alike)]


@st.composite
def questions(
    draw: st.DrawFn, max_issues: int = 6, max_lines: int = 7, most: int = 300
) -> Premises:
    """A small case under a reading, perhaps with lines set aside and choices fixed.

    Half of the cases have issues of all kinds, and no more than ``most`` scenarios.
    """
    plain = cases(max_issues=max_issues, max_lines=max_lines)
    mixed = mixed_cases(most=most, max_issues=max_issues, max_lines=max_lines)
    return draw(asked(draw(plain | mixed)))


@st.composite
def asked(draw: st.DrawFn, case: Case) -> Premises:
    """A question about the case."""
    # Readings that count most lines ask the most.
    reading = draw(st.sampled_from([Reading.STRICT, Reading.FIRM, *Reading]))
    return Premises(
        case=case,
        reading=reading,
        set_aside={line.id for line in case.red_lines if draw(st.integers(0, 9)) == 0},
        fixed=draw(fixings(case)),
    )


@st.composite
def fixings(draw: st.DrawFn, case: Case) -> Mapping[str, Pick]:
    """Choices on some of the issues, made or begun, whether these apply then or not."""
    fixed = {}
    for issue in case.issues:
        begun = [pick for pick in picks_of(issue, begun=True) if issue.begun_by(pick)]
        pick = draw(st.sampled_from([None, None, None, *begun, *picks_of(issue)]))
        if pick is not None:
            fixed[issue.id] = pick
    return fixed
