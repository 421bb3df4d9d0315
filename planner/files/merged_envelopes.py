"""What belongs to a scenario's file and not to its content, of both sides of a merge put together.

That is the way to its case, and the digest of the case that it was looked at with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from planner.files.toml.envelope import NO_ENVELOPE, Envelope
from planner.files.toml.kind import Kind
from planner.files.toml.leaves import Path, leaves
from planner.files.toml.merging import Clash, Merge
from planner.files.toml.read import Read

__all__ = ["always", "merged_envelopes"]

T = TypeVar("T")


def always(*_: object) -> bool:
    """That a content can be read, whatever its digest."""
    return True


def merged_envelopes(  # noqa: PLR0913, PLR0917 (the three versions, and what came of them)
    kind: Kind[T],
    base: Envelope | None,
    mine: Read[T],
    theirs: Read[T],
    merge: Merge,
    reads: Callable[[T, str], bool],
) -> tuple[tuple[Envelope, Envelope], tuple[Clash, ...]]:
    """What belongs to the file, of whoever changed it, and its clashes: there each keeps its own.

    Where ours and theirs do not clash, both are the same.
    """
    own, other = mine.envelope, theirs.envelope
    before = None if base is None else base.case_path
    path = other.case_path if own.case_path == before else own.case_path
    paths, clashes = (path, path), []
    if other.case_path not in (path, before):
        paths = (path, other.case_path)
        clashes.append(Clash(("case", "path"), before, *paths))
    whole, read = (False, False), always
    if own.case_digest != other.case_digest and not clashes and not merge.clashes:
        whole = _names_all(kind, mine, merge.from_theirs), _names_all(kind, theirs, merge.from_mine)
        read = partial(reads, kind.content_of(merge.leaves))
    digests = _digests(base or NO_ENVELOPE, own, other, whole, read)
    if digests[0] != digests[1]:
        clashes.append(Clash(("case", "digest"), None, *digests))
    made = Envelope(paths[0], digests[0]), Envelope(paths[1], digests[1])
    return made, tuple(clashes)


def _names_all(kind: Kind[T], side: Read[T], missing: Sequence[Path]) -> bool:
    """Whether the side names all of the case that a merge does; it does not say ``missing``.

    Words name nothing of it: notes and reasons, but for the issue or the red line that they are on.
    """
    said = leaves(kind.tables(side.content, NO_ENVELOPE, 2))
    return not any(
        path == ("check", "set_aside")
        or (
            path[0] in {"choices", "set_aside"}
            and (path[-1] not in {"note", "why"} or path[:2] not in said)
        )
        for path in missing
    )


def _digests(
    base: Envelope,
    mine: Envelope,
    theirs: Envelope,
    whole: tuple[bool, bool],
    reads: Callable[[str], bool],
) -> tuple[str, str]:
    """The digest of the case that what came of a merge was looked at with; two where it is asked.

    ``whole`` says of each side whether it names all of the case that the merge does. Where none
    does, nobody looked at it with either's case, and that of the base stays: else what has vanished
    from the new case would be a mistake in what was said with the old one, and the file could not
    be read. Neither can it with the old one at hand where that lacks what was said with the new
    one: then the digest of that is taken. Where the base has none, nobody knows which of the two
    had all of it.
    """
    before, held = base.case_digest, (mine.case_digest, theirs.case_digest)
    if held[0] == held[1] or not (before or all(held)):
        return (held[0] or held[1],) * 2
    looked = [digest for digest, all_of_it in zip(held, whole, strict=True) if all_of_it]
    if not before and not looked:
        return held
    due = next((digest for digest in looked if digest != before), before)
    return (next(filter(reads, (due, *filter(None, held))), due),) * 2
