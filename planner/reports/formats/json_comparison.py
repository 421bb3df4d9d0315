"""A comparison for a program: ids and statuses, no sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import asdict

from planner.check.comparison import Comparison
from planner.check.verdict import LineVerdict
from planner.model.conditions import Pick
from planner.model.private import private_key
from planner.model.scenario import Vanished

__all__ = ["comparison_json"]


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison for a program: ids and statuses, no sentences.

    ``files`` names the scenarios, ``titles`` says how they are entitled; every other list with an
    entry for each stands in that order, and numbers (``of``, ``in``, ``from``, ``to``) count files
    from 0. ``case``. ``reading`` is the reading by which all are judged, ``readings`` holds what
    each file says itself. ``as_of`` and ``days`` stand there where any of them is a day: that as of
    which all are judged, and what each file says. ``vanished`` says for each what it names and the
    case does not have, ``of_other_version`` which were made with another version of the case than
    the one by which all are judged; both are left out where nothing is. ``set_aside`` has an entry
    for each file. ``same`` is what the exit code says. ``differing`` lists issues, also those where
    only what a file keeps differs: a choice that is begun, or one on an issue that does not apply,
    both null in ``issues`` and told in ``kept``. ``issues`` maps each issue to what each chooses
    (an option, an array of those that hold, a number; null where undecided, or where it does not
    apply), ``kept``, where there is any, to what each keeps and nothing counts, ``parties`` each
    party to the statuses; ``crossed`` and ``contested`` list counted lines for each file,
    ``incoherent`` the coherence rules that it contradicts, ``undecided`` issues, and
    ``not_applying``, where there are any, those that do not apply. ``notes`` lists the issues on
    which their notes differ, ``texts`` the other fields that decide nothing and differ. Each of
    ``subsets`` says that the lines crossed by ``of`` are some of those crossed by ``in``, which
    crosses ``more`` besides; ``equal`` lists pairs that cross the same lines. ``changes`` has an
    entry for each ordered pair of files: ``from``, ``to``, ``choices``, what to choose, and
    ``effect``, the lines by what becomes of them: see :class:`planner.check.comparison.Effect`.
    """
    columns = comparison.columns
    relations = list(comparison.relations())
    judged_by = {column.verdict.reading.value for column in columns}
    numbers = range(len(columns))
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
            issue.id: [_plain(pick) for pick in comparison.picks(issue)]
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
        "subsets": [
            {"of": relation.one, "in": relation.other, "more": list(relation.more)}
            for relation in relations
            if not relation.same
        ],
        "equal": [[relation.one, relation.other] for relation in relations if relation.same],
        "changes": [
            {
                "from": one,
                "to": other,
                "choices": {
                    issue.id: _plain(comparison.picks(issue)[other])
                    for issue in comparison.changes(one, other)
                },
                "effect": {
                    kind: list(lines)
                    for kind, lines in asdict(comparison.effect(one, other)).items()
                },
            }
            for one in numbers
            for other in numbers
            if one != other
        ],
    }


def _not_applying(comparison: Comparison) -> dict[str, Any]:
    away = [list(column.verdict.not_applying) for column in comparison.columns]
    return {"not_applying": away} if any(away) else {}


def _kept(comparison: Comparison) -> dict[str, Any]:
    kept = {i: [c.kept(i) for c in comparison.columns] for i in comparison.case.issues}
    found = {issue.id: picks for issue, picks in kept.items() if any(p is not None for p in picks)}
    return {"kept": {i: [_plain(p) for p in ps] for i, ps in found.items()}} if found else {}


def _versions(comparison: Comparison) -> dict[str, Any]:
    columns = comparison.columns
    said: dict[str, Any] = {}
    if any(column.vanished for column in columns):
        said["vanished"] = [_vanished(column.vanished) for column in columns]
    if any(column.of_other_version for column in columns):
        said["of_other_version"] = [column.of_other_version for column in columns]
    return said


def _vanished(gone: Vanished) -> dict[str, Any]:
    picks = {issue: _plain(choice.picked) for issue, choice in gone.choices.items()}
    return {"options": picks, "set_aside": list(gone.lines)}


def _days(comparison: Comparison) -> dict[str, Any]:
    own = [column.scenario.as_of for column in comparison.columns]
    if comparison.as_of is None and not any(own):
        return {}
    as_of, *days = (day and day.isoformat() for day in (comparison.as_of, *own))
    return {"as_of": as_of, "days": days}


def _plain(pick: Pick | None) -> str | list[str] | int | None:
    return list(pick) if isinstance(pick, tuple) else pick


def _ids(lines: Sequence[LineVerdict]) -> list[str]:
    return [line.line.id for line in lines]
