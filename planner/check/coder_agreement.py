"""How far two coders agree on what a coder decides, by Cohen's kappa.

Each is given the things that both have coded, in pairs, and the options that both cases have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

from attrs import frozen

from planner.by_fields import Compared
from planner.model.conditions import Condition
from planner.model.red_lines import RedLine
from planner.model.statements import Statement

__all__ = ["Agreement", "agreement_on_lines", "agreement_on_statements", "cohens_kappa"]

_T = TypeVar("_T")
Label = str
Named = tuple[str, str]
"""An option, by its issue and its id."""

_OF_STATEMENTS: Mapping[str, Callable[[Statement], Label]] = {
    "party": lambda s: s.party or "",
    "attribution": lambda s: s.attribution,
    "strength": lambda s: s.strength,
}
_OF_LINES: Mapping[str, Callable[[RedLine], Label]] = {
    "party": lambda line: line.party,
    "member": lambda line: line.member,
    "strength": lambda line: line.strength,
    "confidence": lambda line: line.confidence,
}


@frozen(eq=False, repr=False)
class Agreement(Compared):
    """How far two coders agree on one field over all that both have coded.

    ``kappa`` is Cohen's, ``None`` where it is not defined: nothing was coded by both, or both gave
    all things one and the same label, so that any agreement could be by chance.
    """

    field: str
    items: int
    agreed: int
    kappa: Fraction | None


def cohens_kappa(times: Mapping[tuple[Label, Label], int]) -> Fraction | None:
    """Cohen's kappa for two coders' labels of the same things, exactly.

    ``times`` says of how many things the first gave the one label and the second the other.

    kappa = (p_o - p_e) / (1 - p_e), where p_o is the share of things with the same label from both,
    and p_e the sum over all labels of the product of the shares that each coder gave it: the
    agreement that would come by chance. 1 is full agreement, 0 what chance gives, less is worse.
    ``None`` where p_e is 1 or there is nothing to compare.

    Source: Jacob Cohen, "A coefficient of agreement for nominal scales", Educational and
    Psychological Measurement 20 (1960), 37-46.
    """
    number = sum(times.values())
    if not number:
        return None
    first, second = Counter[Label](), Counter[Label]()
    for (one, other), found in times.items():
        first[one] += found
        second[other] += found
    observed = Fraction(_same(times), number)
    by_chance = Fraction(sum(first[label] * second[label] for label in first), number**2)
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def agreement_on_statements(
    pairs: Collection[tuple[Statement, Statement]], options: Iterable[Named]
) -> tuple[Agreement, ...]:
    """How far both agree on what a coder decides of a statement.

    ``options`` is asked once for each statement and each option that both cases have: whether it is
    supported, opposed, both or neither.
    """
    found = [_agreed(name, _met(pairs, label)) for name, label in _OF_STATEMENTS.items()]
    return (*found, _agreed("options", _met_on_options(pairs, _sides, options)))


def agreement_on_lines(
    pairs: Collection[tuple[RedLine, RedLine]], options: Iterable[Named]
) -> tuple[Agreement, ...]:
    """How far both agree on what a coder decides of a red line.

    ``rule`` is asked once for each line and each option that both cases have: whether the line's
    rules name it where it is crossed, where it is contested, both or neither.
    """
    found = [_agreed(name, _met(pairs, label)) for name, label in _OF_LINES.items()]
    return (*found, _agreed("rule", _met_on_options(pairs, _zones, options)))


def _met(
    pairs: Iterable[tuple[_T, _T]], label: Callable[[_T], Label]
) -> Counter[tuple[Label, Label]]:
    """How often which two labels meet."""
    return Counter((label(one), label(other)) for one, other in pairs)


def _met_on_options(
    pairs: Iterable[tuple[_T, _T]],
    labels: Callable[[_T], Mapping[Named, Label]],
    options: Iterable[Named],
) -> Counter[tuple[Label, Label]]:
    """Likewise over each thing and each of the options.

    In a large case a thing names few of the options: the others are counted together.
    """
    every, times = set(options), Counter[tuple[Label, Label]]()
    for one, other in ((labels(one), labels(other)) for one, other in pairs):
        named = every & (one.keys() | other.keys())
        times.update((one.get(option, ""), other.get(option, "")) for option in named)
        times["", ""] += len(every) - len(named)
    return times


def _agreed(name: str, times: Mapping[tuple[Label, Label], int]) -> Agreement:
    return Agreement(name, sum(times.values()), _same(times), cohens_kappa(times))


def _same(times: Mapping[tuple[Label, Label], int]) -> int:
    return sum(found for (one, other), found in times.items() if one == other)


def _sides(statement: Statement) -> Mapping[Named, Label]:
    return _labels(supports=statement.supports, opposes=statement.opposes)


def _zones(line: RedLine) -> Mapping[Named, Label]:
    crossed, contested = (
        [condition for term in terms for condition in term.conditions]
        for terms in (line.crossed_when, line.contested_when)
    )
    return _labels(crossed=crossed, contested=contested)


def _labels(**named: Iterable[Condition]) -> Mapping[Named, Label]:
    """Each option that is named, with where: in one place, or in both."""
    labels: dict[Named, Label] = {}
    for place, conditions in named.items():
        for option in {(each.issue, name) for each in conditions for name in each.options}:
            labels[option] = f"{labels[option]}+{place}" if option in labels else place
    return labels
