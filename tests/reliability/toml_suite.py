"""The toml-test suite, version 1.0.0 of TOML: what is valid is read, or refused by a named rule.

The suite is not ours to ship: give the ``tests`` folder of a checkout of
https://github.com/toml-lang/toml-test with ``--suite``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from planner.errors import FileProblemError
from planner.files.toml.source import source_from_bytes
from planner.files.toml.syntax import parse
from tests.reliability.proof import Effort, NotRunError, Result

__all__ = ["run"]

_LIST = "files-toml-1.0.0"
_RULES: Mapping[str, str] = {
    "control character": "a control character",
    "nothing in it to check": "an empty file",
    "changes the direction": "a bidi control",
    "name or number of": "a word of over 64 characters",
    "a name of ": "a name of over 8 parts",
    "brackets nested": "nesting over 32",
    "half a surrogate": "half a surrogate pair",
    "64 bits": "an integer of over 64 bits",
    "carriage return": "a lone carriage return",
}
"""What our own rules say, and what they are called."""


def run(folder: Path, effort: Effort) -> Result:  # noqa: ARG001 (it reads only)
    """Reads every file of the suite's list."""
    if effort.suite is None:
        raise NotRunError("give the tests folder of toml-test with --suite")
    if not (effort.suite / _LIST).is_file():
        raise NotRunError(f"there is no {_LIST} in {effort.suite}")
    names = (effort.suite / _LIST).read_text(encoding="utf-8").split()
    tally: Counter[str] = Counter()
    wrong: list[str] = []
    for name in names:
        if not name.endswith(".toml"):
            continue
        valid = name.startswith("valid/")
        refusal = _refusal((effort.suite / name).read_bytes())
        tally["valid" if valid else "invalid"] += 1
        if not valid and not refusal:
            wrong.append(f"{name} is invalid, and was read")
        elif valid and refusal:
            rule = next((rule for words, rule in _RULES.items() if words in refusal), "")
            tally[f"by {rule}" if rule else "unnamed"] += 1
            if not rule:
                wrong.append(f"{name} is valid, and was refused: {refusal}")
    refused = {key[3:]: number for key, number in tally.items() if key.startswith("by ")}
    rules = ", ".join(f"{number} for {rule}" for rule, number in sorted(refused.items()))
    read = tally["valid"] - sum(refused.values()) - tally["unnamed"]
    figures = (
        f"{tally['valid']} valid files: {read} read, {sum(refused.values())} refused by a rule of "
        f"ours ({rules}); {tally['invalid']} invalid ones: "
        f"{tally['invalid'] - sum('is invalid' in w for w in wrong)} refused"
    )
    return Result(figures, tuple(wrong))


def _refusal(data: bytes) -> str:
    """Why the text is refused; empty if it is read."""
    try:
        parse(source_from_bytes("file.toml", data))
    except FileProblemError as error:
        return error.problems[0].explanation
    return ""
