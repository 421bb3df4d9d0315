"""What one answer to an issue does, which a board shows before it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

from planner.by_fields import Printed
from planner.check.verdict import LineStatus
from planner.model.red_lines import RedLine

__all__ = ["Outcome"]


@frozen(eq=False, repr=False)
class Outcome(Printed):
    """What one answer to an issue does to the counted lines that depend on it.

    ``depends`` finds, for those that stay undecided, the ids of the undecided issues on which they
    then depend: once, when it is called first. ``crossed_aside`` holds the lines set aside that
    would else count as crossed. ``complete`` says whether every issue that applies is then decided,
    and ``incoherent`` whether every completion then breaks one of the coherence rules.
    """

    statuses: tuple[tuple[RedLine, LineStatus], ...]
    depends: Callable[[], Mapping[str, tuple[str, ...]]]
    crossed_aside: tuple[RedLine, ...]
    complete: bool
    incoherent: bool
