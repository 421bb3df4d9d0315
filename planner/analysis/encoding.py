"""A question in numbers: issues, options, lines and rules as indices, combinations as bit masks.

What a counted line or a coherence rule forbids is a list of *bans*: combinations of option sets,
one for each issue that they hang on. A scenario is open if it falls into no ban.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from operator import or_

from attrs import frozen

from planner.analysis.question import Question
from planner.model import Case, Reading, RedLine, Term

__all__ = ["Ban", "Domains", "Space", "bits", "option_count"]

Domains = tuple[int, ...]
"""The options that each issue may take: one mask an issue, bit ``n`` for its ``n``-th option."""


@frozen
class Ban:
    """A combination that is forbidden: true where every issue takes an option of its mask.

    ``sets`` holds (issue, mask) pairs by ascending issue; no mask is empty and none names all
    options of its issue. A ban without sets forbids everything. ``owner`` is the index of the line
    in :attr:`Space.lines`, or that of the rule in :attr:`Space.rules` plus the number of lines.
    """

    owner: int
    sets: tuple[tuple[int, int], ...]


@frozen(slots=False)
class Space:
    """All scenarios of a case with what its counted lines and coherence rules forbid."""

    case: Case
    lines: tuple[RedLine, ...]
    bans: tuple[Ban, ...]

    @classmethod
    def of(cls, question: Question) -> Space:
        """The space of a question; its fixed choices are left to whoever asks."""
        return cls.with_lines(question.case, question.counted, question.reading)

    @classmethod
    def with_lines(cls, case: Case, lines: Collection[RedLine], reading: Reading) -> Space:
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
        return cls(case, tuple(lines), tuple(bans))

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many options each issue has."""
        return tuple(len(issue.options) for issue in self.case.issues)

    @cached_property
    def everything(self) -> Domains:
        """The domains that leave every option."""
        return tuple((1 << size) - 1 for size in self.sizes)

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

    def domains(self, picks: Mapping[int, int]) -> Domains:
        """The domains that the picks leave."""
        return tuple(
            1 << picks[issue] if issue in picks else mask
            for issue, mask in enumerate(self.everything)
        )

    @cached_property
    def _killed_by(self) -> tuple[tuple[int, ...], ...]:
        """For each issue and option the bans, a bit each, that it gets past."""
        killed = [[0] * size for size in self.sizes]
        for n, ban in enumerate(self.bans):
            for issue, mask in ban.sets:
                for option in bits(self.everything[issue] & ~mask):
                    killed[issue][option] |= 1 << n
        return tuple(map(tuple, killed))

    def crossed(self, options: Iterable[int]) -> set[int]:
        """The owners of the bans that a complete scenario falls into."""
        dead = 0
        for killed, option in zip(self._killed_by, options, strict=True):
            dead |= killed[option]
        return {self.bans[n].owner for n in bits(((1 << len(self.bans)) - 1) & ~dead)}

    def neighbours(self, options: Sequence[int], wanted: Domains) -> list[int]:
        """For each issue those of the wanted options that, alone changed, give an open scenario.

        ``options`` is a complete scenario, open or not.
        """
        killed = [per_option[o] for per_option, o in zip(self._killed_by, options, strict=True)]
        everything = (1 << len(self.bans)) - 1
        after = list(accumulate(reversed(killed), or_, initial=0))
        found = []
        before = 0
        for issue, (per_option, mask) in enumerate(zip(self._killed_by, wanted, strict=True)):
            left = everything & ~(before | after[-2 - issue]) if mask else 0
            found.append(
                sum(1 << option for option in bits(mask) if not left & ~per_option[option])
            )
            before |= killed[issue]
        return found

    def bans_without(self, lines: Collection[int]) -> Iterator[Ban]:
        """What is still forbidden once those lines are given up."""
        return (ban for ban in self.bans if ban.owner not in lines)

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


def bits(mask: int) -> Iterator[int]:
    """The positions of the ones, ascending."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def option_count(domains: Domains) -> int:
    """How many scenarios the domains hold: the product of the numbers of options."""
    count = 1
    for mask in domains:
        count *= mask.bit_count()
    return count
