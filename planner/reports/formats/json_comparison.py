"""A comparison for a program: ids and statuses, no sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import asdict

from planner.check.comparison import Comparison
from planner.check.verdict import LineVerdict
from planner.model.conditions import plain_pick
from planner.model.private import private_key
from planner.model.scenario import Vanished

__all__ = ["comparison_json"]


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison for a program: ids and statuses, no sentences.

    Lists with an entry for each scenario stand in the order of ``files``, and the numbers ``of``,
    ``in``, ``from`` and ``to`` count files from 0.

    * ``files``, ``titles``: how the scenarios are named and entitled; ``case``: their case.
    * ``reading``: by which all are judged; ``readings``: what each file says itself.
    * ``as_of``, ``days``: the same of days, where any of them is a day.
    * ``vanished``: what each names and the case does not have; ``of_other_version``: which were
      made with another version of the case. Both are left out where nothing is.
    * ``set_aside``: the lines that each leaves out.
    * ``same``: what the exit code says.
    * ``differing``: the issues that differ, also those where only what a file keeps does.
    * ``issues``: for each issue what each chooses (an option, an array of those that hold, a
      number; null where undecided, and where it does not apply).
    * ``kept``, where there is any: what each keeps of an issue and nothing counts, a choice that is
      begun or one on an issue that does not apply.
    * ``parties``: the statuses of each party.
    * ``crossed``, ``contested``: the counted lines; ``incoherent``: the coherence rules that each
      contradicts; ``undecided``: issues; ``not_applying``, where there are any: issues.
    * ``notes``: the issues on which notes differ; ``texts``: other fields that decide nothing.
    * ``subsets``: the lines crossed by ``of`` are some of those crossed by ``in``, which crosses
      ``more`` besides; ``equal``: pairs that cross the same lines.
    * ``changes``, for each ordered pair of files: ``from``, ``to``, ``choices`` (what to choose)
      and ``effect``, the lines by what becomes of them: see
      :class:`planner.check.comparison.Effect`.
    """
    columns = comparison.columns
    judged_by = {column.verdict.reading.value for column in columns}
    return {
        "files": [column.name for column in columns],
        "titles": [column.scenario.title for column in columns],
        "case": comparison.case.id,
        **private_key(comparison.case),
        "reading": judged_by.pop() if len(judged_by) == 1 else None,
        "readings": [column.own_reading.value for column in columns],
        **_days(comparison),
        **_versions(comparison),
        "set_aside": [sorted(column.verdict.set_aside) for column in columns],
        "same": comparison.same,
        "differing": [issue.id for issue in comparison.differing],
        "issues": {
            issue.id: [plain_pick(pick) for pick in comparison.picks(issue)]
            for issue in comparison.case.issues
        },
        **_kept(comparison),
        "parties": {
            party.id: [column.verdict.party_statuses[n].value for column in columns]
            for n, party in enumerate(comparison.case.parties)
        },
        "crossed": [_ids(column.verdict.crossed) for column in columns],
        "contested": [_ids(column.verdict.contested) for column in columns],
        "incoherent": [list(column.verdict.incoherent) for column in columns],
        "undecided": [list(column.verdict.undecided) for column in columns],
        **_not_applying(comparison),
        "notes": [issue.id for issue in comparison.notes_differ],
        "texts": [*comparison.texts_differ],
        **_relations(comparison),
        "changes": [_changes(comparison, *pair) for pair in comparison.ordered_pairs],
    }


def _relations(comparison: Comparison) -> dict[str, Any]:
    relations = list(comparison.relations())
    return {
        "subsets": [
            {"of": relation.one, "in": relation.other, "more": list(relation.more)}
            for relation in relations
            if not relation.same
        ],
        "equal": [[relation.one, relation.other] for relation in relations if relation.same],
    }


def _changes(comparison: Comparison, one: int, other: int) -> dict[str, Any]:
    """The way from one scenario to the other."""
    effect = asdict(comparison.effect(one, other))
    return {
        "from": one,
        "to": other,
        "choices": {
            issue.id: plain_pick(comparison.picks(issue)[other])
            for issue in comparison.changes(one, other)
        },
        "effect": {kind: list(lines) for kind, lines in effect.items()},
    }


def _not_applying(comparison: Comparison) -> dict[str, Any]:
    away = [list(column.verdict.not_applying) for column in comparison.columns]
    return {"not_applying": away} if any(away) else {}


def _kept(comparison: Comparison) -> dict[str, Any]:
    kept = {i: [c.kept(i) for c in comparison.columns] for i in comparison.case.issues}
    found = {issue.id: picks for issue, picks in kept.items() if any(p is not None for p in picks)}
    return {"kept": {i: [plain_pick(p) for p in ps] for i, ps in found.items()}} if found else {}


def _versions(comparison: Comparison) -> dict[str, Any]:
    columns = comparison.columns
    said: dict[str, Any] = {}
    if any(column.vanished for column in columns):
        said["vanished"] = [_vanished(column.vanished) for column in columns]
    if any(column.of_other_version for column in columns):
        said["of_other_version"] = [column.of_other_version for column in columns]
    return said


def _vanished(gone: Vanished) -> dict[str, Any]:
    picks = {issue: plain_pick(choice.picked) for issue, choice in gone.choices.items()}
    return {"options": picks, "set_aside": list(gone.lines)}


def _days(comparison: Comparison) -> dict[str, Any]:
    own = [column.scenario.as_of for column in comparison.columns]
    if comparison.as_of is None and not any(own):
        return {}
    as_of, *days = (day and day.isoformat() for day in (comparison.as_of, *own))
    return {"as_of": as_of, "days": days}


def _ids(lines: Sequence[LineVerdict]) -> list[str]:
    return [line.line.id for line in lines]
