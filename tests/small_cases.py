"""The one builder of small cases: a short notation for their nouns, and their text as a file.

Everything has a default, so that a test names only what it is about. Options of an issue are
written ``"first|parallel"``, a combination ``when(timing="first|parallel", format="two")``.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from planner.model.case import Case, Issue, IssueKind, Option, Origin, Party, Source
from planner.model.conditions import Condition, Pick, Term
from planner.model.reading import Reading
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Attribution, Statement, Strength

__all__ = [
    "any_of",
    "case_text",
    "coherence_rule",
    "conditions",
    "issue",
    "made_case",
    "number",
    "numbered_issues",
    "numbered_parties",
    "party",
    "red_line",
    "scenario",
    "toml_string",
    "when",
    "with_evidence",
]

_STATEMENT = (
    "source section quote party scope speaker attribution strength opposes supports limits "
    "date repeats superseded_by place"
)
_RED_LINE = (
    "party scope title strength crossed_when contested_when evidence confidence caveat "
    "member date superseded_by"
)
_DEFAULTS = (None, "", (), 0, Origin.SOURCE, Attribution.ARTICLE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NEWER = re.compile(
    r"(?m)^(kind|applies_when|clause|url|date|repeats|superseded_by|place|member|minimum) = "
    r"|\{ (any|all|none|from|below|applies) = "
)
"""What only a file of format 2 can hold."""


def conditions(**options: str | Condition) -> tuple[Condition, ...]:
    """Options of some issues, written as ``timing="first|parallel"``; none of them as ``""``.

    Other conditions are given as they are; the key names their issue.
    """
    return tuple(
        Condition(i, tuple(o.split("|")) if o else ()) if isinstance(o, str) else evolve(o, issue=i)
        for i, o in options.items()
    )


def when(**options: str | Condition) -> Term:
    """A combination, written as ``timing="first|parallel"``."""
    return Term(conditions(**options))


def party(name: str) -> Party:
    """A party that is called as its id."""
    return Party(name, name.title())


def issue(
    name: str, *options: str | Option, title: str = "", question: str = "", **more: Any
) -> Issue:
    """An issue; what has no title of its own is called as its id."""
    made = tuple(Option(o, o.title()) if isinstance(o, str) else o for o in options)
    return Issue(name, title or name.title(), made, question, **more)


def any_of(name: str, *options: str | Option, **more: Any) -> Issue:
    """An issue of which several options may hold."""
    return issue(name, *options, kind=IssueKind.ANY, **more)


def number(name: str, minimum: int, maximum: int, step: int = 1, **more: Any) -> Issue:
    """An issue that a number answers."""
    more |= {"minimum": minimum, "maximum": maximum, "step": step}
    return issue(name, kind=IssueKind.NUMBER, **more)


def red_line(
    name: str, holder: str, *crossed: Term, contested: Iterable[Term] = (), **more: Any
) -> RedLine:
    """A red line that each of the combinations crosses."""
    title = more.pop("title", name)
    return RedLine(name, holder, title, crossed, tuple(contested), **more)


def coherence_rule(name: str, *impossible: Term, title: str = "") -> CoherenceRule:
    """A rule that each of the combinations contradicts."""
    return CoherenceRule(name, title or name.title(), impossible)


def made_case(
    name: str = "small",
    *,
    parties: Iterable[str | Party] = ("a",),
    issues: Iterable[Issue] = (),
    title: str = "",
    **more: Any,
) -> Case:
    """A case; without issues it has one of two options."""
    tuples: dict[str, Any] = {
        key: tuple(held) if isinstance(held, list) else held for key, held in more.items()
    }
    return Case(
        id=name,
        title=title or name.title(),
        parties=tuple(party(p) if isinstance(p, str) else p for p in parties),
        issues=tuple(issues) or (issue("i", "x", "y"),),
        **tuples,
    )


def scenario(
    case_id: str = "small",
    *,
    title: str = "A try",
    reading: Reading | None = None,
    set_aside: Mapping[str, str] | Iterable[str] = (),
    **picks: Pick,
) -> Scenario:
    """A scenario with these choices, written as ``timing="first"``, ``seats=("a", "b")``."""
    choices = {name: Choice.of(pick) for name, pick in picks.items()}
    return Scenario(case_id, title=title, reading=reading, set_aside=set_aside, choices=choices)


def numbered_issues(sizes: Iterable[int], origins: Iterable[Origin] = ()) -> tuple[Issue, ...]:
    """Issues ``i0``, ``i1`` ... of these sizes, with options ``o0``, ``o1`` ..."""
    origin = iter(origins)
    return tuple(
        issue(
            f"i{n}",
            *(
                Option(f"o{k}", f"Option {k}", origin=next(origin, Origin.SOURCE))
                for k in range(size)
            ),
            title=f"Issue {n}",
        )
        for n, size in enumerate(sizes)
    )


def numbered_parties(number: int) -> tuple[Party, ...]:
    """Parties ``p0``, ``p1`` ..."""
    return tuple(Party(f"p{n}", f"Party {n}") for n in range(number))


def with_evidence(of: Case) -> Case:
    """The case with a statement of each party on every issue, as evidence of all its lines."""
    everything = conditions(**dict.fromkeys(of.issues_by_id, ""))
    said = tuple(
        Statement(
            f"E-{p.id}",
            "never",
            source="s",
            party=p.id,
            strength=Strength.DECLARED,
            opposes=everything,
        )
        for p in of.parties
    )
    lines = tuple(evolve(held, evidence=(f"E-{held.party}",)) for held in of.red_lines)
    return evolve(of, sources=(Source("s"),), statements=said, red_lines=lines)


def case_text(of: Case) -> str:
    """The case as a file: every key that is not at its default, in one order."""
    tables = "\n\n".join(_tables(of))
    return f"format = {2 if _NEWER.search(tables) else 1}\n\n{tables}\n"


def _tables(of: Case) -> Iterator[str]:
    yield _table("case", of, "id title summary as_of reading")
    for source in of.sources:
        yield _table(f"sources.{source.id}", source, "title publisher published url date")
    for side in of.parties:
        yield _table(f"parties.{side.id}", side, "name members")
    for asked in of.issues:
        yield _issue_table(asked)
        for option in asked.options:
            name = f"issues.{asked.id}.options.{option.id}"
            yield _table(name, option, "title definition origin evidence clause")
    for said in of.statements:
        yield _table(f"statements.{said.id}", said, _STATEMENT)
    for held in of.red_lines:
        yield from _line_tables(held)
    for odd in of.coherence:
        yield _table(f"coherence.{odd.id}", odd, "title impossible_when")


def toml_string(text: str) -> str:
    """The text as a TOML string."""
    return "".join(
        f"\\U{ord(letter):08x}" if ord(letter) > 0xFFFF or letter in "\x7f\x85" else letter
        for letter in json.dumps(text, ensure_ascii=False)
    )


def _table(name: str, noun: object, keys: str) -> str:
    """The table of a noun, whose attributes are named as their keys."""
    held = {key: getattr(noun, key) for key in keys.split()}
    rows = [
        f"{key} = {_value(value, key)}" for key, value in held.items() if value not in _DEFAULTS
    ]
    return "\n".join((f"[{name}]", *rows))


def _issue_table(asked: Issue) -> str:
    """The table of an issue, with the bounds of its kind."""
    rows = [_table(f"issues.{asked.id}", asked, "title question at_least applies_when unit")]
    if asked.kind is not IssueKind.ONE:
        rows.append(f'kind = "{asked.kind}"')
    if asked.kind is IssueKind.NUMBER:
        rows += [f"{key} = {getattr(asked, key)}" for key in ("minimum", "maximum", "step")]
    if asked.at_most is not None:
        rows.append(f"at_most = {asked.at_most}")
    return "\n".join(rows)


def _line_tables(held: RedLine) -> Iterator[str]:
    """The table of a red line, with its points in one of their own."""
    table = _table(f"red_lines.{held.id}", held, _RED_LINE)
    points = held.points
    if points is None:
        yield table
        return
    rows = [table, f"minimum = {points.minimum}", f"scored_by = {toml_string(points.scored_by)}"]
    if points.contested_below is not None:
        rows.append(f"contested_below = {points.contested_below}")
    yield "\n".join(rows)
    rows = [f"[red_lines.{held.id}.points]"]
    for issue_id, given in points.of_options.items():
        inner = ", ".join(f"{option} = {point}" for option, point in given.items())
        rows.append(f"{issue_id} = {{ {inner} }}")
    for issue_id, steps in points.steps.items():
        tables = (f"{{ from = {start}, points = {point} }}" for start, point in steps)
        rows.append(f"{issue_id} = [{', '.join(tables)}]")
    yield "\n".join(rows)


def _value(value: Any, key: str) -> str:
    if isinstance(value, tuple):
        if key in {"opposes", "supports"}:
            return _inline(value)
        terms = (_inline(v.conditions) if isinstance(v, Term) else _value(v, "") for v in value)
        return f"[{', '.join(terms)}]"
    if isinstance(value, int | dt.date) or (key == "published" and _DATE.fullmatch(value)):
        return str(value)
    return toml_string(value)


def _inline(named: Iterable[Condition]) -> str:
    return f"{{ {', '.join(f'{held.issue} = {_condition(held)}' for held in named)} }}"


def _condition(held: Condition) -> str:
    """An array of options, or a table of the parts that say something."""
    keys = {"any": held.any, "all": held.all, "none": held.none}
    parts = {key: _value(options, "") for key, options in keys.items() if options}
    bounds = {"from": held.at_from, "below": held.below}
    parts |= {key: str(bound) for key, bound in bounds.items() if bound is not None}
    if held.applies is not None:
        parts["applies"] = str(held.applies).lower()
    if not parts or [*parts] == ["any"]:
        return _value(held.any, "")
    return f"{{ {', '.join(f'{key} = {part}' for key, part in parts.items())} }}"
