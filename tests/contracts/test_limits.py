"""Every limit of the readers stands in the guide's table, and says what it found past it."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from planner.cli.main import main
from planner.errors import FileProblemError, Problem
from planner.files.cases.one_look import OneLook
from planner.files.safety.reading import MAX_CASE_BYTES, MAX_SCENARIO_BYTES, read_bytes
from planner.files.scenario_files import scenario_files
from planner.files.toml.findings import MAX_PROBLEMS, first_problems
from planner.files.toml.single_values import MisfitError, number, unfit_name, whole
from planner.files.toml.source import source_from_text
from planner.files.toml.syntax import parse
from planner.reports.content.guide import topics
from planner.sources.plain_text import SourceFormatError
from planner.sources.reading import MAX_SOURCE_BYTES, read_source
from planner.web.uploads import UploadError, put_upload, safe_name

ROOT = Path(__file__).resolve().parents[2]
(TEXT,) = (topic.text for topic in topics() if topic.name == "limits")
ROWS = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", TEXT, re.MULTILINE))
"""What may be how large, as the guide says it."""

MIB = 1 << 20
WHERE = {
    ("files.safety.reading", "MAX_SCENARIO_BYTES"): ("a scenario, also from standard input", MIB),
    ("files.safety.reading", "MAX_CASE_BYTES"): ("a case, and its private overlay", MIB),
    ("files.toml.guards", "MAX_DEPTH"): ("brackets inside each other", 1),
    ("files.toml.guards", "MAX_KEY_PARTS"): ("parts of a name between dots", 1),
    ("files.toml.guards", "MAX_WORD"): ("a name or number without quotes", 1),
    ("files.toml.single_values", "MAX_ID"): ("an id", 1),
    ("files.toml.single_values", "MAX_NAME"): ("a name or title", 1),
    ("files.toml.sight", "MAX_MARKS"): ("combining marks on one character", 1),
    ("files.toml.single_values", "MAX_DIGITS"): (
        "digits of a whole number, or before the point",
        1,
    ),
    ("files.toml.single_values", "_PLACES"): ("digits behind the point", 1),
    ("files.toml.findings", "MAX_PROBLEMS"): ("mistakes that one answer lists", 1),
    ("files.cases.catalogue", "MAX_SEARCHED"): (
        "case files of one folder that are looked into for a case",
        MIB,
    ),
    ("files.scenario_files", "MAX_DEPTH"): ("folders inside a folder", 1),
    ("cli.allowance", "MOST_SECONDS"): ("time of a command, after its `--limit`", 1),
    ("cli.allowance", "MOST_BYTES"): (
        "memory of each process of a command, on Linux",
        1 << 30,
    ),
    ("sources.reading", "MAX_SOURCE_BYTES"): ("a source's text", MIB),
    ("sources.markdown", "_MOST_BYTES"): ("Markdown", MIB),
    ("sources.docx", "_MOST_BYTES"): ("the XML in a DOCX file", MIB),
    ("sources.docx", "_MOST_DEPTH"): ("elements of a DOCX file inside each other", 1),
    ("sources.pdf", "_MOST_PAGES"): ("pages of a PDF", 1),
    ("sources.pdf", "_MOST_LETTERS"): ("letters of a PDF", 1),
    ("sources.pdf_pages", "_MOST_ASKED"): (
        "letters of a PDF among which one that it does not name is told",
        1,
    ),
    ("sources.pdf", "_SECONDS"): ("reading a PDF, in a process of its own", 1),
    ("sources.pdf", "_MOST_BYTES"): ("reading a PDF, in a process of its own", 1 << 30),
    ("exchange.reading", "_MOST_BYTES"): ("a file to import", MIB),
    ("exchange.matrix", "_MOST_ROWS"): ("rows of a matrix", 1),
    ("exchange.xml", "_MOST_ELEMENTS"): ("elements of an XML file", 1),
    ("exchange.xml", "_DEEPEST"): ("elements of an XML file inside each other", 1),
    ("exchange.json_files", "_DEEPEST"): ("arrays and objects of a JSON file inside each other", 1),
    ("exchange.genius", "_MOST_VALUES"): (
        "numbers of one issue that a profile gives points for",
        1,
    ),
    ("exchange.geniusweb", "_MOST_VALUES"): (
        "numbers of one issue that a profile gives points for",
        1,
    ),
    ("exchange.utilities", "_PLACES"): ("digits behind the point", 1),
    ("exchange.imported", "_MOST_DIGITS"): ("digits of a number to import", 1),
    ("web.uploads", "MOST_BYTES"): ("a file that is uploaded in a browser", MIB),
    ("web.uploads", "_MOST_LETTERS"): ("the name of an upload", 1),
}
ROOMS = ("files/toml", "files/safety/reading.py", "files/cases", "files/scenarios")
ROOMS_TOO = ("cli/allowance.py", "files/scenario_files.py", "sources", "exchange", "web/uploads.py")
_LIMIT = re.compile(
    r"^(_?(?:MAX|MOST)_[A-Z_]+|_DEEPEST|_DIGITS|_PLACES|_SECONDS)(?:: \w+)? = ", re.MULTILINE
)
TINY = "format = 1\n[case]\nid = 'ukraine-2025-08'\n"


def test_every_limit_stands_in_the_table_and_the_table_has_no_other() -> None:
    """A reader that gets a new limit must say so, and one that is gone leaves its row."""
    found = set()
    for room in (*ROOMS, *ROOMS_TOO):
        at = ROOT / "planner" / room
        for file in [at] if at.suffix else at.glob("*.py"):
            module = ".".join(file.relative_to(ROOT / "planner").with_suffix("").parts)
            names = _LIMIT.findall(file.read_text(encoding="utf-8"))
            found |= {(module, name) for name in names}
    assert found == set(WHERE)
    assert {row for row, _ in WHERE.values()} == ROWS.keys() - {"limit", "---"}
    for (module, name), (row, unit) in WHERE.items():
        value = getattr(importlib.import_module(f"planner.{module}"), name) / unit
        assert f"{value:,.0f}" in re.findall(r"[\d,]+\d|\d", ROWS[row]), (name, ROWS[row])


def _of_text(text: str) -> str:
    source = source_from_text("s.toml", TINY + text)
    try:
        parse(source)
    except FileProblemError as error:
        return str(error.problems[0])
    raise AssertionError(text)


def _of_size(folder: Path, limit: int) -> str:
    with (folder / "large").open("wb") as file:
        file.truncate(limit + 1)
    with pytest.raises(FileProblemError) as caught:
        read_bytes(folder / "large", limit)
    return str(caught.value.problems[0])


def _misfit(judge: Callable[[object, object], object], value: object) -> str:
    with pytest.raises(MisfitError) as caught:
        judge(value, None)
    return f"{caught.value.found}; {caught.value.expected}"


def test_past_a_limit_of_files_the_message_names_the_place_what_was_found_and_what_to_do(
    tmp_path: Path,
) -> None:
    """One more than the limit is told from the limit."""
    for limit, found in ((MAX_SCENARIO_BYTES, "1,048,577"), (MAX_CASE_BYTES, "5,242,881")):
        said = _of_size(tmp_path, limit)
        assert f"has {found} bytes" in said
        assert f"at most {limit:,} bytes" in said
        assert "put long texts into files of their own" in said
    deep = _of_text("a = " + "[" * 33 + "]" * 33)
    assert deep.startswith("s.toml:4:37: error: brackets nested 33 deep; expected lists and tables")
    assert _of_text("a.b.c.d.e.f.g.h.i = 1").startswith(
        "s.toml:4:1: error: a name of 9 parts; expected at most 8"
    )
    assert _of_text(f"a = {'1' * 65}").startswith(
        "s.toml:4:5: error: a name or number of 65 characters; expected at most 64"
    )
    assert unfit_name("x" * 201) == "is too long for a name (201 characters)"
    assert unfit_name("a" + "\u0301" * 6).startswith("holds 6 marks on one character, more than 5")
    assert _misfit(whole, 10**15).startswith("has 16 digits; a whole number of at most 15 digits")
    assert "is 0.1234567890123, which is too long" in _misfit(number, Decimal("0.1234567890123"))
    many = first_problems([Problem("s.toml", n, 1, "wrong") for n in range(MAX_PROBLEMS + 1)])
    assert len(many) == MAX_PROBLEMS
    assert "more follow" in many[-1].hint


def test_past_a_limit_of_folders_nothing_is_left_out_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The hint says how many cases were looked into, a warning which folder was not."""
    for name in ("a", "b"):
        with (tmp_path / f"{name}.case.toml").open("wb") as file:
            file.truncate(3 * MIB)
    _, hint = OneLook().known(tmp_path)
    assert "1 of the 2 case files here were looked into" in hint
    assert 'write its file as "path"' in hint
    for depth in (8, 9):
        inner = tmp_path.joinpath(*(f"{n}" for n in range(depth)))
        inner.mkdir(parents=True, exist_ok=True)
        (inner / f"{depth}.toml").touch()
    assert [path.name for path in scenario_files(tmp_path)] == ["8.toml"]
    assert main(["check", str(tmp_path), "--format", "json"]) == 2
    answer = json.loads(capsys.readouterr().out)
    assert [Path(error["file"]).name for error in answer["errors"]] == ["8.toml"]
    (warning,) = answer["warnings"]
    assert Path(warning["file"]) == inner
    assert warning["message"] == "this folder lies 9 deep and is not looked into"


def test_past_a_limit_of_sources_and_uploads_the_message_names_what_was_found(
    tmp_path: Path,
) -> None:
    """So does :mod:`tests.sources.test_formats` of what documents hold."""
    with pytest.raises(SourceFormatError) as caught:
        read_source("a.txt", b"x" * (MAX_SOURCE_BYTES + 1))
    assert "20,971,521 bytes" in caught.value.found
    assert "sources of their own" in caught.value.expected
    with pytest.raises(UploadError, match=r'the name "x+\.\.\." has 101 letters; rename it'):
        safe_name(f"{'x' * 96}.toml")
    with pytest.raises(UploadError, match=r"it has 5,242,881 bytes .* by hand"):
        put_upload(tmp_path, "a.toml", b"x" * (MAX_CASE_BYTES + 1))
