"""From other tools' files to a case: which tool wrote a file is seen from what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

from planner.exchange import genius, geniusweb
from planner.exchange.gmcr import imported_conflict, is_conflict
from planner.exchange.imported import Imported, id_of, one_line, refused, same_issues
from planner.exchange.json_files import read_json
from planner.exchange.matrix import imported_matrix
from planner.exchange.utilities import Profile, TooFineError, line_of
from planner.exchange.xml import read_xml
from planner.files.safety.reading import read_bytes
from planner.files.standing import is_file
from planner.model.case import Case, Issue, Party
from planner.model.red_lines import RedLine
from planner.sources.reading import ENDINGS
from planner.visible import shown_path

__all__ = ["imported"]

_MOST_BYTES = 5 << 20
_DOCUMENTS = frozenset(ENDINGS) - {".txt", ".text"}
"""A matrix may be a text file; none of the others is a tool's."""


def imported(files: Sequence[Path]) -> Imported:
    """The case in the files: a matrix, a conflict, or a domain with its profiles.

    The issues of a domain and its profiles must be the same. Raises
    :class:`~planner.errors.FileProblemError` for what cannot be read.
    """
    for file in files:
        _refuse_document(file)
    read = [(shown_path(file), read_bytes(file, _MOST_BYTES, "a file to import")) for file in files]
    name, data = read[0]
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _of_genius(read)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        held = [(file, read_json(file, each)) for file, each in read]
        if all(geniusweb.is_geniusweb(each) for _, each in held):
            return _of_geniusweb(held)
        value = held[0][1]
        if not is_conflict(value):
            expected = "a domain or profile of GeniusWeb, or a conflict of GMCR+"
            raise refused(name, "it is of no tool that is known here", expected)
        _refuse_others(read)
        return imported_conflict(name, value)
    _refuse_others(read)
    return imported_matrix(name, data)


def _refuse_document(file: Path) -> None:
    if file.suffix.lower() in _DOCUMENTS and is_file(file):
        expected = (
            "a file of another tool; `planner new` makes a case, whose sources name documents"
        )
        raise refused(shown_path(file), "this is a document", expected)
    if file.suffix.lower() == ".toml" and is_file(file):
        found = "this is a TOML file, as scenarios and cases are"
        raise refused(shown_path(file), found, "a file of another tool, or a table in CSV")


def _refuse_others(read: Sequence[tuple[str, bytes]]) -> None:
    if len(read) > 1:
        raise refused(read[1][0], "only a domain and its profiles are imported together")


def _of_genius(read: Sequence[tuple[str, bytes]]) -> Imported:
    roots = [(file, read_xml(file, data)) for file, data in read]
    first, root = roots[0]
    issues, left_out = genius.issues_of(first, root)
    profiles = []
    for file, each in roots:
        own, _ = genius.issues_of(file, each)
        _refuse_other_issues(file, own, issues)
        profiles.append(genius.profile_of(file, each, issues))
    return _case(first, genius.domain_name(root), issues, profiles, left_out)


def _of_geniusweb(held: Sequence[tuple[str, Any]]) -> Imported:
    first, data = held[0]
    issues = geniusweb.issues_of(first, data)
    profiles = []
    for file, each in held:
        _refuse_other_issues(file, geniusweb.issues_of(file, each), issues)
        profiles.append(geniusweb.profile_of(file, each, issues))
    return _case(first, str(geniusweb.domain_of(first, data).get("name") or ""), issues, profiles)


def _refuse_other_issues(file: str, own: tuple[Issue, ...], issues: tuple[Issue, ...]) -> None:
    if not same_issues(own, issues):
        raise refused(file, "it has other issues or values than the first file", "the same domain")


def _case(
    file: str,
    title: str,
    issues: tuple[Issue, ...],
    profiles: Sequence[Profile | str | None],
    left_out: Sequence[str] = (),
) -> Imported:
    lost = [*left_out]
    parties: dict[str, Party] = {}
    lines: list[RedLine] = []
    for profile in profiles:
        if isinstance(profile, str):
            lost.append(profile)
        if not isinstance(profile, Profile):
            continue
        party = Party(id_of(profile.name, parties, "party"), one_line(profile.name))
        parties[party.id] = party
        lost += profile.left_out
        if profile.minimum is None:
            lost.append(f"{profile.file}: it says no reservation value: the minimum is 0")
        try:
            line, _ = line_of(profile, party, issues)
            lines.append(line)
        except TooFineError:
            lost.append(f"{profile.file}: its utilities, which have more digits than a case holds")
    if not parties:
        parties["nobody"] = Party("nobody", "Nobody yet")
        lost.append("there is no profile: a party stands in for those that you will add")
    stem = PurePath(file).stem
    names = ", ".join(dict.fromkeys(p.file for p in profiles if isinstance(p, Profile)))
    case = Case(
        id=id_of(title or stem, (), "domain"),
        title=one_line(title or stem),
        summary=f"Imported from {names or PurePath(file).name}.",
        parties=tuple(parties.values()),
        issues=issues,
        red_lines=tuple(lines),
    )
    return Imported(case, tuple(lost))
