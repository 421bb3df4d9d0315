"""What the analysis says of the row under the cursor, and of the work that is under way."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.content import Content

from planner.analysis.questions.analyse import Analysis
from planner.analysis.questions.open_answer import OpenAnswer
from planner.editing.scenario_session import Session
from planner.model.case import Case
from planner.reports.content.analysis import (
    SHOWN,
    Choose,
    GiveUp,
    ReadAs,
    Step,
    evidence,
    open_sentences,
)
from planner.reports.formats.text import inline
from planner.reports.page import Block, Heading, Paragraph
from planner.reports.words.lenses import as_of_words, brief_lens
from planner.reports.words.numbers import agreeing
from planner.reports.words.private import line_words
from planner.reports.words.verdicts import lens_words, listed, sentence
from planner.reports.words.what_if import WHAT_IF
from planner.tui.plain import plain
from planner.tui.said_of_deal import title_of_what_if
from planner.tui.widgets.finding_list import FindingRow

__all__ = ["answer_of", "details_of", "offer_of", "title_of", "work_of"]

_NOTES_SAY_MORE = ("conflicts", "nearest")
"""The questions in whose findings the note says what stands nowhere else."""


def title_of(session: Session, *, keeping: bool) -> tuple[str, ...]:
    """The screen's title: what is open, and what it is analysed under, in less and less room."""
    title = session.scenario.title or (session.path.name if session.path else "New scenario")
    unsaved = " • unsaved" if session.unsaved else ""
    kept = "choices fixed" if keeping else "the whole case"
    looking = lens_words(session.lens, session.reading)
    day = as_of_words(session.day, session.own_day)
    tried = title_of_what_if(session.what_if)
    own = f"{session.reading} reading"
    of_day, through = brief_lens(session.day, session.own_day, session.lens, session.reading)
    under = " · ".join(filter(None, (tried, day, looking or own)))
    brief = " · ".join(filter(None, (tried and WHAT_IF, of_day or day, through or own)))
    return (
        f"Analysis · {title}{unsaved}",
        f"{session.case.title} · {under} · {kept}",
        f"{under} · {kept}",
        under,
        brief,
    )


def answer_of(analysis: Analysis) -> Content:
    """The answer above all findings."""
    found = analysis.answer("open", OpenAnswer)
    if found is None:
        return plain("Counting the clear scenarios ...")
    style = "bold $text-error" if found.counted.open == 0 else "bold"
    first, *others = map(sentence, open_sentences(analysis))
    return Content("").join([plain(first, style), *(plain(f" {words}") for words in others)])


def work_of(analysis: Analysis, seconds: float, stops: str, *, stopping: bool) -> str:
    """What is still worked on, for how long by now, and the key that stops it; or that it stops."""
    if stopping:
        return "stopping: what was found by now comes in a moment"
    waiting = [SHOWN[part].title for part in SHOWN if part not in analysis.answers]
    return f"working {seconds:.1f} s, {stops} stops · {', '.join(waiting).lower()}"


def offer_of(
    case: Case, analysis: Analysis, row: FindingRow | None, key_of: Callable[[str], str]
) -> str:
    """What Enter does on the row, or what stopped the work."""
    takes = key_of("take")
    step = row.finding.step if row is not None and row.finding is not None else None
    if row is not None and row.folded is not None:
        return f"{takes} {'unfolds' if row.folded else 'folds'} these {len(row.findings):,}"
    if step is not None:
        return f"{takes} {_step_words(case, step, key_of('set_aside'))}"
    if not analysis.complete:
        parts = ", ".join(SHOWN[part].title for part in analysis.reasons)
        return f"{key_of('again')} allows more time · not finished: {parts.lower()}"
    further, back = key_of("next_section"), key_of("previous_section")
    return f"{takes} reads the details · {further} and {back} go from question to question"


def _step_words(case: Case, step: Step, sets_aside: str) -> str:
    match step:
        case Choose():
            return "shows this scenario on the board"
        case GiveUp():
            lines = listed(line_words(case, step.lines), "and")
            them = agreeing(len(step.lines), "it", "them")
            return (
                f"shows the nearest that crosses none but {lines} · {sets_aside} sets {them} aside"
            )
        case ReadAs():
            return f"looks through the {step.reading} reading"


def details_of(case: Case, analysis: Analysis, row: FindingRow) -> tuple[str, tuple[Block, ...]]:
    """All there is to say on the row: its title, and what stands below that."""
    finding = row.finding
    if row.folded is not None:
        title = f"{row.section.title}: {row.group}"
        return title, tuple(Paragraph(f"{each.title}: {each.note}") for each in row.findings)
    if finding is None:
        return row.section.title, _not_said_above(analysis, row.section.summary)
    alone = row.section.part in _NOTES_SAY_MORE or not finding.blocks
    heading = [Heading(finding.note)] if finding.note and alone else []
    proof = evidence(case, finding.lines)
    return finding.title, (*heading, *finding.blocks, *finding.more, *proof)


def _not_said_above(analysis: Analysis, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without the sentences of the answer, which stand above all findings."""
    said = {sentence(words) for words in open_sentences(analysis)}
    return tuple(
        block
        for block in blocks
        if not (isinstance(block, Paragraph) and inline(block.runs) in said)
    )
