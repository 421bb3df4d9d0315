"""The forms of the answer of ``planner check``, each written file by file as it comes.

A form is told what became of each file, in order, and gives the text for it at once: nothing of a
file is kept once it is written. What a form makes of a file depends on that file alone, so it may
be made in another process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any

from planner.cli.asked import Asked
from planner.cli.judging import Judged, Outcome
from planner.cli.output import json_text, lines_text, width
from planner.cli.shown_quotes import with_marks

if TYPE_CHECKING:
    from planner.errors import Problem
    from planner.files.cases.reading import LoadedCase
    from planner.reports.annotation import Annotation
    from planner.reports.content.folder_board import MemberGroup

__all__ = ["FORMATS", "Form", "form_of"]

FORMATS = ("text", "json", "github", "sarif")


class Form:
    """Text for a person: a report on each file, two empty lines between them.

    ``first`` stands before the first text that is not empty, ``between`` before each other.
    """

    first = ""
    between = "\n\n"

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    def begin(self) -> str:
        """What stands before the first file."""
        return ""

    def of(self, outcome: Outcome) -> str:
        """The text for one file; empty where there is nothing to say of it."""
        return "" if outcome.judged is None else lines_text(_report(outcome.judged))

    def of_case(self, case: LoadedCase) -> str:
        """The text for a case that was checked as such and can be read."""
        from planner.cli.checked_cases import case_blocks  # noqa: PLC0415 (when asked)
        from planner.reports.formats.text import REPORT, text_lines  # noqa: PLC0415 (likewise)

        return lines_text(text_lines(case_blocks([(str(case.path), case)]), width(), REPORT))

    def add_case(self, text: str) -> str:
        """The text of a case as it is to be written now; a form may keep it for its end."""
        return text

    def problems(self, problems: Iterable[Problem]) -> str:  # noqa: ARG002 (others write them)
        """The text for errors and warnings that were not told yet, where the answer holds them."""
        return ""

    def end(self, *, empty: bool, groups: Sequence[MemberGroup]) -> Iterator[str]:
        """What stands behind the last file, piece by piece; ``empty``: nothing was written.

        ``groups`` are the scenarios of folders, grouped by the lines that they cross.
        """
        if not groups:
            return
        from planner.cli.gathered import board_lines  # noqa: PLC0415 (folders)
        from planner.reports.formats.text import REPORT  # noqa: PLC0415 (likewise)

        between = "" if empty else self.between
        for lines in board_lines(groups, REPORT):
            yield f"{between}{lines_text(lines)}"
            between = ""


class _Json(Form):
    """One object; what belongs behind its results is kept in files until they are written."""

    first = "\n"
    between = ",\n"

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._kept: dict[str, IO[str]] = {}

    def begin(self) -> str:
        from planner import __version__  # noqa: PLC0415 (this form alone)

        version = json_text(__version__)
        return f'{{\n  "planner": {version},\n  "json": 2,\n  "results": ['

    def of(self, outcome: Outcome) -> str:
        return "" if outcome.judged is None else f"    {json_text(_result(outcome.judged), 4)}"

    def of_case(self, case: LoadedCase) -> str:
        from planner.cli.checked_cases import case_entries  # noqa: PLC0415 (when asked)

        (entry,) = case_entries([(str(case.path), case)])
        return f"    {json_text(entry, 4)}"

    def add_case(self, text: str) -> str:
        self._keep("cases", text)
        return ""

    def problems(self, problems: Iterable[Problem]) -> str:
        from planner.reports.formats.json_problems import problem_json  # noqa: PLC0415 (likewise)

        for problem in problems:
            self._keep(f"{problem.severity}s", f"    {json_text(problem_json(problem), 4)}")
        return ""

    def _keep_group(self, group: MemberGroup) -> None:
        """The case's id, the lines' ids, the files: these one by one, since they may be many."""
        crossed = group.first.crossed
        head = json_text({"case": crossed.case, "crossed": crossed.lines, "files": []}, 4)
        opened, _, closed = head.rpartition("]")
        self._keep("groups", f"    {opened}")
        for number, member in enumerate(group.members):
            between = "," if number else ""
            self._kept["groups"].write(f"{between}\n        {json_text(member.name)}")
        self._kept["groups"].write(f"\n      ]{closed}")

    def _keep(self, key: str, text: str) -> None:
        if key not in self._kept:
            self._kept[key] = _file()
        kept = self._kept[key]
        kept.write((self.between if kept.tell() else self.first) + text)

    def end(self, *, empty: bool, groups: Sequence[MemberGroup]) -> Iterator[str]:
        for group in groups:
            self._keep_group(group)
        for key in (
            *(key for key in ("cases", "groups") if key in self._kept),
            "errors",
            "warnings",
        ):
            yield f'{_closing(empty=empty)},\n  "{key}": ['
            kept = self._kept.get(key)
            empty = kept is None
            if kept is not None:
                with kept:
                    kept.seek(0)
                    while piece := kept.read(_IN_MEMORY):
                        yield piece
        yield f"{_closing(empty=empty)}\n}}\n"


class _Remarks(Form):
    """Remarks on the lines of files, for programs that show them there."""

    def _remarks(self, outcome: Outcome) -> Iterable[Annotation]:
        if outcome.judged is None:
            return ()
        from planner.cli.remarks import remarks  # noqa: PLC0415 (these forms alone)

        return remarks(outcome.judged, self._asked)


class _Github(_Remarks):
    """Workflow commands: GitHub shows them beside the lines of a change."""

    between = ""

    def of(self, outcome: Outcome) -> str:
        from planner.reports.formats.annotations import github_line  # noqa: PLC0415 (this alone)

        return lines_text(map(github_line, self._remarks(outcome)))

    def of_case(self, case: LoadedCase) -> str:  # noqa: ARG002 (only what is wrong is told)
        return ""

    def problems(self, problems: Iterable[Problem]) -> str:
        from planner.reports.content.annotations import problem_annotation  # noqa: PLC0415 (where something is wrong)
        from planner.reports.formats.annotations import github_line  # noqa: PLC0415 (likewise)

        return lines_text(github_line(problem_annotation(problem)) for problem in problems)

    def end(self, *, empty: bool, groups: Sequence[MemberGroup]) -> Iterator[str]:  # noqa: ARG002 (groups are no remarks)
        yield ""


class _Sarif(_Remarks):
    """SARIF 2.1.0: one run, a result for each remark."""

    first = "\n"
    between = ",\n"

    def begin(self) -> str:
        from planner import __version__  # noqa: PLC0415 (this form alone)
        from planner.reports.formats.annotations import (  # noqa: PLC0415 (likewise)
            SARIF_SCHEMA,
            sarif_driver,
        )

        driver = json_text(sarif_driver(__version__), 8)
        return (
            f'{{\n  "$schema": "{SARIF_SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
            f'      "tool": {{\n        "driver": {driver}\n      }},\n'
            '      "columnKind": "unicodeCodePoints",\n      "results": ['
        )

    def of(self, outcome: Outcome) -> str:
        return self._results(self._remarks(outcome))

    def of_case(self, case: LoadedCase) -> str:  # noqa: ARG002 (only what is wrong is told)
        return ""

    def problems(self, problems: Iterable[Problem]) -> str:
        from planner.reports.content.annotations import problem_annotation  # noqa: PLC0415 (where something is wrong)

        return self._results(map(problem_annotation, problems))

    def end(self, *, empty: bool, groups: Sequence[MemberGroup]) -> Iterator[str]:  # noqa: ARG002 (groups are no remarks)
        yield f"{_closing(6, empty=empty)}\n    }}\n  ]\n}}\n"

    def _results(self, remarks: Iterable[Annotation]) -> str:
        from planner.reports.formats.annotations import sarif_result  # noqa: PLC0415 (this alone)

        texts = (json_text(sarif_result(remark), 8) for remark in remarks)
        return self.between.join(f"        {text}" for text in texts)


def _file() -> IO[str]:
    """A file for what stands at the end of the answer: however long it is, it needs no memory."""
    from tempfile import SpooledTemporaryFile  # noqa: PLC0415 (where something is wrong)

    return SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n")


def _closing(indent: int = 2, *, empty: bool) -> str:
    return "]" if empty else f"\n{' ' * indent}]"


_IN_MEMORY = 1 << 20
_FORMS: dict[str, Callable[[Asked], Form]] = {
    "text": Form,
    "json": _Json,
    "github": _Github,
    "sarif": _Sarif,
}


def form_of(asked: Asked) -> Form:
    """The form that is asked for, one of ``FORMATS``."""
    return _FORMS[asked.format](asked)


def _report(judged: Judged) -> list[str]:
    from planner.reports.content.check import check_page  # noqa: PLC0415 (text or JSON, not both)
    from planner.reports.formats.text import REPORT, text_lines  # noqa: PLC0415 (likewise)

    page = check_page(judged.file, judged.scenario, judged.verdict)
    blocks = with_marks(page.blocks, judged.loaded.of_case)
    lines = text_lines(blocks, width(), REPORT)
    if judged.flipped is not None:
        from planner.reports.content.between_days import (  # noqa: PLC0415 (when asked)
            between_days_blocks,
        )

        flipped = between_days_blocks(judged.loaded.case, judged.flipped)
        lines += ["", *text_lines(flipped, width(), REPORT)]
    if judged.moved is not None:
        lines += ["", *text_lines(judged.moved.blocks(), width(), REPORT)]
    if judged.from_here is not None:
        from planner.reports.content.from_here import from_here_blocks  # noqa: PLC0415 (when asked)

        lines += ["", *text_lines(from_here_blocks(judged.from_here), width(), REPORT)]
    return lines


def _result(judged: Judged) -> dict[str, Any]:
    from planner.files.scenarios.places import places_of_choices  # noqa: PLC0415 (this form alone)
    from planner.model.conditions import plain_pick  # noqa: PLC0415 (likewise)
    from planner.model.scenario import vanished  # noqa: PLC0415 (likewise)
    from planner.reports.content.check_result import check_result  # noqa: PLC0415 (likewise)

    loaded = judged.loaded
    place_of = places_of_choices(loaded.source)
    result = check_result(judged.file, judged.scenario, judged.verdict, place_of)
    if judged.scenario.as_of is not None:
        result["as_of"] = judged.scenario.as_of.isoformat()
    if gone := vanished(loaded.written, loaded.case):
        result["vanished"] = {
            "options": {i: plain_pick(choice.picked) for i, choice in gone.choices.items()},
            "set_aside": list(gone.lines),
        }
    if judged.flipped is not None:
        from planner.reports.formats.json_between_days import (  # noqa: PLC0415 (when asked)
            between_days_json,
        )

        result["flipped"] = between_days_json(judged.flipped)
    if judged.moved is not None:
        result["case_changes"] = judged.moved.json()
    if judged.from_here is not None:
        from planner.reports.content.from_here import from_here_json  # noqa: PLC0415 (when asked)

        result["from_here"] = from_here_json(judged.from_here)
    return result
