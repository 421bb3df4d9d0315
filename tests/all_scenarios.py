"""Every scenario of a case file, judged by the definitions: the independent judge of large cases.

Nothing here imports the planner. A case is read as plain TOML, and each of its complete scenarios
is looked at: an array for each issue says which of its answers each scenario holds. Four million
scenarios take a second.
"""

from __future__ import annotations

import datetime as dt
import itertools
import tomllib
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["READINGS", "Judge"]

Table = dict[str, Any]
Answer = frozenset[str] | int | None
"""The options that hold, a number, or ``None`` where the issue does not apply."""
Truth = npt.NDArray[np.bool_]

READINGS = ("literal", "lenient", "moderate", "firm", "strict")
_STRENGTHS = ("declared", "opposition", "insistence", "preference")
_TENTHS = 10


class Judge:
    """All scenarios of a case, and what holds of them under a reading, as of a day."""

    def __init__(self, path: Path, day: dt.date | None = None) -> None:
        self.case: Table = tomllib.loads(path.read_text(encoding="utf-8"))
        self.issues: dict[str, Table] = self.case["issues"]
        self.lines: dict[str, Table] = {
            name: line for name, line in self.case["red_lines"].items() if self._stands(line, day)
        }
        self.answers: dict[str, list[Answer]] = {}
        self.held: dict[str, npt.NDArray[np.int8]] = {}
        for name in self.issues:
            self._branch(name)
        self.scenarios = len(next(iter(self.held.values())))

    def analysis(self, reading: str) -> dict[str, Any]:
        """The parts of the analysis that a count can judge, with the keys of its JSON."""
        counted = [name for name, line in self.lines.items() if _counts(line, reading)]
        verdicts = {name: self.verdict(name) for name in counted}
        if reading == "strict":
            nothing = np.zeros(self.scenarios, dtype=bool)
            verdicts = {name: (c | g, nothing) for name, (c, g) in verdicts.items()}
        whole = ~self._any_true(
            [
                term
                for rule in self.case.get("coherence", {}).values()
                for term in rule["impossible_when"]
            ]
        )
        crossings = np.zeros(self.scenarios, dtype=np.int64)
        for bit, (crossed, _) in enumerate(verdicts.values()):
            crossings |= crossed.astype(np.int64) << bit
        is_open = whole & (crossings == 0)
        contested = {name: zone for name, (_, zone) in verdicts.items()}
        respecting = is_open.copy()
        for zone in contested.values():
            respecting &= ~zone
        sourced = ~self._adds()
        sets = _named(crossings[whole], counted)
        sets_sourced = _named(crossings[whole & sourced], counted)
        least_lines = _minimal(sets)
        return {
            "open": int(is_open.sum()),
            "respecting": int(respecting.sum()),
            "without_added": int((is_open & sourced).sum()),
            "pivotal": {name: sets.get(frozenset({name}), 0) for name in counted},
            "options": {name: self._left(name, is_open) for name in self.issues},
            "conflicts": [self._in_order(each) for each in _hitting(least_lines)],
            "ways_out": [self._in_order(each) for each in least_lines],
            **self._coalitions(sets),
            "least": self._fewest(sets),
            "least_sourced": self._fewest(sets_sourced),
            "rests_on": self._rests_on(is_open, contested),
        }

    def verdict(self, line: str) -> tuple[Truth, Truth]:
        """Of every scenario whether it crosses the line, and whether it leaves it contested."""
        coded = self.lines[line]
        if "points" in coded:
            have = self._points(coded["points"])
            crossed = have < _tenths(coded["minimum"])
            return crossed, ~crossed & (have < _tenths(coded.get("contested_below", 0)))
        crossed = self._any_true(coded["crossed_when"])
        return crossed, ~crossed & self._any_true(coded.get("contested_when", []))

    def chosen(self, choices: dict[str, Table]) -> Truth:
        """Which scenarios keep what a scenario file has decided, where that applies."""
        keeps = np.ones(self.scenarios, dtype=bool)
        for name, choice in choices.items():
            wanted = _answer_of(choice)
            if wanted is not None:
                fits = [answer in (wanted, None) for answer in self.answers[name]]
                keeps &= np.array(fits)[self.held[name]]
        return keeps

    def statuses(self, line: str, among: Truth, reading: str) -> set[str]:
        """The statuses of the line in those scenarios; one alone is the line's verdict."""
        crossed, contested = (each[among] for each in self.verdict(line))
        if reading == "strict":
            crossed, contested = crossed | contested, contested & False
        found = {"crossed": crossed, "contested": contested, "respected": ~(crossed | contested)}
        return {status for status, holds in found.items() if holds.any()}

    def counted(self, reading: str) -> list[str]:
        """The lines that stand and are strong enough for the reading."""
        return [name for name, line in self.lines.items() if _counts(line, reading)]

    def stretches(self, name: str) -> list[list[int]]:
        """The values of a number, those together that no rule of the case tells apart."""
        rules = [
            *(issue.get("applies_when", []) for issue in self.issues.values()),
            *(
                line.get(key, [])
                for line in self.lines.values()
                for key in ("crossed_when", "contested_when")
            ),
            *(rule["impossible_when"] for rule in self.case.get("coherence", {}).values()),
        ]
        wanted = [term[name] for terms in rules for term in terms if name in term]
        steps = [
            line["points"][name] for line in self.lines.values() if name in line.get("points", {})
        ]
        values = [answer for answer in self.answers[name] if isinstance(answer, int)]
        told = [
            (*(_is_true(each, value) for each in wanted), *(_given(each, value) for each in steps))
            for value in values
        ]
        together = itertools.groupby(zip(told, values, strict=True), key=lambda pair: pair[0])
        return [[value for _, value in group] for _, group in together]

    def _branch(self, name: str) -> None:
        """Goes on from every scenario so far with every answer to the issue, or with none."""
        issue = self.issues[name]
        answers: list[Answer] = [*_answers(issue)]
        so_far = len(next(iter(self.held.values()))) if self.held else 1
        applies = np.ones(so_far, dtype=bool)
        if "applies_when" in issue:
            applies = self._any_true(issue["applies_when"])
        times = np.where(applies, len(answers), 1)
        before = np.repeat(np.arange(so_far), times)
        first = np.repeat(np.cumsum(times) - times, times)
        nth = np.arange(len(before)) - first
        self.held = {each: held[before] for each, held in self.held.items()}
        self.held[name] = np.where(applies[before], nth, len(answers)).astype(np.int8)
        self.answers[name] = [*answers, None]

    def _any_true(self, terms: Iterable[Table]) -> Truth:
        size = len(next(iter(self.held.values())))
        found = np.zeros(size, dtype=bool)
        for term in terms:
            all_of_it = np.ones(size, dtype=bool)
            for issue, wanted in term.items():
                holds = [_is_true(wanted, answer) for answer in self.answers[issue]]
                all_of_it &= np.array(holds)[self.held[issue]]
            found |= all_of_it
        return found

    def _points(self, points: Table) -> npt.NDArray[np.int32]:
        have = np.zeros(self.scenarios, dtype=np.int32)
        for issue, given in points.items():
            each = [_given(given, answer) for answer in self.answers[issue]]
            have += np.array(each, dtype=np.int32)[self.held[issue]]
        return have

    def _adds(self) -> Truth:
        """Which scenarios hold an option that no source proposes."""
        found = np.zeros(self.scenarios, dtype=bool)
        for name, issue in self.issues.items():
            options = issue.get("options", {})
            added = {o for o, coded in options.items() if coded.get("origin") == "added"}
            holds = [isinstance(a, frozenset) and bool(a & added) for a in self.answers[name]]
            found |= np.array(holds)[self.held[name]]
        return found

    def _left(self, name: str, is_open: Truth) -> dict[str, int]:
        """By option, or stretch of values, the open scenarios that hold it."""
        by_answer = np.bincount(self.held[name][is_open], minlength=len(self.answers[name]))
        counts = list(zip(self.answers[name], map(int, by_answer), strict=True))
        if self.issues[name].get("kind") == "number":
            left = {
                f"{values[0]}..{values[-1]}": sum(n for answer, n in counts if answer in values)
                for values in self.stretches(name)
            }
        else:
            left = {
                option: sum(n for a, n in counts if isinstance(a, frozenset) and option in a)
                for option in self.issues[name]["options"]
            }
        return {**left, "-": counts[-1][1]} if "applies_when" in self.issues[name] else left

    def _coalitions(self, sets: dict[frozenset[str], int]) -> dict[str, Any]:
        parties = list(self.case["parties"])
        groups = [
            group
            for size in range(1, len(parties) + 1)
            for group in itertools.combinations(parties, size)
        ]
        counts = {
            group: sum(n for lines, n in sets.items() if not self._held_by(lines) & {*group})
            for group in groups
        }
        none = [{*group} for group in groups if len(group) > 1 and not counts[group]]
        least = [group for group in none if not any(other < group for other in none)]
        return {
            "coalitions": {"+".join(group): n for group, n in counts.items()},
            "incompatible_parties": [[p for p in parties if p in group] for group in least],
        }

    def _fewest(self, sets: dict[frozenset[str], int]) -> list[Table]:
        fewest = min(map(len, sets), default=0)
        return [
            {"lines": self._in_order(lines), "scenarios": n}
            for lines, n in sets.items()
            if len(lines) == fewest
        ]

    def _in_order(self, lines: Iterable[str]) -> list[str]:
        named = {*lines}
        return [line for line in self.lines if line in named]

    def _held_by(self, lines: Iterable[str]) -> set[str]:
        return {self.lines[line]["party"] for line in lines}

    def _rests_on(self, is_open: Truth, contested: dict[str, Truth]) -> Table:
        if not is_open.any():
            return {"options": [], "contested": []}
        options = []
        for name, issue in self.issues.items():
            held = {int(each) for each in np.unique(self.held[name][is_open])}
            answers = [self.answers[name][each] for each in held]
            for option, coded in issue.get("options", {}).items():
                if all(isinstance(answer, frozenset) and option in answer for answer in answers):
                    origin = coded.get("origin", "source")
                    options.append({"issue": name, "option": option, "origin": origin})
        lines = [name for name, zone in contested.items() if zone[is_open].all()]
        return {"options": options, "contested": lines}

    def _stands(self, line: Table, day: dt.date | None) -> bool:
        last = day or dt.date.max
        by = self.case["red_lines"].get(line.get("superseded_by"))
        return self._begin(line) <= last and (by is None or self._begin(by) > last)

    def _begin(self, line: Table) -> dt.date:
        said = [self.case["statements"][each].get("date") for each in line["evidence"]]
        begin = line.get("date") or (min(said) if all(said) else dt.date.min)
        assert isinstance(begin, dt.date)
        return begin


