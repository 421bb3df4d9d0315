"""From here: what each answer to an issue would change of the counted lines, and what it leaves.

An answer *adds* a crossing where the line is then crossed in every completion and is not now. It
*ends* one where the line is crossed now and then neither crossed nor contested, whatever is chosen
on other issues. What another choice crosses already is not held against an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from planner.by_fields import Printed
from planner.check.stretches import stretch_name
from planner.check.verdict import LineStatus
from planner.model.case import Issue, IssueKind
from planner.model.scenario import Scenario

if TYPE_CHECKING:
    from planner.check.checker import Checker
    from planner.check.verdict import Verdict
    from planner.model.conditions import Pick
    from planner.model.reading import Reading
    from planner.model.red_lines import RedLine

__all__ = [
    "Change",
    "Changing",
    "Effect",
    "OptionEffect",
    "answers_to",
    "effect_of",
    "effect_on",
    "from_here",
    "unavoidable",
]


class Change(StrEnum):
    """What an answer changes of one line, in the order in which a cell of the board shows it."""

    ADDED = "added"
    SOFTENED = "softened"
    CONTESTED = "contested"
    LOOSENED = "loosened"
    AT_STAKE = "at_stake"
    ENDED = "ended"
    KEPT = "kept"
    CLEARED = "cleared"


_CROSSED, _CONTESTED = LineStatus.CROSSED, LineStatus.CONTESTED
_UNDECIDED, _RESPECTED = LineStatus.UNDECIDED, LineStatus.RESPECTED

_CHANGES = {
    (_CROSSED, _CONTESTED): Change.SOFTENED,
    (_CROSSED, _UNDECIDED): Change.LOOSENED,
    (_CROSSED, _RESPECTED): Change.ENDED,
    (_CONTESTED, _CROSSED): Change.ADDED,
    (_CONTESTED, _UNDECIDED): Change.AT_STAKE,
    (_CONTESTED, _RESPECTED): Change.CLEARED,
    (_UNDECIDED, _CROSSED): Change.ADDED,
    (_UNDECIDED, _CONTESTED): Change.CONTESTED,
    (_UNDECIDED, _RESPECTED): Change.CLEARED,
    (_RESPECTED, _CROSSED): Change.ADDED,
    (_RESPECTED, _CONTESTED): Change.CONTESTED,
    (_RESPECTED, _UNDECIDED): Change.AT_STAKE,
}
"""By what a line is now and what it is then; what stays as it is, is kept."""

_GRAVITY = {status: n for n, status in enumerate((_CROSSED, _CONTESTED, _UNDECIDED, _RESPECTED))}
_SHOWN_FIRST = {change: n for n, change in enumerate(Change)}


@frozen(eq=False, repr=False)
class Effect(Printed):
    """What an answer does to one counted line that depends on its issue, and what that changes."""

    line: RedLine
    now: LineStatus
    then: LineStatus
    change: Change
    _depends: Callable[[], Mapping[str, tuple[str, ...]]] = dict  # by line, once it is asked

    @property
    def depends(self) -> tuple[str, ...]:
        """The undecided issues on which the line depends then, as ids, where it is undecided."""
        return self._depends().get(self.line.id, ())

    @property
    def ticked(self) -> bool:
        """Whether the line is neither crossed nor contested then, and was not crossed before."""
        return self.then is _RESPECTED and self.now is not _CROSSED


def effect_on(
    line: RedLine,
    now: LineStatus,
    then: LineStatus,
    depends: Callable[[], Mapping[str, tuple[str, ...]]],
) -> Effect:
    """What an answer does to a line by what it is ``now`` and ``then``; see :class:`Effect`."""
    return Effect(line, now, then, _CHANGES.get((now, then), Change.KEPT), depends)


class Changing:
    """What has ``effects``, told by what they change."""

    __slots__ = ()

    effects: tuple[Effect, ...]

    def of(self, *changes: Change) -> tuple[Effect, ...]:
        """The effects that are one of these changes."""
        return tuple(effect for effect in self.effects if effect.change in changes)

    @property
    def added(self) -> tuple[Effect, ...]:
        """The lines that would be crossed and are not."""
        return self.of(Change.ADDED)

    @property
    def ended(self) -> tuple[Effect, ...]:
        """The crossed lines that would be neither crossed nor contested any more."""
        return self.of(Change.ENDED)

    @property
    def softened(self) -> tuple[Effect, ...]:
        """The crossed lines that would be contested."""
        return self.of(Change.SOFTENED)

    @property
    def contests(self) -> tuple[Effect, ...]:
        """The lines that would be contested and are neither crossed nor contested now."""
        return self.of(Change.CONTESTED)

    @property
    def at_stake(self) -> tuple[Effect, ...]:
        """The lines that would depend on another choice, and do not now."""
        return self.of(Change.LOOSENED, Change.AT_STAKE)


@frozen(eq=False, repr=False, slots=False)
class OptionEffect(Printed, Changing):
    """What choosing an answer would change, and what would then be crossed and contested.

    ``issue`` is the id of the issue, ``name`` that of an option, a stretch of numbers as
    ``FROM..TO``, or empty for that none of the options holds. ``pick`` is what would be chosen: of
    an issue of which several options may hold the option added to the others, or taken away where
    it holds already. As many options as may hold leave no room for another one: then it is not
    ``possible``, and nothing is told. ``effects`` holds every counted line that depends on the
    issue, in the case's order.
    ``all_crossed`` and ``all_contested`` all counted lines of the case that would be so, and
    ``crossed_aside`` the lines set aside that depend on the issue and would be crossed.
    ``complete`` says that every issue that applies would then be decided, and ``incoherent`` that
    the choices would then contradict themselves.
    """

    issue: str
    name: str
    pick: Pick | None
    possible: bool = True
    effects: tuple[Effect, ...] = ()
    all_crossed: tuple[RedLine, ...] = ()
    all_contested: tuple[RedLine, ...] = ()
    crossed_aside: tuple[RedLine, ...] = ()
    complete: bool = False
    incoherent: bool = False

    @property
    def crossed(self) -> tuple[RedLine, ...]:
        """The lines that depend on the issue and would be crossed, also where they are already."""
        return tuple(effect.line for effect in self.effects if effect.then is _CROSSED)

    @property
    def contested(self) -> tuple[RedLine, ...]:
        """The same of those that would be contested."""
        return tuple(effect.line for effect in self.effects if effect.then is _CONTESTED)

    def of_party(self, party: str) -> tuple[Effect, ...]:
        """The effects on the lines of the party of that id and of its members, as a cell has them.

        Changes come first and the gravest of them, then what stays, the gravest first. A line that
        depends on the issue only through others has no tick here.
        """
        return tuple(sorted(self._of_each.get(party, ()), key=_as_shown))

    @cached_property
    def _of_each(self) -> Mapping[str, list[Effect]]:
        """The effects that are shown, by the party of their line."""
        found: dict[str, list[Effect]] = {}
        for effect in self.effects:
            if self.issue in effect.line.issues or not effect.ticked:
                found.setdefault(effect.line.party, []).append(effect)
        return found


def from_here(  # noqa: PLR0913 (what is asked, and what is known of it)
    checker: Checker,
    scenario: Scenario,
    issue: str,
    *,
    reading: Reading | None = None,
    set_aside: Iterable[str] | None = None,
    verdict: Verdict | None = None,
) -> tuple[OptionEffect, ...]:
    """What each answer to the issue would change, in the order of its options or stretches.

    Of an issue of which several options may hold, or none, the last answer is that none does.
    ``reading`` and ``set_aside`` override the scenario's own; ``verdict`` is that on the scenario
    by these, where it is known. Raises ``KeyError`` for an issue that the case does not have.
    """
    asked = checker.case.issues_by_id[issue]
    answers = answers_to(checker, asked, scenario.pick(issue))
    before = verdict or checker.check(scenario, reading=reading, set_aside=set_aside)
    return _effects(checker, scenario, asked, answers, before)


def effect_of(
    checker: Checker,
    scenario: Scenario,
    issue: str,
    pick: Pick | None,
    *,
    reading: Reading | None = None,
) -> OptionEffect:
    """What choosing just that on the issue would change; ``None`` leaves it undecided.

    The effect has no name. Raises ``KeyError`` for what the case does not have.
    """
    asked = checker.case.issues_by_id[issue]
    before = checker.check(scenario, reading=reading)
    (found,) = _effects(checker, scenario, asked, [("", pick)], before)
    return found


def _effects(
    checker: Checker,
    scenario: Scenario,
    issue: Issue,
    answers: Sequence[tuple[str, Pick | None]],
    before: Verdict,
) -> tuple[OptionEffect, ...]:
    """What the answers change of the verdict ``before``, under its reading and lines set aside."""
    reading, set_aside = before.reading, before.set_aside
    picks = [pick for _, pick in answers if _may_be_picked(issue, pick)]
    outcomes = checker.outcomes(scenario, issue.id, picks, reading=reading, set_aside=set_aside)
    here = {h.line.id: h for h in before.lines_at(checker.places_of_lines_on(issue.id))}
    elsewhere = {
        status: [held.line for held in lines if held.line.id not in here]
        for status, lines in ((_CROSSED, before.crossed), (_CONTESTED, before.contested))
    }
    order = checker.place_of_line

    def all_of(status: LineStatus, effects: Iterable[Effect]) -> tuple[RedLine, ...]:
        then = [effect.line for effect in effects if effect.then is status]
        return tuple(sorted([*elsewhere[status], *then], key=lambda line: order[line.id]))

    found = []
    for name, pick in answers:
        if not _may_be_picked(issue, pick):
            found.append(OptionEffect(issue.id, name, pick, possible=False))
            continue
        outcome = next(outcomes)
        effects = [
            effect_on(line, here[line.id].status, then, outcome.depends)
            for line, then in outcome.statuses
        ]
        found.append(
            OptionEffect(
                issue=issue.id,
                name=name,
                pick=pick,
                effects=tuple(effects),
                all_crossed=all_of(_CROSSED, effects),
                all_contested=all_of(_CONTESTED, effects),
                crossed_aside=outcome.crossed_aside,
                complete=outcome.complete,
                incoherent=outcome.incoherent,
            )
        )
    return tuple(found)


def unavoidable(
    checker: Checker, reading: Reading, set_aside: Iterable[str] = ()
) -> tuple[str, tuple[str, ...]] | None:
    """The first issue of which every answer crosses a counted line, with these lines, as ids.

    It always applies, and takes one option or a number. ``None`` where there is no such issue.
    """
    nothing = Scenario(checker.case.id)
    for issue in checker.case.issues:
        if issue.kind is IssueKind.ANY or issue.applies_when:
            continue
        effects = from_here(checker, nothing, issue.id, reading=reading, set_aside=set_aside)
        if all(effect.crossed for effect in effects):
            named = {line.id for effect in effects for line in effect.crossed}
            return issue.id, tuple(line for line in checker.case.red_lines_by_id if line in named)
    return None


def answers_to(
    checker: Checker, issue: Issue, picked: Pick | None
) -> list[tuple[str, Pick | None]]:
    """The answers to an issue by their names, with what each would pick, as it stands now.

    One that would pick more options than may hold is among them. Taking the last option away
    leaves the issue undecided: that none holds is an answer of its own.
    """
    match issue.kind:
        case IssueKind.ONE:
            return [(option, option) for option in issue.by_id]
        case IssueKind.NUMBER:
            return [(stretch_name(each), each[0]) for each in checker.stretches(issue.id)]
    held = frozenset(picked if isinstance(picked, tuple) else ())
    toggled: list[tuple[str, Pick | None]] = [
        (option, issue.in_order(held ^ {option}) or None) for option in issue.by_id
    ]
    return toggled if issue.at_least else [*toggled, ("", ())]


def _may_be_picked(issue: Issue, pick: Pick | None) -> bool:
    """Whether that can be picked, though it may be too little to decide the issue."""
    return not isinstance(pick, tuple) or len(pick) <= issue.most


def _as_shown(effect: Effect) -> tuple[int, int]:
    return _SHOWN_FIRST[effect.change], _GRAVITY[effect.then]
