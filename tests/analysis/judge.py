"""Brute force: every answer worked out from the list of all scenarios, by the definitions."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import Tally
from planner.check.verdict import LineStatus
from planner.model.case import Origin
from planner.model.reading import Reading
from tests.made_cases import cases, is_true, naive_status

Options = Mapping[str, Any]


class Judge:
    """All complete scenarios of a question's case, each with the counted lines it crosses."""

    def __init__(self, premises: Premises) -> None:
        self.premises = premises
        self.case = premises.case
        self.lines = premises.counted

    @cached_property
    def scenarios(self) -> list[tuple[dict[str, str], frozenset[str]]]:
        """The coherent scenarios in the case's order, each with the lines it crosses."""
        found = []
        for options in itertools.product(*(issue.by_id for issue in self.case.issues)):
            chosen = dict(zip([i.id for i in self.case.issues], options, strict=True))
            if any(is_true(rule.impossible_when, chosen) for rule in self.case.coherence):
                continue
            crossed = frozenset(
                line.id
                for line in self.lines
                if naive_status(line, chosen, self.premises.reading) is LineStatus.CROSSED
            )
            found.append((chosen, crossed))
        return found

    @cached_property
    def contested(self) -> list[frozenset[str]]:
        """For each of the scenarios the counted lines that it leaves contested."""
        return [
            frozenset(
                line.id
                for line in self.lines
                if naive_status(line, chosen, self.premises.reading) is LineStatus.CONTESTED
            )
            for chosen, _ in self.scenarios
        ]

    def adds(self, chosen: Options) -> bool:
        """Whether a scenario has an option that no source proposes."""
        return any(
            issue.by_id[chosen[issue.id]].origin is Origin.ADDED for issue in self.case.issues
        )

    def open_tally(self, fixed: Options | None = None) -> Tally:
        """The open scenarios with these choices."""
        return self.tally_without((), fixed)

    def tally_without(
        self, lines: Collection[str], fixed: Options | None = None, *, crossing: bool = False
    ) -> Tally:
        """The scenarios that cross no other line, and leave no other contested.

        With ``crossing`` only those that cross some of these lines.
        """
        kept = [
            (chosen, contested.difference(lines))
            for (chosen, crossed), contested in zip(self.scenarios, self.contested, strict=True)
            if not crossed.difference(lines)
            and self.keeps(chosen, fixed)
            and (crossed or not crossing)
        ]
        return Tally(
            len(kept),
            sum(not contested for _, contested in kept),
            sum(not self.adds(chosen) for chosen, _ in kept),
        )

    def options_tallied(self) -> dict[tuple[str, str], Tally]:
        """The three counts per option, with the choices on other issues."""
        return {
            (issue.id, option): self.open_tally({**self.premises.fixed, issue.id: option})
            for issue in self.case.issues
            for option in issue.by_id
        }

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
        """The options that all open scenarios have, and the lines that all leave contested."""
        held = [
            (set(chosen.items()), set(contested))
            for (chosen, crossed), contested in zip(self.scenarios, self.contested, strict=True)
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

    def keeps(self, chosen: Options, fixed: Options | None = None) -> bool:
        """Whether a scenario has the fixed choices."""
        fixed = self.premises.fixed if fixed is None else fixed
        return all(chosen[issue] == option for issue, option in fixed.items())

    def open(self, fixed: Options | None = None, without: Collection[str] = ()) -> int:
        """How many scenarios with these choices cross no line, apart from those given up."""
        return sum(
            1
            for chosen, crossed in self.scenarios
            if not crossed.difference(without) and self.keeps(chosen, fixed)
        )

    def open_scenarios(self) -> list[dict[str, Any]]:
        """Those with the fixed choices, in the case's order."""
        return [c for c, crossed in self.scenarios if not crossed and self.keeps(c)]

    def options(self) -> dict[str, dict[str, int]]:
        """The open scenarios per option, with the choices on other issues."""
        return {
            issue.id: {
                option: self.open(
                    {k: v for k, v in self.premises.fixed.items() if k != issue.id}
                    | {issue.id: option}
                )
                for option in issue.by_id
            }
            for issue in self.case.issues
        }

    def possible_together(
        self, lines: Iterable[str], fixed: Options, rules: Collection[str]
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
            if self.keeps(chosen, fixed)
        )

    @cached_property
    def all_choices(self) -> list[dict[str, Any]]:
        """All scenarios, coherent or not."""
        ids = [issue.id for issue in self.case.issues]
        return [
            dict(zip(ids, options, strict=True))
            for options in itertools.product(*(issue.by_id for issue in self.case.issues))
        ]

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

    def minimal_changes(self) -> set[frozenset[tuple[str, str]]]:
        """The minimal sets of changes to the present choices with which something is open."""
        opening = {
            frozenset((i, chosen[i]) for i, o in self.premises.start.items() if chosen[i] != o)
            for chosen, crossed in self.scenarios
            if not crossed
        }
        return {changes for changes in opening if not any(other < changes for other in opening)}


@st.composite
def questions(draw: st.DrawFn, max_issues: int = 6, max_lines: int = 7) -> Premises:
    """A small case under a reading, perhaps with lines set aside and choices fixed."""
    case = draw(cases(max_issues=max_issues, max_lines=max_lines))
    # Readings that count most lines ask the most.
    reading = draw(st.sampled_from([Reading.STRICT, Reading.FIRM, *Reading]))
    fixed = {}
    for issue in case.issues:
        option = draw(st.sampled_from([None, None, None, *issue.by_id]))
        if option is not None:
            fixed[issue.id] = option
    return Premises(
        case=case,
        reading=reading,
        set_aside={line.id for line in case.red_lines if draw(st.integers(0, 9)) == 0},
        fixed=fixed,
    )
