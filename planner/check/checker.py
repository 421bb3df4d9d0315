"""Checks scenarios of one case, line by line and party by party.

Exact for partial scenarios too: a line is crossed (contested, respected) as soon as every
completion crosses (leaves contested, respects) it, and undecided otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from planner.by_fields import Printed
from planner.check.answers import Applying, Picks
from planner.check.conditions import Conditions, bits_of, deciding, mask_of
from planner.check.verdict import LineStatus, PartyStatus, Verdict
from planner.model.case import Case, Party
from planner.model.conditions import Condition, Pick
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.scenario import Scenario

if TYPE_CHECKING:
    from planner.check.outcome import Outcome
    from planner.check.reach import ScoredLine
    from planner.check.stretches import Stretches

__all__ = ["Checker", "check"]

_Name = TypeVar("_Name", bound=str)

# A digit a line: 1 crossed, 2 contested, 4 undecided. Written in hexadecimal, so that a whole
# mask turns into statuses without a loop over bits in Python.
_STATUS_OF_DIGIT = {
    "0": LineStatus.RESPECTED,
    "1": LineStatus.CROSSED,
    "2": LineStatus.CONTESTED,
    "4": LineStatus.UNDECIDED,
}


@frozen(eq=False, repr=False)
class _Masks(Printed):
    """A status for each red line, one bit a line; a line in none of the masks is respected.

    ``incoherent`` holds one bit a coherence rule: those that every completion breaks. ``reached``
    holds by line what those by points have, and come to at least and at most.
    """

    crossed: int
    contested: int
    undecided: int
    incoherent: int
    applying: Applying
    reached: Mapping[int, tuple[int, int, int]]

    def status_of(self, line: int) -> LineStatus:
        """The status of the line at that place."""
        if self.crossed >> line & 1:
            return LineStatus.CROSSED
        if self.contested >> line & 1:
            return LineStatus.CONTESTED
        return LineStatus.UNDECIDED if self.undecided >> line & 1 else LineStatus.RESPECTED


_Judged = tuple[_Masks, tuple[LineStatus, ...], tuple[str, ...]]
"""The masks of the choices, each line's status by them, and the issues that are still open."""