def _answers(issue: Table) -> Iterator[frozenset[str] | int]:
    """Every answer to an issue that applies."""
    options = list(issue.get("options", ()))
    match issue.get("kind", "one"):
        case "number":
            yield from range(issue["minimum"], issue["maximum"] + 1, issue.get("step", 1))
        case "any":
            for size in range(issue.get("at_least", 0), issue.get("at_most", len(options)) + 1):
                yield from map(frozenset, itertools.combinations(options, size))
        case _:
            yield from (frozenset({option}) for option in options)


def _answer_of(choice: Table) -> Answer:
    """What a scenario file chooses; ``None`` where it decides nothing."""
    if "option" in choice:
        return frozenset({choice["option"]})
    if "options" in choice:
        return frozenset(choice["options"])
    value = choice.get("value")
    assert value is None or isinstance(value, int)
    return value


def _is_true(wanted: Any, answer: Answer) -> bool:
    """Whether a condition is true of an answer; by the definition."""
    parts = {"any": wanted} if isinstance(wanted, list) else wanted
    options = answer if isinstance(answer, frozenset) else frozenset()
    tests: dict[str, Callable[[Any], bool]] = {
        "any": lambda named: bool(options & {*named}),
        "all": lambda named: answer is not None and options >= {*named},
        "none": lambda named: not options & {*named},
        "from": lambda least: isinstance(answer, int) and answer >= least,
        "below": lambda most: isinstance(answer, int) and answer < most,
        "applies": lambda applies: (answer is not None) is applies,
    }
    return all(tests[part](value) for part, value in parts.items())


