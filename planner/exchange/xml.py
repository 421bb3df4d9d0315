"""XML from strangers, read by the standard library within bounds.

A document type is refused before anything in it is looked at: without one no entity can be
declared, so that none can grow, and none can lead to another file.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.parsers import expat

from planner.exchange.imported import refused, unfit_text
from planner.visible import visible

__all__ = ["Element", "read_xml"]

_MOST_ELEMENTS = 100_000
_DEEPEST = 32

Element = ET.Element


class _UnfitError(Exception):
    """The document is more than is read, or holds what no case can."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(found)
        self.found = found
        self.expected = expected


def _refuse_unfit(attributes: dict[str, str]) -> None:
    for held in attributes.values():
        if reason := unfit_text(held):
            raise _UnfitError(f'the text "{visible(held)}" {reason}', "text without it")


def read_xml(file: str, data: bytes) -> Element:
    """The root element. Raises :class:`~planner.errors.FileProblemError` with its place."""
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate()
    depth = number = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, number
        depth, number = depth + 1, number + 1
        if depth > _DEEPEST:
            expected = f"at most {_DEEPEST}, as the tools write it"
            raise _UnfitError(f"an element {depth} deep in others", expected)
        if number > _MOST_ELEMENTS:
            expected = f"at most {_MOST_ELEMENTS:,}; take the domain in parts"
            raise _UnfitError(f"element {number:,} of the file", expected)
        _refuse_unfit(attributes)
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    def doctype(*_: object) -> None:
        raise _UnfitError("a document type, which could hold anything", "none; take it out")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    parser.buffer_text = True
    try:
        parser.Parse(data, True)  # noqa: FBT003 (expat names no arguments)
        return builder.close()
    except expat.ExpatError as error:
        words = expat.errors.messages[error.code]
        raise refused(file, f"no XML: {words}", "", error.lineno, error.offset + 1) from None
    except _UnfitError as error:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        raise refused(file, error.found, error.expected, line, column) from None
    except (AssertionError, LookupError, ValueError):
        raise refused(file, "no XML that can be read") from None
