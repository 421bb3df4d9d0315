"""What the analysis found, in pieces: sections of findings, each with the evidence it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from planner.by_fields import Compared
from planner.check.proposal import Kind
from planner.model.case import Case
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.reports.content.line_reasons import line_reasons
from planner.reports.page import GAP, Block, Heading, Paragraph, Tone
from planner.reports.words.verdicts import line_heading

__all__ = [
    "Choose",
    "Finding",
    "GiveUp",
    "ReadAs",
    "Section",
    "Step",
    "evidence",
    "text",
]


@frozen(eq=False, repr=False)
class Choose(Compared):
    """Choose these options; ``kind`` says what is proposed so."""

    kind: Kind
    choices: Mapping[str, Pick] = field(hash=False)


@frozen(eq=False, repr=False)
class GiveUp(Compared):
    """Cross no counted line but these: what giving them up, or setting them aside, would open."""

    lines: tuple[str, ...]


@frozen(eq=False, repr=False)
class ReadAs(Compared):
    """Look through that reading."""

    reading: Reading


Step = Choose | GiveUp | ReadAs
"""What a planner can do about a finding."""


@frozen(eq=False, repr=False)
class Finding(Compared):
    """One thing that was found.

    ``title`` and ``note`` name it in one row, ``brief`` stands for a note that has not enough room
    there (empty: the note is cut), ``tone`` says how to set that row. ``blocks`` say
    what there is to say on it, ``more`` what only a screen has room for, and ``lines`` are the red
    lines whose evidence it rests on.
    ``group`` is the heading that it shares with its neighbours. ``fold`` is what a screen shows
    in their place until it is asked for them; empty where the finding stands for itself.
    """

    title: str
    note: str = ""
    tone: Tone = Tone.TEXT
    blocks: tuple[Block, ...] = ()
    more: tuple[Block, ...] = ()
    lines: tuple[str, ...] = ()
    group: str = ""
    step: Step | None = None
    brief: str = ""
    fold: str = ""


@frozen(eq=False, repr=False)
class Section(Compared):
    """The answer to one question: ``short`` in a word or two, ``summary`` in sentences.

    ``tone`` says how to set the short answer, ``quotes`` that its findings are to be read with
    the evidence beside them. ``title`` is that of the table of answers, which gives it.
    """

    part: str
    short: str = ""
    summary: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    quotes: bool = False
    tone: Tone = Tone.MUTED
    title: str = ""


def text(words: str, tone: Tone = Tone.TEXT) -> Paragraph:
    """A paragraph meant like that."""
    return Paragraph(words, tone=tone)


def evidence(case: Case, lines: Iterable[str]) -> list[Block]:
    """What the red lines are coded from: rule, quotes, who says so, caveat, line by line."""
    blocks: list[Block] = []
    for line in (case.red_lines_by_id[name] for name in lines):
        blocks += [GAP, Heading(line_heading(case, line), level=3, id=line.id)]
        blocks += line_reasons(case, line)
    return blocks
