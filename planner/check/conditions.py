"""Many conditions evaluated together, exactly, for scenarios that may be partial.

How it is fast: every term of every condition has one bit of a Python integer. Choosing an answer
kills the terms that do not admit it, so a whole re-check is one OR per issue. The first terms of
all conditions stand side by side, then the second terms, and so on: a condition is true where any
of its bits is, which folds the layers with one OR each.

Bits alone settle nearly all of it. Two kinds of conditions may need a search over completions, and
both are known beforehand:

* those whose terms together could leave no way past them though no single one is certain,
* those with terms on issues that depend on each other through ``applies_when``.

Ordinary cases hold none or a few, and :mod:`planner.check.completions` is for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from planner.check.answers import Applying, Picks, SingleAnswer, answers_by_issue
from planner.check.stretches import stretches
from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import Condition, Term

if TYPE_CHECKING:
    from planner.check.completions import Completions
    from planner.model.scenario import Scenario

__all__ = ["Conditions", "bits_of", "deciding", "mask_of"]


class Conditions:
    """Conditions on the issues of a case, each a sequence of terms of which any makes it true.

    The k-th term of condition n has the bit ``k * number of conditions + n``. The conditions under
    which issues apply come after all others.
    """

    def __init__(self, case: Case, conditions: Sequence[Sequence[Term]]) -> None:
        self.case = case
        issues = _issues_in_order(case)
        optional = [issue for issue in issues if issue.applies_when]
        self._rules = {issue.id: len(conditions) + n for n, issue in enumerate(optional)}
        self._conditions = [*conditions, *(issue.applies_when for issue in optional)]
        self._count = len(self._conditions)
        self.stretches = stretches(case)
        self.answers = answers_by_issue(issues, self.stretches)
        self.places = {issue: n for n, issue in enumerate(self.answers)}
        self._all_terms = 0
        self._terms_of = [0] * self._count
        for n, condition in enumerate(self._conditions):
            for k, term in enumerate(condition):
                self._add(n, 1 << (k * self._count + n), term)
        # An issue that takes one answer and always applies needs no more than these.
        plain = [
            (issue, answers)
            for issue, answers in self.answers.items()
            if isinstance(answers, SingleAnswer) and issue not in self._rules
        ]
        self._killed_by = [answers.killed_by for _, answers in plain]
        self._killed_by_some = [answers.some for _, answers in plain]
        self._options = [(issue, answers.options) for issue, answers in plain if answers.options]
        self._more = issues[len(self._options) :]
        self._others = [
            (place, issue, answers)
            for place, (issue, answers) in enumerate(self.answers.items())
            if place >= len(plain)
        ]

    def _add(self, n: int, bit: int, term: Term) -> None:
        possible = True
        for condition in term.conditions:
            answers = self.answers[condition.issue]
            admitted = answers.add(bit, condition)
            if condition.issue in self._rules:
                if condition.is_false_away:
                    answers.away |= bit
                else:
                    admitted = True
            possible = possible and admitted
        if possible:
            self._all_terms |= bit
            self._terms_of[n] |= bit

    def picks(self, scenario: Scenario) -> Picks:
        """What the scenario picks; an issue on which too little is chosen is undecided.

        Raises ``KeyError`` for a pick that its issue does not know.
        """
        choices = scenario.choices
        picks: Picks = []
        for issue, value_of in self._options:
            choice = choices.get(issue)
            option = None if choice is None else choice.option
            picks.append(None if option is None else value_of[option])
        for other in self._more:
            pick = scenario.pick(other.id)
            if isinstance(pick, tuple) and len(pick) < other.at_least:
                pick = None
            picks.append(None if pick is None else self.answers[other.id].value(pick))
        return picks

    def undecided(self, picks: Picks, applying: Applying) -> tuple[str, ...]:
        """The issues that may apply and have no answer, in the case's order."""
        found = [issue for issue, pick in zip(self.places, picks, strict=True) if pick is None]
        if self._more:
            waiting = {issue for issue in found if applying.get(issue, True) is not False}
            found = [issue for issue in self.case.issues_by_id if issue in waiting]
        return tuple(found)

    def complete(self, picks: Picks, applying: Applying) -> bool:
        """Whether every issue that may apply has an answer."""
        return None not in picks or (bool(self._more) and not self.undecided(picks, applying))

    def evaluate(self, picks: Picks, wanted: int = -1) -> tuple[int, int, Applying]:
        """The conditions true in every completion, and in at least one; one bit a condition.

        Only those ``wanted`` are searched for where bits alone do not settle it: of others nothing
        is left out that may be so. The last answer is which issues apply.
        """
        alive, pending, applying = self._alive(picks)
        possible = self._fold(alive)
        certain = self._fold(alive & ~pending)
        for n in bits_of(possible & ~certain & wanted & self._searched):
            every, some = self._search(n, alive, picks, applying)
            certain |= every << n
            possible &= ~((not some) << n)
        return certain, possible, applying

    def still_possible(self, conditions: Iterable[int], picks: Picks) -> dict[int, list[Term]]:
        """Of each of the conditions the terms that are true in at least one completion."""
        alive, _, applying = self._alive(picks)
        return {
            n: [
                term
                for k, term in enumerate(self._conditions[n])
                if alive >> (k * self._count + n) & 1
                and self._some_meet(k * self._count + n, picks, applying)
            ]
            for n in conditions
        }

    def _some_meet(self, bit: int, picks: Picks, applying: Applying) -> bool:
        """Whether some completion makes a term true of which no condition alone is false."""
        if not self._tied_terms >> bit & 1:
            return True
        return self._one_by_one.meet((bit,), picks, applying)[1]

    @cached_property
    def _one_by_one(self) -> Completions:
        """A search in which each term is a condition, by its bit."""
        from planner.check.completions import Completions  # noqa: PLC0415 (most cases need none)

        layers = max((len(terms) for terms in self._conditions), default=0)
        terms = [terms[k : k + 1] for k in range(layers) for terms in self._conditions]
        return Completions(self.case, terms, self.places)

    def _alive(self, picks: Picks) -> tuple[int, int, dict[str, bool | None]]:
        """The terms no condition of which is false, those still open, and which issues apply."""
        dead = pending = 0
        plain = zip(picks, self._killed_by, self._killed_by_some, strict=False)  # others follow
        for value, killed_by, killed_by_some in plain:
            if value is None:
                pending |= killed_by_some
            else:
                dead |= killed_by[value]  # type: ignore[index]  # a single answer is a number
        applying: dict[str, bool | None] = {}
        for place, issue, answers in self._others:
            pick = picks[place]
            if pick is None:
                every, some = answers.every, answers.some
            else:
                every = some = answers.killed(pick)  # type: ignore[arg-type]  # one of its own
            if issue in self._rules:
                alive = self._all_terms & ~dead
                applies = self._applies(self._rules[issue], alive, pending, picks, applying)
                applying[issue] = applies
                if applies is None:
                    every, some = every & answers.away, some | answers.away
                elif not applies:
                    every = some = answers.away
            dead |= every
            pending |= some
        return self._all_terms & ~dead, pending, applying

    def _applies(
        self, rule: int, alive: int, pending: int, picks: Picks, applying: Applying
    ) -> bool | None:
        terms = alive & self._terms_of[rule]
        if not terms:
            return False
        if terms & ~pending:
            return True
        if self._searched >> rule & 1:
            certain, possible = self._search(rule, alive, picks, applying)
            return certain if certain or not possible else None
        return None

    def _search(self, n: int, alive: int, picks: Picks, applying: Applying) -> tuple[bool, bool]:
        """Whether a condition that bits leave open is true in every completion, and in any."""
        terms = alive & self._terms_of[n]
        several = terms & (terms - 1)
        if not (several and self._exhaustible >> n & 1) and terms & ~self._tied_terms:
            return False, True
        return self.completions.meet((n,), picks, applying)

    def certain_together(self, one: int, other: int, picks: Picks, applying: Applying) -> bool:
        """Whether every completion meets one of two conditions, neither of which is certain.

        Where they :meth:`may_exhaust` together: other pairs leave a way past them.
        """
        every, _ = self.completions.meet((one, other), picks, applying)
        return every

    @cached_property
    def completions(self) -> Completions:
        """A search over completions, for what bits do not settle."""
        from planner.check.completions import Completions  # noqa: PLC0415 (most cases need none)

        return Completions(self.case, self._conditions, self.places)

    @cached_property
    def _searched(self) -> int:
        """The conditions that bits alone may not settle."""
        return self._exhaustible | mask_of(
            n for n, terms in enumerate(self._terms_of) if terms & self._tied_terms
        )

    @cached_property
    def _exhaustible(self) -> int:
        """The conditions whose terms together could leave no way past them."""
        several = (n for n, terms in enumerate(self._conditions) if len(terms) > 1)
        return mask_of(n for n in several if self.may_exhaust((n,)))

    def may_exhaust(self, conditions: Sequence[int]) -> bool:
        """Whether the terms together could leave no way past them though each of them does.

        If every issue has an answer that no term admits, taking those on the issues still undecided
        gets past every term that depends on one: then the answer is no, whatever was chosen before.
        """
        terms = [term for n in conditions for term in self._conditions[n]]
        if len(terms) < 2:
            return False
        bits = sum(self._terms_of[n] for n in conditions)
        named = {condition.issue for term in terms for condition in term.conditions}
        return any(
            issue in self._rules or self.answers[issue].spared_by_all(bits) for issue in named
        )

    @cached_property
    def _tied_terms(self) -> int:
        """The terms of which conditions on different issues depend on the same issue."""
        if not self._rules:
            return 0
        from planner.check.dependence import behind  # noqa: PLC0415 (only where issues may not apply)

        closed = {issue: {issue, *others} for issue, others in behind(self.case).items()}
        found = 0
        for n, condition in enumerate(self._conditions):
            for k, term in enumerate(condition):
                if any(closed[one] & closed[other] for one, other in combinations(term.issues, 2)):
                    found |= 1 << (k * self._count + n)
        return found

    def _fold(self, terms: int) -> int:
        folded = 0
        while terms:
            folded |= terms
            terms >>= self._count
        return folded & ((1 << self._count) - 1)


