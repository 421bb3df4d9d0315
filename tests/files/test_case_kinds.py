"""Issues of all kinds, conditions and what leads from name to name: every mistake has its place."""

from __future__ import annotations

import pytest

from tests.files.samples import TALKS_TEXT, spoiled, told

ISSUES = {
    "format 1": (
        ("format = 2", "format = 1"),
        (
            '14:1: error: "date" in [sources.gazette] is new in format 2; expected the line '
            '"format = 2" at the top'
        ),
    ),
    "at_least on one": (
        ('title = "Guarantee"\n', 'title = "Guarantee"\nat_least = 1\n'),
        (
            '29:1: error: "at_least" does not fit the issue "guarantee": exactly one option '
            'answers it; expected kind = "any", if that is meant'
        ),
    ),
    "at_most on a number": (
        ("step = 1000", "step = 1000\nat_most = 2"),
        (
            '59:1: error: "at_most" does not fit the issue "army": a number answers it; expected '
            'kind = "any", if that is meant'
        ),
    ),
    "minimum on one": (
        ('title = "Guarantee"\n', 'title = "Guarantee"\nminimum = 0\n'),
        (
            '29:1: error: "minimum" does not fit the issue "guarantee": exactly one option '
            'answers it; expected kind = "number", if that is meant'
        ),
    ),
    "unit on any": (
        ("at_least = 1\n", 'at_least = 1\nunit = "seats"\n'),
        (
            '41:1: error: "unit" does not fit the issue "guarantors": any of its options may '
            'hold together; expected kind = "number", if that is meant'
        ),
    ),
    "options on number": (
        ("[statements.S1]", '[issues.army.options.some]\ntitle = "Some"\n\n[statements.S1]'),
        (
            '61:14: error: the issue "army" is a number, which has no options; expected kind = '
            '"one" or kind = "any", or an issue without options'
        ),
    ),
    "no minimum": (
        ("minimum = 0\n", ""),
        (
            '53:9: error: the issue "army" is a number without a "minimum"; expected minimum = '
            "ITS LEAST VALUE"
        ),
    ),
    "unknown kind": (
        ('kind = "any"', 'kind = "many"'),
        (
            '39:8: error: "kind" in [issues.guarantors] is the text "many"; expected one of one, '
            'any, number; did you mean "any"?'
        ),
    ),
    "at_least beyond at_most": (
        ("at_least = 1", "at_least = 3"),
        '40:12: error: "at_least" is 3, but "at_most" is 2; expected at most 2',
    ),
    "at_least beyond options": (
        ("at_least = 1\nat_most = 2", "at_least = 4"),
        (
            '40:12: error: "at_least" is 4, but the number of options of the issue "guarantors" '
            "is 3; expected at most 3"
        ),
    ),
    "at_least negative": (
        ("at_least = 1", "at_least = -1"),
        (
            '40:12: error: "at_least" in [issues.guarantors] is the number -1; expected a whole '
            "number, 0 or more, such as at_least = 0"
        ),
    ),
    "at_most 0": (
        ("at_most = 2", "at_most = 0"),
        (
            '41:11: error: "at_most" in [issues.guarantors] is the number 0; expected a whole '
            "number, 1 or more, such as at_most = 1"
        ),
    ),
    "at_most beyond options": (
        ("at_most = 2", "at_most = 7"),
        (
            '41:1: warning: "at_most" is 7, but the number of options of the issue "guarantors" '
            "is 3; expected at most 3, or nothing"
        ),
    ),
    "minimum beyond maximum": (
        ("minimum = 0\n", "minimum = 2000000\n"),
        '56:11: error: "minimum" is 2000000, but "maximum" is 1500000; expected at most 1500000',
    ),
    "maximum off steps": (
        ("maximum = 1500000", "maximum = 1500500"),
        (
            "57:1: warning: no step of 1000 from 0 reaches 1500500: the greatest value is "
            "1500000; expected 1500000 or 1501000"
        ),
    ),
    "step 0": (
        ("step = 1000", "step = 0"),
        (
            '58:8: error: "step" in [issues.army] is the number 0; expected a whole number, 1 or '
            "more, such as step = 1"
        ),
    ),
    "fraction for a bound": (
        ("step = 1000", "step = 0.5"),
        (
            '58:8: error: "step" in [issues.army] is the number 0.5; expected a whole number, 1 '
            "or more, such as step = 1"
        ),
    ),
    "huge": (
        ("maximum = 1500000", "maximum = 15000000000000000000"),
        (
            '57:11: error: "maximum" in [issues.army] has 20 digits; expected a whole number of '
            "at most 15 digits; a larger unit makes it shorter"
        ),
    ),
}


