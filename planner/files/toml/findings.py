"""What was found wrong in one text, gathered so that several mistakes are told at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple, NoReturn

from attrs import evolve

from planner.errors import FileProblemError, Problem
from planner.files.toml.single_values import MAX_ID
from planner.files.toml.source import SourceText
from planner.visible import visible

if TYPE_CHECKING:
    from planner.files.toml.positions import Path, Positions

__all__ = ["MAX_PROBLEMS", "Findings", "alternatives", "first_problems", "nearest"]

MAX_PROBLEMS = 50

_ENOUGH = 1_000
_SHOWN_ALTERNATIVES = 8
_KEPT = ": it is kept as it is, and not judged"


class _Finding(NamedTuple):
    path: Path
    at: Literal["name", "value"]
    severity: Literal["error", "warning"]
    message: str
    expected: str
    hint: str
    wanted: str
    known: Collection[str]
    about: Path


class Findings:
    """Gathers the errors and warnings of one source and gives each its line and column.

    Where there are alternatives (``known``), they are what is expected. Places and nearest names
    are looked up only for what is reported: a text without mistakes costs nothing here, one with a
    million of them little.
    """

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self._found: list[_Finding] = []
        self._counts = {"error": 0, "warning": 0}
        self._misshapen: set[Path] = set()
        self._around: set[Path] = set()
        self._below: SourceText | None = None
        self._is_own: Callable[[Path], bool] = lambda _path: True

    def lies_over(self, below: SourceText, is_own: Callable[[Path], bool]) -> None:
        """The source is laid over another: there is the place of what is not its own."""
        self._below, self._is_own = below, is_own

    def is_shared(self, path: Path) -> bool:
        """Whether what stands there is in a file that others get, and in no private overlay."""
        return self._below is None or not self._is_own(path)

    @property
    def full(self) -> bool:
        """Whether there are enough errors, so that more need not be looked for."""
        return self._counts["error"] >= _ENOUGH

    def error(  # noqa: PLR0913 (the parts of one sentence)
        self,
        path: Path,
        message: str,
        expected: str = "",
        hint: str = "",
        *,
        at: Literal["name", "value"] = "value",
        wanted: str = "",
        known: Collection[str] = (),
        about: Path | None = None,
    ) -> None:
        """Notes an error at ``path``.

        For a name that is ``wanted`` the nearest of those ``known`` stands before the hint. What is
        missing is ``about`` a path that has no place of its own.
        """
        about = path if about is None else about
        self._note(_Finding(path, at, "error", message, expected, hint, wanted, known, about))

    def warning(self, path: Path, message: str, expected: str = "", hint: str = "") -> None:
        """Notes what is no mistake but should be looked at."""
        self._note(_Finding(path, "name", "warning", message, expected, hint, "", (), path))

    def unfit(
        self,
        path: Path,
        message: str,
        expected: str,
        *,
        at: Literal["name", "value"] = "value",
        vanished: bool = False,
    ) -> None:
        """Notes what does not fit; what may have fitted when the file was saved is a warning."""
        if not vanished:
            self.error(path, message, expected, at=at)
        else:
            message += _KEPT
            self._note(_Finding(path, at, "warning", message, expected, "", "", (), path))

    def unknown(  # noqa: PLR0913 (likewise)
        self,
        path: Path,
        missing: str,
        name: str,
        known: Collection[str],
        *,
        at: Literal["name", "value"] = "value",
        vanished: bool = False,
        harmless: bool = False,
    ) -> None:
        """Notes a name that is none of the known ones, with these and the nearest.

        ``missing`` says in words what is not there, such as ``the case has no party``. What may
        have ``vanished`` since the file was saved is only a warning, and so is what is
        ``harmless``.
        """
        shown = visible(name, MAX_ID)
        message = f'{missing} "{shown}"{" any more" if vanished else ""}'
        if not (vanished or harmless):
            self.error(path, message, at=at, wanted=name, known=known)
        else:
            message += _KEPT
            self._note(_Finding(path, at, "warning", message, "", "", name, known, path))

    def places_of_errors(self) -> tuple[Path, ...]:
        """Where the errors so far are, or where what is missing would be."""
        return tuple(finding.about for finding in self._found if finding.severity == "error")

    def end_of_shapes(self) -> None:
        """What is found from now on is not about values that do not fit: these are told once."""
        self._misshapen = set(self.places_of_errors())
        self._around = {p[:n] for p in self._misshapen for n in range(1, len(p))}

    @property
    def all_fit(self) -> bool:
        """Whether all values have the right shape, as those of nearly all files."""
        return not self._misshapen

    def is_misshapen(self, *path: str) -> bool:
        """Whether what the file says there does not fit: then it is not known what is meant."""
        return path in self._misshapen

    def by_path(self, severity: Literal["error", "warning"]) -> tuple[tuple[Path, Problem], ...]:
        """The findings so far with the ways to them, for a content that has no places yet."""
        return tuple(
            (finding.about, self._problem(finding, None, None))
            for finding in self._found
            if finding.severity == severity
        )

    def number(self, severity: Literal["error", "warning"]) -> int:
        """How many findings there are so far, with those past the first thousand."""
        return self._counts[severity]

    def raise_errors(self) -> None:
        """Raises a :class:`~planner.errors.FileProblemError` if there is any error so far."""
        if any(finding.severity == "error" for finding in self._found):
            self.fail()

    def fail(self) -> NoReturn:
        """Raises a :class:`~planner.errors.FileProblemError` with the errors so far."""
        raise FileProblemError(self._problems("error"))

    def warnings(self) -> tuple[Problem, ...]:
        """The warnings so far, in the order of the file, the first 50."""
        return self._problems("warning") if self._found else ()

    def _note(self, finding: _Finding) -> None:
        if self._misshapen and self._follows(finding.about):
            return
        # Counted apart: however many warnings there are, an error after them is still found.
        self._counts[finding.severity] += 1
        if self._counts[finding.severity] <= _ENOUGH:
            self._found.append(finding)

    def _follows(self, path: Path) -> bool:
        """Whether a finding there may come of a value that does not fit, and of nothing else."""
        ways = (path[:depth] for depth in range(1, len(path) + 1))
        return path in self._around or any(way in self._misshapen for way in ways)

    def _problems(self, severity: Literal["error", "warning"]) -> tuple[Problem, ...]:
        # Imported late: most files have no mistake.
        from planner.files.toml.positions import scan  # noqa: PLC0415

        return first_problems(self._told(severity, scan), self._counts[severity])

    def _told(
        self, severity: Literal["error", "warning"], scan: Callable[[str], Positions]
    ) -> Iterator[Problem]:
        """The findings in the order of the file, then those in the one below."""
        chosen = [finding for finding in self._found if finding.severity == severity]
        for source in (self.source, self._below):
            mine = [finding for finding in chosen if self._source_of(finding) is source]
            if source is None or not mine:
                continue
            positions = scan(source.text)
            placed = sorted(
                ((_place(positions, finding), finding) for finding in mine),
                key=lambda pair: pair[0],
            )
            for (line, column), finding in placed:
                yield self._problem(finding, line, column)

    def _source_of(self, finding: _Finding) -> SourceText:
        below = self._below
        return self.source if below is None or self._is_own(finding.path) else below

    def _problem(self, finding: _Finding, line: int | None, column: int | None) -> Problem:
        return Problem(
            self._source_of(finding).name,
            line,
            column,
            finding.message,
            finding.expected or alternatives(finding.known),
            finding.hint,
            finding.severity,
            nearest(finding.wanted, finding.known),
        )


def first_problems(problems: Iterable[Problem], number: int = 0) -> tuple[Problem, ...]:
    """The first 50; where there are more, the last of them says so.

    ``number`` is how many there are, where that is known.
    """
    told = tuple(islice(problems, MAX_PROBLEMS + 1))
    if len(told) <= MAX_PROBLEMS:
        return told
    last = told[MAX_PROBLEMS - 1]
    hint = "; ".join(filter(None, [last.hint, "more follow: look again once these are mended"]))
    further = max(number - MAX_PROBLEMS, 1)
    return (*told[: MAX_PROBLEMS - 1], evolve(last, hint=hint, further=further))


def _place(positions: Positions, finding: _Finding) -> tuple[int, int]:
    if finding.at == "name":
        return positions.of_name(finding.path)
    return positions.of_value(finding.path)


def alternatives(names: Iterable[str], kind: str = "one of") -> str:
    """The names as "one of a, b, c", cut where they are many; empty where there are none."""
    listed = list(names)
    if not listed:
        return ""
    if len(listed) == 1:
        return listed[0]
    shown = ", ".join(listed[:_SHOWN_ALTERNATIVES])
    left = len(listed) - _SHOWN_ALTERNATIVES
    return f"{kind} {shown}" + (f" and {left} more" if left > 0 else "")


def nearest(wanted: str, known: Iterable[str]) -> str:
    """The known name that is most like ``wanted``; empty where none is like it."""
    if not wanted or len(wanted) > 100:  # longer ones are no misspelt names
        return ""
    import difflib  # noqa: PLC0415 (only after a mistake)
    import unicodedata  # noqa: PLC0415 (likewise)

    def plain(name: str) -> str:
        return unicodedata.normalize("NFKC", name).casefold().replace("-", "_").replace(" ", "_")

    by_plain = {plain(name): name for name in known}
    matches = difflib.get_close_matches(plain(wanted), by_plain, n=1, cutoff=0.6)
    return by_plain[matches[0]] if matches else ""
