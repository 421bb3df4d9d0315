"""From a case file to a case: everything in it, and every mistake with its place."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from planner.errors import FileProblemError
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.reading import read_case
from planner.model.case import Option, Origin, Party, Source
from planner.model.conditions import Condition, Term
from planner.model.reading import Reading
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.statements import Attribution, Statement, Strength
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put, spoiled


def test_everything_in_a_case_file_is_read(folder: Path) -> None:
    """Each table and each name in it ends up where the model has it."""
    loaded = read_case(folder / "lake.case.toml")
    case = loaded.case
    assert loaded.warnings == ()
    assert (case.id, case.title, case.summary) == ("lake", "The lake", "Two towns share a lake.")
    assert (case.as_of, case.reading) == (dt.date(2024, 5, 1), Reading.FIRM)
    assert case.sources == (Source("gazette", "Gazette", "The Gazette", "2024-04-30"),)
    assert case.parties == (
        Party("north", "North"),
        Party("south", "South", ("Upper South", "Lower South")),
    )
    assert [issue.id for issue in case.issues] == ["water", "fishing"]
    assert case.issues[0].question == "Who takes how much?"
    assert case.issues[0].options == (
        Option("half", "Half each", "Both take the same.", Origin.SOURCE, ("S1",)),
        Option("all_north", "All to North", "North takes all.", Origin.ADDED),
    )
    assert case.statements == (
        Statement(
            id="S1",
            quote="We will not go thirsty",
            source="gazette",
            section="front page",
            party="south",
            scope="the mayor",
            speaker="the mayor",
            attribution=Attribution.OWN_WORDS,
            strength=Strength.DECLARED,
            opposes=(Condition("water", ("all_north",)),),
            supports=(Condition("fishing", ()),),
            limits="It does not say what would be enough.",
        ),
    )
    assert case.red_lines == (
        RedLine(
            id="S-1",
            party="south",
            title="Not all water to North",
            crossed_when=(Term((Condition("water", ("all_north",)),)),),
            contested_when=(
                Term((Condition("water", ("half",)), Condition("fishing", ("banned",)))),
            ),
            strength=Strength.DECLARED,
            evidence=("S1",),
        ),
    )
    dry = Term((Condition("water", ("all_north",)), Condition("fishing", ("free",))))
    assert case.coherence == (CoherenceRule("dry", "No fish without water", (dry,)),)


LEAST = """\
format = 1
case.title = "Least"
parties.a.name = "A"
issues.i = { title = "I", options.o.title = "O" }
"""


def test_the_least_case_needs_only_title_party_issue_and_option(tmp_path: Path) -> None:
    """All else has a default, and the id is the file's name."""
    loaded = read_case(put(tmp_path, "talks-1.case.toml", LEAST))
    case = loaded.case
    assert (case.id, case.reading, case.as_of) == ("talks-1", Reading.FIRM, None)
    assert (case.statements, case.red_lines, case.coherence) == ((), (), ())
    assert loaded.warnings == ()


def test_a_statement_without_a_party_is_nobodys(tmp_path: Path) -> None:
    """Left out and empty both mean that no single party holds it."""
    text = LEAST + '[statements.A]\nquote = "x"\n[statements.B]\nquote = "x"\nparty = ""\n'
    case = read_case(put(tmp_path, "t.case.toml", text)).case
    assert [statement.party for statement in case.statements] == [None, None]


def test_the_digest_is_that_of_the_content_whatever_the_line_ends(tmp_path: Path) -> None:
    """A checkout with other line ends, or a BOM, is the same case; a changed word is not."""
    expected = "sha256:" + hashlib.sha256(CASE_TEXT.encode()).hexdigest()
    variants = [CASE_TEXT, CASE_TEXT.replace("\n", "\r\n"), "\ufeff" + CASE_TEXT]
    for number, text in enumerate(variants):
        assert read_case(put(tmp_path, f"{number}.case.toml", text)).digest == expected
    other = read_case(put(tmp_path, "other.case.toml", CASE_TEXT + "# x\n"))
    assert other.digest != expected


