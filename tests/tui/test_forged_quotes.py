"""A forged quote stands marked wherever it is shown: on screens, in ``--plain``, in reports."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from planner.cli.main import main
from planner.tui import quote_marking
from tests.tui.driving import Planner, driven
from tests.tui.harbour_case import FORGED, GENUINE, TEXT, write_harbour
from tests.tui.test_case_screen import fill, to_row
from tests.tui.test_report import choose, made
from tests.tui.test_two_codings_screen import to_codings, to_difference

MORE = "the north would leave the harbour to the gulls and the seals"
CAREFUL = "The southern delegate was more careful."
NOT_THERE = "This quote does not stand in the text of its source."
_TALL = (150, 60)
"""All of what is told of a row stands on such a screen at once."""


@pytest.fixture
def files(folder: Path) -> dict[str, Path]:
    """A scenario for each option of the harbour."""
    return write_harbour(folder)


class Reader:
    """Looks at the screen after each key, and keeps on which screens the quotes stand."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self.forged: set[str] = set()
        self.genuine: set[str] = set()

    def look(self) -> None:
        """Where the forged quote is shown the mark is, and nobody marks the genuine one."""
        shown = _joined(self.planner.text)
        name = type(self.planner.app.screen).__name__
        mark = NOT_THERE[:36]  # the rest may stand on another row, behind what another pane says
        if FORGED[:40] in shown:
            assert mark in shown, self.planner.text
            self.forged.add(name)
        elif GENUINE in shown:
            assert mark not in shown, self.planner.text
            self.genuine.add(name)

    async def press(self, *keys: str) -> None:
        """Press keys, and look after each."""
        for key in keys:
            await self.planner.press(key)
            await self.planner.rested()
            self.look()


def _joined(text: str) -> str:
    return " ".join("".join(" " if each in "│┃▌▐║" else each for each in text).split())


async def test_every_screen_that_shows_it_marks_it(files: dict[str, Path]) -> None:
    """The deal, the evidence, the case, the analysis, reports, beside others; by every reading."""
    async with driven(files["open"], size=_TALL) as planner:
        await planner.until(lambda: planner.app.quote_marks, "the marks")
        reader = Reader(planner)
        await reader.press("down", "down", "down", "right_square_bracket", "tab", "escape", "r")
        await reader.press("escape", "right", "right", "left", "home")
        for key, screen, keys in (
            ("v", "Evidence", ("down", "right", "down", "enter", "down", "enter", "slash", "f")),
            ("w", "AnalysisScreen", ("down",) * 8),
            ("C", "CaseScreen", ("down",) * 14),
            ("p", "ReportScreen", ()),
        ):
            await planner.press(key)
            await planner.on(screen)
            await reader.press("home", *keys)
            if screen == "CaseScreen":
                await source_of_case(reader)
            if screen == "ReportScreen":
                await reports(reader)
            while type(planner.app.screen).__name__ != "Workbench":
                await planner.press("escape")
        await beside_others(reader)
    screens = {"Workbench", "Evidence", "AnalysisScreen", "CaseScreen", "ReportScreen", "Compare"}
    assert reader.forged == screens
    assert reader.genuine >= {"Evidence", "CaseScreen"}


async def source_of_case(reader: Reader) -> None:
    """Its source says whose quote does not stand there."""
    planner = reader.planner
    await to_row(planner, "E2")
    await reader.press("right")
    await to_row(planner, "gazette")
    await planner.press("F")
    await planner.on("SourceScreen")
    await planner.sees("the quote of E2 does not stand in it")
    await planner.press("escape")
    await planner.on("CaseScreen")


async def reports(reader: Reader) -> None:
    """The preview of each report that quotes."""
    for kind in ("columns", "register", "brief"):
        await choose(reader.planner, kind)
        await made(reader.planner)
        reader.look()
        said = reader.planner.read("preview")
        assert said.count(FORGED) == said.count(NOT_THERE) == 1


async def beside_others(reader: Reader) -> None:
    """Two scenarios side by side, with what each party says of them."""
    await reader.planner.library()
    await reader.press("home", "space", "down", "space", "c")
    await reader.planner.on("Compare")
    await reader.press(*["down"] * 8)


async def test_two_codings_mark_each_by_its_own_text(files: dict[str, Path]) -> None:
    """What both quote, what the other one alone quotes, in the list and beside it."""
    of_bo(files["open"].parent)
    async with driven(files["open"], size=_TALL) as planner:
        await planner.press("C")
        await planner.on("CaseScreen")
        await to_codings(planner)
        assert f"✗ not in its text E2 · {FORGED[:20]}" in _row(planner, "E2")
        assert f"✗ not in its text E3 · only B · {MORE[:20]}" in _row(planner, "E3")
        for row, quote, times in (("E2 ·", FORGED, 2), ("E3 ·", MORE, 1)):
            await to_difference(planner, row)
            said = " ".join(planner.read("both").split())
            assert said.count(quote) == said.count(NOT_THERE) == times
        await to_difference(planner, "E1 ·")
        said = " ".join(planner.read("both").split())
        assert GENUINE in said
        assert NOT_THERE not in said