def _issues_in_order(case: Case) -> list[Issue]:
    """Those that always apply, one option and then numbers, and others after those behind them."""
    kinds = (IssueKind.ONE, IssueKind.NUMBER)
    plain = [i for kind in kinds for i in case.issues if i.kind is kind and not i.applies_when]
    if len(plain) == len(case.issues):
        return plain
    from planner.check.dependence import behind  # noqa: PLC0415 (no plain case needs it)

    first = {issue.id: issue for issue in plain}
    return [*plain, *(case.issues_by_id[issue] for issue in behind(case) if issue not in first)]


def deciding(
    case: Case, conditions: Iterable[Condition], applies: Callable[[str], bool | None]
) -> set[str]:
    """The issues on whose choice it depends whether the conditions are true.

    ``applies`` says of an issue whether it does, ``None`` where that is open: then those that its
    own rule names decide too. Where only that is asked of an issue, no choice there does.
    """
    found, asked = set(), set()
    waiting = [*conditions]
    while waiting:
        condition = waiting.pop()
        issue = condition.issue
        state = applies(issue)
        if state is not False and not condition.is_applies_alone:
            found.add(issue)
        if state is None and issue not in asked:
            asked.add(issue)
            rule = case.issues_by_id[issue].applies_when
            waiting += (condition for term in rule for condition in term.conditions)
    return found


def mask_of(bits: Iterable[int]) -> int:
    """An integer in which just these bits are set."""
    return sum(1 << n for n in bits)


def bits_of(mask: int) -> Iterator[int]:
    """The bits that are set, ascending."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
