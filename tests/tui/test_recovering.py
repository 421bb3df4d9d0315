"""Work that a crash left behind, taken up on whatever screen one is, and gone on with."""

from __future__ import annotations

import json
import os
from pathlib import Path

from attrs import evolve

from planner.editing.case_session import CaseSession
from planner.editing.scenario_session import Session
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.reading import read_case
from planner.files.safety.drafts import abandoned_drafts
from planner.files.scenarios.reading import read_scenario
from tests.files.samples import SCENARIO_TEXT, put
from tests.tui.driving import LARGE, Planner, driven
from tests.tui.test_case_changed_elsewhere import retitled
from tests.tui.test_case_screen import talks, to_case  # noqa: F401 (a fixture)


def crash(session: Session | CaseSession) -> None:
    """Leave the unsaved work behind, as a planner that was killed does."""
    session.keep_draft()
    kept = session.document.draft_file
    assert kept is not None
    record = json.loads(kept.read_text(encoding="ascii"))
    file = kept.with_name(f"{os.urandom(16).hex()}-999999999.draft.json")
    file.write_text(json.dumps(record | {"pid": 999_999_999, "started": ""}), encoding="ascii")
    kept.unlink()


def crash_on_scenario(file: Path) -> None:
    """The planner was killed after a choice that no file holds."""
    session = Session.of_file(read_scenario(file))
    session.choose("fishing", "banned")
    crash(session)


def crash_on_case(file: Path) -> None:
    """The planner was killed after the case got a title that no file holds."""
    session = CaseSession.of_file(read_case(file))
    session.change("title", evolve(session.case, title="The lake as coded"))
    crash(session)


async def recover(planner: Planner) -> None:
    """Look at what was kept, and take it up."""
    await planner.press("f3")
    await planner.asked("Unsaved changes to ")
    await planner.press("r")


async def test_what_is_recovered_takes_the_place_of_all_screens(talks: Path) -> None:  # noqa: F811
    """None stays that shows, or changes, what was open before."""
    other = put(talks, "other.toml", SCENARIO_TEXT)
    async with driven(talks / "share.toml", size=LARGE) as planner:
        for key in "Cpo":
            crash_on_scenario(other)
            planner.session.undo()
            await planner.press(key)
            await recover(planner)
            await planner.at_work()
            assert planner.session.path == other
            assert planner.session.scenario.option("fishing") == "banned"


async def test_a_recovered_case_lies_on_the_deal_alone(talks: Path) -> None:  # noqa: F811
    """Esc leads to the deal and to no screen of before, whose edits no file would ever hold."""
    crash_on_case(talks / "lake.case.toml")
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await recover(planner)
        await planner.on("CaseScreen")
        await planner.until(lambda: "The lake as coded" in planner.text, "the recovered case")
        await planner.press("escape")
        await planner.at_work()
        await planner.press("C")
        await planner.on("CaseScreen")
        await retitled(planner)
        await planner.press("s")
        await planner.told("Saved")
    assert read_case(talks / "lake.case.toml").case.title == "The lake as coded of ours"


async def test_a_deal_on_a_recovered_case_without_a_file_belongs_to_that_case(talks: Path) -> None:  # noqa: F811
    """Once the case is saved again, the choices are saved and read like any others."""
    crash_on_case(talks / "lake.case.toml")
    (talks / "lake.case.toml").unlink()
    async with driven(size=LARGE) as planner:
        await recover(planner)
        await planner.on("CaseScreen")
        await planner.press("escape")
        await planner.at_work()
        await planner.choose("Banned")
        assert not planner.news
        await planner.press("C", "s")
        await planner.sees("Save the case as")
        await planner.replace("later.case.toml")
        await planner.press("enter")
        await planner.told("Saved later.case.toml")
        await planner.press("escape", "s")
        await planner.sees("Save as")
        await planner.name_file("deal.toml")
        await planner.press("enter")
        await planner.told("Saved deal.toml")
    loaded = read_scenario(talks / "deal.toml")
    assert loaded.case.title == "The lake as coded"
    assert loaded.scenario.option("fishing") == "banned"
    assert loaded.warnings == ()


async def test_work_that_could_not_be_recovered_is_offered_again(talks: Path) -> None:  # noqa: F811
    """Its case was away: that is said before anything else is asked, with the draft's place."""
    case, away = talks / "lake.case.toml", talks / "lake.away"
    put(talks, "other.toml", SCENARIO_TEXT)
    for name in ("other.toml", "share.toml"):
        crash_on_scenario(talks / name)
    case.rename(away)
    async with driven(size=LARGE) as planner:
        await recover(planner)
        await planner.at_work()
        (told,) = [words for words in planner.toasts if words.startswith("Not recovered: ")]
        assert any(str(draft.file) in told for draft in abandoned_drafts())
        away.rename(case)
        await recover(planner)
        await planner.until(lambda: planner.session.path == talks / "share.toml")
        assert planner.session.scenario.option("fishing") == "banned"


async def test_the_texts_come_along_with_a_recovered_case_that_was_bundled(folder: Path) -> None:
    """As they do without a crash; the deal lies on the case as it came."""
    crash_on_case(bundled_folder() / "velda-dam.case.toml")
    async with driven(size=LARGE) as planner:
        await recover(planner)
        await planner.on("CaseScreen")
        await planner.press("s")
        await planner.sees("Save the case as")
        await planner.press("enter")
        await planner.told("Saved velda-dam.case.toml, with 6 texts of its sources beside it")
        assert planner.session.case_file == folder / "velda-dam.case.toml"
