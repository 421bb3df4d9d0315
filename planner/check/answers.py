"""What each answer to an issue does to many terms at once: one bit of a Python integer a term.

An answer *kills* the terms whose condition on the issue it makes false.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from planner.model.case import IssueKind

if TYPE_CHECKING:
    from planner.check.stretches import Stretches
    from planner.model.case import Issue
    from planner.model.conditions import Condition, Pick

__all__ = ["Answers", "Applying", "Picks", "SeveralOf", "SingleAnswer", "answers_by_issue"]


Picks = list[int | tuple[str, ...] | None]
"""What is picked on each issue, as its answers take it; ``None`` where it is undecided."""

Applying = Mapping[str, bool | None]
"""Whether each issue that need not apply does; ``None`` where completions differ."""


class SingleAnswer:
    """The answers to an issue that takes one option or a number, as values counted from 0.

    ``options`` holds the values of options, and ``killed_by`` the terms that each value kills;
    ``away`` those killed where the issue does not apply, ``every`` and ``some`` those that all
    values kill, and at least one.
    """

    def __init__(self, issue: Issue, stretches: Stretches = ()) -> None:
        self.options = {option: n for n, option in enumerate(issue.by_id)}
        self._stretches = stretches
        self._number = issue.values if issue.kind is IssueKind.NUMBER else None
        self.killed_by = [0] * (len(stretches) or len(self.options))
        self.away = self.every = self.some = 0

    def add(self, bit: int, condition: Condition) -> bool:
        """Take a term in by its condition on the issue; whether any value makes that true."""
        admitted = self._admitted(condition)
        if len(admitted) < len(self.killed_by):
            self.some |= bit
            for value in range(len(self.killed_by)):
                if value not in admitted:
                    self.killed_by[value] |= bit
        if not admitted:
            self.every |= bit
        return bool(admitted)

    def _admitted(self, condition: Condition) -> set[int]:
        if condition.applies is False:
            return set()
        if self._number is not None:
            return self._within(condition.at_from, condition.below)
        options = self.options
        admitted = {options[option] for option in condition.any or options}
        if condition.all:
            # No two options are one answer.
            admitted &= {options[condition.all[0]]} if len(set(condition.all)) == 1 else set()
        if condition.none:
            admitted -= {options[option] for option in condition.none}
        return admitted

    def _within(self, at_from: int | None, below: int | None) -> set[int]:
        return {
            n
            for n, (first, last) in enumerate(self._stretches)
            if (at_from is None or first >= at_from) and (below is None or last < below)
        }

    def value(self, pick: Pick) -> int:
        """The value of what is picked. Raises ``KeyError`` where the issue does not know it."""
        if self._number is None:
            return self.options[pick]  # type: ignore[index]  # whatever else is picked is no key
        if pick not in self._number:
            raise KeyError(pick)
        return next(n for n, (_, last) in enumerate(self._stretches) if pick <= last)  # type: ignore[operator] # the issue knows it: a number

    def killed(self, value: int) -> int:
        """The terms that the value kills."""
        return self.killed_by[value]

    def spared_by_all(self, terms: int) -> bool:
        """Whether each value leaves some of those terms alive that depend on the issue."""
        depending = terms & self.some
        return all(depending & ~killed for killed in self.killed_by)


class SeveralOf:
    """The answers to an issue of which several options or none may hold together, as their ids."""

    def __init__(self, issue: Issue) -> None:
        self._issue = issue
        self._wanting = self._never = 0
        self._met_by = dict.fromkeys(issue.by_id, 0)
        self._killed_with = dict.fromkeys(issue.by_id, 0)
        self._killed_without: dict[str, int] = {}
        self.away = self.every = self.some = 0

    def add(self, bit: int, condition: Condition) -> bool:
        """Take a term in by its condition on the issue; whether any answer makes that true."""
        if condition.any:
            self._wanting |= bit
        for option in condition.any:
            self._met_by[option] |= bit
        for option in condition.none:
            self._killed_with[option] |= bit
        for option in condition.all:
            self._killed_without[option] = self._killed_without.get(option, 0) | bit
        if condition.applies is False:
            self._never |= bit
        if self._can_be_false(condition):
            self.some |= bit
        if self._can_be_true(condition):
            return True
        self.every |= bit
        return False

    def _can_be_true(self, condition: Condition) -> bool:
        held, barred = set(condition.all), set(condition.none)
        wanted = set(condition.any) - barred
        if held & barred or (condition.any and not wanted) or condition.applies is False:
            return False
        fewest = len(held) + bool(wanted and not wanted & held)
        most = len(self._issue.options) - len(barred)
        return fewest <= self._issue.most and self._issue.at_least <= most

    def _can_be_false(self, condition: Condition) -> bool:
        every = len(self._issue.options)
        fewest, most = self._issue.at_least, self._issue.most
        return (
            condition.applies is False
            or bool(condition.any and fewest <= every - len(set(condition.any)))
            or bool(condition.all and fewest < every)
            or bool(condition.none and most > 0)
        )

    def value(self, pick: Pick) -> tuple[str, ...]:
        """The options picked. Raises ``KeyError`` where the issue does not know them."""
        if not isinstance(pick, tuple) or not self._issue.answered_by(pick):
            raise KeyError(pick)
        return pick

    def killed(self, value: Iterable[str]) -> int:
        """The terms that these options kill where just they hold."""
        held = frozenset(value)
        killed, met = self._never, 0
        for option in held:
            killed |= self._killed_with[option]
            met |= self._met_by[option]
        for option, terms in self._killed_without.items():
            if option not in held:
                killed |= terms
        return killed | (self._wanting & ~met)

    def spared_by_all(self, terms: int) -> bool:
        """Whether each answer may leave some of those terms alive that depend on the issue.

        Only the fewest options and the most are tried: they get past what authors write.
        """
        options = tuple(self._issue.by_id)
        depending = terms & self.some
        tried = (options[: self._issue.at_least], options[: self._issue.most])
        return all(depending & ~self.killed(held) for held in tried)


Answers = SingleAnswer | SeveralOf


def answers_by_issue(
    issues: Iterable[Issue], stretches: Mapping[str, Stretches]
) -> dict[str, Answers]:
    """What the answers to each issue do, by its id; no term is taken in yet."""
    return {
        issue.id: SeveralOf(issue)
        if issue.kind is IssueKind.ANY
        else SingleAnswer(issue, stretches.get(issue.id, ()))
        for issue in issues
    }
