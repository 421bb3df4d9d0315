"""What the merge driver says it has merged can be read, whatever became of the case meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from planner.cli.main import main
from planner.errors import FileProblemError, SaveError
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import case_from_source, read_case
from planner.files.scenarios.kind import scenario_kind
from planner.files.scenarios.reading import read_scenario, scenario_from_source
from planner.files.three_way import merged_file
from planner.files.toml.envelope import Envelope
from planner.files.toml.source import source_from_bytes
from planner.model.case import Case
from planner.model.scenario import Scenario
from planner.model.statements import Statement
from tests.files.samples import put, small_case, talks_case
from tests.made_cases import picks_of
from tests.small_cases import coherence_rule, conditions, issue, made_case, red_line, when

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


TITLED = written(evolve(BASE, title="Share all"), LAKE, OLD)
NOTED = written(BASE.with_note("fishing", "Not yet."), LAKE, OLD)


@pytest.mark.parametrize("words", [TITLED, NOTED])
def test_who_alone_changed_choices_has_looked_at_all_of_them(words: bytes) -> None:
    """The other wrote a title or a note, which no case can lack."""
    base = written(BASE, LAKE, OLD)
    for sides in ((words, SAVED), (SAVED, words)):
        merged = merged_file(base, *sides, FILE)
        assert merged.clean
        assert digest_of(merged.data, DRY) == NEW


def test_a_note_on_an_issue_that_the_new_case_lacks_is_kept_as_vanished() -> None:
    """Who saved with the new case has not said a word on that issue."""
    fewer = evolve(DRY, issues=DRY.issues[:1])
    saved = written(Scenario("lake", title="Share it").with_all_issues(fewer), fewer, NEW)
    merged = merged_file(written(BASE, LAKE, OLD), NOTED, saved, FILE)
    assert merged.clean
    read = scenario_from_source(source_from_bytes("deal.toml", merged.data), fewer, NEW)
    assert read.content.note("fishing") == "Not yet."


def test_two_first_digests_are_a_conflict_where_each_side_chose_with_its_own_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With either of them a choice of the other may be a mistake: git is told to ask."""
    base = put(tmp_path, "base", written(BASE, LAKE, "").decode())
    ours = put(tmp_path, "deal.toml", CHOSEN.decode())
    theirs = put(tmp_path, "theirs", SAVED.decode())
    assert main(["merge-file", str(base), str(ours), str(theirs)]) == 1
    assert f'"digest" in [case]: ours "{OLD}"; theirs "{NEW}"' in capsys.readouterr().err
    text = ours.read_text(encoding="utf-8")
    assert f'digest = "{OLD}"\n=======\ndigest = "{NEW}"\n>>>' in text
    assert text.count("<<<<<<< ours") == 1
    half = [line for line in text.splitlines() if line[:3] not in {"<<<", "===", ">>>"}]
    read = "\n".join(line for line in half if NEW not in line).encode()
    scenario = scenario_from_source(source_from_bytes("deal.toml", read), DRY, NEW).content
    assert (scenario.option("water"), scenario.option("fishing")) == ("all_north", "free")


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
    for chosen in draw(st.lists(st.sampled_from(case.issues), max_size=2)):
        scenario = scenario.with_pick(chosen.id, draw(st.sampled_from(picks_of(chosen))))
    for noted in draw(st.lists(st.sampled_from(case.issues), max_size=1)):
        scenario = scenario.with_note(noted.id, draw(st.sampled_from(["Yes.", "No."])))
    lines = [line.id for line in case.red_lines]
    scenario = evolve(scenario, set_aside=dict.fromkeys(draw(st.sets(st.sampled_from(lines))), ""))
    return written(scenario, case, digest)


@settings(max_examples=60, deadline=None)
@given(sides(), sides(), st.sampled_from(sorted(CASES)), st.sampled_from([OLD, ""]))
def test_what_is_merged_reads_with_whichever_case_there_is(
    mine: bytes, theirs: bytes, now: str, before: str
) -> None:
    """A name that only one side's case has is never called a mistake of both."""
    base = written(Scenario("talks").with_all_issues(TALKS), TALKS, before)
    merged = merged_file(base, mine, theirs, FILE)
    if merged.clean:
        scenario_from_source(source_from_bytes("deal.toml", merged.data), CASES[now], now)