def test_a_case_is_understood_once_as_long_as_its_file_is_the_same(tmp_path: Path) -> None:
    """Many scenarios of one case share it; a change of the file is seen at once."""
    path = put(tmp_path, "c.case.toml", CASE_TEXT)
    first = read_case(path).case
    assert read_case(path).case is first
    put(tmp_path, "c.case.toml", spoiled(CASE_TEXT, "The lake", "The pond"))
    assert read_case(path).case.title == "The pond"
    for number in range(5):
        read_case(put(tmp_path, f"{number}.case.toml", CASE_TEXT))
    put(tmp_path, "c.case.toml", CASE_TEXT)
    assert read_case(path).case is not first


def test_every_bundled_case_is_read_without_a_warning() -> None:
    """What comes with the planner is in order."""
    files = list(bundled_folder().glob("*.case.toml"))
    assert files
    assert [read_case(file).warnings for file in files] == [()] * len(files)


BROKEN = {
    "unknown party of a red line": (
        ('[red_lines.S-1]\nparty = "south"', '[red_lines.S-1]\nparty = "sout"'),
        (
            '59:9: error: the case has no party "sout"; expected one of north, south; '
            'did you mean "south"?'
        ),
    ),
    "unknown issue in a rule": (
        ('contested_when = [{ water = ["half"]', 'contested_when = [{ watr = ["half"]'),
        (
            '63:21: error: the case has no issue "watr"; expected one of water, fishing; '
            'did you mean "water"?'
        ),
    ),
    "unknown option in a rule": (
        ('impossible_when = [{ water = ["all_north"]', 'impossible_when = [{ water = ["north"]'),
        (
            '68:31: error: the issue "water" has no option "north"; expected one of half, '
            "all_north; "
            'did you mean "all_north"?'
        ),
    ),
    "unknown option in a statement": (
        ('opposes = { water = ["all_north"] }', 'opposes = { water = ["al_north"] }'),
        (
            '54:22: error: the issue "water" has no option "al_north"; expected one of half, '
            'all_north; did you mean "all_north"?'
        ),
    ),
    "unknown issue in a statement": (
        ("supports = { fishing = [] }", "supports = { fish = [] }"),
        (
            '55:14: error: the case has no issue "fish"; expected one of water, fishing; '
            'did you mean "fishing"?'
        ),
    ),
    "unknown source": (
        ('source = "gazette"', 'source = "gazete"'),
        '46:10: error: the case has no source "gazete"; expected gazette; did you mean "gazette"?',
    ),
    "unknown evidence": (
        (
            '[{ water = ["half"], fishing = ["banned"] }]\nevidence = ["S1"]',
            '[{ water = ["half"], fishing = ["banned"] }]\nevidence = ["S1", "S2"]',
        ),
        '64:19: error: the case has no statement "S2"; expected S1',
    ),
    "evidence twice": (
        (
            '"Both take the same."\nevidence = ["S1"]',
            '"Both take the same."\nevidence = ["S1", "S1"]',
        ),
        '29:19: error: "S1" stands in this list twice; expected each once',
    ),
    "member twice": (
        ('["Upper South", "Lower South"]', '["South", "South"]'),
        '20:21: error: "South" stands in this list twice; expected each once',
    ),
    "option twice in a rule": (
        (
            'crossed_when = [{ water = ["all_north"] }]',
            'crossed_when = [{ water = ["half", "half"] }]',
        ),
        '62:36: error: "half" stands in this list twice; expected each once',
    ),
    "rule without terms": (
        ('crossed_when = [{ water = ["all_north"] }]', "crossed_when = []"),
        (
            '62:16: error: the red line "S-1" has no rule: nothing could ever cross it; expected a '
            'rule such as [{ issue = ["option"] }], or points with a minimum'
        ),
    ),
    "empty term": (
        ('crossed_when = [{ water = ["all_north"] }]', "crossed_when = [{}]"),
        (
            "62:17: error: this part of the rule is empty: every scenario would meet it; "
            "expected a "
            'rule such as [{ issue = ["option"] }]'
        ),
    ),
    "empty term in what is contested": (
        ('contested_when = [{ water = ["half"], fishing = ["banned"] }]', "contested_when = [{}]"),
        (
            "63:19: error: this part of the rule is empty: every scenario would meet it; "
            "expected a "
            'rule such as [{ issue = ["option"] }]'
        ),
    ),
    "no options in a rule": (
        ('crossed_when = [{ water = ["all_north"] }]', "crossed_when = [{ water = [] }]"),
        '62:27: error: the list of options for "water" is empty; expected at least one option',
    ),
    "rule that is a table": (
        ('crossed_when = [{ water = ["all_north"] }]', 'crossed_when = { water = ["half"] }'),
        (
            '62:16: error: "crossed_when" in [red_lines.S-1] is a table; expected a list such as '
            '[{ ISSUE = ["OPTION"] }]'
        ),
    ),
    "rule that lists words": (
        ('crossed_when = [{ water = ["all_north"] }]', 'crossed_when = ["water"]'),
        (
            '62:17: error: element 1 of "crossed_when" is the text "water"; expected a table such '
            'as { ISSUE = ["OPTION"] }'
        ),
    ),
    "option that is no list": (
        ('crossed_when = [{ water = ["all_north"] }]', 'crossed_when = [{ water = "half" }]'),
        (
            '62:27: error: "water" in [red_lines.S-1.crossed_when] is the text "half"; expected a '
            'list such as ["..."] or a table such as { none = ["..."] }'
        ),
    ),
    "strength that makes no red line": (
        (
            'title = "Not all water to North"\nstrength = "declared"',
            'title = "Not all water to North"\nstrength = "context"',
        ),
        (
            '61:12: error: a statement of the strength "context" makes no red line; expected one '
            "of "
            "declared, opposition, insistence, preference"
        ),
    ),
    "unknown attribution": (
        ('"own_words"', '"own words"'),
        (
            '52:15: error: "attribution" in [statements.S1] is the text "own words"; expected '
            "one of "
            'own_words, reported, attributed, article; did you mean "own_words"?'
        ),
    ),
    "unknown origin": (
        ('"added"', '"aded"'),
        (
            '34:10: error: "origin" in [issues.water.options.all_north] is the text "aded"; '
            "expected "
            'one of source, added; did you mean "added"?'
        ),
    ),
    "date as a text": (
        ("as_of = 2024-05-01", 'as_of = "2024-05-01"'),
        (
            '7:9: error: "as_of" in [case] is the text "2024-05-01"; expected a date without '
            "quotes, "
            "such as 2025-08-19"
        ),
    ),
    "time for a date": (
        ("as_of = 2024-05-01", "as_of = 2024-05-01T10:00:00"),
        (
            '7:9: error: "as_of" in [case] is the date or time 2024-05-01 10:00:00; expected a '
            "date "
            "without quotes, such as 2025-08-19"
        ),
    ),
    "number for a date text": (
        ("published = 2024-04-30", "published = 2024"),
        (
            '13:13: error: "published" in [sources.gazette] is the number 2024; expected text in '
            'quotes, such as published = "..."'
        ),
    ),
    "no quote": (
        ('quote = "We will not go thirsty"\n', ""),
        (
            '45:13: error: [statements.S1] has no "quote"; expected the words of the source, '
            'verbatim, such as quote = "..."'
        ),
    ),
    "empty quote": (
        ('"We will not go thirsty"', '" "'),
        "48:9: error: the quote is empty; expected the words of the source",
    ),
    "empty title": (
        ('title = "The lake"', 'title = ""'),
        '5:9: error: "title" in [case] is empty; expected some words, such as title = "..."',
    ),
    "no title": (
        ('title = "The lake"\n', ""),
        (
            '3:2: error: [case] has no "title"; expected what the negotiation is called, such as '
            'title = "..."'
        ),
    ),
    "id of an issue that is none": (
        (
            "[issues.fishing]",
            '[issues."fish ing"]\ntitle = "x"\noptions.o.title = "O"\n[issues.fishing]',
        ),
        (
            '36:9: error: "fish ing" in [issues] is "fish ing", which is no id; expected letters, '
            "digits, - and _ (at most 64, the first a letter or digit)"
        ),
    ),
    "unknown name in an option": (
        ('definition = "North takes all."', 'defintion = "North takes all."'),
        (
            '33:1: error: [issues.water.options.all_north] has no place for "defintion"; '
            "expected one "
            'of title, definition, origin, evidence, clause; did you mean "definition"?; '
            "a newer planner may have written this file"
        ),
    ),
    "parties as a list": (
        ('[parties.north]\nname = "North"\n\n[parties.south]', "[[parties]]"),
        (
            '15:3: error: "parties" is a list; expected a table, which begins with the line '
            "[parties]"
        ),
    ),
}


