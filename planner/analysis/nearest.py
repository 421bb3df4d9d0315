"""The open scenarios nearest to the present one: the fewest changed issues."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from planner.analysis.engine.limits import Limit, LimitReachedError, Watch
from planner.analysis.engine.relaxation import Relaxation
from planner.analysis.groundwork import Groundwork
from planner.analysis.question import Question

__all__ = ["Change", "Near", "Nearest", "find_nearest", "nearest"]


@frozen
class Change:
    """One issue on which the present choice is changed; all three are ids."""

    issue: str
    before: str
    after: str


@frozen
class Near:
    """An open scenario near the present one.

    ``changes`` in the case's order of issues; issues undecided at present cost nothing and stand
    only in ``choices``, a complete scenario: the first, in the case's order, with these changes.
    """

    changes: tuple[Change, ...]
    choices: Mapping[str, str]


@frozen
class Nearest:
    """The nearest open scenarios, fewest changes first, then in the case's order.

    Each differs from the others on an issue that is decided at present. None if nothing is open
    (and ``complete``). ``at_least`` is the proven least number of changes of any that is not
    listed, ``None`` where all are.
    """

    scenarios: tuple[Near, ...]
    complete: bool = True
    reason: str = ""
    at_least: int | None = None


def nearest(
    question: Question,
    limit: Limit | None = None,
    *,
    most: int = 10,
    groundwork: Groundwork | None = None,
) -> Nearest:
    """Find the ``most`` open scenarios nearest to the question's present one.

    What is fixed in the question may be changed here: it is where the way starts.
    """
    watch = (limit or Limit()).start()
    return find_nearest(question, Groundwork.of(question, groundwork), watch, most=most)


def find_nearest(question: Question, groundwork: Groundwork, watch: Watch, *, most: int) -> Nearest:
    """As :func:`nearest`, under a limit that is already running."""
    search = None
    found: list[Near] = []
    reason = ""
    at_least = None
    try:
        search = _Search(groundwork, groundwork.space.picks(question.start), watch)
        while len(found) < most:
            near = search.next(watch)
            if near is None:
                break
            found.append(near)
        else:
            at_least = None if search.exhausted else search.given_up
    except LimitReachedError as error:
        reason, at_least = str(error), 0 if search is None else search.given_up
    return Nearest(tuple(found), not reason, reason, at_least)


class _Search:
    def __init__(self, groundwork: Groundwork, present: Mapping[int, int], watch: Watch) -> None:
        self._groundwork = groundwork
        self._present = present
        self._solver = groundwork.literals.solver(watch, guarded=False)
        self._relaxation = Relaxation(self._solver, [], groundwork.literals.picks(present))
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
        changed = [issue for issue, option in self._present.items() if options[issue] != option]
        # Other scenarios with the same changes are not news.
        self.exhausted = not self._present
        if self._present:
            self._solver.add([-literals.option(issue, options[issue]) for issue in self._present])
        return Near(
            tuple(
                Change(
                    space.case.issues[issue].id,
                    space.choice(issue, self._present[issue])[1],
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
                if self._solver.solve([*assumed, literals.option(issue, option)], watch):
                    model = literals.chosen(self._solver)
                    break
            assumed.append(literals.option(issue, model[issue]))
        return model
