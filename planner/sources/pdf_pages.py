"""The process that reads a PDF with PDFium: of the readers tried it mixed up least.

It takes the file from its input and the most pages, letters, bytes of memory and seconds as
arguments, and answers in JSON: a list of the pages' texts and 0, or what was found and what was
expected, and 1.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import suppress
from ctypes import c_double
from typing import Any

__all__ = ["main"]

_UNKNOWN = "\ufffd".encode("utf-16-le")
_FROM_THE_RIGHT = re.compile(rb"(/Direction\s*/)R2L\b")
"""By this PDFium turns round every line of a file, those in Latin letters too."""
_LAM_ALEF = re.compile("[\u0622\u0623\u0625\u0627]\u0644")
"""Two Arabic letters that most fonts write as one: PDFium turns them round within it."""
_MOST_ASKED = 4 << 20
"""Of so many letters it is asked which the file does not name: that takes longer than reading."""


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
        with pypdfium2.PdfDocument(_FROM_THE_RIGHT.sub(rb"\1L2R", data)) as document:
            if len(document) > most_pages:
                message = f"the PDF has {len(document):,} pages"
                expected = f"at most {most_pages:,}; its parts can be sources of their own"
                raise _RefusedError(message, expected)
            for page in document:
                found.append(_plain(_text(page.get_textpage(), asked=letters < _MOST_ASKED)))
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


def _text(page: Any, *, asked: bool) -> str:
    """The text of a page, with U+FFFD for each letter of which the file does not say which it is.

    PDFium leaves such a letter out, has the sign of a broken word there, or takes its number in the
    font for that of a letter.
    """
    from pypdfium2 import raw  # noqa: PLC0415 (after the limits hold)

    text: str = page.get_text_range()
    if asked:
        text = _in_order(page, text)
    units, letters = text.encode("utf-16-le"), range(page.count_chars())
    unknown = set[int]()
    if asked:
        unknown.update(n for n in letters if raw.FPDFText_HasUnicodeMapError(page, n) == 1)
    if 2 * len(letters) != len(units) or "\ufffe" in text:
        unknown.update(n for n in letters if raw.FPDFText_GetUnicode(page, n) == 0)
    parts: list[bytes] = []
    done = 0
    for letter in sorted(unknown):
        place = raw.FPDFText_GetTextIndexFromCharIndex(page, letter)
        left_out = place < 0
        if left_out and letter:  # it would stand behind the one before
            place = raw.FPDFText_GetTextIndexFromCharIndex(page, letter - 1) + 1
        at = max(done, 2 * place)
        parts += [units[done:at], _UNKNOWN]
        done = at if left_out else at + 2
    return b"".join([*parts, units[done:]]).decode("utf-16-le", "ignore") if parts else text


def _in_order(page: Any, text: str) -> str:
    """The text with each lam and alef that stand at one place of the page in their order."""
    parts, done, place = [], 0, 0
    for found in _LAM_ALEF.finditer(text):
        at = found.start()
        place += len(text[done:at].encode("utf-16-le")) // 2
        turned = _origin(page, place) == _origin(page, place + 1)
        parts += [text[done:at], found[0][::-1] if turned else found[0]]
        done = found.end()
        place += done - at
    return "".join((*parts, text[done:]))


def _origin(page: Any, place: int) -> tuple[float, float]:
    """Where the letter stands on the page that has this place in its text, in units of UTF-16."""
    from pypdfium2 import raw  # noqa: PLC0415 (after the limits hold)

    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(page, raw.FPDFText_GetCharIndexFromTextIndex(page, place), x, y)
    return x.value, y.value


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
