"""The TOML parser's complaints, in words of our own and with a place that helps."""

from __future__ import annotations

import re

from planner.errors import Problem
from planner.files.toml.positions import Positions, scan
from planner.files.toml.source import SourceText
from planner.visible import path_words, visible

__all__ = ["syntax_problem"]

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_REPEATED = (
    "Cannot overwrite a value",
    "Cannot declare ",
    "Cannot mutate immutable namespace",
    "Cannot redefine namespace",
    "Duplicate inline table key",
)
_QUOTATION_MARK = 'inside a text, write a quotation mark as \\"'
_MARKS_WITHIN = {'"': _QUOTATION_MARK, "'": """a text with ' in it stands between " and \""""}
"""By the mark that ends a text too early: how to write it within one."""
_HERE, _VALUE, _BACKSLASH = range(3)
# The parser's message, what we say, what is expected, how to mend it; and what place to show: where
# the parser stopped, where the value begins, or the backslash before.
_WORDS = (
    (
        "Invalid statement",
        "this line cannot be read",
        "NAME = VALUE, [TABLE] or a # comment",
        "",
        _HERE,
    ),
    (
        "Expected newline or end of document after a statement",
        "something follows where the line should end",
        "one NAME = VALUE on each line",
        _QUOTATION_MARK,
        _HERE,
    ),
    ("Expected '=' after a key", "a name without a value", 'NAME = "VALUE"', "", _HERE),
    (
        "Invalid initial character for a key part",
        "a name cannot begin like this",
        "letters, digits, - or _",
        "",
        _HERE,
    ),
    (
        "Unescaped '\\' in a string",
        "a backslash that means nothing here",
        "",
        "write it twice: \\\\",
        _BACKSLASH,
    ),
    ("Unterminated string", "a text that is not closed", "", "is the file cut off?", _VALUE),
    (
        "Illegal character '\\n'",
        "a text that is not closed on its line",
        "a quotation mark at its end",
        'a text of several lines stands between """ and """',
        _VALUE,
    ),
    ("Expected ']", "a table's name that is not closed", '"]" at the end of the line', "", _HERE),
    ("Invalid date or datetime", "this is no date", "a date such as 2025-08-19", "", _HERE),
    (
        "Invalid hex value",
        "an unfinished \\u escape",
        "\\u and four hexadecimal digits",
        "",
        _BACKSLASH,
    ),
    (
        "Escaped character is not a Unicode scalar value",
        "an escape that stands for no character",
        "",
        "take it out",
        _BACKSLASH,
    ),
)
_CUT_OFF = "is the file cut off?"
_UNQUOTED = re.compile(r"[^\s\"'#\[\]{},=][^\n\"'#\[\]{},=]*")
_CURLY = re.compile(
    "[“”„«»]([^\\n“”„«»\"]*)[“”«»\"]|[\u2018-\u201a]([^\\n\u2018-\u201a']*)[\u2018\u2019']"
)
"""A text in the quotes that word processors make of straight ones."""
_BEGINS = re.compile(r"\w|[\"'\[{+-]|[“”„«»\u2018-\u201a]")
"""What a value or a name begins with, or is meant to."""
_PAIR = re.compile(r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*[\w"'-]+)*[ \t]*=""")
_HEADER = re.compile(r"\[{1,2}[ \t]*[A-Za-z][^\n\],]*\]")


def syntax_problem(source: SourceText, complaint: str) -> Problem:
    """The problem that the parser complains about, with the text's line and column."""
    place = _PLACE.search(complaint)
    if place is None:
        return Problem(source.name, 1, 1, f"this is no TOML ({visible(complaint)})")
    complaint = complaint[: place.start()]
    text = source.text
    full = Positions(text)
    offset = full.offset(int(place[1]), int(place[2])) if place[1] else len(text)
    reached = scan(text[:offset])
    if complaint.startswith(_REPEATED):
        return _repeated(source.name, full, reached)
    if complaint.startswith("Invalid value"):
        return _invalid_value(source, full, reached, offset)
    for beginning, of_open in (
        ("Unclosed array", _open_list),
        ("Unclosed inline table", _open_table),
    ):
        if complaint.startswith(beginning):
            return of_open(source, full, reached.last_value, offset)
    for beginning, message, expected, hint, at in _WORDS:
        if complaint.startswith(beginning):
            places = (offset, reached.last_value, text.rfind("\\", 0, offset))
            line, column = full.line_column(places[at])
            return Problem(source.name, line, column, message, expected, hint)
    message = f"this is no TOML ({visible(complaint, 200)})"
    return Problem(source.name, *full.line_column(offset), message)


def _repeated(name: str, full: Positions, reached: Positions) -> Problem:
    path, offset = reached.last_name
    first = reached.names.get(path, offset)
    is_table = reached.values.get(path) == first
    what = f"[{'.'.join(map(str, path))}]" if is_table else path_words(path)
    line, column = full.line_column(offset)
    expected = "each name once"
    if first == offset:
        message = f"{visible(what)} adds to what is complete already"
        return Problem(name, line, column, message, expected)
    message = f"{visible(what)} stands here a second time"
    hint = f"the first is in line {full.line_column(first)[0]}"
    return Problem(name, line, column, message, expected, hint)


def _open_list(source: SourceText, full: Positions, start: int, offset: int) -> Problem:
    """A list that begins at ``start`` and neither ends nor goes on at ``offset``."""
    text, expected = source.text, '"]"'
    if begun := _begun(text, offset):
        expected += f" before line {full.line_column(offset)[0]}, where a {begun} begins"
    elif offset < len(text):
        return _no_comma(source, full, offset, 'value, or "]" at the end of the list')
    place = full.line_column(start)
    hint = "" if begun else _CUT_OFF
    return Problem(source.name, *place, "a list that is not closed", expected, hint)


def _open_table(source: SourceText, full: Positions, start: int, offset: int) -> Problem:
    """A table that begins at ``start`` and neither ends nor goes on at ``offset``."""
    text, expected, hint = source.text, '"}"', _CUT_OFF
    if text[offset:].strip():
        if text[offset] not in "\r\n":
            then = 'NAME = VALUE, or "}" at the end of the table'
            return _no_comma(source, full, offset, then)
        expected, hint = f"{expected} on the same line", ""
    place = full.line_column(start)
    return Problem(source.name, *place, "a table that is not closed", expected, hint)


def _no_comma(source: SourceText, full: Positions, offset: int, then: str) -> Problem:
    text = source.text
    message = "a comma is missing here"
    hint = _MARKS_WITHIN.get(text[offset - 1], "")
    if _BEGINS.match(text, offset) is None:
        message, hint = f'"{visible(text[offset])}" cannot stand here', ""
    place = full.line_column(offset)
    return Problem(source.name, *place, message, f'"," before the next {then}', hint)


def _begun(text: str, offset: int) -> str:
    """What begins there on a line of its own, and is no value of a list; empty if nothing does."""
    if text[text.rfind("\n", 0, offset) + 1 : offset].strip():
        return ""
    if _HEADER.match(text, offset):
        return "[TABLE]"
    return "NAME = VALUE" if _PAIR.match(text, offset) else ""


def _invalid_value(source: SourceText, full: Positions, reached: Positions, offset: int) -> Problem:
    text, start = source.text, reached.last_value
    if start < offset and text[start] == "[":
        if _begun(text, start) == "[TABLE]":  # the list is the one around what begins there
            return _open_list(
                source, full, reached.values[next(reversed(reached.values))[:-1]], start
            )
        if offset >= len(text) or _begun(text, offset):
            return _open_list(source, full, start, offset)
    place = full.line_column(offset)
    if (curly := _CURLY.match(text, offset)) is not None:
        message = f"{visible(curly[0])} stands without straight quotes"
        hint = f'write "{visible(curly[1] or curly[2] or "")}"'
        return Problem(source.name, *place, message, "text in straight quotes", hint)
    unquoted = _UNQUOTED.match(text, offset)
    if unquoted is None:
        message = "a value is missing or cannot be read"
        return Problem(source.name, *place, message, 'text in quotes or a list in "[" and "]"')
    word = visible(unquoted[0].strip())
    message = f"{word} stands without quotes"
    return Problem(source.name, *place, message, "text in quotes", f'write "{word}"')
