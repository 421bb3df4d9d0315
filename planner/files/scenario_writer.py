"""From a scenario to canonical TOML, which is certain to read back as the same scenario."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import evolve

from planner.errors import FileProblemError, SaveError
from planner.files.conflicts import holds_conflict_marker
from planner.files.guards import forbidden_character
from planner.files.scenario_reader import scenario_from_text
from planner.files.structure import IDENTIFIER, unfit_label
from planner.files.tables import FORMAT
from planner.files.text import MAX_SCENARIO_BYTES, code_point, visible
from planner.model import Case, Choice, Scenario

__all__ = [
    "canonical_text",
    "refuse_unlike",
    "refuse_unwritable",
    "schema_line",
    "toml_of",
    "with_all_issues",
]

_SCHEMA = "#:schema "


def with_all_issues(scenario: Scenario, case: Case) -> Scenario:
    """The scenario as reading returns it: a choice for each issue of the case, in its order."""
    known = {issue.id: scenario.choices.get(issue.id, Choice()) for issue in case.issues}
    return evolve(scenario, choices={**known, **scenario.choices})


def canonical_text(scenario: Scenario, case: Case) -> str:
    """The scenario as a file of its own, in the one canonical form.

    The tables stand in the order of the format, one ``[choices.ISSUE]`` for each issue of the case;
    what is empty is left out. Nothing is checked here: see :func:`refuse_unwritable`.
    """
    data: dict[str, Any] = {"format": FORMAT}
    heads: dict[str, dict[str, Any]] = {
        "scenario": {
            "title": scenario.title,
            "authors": list(scenario.authors),
            "summary": scenario.summary,
        },
        "case": {
            "id": scenario.case_id,
            "path": scenario.case_path,
            "digest": scenario.case_digest,
        },
        "check": {
            "reading": scenario.reading.value if scenario.reading is not None else "",
            "set_aside": [*scenario.set_aside, *scenario.vanished_lines],
        },
    }
    for name, table in heads.items():
        filled = {key: value for key, value in table.items() if value}
        if filled:
            data[name] = filled
    data["choices"] = {
        issue: {
            key: value for key, value in (("option", choice.option), ("note", choice.note)) if value
        }
        for issue, choice in with_all_issues(scenario, case).written_choices().items()
    }
    return toml_of(data)


def schema_line(text: str) -> str:
    """The line ``#:schema ...`` at the top of a text, with its line feed; empty without one.

    Editors follow it, the planner never does.
    """
    first, _, _ = text.partition("\n")
    return f"{first.rstrip()}\n" if first.startswith(_SCHEMA) else ""


def toml_of(data: dict[str, Any]) -> str:
    """The data as TOML, texts of several lines written over several lines where that is safe."""
    import tomli_w  # noqa: PLC0415 (only who saves needs it)

    text = tomli_w.dumps(data, multiline_strings=True)
    # tomli-w turns CR LF into LF in a text of several lines, and a line of it may look like git's
    # conflict marker: such texts are written with escapes on one line.
    if holds_conflict_marker(text) or _holds_return(data):
        return tomli_w.dumps(data, multiline_strings=False)
    return text


def _holds_return(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_return, value.values()))
    return isinstance(value, str) and "\r" in value


def refuse_unwritable(scenario: Scenario, case: Case) -> None:
    """Raises :class:`~planner.errors.SaveError` for what no file can hold, and says what it is."""
    reasons = list(_reasons(scenario, case))
    if reasons:
        raise SaveError("the scenario cannot be saved: " + "; ".join(reasons[:5]))


def refuse_unlike(text: str, scenario: Scenario, case: Case) -> None:
    """Raises :class:`~planner.errors.SaveError` unless ``text`` reads back as the scenario."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_SCENARIO_BYTES:
        limit = MAX_SCENARIO_BYTES >> 20
        raise SaveError(
            f"the scenario cannot be saved: it is larger than {limit} MiB; shorten a note"
        )
    try:
        read_back = scenario_from_text(text, case)
    except FileProblemError as error:
        reasons = "; ".join(problem.explanation for problem in error.problems[:3])
        raise SaveError(
            f"the scenario cannot be saved: it would not be readable ({reasons})"
        ) from None
    if read_back != with_all_issues(scenario, case):
        raise SaveError("the scenario cannot be saved: it would not read back as it is here")


def _reasons(scenario: Scenario, case: Case) -> Iterator[str]:
    if scenario.case_id != case.id:
        yield f'it belongs to the case "{visible(scenario.case_id)}", not "{case.id}"'
    labels = {"the title": scenario.title, "the case's path": scenario.case_path}
    for number, name in enumerate(scenario.authors, 1):
        labels[f"author {number}"] = name
        if not name.strip():
            yield f"author {number} is empty"
    for what, text in labels.items():
        reason = unfit_label(text)
        if reason:
            yield f"{what} {reason}"
    yield from _choice_reasons(scenario, case)
    yield from _vanished_reasons(scenario, case)
    yield from _character_reasons({**labels, "the summary": scenario.summary})
    yield from _set_aside_reasons(scenario, case)


def _choice_reasons(scenario: Scenario, case: Case) -> Iterator[str]:
    for issue_id, choice in scenario.choices.items():
        issue = case.issues_by_id.get(issue_id)
        if issue is None:
            yield f'the case has no issue "{visible(issue_id)}"'
            continue
        if choice.option is not None and choice.option not in issue.by_id:
            yield f'the issue "{issue.title}" has no option "{visible(choice.option)}"'
        yield from _character_reasons({f'the note on "{issue.title}"': choice.note})


def _vanished_reasons(scenario: Scenario, case: Case) -> Iterator[str]:
    if not scenario.holds_vanished:
        return
    if scenario.case_digest in ("", case.digest):
        # Read again, it would be taken for a mistake.
        yield "it names what the case does not have"
    notes = {f'the note on "{visible(i)}"': gone.note for i, gone in scenario.vanished.items()}
    yield from _character_reasons(notes)
    options = (gone.option for gone in scenario.vanished.values())
    for name in (*scenario.vanished, *filter(None, options), *scenario.vanished_lines):
        if not IDENTIFIER.fullmatch(name):
            yield f'"{visible(name)}" is no id'


def _character_reasons(texts: dict[str, str]) -> Iterator[str]:
    for what, text in texts.items():
        offset = _forbidden(text)
        if offset is not None:
            yield f"{what} holds a character that is not allowed ({code_point(text[offset])})"


def _forbidden(text: str) -> int | None:
    offset = forbidden_character(text)
    if offset is None and "\r" in text:
        lone = re.search(r"\r(?!\n)", text)
        return lone.start() if lone else None
    return offset


def _set_aside_reasons(scenario: Scenario, case: Case) -> Iterator[str]:
    for line in scenario.set_aside:
        if line not in case.red_lines_by_id or not IDENTIFIER.fullmatch(line):
            yield f'the case has no red line "{visible(line)}" to set aside'
    lines = (*scenario.set_aside, *scenario.vanished_lines)
    if len(set(lines)) != len(lines):
        yield "a red line is set aside twice"
