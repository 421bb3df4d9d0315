"""A copy of a scenario beside it, under another name."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from planner.errors import LayoutAtStakeError
from planner.files.places import places
from planner.files.safety.saving import Saved, save_text
from planner.files.scenarios.kind import kind_of
from planner.files.scenarios.reading import read_scenario
from planner.files.toml.single_values import cut_title

__all__ = ["duplicate_scenario"]


def duplicate_scenario(source: Path, target: Path) -> Saved:
    """Saves the scenario of ``source`` under a name that is not taken; its comments stay.

    Its title says that it is a copy, so that the two can be distinguished. Raises
    :class:`~planner.errors.FileProblemError` if the source cannot be read and
    :class:`~planner.errors.SaveError` if the copy cannot be saved.
    """
    loaded = read_scenario(source)
    envelope, written = loaded.envelope, loaded.written
    if envelope.case_path:
        home = places().absolute(target).parent
        envelope = evolve(envelope, case_path=places().relative(loaded.case_file, home))
    titled = (
        evolve(written, title=cut_title(written.title, " (copy)")) if written.title else written
    )
    kind = kind_of(loaded)
    try:
        text = kind.text_to_save(titled, envelope, loaded.source)
    except LayoutAtStakeError:
        # The title cannot be changed as the file is laid out. That is no reason to lose comments.
        text = kind.text_to_save(written, envelope, loaded.source)
    return save_text(target, text, seen=None, base=loaded.source)
