"""Scenarios: a choice for each issue, with the planner's notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from planner.by_fields import Compared
from planner.model.case import Case
from planner.model.conditions import Pick
from planner.model.reading import Reading

if TYPE_CHECKING:
    from planner.model.comments import Comment

__all__ = ["Choice", "Scenario", "Vanished", "fitted", "vanished"]


@frozen(eq=False, repr=False)
class Choice(Compared):
    """What a planner chose on one issue, and why.

    By the kind of the issue ``option`` is chosen, ``options`` that hold together (``()``: none of
    them) or a ``value``; all are ``None`` while it is undecided.
    """

    option: str | None = None
    note: str = ""
    options: tuple[str, ...] | None = None
    value: int | None = None

    @classmethod
    def of(cls, pick: Pick | None, note: str = "") -> Choice:
        """The choice of what is picked; ``None``: undecided."""
        match pick:
            case str():
                return cls(option=pick, note=note)
            case tuple():
                return cls(options=pick, note=note)
            case _:
                return cls(value=pick, note=note)

    @property
    def picked(self) -> Pick | None:
        """What is chosen; ``None`` while undecided."""
        if self.option is not None:
            return self.option
        return self.value if self.options is None else self.options


def _frozen_choices(choices: Mapping[str, Choice]) -> Mapping[str, Choice]:
    return MappingProxyType(dict(choices))


def _whys(lines: Mapping[str, str] | Iterable[str]) -> Mapping[str, str]:
    return MappingProxyType(dict(lines if isinstance(lines, Mapping) else dict.fromkeys(lines, "")))


def _in_order_of_ids(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """The comments in the order in which files hold them, whoever wrote which of them first."""
    return tuple(sorted(comments, key=lambda comment: comment.id))


@frozen(eq=False, repr=False)
class Scenario(Compared):
    """A choice for each issue, with the planner's notes; partial while issues are undecided.

    ``choices`` maps issue ids to choices; an issue that is missing is undecided. ``reading`` is
    ``None`` where the scenario leaves it to the case. ``set_aside`` maps the red lines that are
    left out to the reasons, empty where none is given; it can be made of the ids alone. ``marking``
    says how far it may be handed on, and stands on every page of a report. It is judged by what
    was stated until ``as_of``, by all that the case has where that is ``None``. ``comments`` are in
    the order of their ids.

    A scenario says what its planner wrote, even about what its case no longer has:
    :func:`fitted` is what the case can judge, :func:`vanished` the rest.
    """

    case_id: str
    title: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    marking: str = ""
    reading: Reading | None = None
    set_aside: Mapping[str, str] = field(factory=dict, converter=_whys)
    choices: Mapping[str, Choice] = field(factory=dict, converter=_frozen_choices)
    as_of: dt.date | None = None
    comments: tuple[Comment, ...] = field(default=(), converter=_in_order_of_ids)

    def pick(self, issue: str) -> Pick | None:
        """What is chosen on ``issue``; ``None`` while it is undecided."""
        choice = self.choices.get(issue)
        return choice.picked if choice is not None else None

    def option(self, issue: str) -> str | None:
        """The id of the one option chosen on ``issue``; ``None`` where there is none."""
        choice = self.choices.get(issue)
        return choice.option if choice is not None else None

    def note(self, issue: str) -> str:
        """The planner's note on ``issue``, empty where there is none."""
        choice = self.choices.get(issue)
        return choice.note if choice is not None else ""

    def chosen(self) -> Iterator[tuple[str, Pick]]:
        """The decided issues with what is chosen, as ids and numbers."""
        for issue, choice in self.choices.items():
            picked = choice.picked
            if picked is not None:
                yield issue, picked

    def with_pick(self, issue: str, pick: Pick | None) -> Scenario:
        """The same scenario with that chosen on ``issue`` (``None``: undecided)."""
        return self._with_choice(issue, Choice.of(pick, self.note(issue)))

    def with_note(self, issue: str, note: str) -> Scenario:
        """The same scenario with ``note`` on ``issue``."""
        return self._with_choice(issue, Choice.of(self.pick(issue), note))

    def with_comment(self, comment: Comment) -> Scenario:
        """The same scenario with that comment, in place of the one with its id if there is one."""
        others = (each for each in self.comments if each.id != comment.id)
        return evolve(self, comments=(*others, comment))

    def with_all_issues(self, case: Case) -> Scenario:
        """The same scenario with a choice for each issue of the case, in its order."""
        known = {issue.id: self.choices.get(issue.id, Choice()) for issue in case.issues}
        return evolve(self, choices={**known, **self.choices})

    def without_empty(self, case: Case) -> Scenario:
        """The same scenario without a choice that says nothing on an issue that the case lacks."""
        choices = {
            issue: choice
            for issue, choice in self.choices.items()
            if issue in case.issues_by_id or choice != Choice()
        }
        return self if len(choices) == len(self.choices) else evolve(self, choices=choices)

    def _with_choice(self, issue: str, choice: Choice) -> Scenario:
        return evolve(self, choices={**self.choices, issue: choice})


@frozen(eq=False, repr=False)
class Vanished(Compared):
    """What a scenario says about what its case no longer has.

    ``choices`` are those on issues that are gone, and picks that issues which the case still has
    do not know any more; ``lines`` the red lines set aside that are gone.
    """

    choices: Mapping[str, Choice] = field(factory=dict, converter=_frozen_choices)
    lines: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.choices or self.lines)


def fitted(scenario: Scenario, case: Case, *, begun: bool = False) -> Scenario:
    """What the case can judge of the scenario: a choice for each of its issues, and nothing else.

    An issue counts as undecided where what was chosen is gone from the case, and where fewer
    options are chosen than must hold; its note stays. With ``begun`` so do these options: they
    decide nothing, but whatever finishes the scenario keeps them.
    """
    choices, undecided = {}, Choice()
    for issue in case.issues:
        choice = scenario.choices.get(issue.id, undecided)
        picked = choice.picked
        fits = picked is None or issue.answered_by(picked) or (begun and issue.begun_by(picked))
        choices[issue.id] = choice if fits else Choice(note=choice.note)
    aside = {line: why for line, why in scenario.set_aside.items() if line in case.red_lines_by_id}
    return evolve(scenario, choices=choices, set_aside=aside)


def vanished(scenario: Scenario, case: Case) -> Vanished:
    """What :func:`fitted` leaves out."""
    choices = {}
    for issue_id, choice in scenario.choices.items():
        issue = case.issues_by_id.get(issue_id)
        if issue is None:
            choices[issue_id] = choice
        elif (picked := choice.picked) is not None and not issue.knows(picked):
            choices[issue_id] = Choice.of(picked)
    lines = tuple(line for line in scenario.set_aside if line not in case.red_lines_by_id)
    return Vanished(choices, lines)
