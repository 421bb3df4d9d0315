"""Options left: what choosing each would leave open, what is ruled out or forced, and why.

An issue has options, or stretches of numbers that no rule of the case tells apart, and perhaps need
not apply: each is something that holds in some of the open scenarios.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial

from attrs import evolve, frozen

from planner.analysis.engine.counts import at_most
from planner.analysis.engine.limits import (
    Count,
    Limit,
    LimitReachedError,
    Stopped,
    Unfinished,
    Watch,
)
from planner.analysis.engine.rules import bits
from planner.analysis.engine.space import Picks
from planner.analysis.questions import Cut, Wishes
from planner.analysis.questions.encoding import Fixed, OptionValues
from planner.analysis.questions.explanations import Explanation, explain
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import NOT_COUNTED, Tallied, Tally, no_more_than, plus
from planner.by_fields import Compared

__all__ = [
    "IssueLeft",
    "OptionLeft",
    "OptionsLeft",
    "ask",
    "options_left",
    "why_forced",
    "why_ruled_out",
]

_Counts = list[list[Count]]
"""By variable and value a count of what is open with it and all picks on other issues."""


@frozen(eq=False, repr=False)
class OptionLeft(Compared):
    """An option with the number of open scenarios that hold it.

    ``option`` is its id, a stretch of numbers as ``FROM..TO``, or ``-`` for that the issue does not
    apply. All fixed choices on *other* issues are kept, what is fixed on the option's own issue is
    not, so this also answers "what if I switch". Where several options may hold together, those
    counted hold this one, with whatever others of its issue.

    It is ``ruled_out`` where no open scenario holds it, ``forced`` where it is certain that all do;
    ``why`` explains either, and is ``None`` where neither is so, or where that was not asked for or
    did not finish. ``respecting`` and ``without_added`` are those of a
    :class:`~planner.analysis.questions.tally.Tally`.
    """

    option: str
    open: Count
    why: Explanation | None = None
    respecting: Count = NOT_COUNTED
    without_added: Count = NOT_COUNTED
    forced: bool = False

    @property
    def tally(self) -> Tally:
        """The three counts of what choosing the option would leave."""
        return Tally(self.open, self.respecting, self.without_added)

    @property
    def ruled_out(self) -> bool:
        """Whether it is certain that nothing open holds this option."""
        return not isinstance(self.open, Unfinished) and self.open == 0

    @property
    def possible(self) -> bool:
        """Whether it is certain that something open holds this option."""
        return self.open.at_least > 0 if isinstance(self.open, Unfinished) else self.open > 0


@frozen(eq=False, repr=False)
class IssueLeft(Compared):
    """An issue with its options, or its stretches of numbers, in the case's order.

    ``away`` is that the issue does not apply; ``None`` where it always does.
    """

    issue: str
    options: tuple[OptionLeft, ...]
    away: OptionLeft | None = None

    @property
    def every(self) -> tuple[OptionLeft, ...]:
        """The options and, last, that the issue does not apply."""
        return self.options if self.away is None else (*self.options, self.away)

    def with_every(self, every: Sequence[OptionLeft]) -> IssueLeft:
        """The same issue with these for its options and, last, for that it does not apply."""
        if self.away is None:
            return evolve(self, options=tuple(every))
        return evolve(self, options=tuple(every[:-1]), away=every[-1])

    def option(self, option_id: str) -> OptionLeft:
        """The option of that id (or ``FROM..TO``, or ``-``). Raises ``KeyError``."""
        for option in self.every:
            if option.option == option_id:
                return option
        raise KeyError(option_id)


@frozen(eq=False, repr=False)
class OptionsLeft(Tallied):
    """All issues of the case in its order, and the open scenarios with *all* fixed choices.

    ``reason`` says what stopped the work, if anything did; ``unexplained`` likewise why
    explanations that were asked for are missing.
    """

    issues: tuple[IssueLeft, ...]
    open: Count
    reason: Stopped | None = None
    unexplained: Stopped | None = None

    @property
    def complete(self) -> bool:
        """Whether every count is exact."""
        return not self.reason

    @property
    def tallies(self) -> Iterator[Tally]:
        """Those of all options."""
        return (option.tally for issue in self.issues for option in issue.every)

    @property
    def reason_beside(self) -> Stopped | None:
        """What stopped the other counts, or the explanations."""
        return super().reason_beside or self.unexplained

    def issue(self, issue_id: str) -> IssueLeft:
        """The issue of that id. Raises ``KeyError``."""
        for issue in self.issues:
            if issue.issue == issue_id:
                return issue
        raise KeyError(issue_id)


def options_left(
    premises: Premises,
    limit: Limit | None = None,
    *,
    explain_all: bool = True,
    tallies: bool = False,
    groundwork: Groundwork | None = None,
) -> OptionsLeft:
    """For every option of every issue, how many open scenarios remain if it is chosen.

    With ``explain_all`` also why each option that is ruled out is, and why forced ones are forced;
    with ``tallies`` how many of the scenarios leave nothing contested, and how many add nothing.
    """
    watch = (limit or Limit()).start()
    ground = Groundwork.of(premises, groundwork)
    return find_options_left(premises, ground, watch, explain_all=explain_all, tallies=tallies)


def ask(premises: Premises, groundwork: Groundwork, watch: Watch, wishes: Wishes) -> OptionsLeft:
    """The answer for :mod:`~planner.analysis.questions.analyse`."""
    return find_options_left(premises, groundwork, watch, explain_all=True, tallies=wishes.tallies)


def find_options_left(
    premises: Premises,
    groundwork: Groundwork,
    watch: Watch,
    *,
    explain_all: bool,
    tallies: bool = False,
) -> OptionsLeft:
    """As :func:`options_left`, under a limit that is already running."""
    picks = groundwork.picks(premises)
    found = answered(groundwork, picks, watch)
    if tallies:
        found = _tallied(groundwork, picks, found, watch.within(share=0.7))
    if explain_all:
        found = _explained(groundwork, picks, found, watch)
    return found


def answered(groundwork: Groundwork, picks: Picks, watch: Watch) -> OptionsLeft:
    """Counts where there are any; where there are none, at least whether an option is possible."""
    if groundwork.counter.ready:
        return counted(groundwork, picks, watch)
    # Yes or no takes milliseconds. Counting may take all the time there is.
    with suppress(LimitReachedError):
        groundwork.any_open(picks, watch)
    possible = _possible(groundwork, picks, watch)
    each = [count for per_value in possible for count in per_value]
    if each and not any(isinstance(count, Unfinished) for count in each):
        return _told(groundwork, picks, possible)
    counts = groundwork.counter.value_counts(picks, watch)
    settled = [
        [_settled(*pair) for pair in zip(per_value, known, strict=True)]
        for per_value, known in zip(counts, possible, strict=True)
    ]
    return _told(groundwork, picks, settled, watch)


def only_possible(groundwork: Groundwork, picks: Picks, watch: Watch) -> OptionsLeft:
    """Which options are possible at all, without counts: zero or unfinished with a bound."""
    return _told(groundwork, picks, _possible(groundwork, picks, watch))


def counted(groundwork: Groundwork, picks: Picks, watch: Watch) -> OptionsLeft:
    """The counts that are within the limit."""
    return _told(groundwork, picks, groundwork.counter.value_counts(picks, watch), watch)


def _possible(groundwork: Groundwork, picks: Picks, watch: Watch) -> _Counts:
    reason = Stopped(Cut.NOT_YET_COUNTED)
    unknown, some = Unfinished(0, None, reason), Unfinished(1, None, reason)
    told: Mapping[bool | None, Count] = {None: unknown, True: some, False: 0}
    return [[told[a] for a in answers] for answers in groundwork.possibility.values(picks, watch)]


def _settled(found: Count, possible: Count) -> Count:
    """A count with what is known of its value from elsewhere, where it is not finished."""
    if not isinstance(found, Unfinished):
        return found
    if not isinstance(possible, Unfinished):
        return possible
    return evolve(found, at_least=max(possible.at_least, found.at_least))


def _told(
    groundwork: Groundwork, picks: Picks, counts: _Counts, watch: Watch | None = None
) -> OptionsLeft:
    """What the counts of all values, by variable, say of the options; with a watch counted more."""
    issues = []
    most = _Most(groundwork, picks)
    for n, (issue, options) in enumerate(
        zip(groundwork.space.case.issues, groundwork.space.options, strict=True)
    ):
        no_more = partial(most.of_issue, n)
        told = [_option_left(option, counts[option.variable], no_more) for option in options]
        away = told.pop() if issue.applies_when else None
        issues.append(IssueLeft(issue.id, tuple(told), away))
    every = (option.open for issue in issues for option in issue.every)
    reason = next((count.reason for count in every if isinstance(count, Unfinished)), None)
    return OptionsLeft(tuple(issues), _open(groundwork, picks, counts, reason, watch), reason)


class _Most:
    """No option leaves more open than there are scenarios with what is picked on other issues."""

    def __init__(self, groundwork: Groundwork, picks: Picks) -> None:
        self._groundwork = groundwork
        self._picks = picks
        self._known: dict[int | None, int] = {}

    def of_issue(self, issue: int, count: Count) -> Count:
        """The count of an option of that issue, its bound no higher than that."""
        if not isinstance(count, Unfinished) or count.at_most is None:
            return count
        own = issue if issue in self._picks else None
        if own not in self._known:
            others = {n: sets for n, sets in self._picks.items() if n != own}
            self._known[own] = self._groundwork.scenarios(others)
        return at_most(self._known[own], count)


def _option_left(
    option: OptionValues, counts: Sequence[Count], at_most_all: Callable[[Count], Count]
) -> OptionLeft:
    mask = option.mask
    alone = not mask & mask - 1
    held = counts[mask.bit_length() - 1] if alone else plus(counts[value] for value in bits(mask))
    if isinstance(held, Unfinished):
        held = at_most_all(held)
    possible = held.at_least > 0 if isinstance(held, Unfinished) else held > 0
    return OptionLeft(option.name, held, forced=possible and _nothing_but(mask, counts))


def _nothing_but(mask: int, counts: Sequence[Count]) -> bool:
    """Whether it is certain that nothing is open with values outside the mask."""
    for value, count in enumerate(counts):
        if not mask >> value & 1 and (isinstance(count, Unfinished) or count):
            return False
    return True


def _open(
    groundwork: Groundwork,
    picks: Picks,
    counts: _Counts,
    reason: Stopped | None,
    watch: Watch | None,
) -> Count:
    """The open scenarios with all picks: those with each picked value of any one variable.

    A variable that is picked together with others says it only where none is open: its counts
    leave these free.
    """
    space = groundwork.space
    domains = space.domains(picks)
    at_least = 0
    for n, (first, *others) in enumerate(space.groups):
        free = n in picks and bool(others)
        taken = space.everything[first] if free else domains[first]
        found = plus(counts[first][value] for value in bits(taken))
        if not isinstance(found, Unfinished):
            if not free or found == 0:
                return found
        elif not free:
            at_least = max(at_least, found.at_least)
    found = Unfinished(0, None, reason)
    if watch is not None and all(n in picks for n in range(len(space.groups))):
        found = groundwork.counter.count(domains, watch)
    if not isinstance(found, Unfinished):
        return found
    return Unfinished(max(at_least, found.at_least), groundwork.scenarios(picks), reason)


def _tallied(groundwork: Groundwork, picks: Picks, found: OptionsLeft, watch: Watch) -> OptionsLeft:
    """The same with the other two counts of each option, where all first ones are exact."""
    respecting, sourced = (
        _counts_of_these(groundwork, ground, picks, found, watch.within(share=share))
        for ground, share in ((groundwork.respecting, 0.5), (groundwork.sourced, 1.0))
    )
    issues = []
    for n, issue in enumerate(found.issues):
        tallied = [
            evolve(
                option,
                respecting=0 if option.ruled_out else no_more_than(option.open, respecting[n][k]),
                without_added=0 if option.ruled_out else no_more_than(option.open, sourced[n][k]),
            )
            for k, option in enumerate(issue.every)
        ]
        issues.append(issue.with_every(tallied))
    return evolve(found, issues=tuple(issues))


def _counts_of_these(
    groundwork: Groundwork, ground: Groundwork, picks: Picks, found: OptionsLeft, watch: Watch
) -> Sequence[Sequence[Count]]:
    """By issue and option the scenarios that count in ``ground`` as well."""
    if ground is groundwork:
        return [[option.open for option in issue.every] for issue in found.issues]
    if not found.complete:
        return [[NOT_COUNTED] * len(issue.every) for issue in found.issues]
    counts = ground.counter.value_counts(picks, watch)
    return [
        [plus(counts[option.variable][value] for value in bits(option.mask)) for option in options]
        for options in ground.space.options
    ]


def why_ruled_out(
    groundwork: Groundwork, picks: Fixed, issue: int, option: OptionValues, watch: Watch
) -> Explanation | None:
    """Why an option is ruled out, given the picks on other issues; ``None`` where it is not.

    Raises ``LimitReachedError``.
    """
    # No rule tells the numbers of a stretch apart: what rules one of them out rules out all.
    value = next(bits(option.mask))
    case = [groundwork.literals.value(option.variable, value)]
    return explain(groundwork, case, picks, issue, watch)


def why_forced(
    groundwork: Groundwork, picks: Fixed, issue: int, option: OptionValues, watch: Watch
) -> Explanation | None:
    """Why nothing is left without the option, given the picks on other issues.

    ``None`` where something is. Raises ``LimitReachedError``.
    """
    case = [-groundwork.literals.value(option.variable, value) for value in bits(option.mask)]
    return explain(groundwork, case, picks, issue, watch)


def _explained(
    groundwork: Groundwork, picks: Fixed, found: OptionsLeft, watch: Watch
) -> OptionsLeft:
    issues = []
    unexplained: Stopped | None = None
    try:
        for n, (issue, options) in enumerate(
            zip(found.issues, groundwork.space.options, strict=True)
        ):
            explained = []
            for left, option in zip(issue.every, options, strict=True):
                why = None
                if left.ruled_out:
                    why = why_ruled_out(groundwork, picks, n, option, watch)
                elif left.forced:
                    why = why_forced(groundwork, picks, n, option, watch)
                explained.append(evolve(left, why=why))
            issues.append(issue.with_every(explained))
    except LimitReachedError as error:
        unexplained = error.reason
    issues += found.issues[len(issues) :]
    return evolve(found, issues=tuple(issues), unexplained=unexplained)
