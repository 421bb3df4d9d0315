"""Drives the real app as a planner would, and speaks of options, issues, parties and red lines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from planner.keys.settings import Settings
from planner.tui.app import PlannerApp
from planner.tui.widgets.issue_list import IssueList
from planner.tui.widgets.issue_rows import rows_of
from tests.tui.keyboard import Keyboard, drawn_where_looked_at
from tests.tui.shown import ShownIssue, ShownLine, ShownOption, ShownParty

__all__ = ["LARGE", "SMALL", "Planner", "driven", "names_in"]

SMALL = (80, 24)
LARGE = (120, 40)


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
        """What the cursor of the main screen stands on: the title, name or id of it."""
        if self.focus == "parties":
            row = self.cursor("parties")
            names = (*self.session.case.parties_by_id.values(),)
            named = [party.name for party in names if row.startswith(f"{party.name} ")]
            return named[0] if named else row.split()[1]
        at = self._issue_list.row
        title = at.title
        assert title in self.cursor(), f"the cursor is not on {title}:\n{self.text}"
        return title

    def option(self, title: str) -> ShownOption:
        """An option, as its row shows it."""
        rows = [" ".join(line[1:].split()) for line in self.pane("issues")]
        starts = tuple(f"{sign} {title}" for sign in ("( )", "(•)", "[ ]", "[x]"))
        found = [row for row in rows if row.startswith(starts)]
        assert len(found) == 1, f"{title} has {len(found)} rows:\n{self.text}"
        return ShownOption(title, found[0])

    def issue(self, title: str) -> ShownIssue:
        """An issue, as its row shows it."""
        said = self._beside(title, "issues")
        return ShownIssue(title, said)

    def party(self, name: str) -> ShownParty:
        """A party, as its row shows it."""
        return ShownParty.of(self._beside(name, "parties"))

    def line(self, line: str) -> ShownLine:
        """A red line, as its row shows it."""
        rows = [" ".join(row[1:].split()) for row in self.pane("parties")]
        found = [row for row in rows if row[2:].startswith(f"{line} ")]
        assert len(found) == 1, f"{line} has {len(found)} rows:\n{self.text}"
        return ShownLine.of(found[0])

    async def go_to(self, title: str) -> None:
        """Move the cursor to an issue or an option of that title, key by key."""
        issues = self._issue_list
        if self.focus != "issues":
            issues.focus()
        rows: list[str] = []
        for issue in self.session.case.issues:
            stretches = self.session.stretches(issue.id)
            rows += [row.title for row in rows_of(issue, stretches)]
        assert rows.count(title) == 1, f"{title} is the title of {rows.count(title)} rows"
        steps = rows.index(title) - issues.cursor
        await self.press(*["down" if steps > 0 else "up"] * abs(steps))

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
        """Set the red line under the cursor aside for that reason, or count it again."""
        await self.press("a")
        if self.focus == "why-aside":
            await self.type(f"{why}\n")

    async def next_reading(self) -> None:
        """Look through the next reading."""
        await self.press("r")

    async def previous_reading(self) -> None:
        """Look through the reading before."""
        await self.press("R")

    async def set_reading_of_file(self) -> None:
        """Make the reading that is looked through that of the file."""
        await self.press("equals_sign")

    async def quit(self) -> None:
        """Ask to leave the app."""
        await self.press("q")

    @property
    def _issue_list(self) -> IssueList:
        return self.app.screen.query_one(IssueList)

    def _beside(self, name: str, pane: str) -> str:
        found = [line for line in self.pane(pane) if line[1:].startswith(f"{name} ")]
        assert len(found) == 1, f"{name} has {len(found)} rows:\n{self.text}"
        return " ".join(found[0][1:].removeprefix(name).split())


@asynccontextmanager
async def driven(
    path: Path | str | None = None,
    *,
    size: tuple[int, int] = SMALL,
    settings: Settings | None = None,
) -> AsyncIterator[Planner]:
    """The app on a screen of that size, with the file ``path`` open if one is given."""
    app = PlannerApp(Path(path) if path is not None else None, settings)
    with drawn_where_looked_at():
        async with app.run_test(size=size) as pilot:
            planner = Planner(app, pilot)
            await planner.settle()
            yield planner
