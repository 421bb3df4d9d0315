"""TOML in and out: reading with the place of every mistake, safe saving, drafts.

Each part is imported on first use, so that a command starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.files.case_catalogue import KnownCase, bundled_folder, find_case, known_cases
    from planner.files.case_reader import LoadedCase, read_case
    from planner.files.drafts import (
        DamagedDraft,
        Draft,
        abandoned_drafts,
        claim_draft,
        new_draft_file,
        remove_draft,
        was_claimed,
        write_draft,
    )
    from planner.files.earlier_cases import earlier_case, keep_case
    from planner.files.leftovers import clean_up_after_kill
    from planner.files.replacing import (
        ChangedOnDiskError,
        TargetExistsError,
        UnconfirmedSaveError,
        content_digest,
    )
    from planner.files.safety.saving import Saved, save_text
    from planner.files.scenario_reader import (
        LoadedScenario,
        read_scenario,
        scenario_from_text,
        scenario_with_case,
    )
    from planner.files.shelf import scenario_files
    from planner.files.text import SourceText, read_text, shown_path, visible
    from planner.files.versions import keep_version, kept_versions

__all__ = [
    "ChangedOnDiskError",
    "DamagedDraft",
    "Draft",
    "KnownCase",
    "LoadedCase",
    "LoadedScenario",
    "Saved",
    "SourceText",
    "TargetExistsError",
    "UnconfirmedSaveError",
    "abandoned_drafts",
    "bundled_folder",
    "claim_draft",
    "clean_up_after_kill",
    "content_digest",
    "earlier_case",
    "find_case",
    "keep_case",
    "keep_version",
    "kept_versions",
    "known_cases",
    "new_draft_file",
    "read_case",
    "read_scenario",
    "read_text",
    "remove_draft",
    "save_text",
    "scenario_files",
    "scenario_from_text",
    "scenario_with_case",
    "shown_path",
    "visible",
    "was_claimed",
    "write_draft",
]

_LATER = {
    "case_catalogue": ("KnownCase", "bundled_folder", "find_case", "known_cases"),
    "case_reader": ("LoadedCase", "read_case"),
    "drafts": (
        "DamagedDraft",
        "Draft",
        "abandoned_drafts",
        "claim_draft",
        "new_draft_file",
        "remove_draft",
        "was_claimed",
        "write_draft",
    ),
    "earlier_cases": ("earlier_case", "keep_case"),
    "leftovers": ("clean_up_after_kill",),
    "replacing": (
        "ChangedOnDiskError",
        "TargetExistsError",
        "UnconfirmedSaveError",
        "content_digest",
    ),
    "safety.saving": ("Saved", "save_text"),
    "shelf": ("scenario_files",),
    "scenario_reader": (
        "LoadedScenario",
        "read_scenario",
        "scenario_from_text",
        "scenario_with_case",
    ),
    "text": ("SourceText", "read_text", "shown_path", "visible"),
    "versions": ("keep_version", "kept_versions"),
}
_HOMES = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"planner.files.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
