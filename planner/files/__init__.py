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
        base_of_draft,
        claim_draft,
        new_draft_file,
        recover_draft,
        remove_draft,
        was_claimed,
        write_draft,
    )
    from planner.files.earlier_cases import earlier_case, keep_case
    from planner.files.leftovers import clean_up_after_kill
    from planner.files.patching import Patched, Unpatchable, patched_text
    from planner.files.replacing import (
        ChangedOnDiskError,
        TargetExistsError,
        UnconfirmedSaveError,
        content_digest,
    )
    from planner.files.saving import (
        LayoutAtStakeError,
        Saved,
        save_scenario,
    )
    from planner.files.scenario_reader import (
        LoadedScenario,
        read_scenario,
        scenario_from_text,
        scenario_with_case,
    )
    from planner.files.scenario_writer import canonical_text
    from planner.files.shelf import scenario_files
    from planner.files.text import SourceText, read_text, shown_path, visible
    from planner.files.versions import kept_versions
    from planner.files.watching import Theirs, theirs_at

__all__ = [
    "ChangedOnDiskError",
    "DamagedDraft",
    "Draft",
    "KnownCase",
    "LayoutAtStakeError",
    "LoadedCase",
    "LoadedScenario",
    "Patched",
    "Saved",
    "SourceText",
    "TargetExistsError",
    "Theirs",
    "UnconfirmedSaveError",
    "Unpatchable",
    "abandoned_drafts",
    "base_of_draft",
    "bundled_folder",
    "canonical_text",
    "claim_draft",
    "clean_up_after_kill",
    "content_digest",
    "earlier_case",
    "find_case",
    "keep_case",
    "kept_versions",
    "known_cases",
    "new_draft_file",
    "patched_text",
    "read_case",
    "read_scenario",
    "read_text",
    "recover_draft",
    "remove_draft",
    "save_scenario",
    "scenario_files",
    "scenario_from_text",
    "scenario_with_case",
    "shown_path",
    "theirs_at",
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
        "base_of_draft",
        "claim_draft",
        "new_draft_file",
        "recover_draft",
        "remove_draft",
        "was_claimed",
        "write_draft",
    ),
    "earlier_cases": ("earlier_case", "keep_case"),
    "leftovers": ("clean_up_after_kill",),
    "patching": ("Patched", "Unpatchable", "patched_text"),
    "replacing": (
        "ChangedOnDiskError",
        "TargetExistsError",
        "UnconfirmedSaveError",
        "content_digest",
    ),
    "saving": ("LayoutAtStakeError", "Saved", "save_scenario"),
    "shelf": ("scenario_files",),
    "scenario_reader": (
        "LoadedScenario",
        "read_scenario",
        "scenario_from_text",
        "scenario_with_case",
    ),
    "text": ("SourceText", "read_text", "shown_path", "visible"),
    "scenario_writer": ("canonical_text",),
    "versions": ("kept_versions",),
    "watching": ("Theirs", "theirs_at"),
}
_HOMES = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"planner.files.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
