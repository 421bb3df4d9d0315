"""A broken file in the app: mistakes with their lines, a key for the editor, one to try again."""

from __future__ import annotations

import contextlib
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.keys.settings import Settings
from planner.tui.app import PlannerApp
from planner.tui.files.editor import editor_command
from planner.tui.files.mending import place_to_mend
from tests.tui.driving import LARGE, driven


@pytest.fixture
def broken(scenarios: Path, folder: Path) -> Path:
    """A scenario with a misspelt option."""
    good = (scenarios / "nato-membership.toml").read_text(encoding="utf-8")
    path = folder / "deal.toml"
    path.write_text(good.replace('"trilateral"', '"trilaterl"'), encoding="utf-8")
    return path


def line_of(path: Path, words: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


@pytest.fixture
def editor(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor called vi that notes how it was called and mends the spelling."""
    suspended: list[str] = []

    @contextlib.contextmanager
    def suspend(app: PlannerApp) -> Iterator[None]:
        suspended.append(str(app.TITLE))
        yield

    monkeypatch.setattr(PlannerApp, "suspend", suspend)
    program = folder / "bin" / "vi"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        "pathlib.Path(__file__).with_name('called').write_text('\\n'.join(sys.argv[1:]))\n"
        "file = pathlib.Path(sys.argv[-1])\n"
        "file.write_text(file.read_text().replace('trilaterl', 'trilateral'))\n",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(program))
    return program


async def test_a_broken_file_is_mended_in_the_editor_and_opened(broken: Path, editor: Path) -> None:
    """The line is shown with its mistake; the editor gets it; Enter opens the mended file."""
    line = line_of(broken, "trilaterl")
    async with driven("deal.toml", size=LARGE) as planner:
        await planner.on("Library")
        await planner.until(lambda: "nothing was changed" in planner.read("preview"))
        assert f'{line} │ options = ["trilaterl"]' in planner.read("preview")
        keys = "Enter tries again, E opens your editor at the first mistake"
        assert keys in planner.read("preview")
        await planner.press("enter")
        await planner.on("Library")
        await planner.until(lambda: "nothing was changed" in planner.read("preview"))
        await planner.press("E")
        await planner.until(lambda: "NATO membership" in planner.read("preview"))
        called = editor.with_name("called").read_text(encoding="utf-8")
        assert called == f"+{line}\n{broken}"
        await planner.press("enter")
        await planner.at_work()
        assert planner.title.startswith("NATO membership ")


@pytest.fixture
def far_to_the_right(broken: Path) -> Path:
    """A number among the names of hundreds of authors, in one line."""
    text = broken.read_text(encoding="utf-8").replace("trilaterl", "trilateral")
    names = ", ".join(f'"Planner {number}"' for number in range(300))
    authors = f"authors = [{names}, 7, {names}]"
    text = text.replace('authors = [\n    "Example for the planner",\n]', authors)
    broken.write_text(text, encoding="utf-8")
    return broken


async def test_of_a_long_line_the_part_with_the_mistake_is_shown(far_to_the_right: Path) -> None:
    """Not its beginning, which may be fine for thousands of characters."""
    async with driven(far_to_the_right, size=LARGE) as planner:
        await planner.on("Library")
        await planner.until(lambda: '"Planner 299", 7, "Planner 0"' in planner.read("preview"))


async def test_a_broken_file_in_the_list_tells_the_keys_too(broken: Path, scenarios: Path) -> None:
    """The planner's own ones; a scenario that merely crosses a line has nothing to mend."""
    good = broken.with_name("good.toml")
    good.write_bytes((scenarios / "nato-membership.toml").read_bytes())
    settings = Settings(keys={"library.edit": ("F",), "library.choose": ("I",)})
    async with driven(good, size=LARGE, settings=settings) as planner:
        await planner.library()
        await planner.until(lambda: "NATO membership" in planner.read("preview"))
        assert "opens your editor" not in planner.read("preview")
        await planner.press("down" if planner.cursor("scenarios").startswith("[ ] NATO") else "up")
        await planner.until(lambda: "nothing was changed" in planner.read("preview"))
        assert "I tries again, F opens your editor at the first mistake" in planner.read("preview")


async def test_no_editor_is_offered_in_a_browser(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None opens there."""
    monkeypatch.setattr(PlannerApp, "is_web", True)
    async with driven(broken, size=LARGE) as planner:
        await planner.on("Library")
        await planner.until(lambda: "Enter tries again" in planner.read("preview"))
        assert "editor" not in planner.read("preview")


async def test_an_editor_that_is_not_there_is_told(
    broken: Path, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app stays."""
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    async with driven(broken, size=LARGE) as planner:
        await planner.on("Library")
        await planner.until(lambda: "nothing was changed" in planner.read("preview"))
        await planner.press("E")
        await planner.told("The editor /no/such/editor cannot be started")
    assert not editor.with_name("called").exists()


async def test_where_the_app_cannot_step_aside_it_says_so(broken: Path) -> None:
    """In a browser, for instance."""
    async with driven(broken, size=LARGE) as planner:
        await planner.on("Library")
        await planner.until(lambda: "nothing was changed" in planner.read("preview"))
        await planner.press("E")
        await planner.told("No editor can be opened from here")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"EDITOR": "vim"}, ["vim", "+7", "FILE"]),
        ({"VISUAL": "nvim -R", "EDITOR": "vim"}, ["nvim", "-R", "+7", "FILE"]),
        ({"EDITOR": "/usr/bin/nano"}, ["/usr/bin/nano", "+7", "FILE"]),
        ({"EDITOR": "code"}, ["code", "--wait", "--goto", "FILE:7"]),
        ({"EDITOR": "code --wait"}, ["code", "--wait", "--goto", "FILE:7"]),
        ({"EDITOR": "hx"}, ["hx", "FILE:7"]),
        ({"EDITOR": "'/opt/my editor/ed'"}, ["/opt/my editor/ed", "FILE"]),
        ({"VISUAL": "'unclosed", "EDITOR": "vi"}, ["vi", "+7", "FILE"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(
    environment: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    """By name; the path is whole, so that a file called -c is no option."""
    file = tmp_path / "-c quit.toml"
    command = editor_command(file, 7, environment)
    assert command == [word.replace("FILE", str(file)) for word in expected]


def test_a_mistake_in_the_case_leads_to_the_case(small_case: Path) -> None:
    """The scenario is fine there."""
    scenario = small_case.with_name("talk.toml")
    scenario.write_text('format = 1\n[case]\nid = "small"\n', encoding="utf-8")
    assert place_to_mend(scenario) == (scenario, 1)
    text = small_case.read_text(encoding="utf-8").replace('reading = "firm"', 'reading = "film"')
    small_case.write_text(text, encoding="utf-8")
    mended, line = place_to_mend(scenario)
    assert (mended.resolve(), line) == (small_case.resolve(), 6)
