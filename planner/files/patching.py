"""A changed scenario into the text it was read from, so that comments and layout survive.

tomlkit does the editing, and is not trusted: its text counts only if the one reader reads exactly
the scenario from it and no comment is gone.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from attrs import frozen

from planner.errors import FileProblemError, SaveError
from planner.files.guards import comments_of
from planner.files.scenario_reader import scenario_from_source
from planner.files.scenario_writer import refuse_unlike, toml_of, with_all_issues
from planner.files.text import SourceText
from planner.model import Case, Scenario

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

__all__ = ["Patched", "Unpatchable", "patched_text"]

# tomlkit is eleven times slower than the reader; a file of this size takes it half a second.
MAX_PATCHED = 64 << 10


@frozen
class Patched:
    """The text with the changes in it; the very same text where nothing changed."""

    text: str


@frozen
class Unpatchable:
    """Why the text could not be patched; the canonical form is what is left."""

    reason: str


def patched_text(source: SourceText, scenario: Scenario, case: Case) -> Patched | Unpatchable:
    """The text of ``source`` changed so that it reads as ``scenario``, all else as it was.

    Comments, blank lines, the order of names and the line ends stay. Values that were cleared stay
    as empty texts, so that a comment beside them stays too.
    """
    try:
        before = scenario_from_source(source, case)
    except FileProblemError:
        return Unpatchable("the file as it was cannot be read")
    after = with_all_issues(scenario, case)
    if before == after:
        return Patched(source.text)
    if len(source.text) > MAX_PATCHED:
        return Unpatchable(f"the file is larger than {MAX_PATCHED >> 10} KiB")
    # Where all lines end alike, new ones do too.
    crlf = source.newline == "\r\n" and source.text.count("\r\n") == source.text.count("\n")
    text = source.text.replace("\r\n", "\n") if crlf else source.text
    edited = _edited(text, before, after)
    edited = edited.replace("\n", "\r\n") if crlf else edited
    reason = _distrust(source.text, edited, after, case)
    return Unpatchable(reason) if reason else Patched(edited)


def _distrust(text: str, edited: str, after: Scenario, case: Case) -> str:
    """Why the edited text cannot be used; empty if it can."""
    try:
        refuse_unlike(edited, after, case)
    except SaveError:
        return "the change does not fit the way the file is written"
    if Counter(comments_of(text)) - Counter(comments_of(edited)):
        return "a comment of the file would be lost"
    return ""


def _edited(text: str, before: Scenario, after: Scenario) -> str:
    """The text as tomlkit edits it; empty, which is no scenario, where it fails."""
    import tomlkit  # noqa: PLC0415 (slow to import, and only who saves over a file needs it)

    if not text.endswith("\n"):
        text += "\n"
    try:
        document = tomlkit.parse(text)
        _edit(document, before, after)
        return tomlkit.dumps(document)
    except Exception:  # noqa: BLE001 (whatever tomlkit trips over: the caller says so)
        return ""


def _edit(document: TOMLDocument, before: Scenario, after: Scenario) -> None:
    old, new = _values(before), _values(after)
    for path, value in new.items():
        if old.get(path) != value:
            _put(document, path, value)
    for issue in before.written_choices().keys() - after.written_choices().keys():
        choices: Any = document["choices"]
        choices.remove(issue)


def _values(scenario: Scenario) -> dict[tuple[str, ...], Any]:
    reading = scenario.reading
    values: dict[tuple[str, ...], Any] = {
        ("scenario", "title"): scenario.title,
        ("scenario", "authors"): list(scenario.authors),
        ("scenario", "summary"): scenario.summary,
        ("case", "id"): scenario.case_id,
        ("case", "path"): scenario.case_path,
        ("case", "digest"): scenario.case_digest,
        ("check", "reading"): reading.value if reading is not None else None,
        ("check", "set_aside"): [*scenario.set_aside, *scenario.vanished_lines],
    }
    for issue, choice in scenario.written_choices().items():
        values["choices", issue, "option"] = choice.option or ""
        values["choices", issue, "note"] = choice.note
    return values


def _put(document: TOMLDocument, path: tuple[str, ...], value: Any) -> None:
    table: Any = document
    for name in path[:-1]:
        if name not in table:
            table[name] = _new_table(name)
        table = table[name]
    name = path[-1]
    if value is None:
        table.remove(name)
    elif isinstance(value, list) and name in table:
        _edit_list(table, name, value)
    else:
        table[name] = _item(value)


def _new_table(name: str) -> Any:
    import tomlkit  # noqa: PLC0415

    return tomlkit.table(is_super_table=name == "choices")


def _edit_list(table: Any, name: str, wanted: list[str]) -> None:
    """Changes single elements, so that comments between the others stay."""
    present = table[name]
    for element in [element for element in present if element not in wanted]:
        present.remove(element)
    for element in wanted:
        if element not in present:
            present.append(element)
    if list(present) != wanted:
        table[name] = _item(wanted)


def _item(value: str | list[str]) -> Any:
    """The value as tomlkit holds it, written as in the canonical form."""
    import tomlkit  # noqa: PLC0415

    return tomlkit.parse(toml_of({"value": value}))["value"]
