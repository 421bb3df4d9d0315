"""Two planners' changes to one scenario, put together choice by choice.

Pure: no file is read or written. What only one side changed is merged; where both changed the same
part to different things there is a clash, which nobody but a planner can settle.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from attrs import evolve, frozen

from planner.model import Case, Choice, Reading, Scenario

__all__ = ["Clash", "Merge", "Part", "PartKind", "Value", "merged"]

PartKind = Literal["title", "authors", "summary", "reading", "set_aside", "option", "note"]
Value = str | tuple[str, ...] | None
"""What a part says: ``None`` is no option, the case's own reading, or no such note at all."""


@frozen
class Part:
    """A part of a scenario that is merged as a whole; ``issue`` for options and notes."""

    kind: PartKind
    issue: str = ""


@frozen
class Clash:
    """A part that says different things on both sides; ``base`` is what it said before.

    Without a common ancestor ``base`` is ``None``, and each difference is a clash.
    """

    part: Part
    base: Value
    mine: Value
    theirs: Value


@frozen(eq=False)
class Merge:
    """What came of a merge.

    ``scenario`` holds all that is settled, and mine wherever there is a clash. ``from_mine`` and
    ``from_theirs`` are the parts that only one side changed.
    """

    case: Case
    scenario: Scenario
    clashes: tuple[Clash, ...]
    from_mine: tuple[Part, ...]
    from_theirs: tuple[Part, ...]

    def settled(self, theirs: Collection[Part]) -> Scenario:
        """The merged scenario with their version of these clashes, and mine of the others."""
        values = _values(self.scenario)
        values |= {clash.part: clash.theirs for clash in self.clashes if clash.part in theirs}
        return _assembled(self.scenario, values, self.case)


def merged(base: Scenario | None, mine: Scenario, theirs: Scenario, case: Case) -> Merge:
    """Merges what both sides made of ``base``, scenarios of ``case`` all.

    Where the case lies and the digest it was saved with are the file's business: they stay mine.
    Red lines set aside are merged one by one, so they clash only where there is no base.
    """
    own, other = (_values(side.fitted_to(case)) for side in (mine, theirs))
    before = {} if base is None else _values(base.fitted_to(case))
    values = dict(own)
    clashes: list[Clash] = []
    from_mine: list[Part] = []
    from_theirs: list[Part] = []
    for part in {**own, **other, **before}:  # in the order of mine: so clashes are asked
        old, here, there = (values.get(part) for values in (before, own, other))
        if _same(part, here, there):
            continue
        if base is None:
            clashes.append(Clash(part, None, here, there))
        elif part.kind == "set_aside":
            values[part] = _merged_lines(old, here, there)
            from_mine += [] if _same(part, here, old) else [part]
            from_theirs += [] if _same(part, there, old) else [part]
        elif here == old:
            values[part] = there
            from_theirs.append(part)
        elif there == old:
            from_mine.append(part)
        else:
            clashes.append(Clash(part, old, here, there))
    scenario = _assembled(mine, values, case)
    return Merge(case, scenario, tuple(clashes), tuple(from_mine), tuple(from_theirs))


def _same(part: Part, one: Value, other: Value) -> bool:
    if part.kind == "set_aside":
        return set(one or ()) == set(other or ())
    return one == other


def _merged_lines(base: Value, mine: Value, theirs: Value) -> tuple[str, ...]:
    """Set aside what both set aside and what either added, in the order of mine."""
    old, here, there = base or (), mine or (), theirs or ()
    kept = [line for line in here if line in there or line not in old]
    return (*kept, *(line for line in there if line not in old and line not in here))


def _values(scenario: Scenario) -> dict[Part, Value]:
    values: dict[Part, Value] = {
        Part("title"): scenario.title,
        Part("authors"): scenario.authors,
        Part("summary"): scenario.summary,
        Part("reading"): scenario.reading.value if scenario.reading is not None else None,
        Part("set_aside"): (*scenario.set_aside, *scenario.vanished_lines),
    }
    for issue, choice in scenario.written_choices().items():
        values[Part("option", issue)] = choice.option
        values[Part("note", issue)] = choice.note
    return values


def _assembled(like: Scenario, values: Mapping[Part, Value], case: Case) -> Scenario:
    """A scenario like ``like`` that says these values."""
    choices = {}
    for issue in dict.fromkeys(part.issue for part in values if part.issue):
        option, note = values.get(Part("option", issue)), values.get(Part("note", issue))
        if option is not None or note is not None:
            choices[issue] = Choice(_text(option) or None, _text(note))
    whole = evolve(
        like,
        title=_text(values[Part("title")]),
        authors=_names(values[Part("authors")]),
        summary=_text(values[Part("summary")]),
        reading=Reading(reading) if (reading := _text(values[Part("reading")])) else None,
        set_aside=_names(values[Part("set_aside")]),
        choices=choices,
        vanished={},
        vanished_lines=(),
    )
    return whole.fitted_to(case)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _names(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
