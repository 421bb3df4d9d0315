"""Changes to a hand-edited file: only what changed changes."""

from __future__ import annotations

import difflib
from collections import Counter

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import LayoutAtStakeError
from planner.files.cases.kind import case_kind
from planner.files.scenarios.kind import scenario_kind
from planner.files.toml import patching
from planner.files.toml.envelope import NO_ENVELOPE, Envelope
from planner.files.toml.guards import comments_of
from planner.files.toml.source import SourceText, source_from_bytes, source_from_text
from planner.model.case import Party
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from tests.files.samples import SCENARIO_TEXT, scenario_from_text, small_case, talks_case
from tests.files.strategies import prose, scenarios

CASE = small_case()
KIND = scenario_kind(CASE)

COMMENTED = """\
#:schema ../scenario.schema.json
# Our scenario for the spring talks.
format = 1  # the only one

[check]     # tables in another order
set_aside = [
    "S-1",  # to see what it costs
]
reading = "strict"

[case]
id = "lake"

[scenario]
title = 'Share it' # working title
authors = ["A. Planner"]   # ask B. too

[choices]
# first the easy one
[choices.fishing]
option = "free"  # agreed in March

[choices.water]
# still open
note = '''
Two "quotes" and a \\ here.
'''
option = "half" # the mayor's idea
"""


def patched(source: SourceText, scenario: Scenario) -> str:
    """The patched text, which must be possible."""
    return KIND.text_to_save(scenario, KIND.read(source).envelope, source)


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that differ, as a diff shows them."""
    diff = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in diff if line.startswith(("+", "-"))]


@pytest.fixture
def source() -> SourceText:
    return source_from_text("s.toml", COMMENTED)


@pytest.fixture
def scenario() -> Scenario:
    return scenario_from_text(COMMENTED, CASE)


def test_an_unchanged_scenario_leaves_the_text_as_it_is(
    source: SourceText, scenario: Scenario
) -> None:
    """Not a byte changes where nothing changed."""
    assert patched(source, scenario) is source.text


def test_a_changed_option_changes_one_line(source: SourceText, scenario: Scenario) -> None:
    """The comment on the line stays, and so does everything else."""
    text = patched(source, scenario.with_pick("water", "all_north"))
    assert changed_lines(COMMENTED, text) == [
        '- option = "half" # the mayor\'s idea',
        '+ option = "all_north" # the mayor\'s idea',
    ]


def test_an_undecided_option_keeps_its_comment(source: SourceText, scenario: Scenario) -> None:
    """What is cleared stays as an empty text, so that the comment has a line."""
    text = patched(source, scenario.with_pick("fishing", None))
    assert changed_lines(COMMENTED, text) == [
        '- option = "free"  # agreed in March',
        '+ option = ""  # agreed in March',
    ]


def test_a_new_note_is_added_to_its_table(source: SourceText, scenario: Scenario) -> None:
    """A note of several lines is written over several lines."""
    text = patched(source, scenario.with_note("fishing", "Good.\nAnd \\ simple."))
    assert changed_lines(COMMENTED, text) == [
        '+ note = """',
        "+ Good.",
        '+ And \\\\ simple."""',
    ]


def test_a_comment_in_a_list_stays_when_its_line_is_taken_out(
    source: SourceText, scenario: Scenario
) -> None:
    """It says what the planner thought, and nobody but the planner takes that out."""
    text = patched(source, evolve(scenario, set_aside=()))
    assert "[\n      # to see what it costs\n]" in text


def test_comments_in_a_list_stay_when_the_choice_is_taken_back() -> None:
    """Undecided is no empty list, so nothing is left but they."""
    text = (
        'format = 2\n[case]\nid = "talks"\n[choices.guarantors]\n'
        'options = [  # so far\n  "east",  # asked\n  # and who else?\n]  # by May\nnote = "Hm."\n'
    )
    kind = scenario_kind(talks_case())
    source = source_from_text("s.toml", text)
    undecided = kind.read(source).content.with_pick("guarantors", None)
    assert kind.text_to_save(undecided, NO_ENVELOPE, source) == (
        'format = 1\n[case]\nid = "talks"\n[choices.guarantors]\n'
        '# so far\n# asked\n# and who else?\n# by May\nnote = "Hm."\n'
    )
    gone = text.replace("  # by May", "")
    new = kind.text_to_save(undecided, NO_ENVELOPE, source_from_text("s.toml", gone))
    assert new.endswith('[choices.guarantors]\n# so far\n# asked\n# and who else?\nnote = "Hm."\n')