async def test_a_quote_is_marked_while_it_is_typed(files: dict[str, Path]) -> None:
    """In the form, then in the outline and beside it, before anything is saved; undo ends it."""
    async with driven(files["open"], size=_TALL) as planner:
        await planner.press("C")
        await planner.on("CaseScreen")
        await planner.until(lambda: "✗ the south will" in planner.text, "the outline's mark")
        await to_row(planner, "E2")
        await planner.press("enter")
        await planner.sees(f"Quote · {NOT_THERE}")
        await planner.press("escape")
        await to_row(planner, "E1")
        await planner.press("enter")
        assert NOT_THERE not in planner.text
        await fill(planner, quote=", they lied")
        await planner.sees(f"Quote · {NOT_THERE}")
        await planner.press("escape")
        await planner.until(lambda: NOT_THERE in planner.read("item"), "the mark below the quote")
        assert "E1" in planner.cursor("outline")
        assert "✗ the harbour" in planner.cursor("outline")
        await planner.press("s")
        await planner.told("Saved")
        await planner.press("v")
        await planner.on("Evidence")
        await planner.sees(f"✗ {NOT_THERE}")
        await planner.press("C")
        await planner.on("CaseScreen")
        await planner.press("u")
        await planner.until(lambda: "✗ the harbour" not in planner.text, "no mark any more")


async def test_a_row_of_two_codings_is_marked_for_the_quote_that_it_shows(
    files: dict[str, Path],
) -> None:
    """Ours, genuine, under the id that Bo gave to a forged one."""
    of_bo(files["open"].parent)
    file = files["open"].with_name("talks.case.toml")
    ours = f'[statements.E3]\nsource = "gazette"\nquote = "{CAREFUL}"\n[red_lines.N-1]'
    file.write_text(file.read_text(encoding="utf-8").replace("[red_lines.N-1]", ours), "utf-8")
    async with driven(files["open"], size=_TALL) as planner:
        await planner.press("C")
        await planner.on("CaseScreen")
        await to_codings(planner)
        assert "✗" not in _row(planner, "E3")
        await to_difference(planner, "E3")
        assert planner.read("both").count(NOT_THERE) == 2  # of both quotes, and below Bo's


def of_bo(folder: Path) -> None:
    """Bo's coding of the same text, with another forged quote."""
    told = (folder / "talks.case.toml").read_text(encoding="utf-8")
    told = told.replace('strength = "insistence"', 'strength = "opposition"')
    told = told.replace('party = "north"\nstrength', 'party = "north"\ndate = 2026-05-02\nstrength')
    more = f'[statements.E3]\nsource = "gazette"\nquote = "{MORE}"\nparty = "north"\n'
    more += 'strength = "preference"\n'
    (folder / "bo.case.toml").write_text(
        told.replace("[red_lines.N-1]", f"{more}[red_lines.N-1]"), encoding="utf-8"
    )


def _row(planner: Planner, words: str) -> str:
    lines = (" ".join(line.split()) for line in planner.text.splitlines())
    return next(line for line in lines if words in line)