def _given(points: Any, answer: Answer) -> int:
    """The tenths of points that an answer gives."""
    if isinstance(answer, int):
        reached = [step["points"] for step in points if step["from"] <= answer]
        return _tenths(reached[-1]) if reached else 0
    return sum(_tenths(points.get(option, 0)) for option in answer or ())


def _tenths(points: float) -> int:
    exact = Decimal(str(points)) * _TENTHS
    assert exact == int(exact)
    return int(exact)


def _counts(line: Table, reading: str) -> bool:
    return line["strength"] in _STRENGTHS[: READINGS.index(reading) + 1]


def _named(crossings: npt.NDArray[np.int64], lines: list[str]) -> dict[frozenset[str], int]:
    """The sets of lines that scenarios cross, each with how many do."""
    times = np.bincount(crossings)
    return {
        frozenset(line for bit, line in enumerate(lines) if int(each) >> bit & 1): int(times[each])
        for each in np.nonzero(times)[0]
    }


def _minimal(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The sets that hold no other of them."""
    found: list[frozenset[str]] = []
    for each in sorted(sets, key=len):
        if not any(other <= each for other in found):
            found.append(each)
    return found


def _hitting(sets: list[frozenset[str]]) -> list[frozenset[str]]:
    """The minimal sets of lines that have one in common with each of the sets."""
    found = [frozenset[str]()]
    for each in sets:
        found = _minimal({hit if hit & each else hit | {line} for hit in found for line in each})
    return found