@pytest.mark.parametrize("below", ["# withdrawn in May\n# says Ada", "# withdrawn in May"])
def test_a_comment_directly_below_a_table_stays_with_it(below: str) -> None:
    """A new table is put behind it."""
    before = 'format = 1\n\n[case]\nid = "lake"\n\n[choices.water]\noption = "half"\n'
    text = f"{before}{below}\n\n# the end\n"
    scenario = scenario_from_text(text, CASE).with_pick("fishing", "free")
    new = patched(source_from_text("s.toml", text), scenario)
    assert f'option = "half"\n{below}\n\n[choices.fishing]\noption = "free"' in new


def test_a_comment_between_two_tables_is_that_of_the_second() -> None:
    text = (
        'format = 1\n[case]\nid = "lake"\n[choices.water]\noption = "half"\n'
        '# how it is judged\n[check]\nreading = "strict"\n'
    )
    scenario = scenario_from_text(text, CASE).with_pick("fishing", "free")
    new = patched(source_from_text("s.toml", text), scenario)
    assert '[choices.fishing]\noption = "free"\n# how it is judged\n[check]' in new


CASE_TEXT = """\
format = 1
[case]
title = "Talks"
[parties.north]
name = "North"
[parties.south]
name = "South"
[issues.lake]
title = "Lake"
[issues.lake.options.half]
title = "Half"
[issues.lake.options.none]
title = "None"
"""
NORTH, SOUTH = (f'[parties.{each}]\nname = "{each.title()}"\n' for each in ("north", "south"))


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"{NORTH}\n{SOUTH}# late\n\n", f"{NORTH}\n# late\n\n"),
        (f"{NORTH}\n  # late\n{SOUTH}", f"{NORTH}\n# late\n\n"),
        (f"{NORTH}# late\n{SOUTH}# or not\n\n", f"{NORTH}\n# late\n# or not\n\n"),
        (f"{NORTH}{SOUTH.strip()} # late\n", f"{NORTH}\n# late\n\n"),
        (f"{NORTH}\n{SOUTH}\n# late\n\n", f"{NORTH}\n# late\n\n"),
        (f"{NORTH}# early\n\n{SOUTH}\n", f"{NORTH}# early\n\n"),
        (f"{NORTH}\n{SOUTH}", f"{NORTH}\n"),
        (
            f"{NORTH}\n{SOUTH}members = [\n    'x',  # late\n]\n\n",
            f"{NORTH}\n# late\n\n",
        ),
    ],
    ids=[
        "below",
        "above",
        "above and below",
        "beside",
        "apart, behind",
        "apart, of the one before",
        "none",
        "in a list",
    ],
)
def test_comments_of_a_table_that_is_taken_out_stand_alone(written: str, left: str) -> None:
    """Else they would be read as comments on its neighbours."""
    text = CASE_TEXT.replace(NORTH + SOUTH, written)
    source = source_from_text("talks.case.toml", text)
    kind = case_kind(source.name)
    case = kind.read(source).content
    new = kind.text_to_save(evolve(case, parties=case.parties[:1]), NO_ENVELOPE, source)
    assert new == CASE_TEXT.replace(NORTH + SOUTH, left)


def test_what_is_left_of_a_table_within_others_stands_alone_too() -> None:
    """An issue goes with its options."""
    lakes = "".join(CASE_TEXT.partition("[issues.lake]")[1:])
    bogs = lakes.replace("lake]", "bog]").replace("lake.", "bog.")
    text = f"{CASE_TEXT}\n{bogs}# drained\n"
    source = source_from_text("talks.case.toml", text)
    kind = case_kind(source.name)
    case = kind.read(source).content
    new = kind.text_to_save(evolve(case, issues=case.issues[:1]), NO_ENVELOPE, source)
    assert new == f"{CASE_TEXT}\n# drained\n"


DOTTED = """\
format = 1
# the town
parties.north.name = "North"
parties.north.members = ["Old", "New"]  # both
# beyond the lake
parties.south.name = "South"
issues.lake = { title = "Lake", options = { half = { title = "Half" } } }
[case]
title = "Talks"
"""


UNDER_HEADER = """\
format = 1
[case]
title = "Talks"
# all of them
[parties]
# the town
north.name = "North"
north.members = ["Old", "New"]  # both
# beyond the lake
south.name = "South"
[issues]
lake = { title = "Lake", options = { half = { title = "Half" } } }
"""


