"""The schema of one case's scenarios, as a TOML language server shows it to who edits a file."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from planner.cli.main import main
from planner.errors import FileProblemError
from planner.files.case_schema import case_schema
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from tests.files.language_server import TOMBI, Editor
from tests.files.test_schema import plain
from tests.reports.every_kind import CASE, file_of

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "scenarios").glob("*.toml"))
BUNDLED = read_case(ROOT / "planner" / "cases" / "ukraine-2025-08.case.toml").case

Capture = pytest.CaptureFixture[str]

SCENARIO = """\
format = 2
[case]
id = "every-kind"
[choices.works]
options = ["dam", "pumps"]
[choices.height]
value = 1045
[choices.payer]
option = "north"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case with issues of all kinds, its schema beside it."""
    monkeypatch.chdir(tmp_path)
    file_of(CASE, tmp_path)
    return tmp_path


def scenario(folder: Path, old: str = "", new: str = "") -> Path:
    assert old in SCENARIO
    text = SCENARIO.replace('id = "every-kind"', f'id = "{CASE.id}"').replace(old, new, 1)
    file = folder / "deal.toml"
    file.write_text(text, encoding="utf-8")
    return file


def printed(capsys: Capture, case: str) -> str:
    capsys.readouterr()
    assert main(["schema", "scenario", "--case", case]) == 0
    return capsys.readouterr().out


@pytest.fixture
def deal(folder: Path, capsys: Capture) -> Path:
    """A scenario of the bundled case with its schema named at the top, by our own commands."""
    schema = folder / "schemas" / "talks.schema.json"
    schema.parent.mkdir()
    schema.write_text(printed(capsys, "ukraine-2025-08"), encoding="utf-8")
    file = folder / "deal.toml"
    file.write_bytes(EXAMPLES[0].read_bytes())
    assert main(["format", "deal.toml", "--schema-line", "schemas/talks.schema.json"]) == 0
    return file


def at(file: Path, words: str) -> tuple[int, int]:
    """Where the words begin, counted from 0."""
    for line, text in enumerate(file.read_text(encoding="utf-8").splitlines()):
        if words in text:
            return line, text.index(words)
    raise AssertionError(words)


def put(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_schema_line_is_put_replaced_and_taken_away_and_nothing_else_changes(
    folder: Path, deal: Path, capsys: Capture
) -> None:
    """Relative to the file; comments and layout stay; --check only says so."""
    text = EXAMPLES[0].read_text(encoding="utf-8")
    assert deal.read_text(encoding="utf-8") == f"#:schema schemas/talks.schema.json\n{text}"
    inner = folder / "inner"
    inner.mkdir()
    other = inner / "other.toml"
    other.write_bytes(EXAMPLES[0].read_bytes().replace(b"\n", b"\r\n"))
    words = ["format", "inner/other.toml", "--schema-line", "schemas/talks.schema.json"]
    capsys.readouterr()
    assert main([*words, "--check"]) == 1
    assert "would change" in capsys.readouterr().out
    assert main(words) == 0
    assert main([*words, "--check"]) == 0
    assert other.read_bytes().startswith(b"#:schema ../schemas/talks.schema.json\r\n")
    address = "https://example.org/s.json"
    assert main(["format", "deal.toml", "--schema-line", address]) == 0
    assert deal.read_text(encoding="utf-8") == f"#:schema {address}\n{text}"
    assert main(["format", "deal.toml", "--schema-line", ""]) == 0
    assert deal.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_scenarios_of_the_case_are_valid(path: Path) -> None:
    """All examples of the bundled case."""
    data = plain(tomllib.loads(path.read_text(encoding="utf-8")))
    jsonschema.validate(data, case_schema(BUNDLED), jsonschema.Draft7Validator)


def test_a_new_case_names_its_schema_on_request(folder: Path, capsys: Capture) -> None:
    """The way from where it lies; the case is read as ever, and without the option has no line."""
    (folder / "inner").mkdir()
    words = ["new", "inner/lake.case.toml", "--schema-line", "case.schema.json"]
    assert main(words) == 0
    made = folder / "inner" / "lake.case.toml"
    text = made.read_text(encoding="utf-8")
    assert text.startswith("#:schema ../case.schema.json\n")
    assert read_case(made).warnings == ()
    assert main(["new", "plain.case.toml"]) == 0
    assert "#:schema" not in (folder / "plain.case.toml").read_text(encoding="utf-8")
    capsys.readouterr()


MISTAKES = {
    "unknown issue": ("[choices.payer]", "[choices.payr]"),
    "unknown option": ('"north"', '"nort"'),
    "unknown option in a list": ('"pumps"', '"pump"'),
    "the key of another kind": ('option = "north"', 'options = ["north"]'),
    "option twice": ('"pumps"', '"dam"'),
    "number out of bounds": ("1045", "99999"),
    "another case": ("[case]\nid = ", "[case]\nid = 'x' #"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_it_refuses_what_the_reader_refuses(mistake: str, folder: Path) -> None:
    """And takes what the reader takes."""
    validator = jsonschema.Draft7Validator(case_schema(CASE))
    right = scenario(folder)
    assert read_scenario(right).written.choices
    assert validator.is_valid(tomllib.loads(right.read_text(encoding="utf-8")))
    wrong = scenario(folder, *MISTAKES[mistake])
    with pytest.raises(FileProblemError):
        read_scenario(wrong)
    assert not validator.is_valid(tomllib.loads(wrong.read_text(encoding="utf-8")))


def test_it_is_sound_and_says_what_each_option_is(folder: Path, capsys: Capture) -> None:
    """Titles and definitions, and where an option is no source's."""
    schema = json.loads(printed(capsys, str(folder / f"{CASE.id}.case.toml")))
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema == case_schema(CASE)
    choices = case_schema(BUNDLED)["properties"]["choices"]["properties"]
    options = choices["ceasefire_timing"]["properties"]["option"]["oneOf"]
    parallel = next(each for each in options if each["const"] == "parallel")
    assert parallel["title"] == "In parallel"
    assert parallel["description"].startswith("Ceasefire and settlement are negotiated side by")
    assert parallel["description"].endswith("Added: no source names this option")


