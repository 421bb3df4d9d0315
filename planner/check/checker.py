"""Checks scenarios of one case, line by line and party by party.

Exact for partial scenarios too: a line is crossed (contested, respected) as soon as every
completion crosses (leaves contested, respects) it, and undecided otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from planner.check.conditions import Conditions, Exhaustible, Picks
from planner.check.lowering import lower
from planner.check.verdict import Consequence, LineStatus, PartyStatus, Verdict
from planner.model.case import Case, Party
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.scenario import Scenario

__all__ = ["Checker", "check"]

_NO_CONSEQUENCE = Consequence()

# A digit a line: 1 crossed, 2 contested, 4 undecided. Written in hexadecimal, so that a whole
# mask turns into statuses without a loop over bits in Python.
_STATUS_OF_DIGIT = {
    "0": LineStatus.RESPECTED,
    "1": LineStatus.CROSSED,
    "2": LineStatus.CONTESTED,
    "4": LineStatus.UNDECIDED,
}


# Nobody prints these: what attrs need not make costs nothing at the start of a check.
@frozen(eq=False, repr=False)
class _Masks:
    """A status for each red line, one bit a line; a line in none of the masks is respected.

    ``incoherent`` holds one bit a coherence rule: those that every completion breaks.
    """

    crossed: int
    contested: int
    undecided: int
    incoherent: int


class Checker:
    """Checks scenarios of one case; made once a case, it holds nothing that changes."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._lowered = lowered = lower(case)
        lines = case.red_lines
        self._all_lines = (1 << len(lines)) - 1
        everything = tuple(variable.everything for variable in lowered.variables)
        crossed = [lowered.terms(line.crossed_when) for line in lines]
        contested = [lowered.terms(line.contested_when) for line in lines]
        rules = [lowered.terms(rule.impossible_when) for rule in case.coherence]
        self._conditions = Conditions([*crossed, *contested, *rules], everything)
        both = [one + other for one, other in zip(crossed, contested, strict=True)]
        self._crossed_or_contested = Exhaustible(both, everything)
        self._places = {
            issue.id: (lowered.groups[issue.id][0], {o: n for n, o in enumerate(issue.by_id)})
            for issue in case.issues
        }
        self._lines_of_party = {
            party.id: _mask(n for n, line in enumerate(lines) if line.party == party.id)
            for party in case.parties
        }
        self._lines_on_issue = {
            issue.id: _mask(n for n, line in enumerate(lines) if issue.id in line.issues)
            for issue in case.issues
        }
        self._lines_counted = {
            reading: _mask(n for n, line in enumerate(lines) if reading.counts(line.strength))
            for reading in Reading
        }
        self._index = {line.id: n for n, line in enumerate(lines)}

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
        aside = frozenset(scenario.set_aside if set_aside is None else set_aside)
        picks = self._picks(scenario)
        masks = self._masks(picks, reading)
        left_out = self._mask_of(aside)
        counted = self._lines_counted[reading] & ~left_out
        return Verdict(
            case=self.case,
            reading=reading,
            set_aside=aside,
            undecided=tuple(
                issue for issue, (variable, _) in self._places.items() if picks[variable] is None
            ),
            statuses=self._statuses(masks),
            party_statuses=tuple(
                self._party_status(party, masks, counted, left_out) for party in self.case.parties
            ),
            incoherent=tuple(
                rule.id for n, rule in enumerate(self.case.coherence) if masks.incoherent >> n & 1
            ),
        )

    def consequences(
        self,
        scenario: Scenario,
        issue: str,
        *,
        reading: Reading | None = None,
        set_aside: Iterable[str] | None = None,
    ) -> dict[str, Consequence]:
        """For each option of ``issue``, by id: what choosing it would do to the counted lines.

        Raises ``KeyError`` for an issue that the case does not have.
        """
        reading = reading or scenario.reading or self.case.reading
        aside = frozenset(scenario.set_aside if set_aside is None else set_aside)
        counted = self._lines_counted[reading] & ~self._mask_of(aside)
        relevant = counted & self._lines_on_issue[issue]
        picks = self._picks(scenario)
        found = {}
        for option in self.case.issues_by_id[issue].options:
            if relevant:
                variable, values = self._places[issue]
                picks[variable] = values[option.id]
                masks = self._masks(picks, reading)
                found[option.id] = Consequence(
                    self._lines_in(masks.crossed & relevant),
                    self._lines_in(masks.contested & relevant),
                )
            else:
                found[option.id] = _NO_CONSEQUENCE
        return found

    def _picks(self, scenario: Scenario) -> Picks:
        picks: Picks = [None] * len(self._lowered.variables)
        for issue, (variable, values) in self._places.items():
            option = scenario.option(issue)
            if option is not None:
                picks[variable] = values[option]
        return picks

    def _masks(self, picks: Picks, reading: Reading) -> _Masks:
        certain, possible = self._conditions.evaluate(picks)
        count = len(self.case.red_lines)
        crosses, may_cross = certain & self._all_lines, possible & self._all_lines
        in_zone = certain >> count & self._all_lines
        may_be_in_zone = possible >> count & self._all_lines
        if reading.contested_is_crossed:
            crosses |= in_zone
            open_yet = (may_cross | may_be_in_zone) & ~crosses
            crosses |= self._crossed_or_contested.certain(open_yet, picks)
            contested = 0
        else:
            contested = in_zone & ~may_cross
        return _Masks(
            crossed=crosses,
            contested=contested,
            undecided=(may_cross | may_be_in_zone) & ~crosses & ~contested,
            incoherent=certain >> 2 * count,
        )

    def _mask_of(self, lines: frozenset[str]) -> int:
        return _mask(self._index[line] for line in lines if line in self._index)

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
        held = self._lines_of_party[party.id]
        lines = held & counted
        gravest_first = (
            (PartyStatus.CROSSED, lines & masks.crossed),
            (PartyStatus.CONTESTED, lines & masks.contested),
            (PartyStatus.UNDECIDED, lines & masks.undecided),
            (PartyStatus.SET_ASIDE, held & left_out & masks.crossed),
            (PartyStatus.CLEAR, lines),
        )
        return next((status for status, hit in gravest_first if hit), PartyStatus.NONE_COUNTED)

    def _lines_in(self, mask: int) -> tuple[RedLine, ...]:
        return tuple(self.case.red_lines[n] for n in _bits(mask))


def check(
    case: Case,
    scenario: Scenario,
    *,
    reading: Reading | None = None,
    set_aside: Iterable[str] | None = None,
) -> Verdict:
    """The verdict on one scenario; for many of one case, keep a :class:`Checker`."""
    return Checker(case).check(scenario, reading=reading, set_aside=set_aside)


def _mask(bits: Iterable[int]) -> int:
    return sum(1 << n for n in bits)


def _bits(mask: int) -> Iterable[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
