"""The quotes of a case against the texts of its sources, as far as these are quoted."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from planner.editing.quote_checks import check_quotes
from planner.files.cases.reading import read_case
from tests.files.samples import CASE_TEXT, put


def test_a_text_that_nobody_quotes_is_not_read(tmp_path: Path) -> None:
    """Each change of a quote would read the reports that are still to be coded."""
    text = CASE_TEXT.replace("format = 1", "format = 2")
    text = text.replace('"Gazette"\n', '"Gazette"\ntext = "report.txt"\n')
    later = '[sources.later]\ntitle = "Later"\ntext = "later.txt"\n'
    case_file = put(tmp_path, "lake.case.toml", f"{text}\n{later}")
    put(tmp_path, "report.txt", "The mayor said: We will not go thirsty.")
    checks = check_quotes(read_case(case_file).case, case_file)
    assert [each.found.stands for each in checks.quotes.values()] == [True]
    assert checks.failures == {}  # it would name the text that is not there


def test_a_doubt_about_letters_does_not_say_that_it_is_another_text(tmp_path: Path) -> None:
    """Below each quote of a page with a formula stood that the text is not the one coded."""
    text = CASE_TEXT.replace("format = 1", "format = 2")
    named = text.replace('"Gazette"\n', '"Gazette"\ntext = "report.html"\n')
    put(tmp_path, "report.html", "<p>The mayor said: We will not go thirsty. <math>x</math>")
    case_file = put(tmp_path, "lake.case.toml", named)
    checks = check_quotes(read_case(case_file).case, case_file)
    assert len(checks.doubts["gazette"]) == 1
    assert checks.other_texts == frozenset()
    coded = named.replace('"report.html"\n', f'"report.html"\nsha256 = "{"0" * 64}"\n')
    case_file = put(tmp_path, "lake.case.toml", coded)
    assert check_quotes(read_case(case_file).case, case_file).other_texts == {"gazette"}


def test_a_text_whose_digest_is_right_is_the_one_that_was_coded(tmp_path: Path) -> None:
    """Its length counts what was read of it: another planner may read more, or less."""
    data = b"<p>We will not go thirsty.<p>It is <math>x</math> so."
    (tmp_path / "report.html").write_bytes(data)
    named = f'text = "report.html"\nsha256 = "{hashlib.sha256(data).hexdigest()}"\nlength = 3\n'
    text = CASE_TEXT.replace("format = 1", "format = 2").replace(
        '"Gazette"\n', f'"Gazette"\n{named}'
    )
    case_file = put(tmp_path, "lake.case.toml", text)
    assert check_quotes(read_case(case_file).case, case_file).other_texts == frozenset()
    case_file = put(tmp_path, "lake.case.toml", re.sub('sha256 = "\\w+"\n', "", text))
    assert check_quotes(read_case(case_file).case, case_file).other_texts == {"gazette"}
