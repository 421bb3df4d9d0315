"""All the words in a file of any format, as a search for something withheld would see them."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

__all__ = ["raw", "seen"]


def seen(data: bytes, form: str) -> str:
    """The words of the file, of every part of it and of what is said about it, blanks as one."""
    return " ".join(" ".join(_texts(data, form)).split())


def raw(data: bytes, form: str) -> str:
    """The bytes of the file, and those of its streams unpacked: short words are there by chance."""
    packed = [*_streams(data)] if form == "pdf" else []
    texts = [each.decode(code, "replace") for each in packed for code in ("utf-8", "utf-16-be")]
    return " ".join(" ".join([data.decode("utf-8", "replace"), *texts]).split())


def _texts(data: bytes, form: str) -> Iterator[str]:
    match form:
        case "text" | "csv":
            yield data.decode()
        case "html":
            yield html.unescape(re.sub(r"<[^>]*>", " ", data.decode()))
            yield html.unescape(data.decode())
        case "md":
            yield re.sub(r"\\(.)", r"\1", data.decode())
        case "json":
            yield from _strings(json.loads(data))
        case "docx":
            for part in zipfile.ZipFile(io.BytesIO(data)).infolist():
                yield part.filename
                yield part.comment.decode("utf-8", "replace")
                content = zipfile.ZipFile(io.BytesIO(data)).read(part).decode("utf-8", "replace")
                yield html.unescape(content)
                yield html.unescape(re.sub(r"<[^>]*>", "", content))
        case "pdf":
            yield from _of_pdf(data)


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _strings(each)
        case dict():
            for key, each in value.items():
                yield key
                yield from _strings(each)


def _of_pdf(data: bytes) -> Iterator[str]:
    """What is drawn, and what is said about the file."""
    import pypdfium2  # noqa: PLC0415 (only for PDF files)

    document = pypdfium2.PdfDocument(data)
    for page in document:
        yield page.get_textpage().get_text_range()
    yield from document.get_metadata_dict().values()
    yield from re.findall(r"<x:xmpmeta.*?</x:xmpmeta>", data.decode("utf-8", "replace"), re.DOTALL)


def _streams(data: bytes) -> Iterator[bytes]:
    """The streams of a PDF, unpacked."""
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue
