"""A question in numbers: issues, options, lines and rules as indices, and back to ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from attrs import field, frozen

from planner.analysis.engine.rules import Combination, Prohibition, Sets, Threshold
from planner.analysis.engine.space import Forbidden, Space, Variable
from planner.analysis.questions.premises import Premises
from planner.check.lowering import lower
from planner.check.variables import Each, Lowered, Pattern, Shortfall
from planner.model.case import Case
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.red_lines import RedLine

__all__ = ["CaseSpace", "rule_of"]


@frozen(slots=False)
class CaseSpace(Space):
    """The space of a case in which some lines count, and what its numbers stand for.

    Owners are the counted ``lines`` first, in the case's order, and then its coherence rules. Two
    are equal where their numbers are, whatever the words of their cases.
    """

    case: Case = field(eq=False)
    lines: tuple[RedLine, ...] = field(eq=False)
    lowered: Lowered = field(eq=False, repr=False)

    @classmethod
    def of(cls, premises: Premises) -> CaseSpace:
        """The space of a question; its fixed choices are left to whoever asks."""
        return cls.with_lines(premises.case, premises.counted, premises.reading)

    @classmethod
    def with_lines(cls, case: Case, lines: Collection[RedLine], reading: Reading) -> CaseSpace:
        """The space in which exactly these lines count."""
        lowered = lower(case)
        strictly = reading.contested_is_crossed
        owned: list[Collection[Pattern]] = [
            dict.fromkeys((*lowered.crossed(line), *(lowered.contested(line) if strictly else ())))
            for line in lines
        ]
        owned += [lowered.patterns(rule.impossible_when) for rule in case.coherence]
        return cls(
            variables=tuple(Variable(variable.weights) for variable in lowered.variables),
            forbidden=(
                *(Forbidden(None, rule_of(always)) for always in lowered.always),
                *(
                    Forbidden(owner, rule_of(pattern))
                    for owner, patterns in enumerate(owned)
                    for pattern in patterns
                ),
            ),
            owners=len(owned),
            groups=tuple(lowered.groups.values()),
            case=case,
            lines=tuple(lines),
            lowered=lowered,
        )

    @cached_property
    def rules(self) -> range:
        """The owners that are coherence rules."""
        return range(len(self.lines), len(self.lines) + len(self.case.coherence))

    @cached_property
    def by_line(self) -> tuple[tuple[Prohibition, ...], ...]:
        """What each counted line forbids."""
        found: list[list[Prohibition]] = [[] for _ in self.lines]
        for item in self.forbidden:
            if item.owner is not None and item.owner not in self.rules:
                found[item.owner].append(item.rule)
        return tuple(map(tuple, found))

    @cached_property
    def anyway(self) -> tuple[Prohibition, ...]:
        """What is forbidden whichever lines are given up."""
        return tuple(
            item.rule for item in self.forbidden if item.owner is None or item.owner in self.rules
        )

    @cached_property
    def names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The ids of all issues and their options, which answers are told in."""
        return tuple((issue.id, tuple(issue.by_id)) for issue in self.case.issues)

    @cached_property
    def issue_index(self) -> Mapping[str, int]:
        """The index of each issue by its id."""
        return {issue.id: n for n, issue in enumerate(self.case.issues)}

    @cached_property
    def option_index(self) -> tuple[Mapping[str, int], ...]:
        """For each issue, the index of each of its options by its id."""
        return tuple(
            {option.id: n for n, option in enumerate(issue.options)} for issue in self.case.issues
        )

    @cached_property
    def line_index(self) -> Mapping[str, int]:
        """The index of each counted line by its id."""
        return {line.id: n for n, line in enumerate(self.lines)}

    def picks(self, choices: Mapping[str, Pick]) -> dict[int, Sets]:
        """Choices as indices: what each issue's variables may be, in the case's order of issues."""
        found = {}
        for issue, option in choices.items():
            found[self.issue_index[issue]] = self.lowered.choice(issue, option)
        return dict(sorted(found.items()))

    def choice(self, issue: int, option: int) -> tuple[str, str]:
        """The ids of an issue and one of its options."""
        found = self.case.issues[issue]
        return found.id, found.options[option].id

    def picked(self, issue: int, sets: Sets) -> str:
        """The id of the option that a choice on an issue names."""
        ((_, mask),) = sets
        return self.case.issues[issue].options[mask.bit_length() - 1].id

    def choices(self, options: Iterable[int]) -> dict[str, Pick]:
        """The ids of one option for every issue, in the case's order."""
        return dict(self.choice(issue, option) for issue, option in enumerate(options))


def rule_of(pattern: Pattern) -> Prohibition:
    """The engine's rule that forbids the pattern."""
    if isinstance(pattern, Each):
        return Combination(pattern.alternatives)
    if isinstance(pattern, Shortfall):
        return Threshold(pattern.points, pattern.minimum)
    return pattern
