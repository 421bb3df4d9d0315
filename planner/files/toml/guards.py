"""What a text must hold to be given to a TOML parser at all, tested in linear time.

The standard parser takes seconds for a name of thousands of parts, hits the recursion limit on
deep nesting and passes control characters on. All patterns here advance with every step (possessive
repeats, no lookups that start over), so that a hostile megabyte costs milliseconds.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import accumulate, islice

from planner.errors import FileProblemError, Problem
from planner.files.toml.findings import first_problems
from planner.files.toml.source import SourceText, problem_at
from planner.visible import code_point

__all__ = [
    "FILES",
    "MAX_DEPTH",
    "MAX_KEY_PARTS",
    "MAX_WORD",
    "comments_of",
    "forbidden_character",
    "refuse_unsafe_text",
]

MAX_DEPTH = 32
MAX_KEY_PARTS = 8
MAX_WORD = 64
FILES = "a scenario or case file"

# Patterns that most files never need are texts, compiled on use.
_FORBIDDEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
_FORBIDDEN_ASCII = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
# Texts and comments. What is not closed reaches to the end of its line, or of the file.
_MULTI_BASIC = r'"""(?:[^"\\]++|\\[\s\S]|"{1,2}+(?!"))*+(?:"{3,5}+|\\?\Z)'
_MULTI_LITERAL = r"'''(?:[^']++|'{1,2}+(?!'))*+(?:'{3,5}+|\Z)"
_BASIC = r'"(?:[^"\\\n]++|\\[^\n])*+(?:"|\\?(?=\n|\Z))'
_LITERAL = r"'[^'\n]*+(?:'|(?=\n|\Z))"
_COMMENT = r"#[^\n]*+"
_TEXT_OR_COMMENT = re.compile(
    f"{_MULTI_BASIC}|{_MULTI_LITERAL}|{_BASIC}|{_LITERAL}|{_COMMENT}",
)
_ESCAPE = r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|[\s\S])"
_SUSPECT_ESCAPE = r"\\[uUxbfre]"
_SHORT_ESCAPES = {"\\b": 8, "\\f": 12, "\\r": 13, "\\e": 27}
_BRACKET = re.compile(r"[\[\]{}]")
_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}
# Words and names end here; dots part the words of a name. A long name is looked for by its dots,
# which are few; each character is looked at no more often than a name may have parts.
_ENDS_OF_WORDS = str.maketrans(dict.fromkeys("=,[]{}.\x00", " "))
_LONG_KEY = re.compile(rf"\.(?:[^.\n,=\[\]{{}}]*+\.){{{MAX_KEY_PARTS - 1}}}")
_AROUND_KEYS = "\n,=[]{}"
_LONG_WORD = rf"(?<![^\s=,\[\]{{}}.\x00])[^\s=,\[\]{{}}.\x00]{{{MAX_WORD + 1}}}"
_RETURN = 0x0D
_FIRST_BIDI = 0x202A
_SURROGATES = range(0xD800, 0xE000)
# Stands in for a text in the bare structure; no accepted text holds it.
_BLANK = "\x00"


def refuse_unsafe_text(source: SourceText, what: str = FILES) -> None:
    """Raises :class:`~planner.errors.FileProblemError` for a text that is no parser's business.

    ``what`` an empty one is expected to be.
    """
    problems = first_problems(_problems(source, what))
    if problems:
        raise FileProblemError(problems)


def _problems(source: SourceText, what: str) -> Iterator[Problem]:
    name, text = source.name, source.text
    if not source.text.strip():
        yield Problem(name, 1, 1, "the file is empty: nothing in it to check", what)
        return
    if forbidden_character(text) is not None:
        for found in re.finditer(f"({_FORBIDDEN})[^\n]*+", text):  # the first of each line
            yield _forbidden(source, found.start(), ord(found[1]))
        return
    if "\\" in text and re.search(_SUSPECT_ESCAPE, text):
        yield from _escaped_characters(source)
    yield from _structure_problems(source)


def forbidden_character(text: str) -> int | None:
    """The offset of the first character that no text may hold; ``None`` where there is none.

    These are control characters other than tab and line break (CR LF counts as one), the bidi
    embeddings, overrides and isolates, and half surrogates.
    """
    found = re.search(_FORBIDDEN_ASCII if text.isascii() else _FORBIDDEN, text)
    return None if found is None else found.start()


