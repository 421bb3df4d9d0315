"""Another order of a case's options, issues or lines: saved in the file's layout, and merged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.cli.main import main
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import case_from_source
from planner.files.scenarios.kind import scenario_kind
from planner.files.three_way import merged_file
from planner.files.toml.envelope import NO_ENVELOPE
from planner.files.toml.source import source_from_bytes, source_from_text
from planner.model.case import Case
from planner.visible import shown_path
from tests.files.samples import SCENARIO_TEXT, put, scenario_from_text, small_case
from tests.files.strategies import cases

T = TypeVar("T")
NAME = "talks.case.toml"
KIND = case_kind(NAME)
TEXT = """\
format = 1

[case]
title = "Talks"

[parties.north]
name = "North"

# The lake.

[issues.water]
title = "Water"
[issues.water.options.half]  # in halves
title = "Half"

# since 1990
[issues.water.options.none]
title = "None"  # at all

# What follows is new.

# about fish
[issues.fish]
title = "Fish"

[issues.fish.options.free]
title = "Free"
"""


def read(text: str) -> Case:
    return KIND.read(source_from_text(NAME, text)).content


def saved(text: str, case: Case) -> str:
    return KIND.text(case, NO_ENVELOPE, source_from_text(NAME, text))


def turned(case: Case) -> Case:
    """The same with its issues, and their options, the other way round."""
    issues = (evolve(issue, options=issue.options[::-1]) for issue in case.issues)
    return evolve(case, issues=tuple(issues)[::-1])


def test_a_table_moves_with_its_lines_and_the_comments_directly_above_it() -> None:
    """A comment that stands apart stays between the same two places."""
    expected = TEXT[: TEXT.index("[issues.water]")] + (
        '# about fish\n[issues.fish]\ntitle = "Fish"\n\n'
        '[issues.fish.options.free]\ntitle = "Free"\n\n'
        "# What follows is new.\n\n"
        '[issues.water]\ntitle = "Water"\n'
        '# since 1990\n[issues.water.options.none]\ntitle = "None"  # at all\n\n'
        '[issues.water.options.half]  # in halves\ntitle = "Half"\n'
    )
    assert saved(TEXT, turned(read(TEXT))) == expected
    assert saved(TEXT.replace("\n", "\r\n"), turned(read(TEXT))) == expected.replace("\n", "\r\n")
    assert saved(TEXT.rstrip(), turned(read(TEXT))) == expected


REMARKED = """\
format = 1
[case]
title = "Talks"
  # speaks for the east
[parties.north]
name = "North"
[parties.south]
name = "South"

[issues.water]
title = "Water"
[issues.water.options.none]
title = "None"
[issues.water.options.half]
title = "Half"
# withdrawn in May
  # says Ada

[issues.fish]
title = "Fish"
[issues.fish.options.free]
title = "Free"
# the last word
"""


def test_a_table_moves_with_the_comments_directly_below_it() -> None:
    """Nor do they come to stand directly above another one."""
    case = turned(read(REMARKED))
    text = saved(REMARKED, evolve(case, parties=case.parties[::-1]))
    assert text == (
        'format = 1\n[case]\ntitle = "Talks"\n'
        '[parties.south]\nname = "South"\n'
        '  # speaks for the east\n[parties.north]\nname = "North"\n\n'
        '[issues.fish]\ntitle = "Fish"\n[issues.fish.options.free]\ntitle = "Free"\n'
        "# the last word\n\n"
        '[issues.water]\ntitle = "Water"\n'
        '[issues.water.options.half]\ntitle = "Half"\n# withdrawn in May\n  # says Ada\n\n'
        '[issues.water.options.none]\ntitle = "None"\n'
    )


def test_a_line_of_a_text_in_quotes_is_no_comment_on_the_table_below() -> None:
    """Moved or taken out, the table leaves that text whole."""
    definition = 'definition = """\nhalf of it\n# each year"""\n'
    half = f'[issues.water.options.half]\ntitle = "Half"\n{definition}'
    none = '[issues.water.options.none]\ntitle = "None"  # at all\n'
    text = f"{TEXT.partition('[issues.water.options.half]')[0]}{half}{none}"
    (water,) = read(text).issues
    other = evolve(read(text), issues=(evolve(water, options=water.options[::-1]),))
    assert saved(text, other) == text.replace(half + none, none + half)
    fewer = evolve(read(text), issues=(evolve(water, options=water.options[:1]),))
    assert saved(text, fewer) == text.replace(none, "\n# at all\n")


