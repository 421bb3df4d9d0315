"""What became of a case, and what of a scenario is gone from it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.check.case_changes import CaseChanges, TwoVerdicts
from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import Pick
from planner.model.scenario import Scenario, vanished
from planner.reports.words.choices import raw_pick
from planner.reports.words.numbers import agreeing
from planner.reports.words.verdicts import line_heading, listed

__all__ = ["change_words", "vanished_words"]

_WHAT = {
    "crossed_when": "when it is crossed",
    "contested_when": "when it is contested",
}


def change_words(scenario: Scenario, judged: TwoVerdicts) -> list[str]:
    """What the later case has that the earlier one has not, and the other way round."""
    return [*_changes(scenario, judged.changes)] or ["nothing that is coded differs"]


def vanished_words(scenario: Scenario, case: Case) -> list[str]:
    """What the scenario names and its case no longer has; a line for each."""
    words = []
    left = vanished(scenario, case)
    for issue, gone in left.choices.items():
        held = case.issues_by_id.get(issue)
        pick = gone.picked
        if held is not None and pick is not None:
            words.append(f"{held.title}: {_gone_words(held, pick)}; kept, and not judged")
        else:
            choice = f" (“{raw_pick(pick)}” was chosen)" if pick is not None else ""
            words.append(f"the issue “{issue}” is gone{choice}; kept, and not judged")
    words += [f"the red line {line}, set aside, is gone" for line in left.lines]
    return words


def _gone_words(issue: Issue, pick: Pick) -> str:
    """What of the pick the issue no longer has."""
    options = (pick,) if isinstance(pick, str) else pick
    if isinstance(options, int):
        return f"the value {options:,} is gone"
    gone = [f"“{option}”" for option in options if option not in issue.by_id]
    if gone:
        words = agreeing(len(gone), "the option {} is gone", "the options {} are gone")
        return words.format(listed(gone, "and"))
    if issue.kind is IssueKind.ANY and isinstance(pick, tuple):
        return f"{len(pick):,} options hold together, and at most {issue.most:,} may"
    return f"“{raw_pick(pick)}” answers it no more"


def _changes(scenario: Scenario, changes: CaseChanges) -> Iterator[str]:
    before, after = changes.before, changes.after
    for issue in changes.issues_gone:
        chosen = "; it is decided here" if scenario.pick(issue) is not None else ""
        yield f"issue gone: {before.issues_by_id[issue].title}{chosen}"
    for issue in changes.issues_new:
        yield f"issue new: {after.issues_by_id[issue].title}"
    for words, case, pairs in (
        ("option gone", before, changes.options_gone),
        ("option new", after, changes.options_new),
        ("option worded differently", after, changes.options_changed),
    ):
        for issue, option in pairs:
            held = case.issues_by_id[issue]
            chosen = "; it is chosen here" if _holds(scenario.pick(issue), option) else ""
            yield f"{words}: {held.title}: {_option_words(changes, issue, option, case)}{chosen}"
    for line in changes.lines_gone:
        yield f"red line gone: {line_heading(before, before.red_lines_by_id[line])}"
    for line in changes.lines_new:
        yield f"red line new: {line_heading(after, after.red_lines_by_id[line])}"
    for line, what in changes.lines_changed.items():
        names = listed([_WHAT.get(name, name) for name in what], "and")
        strengths = [case.red_lines_by_id[line].strength for case in (before, after)]
        strength = f" ({' → '.join(strengths)})" if strengths[0] is not strengths[1] else ""
        yield f"red line changed: {line}: {names}{strength}"
    yield from _rest(changes)


def _holds(pick: Pick | None, option: str) -> bool:
    return option in pick if isinstance(pick, tuple) else pick == option


def _option_words(changes: CaseChanges, issue: str, option: str, case: Case) -> str:
    """The option's title, with its id where another option of the other case has the same title."""
    title = case.issues_by_id[issue].option(option).title
    other = changes.after if case is changes.before else changes.before
    same = any(o.title == title and o.id != option for o in other.issues_by_id[issue].options)
    return f"{title} ({option})" if same else title


def _rest(changes: CaseChanges) -> Iterator[str]:
    for words, names in (
        ("party gone", (changes.before.parties_by_id[p].name for p in changes.parties_gone)),
        ("party new", (changes.after.parties_by_id[p].name for p in changes.parties_new)),
        ("statements changed", changes.statements_changed),
        ("coherence rules changed", changes.rules_changed),
    ):
        if joined := _joined(names):
            yield f"{words}: {joined}"
    if changes.reading_changed:
        yield f"the case's own reading: {changes.before.reading} → {changes.after.reading}"


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)
