"""Edits over commented files: exact, and no comment is lost without a word."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from planner.errors import LayoutAtStakeError
from planner.files.scenarios.reading import scenario_from_text
from planner.files.toml.guards import comments_of
from planner.files.toml.source import source_from_text
from tests.files.test_patching import CASE, COMMENTED, EDITS, TEXTS, _edited, patched
from tests.reliability.at_length import at_length, explained
from tests.reliability.proof import Effort, Result

__all__ = ["run"]

_DOTTED = """\
# top
format = 1 # one
case.id = "lake" # which
scenario = { title = "Share it", authors = ["A", "B"] } # who
check.reading = "strict" # how
check.set_aside = [ # which lines
  # this one
  "S-1",
]
choices.water.option = "half" # first
choices.water.note = \"\"\"
# no comment
\"\"\" # after
choices.fishing = { option = "free" } # last
# end"""
_TEXTS = [*TEXTS, _DOTTED, COMMENTED.rstrip("\n")]


def run(folder: Path, effort: Effort) -> Result:  # noqa: ARG001 (it writes no file)
    """Sequences of up to five edits, each on what the one before left."""
    tally: Counter[str] = Counter()

    @at_length(effort.of(10_000, 150))
    @given(st.sampled_from(_TEXTS), st.lists(EDITS, min_size=1, max_size=5))
    def edit_all(text: str, edits: list[tuple[str, ...]]) -> None:
        tally["sequences"] += 1
        source = source_from_text("s.toml", text)
        for edit in edits:
            scenario = _edited(scenario_from_text(source.text, CASE), edit)
            try:
                new = patched(source, scenario)
            except LayoutAtStakeError:
                tally["told"] += 1
                continue
            tally["patched"] += 1
            assert scenario_from_text(new, CASE) == scenario
            assert Counter(comments_of(new)) == Counter(comments_of(text))
            source = source_from_text("s.toml", new)

    wrong: list[str] = []
    try:
        edit_all()
    except Exception as error:  # noqa: BLE001 (whatever the property fails with)
        wrong.append(explained(error))
    figures = (
        f"{tally['sequences']:,} edit sequences over {len(_TEXTS)} commented files: "
        f"{tally['patched']:,} edits exact with all comments, {tally['told']:,} refused with a "
        f"reason, {len(wrong)} wrong or with a comment lost in silence"
    )
    return Result(figures, tuple(wrong))
