"""The clear scenarios nearest to the present one: what is to be changed, and what that leaves."""

from __future__ import annotations

from planner.analysis.questions.nearest import Change, Near, Nearest
from planner.analysis.questions.premises import Premises
from planner.check.proposal import Kind
from planner.check.verdict import Verdict
from planner.model.case import Case
from planner.model.conditions import Pick
from planner.reports.content.analysis.finding import Choose, Finding, Section, text
from planner.reports.content.analysis.open_set import full_choices
from planner.reports.content.analysis.single import judged, rests_of
from planner.reports.page import Table, Tone
from planner.reports.words.analysis import change_words
from planner.reports.words.choices import NOT_APPLYING, pick_title, written_words
from planner.reports.words.counts import clear_words, no_line_words
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import line_words
from planner.reports.words.stops import not_finished
from planner.reports.words.verdicts import listed, sentence

__all__ = ["filled_in", "nearest_section"]


def nearest_section(premises: Premises, found: Nearest) -> Section:
    """The clear scenarios nearest to the present one, with what is to be changed."""
    summary = []
    if found.reason:
        summary.append(text(sentence(not_finished(found.reason)), Tone.UNDECIDED))
    elif not found.scenarios:
        words = "No scenario is clear, so none is near; “Clear scenarios” says what crosses least."
        summary.append(text(words, Tone.CROSSED))
    if found.scenarios:
        fewest = len(found.scenarios[0].changes)
        if not premises.counted:
            summary.append(text(sentence(no_line_words("what is near"))))
        elif not premises.start:
            summary.append(text("Nothing is decided: every clear scenario is as near as this one."))
        elif not fewest:
            summary.append(text("The choices can stay: they can be part of a clear scenario."))
        else:
            words = f"At least {counted(fewest, 'choice')} must change to cross no counted line."
            summary.append(text(words))
    if found.at_least is not None and found.scenarios:
        words = f"Others need at least {counted(found.at_least, 'change')}."
        summary.append(text(words, Tone.MUTED))
    before = judged(premises, premises.start)
    findings = tuple(_near_finding(premises, near, before) for near in found.scenarios)
    if found.scenarios:
        fewest = len(found.scenarios[0].changes)
        short = counted(fewest, "change") if fewest else "no change needed"
    else:
        short = "not finished" if found.reason else "none"
    return Section("nearest", short, tuple(summary), findings)


def _near_finding(premises: Premises, near: Near, before: Verdict) -> Finding:
    case = premises.case
    changes = [change_words(case, change) for change in near.changes]
    number = counted(len(changes), "change") if changes else "no change"
    crossed = tuple(line.line.id for line in before.crossed)
    after = judged(premises, near.choices)
    contested = tuple(line.line.id for line in after.contested)
    blocks = []
    if changes and (ended := [line for line in crossed if line not in contested]):
        verb = agreeing(len(ended), "is", "are")
        words = (
            f"{listed(line_words(case, ended), 'and')} {verb} then neither crossed nor contested."
        )
        blocks.append(text(words))
    if rests := rests_of(premises, near.choices):
        blocks.append(text(sentence(f"it {rests}"), Tone.CONTESTED))
    if premises.start and premises.counted and isinstance(near.open, int) and near.open > 1:
        words = f"{clear_words(near.tally)}."
        given = "these changes" if changes else "the choices as they are"
        blocks.append(text(f"With {given}, {words}"))
    decided = filled_in(premises, near)
    filled = text(f"Still undecided, for instance: {full_choices(case, decided)}.")
    if decided and not changes:
        blocks.append(filled)
    more = [
        *([filled] if decided and changes else ()),
        *(text(words) for words in changes if len(changes) > 1),
        text("The whole scenario:", Tone.MUTED),
        Table(
            (
                issue.title,
                pick_title(case, issue.id, near.choices[issue.id])
                if issue.id in near.choices
                else NOT_APPLYING,
            )
            for issue in case.issues
        ),
    ]
    return Finding(
        number,
        "; ".join(changes),
        blocks=tuple(blocks),
        more=tuple(more),
        lines=tuple(dict.fromkeys((*crossed, *contested))) if changes else (),
        step=Choose(Kind.NEAREST, near.choices),
        brief="; ".join(_new_choice(case, change) for change in near.changes),
    )


def filled_in(premises: Premises, near: Near) -> dict[str, Pick]:
    """What the scenario chooses where nothing is decided at present, beside its changes."""
    issues, start = premises.case.issues_by_id, premises.start
    made = {issue for issue, pick in start.items() if not issues[issue].begun_by(pick)}
    return {issue: pick for issue, pick in near.choices.items() if issue not in made}


def _new_choice(case: Case, change: Change) -> str:
    """``Ceasefire timing: In parallel``."""
    issue = case.issues_by_id[change.issue]
    return f"{issue.title}: {written_words(issue, change.after)}"
