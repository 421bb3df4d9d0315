"""The verdict: a case, a scenario and a reading, line by line and party by party.

Exact for partial scenarios too: a line is crossed (contested, respected) as soon as every
completion crosses (leaves contested, respects) it, and undecided otherwise.

How it is fast: every term of every condition has one bit of a Python integer. Choosing an option
kills the terms that do not admit it, so a whole re-check is one OR per issue. The first terms of
all conditions stand side by side, then the second terms, and so on: a condition is true where any
of its bits is, which folds the layers with one OR each. Only a condition whose terms together could
exhaust an issue (no single term certain, yet no way past them all) needs a search, and those are
known beforehand: ordinary cases hold none or a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property

from attrs import frozen

from planner.model import Case, Issue, Party, Reading, RedLine, Scenario, Strength, Term

__all__ = [
    "Checker",
    "Consequence",
    "LineStatus",
    "LineVerdict",
    "PartyStatus",
    "PartyVerdict",
    "Verdict",
    "check",
]


class LineStatus(StrEnum):
    """What a scenario does to a red line."""

    CROSSED = "crossed"
    CONTESTED = "contested"
    UNDECIDED = "undecided"
    RESPECTED = "respected"


class PartyStatus(StrEnum):
    """What a scenario does to a party's counted lines, taken together.

    ``set_aside`` stands where none of them is crossed, contested or undecided, but a line that the
    planner left out would be crossed.
    """

    CROSSED = "crossed"
    CONTESTED = "contested"
    UNDECIDED = "undecided"
    CLEAR = "clear"
    SET_ASIDE = "set_aside"
    NONE_COUNTED = "none_counted"
    NO_POSITION = "no_position"


@frozen(eq=False)
class LineVerdict:
    """A red line with its status, and whether it is counted.

    ``weaker`` and ``set_aside`` say why not: the line's strength is below the reading, or the
    planner left the line out.
    """

    line: RedLine
    status: LineStatus
    weaker: bool
    set_aside: bool

    @property
    def counted(self) -> bool:
        """Whether the line counts towards its party's status."""
        return not (self.weaker or self.set_aside)

    @property
    def crossed_aside(self) -> bool:
        """Whether the planner left the line out and the scenario crosses it."""
        return self.set_aside and self.status is LineStatus.CROSSED


@frozen(eq=False)
class PartyVerdict:
    """A party with its status over its counted lines; ``lines`` holds all of its lines."""

    party: Party
    status: PartyStatus
    lines: tuple[LineVerdict, ...]


@frozen(slots=False, eq=False)
class Verdict:
    """What a scenario does to every red line and party of a case, under one reading.

    ``statuses`` stands in the order of ``case.red_lines``, ``party_statuses`` in that of
    ``case.parties``. ``undecided`` holds the ids of the issues still open, ``incoherent`` those of
    the coherence rules that every completion breaks.
    """

    case: Case
    reading: Reading
    set_aside: frozenset[str]
    undecided: tuple[str, ...]
    statuses: tuple[LineStatus, ...]
    party_statuses: tuple[PartyStatus, ...]
    incoherent: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every issue is decided."""
        return not self.undecided

    @cached_property
    def lines(self) -> tuple[LineVerdict, ...]:
        """Every red line of the case with its status, in the case's order."""
        weaker = {strength: not self.reading.counts(strength) for strength in Strength}
        return tuple(
            LineVerdict(line, status, weaker[line.strength], line.id in self.set_aside)
            for line, status in zip(self.case.red_lines, self.statuses, strict=True)
        )

    @cached_property
    def parties(self) -> tuple[PartyVerdict, ...]:
        """Every party of the case with its status and lines, in the case's order."""
        held: dict[str, list[LineVerdict]] = {party.id: [] for party in self.case.parties}
        for verdict in self.lines:
            held[verdict.line.party].append(verdict)
        return tuple(
            PartyVerdict(party, status, tuple(held[party.id]))
            for party, status in zip(self.case.parties, self.party_statuses, strict=True)
        )

    def counted(self, status: LineStatus) -> tuple[LineVerdict, ...]:
        """The counted lines of that status, in the case's order."""
        return tuple(line for line in self.lines if line.status is status and line.counted)

    @property
    def crossed(self) -> tuple[LineVerdict, ...]:
        """The counted lines that are crossed."""
        return self.counted(LineStatus.CROSSED)

    @property
    def contested(self) -> tuple[LineVerdict, ...]:
        """The counted lines that are contested."""
        return self.counted(LineStatus.CONTESTED)


@frozen(eq=False)
class Consequence:
    """The counted red lines that choosing an option would cross or leave contested.

    Only lines that hang on the option's issue are named; the other choices stay as they are.
    """

    crossed: tuple[RedLine, ...] = ()
    contested: tuple[RedLine, ...] = ()


_NO_CONSEQUENCE = Consequence()

# A digit a line: 1 crossed, 2 contested, 4 undecided. Written in hexadecimal, so that a whole
# mask turns into statuses without a loop over bits in Python.
_STATUS_OF_DIGIT = {
    "0": LineStatus.RESPECTED,
    "1": LineStatus.CROSSED,
    "2": LineStatus.CONTESTED,
    "4": LineStatus.UNDECIDED,
}