@pytest.mark.parametrize("place", [0, 1])
def test_what_is_new_in_front_of_names_by_dots_under_a_header_stands_there(place: int) -> None:
    """With a header of its own it would stand behind them all: the file could not be saved so."""
    source = source_from_text("talks.case.toml", UNDER_HEADER)
    kind = case_kind(source.name)
    case = kind.read(source).content
    parties = (*case.parties[:place], Party("east", "East"), *case.parties[place:])
    new = kind.text_to_save(evolve(case, parties=parties), NO_ENVELOPE, source)
    below = ("# the town", "# beyond the lake")[place]
    assert new == UNDER_HEADER.replace(below, f'east = {{ name = "East" }}\n{below}')


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_is_new_among_names_by_dots_stands_where_its_order_says(place: int) -> None:
    """In front of the first, between two, or behind the last: no comment gets another neighbour."""
    source = source_from_text("talks.case.toml", DOTTED)
    kind = case_kind(source.name)
    case = kind.read(source).content
    parties = (*case.parties[:place], Party("east", "East"), *case.parties[place:])
    new = kind.text_to_save(evolve(case, parties=parties), NO_ENVELOPE, source)
    below = ("# the town", "# beyond the lake", "issues.lake")[place]
    assert new == DOTTED.replace(below, f'parties.east = {{ name = "East" }}\n{below}')


def test_what_gets_another_id_keeps_rules_that_are_written_as_tables() -> None:
    """A colleague's editor writes each combination under a header of its own."""
    rules = "".join(
        f'\n[[red_lines.{{0}}.crossed_when]] # {n}\nlake = ["{option}"]\n'
        for n, option in enumerate(("half", "none"))
    )
    line = f'\n[red_lines.{{0}}] # ours\nparty = "north"\ntitle = "No"\n{rules}'
    text = f"{CASE_TEXT}{line.format('N-1')}"
    source = source_from_text("talks.case.toml", text)
    kind = case_kind(source.name)
    case = kind.read(source).content
    renamed = evolve(case, red_lines=(evolve(case.red_lines[0], id="N-2"),))
    assert kind.text_to_save(renamed, NO_ENVELOPE, source) == CASE_TEXT + line.format("N-2")


def test_names_that_are_new_to_the_file_are_added(scenario: Scenario) -> None:
    """Tables that the file lacks are made."""
    text = '# short\nformat = 1\n[case]\nid = "lake" # ours\n'
    envelope = Envelope(case_digest="sha256:" + "1" * 64)
    new = KIND.text_to_save(scenario, envelope, source_from_text("s.toml", text))
    read = KIND.read(source_from_text("s.toml", new))
    assert (read.content, read.envelope) == (scenario, envelope)
    assert new.startswith(text)


@pytest.mark.parametrize("bom", [False, True], ids=["plain", "bom"])
def test_windows_line_ends_stay(scenario: Scenario, bom: bool) -> None:  # noqa: FBT001
    """A file with CRLF has CRLF everywhere after the change too."""
    data = COMMENTED.replace("\n", "\r\n").encode("utf-8-sig" if bom else "utf-8")
    changed = scenario.with_note("fishing", "Two\nlines.")
    text = patched(source_from_bytes("s.toml", data), changed)
    assert text.count("\n") == text.count("\r\n") == COMMENTED.count("\n") + 3
    assert scenario_from_text(text, CASE) == changed


def test_line_ends_of_two_kinds_stay_as_they_are(scenario: Scenario) -> None:
    """Two people's editors wrote the file: only the line that changed is another one."""
    text = COMMENTED.replace("\n", "\r\n", 12)
    new = patched(source_from_text("s.toml", text), scenario.with_pick("water", "all_north"))
    assert new == text.replace('"half" #', '"all_north" #')


def test_a_missing_last_line_end_is_no_obstacle(scenario: Scenario) -> None:
    """An editor that ends files without a line end does not break the patch."""
    changed = scenario.with_note("water", "x")
    text = patched(source_from_text("s.toml", COMMENTED.rstrip("\n")), changed)
    assert scenario_from_text(text, CASE) == changed


def test_inline_tables_and_dotted_names_are_patched_too() -> None:
    """However a planner writes the choices, changing one is no reason to rewrite the file."""
    text = (
        'format = 1\ncase.id = "lake"  # c\n'
        'choices = { water = { option = "half" }, fishing = {} }  # both\n'
    )
    scenario = scenario_from_text(text, CASE).with_pick("water", "all_north")
    new = patched(source_from_text("s.toml", text), scenario)
    assert new == text.replace("half", "all_north")


def test_a_large_file_is_patched_as_any_other(scenario: Scenario) -> None:
    """Its comments are worth as much."""
    text = COMMENTED + "# x\n" * 90_000
    changed = scenario.with_note("water", "x")
    new = patched(source_from_text("s.toml", text), changed)
    assert scenario_from_text(new, CASE) == changed
    assert new.count("# x\n") == 90_000


