"""The watch of the open files tells the same whenever it looks: before, amid or after a change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

import pytest
from textual.app import App

from planner.editing.case_session import CaseSession
from planner.editing.scenario_session import Session
from planner.files.cases.earlier import earlier_case
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from planner.tui.files import disk_work, watch
from planner.tui.files.disk_work import DiskWork
from planner.tui.files.news import News
from planner.tui.files.open_case import OpenCase
from planner.tui.files.watch import FileWatch
from planner.tui.in_thread import beside
from planner.tui.screens.prompt import Prompt
from tests.tui.small_case import change, tea, write

T = TypeVar("T")


class Looks:
    """A watch without a screen: what it tells, asks and says, look by look."""

    def __init__(self, path: Path) -> None:
        self.session = Session.of_file(read_scenario(path))
        self.case: OpenCase | None = None
        self.told: list[str] = []
        self.asked: list[str] = []
        self.said: list[str] = []
        self.news: News | None = None
        self.shown = True
        """Whether the screen that says it is there."""
        self.answer = "later"
        self.amid_question: Callable[[], object] = lambda: None
        """What happens while a question is on the screen."""
        self.app = cast("App[int]", self)
        self.watch = FileWatch(self.app, lambda: self.session, self._tell, lambda: self.case)

    async def look(self) -> None:
        """Look once, to the end."""
        await self.watch._look()

    async def deal(self, answer: str) -> None:
        """Press the key for the news, and give that answer to what is asked."""
        self.answer = answer
        await self.watch.deal()

    def notify(self, words: str, **_: object) -> None:
        """As an app does."""
        self.said.append(words)

    async def push_screen_wait(self, prompt: Prompt) -> str:
        """As an app does, where somebody answers."""
        self.asked.append(prompt._text)
        self.amid_question()
        await self.look()
        return self.answer

    def _tell(self, news: News | None) -> bool:
        if self.shown:
            self.news = news
            self.told += [] if news is None else [news.heading]
        return self.shown


@pytest.fixture
def file(small_case: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario that was saved against its case."""
    monkeypatch.setattr(disk_work, "AT_ONCE", 60)  # nobody is there to wait on the screen
    path = small_case.with_name("tea.toml")
    return write(path, tea(read_case(small_case).digest))


def around(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    *,
    before: Callable[[], object] = lambda: None,
    after: Callable[[], object] = lambda: None,
) -> None:
    """Have something happen once, just before or after ``name`` looks at the disk."""
    left = [name]

    async def with_it(work: partial[T]) -> T:
        now = work.func.__name__ in left
        if now:
            left.clear()
            before()
        found = await beside(work)
        if now:
            after()
        return found

    monkeypatch.setattr(watch, "beside", with_it)


async def test_what_changed_is_told_though_the_case_changed_before_it_was_looked_at(
    file: Path, small_case: Path
) -> None:
    """Nothing was kept of it in the state folder: that it was read is enough."""
    looks = Looks(file)
    change(small_case, 'soon]\ntitle = "Soon"', 'now]\ntitle = "Now"')
    await looks.look()
    await looks.deal("now")
    assert looks.news == News(
        "The case has changed since this scenario was saved",
        (
            "Date: the option “soon” is gone; kept, and not judged",
            "no verdict flipped",
            "option gone: Date: Soon; it is chosen here",
            "option new: Date: Now",
        ),
    )


async def test_what_flipped_is_asked_about_the_choices_as_they_stand(
    file: Path, small_case: Path
) -> None:
    """What was told when the file was opened was told of the choices as they were then."""
    await Looks(file).look()
    change(small_case, 'soon]\ntitle = "Soon"', 'now]\ntitle = "Now"')
    change(small_case, 'seat = ["there"] }]', 'date = ["late"] }]')
    looks = Looks(file)
    await looks.look()
    assert looks.told == ["The case has changed since this scenario was saved"]
    looks.session.choose("seat", "there")
    await looks.deal("later")
    assert "verdict flipped: ~ N-1: crossed → undecided" in looks.asked[-1]


