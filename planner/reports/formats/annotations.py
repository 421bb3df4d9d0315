"""Remarks on the lines of files as GitHub and SARIF 2.1.0 write them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from planner.reports.annotation import Annotation, Rule

__all__ = ["SARIF_SCHEMA", "github_line", "sarif_driver", "sarif_result"]

SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_RULES = {
    Rule.CROSSED: "A counted red line is crossed",
    Rule.CONTESTED: "A counted red line is contested: the text leaves open whether it is crossed",
    Rule.CONTRADICTION: "What is chosen contradicts itself",
    Rule.UNDECIDED: "Something is undecided",
    Rule.ERROR: "The file cannot be used",
    Rule.WARNING: "Something in the file should be looked at",
}
_ORDER = list(_RULES)


def github_line(remark: Annotation) -> str:
    """The workflow command that makes GitHub show the remark beside its line."""
    level = "error" if remark.rule.is_error else "warning"
    facts = {"file": remark.file}
    if remark.place is not None:
        facts["line"], facts["col"] = map(str, remark.place)
    facts["title"] = remark.title
    told = ",".join(f"{name}={_property(value)}" for name, value in facts.items())
    return f"::{level} {told}::{_data(remark.message)}"


def sarif_driver(version: str) -> dict[str, Any]:
    """The ``driver`` of a run: this program, and the kinds of its remarks."""
    return {
        "name": "planner",
        "version": version,
        "rules": [
            {
                "id": rule.value,
                "shortDescription": {"text": words},
                "defaultConfiguration": {"level": _level(rule)},
            }
            for rule, words in _RULES.items()
        ],
    }


def sarif_result(remark: Annotation) -> dict[str, Any]:
    """One entry of a run's ``results``; the id of a line or rule follows the kind in ``ruleId``."""
    kind = remark.rule.value
    result: dict[str, Any] = {
        "ruleId": f"{kind}/{remark.about}" if remark.about else kind,
        "ruleIndex": _ORDER.index(remark.rule),
        "level": _level(remark.rule),
        "message": {"text": remark.message},
        "locations": [_location(remark.file, remark.place)],
    }
    if remark.others:
        result["relatedLocations"] = [_location(remark.file, place) for place in remark.others]
    return result


def _level(rule: Rule) -> str:
    return "error" if rule.is_error else "warning"


def _location(file: str, place: tuple[int, int] | None) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if place is not None:
        where["region"] = {"startLine": place[0], "startColumn": place[1]}
    return {"physicalLocation": where}


def _uri(file: str) -> str:
    """The path as a reference that a reader resolves against the folder of the run."""
    path = quote(file.replace("\\", "/"), safe="/-._~", errors="surrogateescape")
    return f"file://{path}" if path.startswith("/") else path


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
