"""Unsaved work of a planner that crashed, was killed or lost its terminal, offered again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from attrs import frozen
from textual.app import App

from planner.by_fields import Printed
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
from planner.tui.files.disk_work import at_once_or_waited, left_to_disk
from planner.tui.screens.prompt import Answer, Prompt
from planner.tui.waiting import GivenUpError
from planner.visible import shown_path

__all__ = ["Recovered", "offer_drafts"]

_MOST_DIFFERENCES = 8
_ANSWERS = (
    Answer("r", "Recover", "recover"),
    Answer("d", "Discard it for good", "discard"),
    Answer("l", "Later", "later"),
)


@frozen(eq=False, repr=False)
class Recovered(Printed):
    """Unsaved work as it is opened: the scenario, and the case on it where that was the work."""

    scenario: Session
    case: CaseSession | None = None

    @property
    def work(self) -> Session | CaseSession:
        """The session that holds the work."""
        return self.scenario if self.case is None else self.case


async def offer_drafts(
    app: App[int],
    drafts: Iterable[Draft | DamagedDraft],
    lay_over: Callable[[Session], None],
    may_close: Callable[[], Awaitable[bool]],
) -> Recovered | None:
    """Ask about each draft; the one to go on with, if there is one.

    ``lay_over`` lays what is private over a scenario, in any thread. ``may_close`` asks whether
    what is open may go; where it may not, the draft is left for later, as it is where the planner
    gives up waiting for the disk.
    """
    for found in drafts:
        if isinstance(found, DamagedDraft):
            await _set_aside(app, found.file, found.reason)
            continue
        try:
            # Under another name first: a draft that ends the planner must not do so at each start.
            draft = await at_once_or_waited(
                app, "Looking at unsaved work", partial(claim_draft, found), too_late=give_back
            )
        except OSError:
            continue  # another planner has it, or it is gone
        with _given_back(draft):
            answer = await _answer(app, draft)
            # What is open may be of the same file: its draft has the name that this work gets.
            if answer == "recover" and await may_close():
                # Where that fails nothing else is asked: what is said of it is to be read.
                return await _recovered(app, draft, lay_over)
            if answer == "discard":
                await _discard(app, draft.file)
            elif answer:
                left_to_disk(partial(give_back, draft))  # else only the next start offers it
    return None


@contextmanager
def _given_back(draft: Draft) -> Iterator[None]:
    """Others may have it where waiting for the disk is given up, or the app ends meanwhile."""
    try:
        yield
    except asyncio.CancelledError:
        left_to_disk(partial(give_back, draft))
        raise


async def _answer(app: App[int], draft: Draft) -> str:
    """What is to become of the draft; empty where it was set aside, as one that is no draft."""
    try:
        words = "Reading unsaved work"
        described = await at_once_or_waited(app, words, partial(_description, draft))
    except Exception as error:  # noqa: BLE001 (whatever one draft does, the others wait)
        await _set_aside(app, draft.file, f"it cannot be described: {type(error).__name__}")
        return ""
    return await app.push_screen_wait(Prompt(described, _ANSWERS))


async def _set_aside(app: App[int], file: Path, reason: str) -> None:
    """A draft that cannot be read is looked at by no planner again, and stays for people."""
    words = f"A draft cannot be read ({reason})"
    try:
        aside = await at_once_or_waited(app, "Setting a draft aside", partial(set_aside, file))
        words += f". It was set aside: {shown_path(aside)}"
    except OSError as error:
        words += f", nor set aside ({error.strerror}): {shown_path(file)}"
    except GivenUpError:
        words += f", and the disk is slow to set it aside: {shown_path(file)}"
    app.notify(words, severity="warning", timeout=20, markup=False)


async def _discard(app: App[int], file: Path) -> None:
    try:
        await at_once_or_waited(app, "Discarding unsaved work", partial(remove_draft, file))
    except OSError as error:
        words = f"Not discarded: {error.strerror}. The draft stays at {shown_path(file)}"
        app.notify(words, severity="error", timeout=20, markup=False)
    except GivenUpError:
        words = f"Discarding goes on: the disk is slow. Until then it stays at {shown_path(file)}"
        app.notify(words, severity="warning", markup=False)


async def _recovered(
    app: App[int], draft: Draft, lay_over: Callable[[Session], None]
) -> Recovered | None:
    words = "Recovering unsaved work"
    try:
        found = await at_once_or_waited(app, words, partial(_in_draft, draft, lay_over))
        document = found.work.document
        try:
            await at_once_or_waited(app, words, document.keep_draft)
        except GivenUpError:
            document.drop_draft()  # it stays in the one that was found
            raise
    except (OSError, FileProblemError) as error:
        left = draft.file
        with suppress(OSError):
            left = await at_once_or_waited(app, words, partial(give_back, draft))
        said = f"Not recovered: {error}. The draft stays at {shown_path(left)}"
        app.notify(said, severity="error", timeout=20, markup=False)
        return None
    left_to_disk(partial(remove_draft, draft.file))
    return found


def _in_draft(draft: Draft, lay_over: Callable[[Session], None]) -> Recovered:
    """In any thread: the work, with what is private over it."""
    if draft.kind != "case":
        scenario = Session.of_draft(draft)
        lay_over(scenario)
        return Recovered(scenario)
    case = CaseSession.of_draft(draft)
    scenario = _scenario_on(case)
    lay_over(scenario)
    return Recovered(scenario, case)


def _scenario_on(case: CaseSession) -> Session:
    """A new scenario of the case as its file has it; as it was recovered, where no file does."""
    file = case.path or case.origin
    if file is not None:
        with suppress(FileProblemError):
            return Session.of_case(read_case(file), case.desk)
    return Session(case.case, new_scenario(case.case), desk=case.desk)


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
