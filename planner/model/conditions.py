"""Conditions on the choices of a scenario: sets of options, and combinations of them."""

from __future__ import annotations

from attrs import frozen

__all__ = ["OptionSet", "Term"]


@frozen
class OptionSet:
    """Some options of one issue: true of a scenario that chooses any of them."""

    issue: str
    options: tuple[str, ...]


@frozen
class Term:
    """A combination: true of a scenario for which each of the option sets is true (AND)."""

    option_sets: tuple[OptionSet, ...]

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues that the combination names."""
        return tuple(option_set.issue for option_set in self.option_sets)
