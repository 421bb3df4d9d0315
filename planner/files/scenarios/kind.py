"""Scenarios as documents: a kind of file for each case that they can be of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from planner.errors import FileProblemError
from planner.files.cases.reading import has_moved
from planner.files.safety.reading import MAX_CASE_BYTES, MAX_SCENARIO_BYTES, read_text
from planner.files.scenarios.checks import how_to_choose, values_words
from planner.files.scenarios.reading import (
    LoadedScenario,
    completed,
    content_of_tables,
    scenario_from_source,
)
from planner.files.scenarios.tables import (
    AsideTable,
    CaseReferenceTable,
    CheckTable,
    ChoiceTable,
    CommentTable,
    ScenarioFile,
    ScenarioTable,
)
from planner.files.toml.characters import unfit_character
from planner.files.toml.envelope import NO_ENVELOPE, Envelope
from planner.files.toml.kind import Kind
from planner.files.toml.leaves import Leaves, leaves
from planner.files.toml.nouns import table_of
from planner.files.toml.single_values import IDENTIFIER, unfit_label, unfit_name
from planner.files.toml.values import OptionalCommentId
from planner.model.case import Case, Issue, IssueKind
from planner.model.scenario import Choice, Scenario, vanished
from planner.visible import visible

if TYPE_CHECKING:
    from planner.files.toml.read import Read
    from planner.files.toml.source import SourceText

__all__ = [
    "SCENARIO_SUFFIX",
    "kind_of",
    "leaves_of_scenario",
    "scenario_kind",
    "tables_of_scenario",
]

SCENARIO_SUFFIX = ".toml"

_NO_NAMES = ("the marking", "the case's path")
_MAY_BE_EMPTY = ("the title", *_NO_NAMES)


def _nothing(scenario: Scenario) -> Scenario:
    return evolve(scenario, choices={}, set_aside={})


def scenario_kind(
    case: Case,
    digest: str = "",
    case_file: Path | None = None,
    had_by_none: Callable[[Scenario], Scenario] = _nothing,
) -> Kind[Scenario]:
    """Scenarios of that case; ``digest`` is that of its file, empty where it has none.

    A scenario may name what this case lacks, or the case by another id, once ``case_file`` holds
    another state of it: whoever changed the one may have changed the other with it. Where it was
    saved against an earlier state it may name what some state had: ``had_by_none`` gives what none
    of them did, as far as is known.
    """

    def read(source: SourceText) -> Read[Scenario]:
        try:
            return scenario_from_source(source, case, digest)
        except FileProblemError:
            if not _is_another_now(case_file, digest):
                raise
            return scenario_from_source(source, case, digest, keeps_unknown=True)

    def refusals(scenario: Scenario, envelope: Envelope) -> Iterator[str]:
        yield from _refusals(scenario, envelope, case)
        moved = has_moved(envelope.case_digest, digest)
        named = had_by_none(scenario) if moved else scenario
        unknown = [*_other_case(scenario, case), *_unknown_names(named, case)]
        yield from () if unknown and _is_another_now(case_file, digest) else unknown

    return Kind(
        noun="scenario",
        suffix=SCENARIO_SUFFIX,
        limit=MAX_SCENARIO_BYTES,
        shape=ScenarioFile,
        tables=tables_of_scenario,
        content=content_of_tables,
        reader=read,
        past_reader=lambda source: scenario_from_source(source, case, digest, keeps_unknown=True),
        refusals=refusals,
        complete=lambda scenario: completed(scenario, case),
    )


def _is_another_now(case_file: Path | None, digest: str) -> bool:
    """Whether the file holds another case by now than the one of that digest."""
    if case_file is None:
        return False
    try:
        return has_moved(digest, read_text(case_file, MAX_CASE_BYTES).digest)
    except FileProblemError:
        return False


def kind_of(loaded: LoadedScenario) -> Kind[Scenario]:
    """Scenarios of the case that this one was read with."""
    return scenario_kind(loaded.of_case.case, loaded.of_case.digest)


def tables_of_scenario(scenario: Scenario, envelope: Envelope, least: int) -> ScenarioFile:
    """The tables of a scenario's file, in the lowest format from ``least`` that can hold it."""
    with_reasons = least > 1 or any(scenario.set_aside.values())
    ids = () if with_reasons else tuple(scenario.set_aside)
    whys = scenario.set_aside if with_reasons else {}
    # The texts are judged when they are read back.
    return table_of(
        ScenarioFile,
        scenario,
        format=2 if with_reasons else 1,
        scenario=table_of(ScenarioTable, scenario),
        case=table_of(
            CaseReferenceTable,
            envelope,
            id=scenario.case_id,
            path=envelope.case_path,
            digest=envelope.case_digest,
        ),
        check=table_of(CheckTable, scenario, set_aside=ids),
        set_aside={line: table_of(AsideTable, None, why=why) for line, why in whys.items()},
        choices={
            issue: table_of(ChoiceTable, choice) for issue, choice in scenario.choices.items()
        },
        comments={
            comment.id: table_of(
                CommentTable, comment, reply_to=OptionalCommentId(comment.reply_to or "")
            )
            for comment in scenario.comments
        },
    )