KIND = case_kind("lake.case.toml")
PLAIN = made_case(
    "lake",
    title="The lake",
    parties=("north", "south"),
    issues=(issue("water", "half", "all_north"), issue("fishing", "free", "banned")),
)
HALF = issue("water", "half")
SAID = Statement("S1", "No", party="north", opposes=conditions(fishing="banned"))


def without_an_option(case: Case) -> Case:
    return evolve(case, issues=tuple(HALF if held.id == "water" else held for held in case.issues))


def with_a_line_on_it(case: Case) -> Case:
    line = red_line("S-1", "south", when(water="all_north"), title="Not all")
    return evolve(case, red_lines=(*case.red_lines, line))


@pytest.mark.parametrize("ours_first", [True, False])
def test_what_only_the_newer_case_has_is_kept_where_the_old_one_is_at_hand(
    tmp_path: Path, *, ours_first: bool
) -> None:
    """Each chose with its own case, and the old one lacks what was chosen with the new one."""
    less = without_an_option(PLAIN)
    old = read_case(put(tmp_path, "lake.case.toml", KIND.text_to_save(less))).digest
    base = put(tmp_path, "base", written(BASE, less, old).decode())
    chosen = written(BASE.with_pick("fishing", "free"), less, old).decode()
    newer = written(BASE.with_pick("water", "all_north"), PLAIN, NEW).decode()
    texts = (chosen, newer) if ours_first else (newer, chosen)
    ours, theirs = put(tmp_path, "deal.toml", texts[0]), put(tmp_path, "theirs", texts[1])
    assert main(["merge-file", str(base), str(ours), str(theirs)]) == 0
    found = read_scenario(ours)
    assert (found.written.option("water"), found.written.option("fishing")) == ("all_north", "free")
    assert found.envelope.case_digest == NEW


EDITS: tuple[Callable[[Case], Case], ...] = (
    without_an_option,
    with_a_line_on_it,
    lambda case: evolve(case, issues=case.issues[:1]),
    lambda case: evolve(case, parties=case.parties[1:]),
    lambda case: evolve(case, statements=(*case.statements, SAID)),
    lambda case: evolve(case, coherence=(coherence_rule("dry", when(fishing="banned")),)),
)


@st.composite
def edited(draw: st.DrawFn) -> bytes:
    """The lake as somebody leaves it who takes out, and names, what the others may not."""
    case = PLAIN
    for edit in draw(st.lists(st.sampled_from(EDITS), max_size=3, unique=True)):
        case = edit(case)
    try:
        return KIND.text_to_save(case).encode()
    except SaveError:
        reject()


@settings(max_examples=100, deadline=None)
@given(edited(), edited())
def test_two_sound_cases_are_merged_only_into_a_sound_one(mine: bytes, theirs: bytes) -> None:
    """Else what is wrong is said with its place, and nothing is lost."""
    path = Path("lake.case.toml")
    merged = merged_file(KIND.text_to_save(PLAIN).encode(), mine, theirs, path)
    source = source_from_bytes("lake.case.toml", merged.data)
    if merged.clean:
        case_from_source(source, path.name)
    elif merged.problems:
        with pytest.raises(FileProblemError) as caught:
            case_from_source(source, path.name)
        assert caught.value.problems == merged.problems


def test_a_case_that_nobody_can_read_is_left_to_settle(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ours adds a line on an option that theirs takes out: git is told to ask."""
    ours, theirs = with_a_line_on_it(PLAIN), without_an_option(PLAIN)
    files = [
        put(tmp_path, name, KIND.text_to_save(case))
        for name, case in (("base", PLAIN), ("lake.case.toml", ours), ("theirs", theirs))
    ]
    assert main(["merge-file", *map(str, files)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert "what both sides changed makes no case together" in told[0]
    assert 'error: the issue "water" has no option "all_north"' in told[1]
    text = (tmp_path / "lake.case.toml").read_text(encoding="utf-8")
    assert "[red_lines.S-1]" in text
    assert "<<<" not in text


def test_a_case_that_one_side_broke_before_is_merged_as_it_is(tmp_path: Path) -> None:
    """Whoever merges is not asked for the mistake of somebody else."""
    base = KIND.text_to_save(PLAIN)
    theirs = KIND.text_to_save(with_a_line_on_it(PLAIN)).replace('["all_n', '["all_s')
    ours = base.replace("The lake", "A lake")
    merged = merged_file(base.encode(), ours.encode(), theirs.encode(), tmp_path / "a.case.toml")
    assert merged.clean
    assert b"all_sorth" in merged.data
