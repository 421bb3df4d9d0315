"""What a draft says, and what its file held when the work on it began."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import tomli

from planner.errors import FileProblemError, Problem
from planner.files.cases.reading import CASE_SUFFIX, LoadedCase, loaded_case, read_case
from planner.files.places import places
from planner.files.safety.drafts import Draft
from planner.files.safety.reading import is_gone
from planner.files.safety.versions import kept_content
from planner.files.scenarios.reading import LoadedScenario, scenario_with_case
from planner.files.toml.positions import scan
from planner.files.toml.source import SourceText, source_from_bytes, source_from_text
from planner.files.toml.typed_texts import unfit_title
from planner.visible import shown_path

__all__ = ["base_of_case_draft", "base_of_draft", "recover_case_draft", "recover_draft"]

T = TypeVar("T")

_TYPED = (("title",), ("marking",), ("authors",))
"""What is typed as a line and stands in the head of a scenario."""


def recover_draft(draft: Draft) -> LoadedScenario:
    """The scenario in the draft, with its case, as if its text stood in the file it belongs to.

    A title, a marking or authors that no file could hold are left out: all else is there. What only
    a what-if knew, or an unsaved case, is kept as what has vanished from the case.
    Raises :class:`~planner.errors.FileProblemError` if it cannot be read or its case is gone; the
    draft stays.
    """
    if draft.kind != "scenario":
        message = f"this is the draft of a {draft.kind}, which a newer planner may have written"
        raise FileProblemError((Problem(shown_path(draft.file), None, None, message),))
    if draft.path is None:
        name, path = "the unsaved draft", draft.folder / "unsaved.toml"
    else:
        name, path = f"draft of {shown_path(draft.path)}", draft.path
        if _is_homeless(draft):  # its folder has another name by now: maybe one works in it
            path = places().working / path.name

    def read(text: str) -> LoadedScenario:
        source = source_from_text(name, text)
        return scenario_with_case(source, path, partial(_case_of, draft), keeps_unknown=True)

    try:
        return read(draft.text)
    except FileProblemError:
        mended = _without_unfit_lines(draft.text)
        if mended == draft.text:
            raise
        return read(mended)


def _case_of(draft: Draft, case_id: str, _path: str) -> LoadedCase | None:
    """The case that the work was read with; else the scenario names it from where it lies."""
    if draft.read_with is None or not (draft.path is None or _is_homeless(draft)):
        return None
    try:
        loaded = read_case(draft.read_with)
    except FileProblemError:
        return None
    return loaded if loaded.case.id == case_id else None


def _is_homeless(draft: Draft) -> bool:
    """Whether the folder of its file is gone."""
    return draft.path is not None and is_gone(draft.path.parent)


def _without_unfit_lines(text: str) -> str:
    """The text of a scenario without the lines of its head that no file could hold."""
    unfit = [each for each in scan(text).statements if each.table == ("scenario",)]
    for each in reversed(unfit):
        if each.path[-1:] in _TYPED and _is_unfit(text[each.start : each.end]):
            text = text[: each.start] + text[each.end :]
    return text


def _is_unfit(statement: str) -> bool:
    try:
        (value,) = tomli.loads(statement).values()
    except (tomli.TOMLDecodeError, ValueError):
        return True
    lines = value if isinstance(value, list) else [value]
    return any(not isinstance(line, str) or bool(unfit_title(line)) for line in lines)


def recover_case_draft(draft: Draft) -> LoadedCase:
    """The case in the draft, as if its text stood in the file it belongs to.

    Raises :class:`~planner.errors.FileProblemError` if it cannot be read; the draft stays.
    """
    if draft.path is None:
        name, path = "the unsaved draft", draft.folder / f"unsaved{CASE_SUFFIX}"
    else:
        name, path = f"draft of {shown_path(draft.path)}", draft.path
    return _case_in(source_from_text(name, draft.text), path)


def base_of_draft(draft: Draft) -> LoadedScenario | None:
    """What the draft's file held when it was read; ``None`` where that is not known any more."""
    return _base(draft, scenario_with_case)


def base_of_case_draft(draft: Draft) -> LoadedCase | None:
    """What the draft's file held when it was read; ``None`` where that is not known any more."""
    return _base(draft, _case_in)


def _base(draft: Draft, read: Callable[[SourceText, Path], T]) -> T | None:
    content = None if draft.path is None else kept_content(draft.path, draft.base)
    if draft.path is None or content is None:
        return None
    try:
        return read(source_from_bytes(shown_path(draft.path), content), draft.path)
    except FileProblemError:
        return None


def _case_in(source: SourceText, path: Path) -> LoadedCase:
    return loaded_case(path, source)
