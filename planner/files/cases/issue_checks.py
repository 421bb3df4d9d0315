"""What the table of an issue says of its kind: names that do not fit, bounds that cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.files.cases.condition_checks import ConditionChecks, most_options
from planner.files.cases.tables import CaseFile, IssueTable
from planner.files.toml.findings import Findings
from planner.files.toml.values import Identifier
from planner.model.case import IssueKind, Origin

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["check_issues"]

_KINDS = {
    IssueKind.ONE: "exactly one option answers it",
    IssueKind.ANY: "any of its options may hold together",
    IssueKind.NUMBER: "a number answers it",
}
_ONLY = {
    "at_least": IssueKind.ANY,
    "at_most": IssueKind.ANY,
    "minimum": IssueKind.NUMBER,
    "maximum": IssueKind.NUMBER,
    "step": IssueKind.NUMBER,
    "unit": IssueKind.NUMBER,
}
_UNSAID = (None, 0, "")


def check_issues(case: CaseFile, conditions: ConditionChecks, findings: Findings) -> None:
    """Notes what is wrong with the issues of a case, but for the evidence of their options."""
    if not case.issues:
        findings.error(("issues",), "the case has no issue", "a table [issues.ID]")
    for issue_id, issue in case.issues.items():
        path: Path = ("issues", issue_id)
        if findings.is_misshapen("issues", issue_id, "kind"):
            continue  # what else fits depends on it
        _names_that_fit(path, issue, findings)
        if issue.kind is IssueKind.NUMBER:
            _number(path, issue, findings)
        else:
            _options(path, issue, findings)
        if issue.kind is IssueKind.ANY:
            _how_many(path, issue, findings)
        if issue.applies_when:
            conditions.terms((*path, "applies_when"), issue.applies_when)
    _dependence(case, findings)


def _names_that_fit(path: Path, issue: IssueTable, findings: Findings) -> None:
    for name, kind in _ONLY.items():
        said = getattr(issue, name)
        if issue.kind is kind or (name == "step" and said == 1):
            continue
        # A minimum of 0 is said, where none says nothing.
        if said not in _UNSAID or (name in {"minimum", "maximum"} and said is not None):
            message = f'"{name}" does not fit the issue "{path[-1]}": {_KINDS[issue.kind]}'
            findings.error((*path, name), message, f'kind = "{kind}", if that is meant', at="name")


def _options(path: Path, issue: IssueTable, findings: Findings) -> None:
    if not issue.options:
        message = f'the issue "{path[-1]}" has no option'
        expected = f"a table [issues.{path[-1]}.options.ID]"
        findings.error((*path, "options"), message, expected)
    for option_id, option in issue.options.items():
        if option.origin is Origin.ADDED and not option.definition.strip():
            findings.warning(
                (*path, "options", option_id),
                f'the added option "{option_id}" has no definition',
                "words that say what it means, since no source does",
            )


def _how_many(path: Path, issue: IssueTable, findings: Findings) -> None:
    options = len(issue.options)
    has = f'the number of options of the issue "{path[-1]}" is {options}'
    if issue.at_least > options > 0:
        message = f'"at_least" is {issue.at_least}, but {has}'
        findings.error((*path, "at_least"), message, f"at most {options}")
    elif issue.at_least > most_options(issue):
        message = f'"at_least" is {issue.at_least}, but "at_most" is {issue.at_most}'
        findings.error((*path, "at_least"), message, f"at most {issue.at_most}")
    elif issue.at_most is not None and issue.at_most > options > 0:
        message = f'"at_most" is {issue.at_most}, but {has}'
        findings.warning((*path, "at_most"), message, f"at most {options}, or nothing")


def _number(path: Path, issue: IssueTable, findings: Findings) -> None:
    if issue.options:
        message = f'the issue "{path[-1]}" is a number, which has no options'
        expected = 'kind = "one" or kind = "any", or an issue without options'
        findings.error((*path, "options"), message, expected, at="name")
    for name, what in (("minimum", "least"), ("maximum", "greatest")):
        if getattr(issue, name) is None:
            message = f'the issue "{path[-1]}" is a number without a "{name}"'
            expected = f"{name} = ITS {what.upper()} VALUE"
            findings.error(path, message, expected, about=(*path, name))
    if issue.minimum is None or issue.maximum is None:
        return
    if issue.minimum > issue.maximum:
        message = f'"minimum" is {issue.minimum}, but "maximum" is {issue.maximum}'
        findings.error((*path, "minimum"), message, f"at most {issue.maximum}")
    elif beyond := (issue.maximum - issue.minimum) % issue.step:
        last = issue.maximum - beyond
        message = (
            f"no step of {issue.step} from {issue.minimum} reaches {issue.maximum}: the greatest "
            f"value is {last}"
        )
        findings.warning((*path, "maximum"), message, f"{last} or {last + issue.step}")


def _dependence(case: CaseFile, findings: Findings) -> None:
    """Notes rings of issues whether one of which applies depends on the next."""
    depends: dict[str, list[Identifier]] = {
        issue_id: [name for term in issue.applies_when for name in term]
        for issue_id, issue in case.issues.items()
    }
    if not any(depends.values()):
        return
    from planner.files.cases.rings import ring_words, rings  # noqa: PLC0415 (seldom needed)

    for ring in rings(depends):
        if len(ring) == 1:
            message = f'whether the issue "{ring[0]}" applies depends on itself'
        else:
            message = f"whether these issues apply depends on each other: {ring_words(ring)}"
        findings.error(
            ("issues", ring[0], "applies_when"), message, "other issues that lead to no ring"
        )
    for issue_id, issue in case.issues.items():
        for index, term in enumerate(issue.applies_when):
            if term and all(_always(case.issues.get(name), part) for name, part in term.items()):
                findings.warning(
                    ("issues", issue_id, "applies_when", index),
                    f'this is always true, so the issue "{issue_id}" always applies',
                )


def _always(issue: IssueTable | None, part: object) -> bool:
    """Whether a list names all options of an issue of which one always holds."""
    if issue is None or issue.kind is not IssueKind.ONE or issue.applies_when:
        return False
    return isinstance(part, tuple) and set(part) >= issue.options.keys()
