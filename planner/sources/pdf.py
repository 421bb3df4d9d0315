"""Reads PDF files, page by page, with PDFium: of the readers tried it mixed up least."""

from __future__ import annotations

from planner.sources.building import TextBuilder
from planner.sources.plain_text import PlainText, SourceFormatError

__all__ = ["read"]


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
            for page in document:
                builder.begin_page()
                builder.begin(1)
                builder.add(_plain(page.get_textpage().get_text_range()))
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