def leaves_of_scenario(scenario: Scenario) -> Leaves:
    """What the scenario says, by path; each red line that is set aside is a table."""
    return leaves(tables_of_scenario(scenario, NO_ENVELOPE, 2))


def _refusals(scenario: Scenario, envelope: Envelope, case: Case) -> Iterator[str]:
    """Why no file of a scenario of this case can hold it, whatever else the case knows."""
    labels = _labels(scenario, envelope)
    for what, text in labels.items():
        unfit = unfit_label if what in _NO_NAMES else unfit_name
        may_be_empty = not text and what in _MAY_BE_EMPTY
        if reason := unfit_character(text) or ("" if may_be_empty else unfit(text)):
            yield f"{what} {reason}"
    for what, text in _texts(scenario, case).items():
        if reason := unfit_character(text):
            yield f"{what} {reason}"
    gone = vanished(scenario, case)
    options = (each for choice in gone.choices.values() for each in _options_of(choice))
    for name in (*gone.choices, *options, *gone.lines):
        if not IDENTIFIER.fullmatch(name):
            yield f'"{visible(name)}" is no id'


def _labels(scenario: Scenario, envelope: Envelope) -> dict[str, str]:
    """The texts of one line, by what they are."""
    return {
        "the title": scenario.title,
        "the marking": scenario.marking,
        "the case's path": envelope.case_path,
        **{f"author {number}": name for number, name in enumerate(scenario.authors, 1)},
        **{f"the author of comment {visible(each.id)}": each.author for each in scenario.comments},
    }


def _texts(scenario: Scenario, case: Case) -> dict[str, str]:
    """The texts of any number of lines, by what they are."""
    texts = {"the summary": scenario.summary}
    for issue_id, choice in scenario.choices.items():
        issue = case.issues_by_id.get(issue_id)
        texts[f'the note on "{visible(issue_id) if issue is None else issue.title}"'] = choice.note
    for line, why in scenario.set_aside.items():
        texts[f'the reason for setting "{visible(line)}" aside'] = why
    return texts | {f"comment {visible(each.id)}": each.text for each in scenario.comments}


def _other_case(scenario: Scenario, case: Case) -> Iterator[str]:
    """That it is of a case with another id, where it is."""
    if scenario.case_id != case.id:
        yield f'it belongs to the case "{visible(scenario.case_id)}", not "{case.id}"'


def _unknown_names(scenario: Scenario, case: Case) -> Iterator[str]:
    """What the case does not have, though it is no other than the scenario was saved against."""
    gone = vanished(scenario, case)
    for issue_id, choice in gone.choices.items():
        issue = case.issues_by_id.get(issue_id)
        if issue is None:
            yield f'the file of the case has no issue "{visible(issue_id)}"'
        else:
            yield from _unknown_picks(issue, choice)
    for line in gone.lines:
        yield f'the file of the case has no red line "{visible(line)}" to set aside'


def _options_of(choice: Choice) -> tuple[str, ...]:
    return (choice.option,) if choice.option else choice.options or ()


def _unknown_picks(issue: Issue, choice: Choice) -> Iterator[str]:
    """What is chosen on an issue which does not know it, in words."""
    unknown = [option for option in _options_of(choice) if option not in issue.by_id]
    for option in unknown:
        yield f'in the file of the case the issue "{issue.title}" has no option "{visible(option)}"'
    if unknown:
        return
    if issue.kind is IssueKind.NUMBER and choice.value is not None:
        yield f'the issue "{issue.title}" takes {values_words(issue)}, not {choice.value}'
    elif issue.kind is IssueKind.ANY and len(choice.options or ()) > issue.most:
        number = len(choice.options or ())
        bound = f"at most {issue.most} of its options, not {number}"
        yield f'the issue "{issue.title}" takes {bound}'
    else:
        yield f'the issue "{issue.title}" takes {how_to_choose(issue)}'
