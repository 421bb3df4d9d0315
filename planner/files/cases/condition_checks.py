"""What conditions ask of issues: names that do not exist, parts that do not fit the kind."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from planner.files.cases.tables import CaseFile, IssueTable
from planner.files.toml.findings import Findings
from planner.files.toml.values import Condition
from planner.model.case import IssueKind

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["RULE_EXAMPLE", "ConditionChecks", "check_each_once"]

RULE_EXAMPLE = 'a rule such as [{ issue = ["option"] }]'
_OPTIONS = ("any", "all", "none")
_BOUNDS = ("from", "below")


class ConditionChecks:
    """The checks of the conditions of one case."""

    def __init__(self, case: CaseFile, findings: Findings) -> None:
        self._case = case
        self._findings = findings

    def rule(self, path: Path, terms: tuple[Condition, ...]) -> None:
        """Notes what is wrong with a rule, of which there must be one."""
        if not terms:
            message = "the rule is empty: nothing could ever meet it"
            self._findings.error(path, message, RULE_EXAMPLE)
        self.terms(path, terms)

    def terms(self, path: Path, terms: tuple[Condition, ...]) -> None:
        """Notes what is wrong with a rule that may be left out."""
        for index, term in enumerate(terms):
            if not term:
                message = "this part of the rule is empty: every scenario would meet it"
                self._findings.error((*path, index), message, RULE_EXAMPLE)
            self.condition((*path, index), term)

    def condition(self, path: Path, condition: Condition, *, may_be_silent: bool = False) -> None:
        """Notes what is wrong with a condition; one that ``may_be_silent`` may ask nothing."""
        for issue_id, held in condition.items():
            place = (*path, issue_id)
            part = held if isinstance(held, dict | tuple) else ()
            issue = self._case.issues.get(issue_id)
            if not self._findings.all_fit and self._is_unclear(issue_id):
                continue
            if issue is None:
                missing, known = "the case has no issue", self._case.issues.keys()
                self._findings.unknown(place, missing, issue_id, known, at="name")
            elif not part and not may_be_silent:
                self._asks_nothing(place, issue_id, issue)
            elif part and issue.kind is IssueKind.NUMBER and not isinstance(part, dict):
                message = f'the issue "{issue_id}" is a number, which has no options'
                self._findings.error(place, message, _example(issue))
            elif isinstance(part, dict):
                self._table(place, issue_id, issue, part)
            else:
                self._options(place, issue_id, issue, part)

    def _is_unclear(self, issue_id: str) -> bool:
        """Whether what the file says of the issue does not fit, so that anything may be asked."""
        unclear = self._findings.is_misshapen
        names = ("kind", "options")
        return unclear("issues") or any(unclear("issues", issue_id, name) for name in names)

    def _asks_nothing(self, place: Path, issue_id: str, issue: IssueTable) -> None:
        if issue.kind is IssueKind.NUMBER:
            self._findings.error(place, f'nothing is asked of "{issue_id}"', _example(issue))
        else:
            message = f'the list of options for "{issue_id}" is empty'
            self._findings.error(place, message, "at least one option")

    def _table(self, place: Path, issue_id: str, issue: IssueTable, part: dict[str, Any]) -> None:
        is_number = issue.kind is IssueKind.NUMBER
        for name, value in part.items():
            if name in (_OPTIONS if is_number else _BOUNDS):
                has = "is a number, which has no options" if is_number else "is no number"
                message = f'"{name}" does not fit here: the issue "{issue_id}" {has}'
                self._findings.error((*place, name), message, _example(issue), at="name")
            elif name in _OPTIONS:
                if not value:
                    self._asks_nothing((*place, name), issue_id, issue)
                self._options((*place, name), issue_id, issue, value)
        if "applies" in part and not issue.applies_when:
            self._findings.warning(
                (*place, "applies"),
                f'the issue "{issue_id}" always applies: it has no "applies_when"',
            )
        if is_number:
            self._bounds(place, issue_id, issue, part)
        else:
            self._possible(place, issue_id, issue, part)

    def _options(
        self,
        place: Path,
        issue_id: str,
        issue: IssueTable,
        options: tuple[Any, ...],
    ) -> None:
        for index, option in enumerate(options):
            if option not in issue.options:
                missing = f'the issue "{issue_id}" has no option'
                self._findings.unknown((*place, index), missing, option, issue.options)
        check_each_once(place, options, self._findings)

    def _possible(
        self, place: Path, issue_id: str, issue: IssueTable, part: dict[str, Any]
    ) -> None:
        """Notes options that can never hold as they are asked for."""
        every, none, some = (part.get(name, ()) for name in ("all", "none", "any"))
        most = most_options(issue)
        if len(every) > most:
            message = f'this can never be true: of "{issue_id}" no more than {most} may hold'
            self._findings.warning((*place, "all"), message)
        elif set(every) & set(none) or (some and set(some) <= set(none)):
            message = f'this can never be true: "{issue_id}" would need options that may not hold'
            self._findings.warning((*place, "none"), message)

    def _bounds(self, place: Path, issue_id: str, issue: IssueTable, part: dict[str, Any]) -> None:
        """Notes bounds between which there is no value, or outside of which there is none."""
        first, below = part.get("from"), part.get("below")
        if first is not None and below is not None and first >= below:
            message = f"this can never be true: no number is from {first} and below {below}"
            self._findings.warning((*place, "from"), message)
            return
        if issue.minimum is None or issue.maximum is None:
            return  # told elsewhere
        values = f'"{issue_id}" goes from {issue.minimum} to {issue.maximum}'
        for name, bound in (("from", first), ("below", below)):
            if bound is None:
                continue
            if issue.minimum < bound <= issue.maximum:
                continue
            met = (bound <= issue.minimum) == (name == "from")
            always = "any value meets this" if met else "no value meets this"
            self._findings.warning((*place, name), f"{always}: {values}")


def most_options(issue: IssueTable) -> int:
    """How many options of an issue may hold together."""
    if issue.kind is not IssueKind.ANY:
        return 1
    return len(issue.options) if issue.at_most is None else issue.at_most


def _example(issue: IssueTable) -> str:
    if issue.kind is IssueKind.NUMBER:
        return "a table such as { from = 100, below = 200 }"
    return 'a list such as ["..."] or a table such as { none = ["..."] }'


def check_each_once(path: Path, names: Collection[str], findings: Findings) -> None:
    """Notes what stands in a list twice, once, where it is repeated first."""
    if len(set(names)) == len(names):
        return
    counts: dict[str, int] = {}
    for place, name in enumerate(names):
        counts[name] = counts.get(name, 0) + 1
        if counts[name] == 2:
            findings.error((*path, place), f'"{name}" stands in this list twice', "each once")