@pytest.mark.parametrize(("change", "expected"), ISSUES.values(), ids=ISSUES.keys())
def test_an_issue_says_only_what_fits_its_kind(change: tuple[str, str], expected: str) -> None:
    """One line for each mistake, at the very name or value, with what would be right."""
    assert told(spoiled(TALKS_TEXT, *change)) == [f"talks.case.toml:{expected}"]


CONDITIONS = {
    "from on options": (
        ('{ any = ["east"], none = ["west"] }', "{ from = 1 }"),
        (
            '95:36: error: "from" does not fit here: the issue "guarantors" is no number; '
            'expected a list such as ["..."] or a table such as { none = ["..."] }'
        ),
    ),
    "list on number": (
        ("army = { below = 800000 } }]\nevidence", 'army = ["east"] }]\nevidence'),
        (
            '95:78: error: the issue "army" is a number, which has no options; expected a table '
            "such as { from = 100, below = 200 }"
        ),
    ),
    "none on number": (
        ("army = { below = 800000 } }]\nevidence", 'army = { none = ["east"] } }]\nevidence'),
        (
            '95:80: error: "none" does not fit here: the issue "army" is a number, which has no '
            "options; expected a table such as { from = 100, below = 200 }"
        ),
    ),
    "unknown part": (
        ('{ any = ["east"], none = ["west"] }', '{ any = ["east"], nine = ["west"] }'),
        (
            '95:52: error: "nine" in [red_lines.S-1.contested_when.guarantors] is no part of a '
            "condition; expected one of any, all, none, from, below, applies; did you mean "
            '"none"?; a newer planner may have written this file'
        ),
    ),
    "part no list": (
        ('{ any = ["east"], none = ["west"] }', '{ any = "east" }'),
        (
            '95:42: error: "any" in [red_lines.S-1.contested_when.guarantors] is the text '
            '"east"; expected a list such as ["..."]'
        ),
    ),
    "part no id": (
        ('{ any = ["east"], none = ["west"] }', '{ any = ["east", 7] }'),
        (
            '95:51: error: element 2 of "any" is the number 7; '
            'expected an id in quotes, such as any = ["north"]'
        ),
    ),
    "unknown option in part": (
        ('{ any = ["east"], none = ["west"] }', '{ any = ["east"], none = ["wst"] }'),
        (
            '95:60: error: the issue "guarantors" has no option "wst"; expected one of east, '
            'west, union; did you mean "west"?'
        ),
    ),
    "twice in part": (
        ('{ any = ["east"], none = ["west"] }', '{ any = ["east", "east"] }'),
        '95:51: error: "east" stands in this list twice; expected each once',
    ),
    "empty part": (
        ('{ any = ["east"], none = ["west"] }', "{ any = [] }"),
        (
            '95:42: error: the list of options for "guarantors" is empty; expected at least one '
            "option"
        ),
    ),
    "empty table": (
        ('{ any = ["east"], none = ["west"] }', "{}"),
        (
            '95:34: error: the list of options for "guarantors" is empty; expected at least one '
            "option"
        ),
    ),
    "empty table number": (
        ("army = { below = 800000 } }]\nevidence", "army = {} }]\nevidence"),
        (
            '95:78: error: nothing is asked of "army"; expected a table such as { from = 100, '
            "below = 200 }"
        ),
    ),
    "applies no truth": (
        ("applies = false", 'applies = "no"'),
        (
            '94:90: error: "applies" in [red_lines.S-1.crossed_when.guarantors] is the text '
            '"no"; expected true or false, such as applies = true'
        ),
    ),
    "from text": (
        ("army = { from = 1000000 }", 'army = { from = "1000000" }'),
        (
            '116:38: error: "from" in [coherence.odd.impossible_when.army] is the text '
            '"1000000"; expected a whole number, such as from = 3'
        ),
    ),
    "applies always": (
        ("army = { below = 800000 } }]\nevidence", "army = { applies = true } }]\nevidence"),
        '95:80: warning: the issue "army" always applies: it has no "applies_when"',
    ),
    "never between": (
        ("army = { below = 800000 } }]\nevidence", "army = { from = 9, below = 9 } }]\nevidence"),
        "95:80: warning: this can never be true: no number is from 9 and below 9",
    ),
    "from beyond": (
        ("army = { from = 1000000 }", "army = { from = 2000000 }"),
        '116:31: warning: no value meets this: "army" goes from 0 to 1500000',
    ),
    "below all": (
        ("army = { below = 800000 } }]\nevidence", "army = { below = 0 } }]\nevidence"),
        '95:80: warning: no value meets this: "army" goes from 0 to 1500000',
    ),
    "from least": (
        ("army = { from = 1000000 }", "army = { from = 0 }"),
        '116:31: warning: any value meets this: "army" goes from 0 to 1500000',
    ),
    "too many all": (
        ('{ any = ["east"], none = ["west"] }', '{ all = ["east", "west", "union"] }'),
        '95:36: warning: this can never be true: of "guarantors" no more than 2 may hold',
    ),
    "any that may not": (
        ('{ any = ["east"], none = ["west"] }', '{ any = ["east"], none = ["west", "east"] }'),
        (
            '95:52: warning: this can never be true: "guarantors" would need options that may '
            "not hold"
        ),
    ),
}


