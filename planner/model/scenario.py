"""Scenarios: one option for each issue, with the planner's notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import evolve, field, frozen

from planner.model.case import Case
from planner.model.reading import Reading

__all__ = ["Choice", "Scenario", "Vanished", "fitted", "vanished"]


@frozen
class Choice:
    """What a planner chose on one issue, ``None`` while undecided, and why."""

    option: str | None = None
    note: str = ""


def _frozen_choices(choices: Mapping[str, Choice]) -> Mapping[str, Choice]:
    return MappingProxyType(dict(choices))


def _whys(lines: Mapping[str, str] | Iterable[str]) -> Mapping[str, str]:
    return MappingProxyType(dict(lines if isinstance(lines, Mapping) else dict.fromkeys(lines, "")))


@frozen
class Scenario:
    """One option for each issue, with the planner's notes; partial while issues are undecided.

    ``choices`` maps issue ids to choices; an issue that is missing is undecided. ``reading`` is
    ``None`` where the scenario leaves it to the case. ``set_aside`` maps the red lines that are
    left out to the reasons, empty where none is given; it can be made of the ids alone.

    A scenario says what its planner wrote, even about what its case no longer has:
    :func:`fitted` is what the case can judge, :func:`vanished` the rest.
    """

    case_id: str
    title: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    reading: Reading | None = None
    set_aside: Mapping[str, str] = field(factory=dict, converter=_whys)
    choices: Mapping[str, Choice] = field(factory=dict, converter=_frozen_choices)

    def option(self, issue: str) -> str | None:
        """The id of the option chosen on ``issue``; ``None`` while it is undecided."""
        choice = self.choices.get(issue)
        return choice.option if choice is not None else None

    def note(self, issue: str) -> str:
        """The planner's note on ``issue``, empty where there is none."""
        choice = self.choices.get(issue)
        return choice.note if choice is not None else ""

    def chosen(self) -> Iterator[tuple[str, str]]:
        """The decided issues with their options, as ids."""
        for issue, choice in self.choices.items():
            if choice.option is not None:
                yield issue, choice.option

    def with_option(self, issue: str, option: str | None) -> Scenario:
        """The same scenario with ``option`` chosen on ``issue`` (``None``: undecided)."""
        return self._with_choice(issue, Choice(option, self.note(issue)))

    def with_note(self, issue: str, note: str) -> Scenario:
        """The same scenario with ``note`` on ``issue``."""
        return self._with_choice(issue, Choice(self.option(issue), note))

    def with_all_issues(self, case: Case) -> Scenario:
        """The same scenario with a choice for each issue of the case, in its order."""
        known = {issue.id: self.choices.get(issue.id, Choice()) for issue in case.issues}
        return evolve(self, choices={**known, **self.choices})

    def _with_choice(self, issue: str, choice: Choice) -> Scenario:
        return evolve(self, choices={**self.choices, issue: choice})


@frozen
class Vanished:
    """What a scenario says about what its case no longer has.

    ``choices`` are those on issues that are gone, and options that are gone from issues which the
    case still has; ``lines`` the red lines set aside that are gone.
    """

    choices: Mapping[str, Choice] = field(factory=dict, converter=_frozen_choices)
    lines: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.choices or self.lines)


def fitted(scenario: Scenario, case: Case) -> Scenario:
    """What the case can judge of the scenario: a choice for each of its issues, and nothing else.

    An issue counts as undecided where the option is gone from the case; its note stays.
    """
    choices = {}
    for issue in case.issues:
        choice = scenario.choices.get(issue.id, Choice())
        known = choice.option is None or choice.option in issue.by_id
        choices[issue.id] = choice if known else Choice(None, choice.note)
    aside = {line: why for line, why in scenario.set_aside.items() if line in case.red_lines_by_id}
    return evolve(scenario, choices=choices, set_aside=aside)


def vanished(scenario: Scenario, case: Case) -> Vanished:
    """What :func:`fitted` leaves out."""
    choices = {}
    for issue_id, choice in scenario.choices.items():
        issue = case.issues_by_id.get(issue_id)
        if issue is None:
            choices[issue_id] = choice
        elif choice.option is not None and choice.option not in issue.by_id:
            choices[issue_id] = Choice(choice.option)
    lines = tuple(line for line in scenario.set_aside if line not in case.red_lines_by_id)
    return Vanished(choices, lines)
