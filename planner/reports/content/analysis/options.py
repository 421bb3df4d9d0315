"""The options left: what choosing each would leave clear, and what leaves none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.analysis.engine.limits import Unfinished
from planner.analysis.questions.explanations import Explanation
from planner.analysis.questions.options_left import IssueLeft, OptionLeft, OptionsLeft
from planner.analysis.questions.premises import Premises
from planner.check.variables import DOES_NOT_APPLY
from planner.model.case import Case, Issue, IssueKind
from planner.reports.content.analysis.finding import Finding, Section, text
from planner.reports.page import Block, Said, Status, Table, Tone
from planner.reports.words.analysis import (
    bounds_words,
    explanation_words,
    far_apart_words,
    scenarios_words,
)
from planner.reports.words.choices import NOT_APPLYING, stretch_title
from planner.reports.words.counts import brief_tally, no_line_words
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.stops import not_finished
from planner.reports.words.verdicts import listed, sentence

__all__ = ["option_title", "options_section"]


def options_section(premises: Premises, found: OptionsLeft) -> Section:
    """For each issue what choosing each option would leave, and what leaves none clear."""
    lines = bool(premises.counted)
    findings = tuple(_issue_finding(premises.case, issue, lines=lines) for issue in found.issues)
    words = f"How many {'clear ' if lines else ''}scenarios are left if an option is chosen"
    if premises.fixed:
        words += "; all other fixed choices stay as they are"
    summary = [text(f"{words}.")]
    if not lines:
        summary.append(text(sentence(no_line_words("the options"))))
    if found.reason:
        summary.append(text(sentence(not_finished(found.reason)), Tone.UNDECIDED))
    elif found.unexplained:
        words = f"the explanations are {not_finished(found.unexplained)}"
        summary.append(text(sentence(words), Tone.UNDECIDED))
    if far := far_apart_words(option.open for issue in found.issues for option in issue.every):
        summary.append(text(sentence(far), Tone.UNDECIDED))
    options = [option for issue in found.issues for option in issue.options]
    none_left = sum(option.ruled_out for option in options)
    clear = " clear" if lines else ""
    some_left = sum(option.possible for option in options)
    parts = [f"each option leaves some{clear}"]
    if none_left:
        of_all = f"{none_left:,} of {counted(len(options), 'option')}"
        parts = [f"{of_all} {agreeing(none_left, 'leaves', 'leave')} none{clear}"]
    elif some_left < len(options):
        of_all = f"{some_left:,} of {counted(len(options), 'option')}"
        parts = [f"{of_all} {agreeing(some_left, 'leaves', 'leave')} some{clear}"] * bool(some_left)
    short = ", ".join([*parts, "not finished"] if found.reason else parts)
    return Section("options", short, tuple(summary), findings)


def option_title(issue: Issue, name: str) -> str:
    """An option, a stretch of numbers or that the issue does not apply, by its name."""
    if name in issue.by_id:
        return issue.option(name).title
    return NOT_APPLYING if name == DOES_NOT_APPLY else stretch_title(issue, name)


def _issue_finding(case: Case, left: IssueLeft, *, lines: bool) -> Finding:
    """``lines`` says whether any line counts: only then is anything called clear."""
    issue = case.issues_by_id[left.issue]
    possible = sum(option.possible for option in left.options)
    unknown = any(not (option.possible or option.ruled_out) for option in left.every)
    whys = [option.why for option in left.every if option.why is not None]
    rows: list[tuple[Said, ...]] = [
        (
            Status(tone=Tone.CROSSED) if option.ruled_out else " ",
            option_title(issue, option.option),
            _left_words(case, option, lines=lines),
        )
        for option in left.every
    ]
    blocks: list[Block] = [Table(rows)]
    tone, brief = Tone.TEXT, ""
    clear = " clear" if lines else ""
    forced = [option for option in left.every if option.forced]
    if forced:
        titles = [option_title(issue, option.option) for option in forced]
        brief, note = _forced_words(issue, titles, clear)
        tone = Tone.CONTESTED
        for option, title in zip(forced, titles, strict=True):
            because = explanation_words(case, option.why) if option.why is not None else ""
            words = _forced_words(issue, [title], clear)[1]
            blocks.append(text(sentence(f"{words}, because of {because}" if because else words)))
    elif unknown:
        note = "not finished"
    elif not (possible or (left.away and left.away.possible)):
        note, tone = f"none{clear}", Tone.CROSSED
    elif possible < len(left.options):
        verb = agreeing(possible, "leaves", "leave")
        note = f"{possible} of {counted(len(left.options), 'option')} {verb} some{clear}"
        brief = f"{possible} of {len(left.options)}"
    else:
        note, brief = f"each option leaves some{clear}", "each"
    return Finding(issue.title, note, tone, tuple(blocks), lines=_lines_of(whys), brief=brief)


def _forced_words(issue: Issue, titles: Sequence[str], clear: str) -> tuple[str, str]:
    """What all that is left holds, in brief and as a clause."""
    if NOT_APPLYING in titles:
        return NOT_APPLYING, f"it {NOT_APPLYING} in any{clear} scenario"
    named = listed([f"“{title}”" for title in titles], "and")
    if issue.kind is IssueKind.ANY:
        return f"always {listed(titles, 'and')}", f"nothing without {named} leaves any{clear}"
    return f"only {listed(titles, 'and')}", f"only {named} leaves any{clear}"


def _left_words(case: Case, option: OptionLeft, *, lines: bool) -> str:
    if isinstance(option.open, Unfinished):
        return bounds_words(option.open)
    if not option.ruled_out:
        return brief_tally(option.tally) if lines else scenarios_words(option.open)
    none = "none clear" if lines else "none"
    if option.why is None:
        return none
    because = explanation_words(case, option.why) or "nothing that could be given up"
    return f"{none}: {because}"


def _lines_of(whys: Iterable[Explanation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for why in whys for line in why.lines))
