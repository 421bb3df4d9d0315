"""Edits over commented files: exact, and no comment is lost without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planner.editing.case_session import CaseSession, EditRefusedError
from planner.errors import LayoutAtStakeError
from planner.files.toml.guards import comments_of
from planner.files.toml.kind import Kind
from planner.files.toml.source import SourceText, source_from_text
from tests.editing.test_case_session import KIND as CASE_KIND
from tests.editing.test_case_session import edits, with_comments
from tests.files.samples import CASE_TEXT, TALKS_TEXT
from tests.files.test_patching import COMMENTED, EDITS, KIND, TEXTS, _edited
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
_SCENARIOS = [*TEXTS, _DOTTED, COMMENTED.rstrip("\n")]
_CASES = [
    *(with_comments(text)[0] for text in (CASE_TEXT, TALKS_TEXT)),
    with_comments(CASE_TEXT)[0].replace("\n", "\r\n"),
]


def run(folder: Path, effort: Effort) -> Result:  # noqa: ARG001 (it writes no file)
    """Sequences of up to five edits, each on what the one before left: scenarios, then cases."""
    tally: Counter[str] = Counter()

    @at_length(effort.of(10_000, 100))
    @given(st.sampled_from(_SCENARIOS), st.lists(EDITS, min_size=1, max_size=5))
    def edit_scenarios(text: str, wanted: list[tuple[str, ...]]) -> None:
        tally["sequences"] += 1
        source = source_from_text("s.toml", text)
        for edit in wanted:
            source = _saved(KIND, source, partial(_edited, edit=edit), tally)

    @at_length(effort.of(5_000, 30))
    @given(st.sampled_from(_CASES), st.data())
    def edit_cases(text: str, data: st.DataObject) -> None:
        tally["sequences of cases"] += 1
        source = source_from_text("c.case.toml", text)
        for _ in range(data.draw(st.integers(1, 5))):
            source = _saved(CASE_KIND, source, lambda case: _edited_case(case, data), tally)

    wrong: list[str] = []
    for each in (edit_scenarios, edit_cases):
        try:
            each()
        except Exception as error:  # noqa: BLE001 (whatever the property fails with)
            wrong.append(explained(error))
    figures = (
        f"{tally['sequences']:,} edit sequences over {len(_SCENARIOS)} commented scenarios and "
        f"{tally['sequences of cases']:,} over {len(_CASES)} commented cases: "
        f"{tally['patched']:,} edits exact with all comments, {tally['told']:,} refused with a "
        f"reason, {len(wrong)} wrong or with a comment lost in silence"
    )
    return Result(figures, tuple(wrong))


def _saved(
    kind: Kind[Any], source: SourceText, edit: Callable[[Any], Any], tally: Counter[str]
) -> SourceText:
    """The text with the edit in it; the same where that was refused."""
    before = kind.read(source)
    after = edit(before.content)
    try:
        new = kind.text_to_save(after, before.envelope, source)
    except LayoutAtStakeError:
        tally["told"] += 1
        return source
    tally["patched"] += 1
    saved = source_from_text(source.name, new)
    assert kind.read(saved).content == after
    assert Counter(comments_of(new)) == Counter(comments_of(source.text))
    return saved


def _edited_case(case: Any, data: st.DataObject) -> Any:
    """The case after an edit of any kind; as it was, where the edit was refused."""
    session = CaseSession(case)
    try:
        data.draw(edits(case))(session)
    except EditRefusedError:
        return case
    return session.case
