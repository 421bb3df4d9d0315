"""The words of the board: what stands in a cell, from as much as there is room for to a sign.

What *is* crossed and what an option *would* cross have different signs, and a tick stands only
where a counted line is neither crossed nor contested.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.check.board import Cell, Sign
from planner.check.from_here import Change, Effect, OptionEffect
from planner.check.verdict import LineStatus
from planner.model.case import Party
from planner.model.red_lines import RedLine
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import PRIVATE_SIGN, id_words

__all__ = ["LEGEND", "NOBODY", "SIGNS", "SIGN_WORDS", "cell_words", "effect_cell_words", "legend"]

SIGNS = {
    Sign.CROSSED: "✗",
    Sign.CONTESTED: "?",
    Sign.DEPENDS: "~",
    Sign.SET_ASIDE: "/",
    Sign.NOT_CROSSED: "✓",
    Sign.SPEAKS: "·",
    Sign.SILENT: "",
}
"""The sign of each state of a cell."""

SIGN_WORDS = {
    Sign.CROSSED: "crossed",
    Sign.CONTESTED: "contested",
    Sign.DEPENDS: "depends on a choice",
    Sign.SET_ASIDE: "set aside, would be crossed",
    Sign.NOT_CROSSED: "no line crossed",
    Sign.SPEAKS: "speaks, no line that counts",
    Sign.SILENT: "no stated position",
}
"""The same in words, for lines that are read aloud."""

NOBODY = "nobody states a position"
"""What stands in the row of an issue on which no party says anything."""

LEGEND = (
    ("✗", "is crossed"),
    ("+", "would cross"),
    ("?", "contested"),
    ("~", "depends on a choice"),
    ("✓", "not crossed"),
    ("·", "speaks, no line"),
    ("*", "added"),
)
_PRIVATE_LEGEND = (PRIVATE_SIGN, "private")
"""The signs of the board with what they mean."""

_CHANGE_SIGNS = {
    Change.ADDED: "+",
    Change.SOFTENED: "✗→?",
    Change.CONTESTED: "+?",
    Change.LOOSENED: "✗→~",
    Change.AT_STAKE: "~",
    Change.ENDED: "ends",
    Change.CLEARED: "✓",
}
_STATUS_SIGNS = {
    LineStatus.CROSSED: "✗",
    LineStatus.CONTESTED: "?",
    LineStatus.UNDECIDED: "~",
    LineStatus.RESPECTED: "✓",
}
_NARROW = {Change.SOFTENED: "?", Change.LOOSENED: "~", Change.ENDED: "✓", Change.CONTESTED: "?"}
"""The sign alone where there is no room for the change: what the line is then."""


def legend(width: int, *, private: bool = False) -> str:
    """The signs with their meanings, as many as there is room for; first that of what is private.

    ``private``: whether anything is.
    """
    words = ""
    for sign, meaning in (*([_PRIVATE_LEGEND] if private else []), *LEGEND):
        longer = f"{words}   {sign} {meaning}" if words else f"{sign} {meaning}"
        if len(longer) > width:
            break
        words = longer
    return words


def cell_words(cell: Cell, width: int) -> str:
    """What stands in a cell: ``✗ FR-1``, ``~ 2 lines``, ``✗ 1``, ``✗``, ``✓``, ``·`` or nothing."""
    sign = SIGNS[cell.sign]
    if cell.sign in (Sign.NOT_CROSSED, Sign.SPEAKS, Sign.SILENT):
        return sign
    return _fitting(sign, cell.lines, width, sign)


def effect_cell_words(effect: OptionEffect, party: Party, otherwise: Cell, width: int) -> str:
    """What an option would change for a party: ``+ US-1``, ``ends FR-1``, ``✗→? RU-1``.

    Where several lines would change, what comes first in :meth:`OptionEffect.of_party` is told,
    with a ``…`` after it where there is room and another one that is not a tick stays untold.
    ``otherwise`` is the cell of the row, which says whether the party speaks on the issue at all.
    """
    found = effect.of_party(party.id)
    aside = [line for line in effect.crossed_aside if line.party == party.id]
    if aside and all(each.ticked for each in found):
        return _fitting("/", aside, width, "/")
    if not found:
        return SIGNS[Sign.SILENT if otherwise.sign is Sign.SILENT else Sign.SPEAKS]
    first = found[0]
    if first.ticked:
        return "✓"
    same = [each for each in found if _kind(each) == _kind(first)]
    sign = _CHANGE_SIGNS.get(first.change) or _STATUS_SIGNS[first.then]
    narrow = _NARROW.get(first.change, sign)
    words = _fitting(sign, [each.line for each in same], width, narrow)
    untold = any(not each.ticked for each in found[len(same) :])
    return f"{words} …" if untold and len(words) + 2 <= width else words


def _kind(effect: Effect) -> tuple[Change, LineStatus]:
    return effect.change, effect.then


def _fitting(sign: str, lines: Sequence[RedLine], width: int, narrow: str) -> str:
    """The sign with the line or how many there are; the number alone; the sign alone."""
    return next((words for words in _forms(sign, lines) if len(words) <= width), narrow)


def _forms(sign: str, lines: Sequence[RedLine]) -> Iterable[str]:
    number = len(lines)
    mark = PRIVATE_SIGN if any(line.private for line in lines) else ""
    yield f"{sign} {agreeing(number, id_words(lines[0]), counted(number, 'line') + mark)}"
    if mark:
        yield f"{sign} {agreeing(number, lines[0].id, f'{number:,}')}{mark}"
    yield f"{sign} {number:,}{mark}"
