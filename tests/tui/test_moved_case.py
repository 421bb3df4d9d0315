"""A case that moved on under an open scenario: said, shown as such, kept until decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import FileProblemError, Problem
from planner.files.cases.earlier import keep_case
from planner.files.cases.reading import LoadedCase, read_case
from planner.files.scenarios.reading import read_scenario
from planner.tui.files import watch
from planner.tui.files.news import News
from planner.tui.files.telling_news import TellingNews
from planner.tui.screens.workbench import Workbench
from tests.tui.driving import LARGE, SMALL, driven
from tests.tui.small_case import SMALL_CASE, change, tea, write
from tests.tui.test_compare import compared

TEXT = tea("sha256:" + "0" * 64).replace('"here"', '"tent"\nnote = "In between."')
TEXT += '[choices.drinks]\noption = "tea"\n'


@pytest.fixture
def file(small_case: Path) -> Path:
    """A scenario that names an option and an issue that the case no longer has."""
    path = small_case.with_name("tea.toml")
    path.write_text(TEXT, encoding="utf-8")
    return path


def lose_nothing(file: Path) -> None:
    """The scenario names only what the case has."""
    text = file.read_text(encoding="utf-8").replace("tent", "here")
    file.write_text(text.replace('[choices.drinks]\noption = "tea"\n', ""), encoding="utf-8")


def take_away(file: Path) -> None:
    """Somebody gives the file another name."""
    file.rename(file.with_suffix(".away"))


async def test_what_vanished_is_shown_as_such_and_kept_by_a_save(file: Path) -> None:
    """The issue says what is gone, the bar names all of it, nothing is lost."""
    async with driven(file, size=LARGE) as planner:
        assert planner.issue("Seat").gone == "tent"
        assert "1 issue to decide" in planner.verdict
        await planner.told("The case has changed since this scenario was saved")
        await planner.told("Seat: the option “tent” is gone; kept, and not judged")
        await planner.told("the issue “drinks” is gone (“tea” was chosen); kept")
        await planner.press("d")
        await planner.asked("The case has changed since this scenario was saved.")
        await planner.press("k")
        await planner.until(lambda: not planner.news, "no news")
        planner.session.choose("date", "late")
        await planner.press("s")
        await planner.told("Saved ")
    now = read_scenario(file).written
    assert now.option("date") == "late"
    assert now.option("seat") == "tent"
    assert now.option("drinks") == "tea"


async def test_beside_another_scenario_what_vanished_of_each_is_told(file: Path) -> None:
    """Two of them could differ in nothing but what is gone, and stood there as the same."""
    text = TEXT.replace("Tea", "Coffee").replace('"tea"', '"coffee"')
    write(file.with_name("coffee.toml"), text)
    async with driven(file, size=(120, 50)) as planner:
        await planner.press("d", "k")
        await compared(planner, "coffee")
        await planner.press("home")
        told = " ".join(" ".join(line.split()) for line in planner.pane("columns"))
        assert "Gone from this version of the case" in told
        assert "A: the issue “drinks” is gone (“tea” was chosen); kept, and not judged" in told
        assert "B: the issue “drinks” is gone (“coffee” was chosen); kept, and not judged" in told
        assert "B: Seat: the option “tent” is gone; kept, and not judged" in told


async def test_it_can_be_given_up_and_undone(file: Path, small_case: Path) -> None:
    """One named step; after it the file names the case of today and reads without a warning."""
    async with driven(file, size=LARGE) as planner:
        await planner.told("The case has changed since this scenario was saved")
        await planner.press("d")
        await planner.asked("The case has changed")
        await planner.press("g")
        await planner.at_work()
        assert planner.issue("Seat").undecided
        assert planner.issue("Seat").noted
        assert planner.session.unsaved
        await planner.undo()
        await planner.told("Undid “what the case no longer has dropped”")
        assert planner.issue("Seat").gone == "tent"
        await planner.press("U", "s")
        await planner.told("Saved ")
    loaded = read_scenario(file)
    assert loaded.warnings == ()
    assert loaded.scenario.note("seat") == "In between."
    assert loaded.envelope.case_digest == read_case(small_case).digest


async def test_it_is_said_where_it_was_found_before_the_screen_was_there(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a file that takes long to be read: nothing could say it, and nothing did later."""
    found: list[News | None] = []
    tell = TellingNews._tell

    def told(self: TellingNews, news: News | None) -> bool:
        found.append(news)
        return tell(self, news)

    monkeypatch.setattr(watch, "WATCH_SECONDS", 0.05)
    monkeypatch.setattr(TellingNews, "_tell", told)
    monkeypatch.setattr(Workbench, "is_mounted", property(lambda _: len(found) > 1))
    async with driven(file, size=LARGE) as planner:
        await planner.told("The case has changed since this scenario was saved")


