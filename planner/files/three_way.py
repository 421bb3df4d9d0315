"""Three versions of one file put together, as a merge driver of git is asked to.

A scenario is merged choice by choice, a case statement by statement, line by line and option by
option, whatever the layout of the files. Nothing here needs the case of a scenario, which git may
be about to merge itself.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from attrs import evolve, frozen

from planner.by_fields import Compared, Printed
from planner.errors import FileProblemError, Problem, SaveError
from planner.files.cases.reading import CASE_SUFFIX, LoadedCase, case_from_source, is_case_file
from planner.files.cases.reviews import reviews_kept
from planner.files.cases.tables import CaseFile
from planner.files.git import NoGitError, ask_git
from planner.files.merged_envelopes import always, merged_envelopes
from planner.files.safety.reading import MAX_CASE_BYTES, MAX_SCENARIO_BYTES
from planner.files.scenarios.kind import SCENARIO_SUFFIX, tables_of_scenario
from planner.files.scenarios.reading import content_of_tables, in_order_of_case
from planner.files.scenarios.tables import ScenarioFile
from planner.files.toml.envelope import NO_ENVELOPE, Envelope
from planner.files.toml.findings import Findings
from planner.files.toml.guards import comments_of
from planner.files.toml.kind import Kind
from planner.files.toml.leaves import TABLE, Leaves, leaves, tables_of
from planner.files.toml.merging import Clash, Merge
from planner.files.toml.read import Read
from planner.files.toml.source import SourceText, source_from_bytes
from planner.files.toml.structure import structure
from planner.files.toml.syntax import parse
from planner.files.toml.values import FormatNumber
from planner.model.case import Case
from planner.model.scenario import Scenario, vanished
from planner.visible import shown_path

__all__ = ["MergedFile", "is_ours", "merged_by_lines", "merged_file"]

T = TypeVar("T")

_OURS, _MIDDLE, _THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"
_MOST_CONFLICTS = 127  # of lines; above, git itself failed


@frozen(eq=False, repr=False)
class MergedFile(Printed):
    """What came of a merge: the whole file, and what could not be settled.

    Where there are ``clashes``, or ``remarks`` (comments with ``#``) of both sides, ``data`` holds
    both versions between git's conflict markers. ``problems`` are those of a case that is merged
    whole, and cannot be read though each side's can. ``orders`` are the tables by id that both put
    in another order: ours stays, and nobody need be asked.
    """

    data: bytes
    clashes: tuple[Clash, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    orders: tuple[tuple[str, ...], ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nobody need be asked."""
        return not self.clashes and not self.remarks and not self.problems


def is_ours(data: bytes) -> bool:
    """Whether it looks like a case or a scenario, rightly written or not."""
    return b"[case]" in data or b"[choices" in data


def merged_file(
    base: bytes, ours: bytes, theirs: bytes, path: Path, of_case: LoadedCase | None = None
) -> MergedFile:
    """Both sides' changes to ``base`` put together; ``path`` is where the file belongs.

    A base that is empty or cannot be read is none: then all that differs is asked. Where the case
    of a scenario is at hand, the red lines that it sets aside stand in its order, and the scenario
    can be read with it. Raises
    :class:`~planner.errors.FileProblemError` where one of the sides cannot be read, and
    :class:`~planner.errors.SaveError` where the outcome does not fit into our file.
    """
    sides = _Sides(shown_path(path), base, ours, theirs)
    if is_case_file(path):
        return _judged(_merged(_plain_kind(), sides), sides, path)

    def reads(scenario: Scenario, digest: str) -> bool:
        if of_case is None or of_case.moved_since(digest):
            return True
        return not vanished(scenario, of_case.case)

    kind = _kind_without_case(None if of_case is None else of_case.case)
    return _merged(kind, sides, reads)


def merged_by_lines(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, int]:
    """What git makes of them line by line, and how many conflicts it marked.

    Raises :class:`~planner.files.git.NoGitError`, and :class:`~planner.errors.SaveError` for what
    has no lines.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for file, data in (("ours", ours), ("base", base), ("theirs", theirs)):
            folder.joinpath(file).write_bytes(data)
        labels = ("-L", "ours", "-L", "base", "-L", "theirs")
        done = ask_git(folder, "merge-file", "-p", *labels, "ours", "base", "theirs")
    if done.returncode > _MOST_CONFLICTS or done.returncode < 0:
        raise SaveError("the versions cannot be put together line by line either")
    return done.stdout, done.returncode


class _Sides:
    """The three versions, read as texts."""

    def __init__(self, name: str, base: bytes, ours: bytes, theirs: bytes) -> None:
        self.raw = base, ours, theirs
        self.ours = source_from_bytes(f"{name} (ours)", ours)
        self.theirs = source_from_bytes(f"{name} (theirs)", theirs)
        try:
            self.base: SourceText | None = source_from_bytes(f"{name} (base)", base)
        except FileProblemError:
            self.base = None


def _merged(kind: Kind[T], sides: _Sides, reads: Callable[[T, str], bool] = always) -> MergedFile:
    """What comes of them; ``reads`` says whether a content can be read where it has that digest."""
    mine, theirs = kind.read(sides.ours), kind.read(sides.theirs)
    base = _read_or_none(kind, sides.base)
    before, envelope_before = (None, None) if base is None else (base.content, base.envelope)
    merge = kind.merged(before, mine.content, theirs.content)
    envelopes, apart = merged_envelopes(kind, envelope_before, mine, theirs, merge, reads)
    if merge.clashes or apart:
        made = _with_clashes(kind, merge, apart, envelopes, sides)
    else:
        merged = Read(kind.complete(kind.content_of(merge.leaves)), envelopes[0])
        found = _by_lines(kind, merged, sides)
        made = _patched(kind, merged, sides) if found is None else MergedFile(found)
    return evolve(made, orders=merge.orders)


def _judged(merged: MergedFile, sides: _Sides, path: Path) -> MergedFile:
    """The merge, with what is wrong in it that is wrong on neither side.

    What one side names the other may have taken out.
    """
    if not merged.clean:
        return merged
    problems = _problems(source_from_bytes(shown_path(path), merged.data), path)
    if not problems or any(_problems(side, path) for side in (sides.ours, sides.theirs)):
        return merged
    return evolve(merged, problems=problems)


def _problems(source: SourceText, path: Path) -> tuple[Problem, ...]:
    try:
        case_from_source(source, path.name)
    except FileProblemError as error:
        return error.problems
    return ()


def _read_or_none(kind: Kind[T], source: SourceText | None) -> Read[T] | None:
    if source is None:
        return None
    try:
        return kind.read(source)
    except FileProblemError:
        return None


def _by_lines(kind: Kind[T], merged: Read[T], sides: _Sides) -> bytes | None:
    """What git makes of the lines, where that is exactly what the merge came to.

    It keeps both sides' layout and remarks, which no other way does.
    """
    try:
        data, conflicts = merged_by_lines(*sides.raw)
        if conflicts:
            return None
        source = source_from_bytes(sides.ours.name, data)
        read = kind.read(source)
        if _in_order(kind, read) != _in_order(kind, merged):
            return None
        if read.envelope != merged.envelope:  # its digest may be neither side's
            data = _bytes(kind.text(merged.content, merged.envelope, source), source)
    except (NoGitError, SaveError, FileProblemError):
        return None
    return data


def _in_order(kind: Kind[T], found: Read[T]) -> list[tuple[tuple[str, ...], Any]]:
    """All that a content says, in the order of its file."""
    return [*leaves(kind.tables(found.content, NO_ENVELOPE, 1)).items()]


def _patched(kind: Kind[T], merged: Read[T], sides: _Sides) -> MergedFile:
    """The merged content in our text, or in theirs where only that has new remarks."""
    new_there = _new_remarks(sides.base, sides.theirs)
    if new_there and not _new_remarks(sides.base, sides.ours):
        text = kind.text_to_save(merged.content, merged.envelope, sides.theirs)
        return MergedFile(_bytes(text, sides.theirs))
    text = kind.text_to_save(merged.content, merged.envelope, sides.ours)
    lost = [*(Counter(new_there) - Counter(comments_of(text))).elements()]
    if lost:
        end = sides.ours.newline
        text = "".join([_ended(text, end), *_both([], [f"{remark}{end}" for remark in lost], end)])
    return MergedFile(_bytes(text, sides.ours), remarks=tuple(lost))


def _new_remarks(base: SourceText | None, side: SourceText) -> list[str]:
    """The comments with ``#`` that a side has and the base has not."""
    known = Counter(comments_of(base.text) if base is not None else ())
    return [*(Counter(comments_of(side.text)) - known).elements()]


def _with_clashes(
    kind: Kind[T],
    merge: Merge,
    apart: tuple[Clash, ...],
    envelopes: tuple[Envelope, Envelope],
    sides: _Sides,
) -> MergedFile:
    """All that is settled, and both versions of the rest between markers."""
    paths = [clash.path for clash in merge.clashes]
    versions = zip((merge.leaves, merge.settled(paths)), envelopes, strict=True)
    texts = [
        kind.text_to_save(kind.complete(kind.content_of(found)), envelope, sides.ours)
        for found, envelope in versions
    ]
    remarks = tuple(
        (
            Counter(_new_remarks(sides.base, sides.theirs)) - Counter(comments_of(texts[0]))
        ).elements()
    )
    end = sides.ours.newline
    ours, theirs = (_lines(text, end) for text in texts)
    theirs += [f"{remark}{end}" for remark in remarks]
    text = "".join(_marked(ours, theirs, end))
    return MergedFile(_bytes(text, sides.ours), (*apart, *merge.clashes), remarks)


def _marked(ours: list[str], theirs: list[str], end: str) -> Iterator[str]:
    """The lines, with both versions between markers where they differ.

    Table by table: a line such as ``party = "north"`` stands in thousands of them, and each of
    these would be compared with all others.
    """
    own, other = _by_table(ours), _by_table(theirs)
    heads, others = ([table[0] for table in side] for side in (own, other))
    for what, a, b, c, d in SequenceMatcher(None, heads, others, autojunk=False).get_opcodes():
        if what == "equal":
            for mine, its in zip(own[a:b], other[c:d], strict=True):
                yield from mine if mine == its else _marked_lines(mine, its, end)
        else:
            yield from _both(chain(*own[a:b]), chain(*other[c:d]), end)


def _by_table(lines: list[str]) -> list[list[str]]:
    """The lines of each table behind its header; those above the first behind an empty line."""
    tables = [[""]]
    for line in lines:
        if line.lstrip().startswith("["):
            tables.append([])
        tables[-1].append(line)
    return tables


def _marked_lines(ours: list[str], theirs: list[str], end: str) -> Iterator[str]:
    for what, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what == "equal":
            yield from ours[a:b]
        else:
            yield from _both(ours[a:b], theirs[c:d], end)


def _both(ours: Iterable[str], theirs: Iterable[str], end: str) -> Iterator[str]:
    """Both versions between markers, which end as git's do: as the lines between them."""
    yield from (f"{_OURS}{end}", *ours, f"{_MIDDLE}{end}", *theirs, f"{_THEIRS}{end}")


def _lines(text: str, end: str) -> list[str]:
    """The lines with their ends, as TOML has them: a value may hold what others take for one."""
    return [f"{line}\n" for line in _ended(text, end).split("\n")[:-1]]


def _ended(text: str, end: str) -> str:
    return text if text.endswith("\n") else f"{text}{end}"


def _bytes(text: str, base: SourceText) -> bytes:
    return text.encode("utf-8-sig" if base.bom else "utf-8")


def _kind_without_case(case: Case | None) -> Kind[Scenario]:
    """Scenarios as they are written, of whichever case."""

    def read(source: SourceText) -> Read[Scenario]:
        tables = structure(parse(source), ScenarioFile, Findings(source))
        envelope = Envelope(tables.case.path, tables.case.digest)
        return Read(complete(content_of_tables(tables)), envelope)

    def complete(scenario: Scenario) -> Scenario:
        if case is not None:
            return in_order_of_case(scenario, case)
        return evolve(scenario, set_aside=dict(sorted(scenario.set_aside.items())))

    return Kind(
        noun="scenario",
        suffix=SCENARIO_SUFFIX,
        limit=MAX_SCENARIO_BYTES,
        shape=ScenarioFile,
        tables=tables_of_scenario,
        content=content_of_tables,
        reader=read,
        complete=complete,
    )


@frozen(eq=False, repr=False)
class _Said(Compared):
    """What a case says as it is written; the order of its tables by id says something too."""

    leaves: Leaves
    tables: tuple[tuple[str, ...], ...]


def _plain_kind() -> Kind[_Said]:
    """Cases as they are written: what is worked out of them, such as a strength, is no part."""

    def tables(said: _Said, _: Envelope, least: int) -> CaseFile:
        return tables_of({("format",): FormatNumber(least), **said.leaves}, CaseFile)

    def content(found: Any) -> _Said:
        said = {path: value for path, value in leaves(found).items() if path != ("format",)}
        return _Said(said, tuple(path for path, value in said.items() if value is TABLE))

    return Kind(
        noun="case",
        suffix=CASE_SUFFIX,
        limit=MAX_CASE_BYTES,
        shape=CaseFile,
        tables=tables,
        content=content,
        sift=reviews_kept,
    )
