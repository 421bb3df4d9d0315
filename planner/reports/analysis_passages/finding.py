"""What the analysis found, in pieces: sections of findings, each with the evidence it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from planner.analysis.analyse import AnalysisPart
from planner.model import Case, Reading
from planner.reports.explain import Kind, Passage, line_reasons
from planner.reports.words import line_heading
from planner.reports.wrapping import cells

__all__ = [
    "TITLES",
    "Apply",
    "Finding",
    "ReadAs",
    "Section",
    "SetAside",
    "Step",
    "evidence",
    "table",
    "text",
]


TITLES: Mapping[AnalysisPart, str] = {
    AnalysisPart.OPEN: "Open set",
    AnalysisPart.CONFLICTS: "Conflicts",
    AnalysisPart.WAYS_OUT: "Ways out",
    AnalysisPart.NEAREST: "Nearest",
    AnalysisPart.OPTIONS: "Options left",
    AnalysisPart.PIVOTAL: "Pivotal lines",
    AnalysisPart.COALITIONS: "Coalitions",
    AnalysisPart.FLIPS: "Readings side by side",
}
"""What the sections are called, in the order of what matters."""


@frozen
class Apply:
    """Choose these options, in one step."""

    choices: Mapping[str, str] = field(hash=False)
    name: str


@frozen
class SetAside:
    """Set these red lines aside, in one step."""

    lines: tuple[str, ...]


@frozen
class ReadAs:
    """Judge under that reading."""

    reading: Reading


Step = Apply | SetAside | ReadAs
"""What a planner can do about a finding."""


@frozen
class Finding:
    """One thing that was found.

    ``title`` and ``note`` name it in one row, ``brief`` stands for a note that has not enough room
    there (empty: the note is cut), ``tone`` says how to set that row. ``passages`` say
    what there is to say on it, ``more`` what only a screen has room for, and ``lines`` are the red
    lines whose evidence it rests on.
    ``group`` is the heading that it shares with its neighbours.
    """

    title: str
    note: str = ""
    tone: Kind = Kind.TEXT
    passages: tuple[Passage, ...] = ()
    more: tuple[Passage, ...] = ()
    lines: tuple[str, ...] = ()
    group: str = ""
    step: Step | None = None
    brief: str = ""


@frozen
class Section:
    """The answer to one question: ``short`` in a word or two, ``summary`` in sentences.

    ``tone`` says how to set the short answer, ``quotes`` that its findings are to be read with
    the evidence beside them.
    """

    part: AnalysisPart
    short: str = ""
    summary: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
    quotes: bool = False
    tone: Kind = Kind.MUTED

    @property
    def title(self) -> str:
        """What the section is called."""
        return TITLES[self.part]


def text(words: str, kind: Kind = Kind.TEXT) -> Passage:
    """A passage of one paragraph."""
    return Passage(kind, words)


def table(rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()) -> list[Passage]:
    """Rows with aligned columns; what stands last in a row may be long.

    Blanks inside columns are no-break spaces, which wrapping leaves alone; ``right`` names the
    columns that are set to the right.
    """
    held = [list(row) for row in rows]
    to_the_right = frozenset(right)
    widths: dict[int, int] = {}
    for row in held:
        for n, cell in enumerate(row[:-1]):
            widths[n] = max(widths.get(n, 0), cells(cell))
        if len(row) - 1 in to_the_right:
            last = len(row) - 1
            widths[last] = max(widths.get(last, 0), cells(row[last]))
    passages = []
    for row in held:
        words = []
        for n, cell in enumerate(row):
            pad = " " * max(0, widths.get(n, 0) - cells(cell))
            if n in to_the_right:
                words.append((pad + cell).replace(" ", "\N{NO-BREAK SPACE}"))
            elif n < len(row) - 1:
                words.append((cell + pad).replace(" ", "\N{NO-BREAK SPACE}"))
            else:
                words.append(cell)
        gap = "\N{NO-BREAK SPACE}" * 2
        passages.append(Passage(Kind.TABLE, gap.join(words).rstrip()))
    return passages


def evidence(case: Case, lines: Iterable[str]) -> list[Passage]:
    """What the red lines are coded from: rule, quotes, who says so, caveat, line by line."""
    passages: list[Passage] = []
    for line in (case.red_lines_by_id[name] for name in lines):
        passages += [Passage(Kind.GAP), Passage(Kind.HEADING, line_heading(case, line))]
        passages += line_reasons(case, line)
    return passages