@frozen(eq=False)
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
        lines = case.red_lines
        self._all_lines = (1 << len(lines)) - 1
        self._conditions = _Conditions(
            [
                *(line.crossed_when for line in lines),
                *(line.contested_when for line in lines),
                *(rule.impossible_when for rule in case.coherence),
            ],
            case.issues_by_id,
        )
        self._crossed_or_contested = _Exhaustible(
            [(*line.crossed_when, *line.contested_when) for line in lines], case.issues_by_id
        )
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
            undecided=tuple(issue for issue, option in picks.items() if option is None),
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
                picks[issue] = option.id
                masks = self._masks(picks, reading)
                found[option.id] = Consequence(
                    self._lines_in(masks.crossed & relevant),
                    self._lines_in(masks.contested & relevant),
                )
            else:
                found[option.id] = _NO_CONSEQUENCE
        return found

    def _picks(self, scenario: Scenario) -> _Picks:
        return {issue.id: scenario.option(issue.id) for issue in self.case.issues}

    def _masks(self, picks: _Picks, reading: Reading) -> _Masks:
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


_Picks = dict[str, str | None]
"""The option chosen on each issue of the case, ``None`` where it is undecided."""

_Restriction = dict[str, frozenset[str]]
"""A term by issue, holding only the option sets that leave some option of their issue out."""


class _Conditions:
    """Many conditions (each an OR of terms), evaluated together.

    The k-th term of condition n has the bit ``k * len(conditions) + n``.
    """

    def __init__(self, conditions: Sequence[tuple[Term, ...]], issues: Mapping[str, Issue]) -> None:
        self._count = len(conditions)
        self._everything = 0
        self._killed_by = {issue.id: dict.fromkeys(issue.by_id, 0) for issue in issues.values()}
        self._hangs_on = dict.fromkeys(issues, 0)
        self._exhaustible = _Exhaustible(conditions, issues)
        for n, condition in enumerate(conditions):
            for k, term in enumerate(_restrictions(condition, issues)):
                self._add(1 << (k * self._count + n), term)

    def _add(self, bit: int, term: _Restriction) -> None:
        self._everything |= bit
        for issue, admitted in term.items():
            self._hangs_on[issue] |= bit
            killed_by = self._killed_by[issue]
            for option in killed_by:
                if option not in admitted:
                    killed_by[option] |= bit

    def evaluate(self, picks: _Picks) -> tuple[int, int]:
        """The conditions true in every completion, and in at least one; one bit a condition."""
        dead = pending = 0
        for issue, option in picks.items():
            if option is None:
                pending |= self._hangs_on[issue]
            else:
                dead |= self._killed_by[issue][option]
        alive = self._everything & ~dead
        possible = self._fold(alive)
        certain = self._fold(alive & ~pending)
        return certain | self._exhaustible.certain(possible & ~certain, picks), possible

    def _fold(self, terms: int) -> int:
        folded = 0
        while terms:
            folded |= terms
            terms >>= self._count
        return folded & ((1 << self._count) - 1)


class _Exhaustible:
    """Those conditions whose terms together could leave no way past them."""

    def __init__(self, conditions: Iterable[tuple[Term, ...]], issues: Mapping[str, Issue]) -> None:
        self._issues = issues
        self._terms = {
            n: terms
            for n, condition in enumerate(conditions)
            if len(condition) > 1
            and _may_exhaust(terms := _restrictions(condition, issues), issues)
        }

    def certain(self, unsettled: int, picks: _Picks) -> int:
        """Of the ``unsettled`` conditions (one bit each), those true in every completion."""
        if not unsettled:
            return 0
        return _mask(
            n
            for n, terms in self._terms.items()
            if unsettled >> n & 1 and self._always(_remaining(terms, picks))
        )

    def _always(self, terms: list[_Restriction]) -> bool:
        if not all(terms):
            return True
        if not _may_exhaust(terms, self._issues):
            return False
        named = [issue for term in terms for issue in term]
        issue = max(named, key=named.count)
        return all(
            self._always(_remaining(terms, {issue: option})) for option in self._issues[issue].by_id
        )


def _restrictions(condition: tuple[Term, ...], issues: Mapping[str, Issue]) -> list[_Restriction]:
    """The condition's terms without what restricts nothing and without those never true."""
    terms = (_restriction(term, issues) for term in condition)
    return [term for term in terms if term is not None]


def _restriction(term: Term, issues: Mapping[str, Issue]) -> _Restriction | None:
    """The term without what restricts nothing; ``None`` if no scenario can make it true."""
    admitted: _Restriction = {}
    for option_set in term.option_sets:
        everything = frozenset(issues[option_set.issue].by_id)
        options = admitted.get(option_set.issue, everything).intersection(option_set.options)
        if not options:
            return None
        admitted[option_set.issue] = options
    return {
        issue: options
        for issue, options in admitted.items()
        if len(options) < len(issues[issue].options)
    }


def _may_exhaust(terms: Sequence[_Restriction], issues: Mapping[str, Issue]) -> bool:
    """Whether the terms together could leave no way past them though each of them does.

    If every issue has an option that no term admits, choosing those on the issues still undecided
    gets past every term that hangs on one: then the answer is no, whatever was chosen before.
    """
    admitted: dict[str, set[str]] = {}
    for term in terms:
        for issue, options in term.items():
            admitted.setdefault(issue, set()).update(options)
    return any(len(options) == len(issues[issue].options) for issue, options in admitted.items())


def _remaining(
    terms: Iterable[_Restriction], picks: Mapping[str, str | None]
) -> list[_Restriction]:
    """What is left of the terms once the picks are made: without the killed ones."""
    left = []
    for term in terms:
        open_sets: _Restriction = {}
        for issue, options in term.items():
            pick = picks.get(issue)
            if pick is None:
                open_sets[issue] = options
            elif pick not in options:
                break
        else:
            left.append(open_sets)
    return left


def _mask(bits: Iterable[int]) -> int:
    return sum(1 << n for n in bits)


def _bits(mask: int) -> Iterable[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
