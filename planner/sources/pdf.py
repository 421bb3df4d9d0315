"""Reads PDF files, page by page, with PDFium: of the readers tried it mixed up least."""

from __future__ import annotations

from planner.sources.building import TextBuilder
from planner.sources.plain_text import PlainText, SourceFormatError

__all__ = ["read"]

_MOST_PAGES = 5_000
_MOST_LETTERS = 16 << 20
"""What is taken at most: a small file may show one page of words a million times."""


def read(data: bytes) -> PlainText:
    """The text of the pages; lines count from 1 on each page. Raises ``SourceFormatError``."""
    try:
        import pypdfium2  # noqa: PLC0415 (an extra: not everybody has it)
    except ImportError:
        found = "reading PDF files is not installed"
        raise SourceFormatError(found, 'pip install "redline-planner[sources]"') from None
    builder = TextBuilder()
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > _MOST_PAGES:
                raise SourceFormatError(
                    f"the PDF has {len(document):,} pages", f"at most {_MOST_PAGES:,}"
                )
            letters = 0
            for page in document:
                words = _plain(page.get_textpage().get_text_range())
                letters += len(words)
                if letters > _MOST_LETTERS:
                    raise SourceFormatError(
                        "the PDF holds too much text", f"at most {_MOST_LETTERS >> 20} MiB"
                    )
                builder.begin_page()
                builder.begin(1)
                builder.add(words)
    except pypdfium2.PdfiumError as error:
        raise SourceFormatError(f"the PDF cannot be read ({error})", "a PDF file") from None
    text = builder.text()
    if not text.text.strip():
        expected = "a PDF with text in it, not pictures of pages"
        raise SourceFormatError("the PDF holds no text", expected)
    return text


def _plain(text: str) -> str:
    """PDFium marks a hyphen at a line's end with U+FFFE, and ends lines as DOS does."""
    return text.replace("\r\n", "\n").replace("\ufffe\n", "").replace("\ufffe", "-")
