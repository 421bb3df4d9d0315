"""The JSON Schema of the scenarios of one case: its issues and options, with what they mean.

An editor that follows it offers the options of an issue, shows their titles and definitions, and
refuses what the case does not have.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from planner.files.schema import schema_of
from planner.model.case import Case, Issue, IssueKind, Option, Origin

__all__ = ["case_schema", "case_schema_text"]

_UNDECIDED = ""
_ADDED = Origin.ADDED

_Words = dict[str, tuple[str, str]]
"""The title and the description of each of some names."""


def case_schema(case: Case) -> dict[str, Any]:
    """The schema (draft-07) of a scenario of that case."""
    schema = schema_of("scenario")
    tables = schema["properties"]
    choice = next(iter(tables["choices"]["patternProperties"].values()))
    tables["choices"] = _closed(
        tables["choices"], {issue.id: _issue(issue, choice) for issue in case.issues}
    )
    lines = {line.id: (line.title, "") for line in case.red_lines}
    issues = {issue.id: (issue.title, issue.question) for issue in case.issues}
    aside = next(iter(tables["set_aside"]["patternProperties"].values()))
    tables["set_aside"] = _closed(
        tables["set_aside"],
        {line: {**aside, "description": title} for line, (title, _) in lines.items()},
    )
    check = tables["check"]["properties"]
    check["set_aside"] = {**check["set_aside"], "items": _named(lines)}
    comment = next(iter(tables["comments"]["patternProperties"].values()))["properties"]
    comment["on"] = {
        "description": comment["on"]["description"],
        **_named({_UNDECIDED: ("The whole scenario", ""), **issues, **lines}),
    }
    case_id = tables["case"]["properties"]["id"]
    tables["case"]["properties"]["id"] = {**case_id, "enum": [case.id]}
    return {**schema, "title": f"A scenario of {case.title}", "description": case.summary}


def case_schema_text(case: Case) -> str:
    """The schema as it is printed."""
    return json.dumps(case_schema(case), indent=2, ensure_ascii=False) + "\n"


def _closed(table: dict[str, Any], named: dict[str, Any]) -> dict[str, Any]:
    """The table with exactly these names in it."""
    return {
        "description": table["description"],
        "type": "object",
        "properties": named,
        "additionalProperties": False,
    }


def _issue(issue: Issue, choice: dict[str, Any]) -> dict[str, Any]:
    """The table of a choice on the issue, with the one key that fits its kind."""
    own = {"note": choice["properties"]["note"]}
    match issue.kind:
        case IssueKind.ONE:
            own["option"] = _described(choice, "option", _one_of(issue.options))
        case IssueKind.ANY:
            own["options"] = _described(
                choice,
                "options",
                {
                    "type": "array",
                    "items": _named(_words(issue.options)),
                    "uniqueItems": True,
                    "maxItems": issue.most,
                },
            )
        case IssueKind.NUMBER:
            own["value"] = _described(choice, "value", _number(issue))
    asked = f"{issue.title}: {issue.question}" if issue.question else issue.title
    return {
        "type": "object",
        "description": asked,
        "properties": own,
        "additionalProperties": False,
    }


def _described(choice: dict[str, Any], key: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": choice["properties"][key]["description"], **schema}


def _one_of(options: Iterable[Option]) -> dict[str, Any]:
    return _named({**_words(options), _UNDECIDED: ("Undecided", "")})


def _words(options: Iterable[Option]) -> _Words:
    """The title of each option, and its definition; it says so where no source names the option."""
    added = "Added: no source names this option"
    return {
        option.id: (
            option.title,
            ". ".join(
                filter(None, (option.definition.rstrip("."), added * (option.origin is _ADDED)))
            ),
        )
        for option in options
    }


def _named(words: _Words) -> dict[str, Any]:
    """One of these texts, each with what it means."""
    return {
        "oneOf": [
            {"type": "string", "const": name, "title": title, "description": description or title}
            for name, (title, description) in words.items()
        ]
    }


def _number(issue: Issue) -> dict[str, Any]:
    values = issue.values
    steps: dict[str, Any] = {"multipleOf": values.step} if values[0] % values.step == 0 else {}
    return {"type": "integer", "minimum": values[0], "maximum": values[-1], **steps}
