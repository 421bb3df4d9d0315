"""What clashes in a case stands in both versions between markers, however large the case."""

from __future__ import annotations

import time
from pathlib import Path

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.files.cases.kind import case_kind
from planner.files.three_way import merged_file
from planner.files.toml.source import source_from_text
from planner.model.case import Case
from tests.files.samples import CASE_TEXT
from tests.files.strategies import cases, prose
from tests.files.test_merge_driver import CASE, STATEMENT, side


def test_clashes_in_a_large_case_take_little_more_than_a_merge_without_any() -> None:
    """Most of its lines stand in every statement; they are not compared with each other."""

    def of(word: str, *changed: int) -> bytes:
        said = "".join(
            STATEMENT.format(f"E{n}", f"{word if n in changed else 'Quote'} {n}")
            for n in range(1500)
        )
        return (CASE_TEXT + said).encode()

    took = []
    clashes = range(0, 1500, 75)
    for ours, theirs in ((of("Ours", 5), of("Theirs", 9)), (of("A", *clashes), of("B", *clashes))):
        begun = time.process_time()
        merged = merged_file(of(""), ours, theirs, Path(CASE))
        took.append(time.process_time() - begun)
    assert len(merged.clashes) == merged.data.count(b"<<<<<<<") == len(clashes)
    assert took[1] < 4 * took[0]


def test_only_what_clashes_stands_between_the_markers_where_headers_are_indented() -> None:
    """Ours takes an issue out in which theirs changed a title; the tables behind it are in both."""
    base = CASE_TEXT.replace("\n[", "\n  [")
    issue = base[base.index("  [issues.water]") : base.index("  [issues.fishing]")]
    ours, theirs = base.replace(issue, ""), base.replace('"Half each"', '"Half"')
    merged = merged_file(base.encode(), ours.encode(), theirs.encode(), Path(CASE))
    text = merged.data.decode()
    assert [clash.path for clash in merged.clashes] == [("issues", "water")]
    between = text[text.index("<<<<<<<") : text.index(">>>>>>>")]
    assert "[issues.water]" in between
    assert "[issues.fishing]" not in between
    assert text.count("[issues.fishing]") == 1


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.data())
def test_both_versions_of_a_case_are_whole_between_the_markers(
    case: Case, data: st.DataObject
) -> None:
    """Whatever its texts hold, such as lines that look like headers."""

    def edited(title: str) -> Case:
        lines = (evolve(line, caveat=data.draw(prose)) for line in case.red_lines)
        return evolve(case, title=title, red_lines=tuple(lines))

    kind, ours, theirs = case_kind(CASE), edited("Ours"), edited("Theirs")
    texts = [kind.text_to_save(each).encode() for each in (case, ours, theirs)]
    merged = merged_file(texts[0], texts[1], texts[2], Path(CASE))
    expected = kind.merged(case, ours, theirs)
    paths = [clash.path for clash in expected.clashes]
    assert paths == [clash.path for clash in merged.clashes]
    for which, found in enumerate((expected.leaves, expected.settled(paths))):
        source = source_from_text(CASE, side(merged.data.decode(), which))
        assert kind.read(source).content == kind.content_of(found)
