"""What became of a case, and what that does to a scenario, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.check import LineStatus, PartyStatus
from planner.model import Case, Scenario
from planner.reports.case_changes import CaseChanges, Flip, TwoVerdicts
from planner.reports.words import (
    LINE_SIGNS,
    PARTY_SIGNS,
    PARTY_WORDS,
    line_heading,
    listed,
    sentence,
    verdict_sentence,
)
from planner.reports.wrapping import wrapped

__all__ = ["case_changes_lines", "change_words", "flip_words", "vanished_words"]

_WHAT = {
    "crossed_when": "when it is crossed",
    "contested_when": "when it is contested",
}


def case_changes_lines(
    scenario: Scenario, judged: TwoVerdicts, before: str, after: str, width: int
) -> list[str]:
    """The section on the two cases, which ``before`` and ``after`` name."""
    text = [
        "The case moved on",
        *wrapped(before, width, "  from "),
        *wrapped(after, width, "  to "),
    ]
    for words in change_words(scenario, judged):
        text += wrapped(words, width, "  - ")
    text += ["Verdicts that flipped"]
    for words in flip_words(judged) or ["none"]:
        text += wrapped(words, width, "  ", "      ")
    text += ["The verdict by each"]
    for name, verdict in (("from", judged.before), ("to", judged.after)):
        text += wrapped(sentence(verdict_sentence(verdict)), width, f"  {name}: ")
    return text


def change_words(scenario: Scenario, judged: TwoVerdicts) -> list[str]:
    """What the later case has that the earlier one has not, and the other way round."""
    return [*_changes(scenario, judged.changes)] or ["nothing that is coded differs"]


def flip_words(judged: TwoVerdicts) -> list[str]:
    """The lines and parties on which the verdicts by the two cases differ."""
    return [*_line_flips(judged), *_party_flips(judged)]


def vanished_words(scenario: Scenario, case: Case) -> list[str]:
    """What the scenario names and its case no longer has; a line for each."""
    words = []
    for issue, gone in scenario.vanished.items():
        held = case.issues_by_id.get(issue)
        if held is not None:
            words.append(f"{held.title}: the option “{gone.option}” is gone; kept, and not judged")
        else:
            choice = f" (“{gone.option}” was chosen)" if gone.option else ""
            words.append(f"the issue “{issue}” is gone{choice}; kept, and not judged")
    words += [f"the red line {line}, set aside, is gone" for line in scenario.vanished_lines]
    return words


def _changes(scenario: Scenario, changes: CaseChanges) -> Iterator[str]:
    before, after = changes.before, changes.after
    written = scenario.written_choices()
    for issue in changes.issues_gone:
        chosen = "; it is decided here" if issue in written and written[issue].option else ""
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
            chosen = (
                "; it is chosen here"
                if written.get(issue) and (written[issue].option == option)
                else ""
            )
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


def _line_flips(judged: TwoVerdicts) -> Iterator[str]:
    for flip in judged.lines:
        status = flip.after or flip.before
        sign = LINE_SIGNS[LineStatus(status)] if status in LINE_SIGNS else "-"
        yield f"{sign} {flip.id}: {_from_to(flip, {})}"


def _party_flips(judged: TwoVerdicts) -> Iterator[str]:
    words = {status.value: words for status, words in PARTY_WORDS.items()}
    for flip in judged.parties:
        case = judged.changes.after if flip.after else judged.changes.before
        sign = PARTY_SIGNS[PartyStatus(flip.after or flip.before or "")]
        yield f"{sign} {case.parties_by_id[flip.id].name}: {_from_to(flip, words)}"


def _from_to(flip: Flip, words: dict[str, str]) -> str:
    then, now = (
        words.get(status, status) if status is not None else "not in the case"
        for status in (flip.before, flip.after)
    )
    return f"{then} → {now}"
