"""Unsaved work of a planner that crashed, was killed or lost its terminal, offered again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from textual.app import App

from planner.editing.case_session import CaseSession
from planner.editing.recovering import recover_case_draft, recover_draft
from planner.editing.scenario_session import Session, new_scenario
from planner.errors import FileProblemError
from planner.files.cases.reading import read_case
from planner.files.safety.drafts import (
    DamagedDraft,
    Draft,
    claim_draft,
    give_back,
    remove_draft,
    set_aside,
)
from planner.files.scenarios.reading import read_scenario
from planner.model.case import Case
from planner.reports.words.case_changes import between_cases
from planner.reports.words.differences import differences
from planner.tui.files.disk_work import soon
from planner.tui.screens.prompt import Answer, Prompt
from planner.visible import shown_path

__all__ = ["offer_drafts"]

_MOST_DIFFERENCES = 8
_ANSWERS = (
    Answer("r", "Recover", "recover"),
    Answer("d", "Discard it for good", "discard"),
    Answer("l", "Later", "later"),
)


async def offer_drafts(
    app: App[int], drafts: Iterable[Draft | DamagedDraft]
) -> Session | CaseSession | None:
    """Ask about each draft; the session of the one to go on with, if there is one."""
    for found in drafts:
        if isinstance(found, DamagedDraft):
            await _set_aside(app, found.file, found.reason)
            continue
        try:
            # Under another name first: a draft that ends the planner must not do so at each start.
            draft = await soon(partial(claim_draft, found))
        except OSError:
            continue  # another planner has it, or it is gone
        try:
            described = await soon(partial(_description, draft))
        except Exception as error:  # noqa: BLE001 (whatever one draft does, the others wait)
            await _set_aside(app, draft.file, f"it cannot be described: {type(error).__name__}")
            continue
        answer = await app.push_screen_wait(Prompt(described, _ANSWERS))
        if answer == "discard":
            await _discard(app, draft.file)
        elif answer == "recover":
            session = await _recovered(app, draft)
            if session is not None:
                return session
        else:
            with suppress(OSError):  # then it stays claimed, and the next start offers it
                await soon(partial(give_back, draft))
    return None


async def _set_aside(app: App[int], file: Path, reason: str) -> None:
    """A draft that cannot be read is looked at by no planner again, and stays for people."""
    words = f"A draft cannot be read ({reason})"
    try:
        words += f". It was set aside: {shown_path(await soon(partial(set_aside, file)))}"
    except OSError as error:
        words += f", nor set aside ({error.strerror}): {shown_path(file)}"
    app.notify(words, severity="warning", timeout=20, markup=False)


async def _discard(app: App[int], file: Path) -> None:
    try:
        await soon(partial(remove_draft, file))
    except OSError as error:
        words = f"Not discarded: {error.strerror}. The draft stays at {shown_path(file)}"
        app.notify(words, severity="error", timeout=20, markup=False)


async def _recovered(app: App[int], draft: Draft) -> Session | CaseSession | None:
    try:
        of_draft = CaseSession.of_draft if draft.kind == "case" else Session.of_draft
        session: Session | CaseSession = await soon(partial(of_draft, draft))
        await soon(session.keep_draft)
    except (OSError, FileProblemError) as error:
        words = f"Not recovered: {error}. The draft stays at {shown_path(draft.file)}"
        app.notify(words, severity="error", timeout=20, markup=False)
        return None
    await soon(partial(remove_draft, draft.file))
    return session


def _description(draft: Draft) -> str:
    name = shown_path(draft.path) if draft.path else f"a new {draft.kind}"
    when = draft.written.astimezone().strftime("%Y-%m-%d %H:%M")
    lines = [f"Unsaved changes to {name}, of {when}, were found."]
    if draft.kind == "case":
        return "\n".join([*lines, *_case_lines(draft)])
    try:
        recovered = recover_draft(draft)
    except FileProblemError as error:
        return "\n".join([*lines, f"They cannot be read: {error.problems[0].explanation}"])
    before = new_scenario(recovered.case)
    if draft.path is not None:
        try:
            now = read_scenario(draft.path)
        except FileProblemError as error:
            lines.append(f"The file itself cannot be read: {error.problems[0].explanation}")
        else:
            before = now.written
            if now.source.sha256 != draft.base:
                lines.append("The file has been changed since. Against what it holds now:")
    found = differences(recovered.case, before, recovered.written)
    lines += [f"  {line}" for line in found[:_MOST_DIFFERENCES]]
    if len(found) > _MOST_DIFFERENCES:
        lines.append(f"  and {len(found) - _MOST_DIFFERENCES} more")
    return "\n".join(lines)


def _head_changes(before: Case, after: Case) -> Iterator[str]:
    """What differs in what the case says of itself, and judges nothing."""
    if before.title != after.title:
        yield f"title: {before.title} → {after.title}"
    if before.summary != after.summary:
        yield "the summary is another"


def _case_lines(draft: Draft) -> list[str]:
    """What the draft of a case would change in its file."""
    try:
        after = recover_case_draft(draft).case
        if draft.path is None:
            return [f"It is called {after.title}."]
        now = read_case(draft.path)
    except FileProblemError as error:
        return [f"It, or its file, cannot be read: {error.problems[0].explanation}"]
    changed = [] if now.source.sha256 == draft.base else ["The file has been changed since."]
    found = [*_head_changes(now.case, after), *between_cases(now.case, after)]
    return [*changed, *(f"  {words}" for words in found[:_MOST_DIFFERENCES])]
