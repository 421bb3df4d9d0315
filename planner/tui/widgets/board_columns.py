"""How the columns of the board share its width: issue, choice, the parties, and what is left."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from planner.by_fields import Compared

__all__ = ["TITLE_AT", "BoardColumns", "board_columns"]

TITLE_AT = 2
"""Where an issue's title begins: after the mark of the cursor and that of the unfolded issue."""
_TITLE = (14, 30)
_CHOICE = (12, 22)
_ROOMY_CHOICE = 24
_PARTY = (3, 14)
_PARTY_READABLE = 5
"""A sign with a number; narrower columns show the sign alone."""
_FROM_HERE = 19
_FROM_HERE_FROM = 105
"""The width from which on there is a column for what is left."""
_SHARE = 0.32
"""The most of the width that the issues' titles take."""


@frozen(eq=False, repr=False)
class BoardColumns(Compared):
    """Where things begin, in cells from the left.

    ``parties`` are the places of the parties in sight, in the order in which they stand, ``before``
    and ``after`` how many more there are on either side. ``from_here`` is 0 where there is no room
    for that column.
    """

    width: int
    choice_at: int
    parties_at: int
    party_width: int
    parties: tuple[int, ...]
    before: int = 0
    after: int = 0
    from_here: int = 0

    @property
    def title_width(self) -> int:
        """Cells for the title of an issue."""
        return self.choice_at - TITLE_AT - 1

    @property
    def choice_width(self) -> int:
        """Cells for what is chosen."""
        return self.parties_at - self.choice_at - 1

    @property
    def parties_width(self) -> int:
        """Cells for all parties in sight, up to the edge or to the next column."""
        return (self.from_here - 1 if self.from_here else self.width) - self.parties_at

    @property
    def from_here_width(self) -> int:
        """Cells for what is left."""
        return self.width - self.from_here if self.from_here else 0

    def party_at(self, nth: int) -> int:
        """Where the column of the ``nth`` party in sight begins."""
        return self.parties_at + nth * self.party_width

    def party_room(self, nth: int, *, free: bool = False) -> int:
        """Cells for the words of the ``nth`` party in sight; ``free`` says that none follow."""
        if nth == len(self.parties) - 1:
            return self.parties_width - nth * self.party_width
        return self.party_width - (0 if free else 1)


def board_columns(
    width: int, longest_title: int, order: Sequence[int], first: int = 0
) -> BoardColumns:
    """Share the width among the columns.

    ``order`` holds the places of the parties as they should stand where not all of them fit, with
    the ``first`` of them at the left; where all fit they stand in the case's order.
    """
    from_here = width - _FROM_HERE if width >= _FROM_HERE_FROM else 0
    room = from_here or width
    number = len(order)
    title = max(_TITLE[0], min(longest_title, _TITLE[1], int(width * _SHARE)))
    choice = _ROOMY_CHOICE if from_here else _CHOICE[1]
    left = TITLE_AT + title + 1 + choice
    if number and (room - left) // number < _PARTY_READABLE + 3:
        spare = min(number, 4) * (_PARTY_READABLE + 1)
        choice = max(_CHOICE[0], min(choice, room - spare - TITLE_AT - title - 1))
        title = max(_TITLE[0], min(title, room - spare - TITLE_AT - 1 - choice))
        left = TITLE_AT + title + 1 + choice
    each = max(_PARTY[0], min(_PARTY[1], (room - left) // number)) if number else _PARTY[1]
    if each < _PARTY_READABLE and number > 4:
        each = min(_PARTY_READABLE + 1, max(_PARTY[0], room - left))
    fitting = max(1, min(number, (room - left) // each)) if number else 0
    if fitting == number:
        shown: Sequence[int] = range(number)
        first = 0
    else:
        first = max(0, min(first, number - fitting))
        shown = order[first : first + fitting]
    after = number - fitting - first
    if from_here:
        from_here = left + each * len(shown)
    return BoardColumns(
        width, TITLE_AT + title + 1, left, each, tuple(shown), first, after, from_here
    )
