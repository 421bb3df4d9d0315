"""The pieces of the deal board's rows, each kept as long as its row says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.tui.widgets.board_columns import BoardColumns
from planner.tui.widgets.board_drawing import Piece, RowShown, Shown, row_pieces

if TYPE_CHECKING:
    from planner.tui.widgets.issue_rows import IssueRow

    _Place = tuple[str, str | None, bool]  # an issue, a row of it by its name, whether unfolded

__all__ = ["BoardPieces"]


class BoardPieces:
    """Makes the pieces of a row anew only where what they are made of is another by now."""

    def __init__(self) -> None:
        self._seen: dict[_Place, tuple[Piece, ...]] = {}  # since it was looked at last
        self._made: dict[_Place, tuple[RowShown, tuple[Piece, ...]]] = {}
        self._made_for: BoardColumns | None = None

    def forget(self) -> None:
        """Keep nothing: another scenario is shown."""
        self._seen.clear()
        self._made.clear()

    def look_again(self) -> None:
        """Look at each row again, which may say something else by now."""
        self._seen.clear()

    def of(
        self, row: IssueRow, shown: Shown, columns: BoardColumns, *, unfolded: bool
    ) -> tuple[Piece, ...]:
        """The pieces of the row, as it is shown in these columns."""
        if columns != self._made_for:
            self._made_for = columns
            self.forget()
        at = row.issue.id, row.name, unfolded
        pieces = self._seen.get(at)
        if pieces is None:
            now = shown.row(row, unfolded=unfolded)
            made = self._made.get(at)
            if made is None or made[0] != now:
                made = self._made[at] = now, tuple(row_pieces(now, columns))
            pieces = self._seen[at] = made[1]
        return pieces
