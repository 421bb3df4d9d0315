"""Sections of the analysis, asked for one by one, and a case in which two lines clash."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import evolve

from planner.analysis.questions.analyse import Analysis, analyse
from planner.analysis.questions.premises import Premises
from planner.model.red_lines import RedLine
from planner.model.statements import Strength
from planner.reports.content.analysis import Finding, Section, sections
from planner.reports.formats.text import PANE, text_lines
from planner.reports.page import Block
from tests.reports.small_case import CASE
from tests.small_cases import when

# North wants silence first, East does not: under the strict reading every timing crosses one.
CLASH = evolve(
    CASE,
    red_lines=(
        CASE.red_lines[0],
        RedLine(
            "E-2",
            "east",
            "No silence first",
            (when(timing="first"),),
            (when(timing="parallel"),),
            strength=Strength.PREFERENCE,
        ),
    ),
    coherence=(),
)


def section(premises: Premises, part: str, **parts: Any) -> Section:
    analysis = Analysis(premises, parts) if parts else analyse(premises, [part])
    (found,) = (s for s in sections(analysis) if s.part is part)
    return found


def words(blocks: Iterable[Block]) -> str:
    """What the blocks say, in one line."""
    return " ".join(said(blocks))


def said(blocks: Iterable[Block]) -> list[str]:
    """What the blocks say, a paragraph a line."""
    return text_lines(blocks, 1000, PANE)


def finding(found: Section, title: str) -> Finding:
    (one,) = (f for f in found.findings if f.title == title)
    return one
