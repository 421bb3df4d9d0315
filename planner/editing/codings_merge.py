"""Two codings of one negotiation put together, row by row: ours, theirs, or both.

Pure. A row is a thing in which the two differ, or a field of it. With a common ancestor what only
one of them changed is proposed; what both changed, or added under one id, is asked, and so is all
that differs where there is none. Nothing of ours changes but by a row that is taken, and by an
order that of two states of one file only theirs has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any

import attrs
from attrs import evolve, frozen

from planner.by_fields import Compared, Printed
from planner.check.two_codings import TwoCodings
from planner.editing.case_edits import CaseTable, Ref, found, put, renamed
from planner.files.cases.kind import case_kind
from planner.files.toml.leaves import Leaves, Path, in_order
from planner.files.toml.merging import Merge
from planner.files.toml.orders import reordered
from planner.model.case import Case
from planner.model.red_lines import RedLine

__all__ = ["WHOLE", "CodingRow", "CodingsMerge", "Take", "aligned", "thing_of"]

WHOLE = ""
"""Stands for all fields of a thing, in the place of the name of one."""
_KIND = case_kind()
_REVIEWS = "reviewed_by"
_OWN_ID: Path = ("case", "id")
"""What belongs to the file: it stays ours beside another file."""
_BY_POINTS = {"minimum", "contested_below", "scored_by", "points"}
"""What a line by points says in several fields and means as one."""
_SETS = {"evidence", "members"}


class Take(StrEnum):
    """Whose version of a row the merged case has."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@frozen(eq=False, repr=False)
class CodingRow(Compared):
    """A difference: of a ``field``, or of a thing that only one of them has (:data:`WHOLE`).

    ``ref`` is ``None`` of what stands in the case's own table. ``before`` is what the common
    ancestor says, ``proposed`` what follows from it; ``None`` where it must be asked. ``ways`` are
    the versions that there are.
    """

    ref: Ref | None
    field: str
    ours: Any
    theirs: Any
    before: Any
    proposed: Take | None
    ways: tuple[Take, ...]
    paths: tuple[Path, ...] = attrs.field(repr=False)

    @property
    def key(self) -> tuple[Ref | None, str]:
        """What names the row, whatever else is taken."""
        return self.ref, self.field


def aligned(ours: Case, theirs: Case) -> tuple[Case, Mapping[str, str]]:
    """Theirs with our ids for statements that quote the same, and their own ids by these.

    One of theirs that has such an id already, and quotes something else, gets a free one.
    """
    own: dict[str, str] = {}
    for pair in TwoCodings(ours, theirs).statements:
        if pair.first != pair.second:
            theirs = renamed(theirs, Ref(CaseTable.STATEMENTS, pair.second), _between(pair.first))
            own[pair.first] = pair.second
    for new in tuple(own):
        if new in theirs.statements_by_id:
            free = free_id(new, (ours, theirs))
            theirs = renamed(theirs, Ref(CaseTable.STATEMENTS, new), free)
            own[free] = new
        theirs = renamed(theirs, Ref(CaseTable.STATEMENTS, _between(new)), new)
    return theirs, own


def free_id(wanted: str, cases: Iterable[Case], table: CaseTable = CaseTable.STATEMENTS) -> str:
    """The id with a number behind it that no case has in that table."""
    held = {item.id for case in cases for item in getattr(case, table)}
    numbers = range(2, len(held) + 3)
    return next(name for n in numbers if (name := f"{wanted}-{n}") not in held)


