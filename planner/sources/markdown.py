"""Reads Markdown: the words without the marks, under their headings."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from planner.sources.building import TextBuilder
from planner.sources.html import add_page
from planner.sources.plain_text import PlainText, SourceFormatError
from planner.sources.reading import decoded
from planner.visible import bytes_words

__all__ = ["read"]

_MOST_BYTES = 4 << 20
"""The reader works through about a megabyte in a second."""


def read(data: bytes) -> PlainText:
    """The words of the file, block by block. Raises ``SourceFormatError``."""
    if len(data) > _MOST_BYTES:
        found = f"the file has {bytes_words(len(data))} of Markdown"
        raise SourceFormatError(found, f"at most {bytes_words(_MOST_BYTES)}, or a .txt file")
    builder = TextBuilder()
    heading = False
    for token in MarkdownIt("commonmark").enable("table").parse(decoded(data)):
        if token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
        elif token.type == "inline" and token.map is not None:
            builder.begin(token.map[0] + 1, heading=heading)
            _add(builder, token.children or [])
        elif token.type in ("fence", "code_block") and token.map is not None:
            builder.begin(token.map[0] + (2 if token.type == "fence" else 1))
            builder.add(token.content.rstrip("\n"))
        elif token.type == "html_block" and token.map is not None:
            add_page(builder, token.content, token.map[0] + 1)
    return builder.text()


def _add(builder: TextBuilder, tokens: list[Token]) -> None:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            builder.add("\n")
        elif token.type in ("text", "code_inline"):
            builder.add(token.content)
        elif token.type == "image":
            _add(builder, token.children or [])
