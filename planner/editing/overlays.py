"""A private overlay over a case that may change under it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import PlannerError, Problem
from planner.files.cases.private import private_file, with_private
from planner.files.cases.reading import read_case
from planner.model.case import Case

if TYPE_CHECKING:
    from planner.model.private import Overlay

__all__ = [
    "PrivateLineError",
    "laid_over",
    "overlay_beside",
    "overlay_with_warnings",
    "refuse_private",
    "taken_ids",
]


class PrivateLineError(PlannerError):
    """A shared file would have named a red line that only a private overlay knows."""


def overlay_beside(case_file: Path | None) -> Overlay | None:
    """The overlay beside the case in that file; ``None`` where there is none.

    Raises :class:`~planner.errors.FileProblemError` with the mistakes of the overlay.
    """
    return overlay_with_warnings(case_file)[0]


def overlay_with_warnings(case_file: Path | None) -> tuple[Overlay | None, tuple[Problem, ...]]:
    """The same with what should be looked at in the overlay, and is no mistake."""
    # Nearly nobody has one: then nothing is read.
    if case_file is None or not os.path.lexists(private_file(case_file)):
        return None, ()
    loaded = with_private(read_case(case_file))
    name = loaded.source.name
    return loaded.overlay, tuple(each for each in loaded.warnings if each.file != name)


def taken_ids(overlay: Overlay | None, table: str) -> frozenset[str]:
    """The ids that the overlay has in that table of a case: it hides what else is called so."""
    return frozenset(item.id for item in getattr(overlay, table, ()))


def laid_over(case: Case, overlay: Overlay | None) -> Case:
    """The case with the overlay; without it where both do not hold together.

    The overlay was read with the case as its file says it; a case that is being edited may have
    lost what the overlay names.
    """
    if overlay is None:
        return case
    from planner.files.cases.judging import flaws_of  # noqa: PLC0415 (few have an overlay)
    from planner.model.private import overlaid  # noqa: PLC0415

    whole = overlaid(case, overlay)
    return case if flaws_of(whole) else whole


def refuse_private(case: Case, line: str) -> None:
    """Raises :class:`PrivateLineError` for a red line that only the overlay knows."""
    from planner.model.private import added_privately  # noqa: PLC0415 (likewise)

    if added_privately(case, line):
        raise PrivateLineError(
            f"{line} is private: a scenario's file is shared and may not name it. "
            f"For a what-if of your own: planner check FILE --set-aside {line}"
        )
