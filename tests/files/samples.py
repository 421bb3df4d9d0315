"""A small case and its scenarios, and ways to spoil them."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest

from planner.errors import FileProblemError
from planner.files.cases.reading import case_from_source
from planner.files.safety.drafts import write_draft
from planner.files.safety.saving import Saved, save_text
from planner.files.safety.versions import keep_version
from planner.files.scenarios.kind import scenario_kind
from planner.files.scenarios.reading import scenario_from_source
from planner.files.toml.envelope import NO_ENVELOPE, Envelope
from planner.files.toml.source import SourceText, source_from_text
from planner.model.case import Case, Option, Origin, Party, Source
from planner.model.scenario import Scenario
from planner.model.statements import Attribution, Statement, Strength
from tests.small_cases import (
    case_text,
    coherence_rule,
    conditions,
    issue,
    made_case,
    red_line,
    when,
)

PIPE = pytest.param(
    getattr(os, "mkfifo", None),
    id="pipe",
    marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names"),
)
"""Makes what is no file under a name, for tests that are given such a way."""

LAKE = made_case(
    "lake",
    title="The lake",
    summary="Two towns share a lake.",
    as_of=dt.date(2024, 5, 1),
    sources=(Source("gazette", "Gazette", "The Gazette", "2024-04-30"),),
    parties=("north", Party("south", "South", ("Upper South", "Lower South"))),
    issues=(
        issue(
            "water",
            Option("half", "Half each", "Both take the same.", evidence=("S1",)),
            Option("all_north", "All to North", "North takes all.", Origin.ADDED),
            question="Who takes how much?",
        ),
        issue("fishing", "free", "banned"),
    ),
    statements=(
        Statement(
            "S1",
            "We will not go thirsty",
            source="gazette",
            section="front page",
            party="south",
            scope="the mayor",
            speaker="the mayor",
            attribution=Attribution.OWN_WORDS,
            strength=Strength.DECLARED,
            opposes=conditions(water="all_north"),
            supports=conditions(fishing=""),
            limits="It does not say what would be enough.",
        ),
    ),
    red_lines=(
        red_line(
            "S-1",
            "south",
            when(water="all_north"),
            contested=[when(water="half", fishing="banned")],
            title="Not all water to North",
            strength=Strength.DECLARED,
            evidence=("S1",),
        ),
    ),
    coherence=(
        coherence_rule(
            "dry", when(water="all_north", fishing="free"), title="No fish without water"
        ),
    ),
)

CASE_TEXT = case_text(LAKE)
WITHOUT_STRENGTH = CASE_TEXT.replace('strength = "declared"\ncrossed_when', "crossed_when")
"""The same with a red line that leaves its strength to its evidence."""

SCENARIO_TEXT = """\
format = 1

[scenario]
title = "Share it"
authors = ["A. Planner"]

[case]
id = "lake"

[check]
reading = "strict"
set_aside = ["S-1"]

[choices.water]
option = "half"
note = "Fair."

[choices.fishing]
"""


FORMATS = Path(__file__).parent / "formats"
"""A file of each kind and format that was ever written."""
TALKS_TEXT = (FORMATS / "case-2-talks.case.toml").read_text(encoding="utf-8")
"""A case with all that format 2 brought."""


def talks_case() -> Case:
    """The case in ``TALKS_TEXT``."""
    return case_from_source(source_from_text("talks.case.toml", TALKS_TEXT), "talks.case.toml")[0]


def told(text: str) -> list[str]:
    """The errors of a case's text, else its warnings."""
    try:
        source = source_from_text("talks.case.toml", text)
        return list(map(str, case_from_source(source, "talks.case.toml")[1]))
    except FileProblemError as error:
        return list(map(str, error.problems))


def small_case() -> Case:
    """The case in ``CASE_TEXT``."""
    return case_from_source(source_from_text("lake.case.toml", CASE_TEXT), "lake.case.toml")[0]


def close(patch: pytest.MonkeyPatch, folder: str) -> None:
    """Let no folder of that name be looked into, whoever asks: root may look into any."""
    look = os.scandir

    def refused(path: Any = ".") -> Any:
        if Path(str(path)).name == folder:
            raise PermissionError(13, "Permission denied")
        return look(path)

    patch.setattr(os, "scandir", refused)


def put(folder: Path, name: str, text: str | bytes) -> Path:
    """Writes a file as it is, without any change to its line ends."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def spoiled(text: str, old: str, new: str) -> str:
    """The text with the one place that reads ``old`` changed."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
    return text.replace(old, new)


def scenario_from_text(text: str, case: Case, name: str = "the scenario") -> Scenario:
    """What the reader makes of a text that is in no file; ``name`` stands for that."""
    return scenario_from_source(source_from_text(name, text), case).content


def canonical_text(scenario: Scenario, case: Case, envelope: Envelope = NO_ENVELOPE) -> str:
    """The scenario as a file of its own."""
    return scenario_kind(case).text(scenario, envelope)


def save_scenario(  # noqa: PLR0913 (the decisions of a save)
    path: Path,
    scenario: Scenario,
    case: Case,
    *,
    seen: str | None,
    base: SourceText | None = None,
    envelope: Envelope | None = None,
    digest: str = "",
    **more: Any,
) -> Saved:
    """Saves the scenario as a document does, in the envelope of ``base`` unless told another."""
    kind = scenario_kind(case, digest)
    if envelope is None:
        envelope = NO_ENVELOPE if base is None else kind.read(base).envelope
    text = kind.text_to_save(scenario, envelope, base, **more)
    return save_text(path, text, seen=seen, base=base)


def draft_scenario(
    file: Path,
    scenario: Scenario,
    case: Case,
    *,
    path: Path | None = None,
    base: SourceText | None = None,
) -> None:
    """Writes a draft as a document does; ``base`` is what the file at ``path`` held."""
    if path is not None and base is not None:
        keep_version(path, base.whole.encode())
    text = canonical_text(scenario, case)
    write_draft(file, "scenario", text, path=path, base="" if base is None else base.sha256)
