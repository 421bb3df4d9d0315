"""The one builder of small cases: a short notation for their nouns, and their text as a file.

Everything has a default, so that a test names only what it is about. Options of an issue are
written ``"first|parallel"``, a combination ``when(timing="first|parallel", format="two")``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from planner.model.case import Case, Issue, Option, Origin, Party, Source
from planner.model.conditions import Condition, Term
from planner.model.reading import Reading
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Attribution, Statement, Strength

__all__ = [
    "case_text",
    "coherence_rule",
    "conditions",
    "issue",
    "made_case",
    "numbered_issues",
    "numbered_parties",
    "party",
    "red_line",
    "scenario",
    "toml_string",
    "when",
    "with_evidence",
]

_STATEMENT = "source section quote party scope speaker attribution strength opposes supports limits"
_RED_LINE = "party scope title strength crossed_when contested_when evidence confidence caveat"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def conditions(**options: str) -> tuple[Condition, ...]:
    """Options of some issues, written as ``timing="first|parallel"``; none of them as ``""``."""
    return tuple(Condition(i, tuple(o.split("|")) if o else ()) for i, o in options.items())


def when(**options: str) -> Term:
    """A combination, written as ``timing="first|parallel"``."""
    return Term(conditions(**options))


def party(name: str) -> Party:
    """A party that is called as its id."""
    return Party(name, name.title())


def issue(name: str, *options: str | Option, title: str = "", question: str = "") -> Issue:
    """An issue; what has no title of its own is called as its id."""
    made = tuple(Option(o, o.title()) if isinstance(o, str) else o for o in options)
    return Issue(name, title or name.title(), made, question)


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
    set_aside: Iterable[str] = (),
    **options: str,
) -> Scenario:
    """A scenario with these options chosen, written as ``timing="first"``."""
    choices = {name: Choice(option) for name, option in options.items()}
    return Scenario(
        case_id, title=title, reading=reading, set_aside=tuple(set_aside), choices=choices
    )


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
    return "\n\n".join(("format = 1", *_tables(of))) + "\n"


def _tables(of: Case) -> Iterator[str]:
    yield _table("case", of, "id title summary as_of reading")
    for source in of.sources:
        yield _table(f"sources.{source.id}", source, "title publisher published")
    for side in of.parties:
        yield _table(f"parties.{side.id}", side, "name members")
    for asked in of.issues:
        yield _table(f"issues.{asked.id}", asked, "title question")
        for option in asked.options:
            name = f"issues.{asked.id}.options.{option.id}"
            yield _table(name, option, "title definition origin evidence")
    for said in of.statements:
        yield _table(f"statements.{said.id}", said, _STATEMENT)
    for held in of.red_lines:
        yield _table(f"red_lines.{held.id}", held, _RED_LINE)
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
    defaults = (None, "", (), Origin.SOURCE, Attribution.ARTICLE)
    rows = [f"{key} = {_value(value, key)}" for key, value in held.items() if value not in defaults]
    return "\n".join((f"[{name}]", *rows))


def _value(value: Any, key: str) -> str:
    if isinstance(value, tuple):
        if key in {"opposes", "supports"}:
            return _inline({s.issue: s.options for s in value})
        terms = (
            _inline({s.issue: s.options for s in v.conditions})
            if isinstance(v, Term)
            else _value(v, "")
            for v in value
        )
        return f"[{', '.join(terms)}]"
    if key == "as_of" or (key == "published" and _DATE.fullmatch(value)):
        return str(value)
    return toml_string(value)


def _inline(sets: Mapping[str, tuple[str, ...]]) -> str:
    inner = ", ".join(f"{issue} = {_value(options, '')}" for issue, options in sets.items())
    return f"{{ {inner} }}"
