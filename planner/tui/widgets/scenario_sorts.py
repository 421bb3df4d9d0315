"""What the table of scenarios can be sorted by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

from planner.by_fields import Compared
from planner.check.verdict import Verdict
from planner.files.shelf import Found, Kept
from planner.model.reading import Reading

__all__ = ["SORTS", "Sort", "aside", "own_reading", "title_in", "title_of"]


@frozen(eq=False, repr=False)
class Sort(Compared):
    """A way to sort: its name, what it sorts by, and whether the largest comes first.

    Without ``needs_reading`` it depends on the file alone, not on what is in it.
    """

    name: str
    key: Callable[[Found, Kept, Reading], Any]
    largest_first: bool = False
    needs_reading: bool = True


def _of_verdict(key: Callable[[Verdict], Any]) -> Callable[[Found, Kept, Reading], Any]:
    def value(_: Found, kept: Kept, reading: Reading) -> Any:
        verdict = kept.by(reading)
        return key(verdict) if verdict is not None else None

    return value


def aside(verdict: Verdict) -> list[str]:
    """The red lines of the case that the planner left out."""
    return [line.line.id for line in verdict.lines if line.set_aside]


def title_in(kept: Kept) -> str:
    """The title in the file, with a word where it is a case; empty for none."""
    if kept.case is not None:
        return f"{kept.case.title} (a case)"
    return kept.scenario.title if kept.scenario is not None else ""


def title_of(found: Found, kept: Kept) -> str:
    """How the file is called: by the title in it, else by its name."""
    return title_in(kept) or found.name


def own_reading(kept: Kept) -> Reading | None:
    """The reading that the file says, or its case."""
    return kept.verdict.reading if kept.verdict is not None else None


def _firmness(_: Found, kept: Kept, __: Reading) -> int | None:
    own = own_reading(kept)
    return -list(Reading).index(own) if own is not None else None


SORTS = (
    Sort("changed", lambda found, _, __: found.changed, largest_first=True, needs_reading=False),
    Sort("title", lambda found, kept, _: title_of(found, kept).casefold()),
    Sort("file", lambda found, _, __: found.name.casefold(), needs_reading=False),
    Sort("crossed", _of_verdict(lambda verdict: len(verdict.crossed)), largest_first=True),
    Sort("contested", _of_verdict(lambda verdict: len(verdict.contested)), largest_first=True),
    Sort("undecided", _of_verdict(lambda verdict: len(verdict.undecided)), largest_first=True),
    Sort("aside", _of_verdict(lambda verdict: len(aside(verdict))), largest_first=True),
    Sort("case", _of_verdict(lambda verdict: verdict.case.title.casefold())),
    Sort("own reading", _firmness),
)
"""The columns that one can sort by, in the order in which the key goes through them."""