@pytest.mark.parametrize(
    "words", [["scenario", "--case", "no-such-case"], ["case", "--case", "ukraine-2025-08"]]
)
def test_a_case_that_is_none_or_does_not_belong_there_is_refused(
    words: list[str], capsys: Capture
) -> None:
    """In one line."""
    assert main(["schema", *words]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


needs_tombi = pytest.mark.skipif(not TOMBI.exists(), reason="the TOML language server is missing")


@needs_tombi
def test_an_editor_offers_the_options_of_an_issue_with_what_they_mean(deal: Path) -> None:
    """Those of the case, where an option is to be written; the issues where a table is."""
    put(deal, 'option = "parallel"', 'option = ""')
    line, column = at(deal, 'option = ""')
    with Editor(deal) as editor:
        offered = editor.completions(line, column + len('option = "'))
    assert set(offered) >= {'"ceasefire_first"', '"parallel"', '"settlement_first"'}
    assert "negotiated side by side" in offered['"parallel"']
    begun, _, _ = deal.read_text(encoding="utf-8").partition("[choices.meeting_format]")
    deal.write_text(f"{begun}[choices.]\n", encoding="utf-8")
    line, column = at(deal, "[choices.]")
    with Editor(deal) as editor:
        offered = editor.completions(line, column + len("[choices."))
    missing = {issue.id for issue in BUNDLED.issues if f"[choices.{issue.id}]" not in begun}
    assert len(missing) > 3
    assert set(offered) >= missing


@needs_tombi
def test_an_editor_shows_what_an_option_and_an_issue_are(deal: Path) -> None:
    """Under the pointer: title and definition; the question of the issue."""
    with Editor(deal) as editor:
        line, column = at(deal, '"parallel"')
        shown = editor.hover(line, column + 3)
        assert "In parallel" in shown
        assert "negotiated side by side" in shown
        line, column = at(deal, "ceasefire_timing]")
        assert "Does a ceasefire come before the settlement?" in editor.hover(line, column + 3)


@needs_tombi
def test_an_editor_refuses_a_wrong_option_on_its_line(deal: Path) -> None:
    """And nothing else in the file; as it was, nothing at all."""
    with Editor(deal) as editor:
        assert editor.diagnostics() == []
    put(deal, '"parallel"', '"paralel"')
    line, _ = at(deal, '"paralel"')
    with Editor(deal) as editor:
        found = editor.diagnostics()
    assert {each for each, _ in found} == {line}
