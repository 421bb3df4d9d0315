"""Which engines are known to be right here: each version is tested once, when first wanted."""

from __future__ import annotations

import hashlib
import platform
import sys
from contextlib import suppress

from planner.analysis.engine.trusted import Trusted
from planner.analysis.self_test import library_versions, passes
from planner.files.safety.state_folder import state_folder, state_place
from planner.files.standing import is_there

__all__ = ["doubts", "known_engines"]

_FOLDER = "engines"

_INSTEAD = {
    "counting": "scenarios are counted by plain branching instead",
    "solving": "what is possible is found by plain backtracking instead",
}


def known_engines() -> Trusted:
    """What passes its self-test with these versions, here.

    That a version passed is remembered; one that fails is tested again at the next start.
    """
    return Trusted(counting=_known("counting"), solving=_known("solving"))


def doubts(trusted: Trusted) -> tuple[str, ...]:
    """What to say of engines that are not used."""
    failed = [test for test in _INSTEAD if not getattr(trusted, test)]
    return tuple(
        f"{library_versions(test)}: the self-test fails on this machine. So {_INSTEAD[test]}: "
        "slower, and right."
        for test in failed
    )


def _known(test: str) -> bool:
    name = _name(test)
    with suppress(OSError):
        if is_there(state_place(_FOLDER, name)):
            return True
    if not passes(test):
        return False
    with suppress(OSError):  # then it is tested again next time
        state_folder(_FOLDER).joinpath(name).touch()
    return True


def _name(test: str) -> str:
    """A name for these versions of the libraries and of what they run in."""
    runs_in = f"{sys.executable} {sys.version} {platform.platform()}"
    digest = hashlib.sha256(f"{library_versions(test)} {runs_in}".encode()).hexdigest()
    return f"{test}-{digest[:32]}"