def errors_of(path: Path) -> list[str]:
    """The problems of a case file without the folder before its name."""
    with pytest.raises(FileProblemError) as caught:
        read_case(path)
    return [str(problem).replace(f"{path.parent}/", "") for problem in caught.value.problems]


@pytest.mark.parametrize(("change", "expected"), BROKEN.values(), ids=BROKEN.keys())
def test_a_mistake_is_shown_at_its_place(
    tmp_path: Path, change: tuple[str, str], expected: str
) -> None:
    """Each mistake gives one line, at the very value or name that is wrong."""
    path = put(tmp_path, "c.case.toml", spoiled(CASE_TEXT, *change))
    assert errors_of(path)[0] == f"c.case.toml:{expected}"


def test_a_case_needs_a_party_an_issue_and_options(tmp_path: Path) -> None:
    """Empty tables are told all at once."""
    text = 'format = 1\ncase.title = "x"\nparties = {}\nissues.i = { title = "I", options = {} }\n'
    assert errors_of(put(tmp_path, "c.case.toml", text)) == [
        "c.case.toml:3:11: error: the case has no party; expected a table [parties.ID]",
        (
            'c.case.toml:4:37: error: the issue "i" has no option; expected a table '
            "[issues.i.options.ID]"
        ),
    ]
    text = 'format = 1\ncase.title = "x"\nissues = {}\nparties.a.name = "A"\n'
    (line,) = errors_of(put(tmp_path, "c.case.toml", text))
    assert line == "c.case.toml:3:10: error: the case has no issue; expected a table [issues.ID]"