async def test_what_flipped_is_told_of_the_choices_that_were_compared(
    file: Path, small_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A choice that is made just then, and undone, is not among them."""
    await Looks(file).look()
    change(small_case, 'soon]\ntitle = "Soon"', 'now]\ntitle = "Now"')
    change(small_case, 'seat = ["there"] }]', 'date = ["late"] }]')
    looks = Looks(file)
    around(
        monkeypatch,
        "_what_changed",
        before=lambda: looks.session.choose("seat", "there"),
        after=looks.session.undo,
    )
    await looks.look()
    assert looks.news is not None
    assert "verdict flipped: ~ N-1: crossed → undecided" not in looks.news.lines


async def test_a_case_that_changes_again_while_it_is_asked_about_is_told_again(
    file: Path, small_case: Path
) -> None:
    """What was taken is what the question was about, and not what stands there by then."""
    looks = Looks(file)
    await looks.look()
    change(small_case, 'title = "Soon"', 'title = "Sooner"')
    await looks.look()
    looks.amid_question = lambda: change(small_case, 'title = "Late"', 'title = "Later"')
    await looks.deal("now")
    await looks.look()
    assert looks.news is not None
    assert looks.news.heading == "The case small.case.toml was changed by somebody else"
    looks.amid_question = lambda: None
    await looks.deal("now")
    assert looks.news.heading == "The case has changed since this scenario was saved"
    assert looks.session.case_digest == read_case(small_case).digest


async def test_a_copy_that_changes_while_it_is_merged_is_told_again(
    file: Path, small_case: Path
) -> None:
    """What is new in it is not in what was merged: nobody is to delete it."""
    looks = Looks(file)
    text = tea(read_case(small_case).digest).replace("soon", "late")
    copy = write(file.with_name("tea (1).toml"), text)
    await looks.look()
    looks.amid_question = lambda: change(copy, "here", "there")
    await looks.deal("merged")
    assert looks.said == [
        "Merged. tea (1).toml was changed meanwhile: what is new in it is not in here."
    ]
    await looks.look()
    assert looks.news == News("A conflict copy lies beside this file", ("tea (1).toml",))


async def test_a_save_that_leads_back_amid_a_look_is_nobody_elses(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was seen was saved here, though the file holds again what it held before the look."""
    looks = Looks(file)
    await looks.look()
    looks.session.choose("date", "late")

    def back() -> None:
        looks.session.undo()
        looks.session.save()

    around(monkeypatch, "look_at", before=looks.session.save)
    around(monkeypatch, "theirs_at", after=back)
    await looks.look()
    assert (looks.told, looks.news) == ([], None)


async def test_what_is_found_before_the_deal_is_on_the_screen_is_told_once_it_is(
    file: Path, small_case: Path
) -> None:
    """A file that takes long to be read is looked at while its screen is still being made."""
    change(small_case, 'title = "Soon"', 'title = "Sooner"')
    looks = Looks(file)
    looks.shown = False
    await looks.look()
    looks.shown = True
    await looks.look()
    await looks.look()
    assert looks.told == ["The case has changed since this scenario was saved"]


async def test_what_is_found_of_a_file_is_not_told_of_one_that_is_opened_meanwhile(
    file: Path, small_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case of the first is another by now; the second was saved against that."""
    change(small_case, 'title = "Soon"', 'title = "Sooner"')
    text = tea(read_case(small_case).digest)
    other = write(file.with_name("coffee.toml"), text)
    looks, opened = Looks(file), Session.of_file(read_scenario(other))
    around(monkeypatch, "keep_case", after=lambda: setattr(looks, "session", opened))
    await looks.look()
    await looks.look()
    assert looks.told == []


async def test_a_file_that_is_again_as_it_was_is_said_to_be_so(file: Path) -> None:
    """The key was pressed for what was told: that it leads to no question needs a word."""
    looks = Looks(file)
    await looks.look()
    change(file, "soon", "late")
    await looks.look()
    assert looks.told == ["tea.toml was changed by somebody else"]
    change(file, "late", "soon")
    await looks.deal("later")
    assert (looks.asked, looks.news) == ([], None)
    assert looks.said == ["tea.toml is again as it was read or saved here."]


async def test_that_only_a_comment_was_changed_is_told_before_what_is_not_saved_here(
    file: Path,
) -> None:
    """The own unsaved choice stood there alone, as if they had changed it."""
    looks = Looks(file)
    looks.session.choose("date", None)
    change(file, "format = 1", "format = 1  # theirs")
    await looks.look()
    assert looks.news is not None
    first, *others = looks.news.lines
    assert first == "They changed its layout or its comments, but no choice."
    assert others
    assert all(line.startswith("You: ") for line in others)


async def test_a_case_that_was_saved_here_is_at_hand_when_it_has_changed_again(
    file: Path, small_case: Path
) -> None:
    """A scenario that is saved against it is told later what changed since."""
    looks = Looks(file)
    await looks.look()
    case = CaseSession.of_file(read_case(small_case), looks.session.desk)
    case.set_title("Large talks")
    case.save()
    saved = read_case(small_case)
    looks.session.take_case(saved.case, saved.digest, small_case)
    await looks.look()
    write(small_case)
    assert earlier_case(saved.digest, []) is not None


async def test_that_the_deal_is_judged_by_an_older_case_is_told_beside_the_open_case_too(
    file: Path, small_case: Path
) -> None:
    """The case was opened as it is in its file, and the deal was read before."""
    looks = Looks(file)
    await looks.look()
    change(small_case, 'title = "Soon"', 'title = "Sooner"')
    await looks.look()
    looks.case = OpenCase(looks.app, DiskWork(looks.app, lambda: None))
    looks.case.take_up(
        CaseSession.of_file(read_case(small_case), looks.session.desk), looks.session
    )
    await looks.look()
    assert looks.told == ["The case small.case.toml was changed by somebody else"]
    await looks.deal("now")
    assert looks.told[1:] == ["The case has changed since this scenario was saved"]
    assert looks.session.case_digest == read_case(small_case).digest
