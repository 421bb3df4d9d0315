"""What happened to the open files elsewhere: told as it is found, dealt with when it suits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.editing.scenario_session import Session
from planner.keys.rebinding import own_key
from planner.keys.tables.deal import WORKBENCH
from planner.tui.base_app import BaseApp
from planner.tui.screens.command_screen import CommandScreen

if TYPE_CHECKING:
    from planner.tui.files.changed_file import Outcome
    from planner.tui.files.news import News
    from planner.tui.files.open_case import OpenCase
    from planner.tui.files.watch import FileWatch
    from planner.tui.screens.workbench import Workbench

__all__ = ["TellingNews"]

_NEWS = "news"


class TellingNews:
    """Watches the files of what is open, and says in one line what is new.

    ``scenario`` and ``case`` give what is open, ``workbench`` the screen in whose title news stand
    until they are dealt with.
    """

    def __init__(
        self,
        app: BaseApp,
        scenario: Callable[[], Session | None],
        case: Callable[[], OpenCase | None],
        workbench: Callable[[], Workbench | None],
    ) -> None:
        self._app = app
        self._scenario = scenario
        self._case = case
        self._workbench = workbench
        self.watch: FileWatch | None = None
        self.now: News | None = None
        """What is not dealt with; ``None`` for nothing."""

    @property
    def signs(self) -> tuple[str, ...]:
        """That there are news, with the key that shows them, from long to short; else nothing."""
        if self.now is None:
            return ()
        brief = f"news: {self._key}"
        return (f"changed elsewhere: {self._key}", brief) if self.now.elsewhere else (brief,)

    def begin(self) -> None:
        """Look after the open files from now on."""
        from planner.tui.files.watch import WATCH_SECONDS, FileWatch  # noqa: PLC0415 (first paint)

        self.watch = FileWatch(self._app, self._scenario, self._tell, self._case)
        self.watch.poll()
        self._app.set_interval(WATCH_SECONDS, self.watch.poll)

    def saved(self) -> None:
        """What was told about the scenario's file is dealt with: it holds what is open."""
        if self.watch is not None:
            self.watch.saved()

    async def deal(self) -> Outcome:
        """Talk with the planner about what was told; what is put off is told again."""
        if self.watch is None:
            return "later"
        if name := self.watch.being_saved:
            # What stands there by now may be what is being saved, and nobody else's.
            words = f"{name} is being saved: {self._key} works again once that is done."
            self._app.notify(words, markup=False)
            return "later"
        before = self.now
        outcome = await self.watch.deal()
        if outcome == "later" and self.now is not None and self.now is before:
            self._tell(self.now)  # the message that told it is gone
        return outcome

    def _tell(self, news: News | None) -> bool:
        """Tell it; false where there is no screen to say it: not yet, or in an app that ends."""
        workbench = self._workbench()
        if not self._app.is_running or workbench is None or not workbench.is_mounted:
            return False
        self.now = news
        workbench.show_news(self.signs)
        if (case := self._case()) is not None:
            case.show_title()
        if news is not None and not news.told:
            told = ": ".join(filter(None, (news.heading, "; ".join(news.lines))))
            words = f"{told.removesuffix('.')}. {self._way} shows it."
            self._app.notify(words, severity="warning", markup=False)
        return True

    @property
    def _way(self) -> str:
        """The key, and where it is pressed unless it works on the present screen."""
        screen = self._app.screen
        here = screen.commands_here if isinstance(screen, CommandScreen) else ()
        return self._key if any(c.id == _NEWS for c in here) else f"{self._key} on the deal"

    @property
    def _key(self) -> str:
        return own_key(self._app, WORKBENCH, _NEWS)
