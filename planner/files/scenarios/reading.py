"""From a scenario file to a scenario, with the case that it belongs to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from planner.by_fields import Printed
from planner.errors import FileProblemError, Problem
from planner.files.cases.one_look import OneLook
from planner.files.cases.private import is_private_file
from planner.files.cases.reading import LoadedCase, has_moved
from planner.files.places import names_another_computer
from planner.files.safety.reading import MAX_SCENARIO_BYTES, is_gone, read_text
from planner.files.scenarios.checks import check_against_case
from planner.files.scenarios.tables import CommentTable, ScenarioFile
from planner.files.toml.envelope import Envelope
from planner.files.toml.findings import Findings
from planner.files.toml.nouns import noun_of
from planner.files.toml.source import SourceText
from planner.files.toml.structure import structure
from planner.files.toml.syntax import parse
from planner.files.toml.values import CommentId
from planner.model.case import Case
from planner.model.scenario import Choice, Scenario, fitted
from planner.visible import visible

if TYPE_CHECKING:
    from planner.files.toml.read import Read
    from planner.model.comments import Comment

__all__ = [
    "LoadedScenario",
    "completed",
    "content_of_tables",
    "in_order_of_case",
    "read_scenario",
    "scenario_from_source",
    "scenario_with_case",
]


_SHOWN = 5
_THE_WAY = 'the way from this file to the case\'s file, such as "../talks/own.case.toml"'


@frozen(eq=False, repr=False, slots=False)
class LoadedScenario(Printed):
    """A scenario with its case and the text it was read from.

    ``written`` is what the file says, ``scenario`` what of it the case can judge; ``of_case`` is
    the case with its file. ``warnings`` are those of the scenario's file, then those of the case's.
    """

    path: Path
    written: Scenario
    envelope: Envelope
    of_case: LoadedCase
    source: SourceText
    warnings: tuple[Problem, ...]

    @cached_property
    def scenario(self) -> Scenario:
        """What the case can judge of what the file says."""
        return fitted(self.written, self.case)

    @property
    def case(self) -> Case:
        """The case as it is shown, with its private overlay where that was asked for."""
        return self.of_case.shown

    @property
    def case_file(self) -> Path:
        """Where the case was found."""
        return self.of_case.path

    @property
    def case_moved_on(self) -> bool:
        """Whether the case is another than the one that the scenario was saved against."""
        return self.of_case.moved_since(self.envelope.case_digest)


def read_scenario(path: str | os.PathLike[str], *, private: bool = False) -> LoadedScenario:
    """The scenario in the file at ``path``, with its case; ``private``: and with its overlay.

    The case is looked up by the scenario's ``path`` (relative to its file), then by its id among
    the case files beside it, then among the bundled ones. Raises
    :class:`~planner.errors.FileProblemError` with all mistakes that can be found at once; those of
    an unreadable case have the places of the case's file.
    """
    file = Path(path)
    source = read_text(file, MAX_SCENARIO_BYTES)
    return scenario_with_case(source, file, cases=OneLook(private=private))


def scenario_with_case(
    source: SourceText,
    path: Path,
    case_there: Callable[[str, str], LoadedCase | None] | None = None,
    *,
    cases: OneLook | None = None,
    keeps_unknown: bool = False,
) -> LoadedScenario:
    """The scenario in a text that was read already, as if it stood at ``path``.

    ``case_there`` is asked first for the case of an id and a path as the text names them. Else the
    case is among ``cases``, where a look was taken at them for several scenarios. With
    ``keeps_unknown`` names that the case does not have are kept, as those that vanished from it.
    """
    findings = Findings(source)
    tables = _tables(source, findings)
    found = None if case_there is None else case_there(tables.case.id, tables.case.path)
    of_case = found or _find_case(tables, path, findings, cases or OneLook())
    moved = of_case.moved_since(tables.case.digest)
    written = _written(tables, of_case.case, findings, moved=moved or keeps_unknown)
    if moved:
        _warn_of_changes(tables, of_case.case, findings)
    warnings = (*findings.warnings(), *of_case.warnings)
    return LoadedScenario(path, written, _envelope(tables), of_case, source, warnings)


def scenario_from_source(
    source: SourceText, case: Case, case_digest: str = "", *, keeps_unknown: bool = False
) -> Read[Scenario]:
    """The scenario in a source, for a case that is at hand.

    Raises :class:`~planner.errors.FileProblemError` as :func:`read_scenario` does.
    ``case_digest`` is that of the case's file, empty where it has none. With ``keeps_unknown``
    names that the case does not have are kept, as those that vanished from it, and so is the id of
    another case.
    """
    from planner.files.toml.read import Read  # noqa: PLC0415 (a check of a file does without)

    findings = Findings(source)
    tables = _tables(source, findings)
    if tables.case.id != case.id and not keeps_unknown:
        message = f'the scenario belongs to the case "{tables.case.id}"'
        findings.error(("case", "id"), message, f'the case "{case.id}"')
    moved = has_moved(tables.case.digest, case_digest)
    written = _written(tables, case, findings, moved=moved or keeps_unknown)
    return Read(written, _envelope(tables), findings.warnings())


def content_of_tables(tables: ScenarioFile) -> Scenario:
    """What the tables of a scenario's file say; nothing is judged.

    A red line is left out, too, where it only stands in the array of format 1.
    """
    whys = {line: table.why for line, table in tables.set_aside.items()}
    return noun_of(
        Scenario,
        tables.scenario,
        case_id=tables.case.id,
        reading=tables.check.reading,
        set_aside={**dict.fromkeys(tables.check.set_aside, ""), **whys},
        choices={
            issue: noun_of(Choice, table, option=table.option or None)
            for issue, table in tables.choices.items()
        },
        comments=_comments(tables.comments) if tables.comments else (),
    )


def _comments(tables: Mapping[CommentId, CommentTable]) -> Iterator[Comment]:
    from planner.model.comments import Comment  # noqa: PLC0415 (few files have any)

    for comment, table in tables.items():
        yield noun_of(Comment, table, id=comment, reply_to=table.reply_to or None)


def completed(scenario: Scenario, case: Case) -> Scenario:
    """The scenario with a choice for each issue, and all in the order of the case."""
    return in_order_of_case(scenario.with_all_issues(case), case)


def in_order_of_case(scenario: Scenario, case: Case) -> Scenario:
    """The scenario with options and red lines set aside in the order of the case.

    What the case does not have stands behind what it has.
    """
    whole = scenario
    if len(whole.set_aside) > 1:
        whole = evolve(whole, set_aside=_in_order(whole.set_aside, case))
    for issue_id, choice in whole.choices.items():
        issue = case.issues_by_id.get(issue_id)
        if issue is not None and choice.options:
            others = (option for option in choice.options if option not in issue.by_id)
            options = (*issue.in_order(choice.options), *dict.fromkeys(others))
            if options != choice.options:
                choices = {**whole.choices, issue_id: evolve(choice, options=options)}
                whole = evolve(whole, choices=choices)
    return whole


def _in_order(lines: Mapping[str, str], case: Case) -> dict[str, str]:
    known = {line.id: lines[line.id] for line in case.red_lines if line.id in lines}
    return known | {line: lines[line] for line in sorted(lines.keys() - known.keys())}


def _envelope(tables: ScenarioFile) -> Envelope:
    return Envelope(tables.case.path, tables.case.digest)


def _tables(source: SourceText, findings: Findings) -> ScenarioFile:
    data = parse(source)
    if is_private_file(source.name) and "choices" not in data:
        message = "this is the private overlay of a case, not a scenario"
        findings.error((), message, "a scenario, or the case beside which it stands")
        findings.fail()
    for name in ("parties", "issues"):
        if name in data and "choices" not in data:
            message = "this is a case, not a scenario"
            findings.error((name,), message, "a file with choices", at="name")
            findings.fail()
    # What is wrong in the other tables keeps nobody from looking for names that the case lacks.
    return structure(data, ScenarioFile, findings, needed=("case",))


def _find_case(tables: ScenarioFile, path: Path, findings: Findings, cases: OneLook) -> LoadedCase:
    reference = tables.case
    if reference.path:
        _refuse_other_places(reference.path, findings)
        loaded = _read_case_at(path.parent / reference.path, findings, cases)
        if loaded.case.id != reference.id:
            message = f'the case at "{visible(reference.path)}" has the id "{loaded.case.id}"'
            findings.error(("case", "id"), message, f'"{reference.id}" there, as in this file')
            findings.fail()
        return loaded
    found = cases.by_id(reference.id, path.parent, reference.digest)
    if found is None:
        known, hint = cases.known(path.parent)
        findings.error(
            ("case", "id"),
            f'there is no case "{reference.id}" beside this file or bundled',
            wanted=reference.id,
            known=known,
            hint=hint,
        )
        findings.fail()
    return found


def _refuse_other_places(path: str, findings: Findings) -> None:
    """A stranger's file may name a case file, and neither any other file nor another computer."""
    message = ""
    if names_another_computer(path):
        message = f'"path" in [case] names another computer: "{visible(path)}"'
    elif not path.endswith(".toml"):
        message = f'"path" in [case] names no case file: "{visible(path)}"'
    if message:
        findings.error(("case", "path"), message, _THE_WAY)
        findings.fail()


