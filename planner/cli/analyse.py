"""``planner analyse``: the whole space of a case, or what a scenario leaves of it."""

from __future__ import annotations

import datetime as dt
import os
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from attrs import field, frozen

from planner.analysis.engine.limits import Limit, LimitReachedError, Stop, Stopped, TooMuch
from planner.analysis.questions import BY_DEFAULT, NAMES, Wishes
from planner.analysis.questions.analyse import Analysis, analyse_by_parts, load
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import list_open, sample_open
from planner.analysis.questions.premises import Premises
from planner.by_fields import Compared
from planner.check.checker import check
from planner.cli.allowance import want
from planner.cli.arguments import Parser, seconds, some_of
from planner.cli.engines import use_known_engines
from planner.cli.output import complain, is_terminal, say, say_json, say_passing, width
from planner.cli.premises import add_choices, premises_asked, subject_named
from planner.cli.problems import Problems
from planner.cli.shown_quotes import line_evidence, quote_warnings, with_marks
from planner.cli.unfit import unfit
from planner.cli.usage import UsageError
from planner.errors import Problem
from planner.files.cases.reading import LoadedCase
from planner.model.conditions import Pick
from planner.model.scenario import Choice, Scenario
from planner.reports.words.stops import exact_reason, reason_words

__all__ = ["parser", "run"]

_INTERRUPTED = 130
_MOST_DIGITS = 40
_PATIENCE = 1.0
"""How long, in seconds, an interrupted search may take to hand over what it has."""
_QUIET = 0.3
"""How long nothing is said about progress, in seconds."""

_EXAMPLES = """\
CASE-OR-SCENARIO is a case's id, a case file (*.case.toml) or a scenario's file. A scenario's own
choices are fixed; --fix adds to them or replaces them, --free takes them back, and the nearest
scenarios are sought from there. An option's count keeps all fixed choices on other issues: it is
what switching to it would leave.

Past the limit a part says "not finished" with what is proven, in JSON it is null, and all else is
exact. Ctrl+C stops at once and prints what was found.

examples:
  planner analyse ukraine-2025-08 --reading strict
  planner analyse ukraine-2025-08 --fix ceasefire_timing=parallel --only open --list 5
  planner analyse scenarios/nato-membership.toml --only nearest,conflicts
  planner analyse ukraine-2025-08 --only flips

exit codes:
  0    fine, also where no scenario is clear or a part is not finished
  1    the choices (the scenario's own, and --fix) cross a counted red line
  2    wrong usage, or a file that cannot be read
  130  stopped by Ctrl+C, after printing what was found
"""


@frozen(eq=False, repr=False)
class _Extra(Compared):
    """Scenarios that were asked for by number, and why there are no more of them, if so."""

    title: str
    scenarios: tuple[Mapping[str, Pick], ...]
    stopped: Stopped | None = None
    asked: int = 0

    def facts(self, told: Callable[[Mapping[str, Pick]], Any]) -> Any:
        """The list, each as it is told; where it breaks off, what was found apart."""
        found = list(map(told, self.scenarios))
        if self.stopped is None:
            return found
        return {"reason": f"{exact_reason(self.stopped)}{self._of_asked}", "found": found}

    @property
    def broken_off(self) -> str:
        """Why there are no more of them, for a person; empty where all are there."""
        if self.stopped is None:
            return ""
        told = "" if isinstance(self.stopped.by, TooMuch) else self._of_asked
        return f"{reason_words(self.stopped)}{told}"

    @property
    def _of_asked(self) -> str:
        return (
            f", with {len(self.scenarios):,} of the {self.asked:,} asked for" if self.asked else ""
        )


@frozen(eq=False, repr=False)
class _Wish(Compared):
    """Everything that is to be worked out."""

    premises: Premises
    parts: frozenset[str]
    seconds: float
    listed: int | None
    sampled: int | None
    seed: int
    as_of: dt.date | None
    whys: Mapping[str, str]
    """Why lines are set aside, as far as the scenario gives reasons."""
    tallies: bool
    """Whether what each count hides is shown as well."""


