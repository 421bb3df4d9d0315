"""Reads Markdown: the words without the marks, under their headings.

Its marks and the HTML in it are one page: what stands between two tags may be hidden by them.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from planner.sources.building import TextBuilder
from planner.sources.html import Page
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
    page = Page(builder)
    heading = False
    for token in MarkdownIt("commonmark").enable("table").parse(decoded(data)):
        _follow(page, token)
        if token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
        elif token.type == "inline" and token.map is not None:
            builder.begin(token.map[0] + 1, heading=heading)
            _add(builder, page, token.children or [])
        elif token.type in ("fence", "code_block") and token.map is not None:
            page.handle_starttag("pre", [])
            if not page.unseen:
                builder.begin(token.map[0] + (2 if token.type == "fence" else 1))
                builder.add(token.content.rstrip("\n"))
            page.handle_endtag("pre")
        elif token.type == "html_block" and token.map is not None:
            page.add(token.content, token.map[0] + 1)
    return builder.text()


def _follow(page: Page, token: Token) -> None:
    """Open or close in the page what the mark stands for."""
    if token.nesting > 0 and not token.hidden:
        page.handle_starttag(token.tag, [])
    elif token.nesting < 0 and not token.hidden:
        page.handle_endtag(token.tag)


def _add(builder: TextBuilder, page: Page, tokens: list[Token]) -> None:
    for token in tokens:
        _follow(page, token)
        if token.type == "html_inline":
            page.add(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            builder.add("\n")  # where nobody sees it too: lines are counted by them
        elif page.unseen:
            continue
        elif token.type in ("text", "code_inline"):
            builder.add(token.content)
        elif token.type == "image":
            _add(builder, page, token.children or [])
