"""``planner verify``: each quote where it stands, and exit codes that a script can trust."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from planner.cli.main import main

TEXT = (
    "Lead words.\nThe talks\nThe mayor said that the dam stays shut.\nNobody asked. Nobody asked.\n"
)
TRUE = 'quote = "the dam stays shut"'
CASE = f"""\
format = 2
[case]
title = "The dam"
[sources.report]
text = "report.txt"
sha256 = "{hashlib.sha256(TEXT.encode()).hexdigest()}"
length = {len(TEXT)}
[sources.other]
[parties.town]
name = "Town"
[issues.dam]
title = "Dam"
[issues.dam.options.shut]
title = "Shut"
[statements.S1]
source = "report"
section = "The talks"
{TRUE}
"""
AMBIGUOUS = '[statements.S2]\nsource = "report"\nquote = "Nobody asked."\n'
ABSENT = '[statements.S2]\nsource = "report"\nquote = "the dam never stays shut"\n'
WITHOUT_TEXT = '[statements.S2]\nsource = "other"\nquote = "words"\n'


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_bytes(TEXT.encode())
    file = tmp_path / "dam.case.toml"
    file.write_text(CASE, encoding="utf-8")
    return file


def quotes(case_file: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[Any]:
    """What the command says of each quote, as JSON."""
    main(["verify", str(case_file), "--format", "json", *options])
    answer = json.loads(capsys.readouterr().out)
    assert answer["case"] == "dam"
    return list(answer["quotes"])


def test_a_true_quote_is_told_with_its_place(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Line and offset are those of the source's file."""
    assert main(["verify", str(case_file)]) == 0
    printed = capsys.readouterr()
    assert "1 of 1 quote stands in the text of the source." in printed.out
    assert "S1: verbatim, line 3, under “The talks”" in printed.out
    assert printed.err == ""
    assert quotes(case_file, capsys) == [
        {
            "statement": "S1",
            "source": "report",
            "result": "verbatim",
            "times": 1,
            "line": 3,
            "offset": TEXT.index("the dam"),
        }
    ]


@pytest.mark.parametrize(
    ("more", "result", "words"),
    [
        (AMBIGUOUS, "ambiguous", "S2: ambiguous: it stands there 2 times; place = 1"),
        (ABSENT, "absent", "The nearest passage, line 3, under “The talks”:"),
        (WITHOUT_TEXT, "no_text", "no text is at hand for 1"),
    ],
)
def test_a_quote_that_is_not_verified_gives_exit_1(
    case_file: Path, capsys: pytest.CaptureFixture[str], more: str, result: str, words: str
) -> None:
    """Only where every quote stands once in its source is the exit code 0."""
    case_file.write_text(CASE + more, encoding="utf-8")
    assert main(["verify", str(case_file)]) == 1
    assert words in capsys.readouterr().out
    assert quotes(case_file, capsys)[1]["result"] == result
    assert quotes(case_file, capsys)[1]["offset"] is None


def test_the_place_of_a_repeated_quote_settles_it(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``place`` counts the occurrences."""
    case_file.write_text(f"{CASE}{AMBIGUOUS}place = 2\n", encoding="utf-8")
    assert main(["verify", str(case_file)]) == 0
    capsys.readouterr()
    assert quotes(case_file, capsys)[1]["offset"] == TEXT.rindex("Nobody asked.")


def test_another_text_is_warned_of(case_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Digest and length say which text was coded; the quotes are looked for all the same."""
    (case_file.parent / "new.md").write_text("the dam stays shut", encoding="utf-8")
    new = str(case_file.parent / "new.md")
    assert main(["verify", str(case_file), "--source", f"report={new}"]) == 0
    warnings = capsys.readouterr().err
    assert "this is not the text that was coded: its sha256 is" in warnings
    assert "it has 18 characters; expected" in warnings


def test_a_text_that_cannot_be_read_gives_exit_2(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is named, and the other quotes are told."""
    (case_file.parent / "report.txt").write_bytes(b"\xff")
    assert main(["verify", str(case_file)]) == 2
    assert "report.txt: error: line 1 is no UTF-8 text" in capsys.readouterr().err
    (case_file.parent / "report.txt").unlink()
    assert main(["verify", str(case_file)]) == 2
    assert "there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "words"),
    [("report", "is no ID=FILE"), ("raport=x.txt", 'there is no source "raport"')],
)
def test_wrong_usage_is_told(
    case_file: Path, capsys: pytest.CaptureFixture[str], option: str, words: str
) -> None:
    """A source that the case does not have, and an option of another form."""
    assert main(["verify", str(case_file), "--source", option]) == 2
    assert words in capsys.readouterr().err
