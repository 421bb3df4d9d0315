"""The process that reads a PDF with PDFium: of the readers tried it mixed up least.

It takes the file from its input and the most pages, letters, bytes of memory and seconds as
arguments, and answers in JSON: a list of the pages' texts and 0, or what was found and what was
expected, and 1.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress

__all__ = ["main"]


class _RefusedError(Exception):
    """What was found, and what was expected."""


def main(pages: int, letters: int, memory: int, seconds: int) -> int:
    """Reads within the limits; returns the exit code."""
    _keep_to(memory, seconds)
    try:
        told, code = _pages(sys.stdin.buffer.read(), pages, letters), 0
    except _RefusedError as refused:
        told, code = list(refused.args), 1
    json.dump(told, sys.stdout)
    return code


def _pages(data: bytes, most_pages: int, most_letters: int) -> list[str]:
    import pypdfium2  # noqa: PLC0415 (after the limits hold)

    found: list[str] = []
    letters = 0
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > most_pages:
                message = f"the PDF has {len(document):,} pages"
                expected = f"at most {most_pages:,}; its parts can be sources of their own"
                raise _RefusedError(message, expected)
            for page in document:
                found.append(_plain(page.get_textpage().get_text_range()))
                letters += len(found[-1])
                if letters > most_letters:
                    message = f"the PDF holds {letters:,} letters by page {len(found):,}"
                    expected = f"at most {most_letters:,}; its parts can be sources of their own"
                    raise _RefusedError(message, expected)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            expected = "a PDF that opens without one, or its text as .txt"
            raise _RefusedError("a password locks the PDF", expected) from None
        message = f"the PDF cannot be read ({str(error).rstrip('.')})"
        raise _RefusedError(message, "a PDF file") from None
    return found


def _plain(text: str) -> str:
    """The text of a page, in which each line that ends with a broken word ends with U+FFFE.

    So PDFium marks the hyphen there, whether it was put in or belongs to the word, and joins the
    two lines; it ends the others as DOS does.
    """
    return text.replace("\r\n", "\n").replace("\ufffe\n", "\ufffe").replace("\ufffe", "\ufffe\n")


def _keep_to(memory: int, seconds: int) -> None:
    """Past the limits the system ends this process; where it has none, whoever waits does."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 (not on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:5])))
