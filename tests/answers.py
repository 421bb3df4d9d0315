"""Every answer in JSON that a test makes the planner give is held against its shipped schema."""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

import jsonschema

__all__ = ["Answers", "body", "validate"]

SCHEMAS = Path(__file__).resolve().parents[1] / "planner" / "schemas"
_OTHER_NAMES = {"app": "spec", "config": "config-answer"}
"""Schemas that are not called as their command: only ``--spec`` answers for none, and
``config`` is the schema of the file."""


@cache
def _validator(name: str) -> jsonschema.Draft7Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def validate(command: str, answer: Any) -> None:
    """Refuses an answer that is not as the schema of the command says."""
    _validator(command).validate(answer)


def body(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer without the keys that every answer has, which are first and last."""
    keys = list(answer)
    assert keys[:2] == ["planner", "json"]
    assert keys[-2:] == ["errors", "warnings"]
    return {key: answer[key] for key in keys[2:-2]}


class Answers:
    """What the commands of a test wrote, each by the name of its command."""

    def __init__(self) -> None:
        self._commands: list[tuple[str, list[str]]] = []

    def imported(self, module: str) -> ModuleType:
        """The module of a command: from now on it is what writes."""
        self._commands.append((module.rpartition(".")[2], []))
        return import_module(module)

    def written(self, stream: TextIO | None, text: str, out: TextIO | None) -> None:
        """Notes what goes to standard output."""
        if stream is out and self._commands:
            self._commands[-1][1].append(text)

    def validate(self) -> None:
        """Holds every answer in JSON against the schema of its command."""
        for command, texts in self._commands:
            text = "".join(texts)
            if not text.startswith("{") or command == "export":  # a line for each scenario
                continue
            answer = json.loads(text)
            # SARIF and a schema that is printed have schemas of their own.
            if answer.get("version") != "2.1.0" and "$schema" not in answer:
                name = command.rstrip("_").replace("_", "-")
                validate(_OTHER_NAMES.get(name, name), answer)