async def test_what_is_put_off_is_told_once_more_and_no_oftener(
    file: Path, small_case: Path
) -> None:
    """A choice since then has made other news of it: those are told."""
    lose_nothing(file)
    digest = read_case(small_case).digest
    change(file, "sha256:" + "0" * 64, digest)
    keep_case(small_case, digest)
    change(small_case, 'soon]\ntitle = "Soon"', 'now]\ntitle = "Now"')
    change(small_case, 'seat = ["there"] }]', 'date = ["late"] }]')
    async with driven(file, size=LARGE) as planner:
        await planner.told("The case has changed since this scenario was saved")
        planner.session.choose("seat", "there")
        for _ in range(2):
            told = len(planner.toasts)
            await planner.press("d")
            await planner.asked("verdict flipped: ~ N-1: crossed → undecided")
            await planner.press("c")
            await planner.at_work()
            await planner.until(lambda: len(planner.app.told) > told, "the news")  # noqa: B023 (now)
            assert len(planner.toasts) == told + 1


async def test_what_was_kept_for_now_is_given_up_with_the_same_key(file: Path) -> None:
    """It is no news any more, and the key still leads to the question."""
    async with driven(file, size=LARGE) as planner:
        await planner.told("The case has changed since this scenario was saved")
        for answer in ("k", "c", "g"):
            await planner.press("d")
            await planner.asked("Seat: the option “tent” is gone; kept, and not judged")
            await planner.press(answer)
            await planner.until(lambda: not planner.news, "no news")
            await planner.at_work()
        assert planner.issue("Seat").undecided
        await planner.press("d")
        await planner.told("Nothing has happened to the file elsewhere")


