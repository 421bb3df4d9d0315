"""A save that failed, as a question: what went wrong, and the ways out."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from planner.errors import LayoutAtStakeError, SaveError
from planner.files.safety.replacing import ChangedOnDiskError, TargetExistsError
from planner.reports.words.verdicts import sentence
from planner.tui.files.disk_work import DiskWork, Refused
from planner.tui.screens.prompt import Answer, Prompt

__all__ = ["way_out", "way_out_of_put_off"]

_ELSEWHERE = Answer("n", "Save under another name", "elsewhere")
_CANCEL = Answer("c", "Cancel, keep working", "cancel")
_ANEW = Answer("w", "Write it anew, without comments", "anew")
_REPLACE = Answer("r", "Replace that file (it is kept aside)", "replace")
_AGAIN = Answer("s", "Save again", "again")


async def way_out(app: App[int], disk: DiskWork, refused: Refused) -> tuple[str, str | None]:
    """What the planner wants instead, and the digest of what may then be replaced.

    Where the planner went on working meanwhile, no question takes a key: the next save asks it.
    """
    if disk.keys_went_on:
        disk.put_off(refused)
        words = f"{sentence(str(refused.error))} The work is still here, unsaved; saving asks."
        app.notify(words, severity="error", timeout=20, markup=False)
        return "cancel", refused.seen
    return await _asked(app, refused)


async def way_out_of_put_off(
    app: App[int], disk: DiskWork, document: object
) -> tuple[str, str | None, Path | None]:
    """Ask what was put off about that document: the same, and under which name it was to be saved.

    An empty answer where nothing was put off.
    """
    refused = disk.taken_up(document)
    if refused is None:
        return "", None, None
    answer, seen = await _asked(app, refused, _AGAIN)
    return answer, seen, refused.path


async def _asked(app: App[int], refused: Refused, *ways: Answer) -> tuple[str, str | None]:
    error = refused.error
    if isinstance(error, LayoutAtStakeError):
        return await _ask(app, error, *ways, _ANEW), refused.seen
    if isinstance(error, ChangedOnDiskError):
        if refused.at_home and not isinstance(error, TargetExistsError):
            return "again", None  # it was changed just now: that is asked about first
        return await _ask(app, error, *ways, _REPLACE), error.digest
    return await _ask(app, error, *ways), refused.seen


async def _ask(app: App[int], error: SaveError, *ways: Answer) -> str:
    text = f"{sentence(str(error))}\nThe work is still here, unsaved."
    return await app.push_screen_wait(Prompt(text, (*ways, _ELSEWHERE, _CANCEL)))
