"""What all nouns share."""

from __future__ import annotations

from planner.printed import Printed

__all__ = ["Noun"]


class Noun(Printed):
    """A noun of the model, such as a party, an issue or a red line."""

    __slots__ = ()