async def test_right_after_another_file_is_opened_the_key_is_about_that_one(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though nothing was looked at since: the copy that was found lies beside the one before."""
    other = write(file.with_name("coffee.toml"), TEXT)
    lose_nothing(other)
    write(file.with_name("coffee (1).toml"), TEXT)
    monkeypatch.setattr(watch, "WATCH_SECONDS", 1000)
    async with driven(other, size=LARGE) as planner:
        await planner.told("A conflict copy lies beside this file")
        planner.app.run_worker(planner.app._open(file))
        await planner.until(lambda: planner.session.path == file, "the other one")
        await planner.press("d")
        await planner.asked("Seat: the option “tent” is gone; kept, and not judged")


async def test_undo_after_a_save_leads_back_to_what_is_gone_and_it_is_saved(
    file: Path, small_case: Path
) -> None:
    """The question about it says what changed in the case since it had that."""
    lose_nothing(file)
    change(file, "sha256:" + "0" * 64, read_case(small_case).digest)
    async with driven(file, size=LARGE) as planner:
        change(small_case, 'soon]\ntitle = "Soon"', 'now]\ntitle = "Now"')
        await planner.told("The case small.case.toml was changed by somebody else")
        await planner.press("d")
        await planner.asked("option gone: Date: Soon; it is chosen here")
        await planner.press("o")
        await planner.told("Date: the option “soon” is gone; kept, and not judged")
        await planner.choose("Late")
        await planner.press("s")
        await planner.told("Saved tea.toml")
        await planner.press("u", "s")
        await planner.until(lambda: planner.session.written.option("date") == "soon", "undo")
        await planner.until(lambda: not planner.session.unsaved, "the save")
        await planner.press("d")
        await planner.asked("option gone: Date: Soon; it is chosen here")
    assert read_scenario(file).written.option("date") == "soon"


async def test_what_a_copy_brings_back_of_an_earlier_case_is_saved(
    file: Path, small_case: Path
) -> None:
    """Only the copy knows which case had it."""
    copy = write(file.with_name("tea (1).toml"), TEXT)
    lose_nothing(file)
    change(file, "sha256:" + "0" * 64, read_case(small_case).digest)
    async with driven(file, size=LARGE) as planner:
        await planner.sees("A conflict copy lies beside this file")
        await planner.press("d")
        await planner.asked("tea (1).toml lies beside this file")
        await planner.press("m")
        for clash in ("Clash 1 of 2: Seat", "Clash 2 of 2: drinks"):
            await planner.asked(clash)
            await planner.press("t")
        await planner.until(lambda: planner.session.vanished, "the copy's choice")
        await planner.press("s")
        await planner.told("Saved tea.toml")
    now = read_scenario(file)
    assert now.written.option("seat") == "tent"
    assert now.envelope.case_digest == read_scenario(copy).envelope.case_digest


async def test_choosing_on_the_issue_decides_it(file: Path) -> None:
    """The planner's choice takes the place of what is gone."""
    async with driven(file, size=LARGE) as planner:
        await planner.choose("Here")
        assert planner.issue("Seat").chosen == "Here"
        assert planner.issue("Seat").noted
        assert set(planner.session.vanished.choices) == {"drinks"}


async def test_a_changed_case_that_lost_nothing_is_said_too(file: Path) -> None:
    """The verdict may be another; one look is enough."""
    lose_nothing(file)
    async with driven(file, size=LARGE) as planner:
        await planner.told("The case has changed since this scenario was saved")
        await planner.press("d")
        await planner.asked("Its earlier state is not at hand. Look at the verdict again")
        await planner.press("o")
        await planner.until(lambda: not planner.news, "no news")
        assert not planner.session.unsaved


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_changed_is_told_from_the_state_that_the_app_has_kept(
    file: Path, small_case: Path, size: tuple[int, int]
) -> None:
    """Saved against one state, opened against another: flips, red lines, options gone and new."""
    lose_nothing(file)
    async with driven(file, size=size) as planner:
        await planner.told("The case has changed since this scenario was saved")
        planner.session.choose("seat", "there")
        await planner.press("s")
        await planner.told("Saved ")
    later = SMALL_CASE.replace(
        'crossed_when = [{ seat = ["there"] }]', 'crossed_when = [{ date = ["late"] }]'
    )
    later = later.replace('soon]\ntitle = "Soon"', 'now]\ntitle = "Now"')
    write(small_case, later)
    async with driven(file, size=size) as planner:
        await planner.told("Date: the option “soon” is gone; kept, and not judged")
        await planner.press("d")
        await planner.asked("The case has changed since this scenario was saved.")
        for words in (
            "Date: the option “soon” is gone; kept, and not judged",
            "verdict flipped: ~ N-1: crossed → undecided",
            "verdict flipped: ~ North: crossed → undecided",
            "option gone: Date: Soon; it is chosen here",
            "option new: Date: Now",
            "red line changed: N-1: when it is crossed",
        ):
            assert words in planner.question
        await planner.sees("C Cancel, decide later")


async def test_a_case_that_changes_while_its_scenario_is_open_is_told(
    file: Path, small_case: Path
) -> None:
    """Unsaved choices stay, and the scenario is judged by the new case once that is wanted."""
    lose_nothing(file)
    async with driven(file, size=LARGE) as planner:
        await planner.told("The case has changed since this scenario was saved")
        await planner.press("d")
        await planner.asked("The case has changed since this scenario was saved.")
        await planner.press("o")
        await planner.until(lambda: not planner.news, "no news")
        planner.session.choose("seat", "there")
        write(small_case, SMALL_CASE.replace('seat = ["there"] }]', 'date = ["soon"] }]'))
        await planner.told("The case small.case.toml was changed by somebody else")
        await planner.press("d")
        await planner.asked("What is shown here is judged by the case as it was")
        await planner.press("escape")
        await planner.at_work()
        await planner.until(lambda: planner.cell("Seat", "North") == "✗ N-1", "the old verdict")
        await planner.press("d")
        await planner.asked("red line changed: N-1: when it is crossed")
        await planner.press("o")
        await planner.told("Judged by the case as it is now")
        await planner.until(lambda: planner.cell("Date", "North") == "✗ N-1", "the new verdict")
        assert planner.cell("Seat", "North") != "✗ N-1"
        assert planner.session.picked("seat") == "there"
        assert planner.session.unsaved


async def test_a_new_id_in_both_files_is_not_called_gone_before_the_case_is_taken(
    file: Path, small_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case is asked about first: what only the newer one has could be given up else."""
    monkeypatch.setattr(watch, "WATCH_SECONDS", 0.05)
    lose_nothing(file)
    before = read_case(small_case).digest
    change(file, "sha256:" + "0" * 64, before)
    async with driven(file, size=LARGE) as planner:
        change(small_case, "date", "day")
        change(file, before, read_case(small_case).digest)
        change(file, "date", "day")
        await planner.told("tea.toml was changed by somebody else")
        await planner.press("d")
        await planner.asked("tea.toml was changed by somebody else.")
        await planner.press("t")
        await planner.told("The case small.case.toml was changed by somebody else")
        await planner.press("d")
        await planner.asked("The case small.case.toml was changed by somebody else.")
        await planner.press("o")
        await planner.told("Judged by the case as it is now")
        await planner.until(lambda: not planner.news, "no news")
        assert not any("“day” is gone" in told for told in planner.toasts)
        await planner.choose("Late")
        await planner.press("s")
        await planner.told("Saved tea.toml")
    loaded = read_scenario(file)
    assert loaded.warnings == ()
    assert loaded.written.option("day") == "late"


async def test_a_case_that_could_not_be_read_once_is_read_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network folder was away for a moment: nobody changed the case."""
    lose_nothing(file)
    looks: list[Path] = []

    def read(path: Path) -> LoadedCase:
        looks.append(path)
        if len(looks) == 1:
            raise FileProblemError((Problem("small.case.toml", None, None, "it is away"),))
        return read_case(path)

    monkeypatch.setattr(watch, "WATCH_SECONDS", 0.05)
    monkeypatch.setattr(watch, "read_case", read)
    async with driven(file, size=LARGE) as planner:
        await planner.told("The case has changed since this scenario was saved")
        await planner.until(
            lambda: len(looks) > 1 and "since this scenario was saved" in planner.news[0],
            "another look",
        )
        await planner.press("d", "o")
        await planner.until(lambda: not planner.news, "no news")


async def test_a_case_that_cannot_be_read_any_more_is_told(file: Path, small_case: Path) -> None:
    """Removed or broken; the key says what is wrong with it, until it is as it was."""
    lose_nothing(file)
    async with driven(file, size=LARGE) as planner:
        await planner.told("The case has changed since this scenario was saved")
        await planner.press("d", "o")
        await planner.until(lambda: not planner.news, "no news")
        take_away(small_case)
        await planner.told("The case small.case.toml is not there any more")
        await planner.press("d")
        await planner.asked("The case small.case.toml is not there any more.")
        await planner.press("c")
        write(small_case, SMALL_CASE)
        await planner.until(lambda: not planner.news, "no news of the case as it was")
        write(small_case, "format = 9\n")
        await planner.until(lambda: planner.news, "news of the broken case")
        await planner.press("d")
        await planner.asked("the file has format 9")


async def test_a_case_with_another_id_is_told_and_the_scenario_names_it_so(
    file: Path, small_case: Path
) -> None:
    """The choices are saved, and found with the case again; an undo comes to no older id."""
    lose_nothing(file)
    async with driven(file, size=LARGE) as planner:
        await planner.told("The case has changed since this scenario was saved")
        await planner.press("d", "o")
        await planner.choose("Late")
        write(small_case, SMALL_CASE.replace('id = "small"', 'id = "talks"'))
        await planner.told("The case small.case.toml was changed by somebody else")
        await planner.press("d")
        await planner.asked("the case's id: small → talks")
        await planner.press("o")
        await planner.told("Judged by the case as it is now")
        await planner.press("u", "U", "s")
        await planner.told("Saved tea.toml")
    loaded = read_scenario(file)
    assert (loaded.written.case_id, loaded.written.option("date")) == ("talks", "late")


async def test_what_changed_is_told_of_the_case_in_its_file_and_not_of_what_is_unsaved(
    file: Path, small_case: Path
) -> None:
    """A what-if that was kept, which saves the case, and undone in it, which does not."""
    lose_nothing(file)
    earlier = read_case(small_case)
    change(file, "sha256:" + "0" * 64, earlier.digest)
    async with driven(file, size=LARGE) as planner:
        await planner.at_work()
        change(small_case, 'title = "Soon"', 'title = "Sooner"')
        kept = read_case(small_case)
        planner.session.take_case(kept.case, kept.digest, small_case)
        planner.session.judge_under(earlier.case)
        await planner.told("The case has changed since this scenario was saved")
        await planner.press("d")
        await planner.asked("The case has changed since this scenario was saved.")
        assert "option worded differently: Date: Sooner" in planner.question
        await planner.press("escape")
        await planner.at_work()
