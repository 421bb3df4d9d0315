"""JSON Schemas of scenarios, cases and configurations, made from their tables, for editors.

They refuse what the reader refuses by shape: unknown names, wrong types, ids that are none. What
only the case can tell (whether an option exists, say) stays the reader's business.
"""

from __future__ import annotations

import datetime as dt
import json
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs

from planner.files.cases.tables import CaseFile, CoherenceTable, IssueTable, RedLineTable
from planner.files.scenarios.tables import CaseReferenceTable, CheckTable, ScenarioFile
from planner.files.settings.tables import ConfigFile
from planner.files.toml.single_values import MAX_NAME
from planner.files.toml.values import (
    CommentId,
    ConditionPart,
    Count,
    Date,
    Digest,
    Fingerprint,
    FormatNumber,
    Identifier,
    Label,
    Moment,
    Name,
    Number,
    OptionalCommentId,
    OptionalIdentifier,
    PointsGiven,
    Positive,
    Prose,
    Title,
    Whole,
)
from planner.model.reading import Reading
from planner.model.statements import Strength

__all__ = ["SCHEMAS", "schema_of", "schema_text", "shipped_schema"]

SCHEMAS = {
    "scenario": ScenarioFile,
    "case": CaseFile,
    "config": ConfigFile,
}
"""The kinds of file, with the class of a whole one."""

_ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
_COMMENT_ID = "[0-9a-f]{8}"
_LINE = r"[^\r\n]*"
_DATE = {"type": "string", "format": "date"}
_IDENTIFIER = {"type": "string", "pattern": f"^{_ID}$"}
_WHOLE = {"type": "integer"}
_FROM_1 = {**_WHOLE, "minimum": 1}
_NUMBER = {"type": "number"}


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _described(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, **schema}


def _by_id(schema: dict[str, Any], pattern: str = _ID) -> dict[str, Any]:
    return {
        "type": "object",
        "patternProperties": {f"^{pattern}$": schema},
        "additionalProperties": False,
    }


_OPTIONS = {**_array(_IDENTIFIER), "minItems": 1, "uniqueItems": True}
_ASKED = {
    "type": "object",
    "properties": {
        "any": _described("Any of these options is chosen", _OPTIONS),
        "all": _described("All of these options are chosen", _OPTIONS),
        "none": _described("None of these options is chosen", _OPTIONS),
        "from": _described("The number is this or more", _WHOLE),
        "below": _described("The number is less than this", _WHOLE),
        "applies": _described("Whether the issue applies", {"type": "boolean"}),
    },
    "additionalProperties": False,
}
_STEP = {
    "type": "object",
    "properties": {
        "from": _described("From this number on", _WHOLE),
        "points": _described("The points that it gives", _NUMBER),
    },
    "additionalProperties": False,
    "required": ["from", "points"],
}
_SIMPLE: dict[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    FormatNumber: _WHOLE,
    Identifier: _IDENTIFIER,
    tuple[Identifier, ...] | None: _array(_IDENTIFIER),
    Fingerprint: {"type": "string", "pattern": "^([0-9a-f]{64})?$"},
    Whole | None: _WHOLE,
    Count: {**_WHOLE, "minimum": 0},
    Count | None: {**_WHOLE, "minimum": 0},
    Positive: _FROM_1,
    Positive | None: _FROM_1,
    Number | None: _NUMBER,
    ConditionPart: {"anyOf": [_array(_IDENTIFIER), _ASKED]},
    PointsGiven: {
        "anyOf": [{**_by_id(_NUMBER), "minProperties": 1}, {**_array(_STEP), "minItems": 1}]
    },
    OptionalIdentifier: {"type": "string", "pattern": f"^({_ID})?$"},
    Name: {"type": "string", "pattern": rf"^{_LINE}[^\s]{_LINE}$", "maxLength": MAX_NAME},
    Title: {"type": "string", "pattern": rf"^({_LINE}[^\s]{_LINE})?$", "maxLength": MAX_NAME},
    Label: {"type": "string", "pattern": f"^{_LINE}$"},
    Prose: {"type": "string"},
    Digest: {"type": "string", "pattern": "^(sha256:[0-9a-f]{64})?$"},
    OptionalCommentId: {"type": "string", "pattern": f"^({_COMMENT_ID})?$"},
    Moment: {"type": "string", "format": "date-time"},
    Date: {"anyOf": [_DATE, {"type": "string", "pattern": f"^{_LINE}$"}]},
    dt.date | None: _DATE,
    Reading | None: {"type": "string", "enum": [reading.value for reading in Reading]},
    Strength | None: {"type": "string", "enum": [s.value for s in Strength if s.rank]},
}
# What the reader's later checks ask of single fields, as far as a schema can say it.
_MORE: dict[tuple[type, str], dict[str, Any]] = {
    (CaseFile, "parties"): {"minProperties": 1},
    (CaseFile, "issues"): {"minProperties": 1},
    (IssueTable, "options"): {"minProperties": 1},
    (RedLineTable, "crossed_when"): {"minItems": 1},
    (CoherenceTable, "impossible_when"): {"minItems": 1},
    (CaseReferenceTable, "path"): {"pattern": r"^([^\r\n]*\.toml)?$"},
    (CheckTable, "set_aside"): {"uniqueItems": True},
}


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft-07) of the files of that kind: ``scenario`` or ``case``."""
    shape = SCHEMAS[kind]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"A {kind} of the planner",
        "description": _first_line(shape),
        **_table(shape),
    }


def schema_text(kind: str) -> str:
    """The schema as it is shipped."""
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=True) + "\n"


def shipped_schema(kind: str) -> Path:
    """The file of the schema that comes with the planner."""
    return Path(__file__).parent.parent / "schemas" / f"{kind}.schema.json"


def _table(shape: type) -> dict[str, Any]:
    fields = attrs.fields(shape)
    required = [field.name for field in fields if field.default is attrs.NOTHING]
    table: dict[str, Any] = {
        "type": "object",
        "properties": {field.name: _field(shape, field) for field in fields},
        "additionalProperties": False,
    }
    if required:
        table["required"] = required
    return table


def _field(shape: type, field: attrs.Attribute[Any]) -> dict[str, Any]:
    schema = {
        "description": field.metadata["description"],
        **_kind(field.type),
        **_MORE.get((shape, field.name), {}),
    }
    if field.type is FormatNumber:
        schema["enum"] = list(field.metadata.get("formats", (1,)))
    if isinstance(field.default, str) and field.default:
        schema["default"] = str(field.default)
    return schema


def _kind(kind: Any) -> dict[str, Any]:
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if attrs.has(kind):
        return _table(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [member.value for member in kind]}
    if kind.__origin__ is tuple:
        return _array(_kind(kind.__args__[0]))
    name, inner = kind.__args__
    return _by_id(_kind(inner), _COMMENT_ID if name is CommentId else _ID)


def _first_line(shape: type) -> str:
    return (shape.__doc__ or "").partition("\n")[0]
