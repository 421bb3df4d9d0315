"""Readings: how firmly statements are read."""

from __future__ import annotations

from enum import StrEnum

from planner.model.statements import Strength

__all__ = ["Reading"]


class Reading(StrEnum):
    """How firmly statements are read: which strengths count, and what contested zones count as."""

    LITERAL = "literal"
    LENIENT = "lenient"
    MODERATE = "moderate"
    FIRM = "firm"
    STRICT = "strict"

    @property
    def least_strength(self) -> Strength:
        """The weakest strength that still counts under this reading."""
        return _LEAST_STRENGTH[self]

    @property
    def contested_is_crossed(self) -> bool:
        """Whether a contested line counts as crossed."""
        return self is Reading.STRICT

    def counts(self, strength: Strength) -> bool:
        """Whether a red line of ``strength`` counts under this reading."""
        return strength.rank >= self.least_strength.rank

    def further(self, step: int) -> Reading:
        """The reading that many steps firmer, or looser below zero; after strict comes literal."""
        readings: list[Reading] = list(Reading)
        return readings[(readings.index(self) + step) % len(readings)]


_LEAST_STRENGTH = {
    Reading.LITERAL: Strength.DECLARED,
    Reading.LENIENT: Strength.OPPOSITION,
    Reading.MODERATE: Strength.INSISTENCE,
    Reading.FIRM: Strength.PREFERENCE,
    Reading.STRICT: Strength.PREFERENCE,
}
