"""A draft against a second one: all changes taken give the second, all refused the first."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from planner.reports.content.report import Given
from planner.reports.formats.written import written
from planner.reports.page import Deleted, Heading, Inserted, Paragraph, Text
from planner.reports.report import Report
from tests.reports.handed.canal_case import SECOND
from tests.reports.handed.making import EXAMPLES, canal, example, made

FIRST_PLAN = example("velda-dam/ostranas-first-plan")
PROPOSAL = example("velda-dam/arbiters-proposal")


def pairs() -> Iterator[tuple[Given, Given]]:
    """Any two examples of one case, and the two of the canal, each way round."""
    for folder in (EXAMPLES, *(each for each in sorted(EXAMPLES.iterdir()) if each.is_dir())):
        names = sorted(path.relative_to(EXAMPLES) for path in folder.glob("*.toml"))
        given = [example(str(name.with_suffix(""))) for name in names]
        yield from itertools.permutations(given, 2)
    yield from itertools.permutations([canal(), canal(SECOND)], 2)


def articles(report: Report, gone: type[Text] | None = None) -> list[tuple[int, str]]:
    """The headings and clauses without words of one kind; a block that had no others is gone."""
    found = []
    for block in report.pages[0].body:
        if isinstance(block, Heading | Paragraph):
            words = "".join(run.text for run in block.runs if type(run) is not gone)
            level = block.level if isinstance(block, Heading) else 0
            found += [(level, words)] if words else []
    return [*itertools.dropwhile(lambda each: each[0] != 2, found)]


def test_with_all_changes_taken_or_refused_a_draft_is_the_one_or_the_other_with_its_numbers() -> (
    None
):
    """Also where only one of the two has an article, and those after it have other numbers."""
    renumbered = 0
    for first, second in pairs():
        both = made("draft", first, second)
        assert articles(both, Deleted) == articles(made("draft", second))
        assert articles(both, Inserted) == articles(made("draft", first))
        renumbered += any(
            isinstance(block, Heading) and {Deleted, Inserted} <= {*map(type, block.runs)}
            for block in both.pages[0].body
        )
    assert renumbered


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("text", ["\n{+4. Threshold+}\n", "\n[-4-]{+5+}. Operation\n", "\n8. Disputes\n"]),
        ("md", ["\n## {++4\\. Threshold++}\n", "\n## {--4--}{++5++}. Operation\n"]),
        ("html", ["><ins>4. Threshold</ins></h2>", "><del>7. Price of power</del></h2>"]),
        ("json", ['"kind": "inserted",\n              "words": "4. Threshold"']),
    ],
)
def test_articles_of_one_draft_alone_are_marked_in_their_headings(
    form: str, words: list[str]
) -> None:
    """In every format, as clauses are."""
    text = written(made("draft", FIRST_PLAN, PROPOSAL), form).decode()
    assert [each for each in words if each not in text] == []


def test_the_sheet_of_two_drafts_has_the_number_of_each() -> None:
    """Nothing stands where a draft has no such article."""
    sheet = made("draft", FIRST_PLAN, PROPOSAL).sheet
    assert [cell.runs[0].text for cell in sheet.head][:3] == [
        "Article before",
        "Article after",
        "Issue",
    ]
    numbers = {
        row[2].runs[0].text: (row[0].runs[0].text, row[1].runs[0].text) for row in sheet.rows
    }
    assert numbers["Dry years"] == ("3", "3")
    assert numbers["Threshold"] == ("", "4")
    assert numbers["Operation"] == ("4", "5")
    assert numbers["Price of power"] == ("7", "")
    assert numbers["Disputes"] == ("8", "8")
