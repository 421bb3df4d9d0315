"""How far two coders agree on what a coder decides, by Cohen's kappa.

Each is given the things that both have coded, in pairs, and the answers that both cases have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from planner.by_fields import Compared
from planner.model.conditions import Condition
from planner.model.red_lines import RedLine
from planner.model.statements import Statement

if TYPE_CHECKING:
    from planner.model.points import Points

__all__ = ["Agreement", "agreement_on_lines", "agreement_on_statements", "cohens_kappa"]

_T = TypeVar("_T")
Label = str
Named = tuple[str, str]
"""An answer: an option by its issue and its id, or the number of an issue, without an id."""

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
    pairs: Collection[tuple[Statement, Statement]], answers: Iterable[Named]
) -> tuple[Agreement, ...]:
    """How far both agree on what a coder decides of a statement.

    ``options`` is asked once for each statement and each answer that both cases have: whether it is
    supported, opposed, both or neither, and by which condition.
    """
    found = [_agreed(name, _met(pairs, label)) for name, label in _OF_STATEMENTS.items()]
    return (*found, _agreed("options", _met_on_answers(pairs, _sides, answers)))


def agreement_on_lines(
    pairs: Collection[tuple[RedLine, RedLine]], answers: Iterable[Named]
) -> tuple[Agreement, ...]:
    """How far both agree on what a coder decides of a red line.

    ``rule`` is asked once for each line and each answer that both cases have: whether the line's
    rules name it where it is crossed, where it is contested, both or neither, and by which
    condition; of a line by points, which points it gives.
    """
    found = [_agreed(name, _met(pairs, label)) for name, label in _OF_LINES.items()]
    return (*found, _agreed("rule", _met_on_answers(pairs, _zones, answers)))


def _met(
    pairs: Iterable[tuple[_T, _T]], label: Callable[[_T], Label]
) -> Counter[tuple[Label, Label]]:
    """How often which two labels meet."""
    return Counter((label(one), label(other)) for one, other in pairs)


def _met_on_answers(
    pairs: Iterable[tuple[_T, _T]],
    labels: Callable[[_T], Mapping[Named, Label]],
    answers: Iterable[Named],
) -> Counter[tuple[Label, Label]]:
    """Likewise over each thing and each of the answers.

    In a large case a thing names few of the answers: the others are counted together.
    """
    every, times = set(answers), Counter[tuple[Label, Label]]()
    for one, other in ((labels(one), labels(other)) for one, other in pairs):
        named = every & (one.keys() | other.keys())
        times.update((one.get(answer, ""), other.get(answer, "")) for answer in named)
        times["", ""] += len(every) - len(named)
    return times


def _agreed(name: str, times: Mapping[tuple[Label, Label], int]) -> Agreement:
    return Agreement(name, sum(times.values()), _same(times), cohens_kappa(times))


def _same(times: Mapping[tuple[Label, Label], int]) -> int:
    return sum(found for (one, other), found in times.items() if one == other)


def _sides(statement: Statement) -> Mapping[Named, Label]:
    return _labels(supports=statement.supports, opposes=statement.opposes)


def _zones(line: RedLine) -> Mapping[Named, Label]:
    if line.points is not None:
        return _scores(line.points)
    crossed, contested = (
        [condition for term in terms for condition in term.conditions]
        for terms in (line.crossed_when, line.contested_when)
    )
    return _labels(crossed=crossed, contested=contested)


def _labels(**named: Iterable[Condition]) -> Mapping[Named, Label]:
    """Each answer that is named, with where and how: once or more often."""
    found = defaultdict[Named, set[Label]](set)
    for place, conditions in named.items():
        for condition in conditions:
            for answer, way in _ways(condition):
                found[answer].add(f"{place} {way}")
    return {answer: "+".join(sorted(labels)) for answer, labels in found.items()}


def _ways(condition: Condition) -> Iterator[tuple[Named, Label]]:
    """Each answer that the condition names, with what it asks of it."""
    together = len(condition.all) > 1  # all of one option is any of one
    for ids, way in (
        (condition.any, "any"),
        (condition.all, "all" if together else "any"),
        (condition.none, "none"),
    ):
        for option in ids:
            yield (condition.issue, option), way
    if (condition.at_from, condition.below) != (None, None):
        yield (condition.issue, ""), f"{condition.at_from}..{condition.below}"


def _scores(points: Points) -> Mapping[Named, Label]:
    """Each answer that gives points, with how many, however they are written."""
    options = {
        (issue, option): str(given.as_integer_ratio())
        for issue, of in points.of_options.items()
        for option, given in of.items()
        if given
    }
    steps = {
        (issue, ""): "+".join(f"{first} {given.as_integer_ratio()}" for first, given in steps)
        for issue, steps in points.steps.items()
    }
    return {**options, **steps}