@frozen(slots=False, eq=False, repr=False)
class CodingsMerge(Printed):
    """Ours, theirs as :func:`aligned` gives it, what both began with, and what was taken so far.

    ``one_file``: both are states of one file, whose id counts like all else in it.
    """

    ours: Case
    theirs: Case
    base: Case | None = None
    takes: Mapping[tuple[Ref | None, str], Take] = attrs.field(factory=dict)
    one_file: bool = attrs.field(default=False, kw_only=True)

    @cached_property
    def rows(self) -> tuple[CodingRow, ...]:
        """What differs, thing by thing in the order of the file; within a thing field by field."""
        return tuple(self._rows())

    def take_of(self, row: CodingRow) -> Take | None:
        """Whose version it is so far: as taken, else as proposed; ``None`` where it is open."""
        taken = self.takes.get(row.key, self.takes.get((row.ref, WHOLE)))
        return row.proposed if taken is None else taken

    @property
    def open_rows(self) -> tuple[CodingRow, ...]:
        """The rows that nobody has answered and nothing answers."""
        return tuple(row for row in self.rows if self.take_of(row) is None)

    @property
    def reordered(self) -> tuple[tuple[CaseTable, str], ...]:
        """The tables whose things theirs has in another order; of options with their issue's id."""
        paths = reordered(self._merge.leaves, self._merge.theirs)
        return tuple((CaseTable(path[-1]), path[1] if len(path) > 1 else "") for path in paths)

    def with_take(self, rows: Sequence[CodingRow], take: Take) -> CodingsMerge:
        """The merge in which these rows come out like this, those for which there is such a way."""
        takes = dict(self.takes)
        for row in rows:
            if take in row.ways:
                if takes.get((row.ref, WHOLE)) is Take.BOTH:
                    del takes[row.ref, WHOLE]
                takes[row.key] = take
        return self._with(takes)

    def with_thing(self, ref: Ref | None, take: Take) -> CodingsMerge:
        """The merge in which a whole thing comes out like this, whatever was taken of its fields.

        ``both`` keeps ours, and theirs beside it under a free id.
        """
        takes = {key: each for key, each in self.takes.items() if key[0] != ref}
        return self._with({**takes, (ref, WHOLE): take})

    def _with(self, takes: Mapping[tuple[Ref | None, str], Take]) -> CodingsMerge:
        after = evolve(self, takes=takes)
        after.__dict__.update(
            {k: v for k, v in self.__dict__.items() if k in ("rows", "_merge", "_three")}
        )
        return after

    def outcome(self) -> Case:
        """The case that comes of it; what is open stays ours. Nobody has judged it yet."""
        beside = [
            ref for (ref, name), take in self.takes.items() if name == WHOLE and take is Take.BOTH
        ]
        theirs, ids = self.theirs, {}
        for ref in filter(None, beside):
            ids[ref] = _free(ref, (self.ours, theirs))
            theirs = renamed(theirs, ref, ids[ref])
        merge = self._merge if not ids else _KIND.merged(None, self.ours, theirs)
        case = _KIND.content_of(self._leaves(merge))
        for ref, free in ids.items():
            item = found(theirs, Ref(ref.table, free, ref.issue))
            if item is not None:
                case = put(case, item, issue=ref.issue)
        return _citing_both(case, theirs, ids)

    def _leaves(self, merge: Merge) -> Leaves:
        taken = {row.key: self.take_of(row) for row in self.rows}
        chosen = [path for row in self.rows if taken[row.key] is Take.THEIRS for path in row.paths]
        said = merge.settled(chosen)
        for path, value in merge.theirs.items():
            if path[-1] == _REVIEWS and path in said:
                said[path] = _union(said[path], value)
        for row in self.rows:
            # A thing of which both are kept keeps its own fields as ours has them.
            beside = self.takes.get((row.ref, WHOLE)) is Take.BOTH and row.key not in self.takes
            if taken[row.key] is Take.BOTH and not beside:
                said[row.paths[0]] = _put_together(row)
        if self.one_file and self._three is not None:
            said = {path: said[path] for path in in_order(self._three.order, said) if path in said}
        return merge.sift(said)

    @cached_property
    def _merge(self) -> Merge:
        return _KIND.merged(None, self.ours, self.theirs)

    @cached_property
    def _three(self) -> Merge | None:
        return None if self.base is None else _KIND.merged(self.base, self.ours, self.theirs)

    def _rows(self) -> Iterator[CodingRow]:
        grouped: dict[tuple[Ref | None, str], list[Path]] = {}
        for clash in self._merge.clashes:
            ref, name = _place(clash.path)
            if name != _REVIEWS and (self.one_file or clash.path != _OWN_ID):
                grouped.setdefault((ref, name), []).append(clash.path)
        for (ref, name), paths in sorted(grouped.items(), key=lambda held: _order(held[0][0])):
            ours, theirs = (_value(case, ref, name) for case in (self.ours, self.theirs))
            if ours == theirs:  # one leaves to the evidence what the other one writes
                continue
            before = _value(self.base, ref, name) if self.base is not None else None
            proposed = _proposed(self._three, paths)
            ways = (Take.OURS, Take.THEIRS, *([Take.BOTH] if name in _SETS else []))
            if proposed is Take.BOTH and Take.BOTH not in ways:
                proposed = None
            yield CodingRow(ref, name, ours, theirs, before, proposed, ways, tuple(paths))


