"""GMCR+: conflicts as JSON, with the options of decision makers and impossible states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from planner.exchange.imported import Imported, id_of, ids_of, one_line, refused
from planner.exchange.json_files import listed, table, text
from planner.model.case import Case, Issue, Option, Party
from planner.model.conditions import Condition, Term
from planner.model.red_lines import CoherenceRule

__all__ = ["imported_conflict", "is_conflict"]

_TAKEN = {"Y": "yes", "N": "no"}
_PAIR = 2


def is_conflict(data: Any) -> bool:
    """Whether it is a conflict of that tool."""
    return isinstance(data, dict) and {"decisionMakers", "options"} <= data.keys()


def imported_conflict(file: str, data: Mapping[str, Any]) -> Imported:
    """The case of the conflict: an issue for each option, which is taken or not."""
    names = [
        text(file, table(file, option, "an option").get("name"), "the name of an option")
        for option in listed(file, data["options"], '"options"')
    ]
    if not names:
        raise refused(file, "the conflict has no options")
    made: dict[str, None] = {}
    for name in names:
        made[id_of(name, made, "option")] = None
    ids = [*made]
    makers = [
        table(file, maker, "a decision maker")
        for maker in listed(file, data["decisionMakers"], '"decisionMakers"')
    ]
    titles = [text(file, maker.get("name"), "the name of a decision maker") for maker in makers]
    parties = ids_of(titles, "party")
    holders = _holders(file, makers, titles)
    issues = tuple(
        Issue(
            made,
            one_line(name),
            (Option("yes", "Taken"), Option("no", "Not taken")),
            f"Does {holders[n]} take it?" if n in holders else "",
        )
        for n, (made, name) in enumerate(zip(ids, names, strict=True))
    )
    rules = tuple(
        CoherenceRule(f"state-{n}", f"Impossible state {n}", terms)
        for n, rule in enumerate(listed(file, data.get("infeasibles", []), '"infeasibles"'), 1)
        if (terms := tuple(_terms(file, rule, ids)))
    )
    case = Case(
        id=id_of(PurePath(file).stem, (), "conflict"),
        title=one_line(str(data.get("title") or PurePath(file).stem)),
        summary=f"Imported from {PurePath(file).name}.",
        parties=tuple(Party(party, one_line(title)) for title, party in parties.items()),
        issues=issues,
        coherence=rules,
    )
    return Imported(case, tuple(_lost(file, data, makers)))


def _holders(file: str, makers: list[dict[str, Any]], titles: list[str]) -> dict[int, str]:
    return {
        number: one_line(title)
        for maker, title in zip(makers, titles, strict=True)
        for number in listed(file, maker.get("options", []), "the options of a decision maker")
        if isinstance(number, int)
    }


def _terms(file: str, rule: Any, ids: list[str]) -> Iterator[Term]:
    """The combinations of an impossible state; a compound one has several."""
    if isinstance(rule, dict):
        for member in listed(file, rule.get("members", []), '"members"'):
            yield from _terms(file, member, ids)
        return
    asked: dict[str, str] = {}
    for pair in listed(file, rule, "an impossible state"):
        parts = listed(file, pair, "a part of a state")
        fits = len(parts) == _PAIR and type(parts[0]) is int and 0 <= parts[0] < len(ids)
        if not fits or parts[1] not in [*_TAKEN]:
            raise refused(file, f"an impossible state holds {parts}", '[NUMBER, "Y" or "N"]')
        asked[ids[parts[0]]] = _TAKEN[parts[1]]
    if asked:
        yield Term(tuple(Condition(issue, (option,)) for issue, option in asked.items()))


def _lost(file: str, data: Mapping[str, Any], makers: list[dict[str, Any]]) -> Iterator[str]:
    name = PurePath(file).name
    ranked = sum(bool(m.get("preferences") or m.get("preferenceRanking")) for m in makers)
    if ranked:
        yield f"{name}: preferences of decision makers ({ranked}): an order of states is no line"
    misled = sum(bool(maker.get("misperceptions")) for maker in makers)
    if misled:
        yield f"{name}: misperceptions of decision makers ({misled}): a case is the same for all"
    directions = (o.get("permittedDirection", "both") for o in data["options"])
    one_way = sum(direction != "both" for direction in directions)
    if one_way:
        yield f"{name}: in which direction options can be changed ({one_way})"
    coalitions = data.get("coalitions")
    if isinstance(coalitions, list) and any(isinstance(each, list) for each in coalitions):
        yield f"{name}: the coalitions"