def test_two_codings_warn_of_it_in_text_and_in_json(
    files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each file at its place, as a check does."""
    of_bo(files["open"].parent)
    both = [str(files["open"].with_name(name)) for name in ("talks.case.toml", "bo.case.toml")]
    assert main(["compare", *both]) == 1
    said = capsys.readouterr().err
    for place in ("talks.case.toml:28:9", "bo.case.toml:29:9", "bo.case.toml:36:9"):
        assert f"{place}: warning: E" in said
    assert main(["compare", *both, "--format", "json"]) == 1
    warned = json.loads(capsys.readouterr().out)["warnings"]
    assert sum("does not stand" in each["message"] for each in warned) == 3


NEITHER = TEXT.replace(GENUINE, "x")
BOTH = TEXT + FORGED


async def test_marks_follow_a_text_that_changes_while_it_is_open(
    files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the deal, and beside the case that is edited: what is cut out is marked."""
    monkeypatch.setattr(quote_marking, "_WATCH_SECONDS", 0.05)
    text = files["open"].parent / "gazette.txt"
    genuine, forged = ("E1", GENUINE), ("E2", FORGED)
    async with driven(files["closed"], size=_TALL) as planner:
        await planner.press("n")
        await planner.until(lambda: set(planner.app.quote_marks) == {forged}, "the mark")
        assert GENUINE in _joined(planner.text)
        shown = _joined(planner.text).count(NOT_THERE)
        text.write_text(NEITHER, encoding="utf-8")
        await planner.until(lambda: _joined(planner.text).count(NOT_THERE) > shown, "one more")
        await planner.press("C")
        await planner.on("CaseScreen")
        await planner.until(lambda: planner.app._quotes._edited, "the look at the edited case")
        text.write_text(BOTH, encoding="utf-8")
        await planner.until(lambda: not planner.app.quote_marks, "no mark")
        text.write_text(TEXT, encoding="utf-8")
        await planner.until(lambda: set(planner.app.quote_marks) == {forged}, "the mark")
        await planner.until(lambda: genuine in planner.app._quotes._edited, "the edited case")


async def test_a_report_is_marked_by_the_texts_at_the_moment_when_it_is_written(
    files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However lately one was changed; the preview says so too."""
    monkeypatch.setattr(quote_marking, "_WATCH_SECONDS", 1e6)
    text = files["open"].parent / "gazette.txt"
    async with driven(files["closed"], size=_TALL) as planner:
        await planner.until(lambda: planner.app.quote_marks, "the marks")
        await planner.press("p")
        await planner.on("ReportScreen")
        await made(planner)
        assert planner.read("preview").count(NOT_THERE) == 1
        for words, marks in ((NEITHER, 2), (BOTH, 0)):
            text.write_text(words, encoding="utf-8")
            out = text.with_name(f"{marks}.html")
            await planner.press("s")
            await planner.replace(str(out))
            await planner.press("enter")
            await planner.told(f"Wrote {out.name}")
            assert _joined(out.read_text(encoding="utf-8")).count(NOT_THERE) == marks
            assert planner.read("preview").count(NOT_THERE) == marks


async def test_the_board_of_a_folder_marks_it_for_a_case_that_is_not_open(
    files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The group of scenarios that cross the line shows what it rests on, after a change too."""
    monkeypatch.chdir(files["open"].parent)
    case = files["open"].with_name("talks.case.toml")
    async with driven(size=(100, 40)) as planner:
        await planner.library()
        await planner.press("b")
        await planner.sees("Crosses S-1 South")
        await planner.press("home", "n")
        await planner.until(lambda: FORGED in _joined(planner.text), "the quote")
        await planner.until(lambda: NOT_THERE in _joined(planner.text), "its mark")
        case.write_text(case.read_text(encoding="utf-8").replace(FORGED, MORE), encoding="utf-8")
        await planner.press("f5")
        await planner.until(lambda: MORE in _joined(planner.text), "the other quote")
        await planner.until(lambda: NOT_THERE in _joined(planner.text), "its mark")


def test_plain_lines_mark_it(files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """As often as they show it, in every part."""
    assert main(["--plain", str(files["open"])]) == 0
    said = _joined(capsys.readouterr().out)
    assert said.count(FORGED) == said.count(NOT_THERE) >= 2


@pytest.mark.parametrize("kind", ["brief", "columns", "register"])
@pytest.mark.parametrize("form", ["text", "md", "html", "json", "csv", "docx"])
def test_a_report_that_is_handed_out_marks_it(
    files: dict[str, Path], folder: Path, kind: str, form: str
) -> None:
    """Whoever gets it has no screen to ask."""
    out = folder / f"out.{form}"
    asked = ["report", str(files["open"]), "--as", kind, "--format", form, "--out", str(out)]
    assert main(asked) == 0
    data = out.read_bytes()
    if form == "docx":
        data = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    said = " ".join(data.decode().split())
    if (kind, form) != ("brief", "csv"):  # the table of lines in it quotes nothing
        assert "does not stand in the text of its source" in said


def test_what_is_withheld_has_no_mark_either(
    files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the evidence nothing is said of quotes."""
    assert main(["report", str(files["open"]), "--without", "evidence"]) == 0
    said = _joined(capsys.readouterr().out)
    assert FORGED not in said
    assert NOT_THERE not in said


def test_verify_exits_with_1(files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """And names it."""
    case_file = files["open"].with_name("talks.case.toml")
    assert main(["verify", str(case_file)]) == 1
    assert "E2: does not stand in the text" in capsys.readouterr().out


def test_a_check_marks_what_it_quotes_and_warns_at_its_place(
    files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """The verdict rests on it; what rests on the genuine quote alone says nothing."""
    assert main(["check", str(files["open"])]) == 1
    told = capsys.readouterr()
    assert _joined(told.out).count(FORGED) == _joined(told.out).count(NOT_THERE) == 1
    assert "talks.case.toml:28:9: warning: E2: this quote does not stand" in told.err
    assert main(["check", str(files["shared"])]) == 0
    assert "E2:" not in capsys.readouterr().err


def test_a_check_warns_programs_too(
    files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """In JSON by its place, and where the case alone is checked; never of the genuine quote."""
    case_file = files["open"].with_name("talks.case.toml")
    for asked in (files["shared"], case_file):
        main(["check", str(asked), "--format", "json"])
        warnings = json.loads(capsys.readouterr().out)["warnings"]
        found = [each for each in warnings if "does not stand" in each["message"]]
        assert [(each["line"], each["message"][:3]) for each in found] == [(28, "E2:")]


def test_an_analysis_marks_what_it_quotes(
    files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """As often as it quotes it."""
    assert main(["analyse", str(files["open"]), "--only", "conflicts"]) == 1
    told = capsys.readouterr()
    assert _joined(told.out).count(FORGED) == _joined(told.out).count(NOT_THERE) == 1
    assert "warning: E2: this quote does not stand" in told.err
