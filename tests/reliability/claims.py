"""What the planner may say while things break, each claim about the disk with its check there.

A saying that stands in no table is wrong too: so none is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from attrs import frozen

__all__ = ["FOLDER", "Said", "Work", "drafts_with", "falsehoods"]

FOLDER = "talks/"
"""Where the files lie, below the folder that is looked at."""
_DRAFT = ".draft.json"


@frozen
class Said:
    """Words of a ``sort`` (message, question, title, path, end), and what was on disk then."""

    sort: str
    words: str
    files: Mapping[str, str]


@frozen
class Work:
    """What is open, as whoever pressed the keys knows it.

    It holds the ``marks`` and none of the ``gone`` ones. ``own`` are the texts that the planner
    found or wrote in files: another one is somebody else's. While ``saving`` it may be in a file
    already, and is called unsaved until the system has confirmed it.
    """

    marks: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    of_case: bool = False
    full: bool = False
    saving: bool = False

    def is_held_by(self, text: str) -> bool:
        """Whether that text is a file, or the draft, of this work."""
        return all(mark in text for mark in self.marks) and not any(
            mark in text for mark in self.gone
        )


_Check = Callable[[Said, Work, re.Match[str]], bool]


def falsehoods(said: Said, works: Iterable[Work]) -> list[str]:
    """What of that is not as the disk has it; ``works``: before and after the keys that led to it.

    A message may come at either moment; it is false where it is true at neither.
    """
    table = _TITLES if said.sort == "title" else _CLAIMS
    for pattern, check in table:
        found = re.fullmatch(pattern, said.words, re.DOTALL)
        if found is not None:
            if any(check(said, work, found) for work in works):
                return []
            return [f"false: {said.words!r}, with {_listed(said.files)}"]
    if any(re.fullmatch(pattern, said.words, re.DOTALL) for pattern in _NOT_OF_THE_DISK):
        return []
    return [f"it stands in no table: {said.sort} {said.words!r}"]


def drafts_with(work: Work, files: Mapping[str, str]) -> list[str]:
    """The drafts that hold the work."""
    return [name for name, text in files.items() if _DRAFT in name and work.is_held_by(text)]


def _at(found: re.Match[str]) -> str:
    """Where the file is that the words name."""
    return FOLDER + PurePosixPath(found["name"].strip("“”")).name


def _is_saved(said: Said, work: Work) -> bool:
    """Whether any file of its kind holds the work."""
    return any(
        work.is_held_by(text)
        for name, text in said.files.items()
        if name.startswith(FOLDER)
        and name.endswith(".toml")
        and name.endswith(".case.toml") == work.of_case
    )


def _holds(said: Said, work: Work, found: re.Match[str]) -> bool:
    return _is_there(said, work, found) and work.is_held_by(said.files[_at(found)])


def _lacks(said: Said, work: Work, found: re.Match[str]) -> bool:
    return not _holds(said, work, found)


def _is_there(said: Said, _: Work, found: re.Match[str]) -> bool:
    return _at(found) in said.files


def _is_free(said: Said, _: Work, found: re.Match[str]) -> bool:
    return _at(found) not in said.files


def _is_changed(said: Said, work: Work, found: re.Match[str]) -> bool:
    return said.files.get(_at(found), "") not in work.own and _is_there(said, work, found)


def _is_gone_or_changed(said: Said, work: Work, found: re.Match[str]) -> bool:
    return _is_free(said, work, found) or _is_changed(said, work, found)


def _is_drafted(said: Said, work: Work, _: re.Match[str]) -> bool:
    return bool(drafts_with(work, said.files))


def _is_undrafted(said: Said, work: Work, _: re.Match[str]) -> bool:
    return not drafts_with(work, said.files)


def _is_drafted_in_part(said: Said, work: Work, _: re.Match[str]) -> bool:
    return not drafts_with(work, said.files) and any(_DRAFT in name for name in said.files)


def _is_in_no_file(said: Said, work: Work, _: re.Match[str]) -> bool:
    return work.saving or not _is_saved(said, work)


def _is_refused(said: Said, work: Work, found: re.Match[str]) -> bool:
    """It was not saved, and for that reason."""
    there = _at(found) in said.files
    reasons = {
        "there is no folder ": FOLDER not in said.files,
        "the system does not allow files of this size": work.full,
        "a file of that name exists already": there,
        "the file is not there any more": not there,
        "somebody else has changed it": _is_changed(said, work, found),
    }
    named = [true for words, true in reasons.items() if found["why"].startswith(words)]
    return named == [True] and _lacks(said, work, found)


def _is_as_titled(said: Said, work: Work, found: re.Match[str]) -> bool:
    """Unsaved work is in no file, saved work was in one, and what is at risk is in no draft."""
    state = found["state"]
    if "not protected" in state and drafts_with(work, said.files):
        return False
    if "saving, " in state:
        return True
    if "unsaved" in state or "not saved" in state:
        return _is_in_no_file(said, work, found)
    # What somebody else makes of the file is told within two seconds, and not by this word.
    return _is_saved(said, work) or any(work.is_held_by(text) for text in work.own)


def _is_as_titled_below(said: Said, work: Work, found: re.Match[str]) -> bool:
    """Over a case lies a new scenario, of which this title says that it has no file."""
    state = found["state"]
    if "not protected" in state and drafts_with(work, said.files):
        return False
    return "case unsaved" not in state or _is_in_no_file(said, work, found)


_STATE = r"(?P<state>[^|]*)"
_TITLES: tuple[tuple[str, _Check], ...] = (
    (rf"Case: [^|]* \| {_STATE}", _is_as_titled),
    (rf"Untitled deal \| not saved{_STATE} \| .*", _is_as_titled_below),
    (r"Library.*", lambda *_: True),
    (rf"[^|]* \| {_STATE} \| .*", _is_as_titled),
)
_NAME = r"(?P<name>[^\n]+?\.toml)"
_CLAIMS: tuple[tuple[str, _Check], ...] = (
    (
        rf"Saved {_NAME}(, with [^\n]* beside it)?(\. (The version|What you changed) [^\n]*)?",
        _holds,
    ),
    (rf"{_NAME} holds this already(; nothing was to be saved)?\.", _holds),
    (rf"The case {_NAME} was changed by somebody else\b.*", _is_gone_or_changed),
    (rf"(Not saved: )?{_NAME} is not there any more\b.*", _is_free),
    (rf"(Not saved: )?{_NAME} was changed by somebody else\b.*", _is_changed),
    (
        rf"{_NAME} was not saved: (?P<why>[^\n]*)\sThe work is still here, unsaved[.;].*",
        _is_refused,
    ),
    (r"Unsaved work cannot be kept as a draft \([^\n]*\)\. Save often\.", _is_undrafted),
    (r"Unsaved work is kept as a draft again\.", _is_drafted),
    (r"Unsaved work on [^\n]* is kept; the next start offers it\.", _is_drafted),
    (r"Unsaved work on [^\n]* is lost: no draft of it could be written\.", _is_undrafted),
    (
        r"The last changes to [^\n]* are lost\. What was kept before is offered [^\n]*",
        _is_drafted_in_part,
    ),
    (r"[^\n]* has unsaved changes\.", _is_in_no_file),
    (rf"There is a file already: {_NAME}", _is_there),
    (rf"A new file: {_NAME}", _is_free),
)
_NOT_OF_THE_DISK = (
    r"Undid [^\n]*",
    r"Nothing is left to undo\.",
    r"Saving [^\n]*(: the disk is slow\.| goes on: | \.\.\. )[^\n]*",
    r"Nothing to undo\.",
    r"\S+ does nothing here\. [^\n]*",  # of Esc and a key that come together
    r"(Issue|Statement|Red line) \S+ changed\.",
    r"",
    r"Type the name of a file\.",
    r"A new file: [^\n]*[^l]",  # a name that is half typed
)


def _listed(files: Mapping[str, str]) -> str:
    return ", ".join(name for name in files if name.endswith((".toml", ".json")))
