"""A question in numbers: issues, options, lines and rules as indices, and back to ids."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import evolve, field, frozen

from planner.analysis.engine.rules import Combination, Prohibition, Sets, Threshold
from planner.analysis.engine.space import Domains, Forbidden, Space
from planner.analysis.questions.numbers import Stretched
from planner.analysis.questions.premises import Premises
from planner.by_fields import Compared
from planner.check.elimination import completion_count, in_good_order
from planner.check.lowering import lower
from planner.check.variables import DOES_NOT_APPLY, Each, Lowered, Pattern, Shortfall
from planner.model.case import Case, IssueKind
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.red_lines import RedLine

__all__ = ["CaseSpace", "Fixed", "OptionValues", "rule_of", "with_its_zone"]


class Fixed(dict[int, Sets]):
    """Choices as indices: what the variables of each issue may be, in the case's order of issues.

    ``named`` says what is picked on each of them.
    """

    def __init__(self, sets: Mapping[int, Sets], named: Mapping[int, Pick]) -> None:
        super().__init__(sets)
        self.named = named


@frozen(eq=False, repr=False)
class OptionValues(Compared):
    """What may be true of an issue, and the values of one of its variables in which it is.

    ``name`` is the id of an option, a stretch of numbers as ``FROM..TO``, or ``-`` for that the
    issue does not apply.
    """

    name: str
    variable: int
    mask: int


@frozen(eq=False, repr=False, slots=False)
class CaseSpace(Space):
    """The space of a case in which some lines count, and what its numbers stand for.

    Owners are the counted ``lines`` first, in the case's order, and then its coherence rules. Two
    are equal where their numbers are, whatever the words of their cases.
    """

    case: Case = field(eq=False)
    lines: tuple[RedLine, ...] = field(eq=False)
    lowered: Lowered = field(eq=False, repr=False)
    stretched: Stretched = field(eq=False, repr=False)

    @classmethod
    def of(cls, premises: Premises) -> CaseSpace:
        """The space of a question; its fixed choices are left to whoever asks."""
        return cls.with_lines(premises.case, premises.counted, premises.reading)

    @classmethod
    def with_lines(cls, case: Case, lines: Collection[RedLine], reading: Reading) -> CaseSpace:
        """The space in which exactly these lines count."""
        lowered = lower(case)
        stretched = Stretched.of(case, lowered)
        strictly = reading.contested_is_crossed
        owned: list[Collection[Pattern]] = [
            lowered.crossed(with_its_zone(line) if strictly else line) for line in lines
        ]
        owned += [lowered.patterns(rule.impossible_when) for rule in case.coherence]
        return cls(
            variables=stretched.variables(lowered),
            forbidden=(
                *(Forbidden(None, rule_of(stretched.pattern(bound))) for bound in lowered.always),
                *(
                    Forbidden(owner, rule_of(stretched.pattern(pattern)))
                    for owner, patterns in enumerate(owned)
                    for pattern in patterns
                ),
            ),
            owners=len(owned),
            groups=tuple(lowered.groups.values()),
            case=case,
            lines=tuple(lines),
            lowered=lowered,
            stretched=stretched,
        )

    @cached_property
    def rules(self) -> range:
        """The owners that are coherence rules."""
        return range(len(self.lines), len(self.lines) + len(self.case.coherence))

    @cached_property
    def by_line(self) -> tuple[tuple[Prohibition, ...], ...]:
        """What each counted line forbids."""
        found: list[list[Prohibition]] = [[] for _ in self.lines]
        for item in self.forbidden:
            if item.owner is not None and item.owner not in self.rules:
                found[item.owner].append(item.rule)
        return tuple(map(tuple, found))

    @cached_property
    def anyway(self) -> tuple[Prohibition, ...]:
        """What is forbidden whichever lines are given up."""
        return tuple(
            item.rule for item in self.forbidden if item.owner is None or item.owner in self.rules
        )

    @cached_property
    def always(self) -> tuple[Pattern, ...]:
        """The bounds as patterns."""
        return tuple(map(self.stretched.pattern, self.lowered.always))

    def most(self, domains: Domains) -> int:
        """How many complete scenarios there are in the domains, open or not."""
        if not self.bounds:
            return self.size(domains)
        weights = [variable.weights for variable in self.variables]
        order = in_good_order(self.always, len(weights))
        return completion_count(domains, self.always, order, weights)

    @cached_property
    def names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The ids of all issues, their options and stretches, which answers are told in."""
        return tuple((variable.issue, variable.names) for variable in self.lowered.variables)

    @cached_property
    def issue_index(self) -> Mapping[str, int]:
        """The index of each issue by its id."""
        return {issue.id: n for n, issue in enumerate(self.case.issues)}

    @cached_property
    def options(self) -> tuple[tuple[OptionValues, ...], ...]:
        """For each issue its options or stretches in order, and last that it does not apply."""
        return tuple(tuple(self._options(issue.id)) for issue in self.case.issues)

    def option(self, issue: int, name: str) -> OptionValues:
        """Those values of the issue that have the name. Raises ``KeyError``."""
        for option in self.options[issue]:
            if option.name == name:
                return option
        raise KeyError(name)

    @cached_property
    def line_index(self) -> Mapping[str, int]:
        """The index of each counted line by its id."""
        return {line.id: n for n, line in enumerate(self.lines)}

    def picks(self, choices: Mapping[str, Pick]) -> Fixed:
        """Choices as indices."""
        named = {self.issue_index[issue]: pick for issue, pick in choices.items()}
        sets = {}
        for n in sorted(named):
            chosen = self.lowered.choice(self.case.issues[n].id, named[n])
            sets[n] = self._one_number(*chosen[0]) if isinstance(named[n], int) else chosen
        return Fixed(sets, named)

    def choices(
        self,
        values: Sequence[int],
        *,
        places: Sequence[int] = (),
        near: Mapping[int, Pick] | None = None,
    ) -> dict[str, Pick]:
        """What is picked where each variable takes such a value, in the case's order of issues.

        An issue that does not apply is absent. Of the numbers that a value stands for it is the one
        at the variable's place, or else the nearest to what is picked ``near`` it.
        """
        found: dict[str, Pick] = {}
        for n, (issue, variable, kind) in enumerate(self._read):
            # Scenarios are read by the thousand, and of most issues one option holds.
            if kind is IssueKind.ONE:
                option = self.options[n][values[variable]].name
                if option != DOES_NOT_APPLY:
                    found[issue] = option
                continue
            held = [o.name for o in self.options[n] if o.mask >> values[o.variable] & 1]
            if held[-1:] == [DOES_NOT_APPLY]:
                continue
            if kind is IssueKind.ANY:
                found[issue] = tuple(held)
            else:
                found[issue] = self._number(n, values[variable], places, near or {})
        return found

    @cached_property
    def _read(self) -> tuple[tuple[str, int, IssueKind], ...]:
        """Each issue with its first variable and its kind."""
        pairs = zip(self.case.issues, self.groups, strict=True)
        return tuple((issue.id, group[0], issue.kind) for issue, group in pairs)

    def _options(self, issue: str) -> Iterator[OptionValues]:
        values = self.lowered.issues[issue]
        for option, (variable, mask) in values.options.items():
            yield OptionValues(option, variable, mask)
        if values.stretches:
            first = values.group[0]
            halves = self.stretched.by_variable[first].halves
            for n in range(len(values.stretches)):
                yield OptionValues(self.lowered.variables[first].names[n], first, halves[n])
        if values.away:
            first = values.group[0]
            yield OptionValues(DOES_NOT_APPLY, first, self.stretched.mask(first, values.away))

    def _one_number(self, variable: int, mask: int) -> Sets:
        """One number of the stretch in the mask, beside that the issue does not apply."""
        numbers = self.stretched.by_variable[variable]
        stretch = (mask & -mask).bit_length() - 1
        return ((variable, numbers.one(stretch) | numbers.away),)

    def _number(
        self, issue: int, value: int, places: Sequence[int], near: Mapping[int, Pick]
    ) -> int:
        variable = self.groups[issue][0]
        numbers = self.stretched.by_variable[variable]
        wanted = near.get(issue)
        if places and wanted is None:
            return numbers.runs[value][places[variable]]
        return numbers.nearest(value, wanted if isinstance(wanted, int) else None)


def with_its_zone(line: RedLine) -> RedLine:
    """A line that is crossed wherever this one is crossed or contested."""
    if not line.has_contested_zone:
        return line
    if line.points is None:
        terms = (*line.crossed_when, *line.contested_when)
        return evolve(line, crossed_when=terms, contested_when=())
    below = line.points.contested_below
    least = line.points.minimum if below is None else max(line.points.minimum, below)
    return evolve(line, points=evolve(line.points, minimum=least, contested_below=None))


def rule_of(pattern: Pattern) -> Prohibition:
    """The engine's rule that forbids the pattern."""
    if isinstance(pattern, Each):
        return Combination(pattern.alternatives)
    if isinstance(pattern, Shortfall):
        return Threshold(pattern.points, pattern.minimum)
    return pattern
