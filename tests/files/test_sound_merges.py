"""What the merge driver says it has merged can be read, whatever became of the case meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.files.scenarios.kind import scenario_kind
from planner.files.scenarios.reading import scenario_from_source
from planner.files.three_way import merged_file
from planner.files.toml.envelope import Envelope
from planner.files.toml.source import source_from_bytes
from planner.model.case import Case
from planner.model.scenario import Scenario
from tests.files.samples import small_case, talks_case
from tests.made_cases import picks_of

FILE = Path("deal.toml")
OLD, NEW, NEWER = (f"sha256:{digit * 64}" for digit in "123")


def written(scenario: Scenario, case: Case, digest: str) -> bytes:
    """The file of a scenario that was saved with a case of that digest."""
    return scenario_kind(case).text_to_save(scenario, Envelope("", digest)).encode()


def digest_of(data: bytes, case: Case) -> str:
    source = source_from_bytes("deal.toml", data)
    return scenario_from_source(source, case, keeps_unknown=True).envelope.case_digest


LAKE = small_case()
WATER = LAKE.issues_by_id["water"]
DRY = evolve(LAKE, issues=(evolve(WATER, options=WATER.options[:1]), *LAKE.issues[1:]))
"""The lake without an option."""
BASE = Scenario("lake", title="Share it").with_all_issues(LAKE)
CHOSEN = written(BASE.with_pick("water", "all_north"), LAKE, OLD)
SAVED = written(BASE.with_pick("fishing", "free"), DRY, NEW)


@pytest.mark.parametrize("sides", [(CHOSEN, SAVED), (SAVED, CHOSEN)])
def test_a_choice_that_the_new_case_lacks_is_kept_as_vanished(sides: tuple[bytes, bytes]) -> None:
    """One chose it with the old case, the other saved with the new one: both choices stay."""
    merged = merged_file(written(BASE, LAKE, OLD), *sides, FILE)
    assert merged.clean
    read = scenario_from_source(source_from_bytes("deal.toml", merged.data), DRY, NEW)
    assert read.content.option("water") == "all_north"
    assert read.content.option("fishing") == "free"
    assert any('has no option "all_north"' in str(each) for each in read.warnings)


def test_the_remarks_of_both_stay_where_the_digest_is_that_of_neither() -> None:
    """Git puts the lines together; only the digest is put back."""
    base = written(BASE, LAKE, OLD)
    ours = CHOSEN.replace(b"[choices.water]", b"[choices.water]  # ours")
    theirs = SAVED.replace(b"[choices.fishing]", b"[choices.fishing]  # theirs")
    merged = merged_file(base, ours, theirs, FILE)
    assert merged.clean
    assert merged.data.count(b"#") == 2
    assert digest_of(merged.data, LAKE) == OLD


def test_who_alone_changed_the_deal_has_looked_at_the_whole_of_it() -> None:
    """The other changed its layout: the deal is as of the case that it was saved with."""
    base = written(BASE, LAKE, OLD)
    for sides in ((base + b"# kept\n", SAVED), (SAVED, base + b"# kept\n")):
        assert digest_of(merged_file(base, *sides, FILE).data, DRY) == NEW
    both = SAVED.replace(NEW.encode(), OLD.encode())
    for sides in ((both, SAVED), (SAVED, both)):
        assert digest_of(merged_file(base, *sides, FILE).data, DRY) == NEW


TALKS = talks_case()
FEWER = evolve(
    TALKS,
    issues=tuple(
        evolve(issue, options=issue.options[:-1]) if len(issue.options) > 2 else issue
        for issue in TALKS.issues[:-1]
    ),
    red_lines=TALKS.red_lines[:1],
)
CASES = {OLD: TALKS, NEW: FEWER, NEWER: evolve(TALKS, red_lines=TALKS.red_lines[1:])}


@st.composite
def sides(draw: st.DrawFn) -> bytes:
    """A scenario with few choices, so that two often merge, saved with one of the cases."""
    digest = draw(st.sampled_from(sorted(CASES)))
    case = CASES[digest]
    scenario = Scenario("talks").with_all_issues(case)
    for issue in draw(st.lists(st.sampled_from(case.issues), max_size=2)):
        scenario = scenario.with_pick(issue.id, draw(st.sampled_from(picks_of(issue))))
    lines = [line.id for line in case.red_lines]
    scenario = evolve(scenario, set_aside=dict.fromkeys(draw(st.sets(st.sampled_from(lines))), ""))
    return written(scenario, case, digest)


@settings(max_examples=60, deadline=None)
@given(sides(), sides(), st.sampled_from(sorted(CASES)))
def test_what_is_merged_reads_with_whichever_case_there_is(
    mine: bytes, theirs: bytes, now: str
) -> None:
    """A name that only one side's case has is never called a mistake of both."""
    base = written(Scenario("talks").with_all_issues(TALKS), TALKS, OLD)
    merged = merged_file(base, mine, theirs, FILE)
    if merged.clean:
        scenario_from_source(source_from_bytes("deal.toml", merged.data), CASES[now], now)