def _forbidden(source: SourceText, offset: int, code: int) -> Problem:
    if code in _SURROGATES:
        kind = "half a surrogate pair"
    elif code >= _FIRST_BIDI:
        kind = "a character that changes the direction of the text after it"
    else:
        kind = "a control character"
    return problem_at(
        source.name,
        source.text,
        offset,
        f"{kind} ({code_point(chr(code))})",
        "text without it",
        "take it out",
    )


def _escaped_characters(source: SourceText) -> Iterator[Problem]:
    text = source.text
    escapes = re.compile(_ESCAPE)
    for token in _TEXT_OR_COMMENT.finditer(text):
        if text[token.start()] != '"':
            continue
        for escape in escapes.finditer(text, *token.span()):
            digits = escape[1] or escape[2] or escape[3]
            code = int(digits, 16) if digits else _SHORT_ESCAPES.get(escape[0])
            if code is None or code > sys.maxunicode:  # the parser refuses these
                continue
            if code == _RETURN and text.startswith(("\\n", "\n"), escape.end()):
                continue
            if code == _RETURN or forbidden_character(chr(code)) is not None:
                yield _forbidden(source, escape.start(), code)


def _structure_problems(source: SourceText) -> Iterator[Problem]:
    structure = _TEXT_OR_COMMENT.sub(_BLANK, source.text)
    found = _LONG_KEY.search(structure)
    if found is not None:
        begin = 1 + max(structure.rfind(sign, 0, found.start()) for sign in _AROUND_KEYS)
        ends = (structure.find(sign, found.start()) for sign in _AROUND_KEYS)
        end = min((at for at in ends if at >= 0), default=len(structure))
        parts = structure.count(".", begin, end) + 1
        message = f"a name of {parts:,} parts"
        expected = f"at most {MAX_KEY_PARTS}, such as choices.ISSUE.option"
        hint = "take out the dots, or put the name in quotes"
        yield _in_structure(source, structure, begin, message, expected, hint)
        return
    words = structure.translate(_ENDS_OF_WORDS).split()
    long = next((word for word in words if len(word) > MAX_WORD), "")
    if long:
        place = re.search(_LONG_WORD, structure)
        message = f"a name or number of {len(long):,} characters"
        expected = f"at most {MAX_WORD} of them without quotes"
        hint = "write a text in quotes, and a shorter name"
        begin = 0 if place is None else place.start()
        yield _in_structure(source, structure, begin, message, expected, hint)
        return
    depths = [*accumulate(map(_STEP.__getitem__, _BRACKET.findall(structure)))]
    deepest = max(depths, default=0)
    if deepest > MAX_DEPTH:
        first = depths.index(MAX_DEPTH + 1)
        too_deep = next(islice(_BRACKET.finditer(structure), first, None)).start()
        message = f"brackets nested {deepest:,} deep"
        expected = f"lists and tables of at most {MAX_DEPTH} in each other"
        hint = "take the inner brackets out, or close those before"
        yield _in_structure(source, structure, too_deep, message, expected, hint)


def _in_structure(  # noqa: PLR0913, PLR0917 (a place and a Problem's own fields)
    source: SourceText,
    structure: str,
    offset: int,
    message: str,
    expected: str = "",
    hint: str = "",
) -> Problem:
    """The problem at ``offset`` in the bare structure, placed in the text it was made from."""
    lengths = iter(_TEXT_OR_COMMENT.finditer(source.text))
    shift = 0
    blank = structure.find(_BLANK, 0, offset)
    while blank >= 0:
        shift += len(next(lengths)[0]) - 1
        blank = structure.find(_BLANK, blank + 1, offset)
    return problem_at(source.name, source.text, offset + shift, message, expected, hint)


def comments_of(text: str) -> list[str]:
    """All comments of an accepted TOML text, in its order, without blanks at their ends."""
    tokens = (match[0] for match in _TEXT_OR_COMMENT.finditer(text))
    return [token.rstrip() for token in tokens if token.startswith("#")]
