"""What should be looked at in a case: as its file is warned of, and by what it is about."""

from __future__ import annotations

from planner.editing.case_doubts import case_doubts
from planner.editing.case_edits import CaseTable, Ref
from planner.files.cases.reading import case_from_source
from planner.files.toml.source import source_from_text
from tests.files.samples import CASE_TEXT, TALKS_TEXT

DOUBTFUL = (
    CASE_TEXT.replace('definition = "North takes all."\n', "").replace('["S1"]', "[]")
    + '\n[red_lines.S-2]\nparty = "south"\ntitle = "No ban"\n'
    + 'crossed_when = [{ fishing = ["banned"] }]\n'
)
"""An added option without a definition, a line without evidence, one without a strength too."""


def test_the_doubts_are_the_warnings_of_the_file() -> None:
    """All of them, in the same words."""
    for text in (CASE_TEXT, TALKS_TEXT, DOUBTFUL):
        case, warnings = case_from_source(source_from_text("talks", text), "talks.case.toml")
        found = case_doubts(case)
        assert sorted(words for _, words in found.words) == sorted(
            warning.explanation for warning in warnings
        )
        assert found.number == len(warnings)


def test_a_doubt_is_told_of_its_thing_alone() -> None:
    """An option's is its own, not its issue's; in the list of all each names its thing."""
    case, _ = case_from_source(source_from_text("lake", DOUBTFUL), "lake.case.toml")
    found = case_doubts(case)
    option = Ref(CaseTable.OPTIONS, "all_north", "water")
    assert any("has no definition" in words for words in found.of(option))
    assert found.of(Ref(CaseTable.ISSUES, "water")) == ()
    assert any("has no evidence" in words for words in found.of(Ref(CaseTable.RED_LINES, "S-1")))
    assert len(found.of_all) == found.number
    for (ref, _), words in zip(found.words, found.of_all, strict=True):
        assert ref.id in words
