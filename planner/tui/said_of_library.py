"""What the library says of itself: in its title, and where no file is under the cursor."""

from __future__ import annotations

from collections.abc import Callable

from planner.reports.words.numbers import counted
from planner.tui.folder_reading import FolderReading
from planner.tui.widgets.scenario_table import ScenarioTable
from planner.visible import shown_path

__all__ = ["nothing_of", "title_of"]


def title_of(
    table: ScenarioTable, reading: FolderReading, key_of: Callable[[str], str]
) -> tuple[str, ...]:
    """What is judged and where; then what is listed and how, in less and less room."""
    titles = table.scenarios.case_titles
    judged = f"all by the {table.scenarios.reading} reading"
    where = shown_path(reading.folders[0]) if reading.folders else ""
    parts = ["Library", judged, where, *titles[: len(titles) == 1]]
    return " · ".join(filter(None, parts)), *_states(table, reading, key_of)


def _states(
    table: ScenarioTable, reading: FolderReading, key_of: Callable[[str], str]
) -> list[str]:
    of_all, broken = table.scenarios.file_count, table.scenarios.broken_count
    number = counted(of_all, "file")
    cases = f", {counted(table.scenarios.case_count, 'case')}" if table.scenarios.case_count else ""
    if not reading.listed:
        return ["looking ..."]
    if reading.progress is not None:
        done, total = reading.progress
        return [f"{done:,} of {total:,} read · {key_of('back')} stops"]
    if reading.stopped:
        return [f"{number} · stopped · {key_of('again')} goes on"]
    if (listed := table.listed_count) < of_all:
        number = f"{listed:,} of {number}"
    marked = f" · {len(table.scenarios.marks)} marked" if table.scenarios.marks else ""
    order = f" · by {table.scenarios.sort.name} {table.arrow}"
    number += cases
    unread = f", {broken:,} broken" if broken else ""
    if closed := table.scenarios.folder_count:
        unread += f", {counted(closed, 'folder')} closed"
    return [f"{number}{unread}{marked}{order}", f"{number}{marked}{order}"]


def nothing_of(
    table: ScenarioTable, reading: FolderReading, key_of: Callable[[str], str]
) -> tuple[str, str]:
    """What the preview says where there is no file under the cursor."""
    if not reading.listed:
        return "Looking for scenarios ...", ""
    if table.scenarios.holds_any:
        words = f"Nothing here holds these words. {key_of('back')} takes the filter away."
        return "No scenario here", words
    ways = f"{key_of('path')} takes any path, {key_of('back')} goes back."
    if reading.absent:
        return "No folder here", f"The folder {shown_path(reading.absent[0])} is not there. {ways}"
    return "No scenario here", f"There is no scenario here. {key_of('new')} begins one, {ways}"