@pytest.mark.parametrize(("change", "expected"), CONDITIONS.values(), ids=CONDITIONS.keys())
def test_a_condition_asks_only_what_its_issue_can_answer(
    change: tuple[str, str], expected: str
) -> None:
    """What cannot be read is an error; what is never or always true is a warning."""
    assert told(spoiled(TALKS_TEXT, *change)) == [f"talks.case.toml:{expected}"]


NAMES = {
    "own applies": (
        ('applies_when = [{ guarantee = ["pact"] }', 'applies_when = [{ guarantors = ["east"] }'),
        (
            '42:16: error: whether the issue "guarantors" applies depends on itself; expected '
            "other issues that lead to no ring"
        ),
    ),
    "ring": (
        (
            "[issues.guarantee]\n",
            '[issues.guarantee]\napplies_when = [{ guarantors = ["east"] }]\n',
        ),
        (
            '28:16: error: whether these issues apply depends on each other: "guarantee" → '
            '"guarantors" → "guarantee"; expected other issues that lead to no ring'
        ),
    ),
    "always applies": (
        (
            'applies_when = [{ guarantee = ["pact"] }',
            'applies_when = [{ guarantee = ["pact", "nothing"] }',
        ),
        '42:16: warning: this is always true, so the issue "guarantors" always applies',
    ),
    "empty applies term": (
        ('applies_when = [{ guarantee = ["pact"] }', "applies_when = [{}"),
        (
            "42:17: error: this part of the rule is empty: every scenario would meet it; "
            'expected a rule such as [{ issue = ["option"] }]'
        ),
    ),
    "unknown repeats": (
        ('repeats = "S1"', 'repeats = "S11"'),
        (
            '79:11: error: the case has no statement "S11"; expected one of S1, S2, S3; did you '
            'mean "S1"?'
        ),
    ),
    "repeats itself": (
        ('repeats = "S1"', 'repeats = "S2"'),
        '79:11: error: the statement "S2" repeats itself; expected another statement',
    ),
    "repeats ring": (
        ('date = 2024-04-30\nsuperseded_by = "S3"', 'date = 2024-04-30\nrepeats = "S2"'),
        (
            '70:11: error: these statements repeat each other: "S1" → "S2" → "S1"; expected '
            "another statement"
        ),
    ),
    "unknown superseded": (
        ('superseded_by = "S3"', 'superseded_by = "S4"'),
        '70:17: error: the case has no statement "S4"; expected one of S1, S2, S3',
    ),
    "superseded ring": (
        ("supports = { guarantors = [] }", 'supports = { guarantors = [] }\nsuperseded_by = "S1"'),
        (
            '70:17: error: these statements supersede each other: "S1" → "S3" → "S1"; expected '
            "another statement"
        ),
    ),
    "line supersedes itself": (
        ('superseded_by = "S-2"', 'superseded_by = "S-1"'),
        '98:17: error: the red line "S-1" supersedes itself; expected another red line',
    ),
    "unknown line": (
        ('superseded_by = "S-2"', 'superseded_by = "S-3"'),
        (
            '98:17: error: the case has no red line "S-3"; expected one of S-1, S-2; did you '
            'mean "S-2"?'
        ),
    ),
    "unknown member": (
        ('member = "Upper South"', 'member = "Uper South"'),
        (
            '91:10: error: the party "south" has no member "Uper South"; expected one of Upper '
            'South, Lower South; did you mean "Upper South"?'
        ),
    ),
    "member with a long name": (
        ('member = "Upper South"', f'member = "{"Upper" * 1000}"'),
        (
            f'91:10: error: the party "south" has no member "{("Upper" * 13)[:61]}..."; expected '
            "one of Upper South, Lower South"
        ),
    ),
    "member of none": (
        ('party = "south"\nmember', 'party = "north"\nmember'),
        (
            '91:10: error: the party "north" has no member "Upper South"; expected members = '
            "[...] in [parties.north]"
        ),
    ),
    "neither": (
        (
            (
                'minimum = 55.5\ncontested_below = 60\nscored_by = "a consultant of the '
                'Gazette"\n\n[red_lines.S-2.points]\nguarantee = { pact = 14, nothing = -8.25 }\n'
                "guarantors = { east = 10, west = 20.10 }\narmy = [{ from = 600000, points = 10 "
                "}, { from = 800000, points = 25 }]\n"
            ),
            "",
        ),
        (
            '100:12: error: the red line "S-2" has no rule: nothing could ever cross it; '
            'expected a rule such as [{ issue = ["option"] }], or points with a minimum'
        ),
    ),
}


