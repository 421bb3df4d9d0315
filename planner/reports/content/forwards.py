"""A statement and what becomes of it, step by step: lines, answers, scenarios that choose them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from planner.by_fields import Compared
from planner.check.forwards import answers_from, chooses, lines_from
from planner.check.verdict import Verdict
from planner.model.case import Case
from planner.model.scenario import Scenario
from planner.model.statements import Statement
from planner.reports.content.naming import line_named
from planner.reports.content.statements import statement_blocks
from planner.reports.page import GAP, Block, Caveat, Heading, Paragraph, Rule, Tone
from planner.reports.words.forwards import answer_title, does_words
from planner.reports.words.numbers import counted
from planner.reports.words.rules import rule_lines
from planner.reports.words.verdicts import sentence

__all__ = ["Chosen", "Step", "forwards_steps"]


@frozen(eq=False, repr=False)
class Chosen(Compared):
    """A scenario of the folder, by the name of its file."""

    name: str
    scenario: Scenario
    verdict: Verdict


def _blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(blocks)


@frozen(eq=False, repr=False)
class Step(Compared):
    """One thing on the way; ``scenario`` is the place of the one it stands for, if it does."""

    blocks: tuple[Block, ...] = field(converter=_blocks)
    kind: str = ""
    scenario: int | None = None


def forwards_steps(
    case: Case, statement: Statement, folder: Sequence[Chosen], reading: str = ""
) -> list[Step]:
    """The statement, the lines coded from it, the answers, and below each who chooses it.

    ``reading`` says how far the folder is read, and is empty where all of it is.
    """
    steps = [Step(statement_blocks(case, statement), "statement")]
    lines = lines_from(case, statement)
    words = "Red lines coded from it" if lines else "No red line is coded from it"
    steps.append(Step([GAP, Heading(words)]))
    for line in lines:
        blocks: list[Block] = [Paragraph(line_named(case, line))]
        blocks += (Rule(rule) for rule in rule_lines(case, line))
        if line.caveat:
            blocks.append(Caveat(f"Caveat: {line.caveat}"))
        steps.append(Step(blocks, "line"))
    answers = answers_from(case, statement)
    words = "What it is about, and who chooses it here" if answers else "It is about no option"
    steps.append(Step([GAP, Heading(words)]))
    if reading:
        steps.append(Step([Paragraph(reading, tone=Tone.MUTED)]))
    same = [n for n, held in enumerate(folder) if held.verdict.case.id == case.id]
    for answer in answers:
        choosing = [n for n in same if chooses(folder[n].scenario, folder[n].verdict, answer)]
        blocks = [Paragraph(answer_title(case, answer)), Rule(sentence(does_words(answer)))]
        if not reading:
            blocks.append(Rule(sentence(_chosen_words(len(choosing), len(same)))))
        steps.append(Step(blocks, "answer"))
        steps += _scenarios(folder, choosing)
    return steps


def _chosen_words(number: int, of: int) -> str:
    if not of:
        return "no scenario of this case lies here"
    if not number:
        return f"none of {counted(of, 'scenario')} here chooses it"
    return f"chosen by {number:,} of {counted(of, 'scenario')} here"


def _scenarios(folder: Sequence[Chosen], choosing: Sequence[int]) -> Iterator[Step]:
    for n in choosing:
        held = folder[n]
        title = held.scenario.title or held.name
        named = f"→ {title} · {held.name}" if title != held.name else f"→ {title}"
        yield Step([Rule(named)], "scenario", n)