def test_a_text_that_cannot_be_read_is_not_patched(scenario: Scenario) -> None:
    """A file that was broken meanwhile is not mended by guessing."""
    with pytest.raises(LayoutAtStakeError, match="the file as it was cannot be read"):
        KIND.text_to_save(scenario, NO_ENVELOPE, source_from_text("s.toml", "x = "))


@pytest.mark.parametrize(
    ("edited", "reason"),
    [
        (COMMENTED, "the change does not fit the way the file is written"),
        ("x = ", "the change does not fit the way the file is written"),
        (COMMENTED.replace("# ask B. too", "").replace("half", "all_north"), "a comment of"),
    ],
)
def test_an_edit_that_went_wrong_is_not_used(
    source: SourceText,
    scenario: Scenario,
    monkeypatch: pytest.MonkeyPatch,
    edited: str,
    reason: str,
) -> None:
    """What reads as something else, or has lost a comment, is found out and told."""
    monkeypatch.setattr(patching, "edited_text", lambda *_, **__: edited)
    with pytest.raises(LayoutAtStakeError, match=reason):
        patched(source, scenario.with_pick("water", "all_north"))


EDITS = st.one_of(
    st.tuples(st.just("option"), st.sampled_from(["water", "fishing"]), st.integers(0, 2)),
    st.tuples(st.just("note"), st.sampled_from(["water", "fishing"]), prose),
    st.tuples(st.just("reading"), st.sampled_from([None, *Reading]), st.none()),
    st.tuples(st.just("aside"), st.booleans(), st.sampled_from(["", "why", "a\nb"])),
)
TEXTS = [COMMENTED, COMMENTED.replace("\n", "\r\n"), SCENARIO_TEXT]


@given(st.sampled_from(TEXTS), st.lists(EDITS, min_size=1, max_size=5))
def test_any_edits_are_exact_and_lose_no_comment(text: str, edits: list[tuple[str, ...]]) -> None:
    """After any edits the file reads as the scenario, with all comments."""
    source = source_from_text("s.toml", text)
    for edit in edits:
        scenario = _edited(scenario_from_text(source.text, CASE), edit)
        new = patched(source, scenario)
        assert scenario_from_text(new, CASE) == scenario
        assert Counter(comments_of(new)) == Counter(comments_of(text))
        source = source_from_text("s.toml", new)


def _edited(scenario: Scenario, edit: tuple[object, ...]) -> Scenario:
    match edit:
        case ("option", str(issue), int(number)):
            options = [None, *CASE.issues_by_id[issue].by_id]
            return scenario.with_pick(issue, options[number])
        case ("note", str(issue), str(note)):
            return scenario.with_note(issue, note)
        case ("reading", reading, _):
            assert reading is None or isinstance(reading, Reading)
            return evolve(scenario, reading=reading)
        case _:
            return evolve(scenario, set_aside={"S-1": edit[2]} if edit[1] else ())


@given(scenarios(CASE))
def test_any_scenario_can_be_put_into_a_canonical_file(scenario: Scenario) -> None:
    """A file without comments can always be patched, and then says exactly the scenario."""
    start = 'format = 1\n\n[case]\nid = "lake"\n\n[choices.water]\n\n[choices.fishing]\n'
    text = patched(source_from_text("s.toml", start), scenario)
    assert scenario_from_text(text, CASE) == scenario


CODED = """\
format = 1

[case]
title = "The lake"

[parties.north]
name = "North"

[issues.water]
title = "Water"

[issues.water.options.half]
title = "Half"

[statements.E1]
quote = "Half of it"
party = "north"
strength = "preference"
"""


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ('supports = { water = ["half"] }\n', ""),
        ('supports = { water = ["half"] }  # the mayor\n', "# the mayor\n"),
        ('supports.water = ["half"]\n', ""),
        ('\n[statements.E1.supports]\nwater = ["half"]\n', ""),
    ],
    ids=["braces", "comment", "dots", "header"],
)
def test_a_table_whose_last_entry_goes_does_not_stay_empty(written: str, left: str) -> None:
    """However it is written."""
    kind = case_kind("lake.case.toml")
    source = source_from_text("lake.case.toml", CODED + written)
    case = kind.read(source).content
    (statement,) = case.statements
    bare = evolve(case, statements=(evolve(statement, supports=()),))
    assert kind.text_to_save(bare, NO_ENVELOPE, source) == CODED + left


def test_choices_hold_what_they_held() -> None:
    """The commented sample reads as expected: the tests above stand on it."""
    assert scenario_from_text(COMMENTED, CASE).choices == {
        "water": Choice("half", 'Two "quotes" and a \\ here.\n'),
        "fishing": Choice("free"),
    }
