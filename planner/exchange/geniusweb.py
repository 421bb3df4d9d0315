"""GeniusWeb: domains and linear additive profiles as JSON, as the tool of that name writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from pathlib import PurePath
from typing import Any

from planner.errors import FileProblemError
from planner.exchange.imported import exact, ids_of, one_line, options_named, refuse_large, refused
from planner.exchange.json_files import listed, table, text
from planner.exchange.utilities import Profile, exact_decimal
from planner.model.case import Issue, IssueKind, Option

__all__ = ["domain_of", "is_geniusweb", "issues_of", "profile_of"]

_PROFILE = "LinearAdditiveUtilitySpace"
_PARTIAL = "DefaultPartialOrdering"
_OF_PROFILE = "domain"
_DISCRETE = ("DiscreteValueSetUtilities", "discreteutils")
_NUMBER = ("NumberValueSetUtilities", "numberutils")
_MOST_VALUES = 1_000
_RANGE = 3


def is_geniusweb(data: Any) -> bool:
    """Whether it is a domain or a profile of that tool."""
    return isinstance(data, dict) and ("issuesValues" in data or _kind(data) != "")


def _kind(data: dict[str, Any]) -> str:
    """The kind of profile in the file: the one key whose object has a domain; empty for none."""
    kinds = [k for k, held in data.items() if isinstance(held, dict) and _OF_PROFILE in held]
    known = [kind for kind in (_PROFILE, _PARTIAL) if kind in data]
    return next(iter((*known, *kinds)), "")


def domain_of(file: str, data: Any) -> dict[str, Any]:
    """The domain in the file, which a profile holds as well."""
    if kind := _kind(data):
        return table(file, table(file, data[kind], kind).get(_OF_PROFILE), '"domain"')
    return table(file, data, "the file")


def issues_of(file: str, data: Any) -> tuple[Issue, ...]:
    """The issues of the domain."""
    asked = _by_title(file, domain_of(file, data).get("issuesValues"), '"issuesValues"')
    names = ids_of(asked, "issue")
    if not names:
        raise refused(file, "the domain has no issue")
    return tuple(_issue(file, name, names[name], held) for name, held in asked.items())


def profile_of(file: str, data: Any, issues: tuple[Issue, ...]) -> Profile | str | None:
    """The profile; ``None`` where the file is a domain alone, and words where it is of no use."""
    name = PurePath(file).stem
    kind = _kind(data)
    if kind == _PARTIAL:
        return f'{file}: the profile "{name}", which orders bids only'
    if kind != _PROFILE:
        bent = f'{file}: the profile "{name}", whose utilities do not add up over the issues'
        return f"{bent} ({one_line(kind)})" if kind else None
    space = table(file, data[_PROFILE], _PROFILE)
    weights = _by_title(file, space.get("issueWeights"), '"issueWeights"')
    utilities = _by_title(file, space.get("issueUtilities"), '"issueUtilities"')
    by_title = {issue.title: issue for issue in issues}
    shares: dict[str, Mapping[str | int, Fraction]] = {}
    for title, of in utilities.items():
        issue = by_title.get(title)
        if issue is None:
            raise refused(file, f'the profile depends on "{title}", which the domain does not ask')
        weight = exact(file, weights.get(title, 0), f'the weight of "{title}"')
        scored = _scored(file, table(file, of, f'the utilities of "{title}"'), issue)
        shares[issue.id] = {answer: weight * share for answer, share in scored}
    bid = space.get("reservationBid")
    minimum = None if not bid else _utility(file, bid, shares, by_title)
    return Profile(str(space.get("name") or name), PurePath(file).name, shares, minimum)


def _by_title(file: str, value: Any, what: str) -> dict[str, Any]:
    """The object by its keys as titles. Refused where two keys read the same."""
    held = table(file, value, what)
    made = {one_line(key): each for key, each in held.items()}
    if len(made) < len(held):
        twice = next(key for key in made if sum(one_line(k) == key for k in held) > 1)
        raise refused(file, f'{what} holds "{twice}" twice', "names that a reader can tell apart")
    return made


def _issue(file: str, name: str, made: str, held: Any) -> Issue:
    values = table(file, held, f'the issue "{name}"')
    if "values" in values:
        titles = [
            one_line(text(file, each, f'a value of "{name}"'))
            for each in listed(file, values["values"], "it")
        ]
        if not titles or len(set(titles)) < len(titles):
            raise refused(file, f'the issue "{name}" has no values, or one twice')
        return Issue(made, name, options_named(titles))
    ends = [
        exact(file, each, f'the range of "{name}"')
        for each in listed(file, values.get("range"), f'"values" of "{name}"')
    ]
    if len(ends) != _RANGE or ends[2] <= 0 or ends[0] > ends[1]:
        raise refused(file, f'the range of "{name}" is no range', "[lowest, highest, step]")
    low, high, step = ends
    refuse_large(file, name, low, high, step)
    if all(end.denominator == 1 for end in ends):
        top = int(low) + (int(high) - int(low)) // int(step) * int(step)
        return Issue(
            made,
            name,
            kind=IssueKind.NUMBER,
            minimum=int(low),
            maximum=top,
            step=int(step),
        )
    number = (high - low) // step + 1
    if number > _MOST_VALUES:
        found = f'the issue "{name}" has {number:,} values that are no whole numbers'
        raise refused(file, found, f"at most {_MOST_VALUES:,}; a larger step leaves fewer")
    written = [f"{exact_decimal(low + step * n):f}" for n in range(int(number))]
    return Issue(made, name, tuple(Option(f"v{n}", w) for n, w in enumerate(written)))


def _scored(file: str, of: Mapping[str, Any], issue: Issue) -> Iterator[tuple[str | int, Fraction]]:
    what = f'the utilities of "{issue.title}"'
    discrete = next((of[kind] for kind in _DISCRETE if kind in of), None)
    if discrete is not None:
        given = {
            value: exact(file, utility, what)
            for value, utility in _by_title(
                file, table(file, discrete, what).get("valueUtilities"), what
            ).items()
        }
        for option in issue.options:
            yield option.id, given.get(option.title, Fraction(0))
        return
    number = next((of[kind] for kind in _NUMBER if kind in of), None)
    if number is None:
        raise refused(file, f"{what} are of no known kind", " or ".join((*_DISCRETE, *_NUMBER)))
    held = table(file, number, what)
    low, high, at_low, at_high = (
        exact(file, held.get(each), what)
        for each in ("lowValue", "highValue", "lowUtility", "highUtility")
    )
    if high == low:
        raise refused(file, f"{what} have one value twice", "two values")
    if (number_of := len(issue.values) or len(issue.options)) > _MOST_VALUES:
        found = f"{what} are given for {number_of:,} numbers"
        raise refused(file, found, f"at most {_MOST_VALUES:,}; a larger step leaves fewer")
    answers: list[tuple[str | int, Fraction]] = [(v, Fraction(v)) for v in issue.values]
    if issue.kind is not IssueKind.NUMBER:
        each = f'a value of "{issue.title}", whose utilities are those of numbers,'
        answers = [(option.id, exact(file, option.title, each)) for option in issue.options]
    for answer, value in answers:
        yield answer, at_low + (at_high - at_low) * (value - low) / (high - low)


def _utility(
    file: str,
    bid: Any,
    shares: Mapping[str, Mapping[str | int, Fraction]],
    by_title: Mapping[str, Issue],
) -> Fraction:
    """What the bid comes to that stands for no agreement."""
    chosen = table(file, table(file, bid, '"reservationBid"').get("issuevalues"), '"issuevalues"')
    total = Fraction(0)
    for title, value in chosen.items():
        issue = by_title.get(one_line(title))
        answer = None if issue is None else _answer(file, value, issue)
        if issue is None or answer is None or answer not in shares.get(issue.id, {}):
            raise refused(file, f'the reservation bid chooses "{value}" on "{title}"', "a value")
        total += shares[issue.id][answer]
    return total


def _answer(file: str, value: Any, issue: Issue) -> str | int | None:
    """What the bid chooses: by name, or as a number, however that is written."""
    what = "the reservation bid"
    if issue.kind is IssueKind.NUMBER:
        asked = exact(file, value, what)
        return int(asked) if asked.denominator == 1 else None
    named = {option.title: option.id for option in issue.options}
    if (title := one_line(str(value))) in named:
        return named[title]
    with suppress(FileProblemError):  # a value, or the bid, is a word
        numbers = {exact(file, title, what): option for title, option in named.items()}
        return numbers.get(exact(file, value, what))
    return None