@pytest.mark.parametrize(("change", "expected"), NAMES.values(), ids=NAMES.keys())
def test_names_lead_to_what_is_there_and_never_in_a_ring(
    change: tuple[str, str], expected: str
) -> None:
    """Whether issues apply, what statements repeat, what supersedes what, whose line it is."""
    assert told(spoiled(TALKS_TEXT, *change)) == [f"talks.case.toml:{expected}"]


VALUES = {
    "text on another computer": (
        ('text = "sources/gazette.txt"', 'text = "//host/gazette.txt"'),
        (
            '16:8: error: "text" in [sources.gazette] names another computer; expected the way '
            'from this file to the text, such as "sources/report.txt"; where it stands on the web '
            'belongs into "url"'
        ),
    ),
    "place 0": (
        ("place = 2", "place = 0"),
        (
            '71:9: error: "place" in [statements.S1] is the number 0; expected a whole number, 1 '
            "or more, such as place = 1"
        ),
    ),
    "sha": (
        ('sha256 = "9f86d', 'sha256 = "9f86'),
        (
            '17:10: error: "sha256" in [sources.gazette] is no SHA-256; expected 64 hexadecimal '
            "digits, in small letters"
        ),
    ),
    "length": (
        ("length = 4712", "length = -1"),
        (
            '18:10: error: "length" in [sources.gazette] is the number -1; expected a whole '
            "number, 0 or more, such as length = 0"
        ),
    ),
    "date text": (
        ("date = 2024-04-30\nurl", 'date = "2024-04-30"\nurl'),
        (
            '14:8: error: "date" in [sources.gazette] is the text "2024-04-30"; expected a date '
            "without quotes, such as 2025-08-19"
        ),
    ),
}


@pytest.mark.parametrize(("change", "expected"), VALUES.values(), ids=VALUES.keys())
def test_single_values_of_format_2_are_judged(change: tuple[str, str], expected: str) -> None:
    """Places count from 1, lengths from 0, dates stand without quotes."""
    assert told(spoiled(TALKS_TEXT, *change)) == [f"talks.case.toml:{expected}"]


def test_the_sample_itself_has_nothing_to_mend() -> None:
    """Else the tests above would stand on sand."""
    assert told(TALKS_TEXT) == []
