"""What one answer proves holds for all: once something is known to be open, no lines clash.

An answer that a limit stopped takes over what the others have proven, and only that: a count within
narrower bounds, zeros where nothing is open, the ways out that the search for the least that is
crossed has found. Nothing is worked out here but comparisons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from attrs import evolve, field, frozen

from planner.analysis.engine.counts import at_least, at_most, both
from planner.analysis.engine.limits import Count, Stopped, Unfinished
from planner.analysis.questions import Answer
from planner.analysis.questions.all_open import SOME, counts_of_open
from planner.analysis.questions.coalitions import Coalition, Coalitions
from planner.analysis.questions.conflicts import Conflict, Conflicts
from planner.analysis.questions.least import Crossing, Least
from planner.analysis.questions.nearest import Nearest
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.options_left import IssueLeft, OptionsLeft
from planner.analysis.questions.pivotal import LineAlone, PivotalLines
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.rests_on import RestsOn
from planner.analysis.questions.rounds import kept
from planner.analysis.questions.tally import NOT_COUNTED, Tally, no_more_than, with_tally
from planner.analysis.questions.ways_out import WayOut, WaysOut
from planner.by_fields import Compared
from planner.model.case import IssueKind

__all__ = ["agreed", "standing"]

_T = TypeVar("_T")


def standing(
    premises: Premises, answers: Mapping[str, Answer], name: str, found: Answer
) -> dict[str, Answer]:
    """The answers with one more: what any of them proves, now or when asked before, stands."""
    now = kept(answers[name], found) if name in answers else found
    return agreed(premises, {**answers, name: now})


def agreed(premises: Premises, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The same answers, each with what the others prove of it."""
    if all(answer.complete for answer in answers.values()):
        return dict(answers)
    known = _Known.of(premises, answers)
    return {
        name: answer if answer.complete else known.told_of(answer)
        for name, answer in answers.items()
    }


def _least_of(count: Count) -> int:
    return count.at_least if isinstance(count, Unfinished) else count


def _most_of(count: Count) -> int | None:
    return count.at_most if isinstance(count, Unfinished) else count


def _first_reason(counts: Iterator[Count]) -> Stopped | None:
    return next((count.reason for count in counts if isinstance(count, Unfinished)), None)


def _clear(tally: Tally) -> Tally:
    """The tally where nothing is open at all, or no more than is open in the two others."""
    if tally.open == 0:
        return Tally(0, 0, 0)
    return Tally(
        tally.open,
        no_more_than(tally.open, tally.respecting),
        no_more_than(tally.open, tally.without_added),
    )


