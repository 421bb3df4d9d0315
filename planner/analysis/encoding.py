"""A question in numbers: issues, options, lines and rules as indices, and back to ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from attrs import field, frozen

from planner.analysis.engine.space import Ban, Space
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
        bans = (
            Ban(owner, sets)
            for owner, terms in enumerate(conditions)
            for sets in dict.fromkeys(_sets(numbers, term) for term in terms)
            if sets is not None
        )
        return cls(
            sizes=tuple(len(issue.options) for issue in case.issues),
            bans=tuple(bans),
            owners=len(conditions),
            case=case,
            lines=tuple(lines),
        )

    @cached_property
    def rules(self) -> range:
        """The owners that are coherence rules."""
        return range(len(self.lines), len(self.lines) + len(self.case.coherence))

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

    def picks(self, choices: Mapping[str, str]) -> dict[int, int]:
        """Choices as indices: issue to option, in the case's order of issues."""
        found = {
            self.issue_index[issue]: self.option_index[self.issue_index[issue]][option]
            for issue, option in choices.items()
        }
        return dict(sorted(found.items()))

    def choice(self, issue: int, option: int) -> tuple[str, str]:
        """The ids of an issue and one of its options."""
        found = self.case.issues[issue]
        return found.id, found.options[option].id

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
