"""Drives the real app as a planner would, and speaks of options, issues, parties and red lines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from planner.keys.settings import Settings
from planner.model.reading import Reading
from planner.reports.words.board import NOBODY
from planner.tui import document_app
from planner.tui.app import PlannerApp
from planner.tui.widgets.board import Board
from planner.tui.widgets.issue_rows import rows_of
from tests.tui.keyboard import Keyboard, drawn_where_looked_at
from tests.tui.shown import ShownIssue, ShownOption

__all__ = ["LARGE", "SMALL", "Planner", "driven", "names_in"]

SMALL = (80, 24)
LARGE = (120, 40)

document_app._SOON = 60.0  # a machine with other work too opens it before a test looks


def names_in(folder: Path) -> list[str]:
    """What is in a folder, by name."""
    return sorted(path.name for path in folder.iterdir())


class Planner(Keyboard):
    """A planner at work on the main screen."""

    @property
    def why(self) -> str:
        """The reasons for what the cursor stands on, in sight or not, in one line."""
        return self.read("why")

    @property
    def here(self) -> str:
        """What the cursor of the board stands on: the title of it."""
        title = self._board.row.title
        assert title[:12] in self.cursor(), f"the cursor is not on {title}:\n{self.text}"
        return title

    def option(self, title: str) -> ShownOption:
        """An option of the unfolded issue, as its row shows it."""
        rows = [line for line in self.pane("board") if _is_option(line, title)]
        assert len(rows) == 1, f"{title} has {len(rows)} rows:\n{self.text}"
        row = " ".join(rows[0][6:].split())
        return ShownOption(self._cells(rows[0]), title, row, self._from_here(rows[0]))

    def issue(self, title: str) -> ShownIssue:
        """An issue, as its row shows it."""
        columns = self._board._columns()
        held = title[: columns.title_width - 1]
        rows = [line for line in self.pane("board") if line[2:].startswith(held)]
        assert len(rows) == 1, f"{title} has {len(rows)} rows:\n{self.text}"
        said = rows[0][columns.choice_at : columns.parties_at].strip()
        silent = rows[0].endswith(NOBODY)
        return ShownIssue(self._cells(rows[0]), title, said, silent)

    def cell(self, issue: str, party: str) -> str:
        """What stands in the row of that issue for that party."""
        return self.issue(issue).cells[party]

    def _cells(self, row: str) -> dict[str, str]:
        """What stands in a row of the board, by the names of the parties in sight."""
        columns = self._board._columns()
        parties = self.session.case.parties
        return {
            parties[place].name: row[
                columns.party_at(nth) : columns.party_at(nth) + columns.party_room(nth, free=True)
            ].strip()
            for nth, place in enumerate(columns.parties)
        }

    def _from_here(self, row: str) -> str:
        """What a row says of what is left; empty where the board has no such column."""
        at = self._board._columns().from_here
        return row[at:].strip() if at else ""

    async def go_to(self, title: str) -> None:
        """Move the cursor to an issue or an option of that title, key by key."""
        board = self._board
        if self.focus != "board":
            board.focus()
        found = [
            (issue.id, row.name)
            for issue in self.session.case.issues
            for row in rows_of(issue, self.session.stretches(issue.id))
            if row.title == title
        ]
        assert len(found) == 1, f"{title} is the title of {len(found)} rows"
        issues = [issue.id for issue in self.session.case.issues]
        issue, name = found[0]
        while board.row.issue.id != issue:
            down = issues.index(issue) > issues.index(board.row.issue.id)
            await self.press("down" if down else "up")
        steps = board._rows.place(issue, name) - board.cursor
        await self.press(*["down" if steps > 0 else "up"] * abs(steps))

    async def unfold(self, issue: str) -> None:
        """Have the options of that issue in sight."""
        await self.go_to(issue)

    async def choose(self, title: str) -> None:
        """Choose the option of that title, as one does with the arrows and the space bar."""
        await self.go_to(title)
        await self.press("space")

    async def take_back(self, title: str) -> None:
        """Leave the issue of that title undecided again."""
        await self.go_to(title)
        await self.press("backspace")

    async def undo(self) -> None:
        """Undo the last change."""
        await self.press("u")

    async def save(self) -> None:
        """Save, and wait for the message that says so."""
        await self.press("s")
        await self.told("Saved")

    async def next_undecided(self) -> None:
        """Go to the next undecided issue."""
        await self.press("n")

    async def previous_undecided(self) -> None:
        """Go to the undecided issue before."""
        await self.press("N")

    async def next_red_line(self) -> None:
        """Go to the next red line that is crossed or contested."""
        await self.press("right_square_bracket")

    async def previous_red_line(self) -> None:
        """Go to the red line before that is crossed or contested."""
        await self.press("left_square_bracket")

    async def set_aside_or_count(self, why: str = "") -> None:
        """Set the line of the row under the cursor aside, or count it again; then say why."""
        await self.press("a")
        if why:
            await self.press("e")
            await self.type(f"{why}\n")

    async def look_through(self, reading: str) -> None:
        """Open the list of readings, and move to that one."""
        await self.press("r")
        names = [*map(str, Reading)]
        steps = names.index(reading) - names.index(self.session.lens)
        await self.press(*["down" if steps > 0 else "up"] * abs(steps))

    async def set_reading_of_file(self) -> None:
        """Make the reading that is looked through that of the file."""
        await self.press("equals_sign")

    async def quit(self) -> None:
        """Ask to leave the app."""
        await self.press("q")

    @property
    def _board(self) -> Board:
        return self.app.screen.query_one(Board)


def _is_option(line: str, title: str) -> bool:
    """Whether the line is the row of an option of that title, with or without a mark."""
    row = line[6:]
    signs = tuple(f"{sign} {title}" for sign in ("( )", "(•)", "[ ]", "[x]"))
    return row.startswith(signs) and row[4 + len(title) : 5 + len(title)] in ("", " ", "*")


@asynccontextmanager
async def driven(
    path: Path | str | None = None,
    *,
    size: tuple[int, int] = SMALL,
    settings: Settings | None = None,
    private: bool = True,
) -> AsyncIterator[Planner]:
    """The app on a screen of that size, with the file ``path`` open if one is given."""
    app = PlannerApp(Path(path) if path is not None else None, settings, private=private)
    with drawn_where_looked_at():
        async with app.run_test(size=size) as pilot:
            planner = Planner(app, pilot)
            await planner.settle()
            yield planner