@frozen(eq=False, repr=False)
class _Work(Compared):
    """The search in a thread of its own: Ctrl+C can always leave it."""

    wish: _Wish
    tell: Callable[[Iterable[Problem]], object]
    found: list[Analysis] = field(factory=list)
    extras: dict[str, _Extra] = field(factory=dict)
    failures: list[BaseException] = field(factory=list)
    stop: threading.Event = field(factory=threading.Event)
    done: threading.Event = field(factory=threading.Event)

    def run(self) -> None:
        """Work everything out; what is there is in ``found`` at any moment."""
        try:
            use_known_engines(self.tell)
            self._run()
        except BaseException as error:  # noqa: BLE001 (raised again where the command waits)
            self.failures.append(error)
        finally:
            self.done.set()

    def _run(self) -> None:
        wish = self.wish
        # Before the clock: a small limit would be over before the first question was asked.
        groundwork = Groundwork(wish.premises)
        load(wish.parts, groundwork)
        limit = Limit(seconds=wish.seconds, cancelled=self.stop).from_now()
        share = Limit(seconds=wish.seconds / 4, cancelled=self.stop)
        # The lists first: they are short work, and what they build serves the parts as well.
        if wish.listed is not None:
            scenarios = list_open(wish.premises, share, groundwork=groundwork)
            title = f"Clear scenarios, the first {wish.listed:,} in the case's order"
            self.extras["listed"] = self._taken(title, scenarios, wish.listed)
        if wish.sampled is not None:
            scenarios = sample_open(wish.premises, wish.seed, share, groundwork=groundwork)
            title = f"Clear scenarios, {wish.sampled:,} drawn at random (seed {wish.seed})"
            self.extras["sampled"] = self._taken(title, scenarios, wish.sampled)
        parts = analyse_by_parts(
            wish.premises,
            wish.parts,
            limit,
            wishes=Wishes(tallies=wish.tallies),
            groundwork=groundwork,
            helped=True,
        )
        for found in parts:
            self.found.append(found)  # one by one: the command looks at them meanwhile

    def _taken(self, title: str, scenarios: Iterator[Mapping[str, Pick]], number: int) -> _Extra:
        """The first of the scenarios; with the reason where a limit came before the last."""
        found: list[Mapping[str, Pick]] = []
        try:
            found.extend(islice(scenarios, min(number, sys.maxsize)))
        except LimitReachedError as error:
            stopped = error.reason
            if stopped.by is Stop.TIME:
                stopped = Stopped(Stop.QUARTER_OF_TIME, (self.wish.seconds,))
            return _Extra(title, tuple(found), stopped, number)
        return _Extra(title, tuple(found))


def run(arguments: Sequence[str]) -> int:
    """Answers the parts asked for, within the limit, and prints them."""
    sys.set_int_max_str_digits(0)  # a count is printed however long it is
    parsed = parser().parse(arguments)
    (name,) = parsed.operands
    if parsed.seed is not None and parsed.sample is None:
        raise UsageError("--seed is for --sample", "--sample N --seed S")
    problems = Problems()
    subject = subject_named(name, problems, private=not parsed.without_private)
    premises, day = premises_asked(parsed, subject)
    case = premises.case
    picks = {issue: Choice.of(pick) for issue, pick in premises.fixed.items()}
    scenario = Scenario(case.id, choices=picks)
    evidence = line_evidence(subject.of_case, (line.id for line in case.red_lines))
    problems.tell(quote_warnings(subject.of_case, evidence))
    parts = frozenset(parsed.only) if parsed.only else BY_DEFAULT
    work = _Work(
        _Wish(
            premises,
            parts,
            parsed.limit,
            parsed.list,
            parsed.sample,
            parsed.seed or 0,
            day,
            subject.scenario.set_aside if parsed.set_aside is None else {},
            tallies=parsed.format != "json",
        ),
        problems.tell,
    )
    want(parsed.limit)
    interrupted = _wait(work)
    analysis = work.found[-1] if work.found else Analysis(premises)
    if parsed.format == "json":
        _say_json(analysis, work, problems)
    else:
        _say_text(name, analysis, work, subject.of_case)
    if interrupted:
        complain(["planner analyse: stopped; what was found by then is printed"])
        if not work.done.is_set():
            # A library is still at it: leaving in the ordinary way could wait for it, or crash it.
            os._exit(_INTERRUPTED)
        return _INTERRUPTED
    verdict = check(case, scenario, reading=premises.reading, set_aside=premises.set_aside)
    return 1 if verdict.crossed else 0


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner analyse",
        "planner analyse CASE-OR-SCENARIO [--reading NAME] [--set-aside ID] [--fix ISSUE=OPTION]\n"
        "       [--free ISSUE] [--as-of DATE] [--only PART] [--limit SECONDS]\n"
        "       [--list N] [--sample N [--seed S]] [--without-private]\n"
        "       [--format text|json]",
        "Find what is still possible, which red lines clash, and what would end that.",
        _EXAMPLES,
    )
    made.add_case_or_scenario()
    made.add_reading()
    made.add_as_of()
    made.add_without_private()
    add_choices(made)
    made.add_argument(
        "--only",
        action="extend",
        type=some_of("part", NAMES),
        metavar="PART",
        help=f"work out only this: {', '.join(NAMES)} (all but the last two if left out; flips "
        "sets the five readings side by side, frontier needs lines by points of every party); "
        "repeat it or separate parts by commas",
    )
    made.add_argument(
        "--limit",
        type=seconds,
        default=10.0,
        metavar="SECONDS",
        help="the time that may be spent (10 if left out)",
    )
    made.add_argument(
        "--list", type=_number, metavar="N", help="list the first N clear scenarios as well"
    )
    made.add_argument(
        "--sample", type=_number, metavar="N", help="draw N clear scenarios at random as well"
    )
    made.add_argument(
        "--seed", type=_seed, metavar="S", help="the same seed draws the same scenarios (0)"
    )
    made.add_format()
    return made


