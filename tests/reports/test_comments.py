"""What is said of comments: in a check, in differences, in undo and in merges."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from attrs import evolve

from planner.check.checker import check
from planner.cli.main import main
from planner.files.scenarios.kind import scenario_kind
from planner.model.comments import Comment
from planner.model.threads import threads
from planner.reports.content.explain import explain_issue, explain_line
from planner.reports.formats.text import REPORT, text_lines
from planner.reports.words.comments import moment_words
from planner.reports.words.days import changed_words
from planner.reports.words.differences import differences
from planner.reports.words.history import step_words
from planner.reports.words.merging import clash_lines, merge_sentence
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put, scenario_from_text, small_case

CASE = small_case()
KIND = scenario_kind(CASE)
NOBODY_SAID = scenario_from_text(SCENARIO_TEXT, CASE)
AT = dt.datetime(2025, 11, 27, 10, 15, tzinfo=dt.UTC)
QUESTION = Comment("7f3a91c2", "Ann", AT, "Is this fair\nto [both]?", "water")
ANSWER = Comment("1b2c3d4e", "Bob", AT + dt.timedelta(1), "Yes.", "water", "7f3a91c2")
PRAISE = Comment("00ff00ff", "Cem", AT, "Good.", resolved=True)
DISCUSSED = evolve(NOBODY_SAID, comments=(QUESTION, ANSWER, PRAISE))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    put(tmp_path, "lake.case.toml", CASE_TEXT)
    return put(tmp_path, "s.toml", KIND.text_to_save(DISCUSSED))


def test_a_check_ends_with_the_comments(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is open with its answers, what is settled in a line; nothing of it is a verdict."""
    assert main(["check", str(file)]) == 0
    out = capsys.readouterr().out
    _, _, told = out.partition("Comments (1 open, 1 resolved)")
    assert "On Water (open)" in told
    assert told.index("Ann, 2025-11-27 10:15 UTC:") < told.index("Bob, 2025-11-28 10:15 UTC:")
    assert "to [both]?" in told
    assert "On the whole (resolved): Cem, 2025-11-27 10:15 UTC" in told
    assert "Good." not in told


def test_a_comment_without_words_is_shown_as_one(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file may hold one; who made it is said all the same."""
    silent = evolve(QUESTION, text="")
    file.write_text(KIND.text_to_save(evolve(NOBODY_SAID, comments=(silent,))), encoding="utf-8")
    assert main(["check", str(file)]) == 0
    assert "Ann, 2025-11-27 10:15 UTC:" in capsys.readouterr().out


def test_a_program_gets_all_comments(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the order of their ids; a scenario without any has an empty list."""
    assert main(["check", str(file), "--format", "json"]) == 0
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert [held["id"] for held in result["comments"]] == ["00ff00ff", "1b2c3d4e", "7f3a91c2"]
    assert result["comments"][1] == {
        "id": "1b2c3d4e",
        "on": "water",
        "author": "Bob",
        "at": "2025-11-28T10:15:00+00:00",
        "text": "Yes.",
        "reply_to": "7f3a91c2",
        "resolved": False,
    }


def test_differences_name_each_comment_and_what_became_of_it() -> None:
    """By author and subject."""
    settled = evolve(QUESTION, resolved=True)
    after = evolve(NOBODY_SAID, comments=(settled, ANSWER))
    assert differences(CASE, evolve(NOBODY_SAID, comments=(QUESTION, PRAISE)), after) == [
        "comment by Ann on Water: resolved",
        "new answer by Bob on Water: “Yes.”",
        "comment by Cem on the whole: gone",
    ]
    assert differences(CASE, DISCUSSED, DISCUSSED) == []


def test_undo_says_which_comment_it_took_back() -> None:
    """And what holds now where one was settled."""
    undone = step_words("Undid", "comment on Water", CASE, DISCUSSED, NOBODY_SAID)
    assert "comment by Ann on Water: taken back" in undone
    settled = DISCUSSED.with_comment(evolve(QUESTION, resolved=True))
    assert step_words("Undid", "comment resolved", CASE, settled, DISCUSSED) == (
        "Undid comment by Ann on Water: resolved → not resolved. Now: not resolved."
    )


def test_a_merge_says_that_comments_are_taken_and_what_clashes() -> None:
    """Each side's words are quoted."""
    merge = KIND.merged(NOBODY_SAID, evolve(NOBODY_SAID, title="Mine"), DISCUSSED)
    assert merge_sentence(CASE, merge) == "merging takes theirs on comments; takes yours on title"
    sides = [DISCUSSED.with_comment(evolve(QUESTION, text=text)) for text in ("One?", "Two?")]
    merge = KIND.merged(DISCUSSED, *sides)
    assert merge_sentence(CASE, merge) == "merging asks on the text of comment 7f3a91c2"
    assert clash_lines(CASE, merge.clashes[0])[:2] == ["You: “One?”", "They: “Two?”"]


def test_open_comments_stand_beside_what_they_are_about() -> None:
    """On the issue and on the line, with their answers; what is settled does not."""
    settled = Comment("99999999", "Dana", AT, "Done.", "water", resolved=True)
    on_line = Comment("88888888", "Eve", AT, "Too strict?", "S-1")
    scenario = evolve(DISCUSSED, comments=(*DISCUSSED.comments, settled, on_line))
    verdict = check(CASE, scenario)
    page = explain_issue(verdict, CASE.issues[0], "half", scenario)
    told = " ".join(text_lines(page.blocks, 100, REPORT))
    assert "Ann, 2025-11-27 10:15 UTC: Is this fair" in told
    assert "Bob, 2025-11-28 10:15 UTC: Yes." in told
    assert "Done." not in told
    page = explain_line(verdict, CASE.red_lines[0], scenario)
    assert "Eve, 2025-11-27 10:15 UTC: Too strict?" in " ".join(
        text_lines(page.blocks, 100, REPORT)
    )
    page = explain_issue(verdict, CASE.issues[1], None, scenario)
    assert "Comments" not in " ".join(text_lines(page.blocks, 100, REPORT))


def test_answers_whose_question_is_not_there_and_rings_lose_nothing() -> None:
    """A file with a ring is refused; whoever asks for threads all the same gets every comment."""
    ring = [
        evolve(QUESTION, reply_to=ANSWER.id),
        ANSWER,
        evolve(PRAISE, reply_to="7f3a91c2"),
        Comment("99999999", "Dana", AT, "?", reply_to="88888888"),
    ]
    found = threads(ring)
    assert sorted(c.id for t in found for c in (t.begun_by, *t.answers)) == sorted(
        c.id for c in ring
    )


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2025-11-27T12:15:00+02:00", "2025-11-27 10:15 UTC"),
        ("0001-01-01T00:00:00+05:00", "-01-01 00:00 UTC+05:00"),
        ("9999-12-31T23:59:00-05:00", "9999-12-31 23:59 UTC-05:00"),
    ],
)
def test_a_time_is_told_in_utc_where_that_has_it(at: str, words: str) -> None:
    """In its own zone in the first and the last hours that there are."""
    assert moment_words(dt.datetime.fromisoformat(at)).endswith(words)


def test_of_a_file_from_no_year_no_time_is_told() -> None:
    assert changed_words(0, "%Y") in {"1969", "1970"}
    assert not changed_words(3e11, "%Y")
