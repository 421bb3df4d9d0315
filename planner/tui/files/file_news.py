"""What happened beside the open file, in words, and as a conversation: copies, and its case.

What happened to the file itself is :mod:`planner.tui.files.changed_file`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual.app import App

from planner.editing.document import Theirs
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError
from planner.files.cases.reading import LoadedCase, read_case
from planner.files.safety.watching import Sighting, look_at
from planner.files.shelf import file_name
from planner.model.case import Case
from planner.model.scenario import Scenario
from planner.reports.words.case_changes import vanished_words, words_of_vanished
from planner.reports.words.merging import change_lines
from planner.reports.words.numbers import agreeing
from planner.tui.files.changed_file import (
    Outcome,
    change_heading,
    change_news,
    settled,
    shortened,
    whence,
)
from planner.tui.files.comparing import beside_open
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.files.editor import is_left_in_editor
from planner.tui.files.news import News
from planner.tui.screens.prompt import Answer, Prompt
from planner.visible import shown_path

__all__ = [
    "deal_with_case",
    "deal_with_case_file",
    "deal_with_copy",
    "deal_with_lack",
    "of_change",
    "of_changed_case",
    "of_copies",
    "of_lack",
    "of_moved_case",
]

_JUDGED_AS_READ = "What is shown here is judged by the case as it was when it was read."
_MOST_CHANGES = 10
_MOVED_ON = "The case has changed since this scenario was saved"
_LACKS = "This scenario names what its case does not have"
_GIVE_UP = Answer("g", "Give up what is gone", "drop")
_LATER = Answer("c", "Cancel, decide later", "later")


def of_change(app: App[int], session: Session, theirs: Theirs[Scenario]) -> News:
    """That somebody else, or the planner's own editor, changed the file, and what."""
    own = is_left_in_editor(app, theirs.digest)
    changes = tuple(change_news(session, theirs))
    return News(change_heading(app, theirs), changes, elsewhere=not own)


def of_copies(copies: Sequence[Path]) -> News:
    """That conflict copies lie beside the file."""
    number = len(copies)
    lie = agreeing(number, "A conflict copy lies", f"{number:,} conflict copies lie")
    heading = f"{lie} beside this file"
    return News(heading, tuple(shown_path(copy.name) for copy in copies))


def of_moved_case(session: Session, changes: Sequence[str]) -> News:
    """That the case has changed since the scenario was saved: what is gone, then the changes."""
    return News(_MOVED_ON, (*vanished_words(session.written, session.whole_case), *changes))


def of_lack(session: Session) -> News:
    """That the scenario names what no state of its case had."""
    words = words_of_vanished(session.never_had, session.whole_case)
    return News(_LACKS, tuple(words), elsewhere=False)


def of_changed_case(
    app: App[int], session: Session, *, digest: str | None, gone: bool, is_open: bool = False
) -> News:
    """That the case's file is not any more what the scenario is judged by, or is ``gone``.

    Of what the planner's own editor left there nothing more is told where the case ``is_open``
    itself: it was told when the editor was closed.
    """
    name = shown_path(session.case_file.name) if session.case_file is not None else ""
    happened = "is not there any more" if gone else f"was changed {whence(app, digest)}"
    own = not gone and is_left_in_editor(app, digest)
    return News(
        f"The case {name} {happened}", (_JUDGED_AS_READ,), elsewhere=not own, told=own and is_open
    )


def flips_and_changes(scenario: Scenario, before: Case, after: Case) -> list[str]:
    """Verdicts that flipped between two states of a case, then what changed in it."""
    from planner.check.case_changes import judged_by_both  # noqa: PLC0415 (seldom)
    from planner.reports.content.case_changes import flips  # noqa: PLC0415 (likewise)
    from planner.reports.formats.text import in_one_line  # noqa: PLC0415 (likewise)
    from planner.reports.words.case_changes import change_words  # noqa: PLC0415 (likewise)

    judged = judged_by_both(scenario, before, after)
    flipped = [f"verdict flipped: {in_one_line(flip)}" for flip in flips(judged)]
    return [*(flipped or ["no verdict flipped"]), *change_words(scenario, judged)]


async def deal_with_case(app: App[int], session: Session, changes: Sequence[str]) -> bool:
    """Say what became of the case, and let the planner give up what is gone or keep it.

    Whether that was answered.
    """
    words = vanished_words(session.written, session.whole_case)
    text = [f"{_MOVED_ON}.", *shortened([*words, *changes], _MOST_CHANGES)]
    if not changes:
        text.append("Its earlier state is not at hand. Look at the verdict again, or compare:")
        text.append("`planner check FILE --case EARLIER` reports what changed.")
    elif len(words) + len(changes) > _MOST_CHANGES:
        text.append("`planner check FILE` reports all of it.")
    answers = [Answer("k", "Keep it all in the file for now", "keep")]
    if words:
        answers.append(_GIVE_UP)
    else:
        answers = [Answer("o", "I have looked", "keep")]
    answers.append(_LATER)
    answer = await app.push_screen_wait(Prompt("\n".join(text), tuple(answers)))
    if answer == "drop":
        session.drop_vanished()
    return answer != "later"


