"""A report as a file: the one table of the formats, each in a module of its own.

A module is imported when its format is asked for. Some need a library that comes with an extra.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePath
from typing import Protocol, cast

from attrs import frozen

from planner.by_fields import Compared
from planner.errors import PlannerError
from planner.reports.report import Report

__all__ = ["FORMATS", "Format", "MissingExtraError", "format_of", "written"]


class MissingExtraError(PlannerError):
    """A format needs a library that is not installed."""


@frozen(eq=False, repr=False)
class Format(Compared):
    """A format: the module that writes it, the endings of its files, and the extra it needs.

    ``libraries`` are what that extra brings.
    """

    module: str
    endings: tuple[str, ...]
    extra: str = ""
    libraries: tuple[str, ...] = ()

    @property
    def missing(self) -> str:
        """The extra that must be installed before it can be written; empty where nothing lacks."""
        lacks = any(find_spec(library) is None for library in self.libraries)
        return self.extra if lacks else ""

    @property
    def is_text(self) -> bool:
        """Whether people read the file as it is, so that a terminal may show it."""
        return not self.extra


FORMATS: Mapping[str, Format] = {
    "text": Format("plain_report", (".txt", ".text")),
    "md": Format("markdown", (".md", ".markdown")),
    "html": Format("html", (".html", ".htm")),
    "csv": Format("csv", (".csv",)),
    "json": Format("json_report", (".json",)),
    "docx": Format("docx", (".docx",), extra="docx", libraries=("docx",)),
    "pdf": Format("pdf", (".pdf",), extra="pdf", libraries=("typst", "fontpkg_noto_sans_arabic")),
}
"""The formats by name, in the order in which they are offered."""


class _Writer(Protocol):
    def written(self, report: Report, width: int) -> bytes:
        """The report as the bytes of a file."""


def format_of(path: str) -> str:
    """The format that the ending of the file's name asks for; empty where it asks for none."""
    ending = PurePath(path).suffix.lower()
    return next((name for name, known in FORMATS.items() if ending in known.endings), "")


def written(report: Report, name: str, width: int = 100) -> bytes:
    """The report in that format; ``width`` is that of plain text, in columns.

    The same report gives the same bytes, today and tomorrow. Raises :class:`MissingExtraError`
    where the format needs a library that is not installed.
    """
    known = FORMATS[name]
    try:
        writer = cast("_Writer", import_module(f"planner.reports.formats.{known.module}"))
    except ModuleNotFoundError as error:
        if not known.extra or (error.name or "").startswith("planner"):
            raise
        raise MissingExtraError(
            f'{name} files need the extra "{known.extra}", which is not installed; '
            f"pip install 'redline-planner[{known.extra}]' adds it"
        ) from None
    return writer.written(report, width)
