"""Reports of the bundled case's examples and of the fictional canal, made in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from planner.files.scenarios.reading import read_scenario
from planner.model.case import Case
from planner.model.scenario import Scenario
from planner.reports.content.report import Given, Wish, report_of
from planner.reports.content.withheld import Withheld
from planner.reports.report import Report
from tests.reports.handed.canal_case import CASE, DEAL, SECOND

__all__ = ["EVERY", "EXAMPLES", "canal", "example", "made", "withheld"]

EXAMPLES = Path(__file__).resolve().parents[3] / "scenarios"


def example(name: str) -> Given:
    """An example scenario of the bundled case."""
    loaded = read_scenario(EXAMPLES / f"{name}.toml")
    return Given(name, loaded.written, loaded.case)


def canal(scenario: Scenario = DEAL, case: Case = CASE) -> Given:
    """A scenario of the canal."""
    return Given("canal.toml", scenario, case)


def withheld(*whole: str, parties: Sequence[str] = (), issues: Sequence[str] = ()) -> Withheld:
    """What is not to be handed out."""
    return Withheld(frozenset(whole), frozenset(parties), frozenset(issues))


def made(name: str, *given: Given, **wish: Any) -> Report:
    """The report of that name."""
    return report_of(given, Wish(name, **wish))


def _every() -> Iterator[tuple[str, str, tuple[Given, ...]]]:
    led = example("european-led-parallel-trilateral")
    talks = example("us-russia-talks-several-lines")
    sketch = example("sketch-with-open-questions")
    deal, second = canal(), canal(SECOND)
    for kind in ("brief", "columns", "register"):
        yield kind, f"talks-{kind}", (talks,)
        yield kind, f"sketch-{kind}", (sketch,)
        yield kind, f"canal-{kind}", (deal,)
    yield "options", "talks-options", (talks, led, sketch)
    yield "options", "canal-options", (deal, second)
    yield "draft", "sketch-draft", (sketch,)
    yield "draft", "talks-draft", (talks, led)
    yield "draft", "canal-draft", (deal, second)


EVERY = tuple(_every())
"""Every report of bundled and fictional scenarios: its kind, its name in a file, its scenarios."""
