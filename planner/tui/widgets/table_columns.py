"""How the table of scenarios shares its width among its columns."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from planner.by_fields import Compared

__all__ = ["COUNT", "MARK", "MOMENT", "NARROW_PARTY", "Listed", "TableColumns", "table_columns"]

MARK, COUNT, _OWN, _DAY, MOMENT, _CASE, _FILE = 4, 4, 10, 11, 17, 22, 26
_PARTY, _ROOMY_PARTY, NARROW_PARTY = 9, 14, 5
_LEAST_TITLE, _GOOD_TITLE = 20, 26


@frozen(eq=False, repr=False)
class TableColumns(Compared):
    """How wide each column is; 0 for one that has no room.

    ``parties`` are the places of the parties in sight, each ``party`` wide.
    """

    title: int
    parties: Sequence[int]
    party: int
    counts: int
    own: int
    changed: int
    case: int
    file: int


@frozen(eq=False, repr=False)
class Listed(Compared):
    """What is listed, as far as the columns depend on it.

    ``own_parties`` are those of the case under the cursor: their names matter more than a column
    for each party of all cases. ``first`` is the party that should stand at the left.
    ``own_readings`` says that some files are judged by another reading than they say.
    """

    parties: int
    own_parties: int
    first: int
    grouped: bool
    several_cases: bool
    own_readings: bool


def table_columns(width: int, listed: Listed) -> TableColumns:
    """Share the width among the columns."""
    parties, grouped = listed.parties, listed.grouped
    room = width - MARK
    room, own = _take(room, _OWN if listed.own_readings else 0, least=_LEAST_TITLE)
    spare = max(0, room - _LEAST_TITLE)
    sizes = (size for size in (_PARTY, NARROW_PARTY) if listed.own_parties * size <= spare)
    party = next(sizes, NARROW_PARTY)
    fitting = min(parties, max(1, spare // party)) if parties else 0
    room -= fitting * party
    first = max(0, min(listed.first, parties - fitting))
    room, day = (room, 0) if grouped else _take(room, _DAY, least=_GOOD_TITLE)
    case = 0
    if listed.several_cases:  # with a single case, its title stands above the table
        room, case = _take(room, _CASE, least=_GOOD_TITLE)
    # The parties' columns say already which lines these are.
    room, counts = (room, 0) if grouped else _take(room, 4 * COUNT, least=_GOOD_TITLE)
    wider = fitting * (_ROOMY_PARTY - party)
    if fitting == parties and party == _PARTY and room - wider >= _GOOD_TITLE:
        room, party = room - wider, _ROOMY_PARTY
    file = 0
    if not grouped:
        room, file = _take(room, _FILE, least=44)
    room, moment = _take(room, MOMENT - _DAY if day else 0, least=44)
    changed = day + moment
    shown = range(first, first + fitting)
    return TableColumns(max(room, 6), shown, party, counts, own, changed, case, file)


def _take(room: int, wanted: int, least: int) -> tuple[int, int]:
    """The room that is left and that is given: nothing if it would leave less than ``least``."""
    return (room - wanted, wanted) if room - wanted >= least else (room, 0)
