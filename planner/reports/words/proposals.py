"""Proposals in words: what would be chosen, which crossings that ends, and what it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.check.from_here import Changing, Effect
from planner.check.proposal import Kind, Proposal
from planner.check.verdict import LineStatus
from planner.model.case import Case, Origin
from planner.model.conditions import Pick
from planner.reports.words.choices import pick_title
from planner.reports.words.named_lines import in_sentence
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import id_words
from planner.reports.words.verdicts import CONTRADICTS, crossing_nothing, listed, sentence

__all__ = [
    "KIND_WORDS",
    "NONE_FOUND",
    "change_lines",
    "effects_words",
    "leaves_words",
    "proposal_place",
    "proposal_sentences",
]

KIND_WORDS = {
    Kind.MEND: "Mend",
    Kind.FINISH: "Way to finish",
    Kind.LEAST: "Fewest crossings",
    Kind.NEAREST: "Nearest clear scenario",
    Kind.WAY_OUT: "Way out",
    Kind.TAKE_OVER: "Taken over",
    Kind.HISTORY: "Earlier state",
    Kind.DRAWN: "Drawn at random",
    Kind.FRONTIER: "On the frontier",
}
"""What a proposal is called by its kind."""

NONE_FOUND = {
    Kind.MEND: "No change ends a crossing without adding one.",
    Kind.FINISH: "There is no way to finish with these choices.",
    Kind.LEAST: "There is no other package with as few crossings.",
    Kind.NEAREST: "No other scenario is clear.",
    Kind.WAY_OUT: "No scenario crosses these lines alone.",
    Kind.TAKE_OVER: "There is nothing to take over.",
    Kind.HISTORY: "The choices were the same then.",
    Kind.DRAWN: "No scenario is clear.",
    Kind.FRONTIER: "No scenario is clear.",
}
"""What is said where there is no proposal of a kind."""


def proposal_place(number: int, total: int | None, *, more: bool = False) -> str:
    """``Proposal 1 of 3``; ``Proposal 1 of at least 3`` while others are still looked for."""
    if total is None:
        return f"Proposal {number:,}"
    return f"Proposal {number:,} of {'at least ' if more else ''}{total:,}"


def _picked_words(case: Case, issue: str, pick: Pick | None) -> str:
    """``In parallel*``: what would be chosen, a star after each option that no source proposes."""
    asked = case.issues_by_id[issue]
    if pick is None or isinstance(pick, int) or not pick:
        return pick_title(case, issue, pick)
    options = [asked.option(option) for option in ((pick,) if isinstance(pick, str) else pick)]
    stars = [f"{o.title}{'*' if o.origin is Origin.ADDED else ''}" for o in options]
    return listed(stars, "and")


def change_lines(case: Case, proposal: Proposal) -> list[str]:
    """``Ceasefire timing: In parallel*``, a line for each issue that is chosen otherwise."""
    return [
        f"{case.issues_by_id[issue].title}: {_picked_words(case, issue, pick)}"
        for issue, pick in proposal.picks.items()
    ]


def effects_words(case: Case, proposal: Changing) -> list[str]:
    """What changes of the lines, a clause each: what ends first, then what is left or added.

    ``ends FR-1``, ``RU-1 contested, no longer crossed``, ``UA-1 no longer at stake``.
    """
    told = [
        (_of(proposal.ended), "ends {}"),
        (_of(proposal.softened), "{} contested, no longer crossed"),
        (
            _of(e for e in proposal.at_stake if e.now is LineStatus.CROSSED),
            "{} undecided, no longer crossed",
        ),
        (_of(proposal.added), "crosses {}"),
        (_of(proposal.contests), "leaves {} contested"),
        (_of(e for e in proposal.at_stake if e.now is not LineStatus.CROSSED), "{} at stake"),
        (_of(_cleared(proposal, LineStatus.CONTESTED)), "{} no longer contested"),
        (_of(_cleared(proposal, LineStatus.UNDECIDED)), "{} no longer at stake"),
    ]
    clauses = [form.format(listed(ids, "and")) for ids, form in told if ids]
    depending: dict[tuple[str, ...], list[str]] = {}
    for effect in proposal.at_stake:
        if effect.depends:
            depending.setdefault(tuple(effect.depends), []).append(id_words(effect.line))
    clauses += [
        f"{listed(ids, 'and')} then {agreeing(len(ids), 'depends', 'depend')} on "
        f"{listed([in_sentence(case, i) for i in issues], 'and')}"
        for issues, ids in depending.items()
    ]
    return clauses


def leaves_words(proposal: Proposal) -> list[str]:
    """What the package comes to, a clause each: what it crosses, with strengths in words, and more.

    ``crosses RU-1 (preference)``, ``leaves EU-1 contested``, ``uses 1 option no source proposes``.
    """
    verdict = proposal.verdict
    crossed = [f"{id_words(v.line)} ({v.line.strength})" for v in verdict.crossed]
    contested = [id_words(v.line) for v in verdict.contested]
    clauses = []
    if verdict.incoherent:
        clauses.append(f"{CONTRADICTS} ({listed(list(verdict.incoherent), 'and')})")
    if crossed:
        clauses.append(f"crosses {listed(crossed, 'and')}")
    elif not verdict.counts_any:
        clauses.append("this reading counts no line")
    elif not verdict.incoherent:
        clauses.append(crossing_nothing(verdict))
    if contested:
        clauses.append(f"leaves {listed(contested, 'and')} contested")
    elif verdict.counts_any and proposal.clear:
        clauses.append("leaves nothing contested")
    number = len(proposal.added_options)
    if number:
        clauses.append(f"uses {counted(number, 'option')} no source proposes")
    elif verdict.complete:
        clauses.append("uses sourced options only")
    return clauses


def proposal_sentences(case: Case, proposal: Proposal) -> tuple[str, str]:
    """What it changes of the lines, and what it comes to."""
    changes = "; ".join(effects_words(case, proposal)) or "no line changes"
    leaves = "; ".join(leaves_words(proposal))
    return sentence(changes, case.red_lines_by_id), sentence(leaves)


def _of(effects: Iterable[Effect]) -> list[str]:
    return [id_words(effect.line) for effect in effects]


def _cleared(proposal: Changing, was: LineStatus) -> Sequence[Effect]:
    return [e for e in proposal.effects if (e.now, e.then) == (was, LineStatus.RESPECTED)]
