"""A file that somebody else changed, as a conversation: what differs, and whose version counts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from textual.app import App

from planner.editing.document import Theirs
from planner.editing.scenario_session import Session
from planner.files.shelf import file_name
from planner.files.toml.leaves import Path as Leaf
from planner.files.toml.merging import Merge
from planner.model.scenario import Scenario
from planner.reports.words.merging import change_lines, clash_lines, merge_sentence, part_words
from planner.reports.words.verdicts import sentence
from planner.tui.files.editor import is_left_in_editor
from planner.tui.screens.prompt import Answer, Prompt
from planner.visible import shown_path

__all__ = [
    "Outcome",
    "as_known",
    "change_heading",
    "change_news",
    "deal_with_change",
    "settled",
    "shortened",
    "whence",
]

Outcome = Literal["theirs", "mine", "merged", "elsewhere", "later"]

_MOST_LINES = 8
_THEIRS = Answer("t", "Take theirs", "theirs")
_MINE = Answer("k", "Keep mine", "mine")
_ELSEWHERE = Answer("n", "Save mine under another name", "elsewhere")
_LATER = Answer("c", "Cancel, decide later", "later")


def change_heading(app: App[int], theirs: Theirs[Any]) -> str:
    """What happened to the file, without a full stop."""
    name = shown_path(theirs.path.name)
    if theirs.gone:
        return f"{name} is not there any more"
    if theirs.digest is None:
        return f"{name} cannot be read any more"
    return f"{name} was changed {whence(app, theirs.digest)}"


def as_known(path: Path) -> str:
    """That there is nothing to deal with any more: the file holds what is known here."""
    return f"{file_name(path)} is again as it was read or saved here."


def whence(app: App[int], digest: str | None) -> str:
    """Who wrote that into a file, as far as is known."""
    return "in your editor" if is_left_in_editor(app, digest) else "by somebody else"


def change_news(session: Session, theirs: Theirs[Scenario]) -> list[str]:
    """Who changed what, choice by choice; why the file cannot be used if it cannot."""
    if theirs.content is None:
        return [] if theirs.gone else [str(problem) for problem in theirs.problems]
    base = session.document.last_saved
    lines = change_lines(session.case, base, session.written, theirs.content)
    if not lines or theirs.content == base:
        return ["They changed its layout or its comments, but no choice.", *lines]
    return lines


def shortened(lines: Iterable[str], most: int = _MOST_LINES) -> list[str]:
    """The first lines, and how many more there are."""
    listed = list(lines)
    more = len(listed) - most
    return [*listed[:most], f"and {more} more"] if more > 0 else listed


async def deal_with_change(
    app: App[int], session: Session, theirs: Theirs[Scenario], *, lead: str = ""
) -> Outcome:
    """Ask what shall count, and make it so; nothing is written here.

    ``lead`` goes before the question. ``later`` and ``elsewhere`` leave the session as it is.
    """
    merge = _merge(session, theirs)
    text = [f"{lead}{change_heading(app, theirs)}.", *shortened(change_news(session, theirs))]
    answers = [_MINE, _ELSEWHERE, _LATER]
    if merge is not None:
        text.append(sentence(merge_sentence(session.case, merge)))
        answers.insert(0, Answer("m", "Merge", "merged"))
    if theirs.content is not None:
        answers.insert(0, _THEIRS)
    answer = await app.push_screen_wait(Prompt("\n".join(text), tuple(answers)))
    if answer == "merged" and merge is not None:
        scenario = await settled(app, session, merge)
        if scenario is None:
            return "later"
        session.merge(scenario, "merged with the changed file", theirs)
        return "merged"
    if answer == "theirs":
        session.reload(theirs)
        return "theirs"
    if answer == "mine":
        session.keep_mine(theirs)
        return "mine"
    return "elsewhere" if answer == "elsewhere" else "later"


async def settled(app: App[int], session: Session, merge: Merge) -> Scenario | None:
    """The merged scenario once each clash is answered; ``None`` if that was given up."""
    theirs: list[Leaf] = []
    number = len(merge.clashes)
    for nth, clash in enumerate(merge.clashes, 1):
        heading = f"Clash {nth} of {number}: {part_words(session.case, clash.path)}"
        text = "\n".join([heading, *clash_lines(session.case, clash)])
        answers = (
            Answer("m", "Mine", "mine"),
            Answer("t", "Theirs", "theirs"),
            Answer("c", "Cancel, merge nothing", "cancel"),
        )
        answer = await app.push_screen_wait(Prompt(text, answers))
        if answer == "cancel":
            return None
        if answer == "theirs":
            theirs.append(clash.path)
    return session.settled(merge.settled(theirs))


def _merge(session: Session, theirs: Theirs[Scenario]) -> Merge | None:
    """The merge, where there is anything to merge: both sides changed something."""
    if theirs.content is None or not session.unsaved:
        return None
    merge = session.document.merge_with(theirs.content, session.document.last_saved)
    return merge if merge.from_theirs or merge.clashes else None
