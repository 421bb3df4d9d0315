"""Conditions on the choices of a scenario, and combinations of them."""

from __future__ import annotations

from attrs import frozen

from planner.by_fields import Compared

__all__ = ["Condition", "Pick", "Term", "plain_pick"]

Pick = str | tuple[str, ...] | int
"""What is chosen on one issue, by its kind: an option, the options that hold, or a value.

The options stand in the case's order; none of them is an answer too.
"""


def plain_pick(pick: Pick | None) -> str | list[str] | int | None:
    """What is picked as JSON has it: a string, an array or an integer by the kind of the issue."""
    return [*pick] if isinstance(pick, tuple) else pick


@frozen(eq=False, repr=False)
class Condition(Compared):
    """A condition on what is chosen on one issue: true where each of its parts is.

    ``any``, ``all`` and ``none`` name options, of which any, all or none is chosen; ``at_from`` and
    ``below`` are the bounds of a number (from <= value < below); ``applies`` asks whether the issue
    applies at all. On an issue that does not apply all are false, but for ``none`` and for
    ``applies`` where it is False. Without any part it names the issue and says nothing of it.
    """

    issue: str
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    at_from: int | None = None
    below: int | None = None
    applies: bool | None = None

    @property
    def is_any_alone(self) -> bool:
        """Whether it asks for any of some options, and for nothing else, as most do."""
        return bool(self.any) and self._rest == _NOTHING

    @property
    def is_applies_alone(self) -> bool:
        """Whether it asks only if its issue applies, so that no choice there makes it true."""
        return self.applies is not None and self == Condition(self.issue, applies=self.applies)

    @property
    def is_silent(self) -> bool:
        """Whether it only names its issue, as of a statement that speaks on it for no answer."""
        return not self.any and self._rest == _NOTHING

    @property
    def is_false_away(self) -> bool:
        """Whether it is false where its issue does not apply; else it is true there."""
        bounded = self.at_from is not None or self.below is not None
        return bool(self.any or self.all or bounded or self.applies)

    @property
    def _rest(self) -> tuple[object, ...]:
        """All that it asks but for any of some options."""
        return self.all, self.none, self.at_from, self.below, self.applies

    @property
    def options(self) -> tuple[str, ...]:
        """The ids of all options that it names, each once."""
        return tuple(dict.fromkeys((*self.any, *self.all, *self.none)))


_NOTHING = ((), (), None, None, None)


@frozen(eq=False, repr=False)
class Term(Compared):
    """A combination: true of a scenario for which each of the conditions is true (AND)."""

    conditions: tuple[Condition, ...]

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues that the combination names."""
        return tuple(condition.issue for condition in self.conditions)
