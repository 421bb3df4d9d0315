"""Profiles of other tools: utilities that add up, as exact points of a red line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from math import lcm

from attrs import field, frozen

from planner.by_fields import Compared
from planner.files.toml.single_values import MAX_DIGITS, cut_title
from planner.model.case import Issue, IssueKind, Party
from planner.model.points import Points
from planner.model.red_lines import RedLine
from planner.model.statements import Strength

__all__ = ["Profile", "TooFineError", "exact_decimal", "line_of"]

_PLACES = 12
_WIDE = Context(prec=200)


class TooFineError(ValueError):
    """Points that have more digits than a case can hold."""


@frozen(eq=False, repr=False)
class Profile(Compared):
    """What a party's utility comes to: a share for each answer to each issue, all added up.

    ``shares`` holds by issue the share of each option's id, or of each value of a number.
    ``minimum`` is the utility of no agreement, ``None`` where the file says none; ``name`` is that
    of the profile, ``file`` where it stands.
    """

    name: str
    file: str
    shares: Mapping[str, Mapping[str | int, Fraction]]
    minimum: Fraction | None = None
    left_out: tuple[str, ...] = field(default=())


def line_of(profile: Profile, party: Party, issues: Iterable[Issue]) -> tuple[RedLine, int]:
    """The red line of the profile, and by which number its utilities were multiplied.

    Utilities such as a third are no decimals: all of a profile are multiplied by one number that
    makes them so, the minimum too, which changes nothing in what reaches it. Raises
    :class:`TooFineError` where even that takes more digits than a case can hold.
    """
    shares = [share for of in profile.shares.values() for share in of.values()]
    minimum = profile.minimum or Fraction(0)
    factor = _factor([*shares, minimum])
    of_options: dict[str, dict[str, Decimal]] = {}
    steps: dict[str, tuple[tuple[int, Decimal], ...]] = {}
    for issue in issues:
        of = profile.shares.get(issue.id, {})
        exact = {answer: exact_decimal(share * factor) for answer, share in of.items()}
        if issue.kind is IssueKind.NUMBER:
            steps[issue.id] = _steps({int(value): points for value, points in exact.items()})
        elif exact:
            of_options[issue.id] = {str(option): points for option, points in exact.items()}
    times = f", times {factor:,}" if factor > 1 else ""
    points = Points(
        minimum=exact_decimal(minimum * factor),
        scored_by=f"the profile “{profile.name}” in {profile.file}{times}",
        of_options=of_options,
        steps=steps,
    )
    title = cut_title(f"At least what no agreement is worth to {party.name}")
    strength = Strength.DECLARED
    line = RedLine(f"{party.id}-minimum", party.id, title, strength=strength, points=points)
    return line, factor


def _factor(shares: Iterable[Fraction]) -> int:
    """The least number that makes decimals of all, of no more places than a case can hold."""
    shares = [*shares]
    common = lcm(*(_without(share.denominator, 2, 5) for share in shares))
    places = max((_places(share * common) for share in shares), default=0)
    return int(common * 10 ** max(places - _PLACES, 0))


def _without(number: int, *primes: int) -> int:
    for prime in primes:
        while number % prime == 0:
            number //= prime
    return number


def _places(share: Fraction) -> int:
    """How many places behind the point the decimal has, whose denominator is of twos and fives."""
    places, rest = 0, share.denominator
    while rest > 1:
        rest = (share * 10 ** (places := places + 1)).denominator
    return places


def exact_decimal(share: Fraction) -> Decimal:
    """The decimal of the share, whose denominator is of twos and fives.

    Raises :class:`TooFineError` where it has more digits than a case can hold.
    """
    places = _places(share)
    whole = int(share * 10**places)
    exact = Decimal(whole).scaleb(-places, _WIDE)
    if abs(exact) >= 10**MAX_DIGITS:
        raise TooFineError
    return exact


def _steps(points: Mapping[int, Decimal]) -> tuple[tuple[int, Decimal], ...]:
    """Where the points change, from the least value up."""
    steps: list[tuple[int, Decimal]] = []
    for value in sorted(points):
        if not steps or steps[-1][1] != points[value]:
            steps.append((value, points[value]))
    return tuple(steps)
