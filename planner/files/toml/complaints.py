"""The TOML parser's complaints, in words of our own and with a place that helps."""

from __future__ import annotations

import re
from collections.abc import Callable

from planner.errors import Problem
from planner.files.toml.positions import Positions, scan
from planner.files.toml.source import SourceText
from planner.files.toml.writing import inline
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
_Told = Callable[[SourceText, Positions, Positions, int], "Problem | None"]
"""Tells a complaint of a text by its places, those of what was read, and where reading stopped."""
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
_DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}")
_GROUPED = re.compile(r"\d{1,3}(?:[ ,.']\d{3})+", re.ASCII)
_DECIMAL_COMMA = re.compile(r"\d+,\d+", re.ASCII)
_WORDS_OF_A_TEXT = re.compile(r"\d[\w \xa0.:/%+-]*")
_REST_OF_LINE = re.compile(r"[^\n#]*")
_ESCAPES = {"u": "four", "U": "eight", "x": "two"}
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
    for beginnings, told in _TOLD:
        if complaint.startswith(beginnings) and (problem := told(source, full, reached, offset)):
            return problem
    for beginning, message, expected, hint, at in _WORDS:
        if complaint.startswith(beginning):
            places = (offset, reached.last_value, text.rfind("\\", 0, offset))
            line, column = full.line_column(places[at])
            return Problem(source.name, line, column, message, expected, hint)
    message = f"this is no TOML ({visible(complaint, 200)})"
    return Problem(source.name, *full.line_column(offset), message)


def _repeated(source: SourceText, full: Positions, reached: Positions, _: int) -> Problem:
    name = source.name
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


def _no_date(source: SourceText, full: Positions, _: Positions, offset: int) -> Problem:
    """A date of the right form that no calendar has."""
    word = re.split(r"[\s,#\]}]", source.text[offset : offset + 64], maxsplit=1)[0]
    place = full.line_column(offset)
    return Problem(source.name, *place, f"{visible(word)} is no date", "a date such as 2025-08-19")


def _line_goes_on(source: SourceText, full: Positions, reached: Positions, offset: int) -> Problem:
    """A value that ends at ``offset``, where the line does not."""
    text, start = source.text, reached.last_value
    whole = _REST_OF_LINE.match(text, start)
    word = whole[0].strip() if whole and "\n" not in text[start:offset] else ""
    if _DATE.fullmatch(word):
        place, found = full.line_column(start), f"{visible(word)} is no date"
        return Problem(source.name, *place, found, "a date such as 2025-08-19")
    if _GROUPED.fullmatch(word):
        digits = "".join(filter(str.isdigit, word))
        return _no_number(source.name, full.line_column(start), word, digits)
    if _DECIMAL_COMMA.fullmatch(word):
        return _no_number(source.name, full.line_column(start), word, word.replace(",", "."))
    if _WORDS_OF_A_TEXT.fullmatch(word):
        return _without_quotes(source.name, full.line_column(start), word)
    mark = text[offset - 1 : offset]
    hint = _MARKS_WITHIN.get(mark, "") if mark in text[offset:].partition("\n")[0] else ""
    message = "something follows where the line should end"
    place = full.line_column(offset)
    return Problem(source.name, *place, message, "one NAME = VALUE on each line", hint)


def _no_number(name: str, place: tuple[int, int], word: str, number: str) -> Problem:
    expected = "digits with nothing between them but a point before decimals"
    return Problem(name, *place, f"{visible(word)} is no number", expected, f"write {number}")


def _escape(source: SourceText, full: Positions, _: Positions, reached: int) -> Problem:
    offset = source.text.rfind("\\", 0, reached)
    letter = source.text[offset + 1]
    message = f"an unfinished \\{letter} escape"
    expected = f"\\{letter} and {_ESCAPES[letter]} hexadecimal digits"
    hint = "a backslash that is meant as such is written twice: \\\\"
    return Problem(source.name, *full.line_column(offset), message, expected, hint)


