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
_OTHER_JSON = ("schema", "export")
"""Commands whose answer is a schema itself, or a line of JSON for each scenario."""


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
            if text.startswith("{") and command not in _OTHER_JSON:
                answer = json.loads(text)
                if answer.get("version") != "2.1.0":  # SARIF has a schema of its own
                    # Only the app's own options answer for no command: --spec.
                    name = command.rstrip("_").replace("_", "-")
                    validate("spec" if command == "app" else name, answer)
