"""Choices on the command line: what ``--fix`` says of the issues of a case, by their kinds."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from planner.cli.unfit import unfit
from planner.cli.usage import UsageError, unknown
from planner.errors import UnknownNameError
from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import Pick
from planner.visible import visible

__all__ = ["Fix", "fixed_choices", "fixes"]

Fix = tuple[str, tuple[str, ...]]
"""An issue, and what stands behind its equals sign: words that were separated by commas."""

_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]+", re.ASCII)


def fixes(text: str) -> list[Fix]:
    """The choices in a text: ``ISSUE=OPTION``, or ``ISSUE=A,B``, one after another.

    A word without an equals sign goes on with what the issue before it is to be. Raises
    ``ArgumentTypeError``.
    """
    found: list[Fix] = []
    for word in filter(None, (part.strip() for part in text.split(","))):
        issue, equals, given = (part.strip() for part in word.partition("="))
        if equals and issue:
            found.append((issue, (given,) if given else ()))
        elif found and not equals:
            found[-1] = (found[-1][0], (*found[-1][1], word))
        else:
            raise unfit(word, "is not ISSUE=OPTION", "one such as timing=parallel")
    return found


def fixed_choices(
    case: Case, own: Mapping[str, Pick], given: Sequence[Fix], free: Collection[str]
) -> dict[str, Pick]:
    """The ``own`` choices without those to ``free`` and with the fixes on top, in the case's order.

    Raises :class:`~planner.errors.UnknownNameError` and :class:`UsageError`, which name the issue,
    what was found and what was expected.
    """
    choices = dict(own)
    seen: set[str] = set()
    for issue in (*(fix[0] for fix in given), *free):
        if issue not in case.issues_by_id:
            raise UnknownNameError.of(unknown("issue", issue, case.issues_by_id))
        if issue in seen:
            raise UsageError(f"--fix and --free name the issue {issue} twice")
        seen.add(issue)
        choices.pop(issue, None)
    choices |= {name: _picked(case.issues_by_id[name], words) for name, words in given}
    return {issue.id: choices[issue.id] for issue in case.issues if issue.id in choices}


def _picked(issue: Issue, words: tuple[str, ...]) -> Pick:
    """What the words pick on the issue."""
    if issue.kind is IssueKind.NUMBER:
        return _number(issue, words)
    for word in words:
        if word not in issue.by_id:
            raise UnknownNameError.of(unknown(f"option of {issue.id}", word, issue.by_id))
    if issue.kind is IssueKind.ONE:
        if len(words) != 1:
            raise _wrong(issue, words, f"exactly one of {', '.join(issue.by_id)}")
        return words[0]
    picked = issue.in_order(words)
    if len(picked) < len(words):
        raise _wrong(issue, words, "each option once")
    if not issue.answered_by(picked):
        least, most = issue.at_least, issue.most
        bounds = f"at least {least}" if len(picked) < least else f"at most {most}"
        raise _wrong(issue, words, f"{bounds} of {', '.join(issue.by_id)}")
    return picked


def _number(issue: Issue, words: tuple[str, ...]) -> int:
    values = issue.values
    steps = f" in steps of {values.step}" if values.step > 1 else ""
    expected = f"one whole number from {values[0]} to {values[-1]}{steps}"
    if len(words) != 1 or not _WHOLE_NUMBER.fullmatch(words[0]):
        raise _wrong(issue, words, f"{expected}, without commas or spaces")
    number = int(words[0])
    if number in values:
        return number
    below = (number - values.start) // values.step
    around = [n for n in (below, below + 1) if 0 <= n < len(values)]
    near = " or ".join(str(values[n]) for n in around) or str(
        values[0] if number < values[0] else values[-1]
    )
    raise _wrong(issue, words, f"{expected}; the nearest is {near}")


def _wrong(issue: Issue, words: tuple[str, ...], expected: str) -> UsageError:
    found = f'"{visible(",".join(words))}"' if words else "nothing"
    hint = "" if words else f"--free {issue.id} leaves it undecided"
    return UsageError(f"--fix {issue.id}: found {found}", expected, hint=hint)
