"""What became of a case, and what of a scenario is gone from it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from planner.check.case_changes import CaseChanges, TwoVerdicts
from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import Pick
from planner.model.scenario import Scenario, Vanished, vanished
from planner.reports.words.choices import raw_pick
from planner.reports.words.noun_changes import issue_changes, line_changes, names_of_changes
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.verdicts import line_heading, listed

__all__ = ["between_cases", "change_words", "vanished_words", "words_of_vanished"]


def change_words(scenario: Scenario, judged: TwoVerdicts) -> list[str]:
    """What the later case has that the earlier one has not, and the other way round."""
    return [*_changes(scenario, judged.changes)] or ["nothing that is coded differs"]


def between_cases(before: Case, after: Case) -> list[str]:
    """What differs between two states of a case, a sentence each, whatever scenario is open."""
    return list(_changes(Scenario(before.id), CaseChanges(before, after)))


def vanished_words(scenario: Scenario, case: Case) -> list[str]:
    """What the scenario names and its case no longer has; a line for each."""
    return words_of_vanished(vanished(scenario, case), case)


def words_of_vanished(left: Vanished, case: Case) -> list[str]:
    """See :func:`vanished_words`."""
    words = []
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
    if before.id != after.id:
        yield f"the case's id: {before.id} → {after.id}"
    for issue in changes.issues_gone:
        chosen = "; it is decided here" if scenario.pick(issue) is not None else ""
        title = before.issues_by_id[issue].title
        yield f"issue gone: {title}{chosen}{_comments_about(scenario, issue)}"
    for issue in changes.issues_new:
        yield f"issue new: {after.issues_by_id[issue].title}"
    for issue, what in changes.issues_changed.items():
        words = "; ".join(issue_changes(before, after, issue, what))
        yield f"issue changed: {before.issues_by_id[issue].title}: {words}"
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
        heading = line_heading(before, before.red_lines_by_id[line])
        yield f"red line gone: {heading}{_comments_about(scenario, line)}"
    for line in changes.lines_new:
        yield f"red line new: {line_heading(after, after.red_lines_by_id[line])}"
    for line, what in changes.lines_changed.items():
        then, now = (case.red_lines_by_id[line] for case in (before, after))
        yield f"red line changed: {line}: {listed(line_changes(then, now, what), 'and')}"
    yield from _rest(changes)


def _comments_about(scenario: Scenario, gone: str) -> str:
    number = sum(comment.on == gone for comment in scenario.comments)
    are = agreeing(number, "is", "are")
    return f"; {counted(number, 'comment')} {are} about it" if number else ""


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
        ("party changed", _with_names(changes.parties_changed)),
        ("statements changed", _statements(changes)),
        ("coherence rules changed", changes.rules_changed),
    ):
        if joined := _joined(names):
            yield f"{words}: {joined}"
    if changes.day_changed:
        days = [str(case.as_of or "no day") for case in (changes.before, changes.after)]
        yield f"the sources were read until: {' → '.join(days)}"
    if changes.reading_changed:
        yield f"the case's own reading: {changes.before.reading} → {changes.after.reading}"


def _statements(changes: CaseChanges) -> Iterator[str]:
    """Each with what became of it: ``E51 (date)``, ``E70 (new)``."""
    reread = changes.statements_reread
    for name in changes.statements_changed:
        known = "gone" if name in changes.before.statements_by_id else "new"
        what = names_of_changes(reread[name]) if name in reread else [known]
        yield f"{name} ({', '.join(what)})"


def _with_names(changed: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    return (f"{name} ({', '.join(names_of_changes(what))})" for name, what in changed.items())


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)
