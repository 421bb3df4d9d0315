"""A question in numbers: issues, options, lines and rules as indices, and back to ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from attrs import field, frozen

from planner.analysis.engine.rules import Prohibition, Sets
from planner.analysis.engine.space import Forbidden, Space, Variable
from planner.analysis.question import Question
from planner.model import Case, Reading, RedLine, Term

__all__ = ["CaseSpace"]


@frozen(slots=False)
class CaseSpace(Space):
    """The space of a case in which some lines count, and what its numbers stand for.

    Owners are the counted ``lines`` first, in the case's order, and then its coherence rules. Two
    are equal where their numbers are, whatever the words of their cases.
    """

    case: Case = field(eq=False)
    lines: tuple[RedLine, ...] = field(eq=False)

    @classmethod
    def of(cls, question: Question) -> CaseSpace:
        """The space of a question; its fixed choices are left to whoever asks."""
        return cls.with_lines(question.case, question.counted, question.reading)

    @classmethod
    def with_lines(cls, case: Case, lines: Collection[RedLine], reading: Reading) -> CaseSpace:
        """The space in which exactly these lines count."""
        conditions: list[tuple[Term, ...]] = [
            (*line.crossed_when, *(line.contested_when if reading.contested_is_crossed else ()))
            for line in lines
        ]
        conditions += [rule.impossible_when for rule in case.coherence]
        numbers = {
            issue.id: (
                n,
                (1 << len(issue.options)) - 1,
                {option.id: 1 << k for k, option in enumerate(issue.options)},
            )
            for n, issue in enumerate(case.issues)
        }
        forbidden = (
            Forbidden(owner, sets)
            for owner, terms in enumerate(conditions)
            for sets in dict.fromkeys(_sets(numbers, term) for term in terms)
            if sets is not None
        )
        return cls(
            variables=tuple(Variable.of(len(issue.options)) for issue in case.issues),
            forbidden=tuple(forbidden),
            owners=len(conditions),
            groups=tuple((n,) for n in range(len(case.issues))),
            case=case,
            lines=tuple(lines),
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

    def picks(self, choices: Mapping[str, str]) -> dict[int, Sets]:
        """Choices as indices: what each issue's variables may be, in the case's order of issues."""
        found = {}
        for issue, option in choices.items():
            n = self.issue_index[issue]
            found[n] = ((n, 1 << self.option_index[n][option]),)
        return dict(sorted(found.items()))

    def choice(self, issue: int, option: int) -> tuple[str, str]:
        """The ids of an issue and one of its options."""
        found = self.case.issues[issue]
        return found.id, found.options[option].id

    def picked(self, issue: int, sets: Sets) -> str:
        """The id of the option that a choice on an issue names."""
        ((_, mask),) = sets
        return self.case.issues[issue].options[mask.bit_length() - 1].id

    def choices(self, options: Iterable[int]) -> dict[str, str]:
        """The ids of one option for every issue, in the case's order."""
        return dict(self.choice(issue, option) for issue, option in enumerate(options))


_OptionBits = Mapping[str, tuple[int, int, Mapping[str, int]]]
"""By issue: its index, the mask of all its options, and the bit of each by its id."""


def _sets(numbers: _OptionBits, term: Term) -> tuple[tuple[int, int], ...] | None:
    """The term as masks, without what restricts nothing; ``None`` if it can never be true."""
    masks: dict[int, int] = {}
    for option_set in term.option_sets:
        issue, everything, named = numbers[option_set.issue]
        mask = 0
        for option in option_set.options:
            mask |= named[option]
        mask &= masks.get(issue, everything)
        if not mask:
            return None
        masks[issue] = mask
    found = []
    for option_set in term.option_sets:
        issue, everything, _ = numbers[option_set.issue]
        mask = masks.pop(issue, everything)
        if mask != everything:
            found.append((issue, mask))
    return tuple(sorted(found))