def _stray(source: SourceText, full: Positions, _: Positions, offset: int) -> Problem | None:
    """What stands inside a name and cannot stand there; ``None`` where the name just ends."""
    text = source.text
    line = text[text.rfind("\n", 0, offset) + 1 :].partition("\n")[0].partition("#")[0]
    sign = text[offset : offset + 1]
    in_header = line.lstrip().startswith("[") and "]" in line and sign != "]"
    if not (
        sign and ((sign.isalpha() and not sign.isascii()) or (in_header and sign not in "\n#"))
    ):
        return None
    place = full.line_column(offset)
    if sign.isascii() and text[offset - 1] in " \t":
        place, sign = full.line_column(offset - 1), " "
    message = (
        "a space stands in this name" if sign == " " else f'"{visible(sign)}" stands in this name'
    )
    return Problem(source.name, *place, message, "letters from a to z, digits, - and _ alone")


def _open_list(source: SourceText, full: Positions, reached: Positions, offset: int) -> Problem:
    return _list_from(source, full, reached.last_value, offset)


def _list_from(source: SourceText, full: Positions, start: int, offset: int) -> Problem:
    """A list that begins at ``start`` and neither ends nor goes on at ``offset``."""
    text, expected = source.text, '"]"'
    if begun := _begun(text, offset):
        expected += f" before line {full.line_column(offset)[0]}, where a {begun} begins"
    elif offset < len(text):
        return _no_comma(source, full, offset, 'value, or "]" at the end of the list')
    place = full.line_column(start)
    hint = "" if begun else _CUT_OFF
    return Problem(source.name, *place, "a list that is not closed", expected, hint)


def _open_table(source: SourceText, full: Positions, reached: Positions, offset: int) -> Problem:
    """A table that neither ends nor goes on at ``offset``."""
    start = reached.last_value
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
            return _list_from(
                source, full, reached.values[next(reversed(reached.values))[:-1]], start
            )
        if offset >= len(text) or _begun(text, offset):
            return _list_from(source, full, start, offset)
    place = full.line_column(offset)
    if (curly := _CURLY.match(text, offset)) is not None:
        message = f"{visible(curly[0])} stands without straight quotes"
        hint = _in_quotes(curly[1] or curly[2] or "", 'write " in place of each curly one')
        return Problem(source.name, *place, message, "text in straight quotes", hint)
    unquoted = _UNQUOTED.match(text, offset)
    if unquoted is None:
        message = "a value is missing or cannot be read"
        return Problem(source.name, *place, message, 'text in quotes or a list in "[" and "]"')
    return _without_quotes(source.name, place, unquoted[0].strip())


def _without_quotes(name: str, place: tuple[int, int], text: str) -> Problem:
    word, small = visible(text), text.lower()
    message = f"{word} stands without quotes"
    if small in {"true", "false"}:
        return Problem(name, *place, message, "true or false in small letters", f"write {small}")
    return Problem(
        name, *place, message, "text in quotes", _in_quotes(text, 'put it between " and "')
    )


def _in_quotes(text: str, else_: str) -> str:
    """How to write the text in quotes; ``else_`` where it cannot be shown as the file has it."""
    return f"write {inline(text)}" if visible(text) == text else else_


_TOLD: tuple[tuple[str | tuple[str, ...], _Told], ...] = (
    (_REPEATED, _repeated),
    ("Invalid value", _invalid_value),
    ("Unclosed array", _open_list),
    ("Unclosed inline table", _open_table),
    ("Expected newline or end of document after a statement", _line_goes_on),
    ("Invalid hex value", _escape),
    ("Invalid date or datetime", _no_date),
    (("Invalid statement", "Expected '=' after a key", "Expected ']"), _stray),
)
"""By how the parser's message begins: who tells it, where it takes more than the words above."""
