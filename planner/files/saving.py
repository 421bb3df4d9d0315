"""Saving a scenario: never torn, never over somebody else's change, never what cannot be read back.

The steps and why each is there are told in the guide: ``planner guide saving``.
"""

from __future__ import annotations

import os
from pathlib import Path

from attrs import frozen

from planner.errors import SaveError
from planner.files.locking import save_lock
from planner.files.patching import Unpatchable, patched_text
from planner.files.replacing import put_bytes, remove_leftovers, resolved_target
from planner.files.scenario_writer import (
    canonical_text,
    refuse_unlike,
    refuse_unwritable,
    schema_line,
)
from planner.files.text import SourceText, shown_path, source_from_bytes
from planner.files.versions import keep_version
from planner.model import Case, Scenario

__all__ = [
    "LayoutAtStakeError",
    "Saved",
    "save_scenario",
    "text_to_save",
]


class LayoutAtStakeError(SaveError):
    """The change cannot be written into the file as it is laid out; nothing was written.

    Saving again with ``canonical=True`` writes the canonical form, without the file's comments.
    """


@frozen(eq=False)
class Saved:
    """What a save did.

    ``source`` is the text that stands in the file now: the base of the next save. ``written`` is
    false where nothing had changed.
    """

    path: Path
    source: SourceText
    written: bool


def save_scenario(  # noqa: PLR0913 (each is a decision of the caller)
    path: str | os.PathLike[str],
    scenario: Scenario,
    case: Case,
    *,
    seen: str | None,
    base: SourceText | None = None,
    canonical: bool = False,
) -> Saved:
    """Saves the scenario to ``path``, or leaves everything as it was and says why.

    ``seen`` is the SHA-256 of the content that may be replaced (``base.sha256`` after a load,
    :func:`~planner.files.content_digest` before replacing another file), ``None`` for a file that
    must not exist yet. ``base`` is the text that the scenario was read from: what did not change
    stays as it is written there, and a scenario that did not change writes nothing. Without it, or
    with ``canonical``, the canonical form is written.

    Raises :class:`ChangedOnDiskError` if something else stands there than was seen,
    :class:`LayoutAtStakeError` if the change does not fit into ``base``, and otherwise
    :class:`~planner.errors.SaveError`.
    """
    refuse_unwritable(scenario, case)
    text = text_to_save(scenario, case, base, canonical=canonical)
    if base is not None and text == base.text and seen == base.sha256:
        return Saved(Path(path), base, written=False)
    refuse_unlike(text, scenario, case)
    with_bom = base is not None and base.bom
    data = text.encode("utf-8-sig" if with_bom else "utf-8")
    target = resolved_target(path)
    with save_lock(target) as locked:
        if locked:
            remove_leftovers(target)
        put_bytes(target, data, seen, lambda old: keep_version(target, old))
    source = source_from_bytes(shown_path(path), data)
    return Saved(Path(path), source, written=True)


def text_to_save(
    scenario: Scenario, case: Case, base: SourceText | None, *, canonical: bool = False
) -> str:
    """The text that a save would write; of ``base`` the canonical form keeps the ``#:schema`` line.

    Raises :class:`LayoutAtStakeError` if the change does not fit into ``base``.
    """
    if base is None or canonical:
        text = (schema_line(base.text) if base else "") + canonical_text(scenario, case)
        return text.replace("\n", "\r\n") if base and base.newline == "\r\n" else text
    outcome = patched_text(base, scenario, case)
    if isinstance(outcome, Unpatchable):
        raise LayoutAtStakeError(
            f"{base.name} was not saved: {outcome.reason}; it can be written anew in the usual "
            "form, without its comments"
        )
    return outcome.text