def test_what_is_moved_and_changed_at_once_fits_too() -> None:
    """One option goes, one comes, one has another title, and they stand the other way round."""
    water, fish = read(TEXT).issues
    half, none = water.options
    options = (evolve(half, id="third"), evolve(none, title="Nothing"), half)
    case = evolve(read(TEXT), issues=(fish, evolve(water, options=options)))
    text = saved(TEXT, case)
    assert read(text) == case
    assert text.count("#") == TEXT.count("#")


@pytest.mark.parametrize("depth", ["issue", "option"])
def test_what_gets_another_id_and_another_place_at_once_keeps_its_comments(depth: str) -> None:
    """Whether it is a table among others or one that has others in it."""
    water, fish = read(TEXT).issues
    half, none = water.options
    if depth == "issue":
        lake = evolve(water, id="lake", options=(none, half))
        text = saved(TEXT, evolve(read(TEXT), issues=(fish, lake)))
        known = TURNED.replace("issues.water", "issues.lake")
    else:
        lake = evolve(water, options=(none, evolve(half, id="part")))
        text = saved(TEXT, evolve(read(TEXT), issues=(lake, fish)))
        known = saved(TEXT, evolve(read(TEXT), issues=(evolve(water, options=(none, half)), fish)))
        known = known.replace("options.half", "options.part")
    assert text == known


IN_LINES = """\
format = 1
[case]
title = "Talks"

[parties]  # who talks
# speaks for the east
north = { name = "North" }  # since 1990
south = { name = "South" }
# what is below is new

[issues]
water.title = "Water"  # or ice
water.options.half.title = "Half"
water.options.none.title = "None"
# about fish
fish = { title = "Fish", options = { free = { title = "Free" }, none = { title = "None" } } }  # all
"""


def test_tables_in_lines_of_their_own_move_with_their_comments() -> None:
    """Whether in braces or by dots; and what stands within braces moves there."""
    case = turned(read(IN_LINES))
    case = evolve(case, parties=case.parties[::-1])
    text = saved(IN_LINES, case)
    assert text == (
        'format = 1\n[case]\ntitle = "Talks"\n\n'
        "[parties]  # who talks\n"
        'south = { name = "South" }\n'
        '# speaks for the east\nnorth = { name = "North" }  # since 1990\n'
        "# what is below is new\n\n"
        "[issues]\n"
        "# about fish\n"
        'fish = { title = "Fish", options = { none = { title = "None" }, '
        'free = { title = "Free" } } }  # all\n'
        'water.title = "Water"  # or ice\n'
        'water.options.none.title = "None"\n'
        'water.options.half.title = "Half"\n'
    )
    assert read(text) == case
    assert saved(text, read(IN_LINES)) == IN_LINES


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.data())
def test_any_other_order_of_any_case_fits_into_its_file(case: Case, data: st.DataObject) -> None:
    """And going back gives the file as it was."""
    text = KIND.text_to_save(case)

    def shuffled(held: Sequence[T]) -> tuple[T, ...]:
        return tuple(data.draw(st.permutations(held)))

    after = evolve(
        case,
        parties=shuffled(case.parties),
        issues=shuffled([evolve(i, options=shuffled(i.options)) for i in case.issues]),
        statements=shuffled(case.statements),
        red_lines=shuffled(case.red_lines),
        sources=shuffled(case.sources),
    )
    moved = saved(text, after)
    assert read(moved) == after
    assert saved(moved, case) == text


