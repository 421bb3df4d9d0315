"""Statements, the evidence: verbatim quotes, whose words they are and how strong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any, Protocol

from attrs import frozen

from planner.by_fields import Compared
from planner.model.conditions import Condition

__all__ = [
    "Attribution",
    "Coded",
    "Said",
    "Statement",
    "Strength",
    "ids_said_once",
    "strength_of_evidence",
    "strengths_said",
    "strongest",
]


class Strength(StrEnum):
    """How strongly a statement is made; only the first four can make a red line."""

    DECLARED = "declared"
    OPPOSITION = "opposition"
    INSISTENCE = "insistence"
    PREFERENCE = "preference"
    OPENNESS = "openness"
    FLEXIBLE = "flexible"
    NONCOMMITTAL = "noncommittal"
    PROCEDURAL = "procedural"
    CONTEXT = "context"

    @property
    def rank(self) -> int:
        """4 for declared down to 1 for preference; 0 for what never makes a red line."""
        return _RANKS.get(self, 0)

    @property
    def is_position(self) -> bool:
        """Whether such a statement states a position at all: context and procedure do not."""
        return self not in (Strength.PROCEDURAL, Strength.CONTEXT)


_RANKS = {
    Strength.DECLARED: 4,
    Strength.OPPOSITION: 3,
    Strength.INSISTENCE: 2,
    Strength.PREFERENCE: 1,
}


def strongest(strengths: Iterable[Strength]) -> Strength | None:
    """The strongest of those that can make a red line; ``None`` where none can."""
    return max((s for s in strengths if s.rank), key=lambda s: s.rank, default=None)


class Said(Protocol):
    """What was said and how strongly: a statement, or its table in a file."""

    @property
    def strength(self) -> Strength:
        """How strongly it is said."""

    @property
    def repeats(self) -> str | None:
        """The id of what it says again, if it does."""

    @property
    def superseded_by(self) -> str | None:
        """The id of what holds in its place, if anything does."""


class Coded(Protocol):
    """What is coded from statements: a red line, or its table in a file."""

    @property
    def evidence(self) -> Collection[str]:
        """The ids of the statements."""

    @property
    def superseded_by(self) -> str | None:
        """The id of the line that holds in its place, if any does."""


def strength_of_evidence(line: Coded, statements: Mapping[Any, Said]) -> Strength | None:
    """The strength of a line that says none: the strongest of its evidence that still holds.

    ``None`` where none of that can make a line. A line that is superseded is as strong as its own
    evidence made it: only what other evidence of it took the place of, at once or in the end,
    counts no more.
    """

    def holds(name: str) -> bool:
        if not line.superseded_by:
            return not statements[name].superseded_by
        return not any(by in line.evidence for by in _followed(name, statements, _superseding))

    held = (name for name in line.evidence if name in statements and holds(name))
    return strongest(strengths_said(held, statements))


def strengths_said(evidence: Iterable[str], statements: Mapping[Any, Said]) -> list[Strength]:
    """The strengths of the evidence, each thing that was said once.

    What only repeats other evidence is no further evidence, however strong it is coded. Ids that
    no statement has, and rings of repeating, are passed over: reading a case tells them.
    """
    named = (name for name in evidence if name in statements)
    return [statements[name].strength for name in ids_said_once(named, statements)]


def ids_said_once(named: Iterable[str], statements: Mapping[Any, Said]) -> tuple[str, ...]:
    """The ids, each once, without those of what only says again what another of them says.

    Of statements that all repeat one which is not among them, the first stays.
    """
    held = dict.fromkeys(named)
    if not any(statements[name].repeats for name in held):
        return tuple(held)
    first: dict[str, str] = {}  # by what is said
    for name in held:
        repeated = _followed(name, statements, _repeated)
        if not any(other in held for other in repeated):
            first.setdefault(repeated[-1] if repeated else name, name)
    return tuple(first.values())


def _followed(
    name: str, statements: Mapping[Any, Said], next_of: Callable[[Said], str | None]
) -> list[str]:
    """What comes next of a statement, what comes next of that one, and so on; a ring once."""
    found: list[str] = []
    other = next_of(statements[name])
    while other and other in statements and other != name and other not in found:
        found.append(other)
        other = next_of(statements[other])
    return found


def _repeated(said: Said) -> str | None:
    return said.repeats


def _superseding(said: Said) -> str | None:
    return said.superseded_by


class Attribution(StrEnum):
    """Whose words a quote is."""

    OWN_WORDS = "own_words"
    REPORTED = "reported"
    ATTRIBUTED = "attributed"
    ARTICLE = "article"


@frozen(eq=False, repr=False)
class Statement(Compared):
    """A verbatim quote: the evidence.

    ``party`` is the holder, ``None`` where nobody or more than one is meant (``scope`` then says
    who). ``speaker`` is who says so, ``limits`` what the quote does not say. A condition without
    parts means that the statement speaks on that issue but for none of its options.

    A statement that ``repeats`` another says the same thing again: it is shown, and is no further
    evidence. From the ``date`` of the statement ``superseded_by`` on, this one holds no more.
    ``place`` says which occurrence of the quote in its section is meant, 0 where there is but one.
    ``reviewed_by`` names those who have looked at the coding since its meaning last changed.
    It is ``private`` where an overlay says it, and no file that is shared.
    """

    id: str
    quote: str
    source: str = ""
    section: str = ""
    party: str | None = None
    scope: str = ""
    speaker: str = ""
    attribution: Attribution = Attribution.ARTICLE
    strength: Strength = Strength.CONTEXT
    opposes: tuple[Condition, ...] = ()
    supports: tuple[Condition, ...] = ()
    limits: str = ""
    date: dt.date | None = None
    repeats: str | None = None
    superseded_by: str | None = None
    place: int = 0
    reviewed_by: tuple[str, ...] = ()
    private: bool = False

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues that the statement speaks on, each once."""
        named = (condition.issue for condition in (*self.opposes, *self.supports))
        return tuple(dict.fromkeys(named))