class Checker:
    """Checks scenarios of one case; made once a case, it holds nothing that changes."""

    def __init__(self, case: Case) -> None:
        self.case = case
        lines = case.red_lines
        self._all_lines = (1 << len(lines)) - 1
        crossed = [line.crossed_when for line in lines]
        contested = [line.contested_when for line in lines]
        rules = [rule.impossible_when for rule in case.coherence]
        self._conditions = Conditions(case, [*crossed, *contested, *rules])
        self._rules = mask_of(range(2 * len(lines), 2 * len(lines) + len(rules)))
        self._with_both = mask_of(n for n, line in enumerate(lines) if line.contested_when)
        of_party = _places_of_each(line.party for line in lines)
        self._lines_of_party = {party.id: of_party.get(party.id, 0) for party in case.parties}
        self._lines_of_members = _lines_of_members(case)
        of_strength = _places_of_each(line.strength for line in lines)
        self._lines_counted = {
            reading: sum(held for strength, held in of_strength.items() if reading.counts(strength))
            for reading in Reading
        }
        self._index = {line.id: n for n, line in enumerate(lines)}
        self._places_on_issue: dict[str, tuple[int, ...]] = {}  # of those asked for
        self._place_of_issue = {issue.id: n for n, issue in enumerate(case.issues)}

    def check(
        self,
        scenario: Scenario,
        *,
        reading: Reading | None = None,
        set_aside: Iterable[str] | None = None,
    ) -> Verdict:
        """The verdict on a complete or partial scenario.

        ``reading`` and ``set_aside`` override the scenario's own; a scenario without a reading is
        read as its case says. Names that the case does not have are ignored in ``set_aside``.
        """
        reading = reading or scenario.reading or self.case.reading
        return self.check_under([reading], scenario, set_aside=set_aside)[reading]

    def check_under(
        self,
        readings: Iterable[Reading],
        scenario: Scenario,
        *,
        set_aside: Iterable[str] | None = None,
    ) -> dict[Reading, Verdict]:
        """The verdicts on the same choices under several readings, as :meth:`check` gives each."""
        aside = frozenset(scenario.set_aside if set_aside is None else set_aside)
        picks = self._conditions.picks(scenario)
        aside_mask = self._mask_of(aside)
        alike: dict[bool, _Judged] = {}
        found = {}
        for reading in readings:
            if (judged := alike.get(reading.contested_is_crossed)) is None:
                judged = alike[reading.contested_is_crossed] = self._judged(picks, reading)
            found[reading] = self._verdict(judged, reading, aside, aside_mask)
        return found

    def _judged(self, picks: Picks, reading: Reading) -> _Judged:
        masks = self._masks(picks, reading, self._all_lines)
        undecided = self._conditions.undecided(picks, masks.applying)
        return masks, self._statuses(masks), undecided

    def _verdict(
        self,
        judged: _Judged,
        reading: Reading,
        aside: frozenset[str],
        aside_mask: int,
    ) -> Verdict:
        masks, statuses, undecided = judged
        strong = self._lines_counted[reading]
        left_out = strong & aside_mask
        counted = strong & ~left_out
        applying = masks.applying
        return Verdict(
            case=self.case,
            reading=reading,
            set_aside=aside,
            undecided=undecided,
            statuses=statuses,
            party_statuses=tuple(
                self._party_status(party, masks, counted, left_out) for party in self.case.parties
            ),
            incoherent=tuple(
                rule.id for n, rule in enumerate(self.case.coherence) if masks.incoherent >> n & 1
            ),
            not_applying=tuple(i.id for i in self.case.issues if applying.get(i.id) is False)
            if applying
            else (),
            may_apply=frozenset(issue for issue, applies in applying.items() if applies is None),
            reached={
                self.case.red_lines[n].id: self._scored[n].in_decimals(*reach)
                for n, reach in masks.reached.items()
            },
            member_statuses={
                party: {
                    name: _status(held, masks, counted, left_out) for name, held in members.items()
                }
                for party, members in self._lines_of_members.items()
            },
        )

    def outcomes(
        self,
        scenario: Scenario,
        issue: str,
        answers: Iterable[Pick | None],
        *,
        reading: Reading | None = None,
        set_aside: Iterable[str] | None = None,
    ) -> Iterator[Outcome]:
        """What becomes of the counted lines with each of the answers to ``issue``, in their order.

        The other choices stay as they are; ``None`` leaves the issue undecided, and so does a
        choice of fewer options than must hold. ``reading`` and ``set_aside`` are those of
        :meth:`check`. Raises ``KeyError`` for an issue or an answer that the case does not have.
        """
        from planner.check.outcome import Outcome  # noqa: PLC0415 (a verdict alone does without)

        asked = self.case.issues_by_id[issue]
        reading = reading or scenario.reading or self.case.reading
        aside = frozenset(scenario.set_aside if set_aside is None else set_aside)
        asked_of = self._lines_counted[reading] & self._lines_on_issue[issue]
        left_out = asked_of & self._mask_of(aside)
        relevant = asked_of & ~left_out
        picks, place = self._conditions.picks(scenario), self._conditions.places[issue]
        known = self._conditions.answers[issue]
        about = [(n, self.case.red_lines[n]) for n in bits_of(relevant)]
        for pick in answers:
            too_few = isinstance(pick, tuple) and len(pick) < asked.at_least
            picks[place] = None if pick is None or too_few else known.value(pick)
            masks = self._masks(picks, reading, asked_of)
            undecided = masks.undecided & relevant
            depends = partial(self._depends_by_id, undecided, [*picks], masks.applying)
            yield Outcome(
                tuple((line, masks.status_of(n)) for n, line in about),
                cache(depends),
                self._lines_in(masks.crossed & left_out),
                self._conditions.complete(picks, masks.applying),
                bool(masks.incoherent),
            )

    def places_of_lines_on(self, issue: str) -> tuple[int, ...]:
        """Where the lines that depend on the issue stand; also where it has others apply or not."""
        found = self._places_on_issue.get(issue)
        if found is None:
            found = self._places_on_issue[issue] = tuple(bits_of(self._lines_on_issue[issue]))
        return found

    @property
    def place_of_line(self) -> Mapping[str, int]:
        """Where each line stands among those of the case, by its id."""
        return self._index

    def depends_on(self, scenario: Scenario, lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """By line the undecided issues on which it depends what the scenario does to it.

        These are the issues of which its rules ask what is chosen, together with nothing that is
        ruled out already, and those on which it depends whether an issue that they name applies, in
        the case's order; of a line by points all that may still give any.
        """
        picks = self._conditions.picks(scenario)
        *_, applying = self._conditions.evaluate(picks, 0)
        return self._depends_by_id(mask_of(self._index[line] for line in lines), picks, applying)

    def _depends_by_id(
        self, lines: int, picks: Picks, applying: Applying
    ) -> dict[str, tuple[str, ...]]:
        found = self._depends(lines, picks, applying) if lines else {}
        return {self.case.red_lines[n].id: on for n, on in found.items()}

    def _depends(self, lines: int, picks: Picks, applying: Applying) -> dict[int, tuple[str, ...]]:
        count, places = len(self.case.red_lines), self._conditions.places
        asked = [n + half for n in bits_of(lines) for half in (0, count)]
        terms = self._conditions.still_possible(asked, picks)
        found = {}
        for n in bits_of(lines):
            line = self.case.red_lines[n]
            asks = [c for half in (0, count) for term in terms[n + half] for c in term.conditions]
            asks += map(Condition, line.points.issues if line.points is not None else ())
            named = deciding(self.case, asks, lambda issue: applying.get(issue, True))
            undecided = (issue for issue in named if picks[places[issue]] is None)
            found[n] = tuple(sorted(undecided, key=self._place_of_issue.__getitem__))
        return found

    def stretches(self, issue: str) -> Stretches:
        """The stretches of a number that no rule tells apart, ascending; none of other issues."""
        return self._conditions.stretches.get(issue, ())

    @cached_property
    def _lines_on_issue(self) -> Mapping[str, int]:
        """The lines that depend on each issue, also through others that may not apply."""
        by_line: Iterable[Iterable[str]] = (line.issues for line in self.case.red_lines)
        if any(issue.applies_when for issue in self.case.issues):
            from planner.check.dependence import behind, with_those_behind  # noqa: PLC0415 (only here)

            behind_each = behind(self.case)
            by_line = (with_those_behind(issues, behind_each) for issues in by_line)
        found = dict.fromkeys(self.case.issues_by_id, 0)
        for n, issues in enumerate(by_line):
            for issue in issues:
                found[issue] |= 1 << n
        return found

    @cached_property
    def _shut_in(self) -> int:
        """The lines that may be certain to be crossed or contested though neither is certain."""
        count = len(self.case.red_lines)
        pairs = ((n, n + count) for n in bits_of(self._with_both))
        return mask_of(n for n, zone in pairs if self._conditions.may_exhaust((n, zone)))

    @cached_property
    def _scored(self) -> Mapping[int, ScoredLine]:
        """The lines by points, by their places among all."""
        if all(line.points is None for line in self.case.red_lines):
            return {}
        from planner.check.reach import scored_lines  # noqa: PLC0415 (only lines by points need it)

        return scored_lines(self.case, self.case.red_lines, self._conditions.completions)

    def _masks(self, picks: Picks, reading: Reading, wanted: int) -> _Masks:
        """Of the ``wanted`` lines; of others some may be undecided that are not."""
        count = len(self.case.red_lines)
        both = wanted | wanted << count | self._rules
        certain, possible, applying = self._conditions.evaluate(picks, both)
        crosses, may_cross = certain & self._all_lines, possible & self._all_lines
        in_zone = certain >> count & self._all_lines
        may_be_in_zone = possible >> count & self._all_lines
        reached = {}
        for n, scored in self._scored.items():
            if wanted >> n & 1:
                reached[n] = scored.reach(picks, self._conditions.places, applying)
                _, least, most = reached[n]
                crosses |= (most < scored.minimum) << n
                may_cross |= (least < scored.minimum) << n
                in_zone |= (most < scored.zone_ends) << n
                may_be_in_zone |= (least < scored.zone_ends) << n
        if reading.contested_is_crossed:
            crosses |= in_zone
            for n in bits_of(may_cross & may_be_in_zone & ~crosses & wanted & self._shut_in):
                together = self._conditions.certain_together(n, n + count, picks, applying)
                crosses |= together << n
            contested = 0
        else:
            contested = in_zone & ~may_cross
        return _Masks(
            crossed=crosses,
            contested=contested,
            undecided=(may_cross | may_be_in_zone) & ~crosses & ~contested,
            incoherent=(certain & self._rules) >> 2 * count,
            applying=applying,
            reached=reached,
        )

    def _mask_of(self, lines: frozenset[str]) -> int:
        return mask_of(self._index[line] for line in lines if line in self._index)

    def _statuses(self, masks: _Masks) -> tuple[LineStatus, ...]:
        count = len(self.case.red_lines)
        digits = sum(
            int(f"{mask:b}", 16) * digit
            for mask, digit in ((masks.crossed, 1), (masks.contested, 2), (masks.undecided, 4))
        )
        return tuple(map(_STATUS_OF_DIGIT.__getitem__, f"{digits:0{count}x}"[::-1][:count]))

    def _party_status(
        self, party: Party, masks: _Masks, counted: int, left_out: int
    ) -> PartyStatus:
        if party.id not in self.case.heard_parties:
            return PartyStatus.NO_POSITION
        return _status(self._lines_of_party[party.id], masks, counted, left_out)

    def _lines_in(self, mask: int) -> tuple[RedLine, ...]:
        return tuple(self.case.red_lines[n] for n in bits_of(mask))


def check(
    case: Case,
    scenario: Scenario,
    *,
    reading: Reading | None = None,
    set_aside: Iterable[str] | None = None,
) -> Verdict:
    """The verdict on one scenario; for many of one case, keep a :class:`Checker`."""
    return Checker(case).check(scenario, reading=reading, set_aside=set_aside)


def _places_of_each(names: Iterable[_Name]) -> dict[_Name, int]:
    """The places at which each name stands, one bit a place."""
    found: dict[_Name, int] = {}
    for n, name in enumerate(names):
        found[name] = found.get(name, 0) | 1 << n
    return found


def _lines_of_members(case: Case) -> Mapping[str, Mapping[str, int]]:
    """The lines of the members who have any, by party and name in the party's order."""
    found: dict[str, dict[str, int]] = {}
    for n, line in enumerate(case.red_lines):
        if line.member:
            held = found.setdefault(line.party, {})
            held[line.member] = held.get(line.member, 0) | 1 << n
    for party, held in found.items():
        named = dict.fromkeys((*case.parties_by_id[party].members, *held))
        found[party] = {member: held[member] for member in named if member in held}
    return found


def _status(held: int, masks: _Masks, counted: int, left_out: int) -> PartyStatus:
    """The status of whoever holds those lines."""
    lines = held & counted
    gravest_first = (
        (PartyStatus.CROSSED, lines & masks.crossed),
        (PartyStatus.CONTESTED, lines & masks.contested),
        (PartyStatus.UNDECIDED, lines & masks.undecided),
        (PartyStatus.SET_ASIDE, held & left_out & masks.crossed),
        (PartyStatus.CLEAR, lines),
    )
    return next((status for status, hit in gravest_first if hit), PartyStatus.NONE_COUNTED)
