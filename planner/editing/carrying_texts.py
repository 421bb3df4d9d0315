"""The texts of a case's sources go with the case when it is saved in another folder."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from attrs import frozen

from planner.by_fields import Compared
from planner.errors import FileProblemError, SaveError
from planner.files.safety.reading import read_bytes
from planner.files.safety.replacing import put_bytes, resolved_target
from planner.files.standing import is_file
from planner.model.case import Case
from planner.sources.reading import MAX_SOURCE_BYTES
from planner.visible import shown_path

__all__ = ["NOTHING_CARRIED", "CarriedTexts", "carry_texts"]


@frozen(eq=False, repr=False)
class CarriedTexts(Compared):
    """The files that were copied, and for each that could not be the reason in a sentence."""

    made: tuple[Path, ...] = ()
    failures: tuple[str, ...] = ()


NOTHING_CARRIED = CarriedTexts()


def carry_texts(case: Case, old: Path, new: Path) -> CarriedTexts:
    """Copy the texts that the case names below its old folder to the same places below the new one.

    Nothing is overwritten: a file of that name stays as it is. Texts that the case names elsewhere
    stay where they are, and one that is not there was not there before either.
    """
    made, failures = [], []
    for name in dict.fromkeys(source.text for source in case.sources):
        origin, copy = old / name, new / name
        if not _is_below(name) or not is_file(origin) or os.path.lexists(copy):
            continue
        try:
            data = read_bytes(origin, MAX_SOURCE_BYTES, "a source's text")
            target = resolved_target(copy)  # first: it refuses what lies where nothing may be put
            target.parent.mkdir(parents=True, exist_ok=True)
            put_bytes(target, data, None, lambda _: None)
        except FileProblemError as error:
            failures.append(str(error.problems[0]))
        except (OSError, SaveError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            failures.append(f"{shown_path(copy)}: the text of a source was not copied: {reason}")
        else:
            made.append(copy)
    return CarriedTexts(tuple(made), tuple(failures))


def _is_below(name: str) -> bool:
    """Whether the name leads nowhere but down."""
    path = PurePath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts
