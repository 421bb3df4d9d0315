"""Writing a report as a conversation: over what, and what if that cannot be done."""

from __future__ import annotations

import os
import re
from pathlib import Path

from textual.app import App

from planner.editing.scenario_session import Session
from planner.errors import PlannerError, SaveError
from planner.files.places import places
from planner.files.safety.saving import save_bytes
from planner.files.shelf import file_name
from planner.reports.formats.written import FORMATS, written
from planner.reports.report import Report
from planner.reports.words.numbers import counted
from planner.reports.words.verdicts import sentence
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.files.download import offer_download
from planner.tui.paths import typed_path
from planner.tui.screens.prompt import Answer, Prompt
from planner.tui.waiting import GivenUpError

__all__ = ["report_path", "suggested_path", "write_report"]


def suggested_path(session: Session, kind: str, form: str) -> str:
    """A name from the scenario's and the report's, beside the scenario's file or here."""
    stem = re.sub(r"[^\w]+", "-", session.scenario.title.lower()).strip("-")
    if session.path is not None:
        stem = session.path.stem
    name = f"{stem[:60] or 'scenario'}-{kind}{FORMATS[form].endings[0]}"
    return name if session.path is None else str(places().near(session.path).parent / name)


def report_path(text: str, form: str) -> Path | None:
    """The file that was typed, with an ending of the format.

    ``None`` where none was, or what can only be a folder.
    """
    typed, path = text.strip(), typed_path(text)
    of_file = typed and not typed.endswith(("/", os.sep)) and path.name not in ("", "..")
    if not of_file or path.name != Path(typed).name:  # as of "." and "~"
        return None
    endings = FORMATS[form].endings
    if path.suffix.lower() in endings:
        return path
    return path.with_name(f"{path.name}{endings[0]}")


async def write_report(app: App[int], report: Report, form: str, path: Path) -> None:
    """Write it and say so; over another file only after a question."""
    if not places().may_write(path):
        where = f"{places().confined}, which this session may not leave"
        app.notify(f"Not written: it lies outside {where}.", severity="warning", markup=False)
        return
    name = file_name(path)
    if await at_once_or_waited(app, f"Looking at {name}", lambda: _taken(path)):
        question = f"{name} is there already. The report takes its place."
        answers = (Answer("r", "Replace", "replace"), Answer("c", "Cancel", "cancel"))
        if await app.push_screen_wait(Prompt(question, answers)) != "replace":
            return

    def put() -> int:
        data = written(report, form)
        save_bytes(path, data)
        return len(data)

    try:
        size = await at_once_or_waited(app, f"Writing {name}", put)
    except GivenUpError:
        words = (
            f"Writing {name} goes on: the disk is slow. Look whether it is there before you use it."
        )
        app.notify(words, severity="warning", markup=False)
        return
    except (PlannerError, SaveError) as error:
        app.notify(sentence(str(error)), severity="warning", markup=False)
        return
    app.notify(f"Wrote {places().near(path)}, {counted(size, 'byte')}.", markup=False)
    if app.is_web:
        offer_download(app, path)


def _taken(path: Path) -> bool:
    return os.path.lexists(path)  # no error for a name that is too long: there is none
