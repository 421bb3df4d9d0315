"""What undo and redo say: which step it was, and what holds now."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from planner.by_fields import Compared
from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.reports.words.choices import written_words
from planner.reports.words.comments import comment_named, quoted_beginning
from planner.reports.words.days import day_words

__all__ = ["earlier_words", "reading_set_words", "step_words"]

_MOST_FACTS = 3


@frozen(eq=False, repr=False)
class _Fact(Compared):
    """Something that a step decides: its subject, and what holds now.

    ``step`` are the words for a step that did nothing else.
    """

    subject: str
    now: str
    step: str


def step_words(verb: str, name: str, case: Case, was: Scenario | Case, now: Scenario | Case) -> str:
    """The step and what holds now: ``Undid Ceasefire timing: In parallel. Now: undecided.`` is one.

    ``name`` is the step's own, ``was`` and ``now`` are the scenario before and after the step was
    undone (``verb`` is ``Undid``) or made again (``Redid``). A step of the case has its name alone.
    """
    if isinstance(was, Case) or isinstance(now, Case):
        return f"{verb} “{name}”, in the case."
    facts = list(_facts(case, was, now))
    if not facts:
        return f"{verb} “{name}”."
    first, *others = facts
    if not others and (first.step or name.startswith(f"{first.subject}: ")):
        return f"{verb} {first.step or name}. Now: {first.now}."
    told = [f"{fact.subject}: {fact.now}" for fact in facts[:_MOST_FACTS]]
    more = f"; and {len(facts) - _MOST_FACTS} more" if len(facts) > _MOST_FACTS else ""
    return f"{verb} “{name}”. Now: {'; '.join(told)}{more}."


def earlier_words(step: str, *, undone: bool) -> str:
    """Which state it is: the one before a step, or the one that a step led to and undo left."""
    return f"After “{step}”, which was undone" if undone else f"Before “{step}”"


def reading_set_words(was: Reading, now: Reading) -> str:
    """That the file has another reading from now on."""
    return f"Set the reading of this file: {was} → {now}. Now: {now}."


def _facts(case: Case, was: Scenario, now: Scenario) -> Iterator[_Fact]:
    for issue in case.issues:
        if was.pick(issue.id) != now.pick(issue.id):
            yield _Fact(issue.title, written_words(issue, now.pick(issue.id)), "")
        if (note := now.note(issue.id)) != was.note(issue.id):
            subject = f"note on {issue.title}"
            yield _Fact(subject, quoted_beginning(note, "no note"), f"the {subject}")
    yield from _facts_of_the_whole(case, was, now)
    for line in case.red_lines:
        yield from _aside_facts(line.id, was, now)


def _facts_of_the_whole(case: Case, was: Scenario, now: Scenario) -> Iterator[_Fact]:
    if was.title != now.title:
        yield _Fact("title", quoted_beginning(now.title, "no title"), "the title")
    if was.authors != now.authors:
        yield _Fact("authors", ", ".join(now.authors) or "nobody is named", "the authors")
    if was.summary != now.summary:
        yield _Fact("summary", quoted_beginning(now.summary, "no summary"), "the summary")
    if was.marking != now.marking:
        yield _Fact("marking", quoted_beginning(now.marking, "no marking"), "the marking")
    before, after = was.reading or case.reading, now.reading or case.reading
    if before is not after:
        yield _Fact("reading", after, f"the reading: {before} → {after}")
    if was.as_of != now.as_of:
        days = [day_words(each.as_of) for each in (was, now)]
        yield _Fact("judged by", days[1], f"the day: {' → '.join(days)}")
    yield from _comment_facts(case, was, now)


def _comment_facts(case: Case, was: Scenario, now: Scenario) -> Iterator[_Fact]:
    before, after = ({each.id: each for each in held.comments} for held in (was, now))
    for comment in was.comments:
        if comment.id not in after:
            subject = comment_named(case, comment)
            yield _Fact(subject, "taken back", f"the {subject}")
    for comment in now.comments:
        subject = comment_named(case, comment)
        earlier = before.get(comment.id)
        if earlier is None:
            yield _Fact(subject, quoted_beginning(comment.text, "nothing"), f"the {subject}")
        elif earlier.resolved != comment.resolved:
            states = [
                "resolved" if held.resolved else "not resolved" for held in (earlier, comment)
            ]
            yield _Fact(subject, states[1], f"{subject}: {' → '.join(states)}")
        elif earlier.text != comment.text:
            yield _Fact(subject, quoted_beginning(comment.text, "nothing"), f"the {subject}")


def _aside_facts(line: str, was: Scenario, now: Scenario) -> Iterator[_Fact]:
    """Whether the line is set aside, or why."""
    why = now.set_aside.get(line, "")
    if (line in was.set_aside) != (line in now.set_aside):
        aside = line in now.set_aside
        step = f"{line}: {'counted → set aside' if aside else 'set aside → counted'}"
        yield _Fact(line, "set aside" if aside else "counted", step)
    elif why != was.set_aside.get(line, ""):
        subject = f"reason for setting {line} aside"
        yield _Fact(subject, quoted_beginning(why, "no reason"), f"the {subject}")
