"""A case file that somebody else changed, as a conversation: what differs, and what shall count.

What both sides changed, or added under one id, is decided row by row; see
:class:`~planner.tui.screens.two_codings.CodingsScreen`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.app import App

from planner.editing.case_edits import without_stale_reviews
from planner.editing.case_session import CaseSession
from planner.editing.codings_merge import WHOLE, CodingRow, CodingsMerge, thing_of
from planner.editing.document import Theirs
from planner.files.cases.judging import flaws_of
from planner.files.shelf import file_name
from planner.keys.rebinding import own_key
from planner.keys.tables.case import CASE
from planner.model.case import Case
from planner.model.scenario import Scenario
from planner.reports.words.two_codings import field_words, order_words
from planner.tui.files.changed_file import Outcome, change_heading, shortened
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.quote_marking import marks_of_case
from planner.tui.screens.prompt import Answer, Prompt
from planner.tui.screens.two_codings import CodedSide, CodingsScreen
from planner.tui.waiting import GivenUpError

__all__ = ["deal_with_changed_case", "take_edited_case"]

_MERGE = Answer("m", "Merge", "merged")
_THEIRS = Answer("t", "Take theirs", "theirs")
_MINE = Answer("k", "Keep mine (theirs is kept aside)", "mine")
_ELSEWHERE = Answer("n", "Save mine under another name", "elsewhere")
_LATER = Answer("c", "Cancel, decide later", "later")


async def deal_with_changed_case(
    app: App[int], session: CaseSession, scenario: Scenario, theirs: Theirs[Case]
) -> Outcome:
    """Ask what shall count, and make it so; nothing is written here."""
    text = [f"{change_heading(app, theirs)}."]
    answers = [_MINE, _ELSEWHERE, _LATER]
    if theirs.content is None:
        text += shortened([] if theirs.gone else [str(problem) for problem in theirs.problems])
    else:
        text += shortened(_changes(session.document.last_saved, theirs.content))
        answers.insert(0, _THEIRS)
        if session.unsaved:
            answers.insert(0, _MERGE)
    answer = await app.push_screen_wait(Prompt("\n".join(text), tuple(answers)))
    if answer == "theirs" and theirs.content is not None:
        _take(app, session, theirs, theirs.content)
        return "theirs"
    if answer == "merged" and theirs.content is not None:
        done = await _merge(app, session, scenario, theirs, theirs.content)
        return "merged" if done else "later"
    if answer == "mine":
        session.document.keep_mine(theirs)
        return "mine"
    return "elsewhere" if answer == "elsewhere" else "later"


async def take_edited_case(app: App[int], session: CaseSession, scenario: Scenario) -> bool:
    """Take in what the planner's own editor made of the file; whether that was done.

    What was changed here meanwhile is merged with it, and only what clashes is asked.
    """
    theirs = await at_once_or_waited(app, "Reading what was edited", session.document.look_again)
    if theirs is None:
        app.notify("The file is as it was.", markup=False)
        return False
    if theirs.content is None:
        words = str(theirs.problems[0]) if theirs.problems else "The file is gone."
        more = f"The case here is as it was; {own_key(app, CASE, 'edit')} goes to the mistake."
        app.notify(f"{words} {more}", severity="error", timeout=20, markup=False)
        return False
    if session.unsaved:
        return await _merge(app, session, scenario, theirs, theirs.content)
    _take(app, session, theirs, theirs.content)
    return True


def _take(app: App[int], session: CaseSession, theirs: Theirs[Case], content: Case) -> None:
    before = session.document.last_saved
    held, emptied = without_stale_reviews(before, content) if before else (content, ())
    session.document.merge(held, "the changed file taken over", theirs)
    words = f"Taken over from {file_name(theirs.path)}."
    app.notify(f"{words}{_emptied_words(emptied)}", markup=False)


async def _merge(
    app: App[int],
    session: CaseSession,
    scenario: Scenario,
    theirs: Theirs[Case],
    content: Case,
) -> bool:
    base = session.document.last_saved
    held, emptied = without_stale_reviews(base, content) if base else (content, ())
    mine = session.case
    try:
        putting = partial(_put_together, mine, held, base)
        merge, outcome = await at_once_or_waited(app, "Putting both sides together", putting)
    except GivenUpError:
        app.notify("Stopped: both sides stay as they are.", markup=False)
        return False
    if outcome is None:
        name = f"{file_name(theirs.path)} as it is on disk"
        looking = "Looking for the quotes in their texts"
        ours, its = await at_once_or_waited(
            app, looking, lambda: [marks_of_case(each, theirs.path) for each in (mine, held)]
        )
        sides = (CodedSide("yours", ours), CodedSide(name, its))
        outcome = await app.push_screen_wait(CodingsScreen(merge, sides, {}, scenario))
    if outcome is None:
        return False
    session.document.merge(outcome, "both sides' changes put together", theirs)
    unsaved = ", unsaved" if session.unsaved else "; the file says all of it"
    lost = dict.fromkeys((*emptied, *_reviews_lost(mine, outcome)))
    words = f"Both sides' changes are put together{unsaved}."
    app.notify(f"{words}{_emptied_words(tuple(lost))}", markup=False)
    return True


def _put_together(mine: Case, theirs: Case, base: Case | None) -> tuple[CodingsMerge, Case | None]:
    """The merge, and the case that comes of it by itself; ``None`` where somebody is to be asked.

    In any thread: of a large case it takes seconds.
    """
    merge = CodingsMerge(mine, theirs, base, one_file=True)
    outcome = merge.outcome()
    return merge, None if merge.open_rows or flaws_of(outcome) else outcome


def _reviews_lost(mine: Case, outcome: Case) -> Iterator[str]:
    """What somebody had reviewed here, and nobody has reviewed as it is by now."""
    for before, after in (
        (mine.statements, outcome.statements),
        (mine.red_lines, outcome.red_lines),
    ):
        now = {each.id: each.reviewed_by for each in after}
        yield from (e.id for e in before if e.reviewed_by and now.get(e.id) == ())


def _emptied_words(ids: tuple[str, ...]) -> str:
    """That a meaning was changed in the file, and nobody has reviewed the new one; else empty."""
    return f" Nobody has reviewed the new meaning of {', '.join(ids)}." if ids else ""


def _changes(before: Case | None, after: Case) -> list[str]:
    """What they changed, a thing or a field a line."""
    if before is None:
        return []
    merge = CodingsMerge(before, after, one_file=True)
    lines = [_change(merge, row) for row in merge.rows]
    lines += [f"They: {order_words(table, issue)}" for table, issue in merge.reordered]
    return lines or ["They changed its layout, its comments or its reviews, and no meaning."]


def _change(merge: CodingsMerge, row: CodingRow) -> str:
    if row.ref is None:
        return f"They: {field_words(row.field)} of the case"
    if row.field != WHOLE:
        return f"They: {field_words(row.field)} of {row.ref.words}"
    return (
        f"They: {row.ref.words} {'added' if thing_of(merge.ours, row.ref) is None else 'removed'}"
    )
