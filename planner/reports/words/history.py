"""What undo and redo say: which step it was, and what holds now."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.reports.words.choices import written_words
from planner.reports.words.days import day_words

__all__ = ["reading_set_words", "step_words"]

_MOST_FACTS = 3
_MOST_LETTERS = 40


@frozen
class _Fact:
    """Something that a step decides: its subject, and what holds now.

    ``step`` are the words for a step that did nothing else.
    """

    subject: str
    now: str
    step: str


def step_words(verb: str, name: str, case: Case, was: Scenario, now: Scenario) -> str:
    """The step and what holds now: ``Undid Ceasefire timing: In parallel. Now: undecided.`` is one.

    ``name`` is the step's own, ``was`` and ``now`` are the scenario before and after the step was
    undone (``verb`` is ``Undid``) or made again (``Redid``).
    """
    facts = list(_facts(case, was, now))
    if not facts:
        return f"{verb} “{name}”."
    first, *others = facts
    if not others and (first.step or name.startswith(f"{first.subject}: ")):
        return f"{verb} {first.step or name}. Now: {first.now}."
    told = [f"{fact.subject}: {fact.now}" for fact in facts[:_MOST_FACTS]]
    more = f"; and {len(facts) - _MOST_FACTS} more" if len(facts) > _MOST_FACTS else ""
    return f"{verb} “{name}”. Now: {'; '.join(told)}{more}."


def reading_set_words(was: Reading, now: Reading) -> str:
    """That the file has another reading from now on."""
    return f"Set the reading of this file: {was} → {now}. Now: {now}."


def _facts(case: Case, was: Scenario, now: Scenario) -> Iterator[_Fact]:
    for issue in case.issues:
        if was.pick(issue.id) != now.pick(issue.id):
            yield _Fact(issue.title, written_words(issue, now.pick(issue.id)), "")
        if (note := now.note(issue.id)) != was.note(issue.id):
            subject = f"note on {issue.title}"
            yield _Fact(subject, _quoted(note, "no note"), f"the {subject}")
    yield from _facts_of_the_whole(case, was, now)
    for line in case.red_lines:
        yield from _aside_facts(line.id, was, now)


def _facts_of_the_whole(case: Case, was: Scenario, now: Scenario) -> Iterator[_Fact]:
    if was.title != now.title:
        yield _Fact("title", _quoted(now.title, "no title"), "the title")
    if was.authors != now.authors:
        yield _Fact("authors", ", ".join(now.authors) or "nobody is named", "the authors")
    if was.summary != now.summary:
        yield _Fact("summary", _quoted(now.summary, "no summary"), "the summary")
    if was.marking != now.marking:
        yield _Fact("marking", _quoted(now.marking, "no marking"), "the marking")
    before, after = was.reading or case.reading, now.reading or case.reading
    if before is not after:
        yield _Fact("reading", after, f"the reading: {before} → {after}")
    if was.as_of != now.as_of:
        days = [day_words(each.as_of) for each in (was, now)]
        yield _Fact("judged by", days[1], f"the day: {' → '.join(days)}")


def _aside_facts(line: str, was: Scenario, now: Scenario) -> Iterator[_Fact]:
    """Whether the line is set aside, or why."""
    why = now.set_aside.get(line, "")
    if (line in was.set_aside) != (line in now.set_aside):
        aside = line in now.set_aside
        step = f"{line}: {'counted → set aside' if aside else 'set aside → counted'}"
        yield _Fact(line, "set aside" if aside else "counted", step)
    elif why != was.set_aside.get(line, ""):
        subject = f"reason for setting {line} aside"
        yield _Fact(subject, _quoted(why, "no reason"), f"the {subject}")


def _quoted(text: str, nothing: str) -> str:
    """The beginning of a text in one line; ``nothing`` where there is none."""
    line = " ".join(text.split())
    if len(line) > _MOST_LETTERS:
        line = f"{line[: _MOST_LETTERS - 1].rstrip()}…"
    return f"“{line}”" if line else nothing
