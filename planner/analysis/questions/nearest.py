"""The open scenarios nearest to the present one: the fewest changed issues."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from planner.analysis.engine.limits import Count, Limit, LimitReachedError, Watch
from planner.analysis.engine.relaxation import Relaxation
from planner.analysis.engine.space import Picks
from planner.analysis.questions import Wishes
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import tally_open
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import NOT_COUNTED, Tally
from planner.model.conditions import Pick

__all__ = ["Change", "Near", "Nearest", "ask", "find_nearest", "nearest"]


@frozen
class Change:
    """One issue on which the present choice is changed; all three are ids."""

    issue: str
    before: str
    after: str


@frozen
class Near:
    """A minimal set of changes to the present scenario after which it can be open.

    ``changes`` in the case's order of issues: without any one of them nothing would be open. Issues
    undecided at present cost nothing and stand only in ``choices``, a complete scenario: the first,
    in the case's order, with these changes. ``open`` counts all open scenarios with just these
    changes, ``respecting`` and ``without_added`` as in a
    :class:`~planner.analysis.questions.tally.Tally`.
    """

    changes: tuple[Change, ...]
    choices: Mapping[str, Pick]
    open: Count = NOT_COUNTED
    respecting: Count = NOT_COUNTED
    without_added: Count = NOT_COUNTED

    @property
    def tally(self) -> Tally:
        """The three counts of the open scenarios with just these changes."""
        return Tally(self.open, self.respecting, self.without_added)


@frozen
class Nearest:
    """The nearest open scenarios, fewest changes first, then in the case's order.

    Each by a minimal set of changes: none of these holds all changes of another one. None if
    nothing is open (and ``complete``). ``at_least`` is the proven least number of changes of any
    that is not listed, ``None`` where all are.
    """

    scenarios: tuple[Near, ...]
    complete: bool = True
    reason: str = ""
    at_least: int | None = None


def nearest(
    premises: Premises,
    limit: Limit | None = None,
    *,
    most: int = 10,
    tallies: bool = False,
    groundwork: Groundwork | None = None,
) -> Nearest:
    """Find the ``most`` open scenarios nearest to the question's present one.

    What is fixed in the question may be changed here: it is where the way starts. With ``tallies``
    the open scenarios with the changes of each are counted.
    """
    watch = (limit or Limit()).start()
    ground = Groundwork.of(premises, groundwork)
    return find_nearest(premises, ground, watch, most=most, tallies=tallies)


def ask(premises: Premises, groundwork: Groundwork, watch: Watch, wishes: Wishes) -> Nearest:
    """The answer for :mod:`~planner.analysis.questions.analyse`."""
    return find_nearest(premises, groundwork, watch, most=wishes.nearest, tallies=wishes.tallies)


def find_nearest(
    premises: Premises,
    groundwork: Groundwork,
    watch: Watch,
    *,
    most: int,
    tallies: bool = False,
) -> Nearest:
    """As :func:`nearest`, under a limit that is already running."""
    search = None
    found: list[Near] = []
    reason = ""
    at_least = None
    searching = watch.within(share=0.7) if tallies else watch
    try:
        search = _Search(groundwork, groundwork.space.picks(premises.start), searching)
        while len(found) < most:
            near = search.next(searching)
            if near is None:
                break
            found.append(near)
        else:
            at_least = None if search.exhausted else search.given_up
    except LimitReachedError as error:
        reason, at_least = str(error), 0 if search is None else search.given_up
    if tallies:
        found = [_tallied(premises, groundwork, near, watch) for near in found]
    return Nearest(tuple(found), not reason, reason, at_least)


def _tallied(premises: Premises, groundwork: Groundwork, near: Near, watch: Watch) -> Near:
    changed = {change.issue: change.after for change in near.changes}
    picks = groundwork.space.picks({**premises.start, **changed})
    tally = tally_open(groundwork, picks, watch)
    return evolve(
        near,
        open=tally.open,
        respecting=tally.respecting,
        without_added=tally.without_added,
    )


class _Search:
    def __init__(self, groundwork: Groundwork, present: Picks, watch: Watch) -> None:
        self._groundwork = groundwork
        self._present = present
        self._solver = groundwork.literals.solver(watch, guarded=False)
        wishes = [groundwork.literals.wish(sets, self._solver) for sets in present.values()]
        self._relaxation = Relaxation(self._solver, [], wishes)
        self.exhausted = False

    @property
    def given_up(self) -> int:
        return self._relaxation.given_up

    def next(self, watch: Watch) -> Near | None:
        """The next scenario, by changes and in order; ``None`` when there is none."""
        literals, space = self._groundwork.literals, self._groundwork.space
        if self.exhausted or not self._relaxation.look(watch):
            return None
        options = self._first(watch)
        changed = [
            issue
            for issue, sets in self._present.items()
            if not all(mask >> options[variable] & 1 for variable, mask in sets)
        ]
        # Other scenarios with all of these changes are not news, whatever else they change.
        self.exhausted = not changed
        if changed:
            self._solver.add([-literals.value(issue, options[issue]) for issue in changed])
        return Near(
            tuple(
                Change(
                    space.case.issues[issue].id,
                    space.picked(issue, self._present[issue]),
                    space.choice(issue, options[issue])[1],
                )
                for issue in changed
            ),
            space.choices(options),
        )

    def _first(self, watch: Watch) -> list[int]:
        """Of the models with as few changes as the last one, the first in the case's order."""
        literals, relaxation = self._groundwork.literals, self._relaxation
        model = literals.chosen(self._solver)
        assumed = relaxation.assumptions()
        # What is decided at present comes first, so that the order is that of the changes.
        order = [*self._present, *(i for i in range(len(model)) if i not in self._present)]
        for issue in order:
            for option in range(model[issue]):
                if self._solver.solve([*assumed, literals.value(issue, option)], watch):
                    model = literals.chosen(self._solver)
                    break
            assumed.append(literals.value(issue, model[issue]))
        return model