@frozen(eq=False, repr=False)
class _Known(Compared):
    """What is proven by any of the answers."""

    premises: Premises
    tally: Tally
    """The open scenarios with the choices, and what these hide."""
    answers: Mapping[str, Answer]
    scenarios: int | None
    """How many scenarios have the choices, open or not."""
    clashing: Sequence[frozenset[str]]
    """Sets of lines that clash."""
    place: Mapping[str, int] = field(eq=False)
    """The lines in the case's order."""

    @classmethod
    def of(cls, premises: Premises, answers: Mapping[str, Answer]) -> _Known:
        """What these answers prove."""
        tally = Tally(NOT_COUNTED)
        scenarios = None
        clashing: list[frozenset[str]] = []
        for answer in answers.values():
            if isinstance(answer, OpenAnswer):
                scenarios = answer.counted.scenarios
                proven = answer.counted.tally
                tally = Tally(
                    both(proven.open, tally.open), proven.respecting, proven.without_added
                )
            if isinstance(answer, Conflicts):
                sets = (*answer.sets, *(() if answer.shrinking is None else (answer.shrinking,)))
                clashing += [frozenset(each.lines) for each in sets]
            for count in counts_of_open(premises, answer):
                tally = evolve(tally, open=both(tally.open, count))
        found = tally.open
        if premises.only_sourced is premises:
            tally = evolve(tally, without_added=found)
        if _nothing_contested(premises):
            tally = evolve(tally, respecting=found)
        for count in (tally.respecting, tally.without_added):
            tally = evolve(tally, open=at_least(_least_of(count), tally.open))
        place = {line.id: n for n, line in enumerate(premises.case.red_lines)}
        return cls(premises, _clear(tally), answers, scenarios, clashing, place)

    @property
    def some_open(self) -> bool:
        """Whether some scenario is certainly open."""
        return _least_of(self.tally.open) > 0

    @property
    def none_open(self) -> bool:
        """Whether certainly none is."""
        return self.tally.open == 0

    def told_of(self, answer: Answer) -> Answer:
        """An answer that is not finished, with what is proven of it elsewhere."""
        told: tuple[tuple[type[Answer], Callable[..., Answer]], ...] = (
            (OpenAnswer, self._open),
            (OptionsLeft, self._options),
            (Conflicts, self._conflicts),
            (WaysOut, self._ways_out),
            (Nearest, self._nearest),
            (PivotalLines, self._pivotal),
            (Coalitions, self._coalitions),
        )
        return next((tell(answer) for kind, tell in told if isinstance(answer, kind)), answer)

    def _answer(self, kind: type[_T]) -> _T | None:
        return next((a for a in self.answers.values() if isinstance(a, kind)), None)

    def _open(self, found: OpenAnswer) -> OpenAnswer:
        tally = self.tally
        counted = with_tally(found.counted, tally)
        rests = found.rests_on
        if rests is not None and not rests.complete and self.none_open:
            rests = RestsOn()
        least, sourced = found.least, found.least_sourced
        if least is not None and not least.complete:
            least = self._least(least, tally)
        if sourced is not None and not sourced.complete:
            # Those of sourced options only are all that are counted there.
            sourced = _of_none(
                sourced, Tally(tally.without_added, NOT_COUNTED, tally.without_added)
            )
        return OpenAnswer(counted, rests, least, sourced)

    def _least(self, found: Least, tally: Tally) -> Least:
        """The fewest lines crossed are the shortest ways out."""
        found = _of_none(found, tally)
        ways = self._answer(WaysOut)
        if ways is None or found.crossings:
            return found
        fewest = _proven_fewest(ways)
        shortest = [way for way in ways.ways if len(way.lines) == fewest > 0]
        reason = found.reason
        if shortest and (ways.at_least is None or ways.at_least > fewest):
            reason = _first_reason(way.opens for way in shortest)
        crossings = [
            Crossing(way.lines, way.opens, way.respecting, way.without_added) for way in shortest
        ]
        crossings.sort(key=lambda crossing: [self.place[line] for line in crossing.lines])
        return Least(tuple(crossings), reason, max(found.at_least, fewest))

    def _options(self, found: OptionsLeft) -> OptionsLeft:
        """On an issue that no choice fixes, options leave no more than is open, in all just that.

        (The latter where one of them holds, not several together.)
        """
        issues = []
        for left in found.issues:
            issue = self.premises.case.issues_by_id[left.issue]
            if left.issue not in self.premises.fixed:
                left = self._one_of(left, adding_up=issue.kind is not IssueKind.ANY)  # noqa: PLW2901 (what is known of it by now)
            issues.append(left)
        every = (option.open for left in issues for option in left.every)
        return evolve(
            found,
            issues=tuple(issues),
            open=both(found.open, self.tally.open),
            reason=_first_reason(every),
        )

    def _one_of(self, left: IssueLeft, *, adding_up: bool) -> IssueLeft:
        most = _most_of(self.tally.open)
        if most is None:
            return left
        counts = [at_most(most, option.open) for option in left.every]
        if adding_up:
            highest = [_most_of(count) for count in counts]
            lowest = sum(map(_least_of, counts))
            for n, count in enumerate(counts):
                others = [high for k, high in enumerate(highest) if k != n]
                known = [high for high in others if high is not None]
                if len(known) == len(others):
                    counts[n] = at_least(_least_of(self.tally.open) - sum(known), counts[n])
                counts[n] = at_most(most - lowest + _least_of(count), counts[n])
        every = [
            with_tally(option, _clear(evolve(option.tally, open=count)))
            for option, count in zip(left.every, counts, strict=True)
        ]
        return left.with_every(every)

    def _conflicts(self, found: Conflicts) -> Conflicts:
        if self.none_open and not found.sets and found.shrinking is None:
            return evolve(found, shrinking=self._every_line())
        if not self.some_open:
            return found
        apart, unknown = found.kept_apart_by_contested, found.kept_apart_reason or found.reason
        if _least_of(self.tally.respecting) > 0:
            apart, unknown = (), None
        return Conflicts((), kept_apart_by_contested=apart, kept_apart_reason=unknown)

    def _every_line(self) -> Conflict:
        """All counted lines, which clash where nothing is open."""
        return Conflict.of(self.premises.case, self.premises.counted)

    def _ways_out(self, found: WaysOut) -> WaysOut:
        if self.some_open:
            ways = [way for way in found.ways if not way.lines] or [WayOut((), (), SOME)]
            way = ways[0]
            tally = Tally(both(self.tally.open, way.opens), way.respecting, way.without_added)
            tally = _clear(tally)
            way = WayOut((), (), tally.open, tally.respecting, tally.without_added)
            softer = found.contested_left_open
            counts = [tally.open, *(() if softer is None else (softer.open,))]
            exact = all(isinstance(count, int) for count in counts)
            reason = None if exact else found.reason
            return WaysOut((way,), exact, reason, contested_left_open=softer)
        of_open = self._answer(OpenAnswer)
        least = None if of_open is None else of_open.least
        if least is None or (found.ways and found.fewest_first):
            return found
        fewest = max(found.at_least or 0, least.at_least)
        if not (least.crossings and least.crossings[0].lines):
            return evolve(found, at_least=fewest)
        shortest = sorted(least.crossings, key=self._weakest_first)
        parties = [party.id for party in self.premises.case.parties]
        ways = []
        for crossing in shortest:
            held = {self.premises.case.red_lines_by_id[line].party for line in crossing.lines}
            ways.append(
                WayOut(
                    crossing.lines,
                    tuple(party for party in parties if party in held),
                    crossing.scenarios,
                    crossing.respecting,
                    crossing.without_added,
                )
            )
        return evolve(found, ways=tuple(ways), at_least=fewest, fewest_first=True)

    def _weakest_first(self, crossing: Crossing) -> tuple[list[int], list[int]]:
        lines = [self.premises.case.red_lines_by_id[line] for line in crossing.lines]
        ranks = sorted((line.strength.rank for line in lines), reverse=True)
        return ranks, [self.place[line.id] for line in lines]

    def _nearest(self, found: Nearest) -> Nearest:
        """With no choice fixed nothing is near where nothing is open."""
        return Nearest(()) if self.none_open and not self.premises.fixed else found

    def _pivotal(self, found: PivotalLines) -> PivotalLines:
        lines = tuple(evolve(line, opens=self._gain(line)) for line in found.lines)
        exact = all(isinstance(line.opens, int) and line.compared for line in lines)
        return evolve(found, lines=lines, reason=None if exact else found.reason)

    def _gain(self, alone: LineAlone) -> Count:
        """A line that some clash does without opens nothing; a way out of one line opens its own.

        No line opens more than is not open now.
        """
        if not isinstance(alone.opens, Unfinished):
            return alone.opens
        if any(alone.line not in lines for lines in self.clashing):
            return 0
        gain: Count = alone.opens
        for most in (self.scenarios, self._left_by_others(alone.line)):
            if most is not None:
                gain = at_most(most - _least_of(self.tally.open), gain)
        ways = self._answer(WaysOut)
        if self.none_open and ways is not None:
            for way in ways.ways:
                if way.lines == (alone.line,):
                    return both(gain, way.opens)
            if ways.at_least is None or ways.at_least > 1:
                return 0
        return gain

    def _left_by_others(self, line: str) -> int | None:
        """No more is open without the line than is with none of those that its party holds."""
        allied = self._answer(Coalitions)
        holders = {each.party for each in self.premises.counted}
        others = holders - {self.premises.case.red_lines_by_id[line].party}
        most = (c.open for c in allied.coalitions if set(c.parties) == others) if allied else ()
        return next(map(_most_of, most), None)

    def _coalitions(self, found: Coalitions) -> Coalitions:
        """More parties leave no more open; who holds the lines of a clash cannot agree."""
        counts = self._by_parties(found)
        incompatible, complete = found.incompatible, found.incompatible_complete
        if self.some_open:
            incompatible, complete = (), True
        answers = tuple(
            Coalition(each.parties, tally.open, tally.respecting, tally.without_added)
            for each in found.coalitions
            for tally in (_clear(evolve(each.tally, open=counts[frozenset(each.parties)])),)
        )
        if not complete and answers and any(answer.compatible for answer in answers):
            clashing = _minimal(answers)
            if clashing is not None:
                incompatible, complete = clashing, True
        reason = found.reason
        if answers and complete:
            reason = _first_reason(answer.open for answer in answers)
        return Coalitions(answers, incompatible, complete, reason)

    def _by_parties(self, found: Coalitions) -> dict[frozenset[str], Count]:
        counts = {frozenset(each.parties): each.open for each in found.coalitions}
        lines = self.premises.case.red_lines_by_id
        clashes = [frozenset(lines[line].party for line in each) for each in self.clashing]
        clashes += [frozenset(each) for each in found.incompatible]
        in_order = [frozenset(each.parties) for each in found.coalitions]
        for parties in in_order:  # the smaller ones come first
            if any(clash <= parties for clash in clashes):
                counts[parties] = 0
            for one in parties if len(parties) > 1 else ():
                most = _most_of(counts[parties - {one}])
                if most is not None:
                    counts[parties] = at_most(most, counts[parties])
        for parties in reversed(in_order):
            if parties == in_order[-1]:
                counts[parties] = both(counts[parties], self.tally.open)
            for one in parties if len(parties) > 1 else ():
                fewer = parties - {one}
                counts[fewer] = at_least(_least_of(counts[parties]), counts[fewer])
        return counts


