"""``planner merge-file``: three versions of a scenario or a case put together, for git."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from planner.cli.arguments import Parser
from planner.cli.output import complain
from planner.errors import FileProblemError, PlannerError
from planner.files.cases.reading import LoadedCase, is_case_file
from planner.files.git import NoGitError
from planner.files.safety.reading import MAX_CASE_BYTES, read_bytes
from planner.files.scenarios.reading import scenario_with_case
from planner.files.three_way import MergedFile, is_ours, merged_by_lines, merged_file
from planner.files.toml.source import source_from_bytes
from planner.reports.words.merging import conflict_words
from planner.reports.words.numbers import counted
from planner.visible import path_words, shown_path

__all__ = ["parser", "run"]

_EXAMPLES = """\
A scenario is merged choice by choice, with both sides' comments; a case statement by statement, red
line by red line and option by option. What only one side changed is taken, the order of issues and
options too. Of two new orders ours stays, which is said. Where both changed the same to different
things, OURS holds both versions between git's conflict markers, and what differs goes to standard
error. The same holds for the path to a scenario's case. Where the digests of the case differ, that
of a side is taken only with all choices and lines set aside that this side has. Else that of BASE
stays, and the scenario reads as one of an earlier case; a case at hand that is still that one, and
lacks what is chosen, gives way to the other. Where BASE has none, both digests stand between the
markers. A file that is neither, such as a private overlay, or that cannot be read, is merged line
by line, as git does. The outcome is written to OURS.

Set up once in a repository, in three lines:
  git config merge.planner.name "scenarios and cases"
  git config merge.planner.driver "planner merge-file %O %A %B --path=%P"
  echo "*.toml merge=planner" >> .gitattributes

exit codes, as git expects them:
  0    merged; nothing is left to settle
  1    there are conflicts, and both versions are in OURS; or two cases that can be read were merged
       there to one that cannot
  2    wrong usage, or versions that cannot be put together; OURS is as it was
"""


def run(arguments: Sequence[str]) -> int:
    """Merges the three versions into the second."""
    parsed = parser().parse(arguments)
    base, ours, theirs = map(Path, parsed.operands)
    path = Path(parsed.path or ours)
    versions = (_content(base), _content(ours), _content(theirs))
    try:
        merged = merged_file(*versions, path, _case_of(versions[1], path))
    except PlannerError as error:
        return _by_lines(versions, ours, path, error)
    _put(ours, merged.data)
    name = shown_path(path)
    for table in merged.orders:
        complain([f"{name}: both put {path_words(table)} in another order; ours stays"])
    if merged.clean:
        return 0
    complain(_told(merged, name))
    return 1


def _told(merged: MergedFile, name: str) -> list[str]:
    if merged.problems:
        told = "what both sides changed makes no case together; it is merged, for you to mend"
        return [f"{name}: {told}", *map(str, merged.problems)]
    number = len(merged.clashes) + bool(merged.remarks)
    lines = [f"{name}: {counted(number, 'conflict')}; both versions stand between the markers"]
    lines += [f"  {conflict_words(clash)}" for clash in merged.clashes]
    if merged.remarks:
        remarks = counted(len(merged.remarks), "remark")
        lines.append(f"  no place in ours for {remarks} of theirs (with #): at the end of the file")
    return lines


def _by_lines(
    versions: tuple[bytes, bytes, bytes], ours: Path, path: Path, error: PlannerError
) -> int:
    """What git would have made of it, and why."""
    name = shown_path(path)
    why = str(error).splitlines() if any(map(is_ours, versions[1:])) else []
    try:
        data, conflicts = merged_by_lines(*versions)
    except NoGitError:
        raise error from None
    _put(ours, data)
    if why:
        complain([*why, f"{name}: merged line by line instead, as git does"])
    if conflicts:
        complain([f"{name}: {counted(conflicts, 'conflict')} of lines, marked in the file"])
    return 1 if conflicts else 0


def _content(path: Path) -> bytes:
    return read_bytes(path, MAX_CASE_BYTES)


def _case_of(ours: bytes, path: Path) -> LoadedCase | None:
    """The case of our scenario, where it can be found."""
    if not is_case_file(path):
        with suppress(FileProblemError):
            return scenario_with_case(source_from_bytes(shown_path(path), ours), path).of_case
    return None


def _put(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    made = path.with_name(f".{path.name}-{os.urandom(4).hex()}.tmp")
    try:
        made.write_bytes(data)
        made.chmod(path.stat().st_mode & 0o777)
        made.replace(path)
    except OSError as error:
        with suppress(OSError):
            made.unlink()
        raise PlannerError(f"{shown_path(path)} cannot be written ({error.strerror})") from error


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner merge-file",
        "planner merge-file BASE OURS THEIRS [--path PATH]",
        "Put three versions of a scenario or a case together, as a merge driver of git.",
        _EXAMPLES,
    )
    made.add_operands(
        "VERSION",
        least=3,
        most=3,
        completes="file",
        help="BASE, which both began with; OURS, which is written; and THEIRS",
    )
    made.add_argument(
        "--path", metavar="PATH", help="where the outcome belongs: its name says what file it is"
    )
    made.completes["--path"] = "file"
    return made
