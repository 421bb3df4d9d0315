"""The open scenarios nearest to the present one: the fewest changed issues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from planner.analysis.engine.limits import Count, Limit, LimitReachedError, Watch
from planner.analysis.engine.relaxation import Relaxation
from planner.analysis.engine.rules import bits
from planner.analysis.questions import Wishes
from planner.analysis.questions.encoding import Fixed
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import tally_open
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import NOT_COUNTED, Tally
from planner.model.conditions import Pick

__all__ = ["Change", "Near", "Nearest", "ask", "find_nearest", "nearest"]


@frozen
class Change:
    """One issue on which the present choice is changed, whatever its kind is and however far.

    Of a number ``after`` is the nearest to the one ``before`` in the stretch that serves.
    """

    issue: str
    before: Pick
    after: Pick


@frozen
class Near:
    """A minimal set of changes to the present scenario after which it can be open.

    ``changes`` in the case's order of issues: without any one of them nothing would be open, nor
    with fewer changes to the options of an issue of which several may hold. Issues undecided at
    present cost nothing and stand only in ``choices``, a complete scenario: the first, in the
    case's order, with these changes. An issue that does not apply there is absent, which is no
    change either; one that begins to apply keeps what had been chosen. ``open`` counts all open
    scenarios with just these changes, ``respecting`` and ``without_added`` as in a
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
    def __init__(self, groundwork: Groundwork, present: Fixed, watch: Watch) -> None:
        self._groundwork = groundwork
        self._present = present
        self._solver = groundwork.literals.solver(watch, guarded=False)
        self._kept = {variable: mask for sets in present.values() for variable, mask in sets}
        for variable in self._kept:
            # Of each stretch one number is enough: no rule tells it from the others.
            numbers = groundwork.space.stretched.by_variable.get(variable)
            for value in bits(numbers.others) if numbers is not None else ():
                self._solver.add([-groundwork.literals.value(variable, value)])
        wishes = [groundwork.literals.wish(sets, self._solver) for sets in present.values()]
        self._relaxation = Relaxation(self._solver, [], wishes)
        self._model: list[int] = []
        self.exhausted = False

    @property
    def given_up(self) -> int:
        return self._relaxation.given_up

    def next(self, watch: Watch) -> Near | None:
        """The next scenario, by changes and in order; ``None`` when there is none."""
        literals, space = self._groundwork.literals, self._groundwork.space
        if self.exhausted or not self._relaxation.look(watch):
            return None
        values = self._first(watch)
        changed = [v for v, mask in self._kept.items() if not mask >> values[v] & 1]
        # Other scenarios with all of these changes are not news, whatever else they change.
        self.exhausted = not changed
        if changed:
            self._solver.add([-literals.value(variable, values[variable]) for variable in changed])
        choices = space.choices(values, near=self._present.named)
        changes = []
        for n in dict.fromkeys(space.group_of[variable] for variable in changed):
            issue = space.case.issues[n].id
            changes.append(Change(issue, self._present.named[n], choices[issue]))
        return Near(tuple(changes), choices)

    def _first(self, watch: Watch) -> list[int]:
        """Of the models with as few changes as the last one, the first in the case's order.

        What is decided at present comes first, so that the order is that of the changes.
        """
        literals, solver = self._groundwork.literals, self._solver
        assumed = self._relaxation.assumptions()
        self._model = literals.chosen(solver)
        left = list(self._groundwork.space.everything)
        for variable in self._kept:
            left[variable] = self._first_of(self._changes(variable), variable, assumed, watch)
        for variable, mask in enumerate(left):
            if mask.bit_count() > 1:
                self._first_of([1 << value for value in bits(mask)], variable, assumed, watch)
        return self._model

    def _first_of(
        self, masks: Iterable[int], variable: int, assumed: list[int], watch: Watch
    ) -> int:
        """The first of the masks in which the variable can be; it is assumed from then on."""
        literals = self._groundwork.literals
        for mask in masks:
            taken = literals.picks({0: ((variable, mask),)})
            if not mask >> self._model[variable] & 1:
                if not self._solver.solve([*assumed, *taken], watch):
                    continue
                self._model = literals.chosen(self._solver)
            assumed += taken
            return mask
        message = "the model takes one of them"
        raise AssertionError(message)

    def _changes(self, variable: int) -> list[int]:
        """Masks of what may become of a variable that is decided, in the case's order.

        That it is kept, or its issue does not apply, is one of them; where options may hold
        together it comes first, so that no more of them change than must.
        """
        space = self._groundwork.space
        kept = self._kept[variable]
        others = [1 << value for value in bits(space.everything[variable] & ~kept)]
        if len(space.groups[space.group_of[variable]]) > 1:
            return [kept, *others]
        return sorted([kept, *others], key=lambda mask: mask & -mask)
