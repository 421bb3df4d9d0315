"""What is chosen, in words: an option, several or none of them, a number, nothing yet, or no more.

What was chosen on an issue that does not apply now is kept, and said to count for nothing.
"""

from __future__ import annotations

from planner.model.case import Case, Issue
from planner.model.conditions import Pick
from planner.reports.words.rules import applies_words
from planner.reports.words.verdicts import listed

__all__ = [
    "NOT_APPLYING",
    "begun_words",
    "chosen_sentence",
    "not_applying_words",
    "pick_title",
    "quoted_pick",
]

NOT_APPLYING = "does not apply"


def pick_title(case: Case, issue: str, pick: Pick | None) -> str:
    """What is picked on the issue: ``Deferred``, ``Bilateral and Trilateral``, ``800 soldiers``.

    ``undecided`` for nothing, ``none of them`` where no option of several holds.
    """
    return _pick_words(case.issues_by_id[issue], pick, "{}")


def quoted_pick(case: Case, issue: str, pick: Pick | None) -> str:
    """The same with titles in quotation marks: ``“Bilateral” and “Trilateral”``."""
    return _pick_words(case.issues_by_id[issue], pick, "“{}”")


def chosen_sentence(case: Case, issue: str, pick: Pick) -> str:
    """``Meeting format holds “Bilateral”``, ``Territory is “Deferred”``, as a clause."""
    verb = "holds" if isinstance(pick, tuple) else "is"
    return f"{case.issues_by_id[issue].title} {verb} {quoted_pick(case, issue, pick)}"


def begun_words(issue: Issue, pick: Pick | None) -> str:
    """``1 of at least 2`` where fewer options are chosen than must hold together; else empty."""
    if isinstance(pick, tuple) and len(pick) < issue.at_least:
        return f"{len(pick):,} of at least {issue.at_least:,}"
    return ""


def not_applying_words(case: Case, issue: Issue, pick: Pick | None = None) -> str:
    """Why there is nothing to choose on an issue that does not apply, without a full stop.

    ``does not apply: only asked where ...``; with what is ``chosen, but does not apply now``.
    """
    words = f"{NOT_APPLYING}: {applies_words(case, issue)}"
    if pick is None:
        return words
    return f"chosen, but does not apply now: {pick_title(case, issue.id, pick)}; {words}"


def _pick_words(issue: Issue, pick: Pick | None, form: str) -> str:
    match pick:
        case None:
            return "undecided"
        case str():
            return form.format(issue.option(pick).title)
        case tuple():
            titles = [form.format(issue.option(option).title) for option in pick]
            return listed(titles, "and") or "none of them"
        case _:
            return f"{pick:,} {issue.unit}".rstrip()
