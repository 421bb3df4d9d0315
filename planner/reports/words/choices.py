"""What is chosen, in words: an option, several or none of them, a number, nothing yet, or no more.

What was chosen on an issue that does not apply now is kept, and said to count for nothing.
"""

from __future__ import annotations

from planner.check.verdict import Verdict
from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import Pick
from planner.model.scenario import Scenario
from planner.reports.words.rules import applies_words
from planner.reports.words.verdicts import listed

__all__ = [
    "NOT_APPLYING",
    "answer_lines",
    "begun_words",
    "chosen_sentence",
    "chosen_words",
    "not_applying_words",
    "pick_title",
    "quoted_pick",
    "raw_pick",
    "stretch_title",
    "written_words",
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


def chosen_sentence(verdict: Verdict, scenario: Scenario, issue: str) -> str:
    """``Meeting format holds “Bilateral”``, ``Guarantors does not apply``, as a clause."""
    title = verdict.case.issues_by_id[issue].title
    if verdict.applies(issue) is False:
        return f"{title} {NOT_APPLYING}"
    pick = scenario.pick(issue)
    verb = "holds" if isinstance(pick, tuple) else "is"
    return f"{title} {verb} {quoted_pick(verdict.case, issue, pick)}"


def chosen_words(verdict: Verdict, issue: Issue, pick: Pick | None) -> str:
    """What the scenario says on the issue, a choice begun too, and what of that counts now.

    ``Bilateral and Trilateral``; ``undecided, 1 of at least 2: Bilateral``; ``does not apply``.
    """
    if verdict.applies(issue.id) is not False:
        return written_words(issue, pick)
    return NOT_APPLYING if pick is None else _kept_words(issue, pick)


def stretch_title(issue: Issue, name: str) -> str:
    """The stretch ``FROM..TO`` of a number: ``0 to 599,000 soldiers``, ``800,000 soldiers``."""
    first, last = map(int, name.split(".."))
    words = f"{first:,}" if first == last else f"{first:,} to {last:,}"
    return f"{words} {issue.unit}".rstrip()


def begun_words(issue: Issue, pick: Pick | None) -> str:
    """``1 of at least 2`` where fewer options are chosen than must hold together; else empty."""
    if isinstance(pick, tuple) and len(pick) < issue.at_least:
        return f"{len(pick):,} of at least {issue.at_least:,}"
    return ""


def answer_lines(case: Case, issue: Issue) -> list[str]:
    """How the issue is answered where that is not with exactly one option, a clause each.

    ``at most 2 of its options hold together``, ``from 0 to 1,500,000 soldiers in steps of 1,000``.
    """
    lines = []
    if issue.kind is IssueKind.ANY:
        lines.append(_how_many(issue))
    elif issue.kind is IssueKind.NUMBER:
        values, unit = issue.values, f" {issue.unit}".rstrip()
        steps = f" in steps of {issue.step:,}" if issue.step > 1 else ""
        lines.append(f"from {values[0]:,} to {values[-1]:,}{unit}{steps}")
    if issue.applies_when:
        lines.append(applies_words(case, issue))
    return lines


def _how_many(issue: Issue) -> str:
    at_least, most = issue.at_least, issue.most
    if most == 1 < len(issue.options):
        return f"{'exactly' if at_least else 'at most'} one of its options holds"
    if most >= len(issue.options):
        some = f"{at_least:,} or more" if at_least else "any number"
    elif at_least == most:
        some = f"{most:,}"
    else:
        some = f"{at_least:,} to {most:,}" if at_least else f"at most {most:,}"
    return f"{some} of its options hold together"


def not_applying_words(case: Case, issue: Issue, pick: Pick | None = None) -> str:
    """Why there is nothing to choose on an issue that does not apply, without a full stop.

    ``does not apply: only asked where ...``; with what is ``chosen, but does not apply now``.
    """
    words = f"{NOT_APPLYING}: {applies_words(case, issue)}"
    return words if pick is None else f"{_kept_words(issue, pick)}; {applies_words(case, issue)}"


def _kept_words(issue: Issue, pick: Pick) -> str:
    known = issue.knows(pick)
    kept = _pick_words(issue, pick, "{}") if known else written_words(issue, pick)
    return f"chosen, but does not apply now: {kept}"


def written_words(issue: Issue, pick: Pick | None) -> str:
    """What a file says on the issue, also where that is not enough yet, or gone from the case.

    ``Bilateral``; ``undecided, 1 of at least 2: Bilateral``; ``“open” (gone from the case)``.
    """
    if pick is not None and not issue.knows(pick):
        return f"“{raw_pick(pick)}” (gone from the case)"
    title = _pick_words(issue, pick, "{}")
    begun = begun_words(issue, pick)
    return f"undecided, {begun}{f': {title}' if pick else ''}" if begun else title


def raw_pick(pick: Pick) -> str:
    """What is picked as the file names it, for what the case does not know."""
    return ", ".join(pick) or "none of them" if isinstance(pick, tuple) else str(pick)


_AND = " and "


def _pick_words(issue: Issue, pick: Pick | None, form: str) -> str:
    match pick:
        case None:
            return "undecided"
        case str():
            return form.format(issue.option(pick).title)
        case tuple():
            titles = [issue.option(option).title for option in pick]
            if len(titles) > 1 and any(_AND in title for title in titles):
                form = "“{}”"  # without marks one could not see where one title ends
            titles = [form.format(title) for title in titles]
            return listed(titles, "and") or "none of them"
        case _:
            return f"{pick:,} {issue.unit}".rstrip()