def _minimal(coalitions: Sequence[Coalition]) -> tuple[tuple[str, ...], ...] | None:
    """The smallest of the coalitions that cannot agree; ``None`` where that is not known of one."""
    found: list[tuple[str, ...]] = []
    for each in coalitions:
        if any(set(clash) <= set(each.parties) for clash in found):
            continue
        if each.open == 0:
            found.append(each.parties)
        elif not each.compatible:
            return None
    return tuple(found)


def _of_none(found: Least, tally: Tally) -> Least:
    """That no line need be crossed, where something is open; that one must be, where nothing is."""
    if _least_of(tally.open) > 0:
        crossing = Crossing((), tally.open, tally.respecting, tally.without_added)
        return Least((crossing,), None if isinstance(tally.open, int) else found.reason)
    if tally.open == 0 and not found.at_least:
        return evolve(found, at_least=1)
    return found


def _proven_fewest(ways: WaysOut) -> int:
    """A number of lines that every way out gives up for certain."""
    if ways.ways and ways.fewest_first:
        return len(ways.ways[0].lines)
    return ways.at_least or 0


def _nothing_contested(premises: Premises) -> bool:
    """Whether no counted line can be left contested without being crossed."""
    strict = premises.reading.contested_is_crossed
    return strict or not any(line.has_contested_zone for line in premises.counted)
