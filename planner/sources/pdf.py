"""Reads PDF files, page by page, in a process of its own.

A small PDF may unpack to gigabytes, or draw millions of letters on one page, and the library cannot
be interrupted. So it works where that ends nobody else.
"""

from __future__ import annotations

import json
import re
from importlib.util import find_spec

from attrs import evolve

from planner.own_process import ended
from planner.sources.building import TextBuilder
from planner.sources.folding import BROKEN
from planner.sources.plain_text import UNKNOWN, PlainText, SourceFormatError
from planner.sources.running_lines import running_lines

__all__ = ["read"]

_MOST_PAGES = 5_000
_MOST_LETTERS = 16 << 20
"""What is taken at most: a small file may show one page of words a million times."""
_MOST_BYTES = 2 << 30
_SECONDS = 20.0


def read(data: bytes) -> PlainText:
    """The text of the pages; lines count from 1 on each page. Raises ``SourceFormatError``."""
    if find_spec("pypdfium2") is None:  # an extra: not everybody has it
        found = "reading PDF files is not installed"
        raise SourceFormatError(found, 'pip install "redline-planner[sources]"')
    builder = TextBuilder()
    for page in _pages(data):
        builder.begin_page()
        builder.begin(1)
        builder.add(page)
    text = builder.text()
    if not text.text.strip():
        expected = "a PDF with text in it, not pictures of pages"
        raise SourceFormatError("the PDF holds no text", expected)
    if not text.text.replace(UNKNOWN, "").strip():
        expected = "a PDF whose text can be copied, or its text as .txt"
        raise SourceFormatError("the PDF does not say which letters it shows", expected)
    broken = tuple(each.start() for each in re.finditer(BROKEN, text.text))
    whole = text.text.replace(BROKEN, "-")
    running = running_lines(whole, text.pages)
    return evolve(text, text=whole, broken=broken, running=running, blocks=())


def _pages(data: bytes) -> list[str]:
    limits = (_MOST_PAGES, _MOST_LETTERS, _MOST_BYTES, int(_SECONDS))
    done = ended("planner.sources.pdf_pages", *map(str, limits), seconds=_SECONDS, data=data)
    if done is None or done.returncode not in {0, 1} or not done.stdout:
        raise SourceFormatError(
            f"reading the PDF takes more than {_SECONDS:.0f} s or {_MOST_BYTES >> 30} GiB",
            "a PDF of pages of text, its parts one by one, or its text as .txt",
        )
    told = json.loads(done.stdout)
    if done.returncode:
        raise SourceFormatError(*told)
    return list(told)
