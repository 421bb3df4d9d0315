"""The app in a browser: the guard at the door, and a process of the app for each tab.

It serves this computer alone, one folder alone, and who knows the token alone. It decides nothing
about scenarios and shows nothing of its own but the frame around the app.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

__all__ = ["serve"]


def serve(folder: Path, *, port: int, sessions: int, tell: Callable[[str], None]) -> None:
    """Serve the app on that folder until it is interrupted; ``tell`` is given the address.

    ``port`` 0 takes a free one; ``sessions`` is how many tabs may be open at once. Raises
    :class:`~planner.errors.PlannerError` where the port is taken.

    What serves pages is imported here and not before, so that asking for help costs nothing.
    """
    from planner.web.server import run  # noqa: PLC0415

    run(folder, port=port, sessions=sessions, tell=tell)
