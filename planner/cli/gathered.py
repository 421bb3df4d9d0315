"""The scenarios of a folder gathered into groups, in a file: however many there are.

Of a group its first scenario is in memory and its size; the others wait in a temporary file, each
with the place of the next one of its group, until the groups are written one after another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from struct import Struct
from tempfile import SpooledTemporaryFile
from typing import IO

from attrs import evolve

from planner.check.shared_crossings import in_groups
from planner.cli.output import width
from planner.reports.content.folder_board import Member, MemberGroup, folder_pieces
from planner.reports.formats.text import Layout, text_lines

__all__ = ["Gathered", "board_lines"]

_IN_MEMORY = 1 << 20
_HEAD = Struct("<QI")
"""Where the next one of the group is, 0 for none, and the length of what is said of this one."""

_BETWEEN = "\0"


class _Chain:
    """A group as it grows: its first scenario, and where in the file they begin and end."""

    def __init__(self, first: Member, at: int) -> None:
        self.first = first
        self.begin = self.end = at
        self.size = 0
        self.readings: set[str] = set()


class Gathered:
    """Takes scenarios one by one, and gives the groups in their order once all are there."""

    def __init__(self) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (until the end)
        self._size = self._file.write(b"\0")  # so that no scenario stands at 0
        self._chains: dict[tuple[str, Sequence[str]], _Chain] = {}

    def close(self) -> None:
        """Takes the file away: the groups cannot be gone through any more."""
        self._file.close()

    def add(self, member: Member) -> None:
        """Takes one scenario more."""
        at = self._size
        crossed = member.crossed
        chain = self._chains.setdefault((crossed.case, crossed.lines), _Chain(member, at))
        if chain.size:
            self._file.seek(chain.end)
            _, length = _HEAD.unpack(self._file.read(_HEAD.size))
            self._file.seek(chain.end)
            self._file.write(_HEAD.pack(at, length))
        said = _BETWEEN.join((member.name, member.state, member.reading))
        data = said.encode("utf-8", "surrogatepass")
        self._file.seek(at)
        self._size += self._file.write(_HEAD.pack(0, len(data)) + data)
        chain.end = at
        chain.size += 1
        chain.readings.add(member.reading)

    def groups(self) -> list[MemberGroup]:
        """The groups, the fewest crossings first, each with its scenarios in their order."""
        chains = [*self._chains.values()]
        ordered = in_groups(chain.first.crossed for chain in chains)
        return [
            MemberGroup(
                chain.first, chain.size, frozenset(chain.readings), _Members(self._file, chain)
            )
            for chain in (chains[place] for _, (place,) in ordered)
        ]


class _Members:
    """The scenarios of a group, read from the file each time that they are gone through."""

    def __init__(self, file: IO[bytes], chain: _Chain) -> None:
        self._file = file
        self._chain = chain

    def __iter__(self) -> Iterator[Member]:
        at = self._chain.begin
        while at:
            self._file.seek(at)
            at, length = _HEAD.unpack(self._file.read(_HEAD.size))
            said = self._file.read(length).decode("utf-8", "surrogatepass")
            name, state, reading = said.split(_BETWEEN)
            yield evolve(self._chain.first, name=name, state=state, reading=reading)


def board_lines(groups: Sequence[MemberGroup], layout: Layout) -> Iterator[list[str]]:
    """The board as lines, some scenarios at a time."""
    for piece in folder_pieces(groups):
        known = text_lines(piece.known, width(), layout)
        yield text_lines(piece.blocks, width(), layout)[len(known) :]