def _read_case_at(path: Path, findings: Findings, cases: OneLook) -> LoadedCase:
    try:
        return cases.at(path)
    except FileProblemError as error:
        # Without a line of its own the mistake is in how this file names the case.
        for problem in error.problems:
            if problem.line is None:
                what = "private overlay" if is_private_file(problem.file) else "case"
                message = f"the {what} {problem.file} cannot be used: {problem.message}"
                expected = _THE_WAY if is_gone(path) else problem.expected
                findings.error(("case", "path"), message, expected, problem.hint)
        findings.raise_errors()
        raise


def _written(tables: ScenarioFile, case: Case, findings: Findings, *, moved: bool) -> Scenario:
    check_against_case(tables, case, findings, moved=moved)
    findings.raise_errors()
    return completed(content_of_tables(tables), case)


def _warn_of_changes(tables: ScenarioFile, case: Case, findings: Findings) -> None:
    """What can be said without the earlier case; the names that vanished are told one by one."""
    findings.warning(
        ("case", "digest"),
        f'the case "{case.id}" has changed since this scenario was saved',
        "",
        "look at its verdict again; `planner check FILE --case EARLIER` reports what changed",
    )
    new = [issue.id for issue in case.issues if issue.id not in tables.choices]
    if new:
        names = ", ".join(f'"{name}"' for name in new[:_SHOWN])
        more = f" and {len(new) - _SHOWN} more" if len(new) > _SHOWN else ""
        findings.warning(("choices",), f"this file says nothing on {names}{more}, which may be new")
