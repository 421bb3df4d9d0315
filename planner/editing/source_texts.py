"""The texts of a case's sources, as far as they are at hand."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from attrs import field, frozen

from planner.by_fields import Compared
from planner.errors import FileProblemError, Problem
from planner.files.safety.reading import is_gone, read_bytes
from planner.model.case import Case, Source
from planner.sources.plain_text import UNKNOWN, PlainText, SourceFormatError
from planner.sources.reading import ENDINGS, MAX_SOURCE_BYTES, read_source
from planner.visible import shown_path

__all__ = ["SourceTexts", "read_source_texts", "texts_beside"]

_MOST_LISTED = 500
"""Entries of a folder that are looked at: who types should not wait for them."""
_MOST_FOLDERS = 20
_WITH_FORMULAS = (".docx", ".html", ".htm", ".md", ".markdown")
_FROM_THE_RIGHT = re.compile("[\u05d0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@frozen(eq=False, repr=False)
class SourceTexts(Compared):
    """The texts by the id of their source, what kept others from being read, and what is doubtful.

    A text is doubtful where it is not the one that was coded, by its digest or its length, and
    where it does not say which letters or signs it shows. By the id of its source ``doubts`` says
    so, and ``failures`` says why a text could not be read. ``others`` are the sources whose text is
    not the one that was coded.
    """

    texts: Mapping[str, PlainText] = field(factory=dict)
    doubts: Mapping[str, tuple[Problem, ...]] = field(factory=dict)
    failures: Mapping[str, tuple[Problem, ...]] = field(factory=dict)
    others: frozenset[str] = frozenset()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why texts could not be read."""
        return tuple(problem for each in self.failures.values() for problem in each)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is doubtful in texts that could."""
        return tuple(problem for each in self.doubts.values() for problem in each)


def read_source_texts(
    case: Case, case_file: Path, named: Mapping[str, Path] | None = None
) -> SourceTexts:
    """Read the texts that the case's sources name beside its file, or those ``named`` instead."""
    named = named or {}
    texts: dict[str, PlainText] = {}
    failures: dict[str, tuple[Problem, ...]] = {}
    doubts: dict[str, tuple[Problem, ...]] = {}
    others: set[str] = set()
    for source in case.sources:
        path = named.get(source.id)
        if path is None and source.text:
            path = case_file.parent / source.text
        if path is None:
            continue
        try:
            data = read_bytes(path, MAX_SOURCE_BYTES, "a source's text")
            texts[source.id] = text = read_source(path.name, data)
        except FileProblemError as error:
            of_case = source.id not in named and is_gone(path)
            failures[source.id] = (_missing(source, path),) if of_case else error.problems
        except SourceFormatError as error:
            problem = Problem(shown_path(path), None, None, error.found, error.expected)
            failures[source.id] = (problem,)
        else:
            changed = _changed(source, path, data, text)
            others |= {source.id} if changed else set()
            doubts[source.id] = (*changed, *_unknown(path, text))
    return SourceTexts(texts, doubts, failures, frozenset(others))


def _missing(source: Source, path: Path) -> Problem:
    expected = f'the text that the case names for the source "{source.id}"'
    hint = f'put it there, or mend or take out the "text" of [sources.{source.id}]'
    return Problem(shown_path(path), None, None, "there is no such file", expected, hint)


def _changed(source: Source, path: Path, data: bytes, text: PlainText) -> tuple[Problem, ...]:
    """That this is not the text that was coded, as far as the case says."""
    found = []
    digest = hashlib.sha256(data).hexdigest()
    if source.sha256 and source.sha256 != digest:
        found.append(
            (f"this is not the text that was coded: its sha256 is {digest}", source.sha256)
        )
    same_bytes = source.sha256 == digest  # an earlier planner may have read more of them, or less
    if source.length is not None and source.length != len(text.text) and not same_bytes:
        words = f"this is not the text that was coded: it has {len(text.text):,} characters"
        found.append((words, f"{source.length:,}"))
    return _warnings(path, found)


def _unknown(path: Path, text: PlainText) -> tuple[Problem, ...]:
    """Where it does not say which letters or signs it shows, or in which order."""
    found = []
    if text.pages and UNKNOWN in text.text:
        page = text.place(text.text.index(UNKNOWN)).page
        words = f"the PDF does not say which letters it shows where {UNKNOWN} stands"
        found.append((words, f"a look at the page itself, the first is page {page}"))
    elif path.suffix.lower() in _WITH_FORMULAS and UNKNOWN in text.text:
        line = text.place(text.text.index(UNKNOWN)).line
        words = f"a formula or a sign of a font of symbols stands where {UNKNOWN} does"
        found.append((words, f"a look at the document itself, the first is line {line:,}"))
    if text.pages and (letter := _FROM_THE_RIGHT.search(text.text)):
        page = text.place(letter.start()).page
        words = "letters that run from right to left may come out of a PDF in another order"
        found.append((words, f"a look at the page itself, the first is page {page}"))
    return _warnings(path, found)


def _warnings(path: Path, found: Iterable[tuple[str, str]]) -> tuple[Problem, ...]:
    return tuple(
        Problem(shown_path(path), None, None, message, expected, severity="warning")
        for message, expected in found
    )


def texts_beside(folder: Path) -> tuple[str, ...]:
    """The files in the folder, and in those within it, that may be the text of a source."""
    found: list[str] = []
    for inner in (folder, *_folders_in(folder)):
        with suppress(OSError), os.scandir(inner) as entries:
            found += [
                Path(entry.path).relative_to(folder).as_posix()
                for entry in islice(entries, _MOST_LISTED)
                if entry.name.lower().endswith(ENDINGS) and entry.is_file(follow_symlinks=True)
            ]
    return tuple(sorted(found))


def _folders_in(folder: Path) -> list[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        inner = [e for e in islice(entries, _MOST_LISTED) if e.is_dir(follow_symlinks=False)]
        return [Path(e.path) for e in inner if not e.name.startswith(".")][:_MOST_FOLDERS]
    return []