def _wait(work: _Work) -> bool:
    """Let it work to its end or until Ctrl+C; whether that was pressed."""
    interrupted = False
    # A daemon: one step in a library may take seconds, and must not keep the process alive.
    thread = threading.Thread(target=work.run, daemon=True)
    progress = _progress(work)
    try:
        try:
            thread.start()
            while not work.done.wait(next(progress)):
                pass
        except KeyboardInterrupt:
            interrupted = True
            work.stop.set()
            work.done.wait(_PATIENCE)
    finally:
        progress.close()
    if work.failures:
        raise work.failures[0]
    return interrupted


def _progress(work: _Work) -> Generator[float]:
    """Says on a terminal what has taken how long; gives how long to wait before the next word."""
    yield _QUIET
    if not is_terminal(sys.stderr):
        while True:
            yield 1.0
    told = ""
    try:
        for tenths in range(3, sys.maxsize, 2):
            parts = len(work.wish.parts)
            there = len(work.found[-1].answers) if work.found else 0
            told = (
                f"working: {there} of {parts} parts, {tenths / 10:.1f} s; "
                "Ctrl+C stops with what is found"
            )[: max(1, width() - 1)]
            say_passing(f"\r{told}")
            yield 0.2
    finally:
        say_passing(f"\r{' ' * len(told)}\r")


def _extras(work: _Work) -> dict[str, _Extra]:
    """The lists that were asked for; those that were not reached are cut off before the first."""
    wish = work.wish
    asked = (("listed", wish.listed), ("sampled", wish.sampled))
    return {
        key: work.extras.get(key) or _Extra("Clear scenarios", (), Stopped(Stop.CANCELLED))
        for key, number in asked
        if number is not None
    }


def _say_json(analysis: Analysis, work: _Work, problems: Problems) -> None:
    from planner.reports.content.analysis.facts import choices_facts  # noqa: PLC0415 (or text)
    from planner.reports.content.analysis.result import analysis_result  # noqa: PLC0415 (likewise)

    told = partial(choices_facts, work.wish.premises.case)
    more = {key: extra.facts(told) for key, extra in _extras(work).items()}
    if work.wish.as_of is not None:
        more["as_of"] = work.wish.as_of.isoformat()
    say_json(problems.json(analysis_result(analysis, work.wish.parts, more)))


def _say_text(name: str, analysis: Analysis, work: _Work, of_case: LoadedCase) -> None:
    from planner.reports.content.analysis.report import (  # noqa: PLC0415 (text or JSON, not both)
        analysis_page,
        scenario_list,
    )
    from planner.reports.formats.text import FINDINGS, text_lines  # noqa: PLC0415 (likewise)

    wish = work.wish
    page = analysis_page(name, analysis, wish.parts, as_of=wish.as_of, whys=wish.whys)
    blocks = [*page.blocks]
    for extra in _extras(work).values():
        blocks += scenario_list(analysis.premises, extra.title, extra.scenarios, extra.broken_off)
    say(text_lines(with_marks(blocks, of_case), width(), FINDINGS))


def _seed(text: str) -> int:
    try:
        return _told_again(text)
    except ValueError:
        raise unfit(text, "is not a whole number", "a number such as 7") from None


def _told_again(text: str) -> int:
    """The number, unless the answer would be long by telling it again."""
    number = int(text)
    if len(text) > _MOST_DIGITS:
        raise unfit(text, "is too long a number", f"at most {_MOST_DIGITS} digits")
    return number


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise unfit(text, "is not a number of scenarios", "a whole number such as 5")
    return _told_again(text)