async def deal_with_lack(app: App[int], session: Session) -> None:
    """Say what the case never had, and let the planner give it up: no file can say it."""
    words = words_of_vanished(session.never_had, session.whole_case)
    text = [
        f"{_LACKS}.",
        *shortened(words, _MOST_CHANGES),
        "It cannot be saved before that is given up.",
    ]
    answer = await app.push_screen_wait(Prompt("\n".join(text), (_GIVE_UP, _LATER)))
    if answer == "drop":
        session.drop_never_had()


async def deal_with_case_file(app: App[int], session: Session) -> bool:
    """Say what changed in the case, and offer to judge by that; whether that was taken.

    The choices stay as they are, saved or not.
    """
    if session.case_file is None:
        return False
    reading = f"Reading {file_name(session.case_file)}"
    seen, loaded = await at_once_or_waited(app, reading, partial(_case_now, session.case_file))
    news = of_changed_case(app, session, digest=seen.digest, gone=seen.gone)
    text = [f"{news.heading}.", _JUDGED_AS_READ]
    if isinstance(loaded, FileProblemError):
        text += [] if seen.gone else shortened(map(str, loaded.problems), _MOST_CHANGES)
        await app.push_screen_wait(Prompt("\n".join(text), (_LATER,)))
        return False
    comparing = partial(flips_and_changes, session.written, session.shared_case, loaded.case)
    changes = await at_once_or_waited(app, "Comparing what the two say", comparing)
    text += shortened(changes, _MOST_CHANGES)
    answers = [_LATER]
    if session.what_if is not None:
        text.append("A what-if is tried on that case: keep or drop it first, with W.")
    else:
        now = Answer("o", "Judge by the case as it is now; all choices stay", "now")
        answers.insert(0, now)
    answer = await app.push_screen_wait(Prompt("\n".join(text), tuple(answers)))
    if answer != "now":
        return False
    session.take_case(loaded.case, loaded.digest, session.case_file)
    app.notify("Judged by the case as it is now.", markup=False)
    return True


def _case_now(file: Path) -> tuple[Sighting, LoadedCase | FileProblemError]:
    """What stands in the case's file by now, and the case in it or why there is none."""
    seen = look_at(file)
    try:
        return seen, read_case(file)
    except FileProblemError as error:
        return seen, error


async def deal_with_copy(app: App[int], session: Session, copy: Path) -> tuple[Outcome, bool]:
    """Compare the copy with what is open, and merge it if the planner wants that.

    What came of it, and whether the copy is done with.
    """
    name = shown_path(copy.name)
    words, reading = f"Reading {name}", partial(session.document.theirs_at, copy)
    theirs = await at_once_or_waited(app, words, reading)
    text = [f"{name} lies beside this file: a copy, as left where two people change it at once."]
    answers = [
        Answer("l", "Leave it alone", "alone"),
        _LATER,
    ]
    if theirs.content is None:
        text += [f"It cannot be used: {problem}" for problem in theirs.problems[:3]]
    else:
        lines = change_lines(session.case, None, session.written, theirs.content)
        text += shortened(lines) or ["It says the same as what is open."]
        if lines:
            answers.insert(0, Answer("s", "See both side by side", "beside"))
            answers.insert(0, Answer("m", "Merge it, each difference asked", "merged"))
    answer = await app.push_screen_wait(Prompt("\n".join(text), tuple(answers)))
    if answer == "alone":
        return "later", True
    if answer == "beside" and theirs.content is not None:
        await app.push_screen_wait(beside_open(session, name, theirs.content))
    if answer == "merged" and theirs.content is not None:
        merge = session.document.merge_with(theirs.content)
        scenario = await settled(app, session, merge)
        if scenario is not None:
            now = await at_once_or_waited(app, words, reading)
            session.know_case(theirs.envelope.case_digest, said=theirs.content)
            session.merge(scenario, f"merged with {name}")
            same = now.digest == theirs.digest
            stays = "stays where it is; delete it once this is saved"
            more = "was changed meanwhile: what is new in it is not in here"
            told = f"Merged. {name} {stays if same else more}."
            app.notify(told, timeout=10, markup=False)
            return "merged", same
    return "later", False
