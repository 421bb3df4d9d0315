"""What a scenario's file says of its case: names that the case lacks, choices that do not fit.

Where the case is known to have moved on since the file was saved, what it does not know any more is
kept and told; else it is a mistake. A comment is kept and told whatever it is about.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from planner.files.scenarios.tables import ChoiceTable, ScenarioFile
from planner.files.toml.findings import Findings, alternatives
from planner.files.toml.values import CommentId
from planner.model.case import Case, Issue, IssueKind

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["check_against_case", "how_to_choose", "values_words"]

_KEYS = {IssueKind.ONE: "option", IssueKind.ANY: "options", IssueKind.NUMBER: "value"}


def check_against_case(
    tables: ScenarioFile, case: Case, findings: Findings, *, moved: bool
) -> None:
    """Notes all in which the file does not fit the case; ``moved``: the case has moved on since."""
    choices = _ChoiceChecks(findings, moved=moved)
    for issue_id, choice in tables.choices.items():
        issue = case.issues_by_id.get(issue_id)
        path = ("choices", issue_id)
        if issue is None:
            missing = f'the case "{case.id}" has no issue'
            findings.unknown(path, missing, issue_id, case.issues_by_id, at="name", vanished=moved)
        else:
            choices.check(path, issue, choice)
    _check_set_aside(tables, case, findings, moved=moved)
    if tables.comments:
        _check_comments(tables, case, findings, moved=moved)


def how_to_choose(issue: Issue) -> str:
    """How a choice on the issue is written."""
    return {
        IssueKind.ONE: 'option = "..."',
        IssueKind.ANY: 'options = ["..."]',
        IssueKind.NUMBER: "value = NUMBER",
    }[issue.kind]


def values_words(issue: Issue) -> str:
    """The values of a number in words: ``a number from 0 to 100 in steps of 10``."""
    steps = f" in steps of {issue.step}" if issue.step > 1 else ""
    return f"a number from {issue.minimum} to {issue.maximum}{steps}"


class _ChoiceChecks:
    """The checks of choices on issues that the case has."""

    def __init__(self, findings: Findings, *, moved: bool) -> None:
        self._findings = findings
        self._moved = moved

    def check(self, path: Path, issue: Issue, choice: ChoiceTable) -> None:
        for kind, key in _KEYS.items():
            # An empty option is undecided, whatever the kind.
            if kind is not issue.kind and getattr(choice, key) not in {None, ""}:
                message = f'"{key}" does not fit the issue "{issue.id}"'
                expected = how_to_choose(issue)
                self._findings.unfit(
                    (*path, key), message, expected, at="name", vanished=self._moved
                )
        match issue.kind:
            case IssueKind.ONE:
                if choice.option and choice.option not in issue.by_id:
                    self._unknown((*path, "option"), issue, choice.option)
            case IssueKind.ANY:
                self._options((*path, "options"), issue, choice.options or ())
                self._too_few((*path, "options"), issue, choice.options)
            case IssueKind.NUMBER:
                if choice.value is not None and not issue.knows(choice.value):
                    message = f'the issue "{issue.id}" does not have the value {choice.value}'
                    expected = values_words(issue)
                    place = (*path, "value")
                    self._findings.unfit(place, message, expected, vanished=self._moved)

    def _unknown(self, path: Path, issue: Issue, option: str) -> None:
        missing = f'the issue "{issue.id}" has no option'
        self._findings.unknown(path, missing, option, issue.by_id, vanished=self._moved)

    def _options(self, path: Path, issue: Issue, options: tuple[str, ...]) -> None:
        for index, option in enumerate(options):
            if option not in issue.by_id:
                self._unknown((*path, index), issue, option)
        for index, option in enumerate(options):
            if option in options[:index]:
                message = f'"{option}" stands in this list twice'
                self._findings.error((*path, index), message, "each once")
                return
        if len(options) > issue.most:
            message = f'too many options are chosen on "{issue.id}": {len(options)}'
            self._findings.unfit(path, message, f"at most {issue.most}", vanished=self._moved)

    def _too_few(self, path: Path, issue: Issue, options: tuple[str, ...] | None) -> None:
        if options is not None and len(options) < issue.at_least:
            begun = f"{len(options)} of at least {issue.at_least}"
            message = f'"{issue.id}" counts as undecided: its choice is begun, {begun}'
            self._findings.warning(path, message, alternatives(issue.by_id, "more of"))


def _check_set_aside(tables: ScenarioFile, case: Case, findings: Findings, *, moved: bool) -> None:
    missing = f'the case "{case.id}" has no red line'
    known = case.red_lines_by_id
    seen: set[str] = set()
    for index, line in enumerate(tables.check.set_aside):
        path = ("check", "set_aside", index)
        if line in seen:
            findings.error(path, f'"{line}" stands in this list twice', "each once")
        elif line not in known:
            findings.unknown(path, missing, line, known, vanished=moved)
        seen.add(line)
    for line in tables.set_aside:
        if line not in known:
            findings.unknown(("set_aside", line), missing, line, known, at="name", vanished=moved)


def _check_comments(tables: ScenarioFile, case: Case, findings: Findings, *, moved: bool) -> None:
    missing = f'the case "{case.id}" has no issue and no red line'
    for comment_id, comment in tables.comments.items():
        path, about = ("comments", comment_id), comment.on
        if about and about not in case.issues_by_id and about not in case.red_lines_by_id:
            known = (*case.issues_by_id, *case.red_lines_by_id)
            place = (*path, "on")
            # It judges nothing, and no merge takes it out: nobody could save the file ever again.
            findings.unknown(place, missing, about, known, vanished=moved, harmless=True)
        answered = comment.reply_to
        if answered and CommentId(answered) not in tables.comments:
            there_is_none = "this file has no comment"
            findings.unknown((*path, "reply_to"), there_is_none, answered, tables.comments)
    _check_answers(tables, findings)


def _check_answers(tables: ScenarioFile, findings: Findings) -> None:
    comments = tables.comments.items()
    answers: dict[str, list[str]] = {n: [held.reply_to] for n, held in comments if held.reply_to}
    if not answers:
        return
    from planner.files.cases.rings import ring_words, rings  # noqa: PLC0415 (seldom needed)

    for ring in islice(rings(answers), 1):  # each of them takes a walk over all comments
        message = f"comments answer each other in a ring: {ring_words(ring)}"
        findings.error(("comments", ring[0], "reply_to"), message, "an earlier comment")