def _between(name: str) -> str:
    """An id that is nobody's, since it has a blank: two that change places need a third."""
    return f" {name}"


def _free(ref: Ref, cases: Sequence[Case]) -> str:
    if ref.table is not CaseTable.OPTIONS:
        return free_id(ref.id, cases, ref.table)
    held = {each for case in cases for each in case.issues_by_id[ref.issue].by_id}
    return next(name for n in range(2, len(held) + 3) if (name := f"{ref.id}-{n}") not in held)


def _place(path: Path) -> tuple[Ref | None, str]:
    """The thing that a value belongs to, and its field."""
    if path[0] == "case":
        return None, path[1]
    if len(path) > 3 and path[2] == "options":
        return Ref(CaseTable.OPTIONS, path[3], path[1]), path[4] if len(path) > 4 else WHOLE
    name = path[2] if len(path) > 2 else WHOLE
    table = CaseTable(path[0])
    if table is CaseTable.RED_LINES and name in _BY_POINTS:
        name = "points"
    return Ref(table, path[1]), name


_ORDER = [
    CaseTable.STATEMENTS,
    CaseTable.RED_LINES,
    CaseTable.ISSUES,
    CaseTable.OPTIONS,
    CaseTable.COHERENCE,
    CaseTable.PARTIES,
    CaseTable.SOURCES,
]


def _order(ref: Ref | None) -> int:
    """What is coded comes first, then what it is about."""
    return len(_ORDER) if ref is None else _ORDER.index(ref.table)


def _value(case: Case, ref: Ref | None, name: str) -> Any:
    item: Any = case if ref is None else thing_of(case, ref)
    return item if item is None or name == WHOLE else getattr(item, name)


def thing_of(case: Case, ref: Ref) -> Any:
    """The thing of that name; ``None`` where the case has none, nor the issue of an option."""
    if ref.table is CaseTable.OPTIONS and ref.issue not in case.issues_by_id:
        return None
    return found(case, ref)


def _proposed(three: Merge | None, paths: Sequence[Path]) -> Take | None:
    """What follows from a common ancestor; ``None`` where both sides changed it, or without one."""
    if three is None or _touch(paths, [clash.path for clash in three.clashes]):
        return None
    theirs, ours = (_touch(paths, side) for side in (three.from_theirs, three.from_mine))
    if theirs and ours:
        return Take.BOTH
    return Take.THEIRS if theirs else Take.OURS


def _touch(paths: Sequence[Path], others: Sequence[Path]) -> bool:
    return any(
        one[: len(other)] == other or other[: len(one)] == one for one in paths for other in others
    )


def _put_together(row: CodingRow) -> tuple[Any, ...]:
    """What both have and what either added; what one of them took out since the base stays out."""
    old = row.before or ()
    kept = (each for each in row.ours if each in row.theirs or each not in old)
    added = (each for each in row.theirs if each not in row.ours and each not in old)
    return (*kept, *added)


def _union(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*one, *(each for each in other if each not in one))


def _citing_both(case: Case, theirs: Case, ids: Mapping[Ref, str]) -> Case:
    """Lines that rest on a statement of that id in both cases rest on both statements."""
    cited = {ref.id: free for ref, free in ids.items() if ref.table is CaseTable.STATEMENTS}
    lines: list[RedLine] = []
    for line in case.red_lines:
        other = theirs.red_lines_by_id.get(line.id)
        more = tuple(
            free
            for name, free in cited.items()
            if other is not None and free in other.evidence and name in line.evidence
        )
        lines.append(evolve(line, evidence=_union(line.evidence, more)) if more else line)
    return evolve(case, red_lines=tuple(lines)) if cited else case
