"""Names and titles as files write them: which are taken, which are refused, and where."""

from __future__ import annotations

import string

import pytest

from planner.errors import FileProblemError
from planner.files.cases.reading import case_from_source
from planner.files.scenarios.kind import scenario_kind
from planner.files.toml.envelope import NO_ENVELOPE
from planner.files.toml.source import source_from_text
from tests.files.samples import CASE_TEXT, LAKE, SCENARIO_TEXT, spoiled

TAKEN = ""
EMPTY = "is empty"
BREAK = "holds a line break"
UNSEEN = "holds an invisible character"
NOTHING = "holds nothing that can be seen"
MARKS = "holds 6 marks on one character, more than 5"
LONG = "is too long for a name"
TURNS = "a character that changes the direction of the text after it"
CONTROL = "a control character"

NAMES = {
    # What people are called, and what they write.
    "Ukraine": TAKEN,
    "Україна": TAKEN,
    "Ελλάδα": TAKEN,
    "ישראל": TAKEN,
    "شُرُوط": TAKEN,
    "بِسْمِ اللَّهِ": TAKEN,
    "हिन्दी क्षत्रिय": TAKEN,
    "日本国": TAKEN,
    "대한민국": TAKEN,
    "ไทย ที่นี่": TAKEN,
    "བོད་སྐད": TAKEN,
    "Việt Nam": TAKEN,
    "Vie\u0323\u0302t Nam": TAKEN,
    "בְּרֵאשִׁ֖ית": TAKEN,
    "می\u200cخواهم": TAKEN,  # noqa: RUF001 Persian needs its joiner
    "क्\u200dष": TAKEN,
    "\N{RIGHT-TO-LEFT MARK}שלום": TAKEN,
    "\U0001f1fa\U0001f1e6": TAKEN,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467": TAKEN,
    "Côte d\u2019Ivoire \u2013 north": TAKEN,
    "[bold]Markup[/bold]": TAKEN,
    "=1+1": TAKEN,
    "../../etc/passwd": TAKEN,
    "$(reboot)": TAKEN,
    "<script>alert(1)</script>": TAKEN,
    "?": TAKEN,
    "x" * 200: TAKEN,
    "e\u0301\u0302\u0303\u0304\u0306": TAKEN,
    # What nobody sees.
    "": EMPTY,
    " ": EMPTY,
    "\t": EMPTY,
    "\N{NO-BREAK SPACE}": EMPTY,
    "\N{IDEOGRAPHIC SPACE}\N{EM SPACE}": EMPTY,
    "\N{HANGUL FILLER}": NOTHING,
    "\N{HALFWIDTH HANGUL FILLER}": NOTHING,
    "\N{HANGUL CHOSEONG FILLER}\N{HANGUL JUNGSEONG FILLER}": NOTHING,
    "\N{BRAILLE PATTERN BLANK}": NOTHING,
    "\N{BRAILLE PATTERN BLANK} \N{HANGUL FILLER}": NOTHING,
    "\u200d": NOTHING,
    "\u200c\u200d": NOTHING,
    "\N{LEFT-TO-RIGHT MARK}": NOTHING,
    "\N{ARABIC LETTER MARK}": NOTHING,
    "\u0301": NOTHING,
    "\N{COMBINING GRAPHEME JOINER}": NOTHING,
    "\N{VARIATION SELECTOR-16}": NOTHING,
    "\N{KHMER VOWEL INHERENT AQ}": NOTHING,
    "\ue000": NOTHING,  # for private use: no font need draw it
    "\u200b": UNSEEN,
    "Fran\u200bce": UNSEEN,
    "Fran\u00adce": UNSEEN,
    "\ufeffFrance": UNSEEN,
    "France\u2060": UNSEEN,
    "\u180eFrance": UNSEEN,
    "Fran\u2064ce": UNSEEN,
    "France\U000e0041": UNSEEN,
    "\ufff9France": UNSEEN,
    # What would take another's place on the screen.
    "two\nlines": BREAK,
    "two\u2028lines": BREAK,
    "two\u2029lines": BREAK,
    "a" + "\u0301" * 6: MARKS,
    "Z\u0351\u036b\u0343\u036a\u0302\u036balgo": MARKS,
    "a" + "\u20dd" * 6: MARKS,
    "x" * 201: LONG,
    "я" * 5_000: LONG,
    "evil\u202egnp": TURNS,
    "\u2067right": TURNS,
    "\x1b[31mred": CONTROL,
    "bell\x07": CONTROL,
    "\x7fdelete": CONTROL,
    "\x9b31m": CONTROL,
}


def written(name: str) -> str:
    """The name as a text of TOML, with each character that is not plain as an escape."""
    plain = string.ascii_letters + string.digits + " "
    chars = (char if char in plain else f"\\U{ord(char):08x}" for char in name)
    return f'"{"".join(chars)}"'


@pytest.mark.parametrize(("name", "answer"), NAMES.items(), ids=map(ascii, NAMES))
def test_a_party_is_taken_or_refused_at_its_place(name: str, answer: str) -> None:
    text = spoiled(CASE_TEXT, 'name = "South"', f"name = {written(name)}")
    source = source_from_text("lake.case.toml", text)
    if answer == TAKEN:
        case, warnings = case_from_source(source, "lake.case.toml")
        assert name in {party.name for party in case.parties}
        assert not warnings
        return
    with pytest.raises(FileProblemError) as caught:
        case_from_source(source, "lake.case.toml")
    (problem,) = caught.value.problems
    assert answer in problem.message
    assert problem.line == 1 + text[: text.index(f"name = {written(name)}")].count("\n")


@pytest.mark.parametrize(("name", "answer"), NAMES.items(), ids=map(ascii, NAMES))
def test_the_title_of_a_scenario_is_taken_or_refused_alike(name: str, answer: str) -> None:
    """But that it may be missing; and the app refuses to write what no reader takes."""
    kind = scenario_kind(LAKE)
    text = spoiled(SCENARIO_TEXT, '"Share it"', written(name))
    source = source_from_text("share.toml", text)
    if answer == TAKEN or not name:
        scenario = kind.read(source).content
        assert scenario.title == name
        assert not list(kind.refusals(scenario, NO_ENVELOPE))
        return
    with pytest.raises(FileProblemError) as caught:
        kind.read(source)
    (problem,) = caught.value.problems
    assert answer in problem.message
