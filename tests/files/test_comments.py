"""Comments in a scenario's file: read, refused with their place, written, patched and merged."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from random import Random

import pytest
from attrs import evolve

from planner.errors import FileProblemError, SaveError
from planner.files.scenarios.kind import scenario_kind
from planner.files.toml.envelope import Envelope
from planner.files.toml.source import source_from_text
from planner.model.comments import Comment
from planner.model.scenario import Scenario
from tests.files.samples import FORMATS, SCENARIO_TEXT, scenario_from_text, small_case, spoiled
from tests.small_cases import made_case, numbered_issues, numbered_parties, red_line, when

CASE = small_case()
KIND = scenario_kind(CASE)
COMMENTS = """
# the first of them
[comments.7f3a91c2]
on = "water"
author = "Ann"
at = 2025-11-27T10:15:00Z
text = "Is this fair?"

[comments.1b2c3d4e]  # an answer
on = "water"
author = "Bob"
at = 2025-11-27T12:15:00+01:00
text = "To both."
reply_to = "7f3a91c2"

[comments.00ff00ff]
on = ""
author = "Cem"
at = 2025-11-28T08:00:00Z
text = "Good."
resolved = true
"""
TEXT = spoiled(SCENARIO_TEXT, "format = 1", "format = 2") + COMMENTS
WRITTEN = FORMATS / "scenario-2-comments.toml"


def said(*comments: Comment) -> Scenario:
    return evolve(scenario_from_text(SCENARIO_TEXT, CASE), comments=comments)


def comment(name: str, *, text: str = "Why?", on: str = "water") -> Comment:
    return Comment(name, "Ann", dt.datetime(2025, 11, 27, 10, 15, tzinfo=dt.UTC), text, on)


def test_comments_are_read_in_the_order_of_their_ids() -> None:
    """With author, time, what they are about, what they answer, and whether it is settled."""
    whole, answer, question = scenario_from_text(TEXT, CASE).comments
    at = dt.datetime(2025, 11, 27, 10, 15, tzinfo=dt.UTC)
    assert question == Comment("7f3a91c2", "Ann", at, "Is this fair?", "water")
    assert (answer.id, answer.reply_to) == ("1b2c3d4e", "7f3a91c2")
    assert answer.at == at + dt.timedelta(hours=1)
    assert (whole.on, whole.resolved, question.resolved) == ("", True, False)


def test_comments_that_were_written_once_are_read_for_ever() -> None:
    """The file stays as it is."""
    text = WRITTEN.read_text(encoding="utf-8")
    read = scenario_from_text(text, CASE)
    assert read.comments == scenario_from_text(TEXT, CASE).comments
    assert KIND.text(read) == text


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "[comments.00ff00ff]",
            "[comments.fair]",
            '"fair" in [comments] is "fair", which is no id of a comment; expected 8 random digits',
        ),
        (
            'reply_to = "7f3a91c2"',
            'reply_to = "7f3a91c3"',
            'this file has no comment "7f3a91c3"',
        ),
        (
            "at = 2025-11-28T08:00:00Z",
            "at = 2025-11-28T08:00:00",
            "is the date or time 2025-11-28 08:00:00; expected a date and time with its time zone",
        ),
        ("at = 2025-11-28T08:00:00Z\n", "", "such as at = 2025-11-27T10:15:00Z"),
        ('author = "Cem"\n', "", '[comments.00ff00ff] has no "author"; expected who wrote it'),
        ("resolved = true", "done = true", 'has no place for "done"'),
        (
            'text = "Is this fair?"',
            'text = "Is this fair?"\nreply_to = "1b2c3d4e"',
            'comments answer each other in a ring: "7f3a91c2" → "1b2c3d4e" → "7f3a91c2"',
        ),
        ('"Good."', '"Good.\u202e"', "changes the direction of the text after it (U+202E)"),
    ],
)
def test_what_is_wrong_in_a_comment_is_told_on_its_line(old: str, new: str, told: str) -> None:
    """Found, expected, and the nearest name."""
    text = spoiled(TEXT, old, new)
    with pytest.raises(FileProblemError) as caught:
        scenario_from_text(text, CASE)
    (problem,) = caught.value.problems
    assert told in problem.explanation
    changed = next(
        n
        for n, (one, other) in enumerate(zip(TEXT.split("\n"), text.split("\n"), strict=False), 1)
        if one != other
    )
    assert problem.line is not None
    assert abs(problem.line - changed) <= 3


def test_a_comment_on_what_the_case_no_longer_has_is_kept() -> None:
    """As everything else that has vanished from a case that moved on."""
    text = spoiled(TEXT, 'id = "lake"', f'id = "lake"\ndigest = "sha256:{"0" * 64}"')
    text = spoiled(text, 'on = ""', 'on = "harbour"')
    kind = scenario_kind(CASE, f"sha256:{'1' * 64}")
    read = kind.read(source_from_text("s.toml", text))
    assert read.content.comments[0].on == "harbour"
    assert any('no red line "harbour" any more' in str(each) for each in read.warnings)
    assert kind.text_to_save(read.content, read.envelope, source_from_text("s.toml", text)) == text


@pytest.mark.parametrize("digest", ["", f"sha256:{'1' * 64}", f"sha256:{'0' * 64}"])
def test_a_comment_is_saved_whatever_became_of_what_it_is_about(digest: str) -> None:
    """What colleagues wrote keeps nobody from saving, whichever case the file was saved against."""
    kind = scenario_kind(CASE, f"sha256:{'1' * 64}")
    content = said(comment("0" * 8, on="harbour"))
    text = kind.text_to_save(content, Envelope(case_digest=digest))
    assert kind.read(source_from_text("s.toml", text)).content == content


def test_a_comment_on_a_name_that_the_case_never_had_is_told_on_its_line() -> None:
    """As a warning: it may be a slip, and the nearest name is told."""
    text = spoiled(TEXT, 'on = ""', 'on = "watr"')
    read = KIND.read(source_from_text("s.toml", text))
    assert read.content.comments[0].on == "watr"
    (warning,) = read.warnings
    line, column = warning.line, warning.column
    assert line is not None
    assert column is not None
    assert text.split("\n")[line - 1][column - 1 :] == '"watr"'
    assert warning.explanation == (
        'the case "lake" has no issue and no red line "watr": it is kept as it is, and not '
        'judged; expected one of water, fishing, S-1; did you mean "water"?'
    )


def test_a_new_comment_changes_nothing_else_in_the_file() -> None:
    """It stands where its id belongs, and every remark of the file stays."""
    base = source_from_text("s.toml", TEXT)
    before = KIND.read(base).content
    text = KIND.text_to_save(before.with_comment(comment("5" * 8)), base=base)
    new = (
        '\n[comments.55555555]\non = "water"\nauthor = "Ann"\nat = 2025-11-27T10:15:00Z\n'
        'text = "Why?"\n'
    )
    assert text.count(new) == 1
    assert text.replace(new, "") == TEXT
    settled = KIND.text_to_save(
        before.with_comment(evolve(before.comments[2], resolved=True)), base=base
    )
    assert settled == spoiled(TEXT, '"Is this fair?"', '"Is this fair?"\nresolved = true')


def test_the_first_comment_raises_the_format_and_the_last_taken_out_lowers_it() -> None:
    """Colleagues with an older planner read the file as long as that is possible at all."""
    base = source_from_text("s.toml", SCENARIO_TEXT)
    text = KIND.text_to_save(said(comment("0" * 8)), base=base)
    assert text.startswith("format = 2\n")
    again = KIND.text_to_save(said(), base=source_from_text("s.toml", text))
    assert again == SCENARIO_TEXT


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (comment("0" * 8, text="a\x1b[2Jb"), "holds a character that is not allowed (U+001B)"),
        (evolve(comment("0" * 8), author=" "), "the author of comment 00000000 is empty"),
        (evolve(comment("0" * 8), author="A\nB"), "holds a line break"),
        (comment("seven"), "which is no id of a comment"),
        (evolve(comment("0" * 8), reply_to="1" * 8), 'no comment "11111111"'),
    ],
)
def test_what_no_file_can_hold_is_refused_before_anything_is_written(
    wrong: Comment, told: str
) -> None:
    """In words, with the reason."""
    with pytest.raises(SaveError, match="cannot be saved") as caught:
        KIND.text_to_save(said(wrong))
    assert told in str(caught.value)


def test_both_sides_comments_are_kept_whatever_else_they_did() -> None:
    """Also one that a side took out; what both have is merged field by field."""
    one, two, three = (comment(each * 8) for each in "123")
    base = said(one)
    mine, theirs = said(two), said(evolve(one, resolved=True), three)
    for here, there in ((mine, theirs), (theirs, mine)):
        merge = KIND.merged(base, here, there)
        assert not merge.clashes
        assert KIND.content_of(merge.leaves) == said(evolve(one, resolved=True), two, three)
    merge = KIND.merged(None, mine, theirs)
    assert not merge.clashes
    assert len(KIND.content_of(merge.leaves).comments) == 3


def test_one_comment_worded_differently_by_both_is_asked() -> None:
    """Neither wording is lost."""
    base, mine, theirs = (said(comment("1" * 8, text=text)) for text in ("Why?", "How?", "When?"))
    merge = KIND.merged(base, mine, theirs)
    (clash,) = merge.clashes
    assert clash.path == ("comments", "11111111", "text")
    assert KIND.content_of(merge.leaves) == mine
    assert KIND.content_of(merge.settled([clash.path])) == theirs


PEOPLE = ("Ann", "Bob", "Cem", "Dana", "Eve")
EDITS = 200
TALKS = made_case(
    "talks",
    parties=numbered_parties(2),
    issues=numbered_issues([3] * 20),
    red_lines=[red_line(f"L-{n}", "p0", when(**{f"i{n}": "o1"})) for n in range(10)],
)
TALKS_KIND = scenario_kind(TALKS)


def edited(base: Scenario, person: int, random: Random) -> Scenario:
    """What a person makes of the scenario: choices on issues of their own, comments anywhere."""
    scenario = base
    for number in range(EDITS // len(PEOPLE)):
        issue = f"i{person * 4 + random.randrange(4)}"
        line = f"L-{random.randrange(2) + 2 * person}"
        id_ = f"{person}{number:03x}{random.randrange(1 << 16):04x}"
        at = dt.datetime(2025, 11, 27, tzinfo=dt.UTC) + dt.timedelta(minutes=random.randrange(999))
        match number % 5:
            case 0:
                scenario = scenario.with_pick(issue, f"o{random.randrange(3)}")
            case 1:
                scenario = scenario.with_note(issue, f"Note {number}\nof {PEOPLE[person]}")
            case 2:
                aside = {**scenario.set_aside, line: f"why {person}"}
                scenario = evolve(scenario, set_aside=aside)
            case 3:
                about = random.choice(["", f"i{random.randrange(20)}", f"L-{random.randrange(10)}"])
                made = Comment(id_, PEOPLE[person], at, f"Remark {number}", about)
                scenario = scenario.with_comment(made)
            case _:
                held = random.choice(scenario.comments)
                answer = Comment(id_, PEOPLE[person], at, "Yes.", held.on, held.id)
                scenario = scenario.with_comment(evolve(held, resolved=True)).with_comment(answer)
    return scenario


def test_five_people_with_200_edits_and_comments_merge_to_the_same_file_in_any_order() -> None:
    """All 120 orders, and pairs first: the same bytes, and every edit is in them."""
    random = Random(11)
    begun = [
        Comment(f"{n:08x}", "Ann", dt.datetime(2025, 11, 1, n, tzinfo=dt.UTC), f"Matter {n}")
        for n in range(6)
    ]
    base = Scenario("talks", title="Ours", comments=begun).with_all_issues(TALKS)
    source = source_from_text("s.toml", TALKS_KIND.text(base))
    sides = [edited(base, person, random) for person in range(len(PEOPLE))]

    def both(one: Scenario, other: Scenario) -> Scenario:
        merge = TALKS_KIND.merged(base, one, other)
        assert not merge.clashes
        return TALKS_KIND.content_of(merge.leaves)

    texts = set()
    for order in permutations(sides):
        whole = order[0]
        for side in order[1:]:
            whole = both(whole, side)
        texts.add(TALKS_KIND.text_to_save(whole, base=source))
    one, two, three, four, five = sides
    whole = both(both(both(one, two), both(three, four)), five)
    texts.add(TALKS_KIND.text_to_save(whole, base=source))
    assert len(texts) == 1
    assert TALKS_KIND.read(source_from_text("s.toml", texts.pop())).content == whole
    assert {each.id for each in whole.comments} == {c.id for s in sides for c in s.comments}
    for person, side in enumerate(sides):
        for issue in (f"i{person * 4 + n}" for n in range(4)):
            assert whole.choices[issue] == side.choices[issue]
    assert set(whole.set_aside) == {line for side in sides for line in side.set_aside}
