"""What the screen of the reports says: in its title, and of the report in its preview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from planner.editing.scenario_session import Session
from planner.files.shelf import file_name
from planner.reports.content.report import REPORTS
from planner.reports.page import GAP, Block, Heading, Paragraph, Tone
from planner.reports.report import Report
from planner.reports.words.lenses import as_of_words
from planner.reports.words.verdicts import lens_words, listed

__all__ = ["preview_blocks", "title_of_report"]


def title_of_report(session: Session) -> tuple[str, ...]:
    """Which scenario is reported on; then its case, and how it is judged, in less and less room."""
    title = session.scenario.title or (session.path.name if session.path else "New scenario")
    looking = lens_words(session.lens, session.reading)
    day = as_of_words(session.day, session.own_day)
    reading = " · ".join(filter(None, (day, looking or f"{session.reading} reading")))
    return f"Report · {title}", f"{session.case.title} · {reading}", reading


def preview_blocks(report: Report, marks: Sequence[Path]) -> Iterator[Block]:
    """All pages one after the other; before them which ``marks`` the report has no room for."""
    yield from _left_out(report, marks)
    if report.marking:
        yield Paragraph(report.marking, tone=Tone.CONTESTED)
        yield GAP
    for number, page in enumerate(report.pages):
        if number:
            yield GAP
        for block in page.blocks:
            if isinstance(block, Heading) and block is not page.heading:
                yield GAP
            yield block


def _left_out(report: Report, marks: Sequence[Path]) -> Iterator[Block]:
    known = REPORTS[report.name]
    if known.together and known.most is not None and len(marks) >= known.most:
        names = listed([file_name(path) for path in marks[known.most - 1 :]], "and")
        words = f"This report takes {known.most} scenarios. Marked, and not in it: {names}."
        yield Paragraph(words, tone=Tone.CONTESTED)
        yield GAP
