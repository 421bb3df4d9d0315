"""A report's table as CSV that spreadsheets open as it is meant, whatever the cells say.

The mark of UTF-8 at the beginning keeps Cyrillic and Arabic whole. No cell can be taken for a
formula: one that begins like one, or holds what a spreadsheet with other separators would take for
the beginning of a cell that does, gets an apostrophe before that place.
"""

from __future__ import annotations

import csv
import io
import re

from planner.reports.page import Row
from planner.reports.report import Report

__all__ = ["plain_cell", "written"]

_FORMULA = re.compile(r"(?P<before>^\s*|[,;\t\r\n|])(?P<sign>[=+\-@＝＋－＠])")  # noqa: RUF001 (full width signs count too)


def written(report: Report, _width: int) -> bytes:
    """The table for spreadsheets as UTF-8 with its mark, lines ending in CR LF, all in quotes.

    How much is withheld, and how far it may be handed on, stands in each row: rows are sorted, and
    copied elsewhere.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    of_all = {"Withheld": report.withheld, "Marking": report.marking}
    said = {head: plain_cell(words) for head, words in of_all.items() if words}
    writer.writerow([*_cells(report.sheet.head), *said])
    writer.writerows([*_cells(row), *said.values()] for row in report.sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _cells(row: Row) -> list[str]:
    return [plain_cell("".join(run.text for run in cell.runs)) for cell in row]


def plain_cell(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return _FORMULA.sub(r"\g<before>'\g<sign>", text)
