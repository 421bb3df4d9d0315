"""Genius: domains and profiles as XML, as the tool of that name writes them.

An evaluation is divided by the highest of its issue and weighted; a number's is the slope times the
distance from its lower bound, plus the offset, kept between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import PurePath

from planner.exchange.imported import exact, ids_of, one_line, options_named, refuse_large, refused
from planner.exchange.utilities import Profile
from planner.exchange.xml import Element
from planner.model.case import Issue, IssueKind

__all__ = ["domain_name", "issues_of", "profile_of"]

_MOST_VALUES = 1_000


def domain_name(root: Element) -> str:
    """What the domain is called, as far as the file says."""
    objective = root.find(".//objective")
    return "" if objective is None else objective.get("name", "")


def issues_of(file: str, root: Element) -> tuple[tuple[Issue, ...], tuple[str, ...]]:
    """The issues, and in words what cannot be carried over."""
    found: list[Issue] = []
    left_out = []
    elements = [*root.iter("issue")]
    names = ids_of((_name(file, each) for each in elements), "issue")
    if len(names) < len(elements):
        raise refused(file, "two issues have the same name", "a name of its own for each")
    for element in elements:
        name = _name(file, element)
        kind = _kind(element)
        if kind == "discrete":
            values = [one_line(item.get("value", "")) for item in element.iter("item")]
            if not values or len(set(values)) < len(values):
                raise refused(file, f'the issue "{name}" has no values, or one twice')
            found.append(Issue(names[name], name, options_named(values)))
        elif kind == "integer":
            low, high = (_bound(file, element, each) for each in ("lowerbound", "upperbound"))
            refuse_large(file, name, low, high)
            if low > high:
                raise refused(file, f'the issue "{name}" has no values: {low} to {high}')
            found.append(Issue(names[name], name, kind=IssueKind.NUMBER, minimum=low, maximum=high))
        else:
            left_out.append(f'{file}: the issue "{name}", whose values are {kind} numbers')
    if not found:
        raise refused(file, "no issue in it can be carried over", "a domain or profile of Genius")
    return tuple(found), tuple(left_out)


def profile_of(file: str, root: Element, issues: tuple[Issue, ...]) -> Profile | str | None:
    """The profile; ``None`` where the file is a domain alone, and words where it is of no use."""
    elements = {_name(file, element): element for element in root.iter("issue")}
    name = PurePath(file).stem
    if _is_bent(root):  # asked first: such a profile may evaluate no value by itself
        return f'{file}: the profile "{name}", whose utilities do not add up over the issues'
    if not any("evaluation" in item.attrib for item in root.iter("item")) and not [
        *root.iter("evaluator")
    ]:
        return None
    by_title = {issue.title: issue for issue in issues}
    weights = {e.get("index", ""): _exact(file, e, "value") for e in root.iter("weight")}
    shares: dict[str, dict[str | int, Fraction]] = {}
    for title, element in elements.items():
        issue = by_title.get(title)
        if issue is None:
            return f'{file}: the profile "{name}", which depends on "{title}"'
        weight = weights.get(element.get("index", ""), Fraction(0))
        if issue.kind is IssueKind.NUMBER and len(issue.values) > _MOST_VALUES:
            given = f"gives points for {len(issue.values):,} numbers of one issue"
            return f'{file}: the profile "{name}", which {given} (at most {_MOST_VALUES:,})'
        if issue.kind is IssueKind.NUMBER and (form := _other_form(element)):
            return f'{file}: the profile "{name}", whose utilities of "{issue.title}" {form}'
        scored = _numbers if issue.kind is IssueKind.NUMBER else _options
        shares[issue.id] = {a: weight * share for a, share in scored(file, element, issue)}
    reservation = root.find(".//reservation")
    minimum = None if reservation is None else _exact(file, reservation, "value")
    return Profile(name, PurePath(file).name, shares, minimum, tuple(_lost(file, root)))


def _is_bent(root: Element) -> bool:
    """Whether values are worth something together, or constraints rule some out."""
    if root.tag != "utility_space" and root.find(".//utility_space") is None:
        return False
    spaces = [root, *root.iter("utility_space")]
    kinds = {space.get("type", "").casefold() for space in spaces if space.tag == "utility_space"}
    together = ("hyperRectangle", "ufun", "constraint")
    return bool(kinds & {"nonlinear", "constraint"}) or any(
        next(root.iter(tag), None) is not None for tag in together
    )


def _lost(file: str, root: Element) -> Iterator[str]:
    weighted = {element.get("index", "") for element in root.iter("weight")}
    for element in root.iter("issue"):
        if element.get("index", "") not in weighted:
            yield f'{file}: a weight of "{_name(file, element)}": it counts for nothing'
    discount = root.find(".//discount_factor")
    if discount is not None and _exact(file, discount, "value") != 1:
        yield f"{file}: the discount factor {discount.get('value')}: a case knows no rounds"
    if any(_exact(file, item, "cost") for item in root.iter("item") if item.get("cost")):
        yield f"{file}: the costs of values"


def _options(file: str, element: Element, issue: Issue) -> Iterator[tuple[str, Fraction]]:
    given = {
        one_line(item.get("value", "")): _exact(file, item, "evaluation")
        for item in element.iter("item")
        if item.get("evaluation", "null") != "null"
    }
    highest = max(given.values(), default=Fraction(0))
    for option in issue.options:
        share = given.get(option.title, Fraction(0))
        yield option.id, share / highest if highest > 0 else Fraction(0)


def _other_form(element: Element) -> str:
    """In words, in which form utilities of numbers are given, if not by slope and offset."""
    for evaluator in element.iter("evaluator"):
        form = evaluator.get("ftype", "linear")
        if form.casefold() != "linear":
            return f"are {one_line(form)} (linear ones can be read)"
        if not {"slope", "offset"}.issubset(evaluator.keys()):
            return "have no slope and offset"
    return ""


def _numbers(file: str, element: Element, issue: Issue) -> Iterator[tuple[int, Fraction]]:
    evaluator = element.find("evaluator")
    if evaluator is None:
        raise refused(file, f'the issue "{issue.title}" has no evaluator')
    slope, offset = (_exact(file, evaluator, each) for each in ("slope", "offset"))
    for value in issue.values:
        share = offset + slope * (value - issue.values[0])
        yield value, min(max(share, Fraction(0)), Fraction(1))


def _name(file: str, element: Element) -> str:
    name = element.get("name", "")
    if not name.strip():
        raise refused(file, "an issue has no name", 'name="..."')
    return one_line(name)


def _kind(element: Element) -> str:
    if element.find("item") is not None:  # the type of values that are numbers may say so
        return "discrete"
    return element.get("vtype") or element.get("type") or element.get("etype") or "discrete"


def _bound(file: str, element: Element, name: str) -> int:
    """The bound of an integer issue, which older files hold in an element of its own."""
    inner = element.find("range")
    holder = element if inner is None or element.get(name) is not None else inner
    if holder.get(name) is None:
        found = f'the issue "{_name(file, element)}" has no "{name}"'
        raise refused(file, found, f'{name}="..."')
    bound = _exact(file, holder, name)
    if bound.denominator != 1:
        raise refused(file, f'"{name}" is {holder.get(name)}', "a whole number")
    return int(bound)


def _exact(file: str, element: Element, name: str) -> Fraction:
    written = element.get(name)
    if written is None:
        raise refused(file, f'<{element.tag}> has no "{name}"', f'{name}="..."')
    return exact(file, written, f'"{name}" of <{element.tag}>')