def test_a_scenario_whose_tables_stand_in_another_order_than_the_case_has_keeps_it() -> None:
    """Nobody moved them."""
    kind = scenario_kind(small_case())
    head, water, fishing = SCENARIO_TEXT.partition(
        '[choices.water]\noption = "half"\nnote = "Fair."\n'
    )
    text = f"{head}{fishing.lstrip()}\n{water}"
    scenario = scenario_from_text(text, small_case()).with_note("water", "Unfair.")
    new = kind.text(scenario, NO_ENVELOPE, source_from_text("deal.toml", text))
    assert new == text.replace("Fair", "Unfair")


RETITLED = TEXT.replace('"Half"', '"Half each"').replace('"None"', '"Nothing"')
TURNED = saved(TEXT, turned(read(TEXT)))


def test_git_merges_a_remark_with_the_option_that_one_side_moved() -> None:
    water, fish = read(REMARKED).issues
    ours = REMARKED.replace('"None"', '"Nothing"').replace('"Half"', '"Half each"')
    theirs = saved(
        REMARKED,
        evolve(read(REMARKED), issues=(evolve(water, options=water.options[::-1]), fish)),
    )
    data = [text.encode() for text in (REMARKED, ours, theirs)]
    merged = merged_file(data[0], data[1], data[2], Path(NAME))
    assert merged.clean
    assert '"Half each"\n# withdrawn in May\n  # says Ada\n\n[' in merged.data.decode()


@pytest.mark.parametrize("sides", [(RETITLED, TURNED), (TURNED, RETITLED)])
def test_git_merges_an_order_that_one_side_changed(sides: tuple[str, str]) -> None:
    """With what the other changed, also in the lines that were moved; every comment stays."""
    data = [text.encode() for text in (TEXT, *sides)]
    merged = merged_file(data[0], data[1], data[2], Path(NAME))
    assert merged.clean
    assert read(merged.data.decode()) == turned(read(RETITLED))
    assert merged.data.count(b"#") == TEXT.count("#")


def test_of_two_new_orders_ours_stays_and_standard_error_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the options only one side changed the order: nothing is said of it."""
    water, fish = read(TEXT).issues
    sport = evolve(fish, id="sport")
    base, ours, theirs = (
        evolve(read(TEXT), issues=issues)
        for issues in ((water, fish, sport), (fish, water, sport), (water, sport, fish))
    )
    turned_too = evolve(water, options=water.options[::-1])
    theirs = evolve(theirs, issues=(turned_too, *theirs.issues[1:]))
    files = [
        put(tmp_path, name, KIND.text_to_save(case))
        for name, case in (("base", base), (NAME, ours), ("theirs", theirs))
    ]
    assert main(["merge-file", *map(str, files)]) == 0
    said = f'{shown_path(files[1])}: both put "issues" in another order; ours stays\n'
    assert capsys.readouterr().err == said
    merged = read(files[1].read_text(encoding="utf-8"))
    assert merged.issues == (fish, turned_too, sport)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.data())
def test_the_order_of_one_side_and_the_words_of_the_other_are_merged(
    case: Case, data: st.DataObject
) -> None:
    """Whichever side is whose."""

    def other(noun: Any) -> Any:
        return evolve(noun, title=f"{noun.title} (new)")

    order = data.draw(st.permutations(case.issues))
    ordered = evolve(case, issues=tuple(order))
    worded = evolve(case, issues=tuple(map(other, case.issues)), title="New")
    base, ours, theirs = (KIND.text_to_save(each).encode() for each in (case, ordered, worded))
    both = evolve(worded, issues=tuple(map(other, order)))
    for one, two in ((ours, theirs), (theirs, ours)):
        merged = merged_file(base, one, two, Path(NAME))
        assert merged.clean
        assert case_from_source(source_from_bytes(NAME, merged.data), NAME)[0] == both
