"""What is possible: the open set, the options left, and the nearest open scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.analysis.analyse import AnalysisPart
from planner.analysis.engine.limits import Unfinished
from planner.analysis.explanations import Explanation
from planner.analysis.nearest import Change, Near, Nearest
from planner.analysis.open_set import OpenSet
from planner.analysis.options_left import IssueLeft, OptionLeft, OptionsLeft
from planner.analysis.question import Question
from planner.check import check
from planner.model import Case, Choice, Scenario
from planner.reports.analysis_passages.finding import Apply, Finding, Section, table, text
from planner.reports.analysis_words import (
    bounds_words,
    change_words,
    choices_words,
    explanation_words,
    not_finished,
    scenarios_words,
    some,
    under,
)
from planner.reports.counts import count_words
from planner.reports.explain import Kind, Passage
from planner.reports.words import counted, listed, option_title, sentence

__all__ = ["full_choices", "nearest_section", "open_section", "open_sentence", "options_section"]


def open_sentence(question: Question, found: OpenSet) -> str:
    """How many scenarios are open, in one sentence without a full stop."""
    of_all = f"{found.all_scenarios:,} scenarios"
    kept = ""
    if question.fixed:
        of_all = f"the {found.scenarios:,} scenarios with the {_choices(question)}"
        kept = f"with the {_choices(question)} "
    if isinstance(found.open, int):
        if not found.open:
            return f"{kept}no scenario respects all stated lines {under(question)}"
        verb = "crosses" if found.open == 1 else "cross"
        return f"{found.open:,} of {of_all} {verb} no stated red line {under(question)}"
    stopped = not_finished(found.open.reason)
    if found.open.at_least == 0 and found.open.at_most in {None, found.scenarios}:
        return f"{stopped}; how many of {of_all} cross no stated red line is not known"
    bounds = bounds_words(found.open, found.scenarios).removesuffix(" scenarios")
    return f"{stopped}; {bounds} of {of_all} cross no stated red line {under(question)}"


def open_section(question: Question, found: OpenSet) -> Section:
    """How many scenarios cross no counted line, and which lines are counted."""
    lines = [line.id for line in question.counted]
    if lines:
        noun = "1 red line is" if len(lines) == 1 else f"{len(lines):,} red lines are"
        words = f"{noun} counted: {some(lines)}."
    else:
        words = "No stated red line is counted under this reading."
    tone = Kind.CROSSED if found.open == 0 else Kind.TEXT
    summary = [text(sentence(open_sentence(question, found)), tone), text(words)]
    if question.fixed:
        summary.append(text(f"Fixed: {choices_words(question.case, question.fixed)}."))
    if question.case.coherence:
        summary.append(text("Scenarios that break a coherence rule are left out as well."))
    summary.append(text("This speaks of stated lines alone, and forecasts nothing.", Kind.MUTED))
    if isinstance(found.open, int):
        short = f"{count_words(found.open)} of {count_words(found.all_scenarios)}"
    else:
        short = f"{count_words(found.open)}, not finished"
    if found.open == 0:
        short = "no scenario respects all stated lines"
    return Section(AnalysisPart.OPEN, short, tuple(summary), tone=tone)


def options_section(question: Question, found: OptionsLeft) -> Section:
    """For each issue what choosing each option would leave, and what is ruled out by what."""
    findings = tuple(_issue_finding(question.case, issue) for issue in found.issues)
    summary = [
        text(
            "How many scenarios that cross no stated line are left if an option is chosen; all "
            "other fixed choices stay as they are."
            if question.fixed
            else "How many scenarios that cross no stated line are left if an option is chosen."
        )
    ]
    if found.reason:
        summary.append(_stopped(found.reason))
    forced = sum(issue.forced is not None for issue in found.issues)
    ruled_out = sum(option.ruled_out for issue in found.issues for option in issue.options)
    parts = [f"{ruled_out:,} ruled out", f"{forced:,} forced"] if ruled_out else ["all possible"]
    short = ", ".join([*parts, "not finished"] if found.reason else parts)
    return Section(AnalysisPart.OPTIONS, short, tuple(summary), findings)


def nearest_section(question: Question, found: Nearest) -> Section:
    """The open scenarios nearest to the present one, with what is to be changed."""
    summary = []
    if found.reason:
        summary.append(_stopped(found.reason))
    elif not found.scenarios:
        summary.append(
            text("No scenario respects all stated lines, so none is near.", Kind.CROSSED)
        )
    if found.scenarios:
        fewest = len(found.scenarios[0].changes)
        if not question.start:
            summary.append(text("Nothing is decided: every open scenario is as near as this one."))
        elif not fewest:
            summary.append(text("The choices can stay: they can be part of an open scenario."))
        else:
            words = f"At least {counted(fewest, 'choice')} must change to cross no stated line."
            summary.append(text(words))
    if found.at_least is not None and found.scenarios:
        words = f"Others need at least {counted(found.at_least, 'change')}."
        summary.append(text(words, Kind.MUTED))
    crossed = _crossed(question)
    findings = tuple(_near_finding(question, near, crossed) for near in found.scenarios)
    if found.scenarios:
        fewest = len(found.scenarios[0].changes)
        short = counted(fewest, "change") if fewest else "no change needed"
    else:
        short = "not finished" if found.reason else "none"
    return Section(AnalysisPart.NEAREST, short, tuple(summary), findings)


def full_choices(case: Case, choices: Mapping[str, str]) -> str:
    """A complete scenario in one paragraph: every issue with its option."""
    return "; ".join(
        f"{issue.title}: {option_title(case, issue.id, choices[issue.id])}"
        for issue in case.issues
        if issue.id in choices
    )


def _issue_finding(case: Case, left: IssueLeft) -> Finding:
    issue = case.issues_by_id[left.issue]
    possible = sum(option.possible for option in left.options)
    unknown = any(not (option.possible or option.ruled_out) for option in left.options)
    whys = [option.why for option in left.options if option.why is not None]
    rows = [
        (
            "✗" if option.ruled_out else " ",
            issue.option(option.option).title,
            _left_words(case, option),
        )
        for option in left.options
    ]
    passages = table(rows)
    tone = Kind.TEXT
    if left.forced is not None:
        note = f"forced: {issue.option(left.forced).title}"
        tone = Kind.CONTESTED
        if left.why_forced is not None:
            whys.append(left.why_forced)
            because = explanation_words(case, left.why_forced)
            words = f"Only “{issue.option(left.forced).title}” is left"
            passages.append(text(f"{words}, because of {because}." if because else f"{words}."))
    elif unknown:
        note = "not finished"
    elif not possible:
        note, tone = "none left", Kind.CROSSED
    elif possible < len(left.options):
        note = f"{possible} of {len(left.options)} left"
    else:
        note = "all left"
    return Finding(issue.title, note, tone, tuple(passages), lines=_lines_of(whys))


def _left_words(case: Case, option: OptionLeft) -> str:
    if isinstance(option.open, Unfinished):
        return bounds_words(option.open)
    if not option.ruled_out:
        return scenarios_words(option.open)
    if option.why is None:
        return "ruled out"
    return f"ruled out by {explanation_words(case, option.why) or 'nothing that could be given up'}"


def _lines_of(whys: Iterable[Explanation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for why in whys for line in why.lines))


def _near_finding(question: Question, near: Near, crossed: tuple[str, ...]) -> Finding:
    case = question.case
    changes = [change_words(case, change) for change in near.changes]
    number = counted(len(changes), "change") if changes else "no change"
    passages = []
    if changes and crossed:
        verb = "is" if len(crossed) == 1 else "are"
        words = f"{listed(crossed, 'and')} {verb} then no longer crossed."
        passages.append(text(words, Kind.RESPECTED))
    decided = {i: option for i, option in near.choices.items() if i not in question.start}
    filled = text(f"Still undecided, for instance: {full_choices(case, decided)}.")
    if decided and not changes:
        passages.append(filled)
    more = [
        *([filled] if decided and changes else ()),
        *(text(words) for words in changes if len(changes) > 1),
        text("The whole scenario:", Kind.MUTED),
        *table(
            (issue.title, option_title(case, issue.id, near.choices[issue.id]))
            for issue in case.issues
        ),
    ]
    return Finding(
        number,
        "; ".join(changes),
        passages=tuple(passages),
        more=tuple(more),
        lines=crossed if changes else (),
        step=Apply(near.choices, f"nearest: {'; '.join(changes) or 'all issues decided'}"),
        brief="; ".join(_new_choice(case, change) for change in near.changes),
    )


def _new_choice(case: Case, change: Change) -> str:
    """``Ceasefire timing: In parallel``."""
    title = case.issues_by_id[change.issue].title
    return f"{title}: {option_title(case, change.issue, change.after)}"


def _crossed(question: Question) -> tuple[str, ...]:
    """The counted lines that the present choices cross."""
    choices = {issue: Choice(option) for issue, option in question.start.items()}
    present = Scenario(question.case.id, choices=choices)
    verdict = check(question.case, present, reading=question.reading, set_aside=question.set_aside)
    return tuple(line.line.id for line in verdict.crossed)


def _choices(question: Question) -> str:
    return f"{counted(len(question.fixed), 'choice')} fixed"


def _stopped(reason: str) -> Passage:
    return text(sentence(not_finished(reason)), Kind.UNDECIDED)
