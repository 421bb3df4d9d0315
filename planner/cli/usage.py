"""What to say of wrong usage, without the parser of arguments: most starts of the app need none."""

from __future__ import annotations

from collections.abc import Iterable

from planner.errors import PlannerError

__all__ = ["EXIT_CODES", "UsageError", "unknown"]

EXIT_CODES = """\
exit codes:
  0    fine
  1    a counted red line is crossed
  2    wrong usage, or a file that cannot be read
"""


class UsageError(PlannerError):
    """The command line makes no sense."""


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """What to say of a name that is none of the known ones; in the words that files get too."""
    # Only after a mistake, hence late.
    from planner.files.findings import alternatives, nearest_name  # noqa: PLC0415
    from planner.files.text import visible  # noqa: PLC0415

    known = tuple(known)
    parts = [f'there is no {kind} "{visible(name)}"']
    if known:
        parts.append(f"expected {alternatives(known)}")
    return "; ".join(filter(None, [*parts, nearest_name(name, known)]))
