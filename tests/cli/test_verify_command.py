"""``planner verify``: each quote where it stands, and exit codes that a script can trust."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from planner.cli.main import main
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import read_case
from planner.model.case import Case
from tests.sources.test_formats import NO_LETTER, pdf, with_font

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
    assert answer["case"] in {"dam", BUNDLED.id}
    return list(answer["quotes"])


def test_a_true_quote_is_told_with_its_place(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Line and offset are those of the source's file."""
    assert main(["verify", str(case_file)]) == 0
    printed = capsys.readouterr()
    assert "1 of 1 quotes stands in the text of its source." in printed.out
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


def test_an_absent_quote_may_stand_on_a_page_without_words(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report of which some pages are pictures says nothing of these."""
    pytest.importorskip("pypdfium2")
    scan = case_file.parent / "scan.pdf"
    scan.write_bytes(pdf("The dam stays open.", "", "It is so."))
    assert main(["verify", str(case_file), "--source", f"report={scan}"]) == 1
    assert "S1: does not stand in the text; page 2 of 3 has no words" in capsys.readouterr().out


def test_letters_that_a_pdf_does_not_name_are_warned_of(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A quote over one of them is absent: what stands there is to be looked up on the page."""
    pytest.importorskip("pypdfium2")
    report = case_file.parent / "report.pdf"
    font = "/Encoding << /Type /Encoding /Differences [90 /s_t.liga] >>"
    report.write_bytes(with_font(pdf("It is so.", "the dam Zays shut"), font))
    assert main(["verify", str(case_file), "--source", f"report={report}"]) == 1
    out, warnings = capsys.readouterr()
    assert "S1: does not stand in the text" in out
    assert "does not say which letters it shows where \ufffd stands" in warnings
    assert "the first is page 2" in warnings


def test_a_quote_that_cuts_a_word_is_absent_and_says_why(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its signs stand there, and the passage beside it shows what they are part of."""
    report = case_file.parent / "report.html"
    report.write_text("<p>It is so.<p>the dam stays shuttered")
    assert main(["verify", str(case_file), "--source", f"report={report}"]) == 1
    out = capsys.readouterr().out
    assert "S1: begins or ends within a word or a number of the text" in out
    assert "“the dam stays shuttered”" in out


def test_formulas_and_signs_of_symbol_fonts_are_warned_of(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A quote over one of them is absent: its words would say something else."""
    report = case_file.parent / "report.html"
    report.write_text("<p>It is so.<p>the dam <math><mi>x</mi></math>stays shut")
    assert main(["verify", str(case_file), "--source", f"report={report}"]) == 1
    warnings = capsys.readouterr().err
    assert "a formula or a sign of a font of symbols stands where \ufffd does" in warnings
    assert "the first is line 1" in warnings


def test_letters_from_right_to_left_of_a_pdf_are_warned_of(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its reader turns some words round: such a quote would be another word."""
    pytest.importorskip("pypdfium2")
    report = case_file.parent / "report.pdf"
    arabic = NO_LETTER.replace("<0000>", "<0627>")
    pages = pdf("It is so.", "the dam stays shut Z")
    report.write_bytes(with_font(pages, "/ToUnicode 99 0 R", arabic))
    assert main(["verify", str(case_file), "--source", f"report={report}"]) == 0
    warnings = capsys.readouterr().err
    assert "letters that run from right to left may come out of a PDF in another order" in warnings
    assert "the first is page 2" in warnings


def test_the_place_of_a_repeated_quote_settles_it(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``place`` counts the occurrences."""
    case_file.write_text(f"{CASE}{AMBIGUOUS}place = 2\n", encoding="utf-8")
    assert main(["verify", str(case_file)]) == 0
    capsys.readouterr()
    assert quotes(case_file, capsys)[1]["offset"] == TEXT.rindex("Nobody asked.")


@pytest.mark.parametrize(
    ("named", "times"),
    [("The mayor's talks", 0), ("The  mayor's talks", 0), ("The mayors talks", 1)],
)
def test_a_section_is_another_only_where_its_words_are(
    case_file: Path, capsys: pytest.CaptureFixture[str], named: str, times: int
) -> None:
    """White space and typographic signs are folded in its name as in a quote."""
    (case_file.parent / "report.md").write_text(
        "# The mayor\N{RIGHT SINGLE QUOTATION MARK}s talks\n\nthe dam stays shut\n", "utf-8"
    )
    case = CASE.replace("report.txt", "report.md").replace("The talks", named)
    case_file.write_text(case, encoding="utf-8")
    main(["verify", str(case_file)])
    assert capsys.readouterr().out.count("not under") == times


def test_a_place_beyond_the_last_is_told_as_that(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A quote that stands there once does not stand there more than once."""
    case_file.write_text(f"{CASE}place = 2\n{AMBIGUOUS}", encoding="utf-8")
    assert main(["verify", str(case_file)]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "; 1 stands there more than once; 1 names a place beyond the last" in out
    assert "S1: it stands there 1 time, and place says 2" in out


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
    assert (
        "report.txt: error: there is no such file; expected the text that the case names for the "
        'source "report"; put it there, or mend or take out the "text" of [sources.report]'
    ) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (
            "x" * 3000,
            f'"{"x" * 57}..." is no ID=FILE; expected a source\'s id and its file, such as',
        ),
        ("report", '"report" is no ID=FILE; expected a source\'s id and its file, such as'),
        ("raport=x.txt", 'there is no source "raport"'),
    ],
)
def test_wrong_usage_is_told(
    case_file: Path, capsys: pytest.CaptureFixture[str], option: str, words: str
) -> None:
    """A source that the case does not have, and an option of another form."""
    assert main(["verify", str(case_file), "--source", option]) == 2
    assert words in capsys.readouterr().err


BUNDLED = read_case(bundled_folder() / "ukraine-2025-08.case.toml").case
MUTATIONS: dict[str, tuple[Callable[[str], str], str]] = {
    "as it is": (lambda quote: quote, "verbatim"),
    "a word changed": (lambda quote: f"{quote.rpartition(' ')[0]} wholly", "absent"),
    "negated": (lambda quote: " not ".join(quote.split(" ", 1)), "absent"),
    "re-cased": (str.swapcase, "absent"),
    "joined from two places": (lambda quote: f"{quote} {BUNDLED.statements[0].quote}", "absent"),
    "in curly quotes": (lambda quote: f"“{quote}”", "normalised"),
    "line breaks": (lambda quote: quote.replace(" ", "\n"), "normalised"),
}


def whole_passages() -> list[str]:
    """The quotes that are no part of another one, which are passages of the text."""
    quotes = {statement.quote for statement in BUNDLED.statements}
    return sorted(each for each in quotes if not any(each in other for other in quotes - {each}))


def written(folder: Path, case: Case) -> Path:
    """The case in a file, beside a text in which each of the bundled quotes stands."""
    text = "".join(f'Before it. "{quote}" After it.\n' for quote in whole_passages())
    folder.joinpath("text.txt").write_text(text, encoding="utf-8")
    sources = tuple(evolve(source, text="text.txt", sha256="") for source in case.sources)
    file = folder / "talks.case.toml"
    file.write_text(case_kind().text_to_save(evolve(case, sources=sources)), encoding="utf-8")
    return file


def test_all_true_quotes_of_a_case_stand_in_its_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bundled case's, in a text that is made of them: the article is not ours to ship."""
    file = written(tmp_path, BUNDLED)
    assert main(["verify", str(file)]) == 0
    assert (
        f"{len(BUNDLED.statements)} of {len(BUNDLED.statements)} quotes" in capsys.readouterr().out
    )
    assert {quote["result"] for quote in quotes(file, capsys)} == {"verbatim"}


@pytest.mark.parametrize("first", range(len(MUTATIONS)))
def test_each_of_a_mutated_set_of_quotes_is_classed_rightly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], first: int
) -> None:
    """Each mutation in turn, so that each quote meets each of them; forged ones exit with 1."""
    kinds = [*MUTATIONS.values()]
    turn = cycle([*kinds[first:], *kinds[:first]])
    whole = whole_passages()  # a part of another quote has no quotation marks in the text
    mutated = [
        (evolve(each, quote=mutate(each.quote)), result)
        if each.quote in whole
        else (each, "verbatim")
        for each, (mutate, result) in zip(BUNDLED.statements, turn, strict=False)
    ]
    file = written(tmp_path, evolve(BUNDLED, statements=tuple(each for each, _ in mutated)))
    assert main(["verify", str(file)]) == 1
    capsys.readouterr()
    found = {quote["statement"]: quote["result"] for quote in quotes(file, capsys)}
    assert found == {statement.id: result for statement, result in mutated}