def test_a_case_without_a_usable_name_needs_an_id(tmp_path: Path) -> None:
    """Where the file's name is no id, the case must say its own."""
    (line,) = errors_of(put(tmp_path, "two words.case.toml", LEAST))
    assert line == (
        "two words.case.toml:2:1: error: the case has no id, and the file's name is none; "
        'expected an "id" in [case]'
    )


def test_a_scenario_is_no_case(tmp_path: Path) -> None:
    """Who gives a scenario for a case is told so, not given a list of unknown names."""
    (line,) = errors_of(put(tmp_path, "s.toml", SCENARIO_TEXT))
    assert "this is a scenario, not a case" in line


def test_what_should_be_looked_at_is_a_warning_with_its_place(tmp_path: Path) -> None:
    """A red line without evidence and an added option without a definition are read, and told."""
    text = spoiled(CASE_TEXT, '"banned"] }]\nevidence = ["S1"]\n', '"banned"] }]\n')
    text = spoiled(text, 'definition = "North takes all."\n', "")
    path = put(tmp_path, "c.case.toml", text)
    loaded = read_case(path)
    assert loaded.case.id == "lake"
    assert [str(problem).replace(f"{tmp_path}/", "") for problem in loaded.warnings] == [
        (
            'c.case.toml:31:23: warning: the added option "all_north" has no definition; expected '
            "words that say what it means, since no source does"
        ),
        (
            'c.case.toml:57:12: warning: the red line "S-1" has no evidence; expected the ids of '
            "the "
            "statements that it is coded from"
        ),
    ]


def test_a_case_that_is_named_in_two_ways_is_held_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The deal has it as it was typed, the library by its whole path; each says what it found."""
    own = 'strength = "declared"\nopposes'
    warned = spoiled(CASE_TEXT, own, own.replace("declared", "preference"))
    path = put(folder, "warned.case.toml", warned)
    monkeypatch.chdir(path.parent)
    typed, whole = read_case(path.name), read_case(path.absolute())
    assert typed.case is whole.case
    assert typed.source.text is whole.source.text
    assert [each.file for each in typed.warnings] == [path.name]
    assert [each.file for each in whole.warnings] == [str(path)]


def test_a_broken_case_is_named_as_it_was_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However it was named before."""
    path = put(
        folder,
        "broken.case.toml",
        spoiled(CASE_TEXT, 'party = "south"\ntitle', 'party = "west"\ntitle'),
    )
    monkeypatch.chdir(path.parent)
    for named in (path.name, str(path)):
        with pytest.raises(FileProblemError) as refused:
            read_case(named)
        assert {each.file for each in refused.value.problems} == {named}
