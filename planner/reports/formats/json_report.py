"""A report for a program: its pages block by block, and its table for spreadsheets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from planner import __version__
from planner.reports.formats.json_problems import problems_json
from planner.reports.page import (
    Block,
    Caveat,
    Cell,
    Change,
    Deleted,
    Excerpt,
    Gap,
    Heading,
    Inserted,
    Item,
    Link,
    Listing,
    Page,
    Paragraph,
    Quotation,
    Row,
    Rule,
    Runs,
    Status,
    Strong,
    Table,
    Text,
    Verbatim,
)
from planner.reports.report import Report

__all__ = ["report_json", "written"]

_RUNS = {Strong: "strong", Inserted: "inserted", Deleted: "deleted"}
_PARAGRAPHS = {Rule: "rule", Caveat: "caveat", Verbatim: "verbatim"}


def written(report: Report, _width: int) -> bytes:
    """The report as UTF-8, as an answer without errors and warnings."""
    answer = {"planner": __version__, "json": 2, **report_json(report), **problems_json(())}
    return f"{json.dumps(answer, ensure_ascii=False, indent=2)}\n".encode()


def report_json(report: Report) -> dict[str, Any]:
    """``report``, ``title``, ``marking``, ``pages`` with their blocks, and ``sheet``.

    A block says by ``kind`` what it is; runs of words stand in ``text``, each with ``kind`` and
    ``words``. ``sheet`` has a row for each thing there is to sort and count, under ``columns``.
    """
    return {
        "report": report.name,
        "title": report.title,
        "marking": report.marking,
        "pages": [_page(page) for page in report.pages],
        "sheet": {
            "columns": [_words(cell.runs) for cell in report.sheet.head],
            "rows": [[_words(cell.runs) for cell in row] for row in report.sheet.rows],
        },
    }


def _page(page: Page) -> dict[str, Any]:
    return {"title": _words(page.heading.runs), "blocks": _blocks(page.body)}


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks if not isinstance(block, Gap)]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _runs(block.runs)}
        case Paragraph():
            kind = _PARAGRAPHS.get(type(block), "paragraph")
            return {"kind": kind, "tone": block.tone.value, "text": _runs(block.runs)}
        case Quotation():
            return {
                "kind": "excerpt" if isinstance(block, Excerpt) else "quotation",
                "lead": block.lead,
                "quote": block.quote,
                "citation": [_runs(runs) for runs in block.citation],
            }
        case Listing():
            marks = block.marks.value
            return {"kind": "list", "marks": marks, "items": [_item(i) for i in block.items]}
        case Table():
            return {
                "kind": "table",
                "caption": block.caption,
                "head": _row(block.head),
                "rows": [_row(row) for row in block.rows],
                "foot": _row(block.foot),
            }
        case Change():
            what = _runs(block.what)
            return {"kind": "change", "text": what, "before": block.before, "after": block.after}
        case _:
            message = f"no JSON for {type(block).__name__}"
            raise TypeError(message)


def _item(item: Item) -> dict[str, Any]:
    return {"label": item.label, "blocks": _blocks(item.blocks)}


def _row(row: Row) -> list[dict[str, Any]]:
    return [_cell(cell) for cell in row]


def _cell(cell: Cell) -> dict[str, Any]:
    return {"text": _runs(cell.runs), "below": _blocks(cell.below)}


def _runs(runs: Runs) -> list[dict[str, str]]:
    return [_run(run) for run in runs if run.text or isinstance(run, Status)]


def _run(run: Text) -> dict[str, str]:
    match run:
        case Status():
            return {"kind": "status", "tone": run.tone.value, "words": run.text}
        case Link():
            return {"kind": "link", "to": run.to, "words": run.text}
        case _:
            return {"kind": _RUNS.get(type(run), "text"), "words": run.text}


def _words(runs: Runs) -> str:
    return "".join(run.text for run in runs)
