"""What the reports say, as files to be read: text, Markdown and CSV of every report.

``python -m tests.reports.handed.test_golden`` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.reports.content.report import Given
from planner.reports.formats.written import FORMATS, written
from tests.reports.handed.making import EVERY, made

GOLDEN = Path(__file__).parent / "golden"
KEPT = ("text", "md", "csv")
"""The formats of which files are kept; the others are taken apart by tests of their own."""


def kept(name: str, form: str) -> Path:
    """The file of a report in that format."""
    return GOLDEN / f"{name}{FORMATS[form].endings[0]}"


@pytest.mark.parametrize("form", KEPT)
@pytest.mark.parametrize(("kind", "name", "given"), EVERY, ids=[name for _, name, _ in EVERY])
def test_every_report_says_what_its_file_says(
    kind: str, name: str, given: tuple[Given, ...], form: str
) -> None:
    """Byte by byte."""
    assert written(made(kind, *given), form) == kept(name, form).read_bytes()


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for a_kind, a_name, a_given in EVERY:
        for a_form in KEPT:
            kept(a_name, a_form).write_bytes(written(made(a_kind, *a_given), a_form))
