"""Options left: what choosing each would leave open, what is ruled out or forced, and why."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from planner.analysis.engine.limits import Count, Limit, LimitReachedError, Unfinished, Watch
from planner.analysis.engine.space import Picks
from planner.analysis.questions import Wishes
from planner.analysis.questions.explanations import Explanation, explain
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import NOT_COUNTED, Tally, no_more_than

__all__ = [
    "IssueLeft",
    "OptionLeft",
    "OptionsLeft",
    "ask",
    "options_left",
    "why_forced",
    "why_ruled_out",
]


@frozen
class OptionLeft:
    """An option with the number of open scenarios that choosing it would leave.

    All *other* fixed choices are kept, so this also answers "what if I switch". ``why`` explains an
    option that is ruled out; ``None`` where it is not, or where that was not asked for or did not
    finish. ``respecting`` and ``without_added`` are those of a
    :class:`~planner.analysis.questions.tally.Tally`.
    """

    option: str
    open: Count
    why: Explanation | None = None
    respecting: Count = NOT_COUNTED
    without_added: Count = NOT_COUNTED

    @property
    def tally(self) -> Tally:
        """The three counts of what choosing the option would leave."""
        return Tally(self.open, self.respecting, self.without_added)

    @property
    def ruled_out(self) -> bool:
        """Whether it is certain that nothing open has this option."""
        return not isinstance(self.open, Unfinished) and self.open == 0

    @property
    def possible(self) -> bool:
        """Whether it is certain that something open has this option."""
        return self.open.at_least > 0 if isinstance(self.open, Unfinished) else self.open > 0


@frozen
class IssueLeft:
    """An issue with its options in the case's order.

    ``forced`` is the only option left where all others are ruled out, and ``why_forced`` the
    choices and lines that rule them out together.
    """

    issue: str
    options: tuple[OptionLeft, ...]
    forced: str | None = None
    why_forced: Explanation | None = None

    def option(self, option_id: str) -> OptionLeft:
        """The option of that id. Raises ``KeyError``."""
        for option in self.options:
            if option.option == option_id:
                return option
        raise KeyError(option_id)


@frozen
class OptionsLeft:
    """All issues of the case in its order, and the open scenarios with *all* fixed choices.

    ``reason`` says what stopped the work, and is empty if nothing did.
    """

    issues: tuple[IssueLeft, ...]
    open: Count
    reason: str = ""

    @property
    def complete(self) -> bool:
        """Whether every count is exact."""
        return not self.reason

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
        return counted(groundwork, picks, None, watch)
    # Yes or no takes milliseconds. Counting may take all the time there is.
    return counted(groundwork, picks, only_possible(groundwork, picks, watch), watch)


def only_possible(groundwork: Groundwork, picks: Picks, watch: Watch) -> OptionsLeft:
    """Which options are possible at all, without counts: zero or unfinished with a bound."""
    reason = "not counted yet"
    possible = groundwork.possibility.values(picks, watch)
    issues = []
    for issue, answers in zip(groundwork.space.case.issues, possible, strict=True):
        options = [
            OptionLeft(
                option.id, 0 if answer is False else Unfinished(int(bool(answer)), None, reason)
            )
            for option, answer in zip(issue.options, answers, strict=True)
        ]
        issues.append(_issue_left(issue.id, options))
    return OptionsLeft(tuple(issues), _open(groundwork, picks, issues, reason), reason)


def counted(
    groundwork: Groundwork, picks: Picks, possible: OptionsLeft | None, watch: Watch
) -> OptionsLeft:
    """The counts that are within the limit, else what ``possible`` says, where that is known."""
    counts = groundwork.counter.value_counts(picks, watch)
    reason = ""
    issues = []
    for n, (issue, per_option) in enumerate(zip(groundwork.space.case.issues, counts, strict=True)):
        options = []
        for k, (option, found) in enumerate(zip(issue.options, per_option, strict=True)):
            count = found
            if isinstance(found, Unfinished):
                count = _settled(found, None if possible is None else possible.issues[n].options[k])
                if isinstance(count, Unfinished):
                    reason = reason or count.reason
            options.append(OptionLeft(option.id, count))
        issues.append(_issue_left(issue.id, options))
    return OptionsLeft(tuple(issues), _open(groundwork, picks, issues, reason), reason)


def _settled(found: Unfinished, possible: OptionLeft | None) -> Count:
    """An unfinished count with what is known of its option from elsewhere."""
    if possible is None or not (possible.ruled_out or possible.possible):
        return found
    return 0 if possible.ruled_out else evolve(found, at_least=max(1, found.at_least))


def _issue_left(issue: str, options: Sequence[OptionLeft]) -> IssueLeft:
    """The issue with the option that is forced, if it is certain that one is."""
    left = [option.option for option in options if not option.ruled_out]
    alone = len(left) == 1 and any(option.possible for option in options)
    return IssueLeft(issue, tuple(options), forced=left[0] if alone else None)


def _open(groundwork: Groundwork, picks: Picks, issues: Sequence[IssueLeft], reason: str) -> Count:
    """The open scenarios with all picks: those of a pick, or of all options of another issue."""
    at_least, at_most = 0, groundwork.space.size(groundwork.space.domains(picks))
    for n, issue in enumerate(issues):
        counts = [
            option.open
            for k, option in enumerate(issue.options)
            if n not in picks or picks[n] == ((n, 1 << k),)
        ]
        exact = [count for count in counts if not isinstance(count, Unfinished)]
        if len(exact) == len(counts):
            return sum(exact)
        at_least = max(
            at_least,
            sum(count.at_least if isinstance(count, Unfinished) else count for count in counts),
        )
    return Unfinished(at_least, at_most, reason) if issues else 1


def _tallied(groundwork: Groundwork, picks: Picks, found: OptionsLeft, watch: Watch) -> OptionsLeft:
    """The same with the other two counts of each option, where all first ones are exact."""
    respecting, sourced = (
        _counts_of_these(groundwork, ground, picks, found, watch.within(share=share))
        for ground, share in ((groundwork.respecting, 0.5), (groundwork.sourced, 1.0))
    )
    issues = []
    for n, issue in enumerate(found.issues):
        options = [
            evolve(
                option,
                respecting=0 if option.ruled_out else no_more_than(option.open, respecting[n][k]),
                without_added=0 if option.ruled_out else no_more_than(option.open, sourced[n][k]),
            )
            for k, option in enumerate(issue.options)
        ]
        issues.append(evolve(issue, options=tuple(options)))
    return evolve(found, issues=tuple(issues))


def _counts_of_these(
    groundwork: Groundwork,
    ground: Groundwork,
    picks: Picks,
    found: OptionsLeft,
    watch: Watch,
) -> Sequence[Sequence[Count]]:
    """By issue and option the scenarios that count in ``ground`` as well."""
    if ground is groundwork:
        return [[option.open for option in issue.options] for issue in found.issues]
    if not found.complete:
        return [[NOT_COUNTED] * len(issue.options) for issue in found.issues]
    return ground.counter.value_counts(picks, watch)


def why_ruled_out(
    groundwork: Groundwork, picks: Picks, issue: int, option: int, watch: Watch
) -> Explanation | None:
    """Why an option is ruled out, given the picks on other issues; ``None`` where it is not.

    Raises ``LimitReachedError``.
    """
    case = [groundwork.literals.value(issue, option)]
    return explain(groundwork, case, picks, issue, watch)


def why_forced(
    groundwork: Groundwork, picks: Picks, issue: int, option: int, watch: Watch
) -> Explanation | None:
    """Why no other option of the issue is left, given the picks on other issues.

    ``None`` where another one is. Raises ``LimitReachedError``.
    """
    case = [-groundwork.literals.value(issue, option)]
    return explain(groundwork, case, picks, issue, watch)


def _explained(
    groundwork: Groundwork, picks: Picks, found: OptionsLeft, watch: Watch
) -> OptionsLeft:
    issues = []
    try:
        for n, issue in enumerate(found.issues):
            options = [
                evolve(option, why=why_ruled_out(groundwork, picks, n, k, watch))
                if option.ruled_out
                else option
                for k, option in enumerate(issue.options)
            ]
            why = None
            if issue.forced is not None:
                forced = groundwork.space.option_index[n][issue.forced]
                why = why_forced(groundwork, picks, n, forced, watch)
            issues.append(evolve(issue, options=tuple(options), why_forced=why))
    except LimitReachedError:
        pass
    return evolve(found, issues=(*issues, *found.issues[len(issues) :]))
