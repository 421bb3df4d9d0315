"""Mistakes in a scenario file: where each is shown, and in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import FileProblemError
from planner.files.scenarios.reading import read_scenario
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put, spoiled


def problems_of(path: Path) -> list[str]:
    """The problems of a scenario file without the folder before its name."""
    with pytest.raises(FileProblemError) as caught:
        read_scenario(path)
    return [str(problem).replace(f"{path.parent}/", "") for problem in caught.value.problems]


BROKEN = {
    "unknown name": (
        ("title =", "titel ="),
        (
            '4:1: error: [scenario] has no place for "titel"; expected one of title, authors, '
            "summary, marking, as_of; "
            'did you mean "title"?; '
            "a newer planner may have written this file"
        ),
    ),
    "unknown table": (
        ("[check]", "[chek]"),
        (
            '10:2: error: the file has no place for "chek"; expected one of format, scenario, '
            "case, "
            'check, set_aside, choices, comments; did you mean "check"?; '
            "a newer planner may have written this file"
        ),
    ),
    "number for a text": (
        ('"Share it"', "5.9"),
        (
            '4:9: error: "title" in [scenario] is the number 5.9; '
            'expected text in quotes, such as title = "..."'
        ),
    ),
    "text for a list": (
        ('["A. Planner"]', '"North"'),
        '5:11: error: "authors" in [scenario] is the text "North"; expected a list such as ["..."]',
    ),
    "number in a list": (
        ('["A. Planner"]', '["x", 7]'),
        (
            '5:17: error: element 2 of "authors" is the number 7; '
            'expected text in quotes, such as authors = ["..."]'
        ),
    ),
    "true for a text": (
        ('"Fair."', "true"),
        (
            '16:8: error: "note" in [choices.water] is true without quotes; '
            'expected text in quotes, such as note = "..."'
        ),
    ),
    "text for a table": (
        ("[choices.fishing]", '[choices]\nfishing = "x"'),
        (
            '19:11: error: "fishing" in [choices] is the text "x"; '
            "expected a table, which begins with the line [choices.fishing]"
        ),
    ),
    "unknown reading": (
        ('"strict"', '"stirct"'),
        (
            '11:11: error: "reading" in [check] is the text "stirct"; expected one of literal, '
            "lenient, "
            'moderate, firm, strict; did you mean "strict"?'
        ),
    ),
    "unknown red line": (
        ('["S-1"]', '["S1"]'),
        '12:14: error: the case "lake" has no red line "S1"; expected S-1; did you mean "S-1"?',
    ),
    "red line twice": (
        ('["S-1"]', '["S-1", "S-1"]'),
        '12:21: error: "S-1" stands in this list twice; expected each once',
    ),
    "unknown issue": (
        ("[choices.fishing]", "[choices.fisching]"),
        (
            '18:10: error: the case "lake" has no issue "fisching"; expected one of water, '
            "fishing; "
            'did you mean "fishing"?'
        ),
    ),
    "unknown option": (
        ('"half"', '"haalf"'),
        (
            '15:10: error: the issue "water" has no option "haalf"; expected one of half, '
            "all_north; "
            'did you mean "half"?'
        ),
    ),
    "no format": (
        ("format = 1", ""),
        '1:1: error: there is no "format"; expected the line "format = 1" at the top',
    ),
    "format of the future": (
        ("format = 1", "format = 3"),
        (
            "1:10: error: the file has format 3; expected 1 or 2; "
            "a newer planner may have written this file"
        ),
    ),
    "format as a text": (
        ("format = 1", 'format = "1"'),
        '1:10: error: "format" is the text "1"; expected 1 or 2',
    ),
    "format as truth": (
        ("format = 1", "format = true"),
        '1:10: error: "format" is true without quotes; expected 1 or 2',
    ),
    "no case": (
        ('[case]\nid = "lake"', ""),
        (
            '1:1: error: the file has no "case"; '
            "expected the case that the scenario belongs to, such as a table [case]"
        ),
    ),
    "no case id": (
        ('id = "lake"', ""),
        '7:2: error: [case] has no "id"; expected the id of the case, such as id = "north"',
    ),
    "unknown case": (
        ('id = "lake"', 'id = "lakes"'),
        (
            '8:6: error: there is no case "lakes" beside this file or bundled; expected one of '
            "lake, "
            'ukraine-2025-08, velda-dam, zalume-talks; did you mean "lake"?'
        ),
    ),
    "id that is a path": (
        ('id = "lake"', 'id = "../lake"'),
        (
            '8:6: error: "id" in [case] is "../lake", which is no id; expected letters, digits, '
            "- and "
            "_ (at most 64, the first a letter or digit)"
        ),
    ),
    "bad digest": (
        ('id = "lake"', 'id = "lake"\ndigest = "md5:1"'),
        (
            '9:10: error: "digest" in [case] is no digest; expected "sha256:" and 64 hexadecimal '
            "digits"
        ),
    ),
    "title of two lines": (
        ('"Share it"', '"Share it\\nnothing crossed"'),
        (
            '4:9: error: "title" in [scenario] holds a line break; '
            'expected text of one line, such as title = "..."'
        ),
    ),
    "invisible character in a title": (
        ('"Share it"', '"Share\\u200b it"'),
        (
            '4:9: error: "title" in [scenario] holds an invisible character (U+200B); '
            'expected text of one line, such as title = "..."'
        ),
    ),
    "tag character in a title": (
        ('"Share it"', '"Share it\U000e0041"'),
        (
            '4:9: error: "title" in [scenario] holds an invisible character (U+E0041); '
            'expected text of one line, such as title = "..."'
        ),
    ),
    "empty author": (
        ('"A. Planner"', '" "'),
        (
            '5:12: error: element 1 of "authors" is empty; '
            'expected some words, such as authors = ["..."]'
        ),
    ),
    "escape character": (
        ('"Fair."', '"a\\u001b[2J"'),
        "16:10: error: a control character (U+001B); expected text without it; take it out",
    ),
    "short escape": (
        ('"Fair."', '"a\\bc"'),
        "16:10: error: a control character (U+0008); expected text without it; take it out",
    ),
    "lone carriage return as an escape": (
        ('"Fair."', '"a\\rc"'),
        "16:10: error: a control character (U+000D); expected text without it; take it out",
    ),
    "raw control character": (
        ('"Fair."', '"a\x07"'),
        "16:10: error: a control character (U+0007); expected text without it; take it out",
    ),
    "control character in a comment": (
        ("format = 1", "format = 1 # \x9b31m"),
        "1:14: error: a control character (U+009B); expected text without it; take it out",
    ),
    "bidi override": (
        ('"Fair."', '"\u202eriaF"'),
        (
            "16:9: error: a character that changes the direction of the text after it (U+202E); "
            "expected text without it; take it out"
        ),
    ),
    "bidi isolate as an escape": (
        ('"Fair."', '"\\U00002066"'),
        (
            "16:9: error: a character that changes the direction of the text after it (U+2066); "
            "expected text without it; take it out"
        ),
    ),
    "half a surrogate pair": (
        ('"Fair."', '"\\ud800"'),
        "16:9: error: half a surrogate pair (U+D800); expected text without it; take it out",
    ),
    "not a number": (
        ('"Fair."', "nan"),
        (
            '16:8: error: "note" in [choices.water] is the number nan; '
            'expected text in quotes, such as note = "..."'
        ),
    ),
    "infinity": (
        ('"Fair."', "-inf"),
        (
            '16:8: error: "note" in [choices.water] is the number -inf; '
            'expected text in quotes, such as note = "..."'
        ),
    ),
    "date": (
        ('"Fair."', "2024-05-01"),
        (
            '16:8: error: "note" in [choices.water] is the date or time 2024-05-01; '
            'expected text in quotes, such as note = "..."'
        ),
    ),
    "number of 5,000 digits": (
        ('"Fair."', "1" * 5000),
        (
            "16:8: error: a name or number of 5,000 characters; expected at most 64 of them "
            "without quotes; write a text in quotes, and a shorter name"
        ),
    ),
    "hexadecimal number of 5,000 digits": (
        ('"Fair."', "0x" + "f" * 5000),
        (
            "16:8: error: a name or number of 5,002 characters; expected at most 64 of them "
            "without quotes; write a text in quotes, and a shorter name"
        ),
    ),
    "name of many parts": (
        ("[choices.fishing]", "[" + ".".join("abcdefghij") + "]"),
        (
            "18:2: error: a name of 10 parts; expected at most 8, such as choices.ISSUE.option; "
            "take out the dots, or put the name in quotes"
        ),
    ),
    "deep nesting": (
        ('["S-1"]', "[" * 10_000 + "]" * 10_000),
        (
            "12:45: error: brackets nested 10,000 deep; expected lists and tables of at most 32 in "
            "each other; take the inner brackets out, or close those before"
        ),
    ),
    "deep nesting after texts with brackets": (
        ('["S-1"]', "[\"[[\", '}}', " + "[" * 40 + "]" * 41),
        (
            "12:57: error: brackets nested 41 deep; expected lists and tables of at most 32 in "
            "each other; take the inner brackets out, or close those before"
        ),
    ),
    "unquoted text": (
        ('"half"', "half"),
        '15:10: error: half stands without quotes; expected text in quotes; write "half"',
    ),
    "unquoted text with backslashes": (
        ('"half"', "C:\\half"),
        (
            "15:10: error: C:\\half stands without quotes; expected text in quotes; write "
            '"C:\\\\half"'
        ),
    ),
    "unquoted text with a space of a word processor": (
        ('"half"', "50\xa0percent"),
        (
            "15:10: error: 50\\xa0percent stands without quotes; expected text in quotes; put it "
            'between " and "'
        ),
    ),
    "unquoted text that is long": (
        ('"half"', "half of it " * 9),
        (
            "15:10: error: half of it half of it half of it half of it half of it ha... stands "
            'without quotes; expected text in quotes; put it between " and "'
        ),
    ),
    "no value": (
        ('option = "half"', "option ="),
        (
            "15:9: error: a value is missing or cannot be read; expected text in quotes or a "
            "list in "
            '"[" and "]"'
        ),
    ),
    "no equals sign": (
        ('option = "half"', 'option "half"'),
        '15:8: error: a name without a value; expected NAME = "VALUE"',
    ),
    "name that begins wrongly": (
        ("[choices.fishing]", "[choices.!]"),
        "18:10: error: a name cannot begin like this; expected letters, digits, - or _",
    ),
    "line that is nothing": (
        ("[choices.fishing]", "= 5"),
        "18:1: error: this line cannot be read; expected NAME = VALUE, [TABLE] or a # comment",
    ),
    "day that no calendar has": (
        ('"Share it"', "2025-13-45"),
        "4:9: error: 2025-13-45 is no date; expected a date such as 2025-08-19",
    ),
    "day that its month does not have": (
        ('"Share it"', "2025-02-30# late"),
        "4:9: error: 2025-02-30 is no date; expected a date such as 2025-08-19",
    ),
    "day in another order": (
        ('"Share it"', "19.8.2025  # a Tuesday"),
        "4:9: error: 19.8.2025 is no date; expected a date such as 2025-08-19",
    ),
    "words that begin with a number": (
        ('"half"', "50 % each"),
        (
            "15:10: error: 50 % each stands without quotes; expected text in quotes; write "
            '"50 % each"'
        ),
    ),
    "number with commas": (
        ('"half"', "800,000"),
        (
            "15:10: error: 800,000 is no number; expected digits with nothing between them but a "
            "point before decimals; write 800000"
        ),
    ),
    "number with a decimal comma": (
        ('"half"', "55,5"),
        (
            "15:10: error: 55,5 is no number; expected digits with nothing between them but a "
            "point before decimals; write 55.5"
        ),
    ),
    "two values": (
        ('"half"', "5 note = 6"),
        (
            "15:12: error: something follows where the line should end; expected one NAME = VALUE "
            "on each line"
        ),
    ),
    "line that goes on behind a table's name": (
        ('"Fair."', "5\n[choices.dam] x"),
        (
            "17:15: error: something follows where the line should end; expected one NAME = VALUE "
            "on each line"
        ),
    ),
    "apostrophe inside a text": (
        ('"Fair."', "'It's fair.'"),
        (
            "16:12: error: something follows where the line should end; expected one NAME = VALUE "
            """on each line; a text with ' in it stands between " and \""""
        ),
    ),
    "truth in capitals": (
        ('"half"', "True"),
        (
            "15:10: error: True stands without quotes; expected true or false in small letters; "
            "write true"
        ),
    ),
    "path of Windows": (
        ('"Fair."', '"C:\\Users"'),
        (
            "16:11: error: an unfinished \\U escape; expected \\U and eight hexadecimal digits; a "
            "backslash that is meant as such is written twice: \\\\"
        ),
    ),
    "space in a table's name": (
        ("[choices.fishing]", "[choices.fishing rights]"),
        (
            "18:17: error: a space stands in this name; expected letters from a to z, digits, - "
            "and _ alone"
        ),
    ),
    "letter of another alphabet in a table's name": (
        ("[choices.fishing]", "[choices.pêche]"),
        (
            '18:11: error: "ê" stands in this name; expected letters from a to z, digits, - and _ '
            "alone"
        ),
    ),
    "letter of another alphabet in a name": (
        ("title =", "öl ="),
        '4:1: error: "ö" stands in this name; expected letters from a to z, digits, - and _ alone',
    ),
    "quotation mark inside a text": (
        ('"Fair."', '"He said "no" twice"'),
        (
            "16:18: error: something follows where the line should end; expected one NAME = "
            "VALUE on "
            'each line; inside a text, write a quotation mark as \\"'
        ),
    ),
    "text that is not closed": (
        ('"Fair."', '"Fair.'),
        (
            "16:8: error: a text that is not closed on its line; expected a quotation mark at "
            "its end; "
            'a text of several lines stands between """ and """'
        ),
    ),
    "long text that is not closed": (
        ('"Fair."', '"""Fair.'),
        "16:8: error: a text that is not closed; is the file cut off?",
    ),
    "list that is not closed": (
        ('["S-1"]', '["S-1"'),
        (
            '12:13: error: a list that is not closed; expected "]" before line 14, where a [TABLE] '
            "begins"
        ),
    ),
    "list that is not closed, at a comma": (
        ('["A. Planner"]', '["A. Planner",\nsummary = "x"'),
        (
            '5:11: error: a list that is not closed; expected "]" before line 6, where a NAME = '
            "VALUE begins"
        ),
    ),
    "list that is not closed, at a comma before a table": (
        ('["S-1"]', '["S-1",'),
        (
            '12:13: error: a list that is not closed; expected "]" before line 14, where a [TABLE] '
            "begins"
        ),
    ),
    "list without a comma": (
        ('["A. Planner"]', '["A. Planner" "B"]'),
        (
            '5:25: error: a comma is missing here; expected "," before the next value, or "]" at '
            "the end of the list"
        ),
    ),
    "list of lines without a comma": (
        ('["A. Planner"]', '[\n  "A. Planner"\n  "B"\n]'),
        (
            '7:3: error: a comma is missing here; expected "," before the next value, or "]" at '
            "the end of the list"
        ),
    ),
    "quotation mark within a text of a list": (
        ('["A. Planner"]', '["A. "The" Planner"]'),
        (
            '5:17: error: a comma is missing here; expected "," before the next value, or "]" at '
            'the end of the list; inside a text, write a quotation mark as \\"'
        ),
    ),
    "apostrophe within a text of a table": (
        ("[choices.fishing]", "[choices]\nfishing = { note = 'it's' }"),
        (
            '19:24: error: a comma is missing here; expected "," before the next NAME = VALUE, or '
            """"}" at the end of the table; a text with ' in it stands between " and \""""
        ),
    ),
    "list with semicolons": (
        ('["A. Planner"]', '["A. Planner"; "B"]'),
        (
            '5:24: error: ";" cannot stand here; expected "," before the next value, or "]" at '
            "the end of the list"
        ),
    ),
    "table without a comma": (
        ("[choices.fishing]", '[choices]\nfishing = { note = "x" option = "free" }'),
        (
            '19:24: error: a comma is missing here; expected "," before the next NAME = VALUE, or '
            '"}" at the end of the table'
        ),
    ),
    "table of several lines": (
        ("[choices.fishing]", '[choices]\nfishing = { note = "x"\noption = "free" }'),
        '19:11: error: a table that is not closed; expected "}" on the same line',
    ),
    "quotes of a word processor": (
        ('"half"', "“half, at most”"),
        (
            "15:10: error: “half, at most” stands without straight quotes; expected text in "
            'straight quotes; write "half, at most"'
        ),
    ),
    "quotes within those of a word processor": (
        ('"half"', '\u2018half, "at most"\u2019'),
        (
            '15:10: error: \u2018half, "at most"\u2019 stands without straight quotes; expected '
            'text in straight quotes; write "half, \\"at most\\""'
        ),
    ),
    "quotes of a word processor around what nobody sees": (
        ('"half"', "“half\u200b”"),
        (
            "15:10: error: “half\\u200b” stands without straight quotes; expected text in "
            'straight quotes; write " in place of each curly one'
        ),
    ),
    "quotes of a word processor in a list": (
        ('["A. Planner"]', "[\u2018A. Planner\u2019, \u2018B\u2019]"),
        (
            "5:12: error: \u2018A. Planner\u2019 stands without straight quotes; expected text in "
            'straight quotes; write "A. Planner"'
        ),
    ),
    "table that is not closed": (
        ("[choices.fishing]", '[choices]\nfishing = { note = "x"'),
        '19:11: error: a table that is not closed; expected "}"; is the file cut off?',
    ),
    "header that is not closed": (
        ("[choices.fishing]", "[choices.fishing"),
        '18:17: error: a table\'s name that is not closed; expected "]" at the end of the line',
    ),
    "backslash": (
        ('"Fair."', '"C:\\plans"'),
        "16:11: error: a backslash that means nothing here; write it twice: \\\\",
    ),
    "name twice": (
        ('note = "Fair."', 'note = "Fair."\noption = "all_north"'),
        (
            '17:1: error: "option" in [choices.water] stands here a second time; '
            "expected each name once; the first is in line 15"
        ),
    ),
    "name twice with a long text": (
        ('note = "Fair."', 'note = "Fair."\nnote = """\nx\ny"""'),
        (
            '17:1: error: "note" in [choices.water] stands here a second time; '
            "expected each name once; the first is in line 16"
        ),
    ),
    "table twice": (
        ("[choices.fishing]", "[choices.water]"),
        (
            "18:10: error: [choices.water] stands here a second time; expected each name once; "
            "the first is in line 14"
        ),
    ),
    "name twice in one line": (
        ("[choices.fishing]", '[choices]\nfishing = { note = "x", note = "y" }'),
        (
            '19:25: error: "note" in [choices.fishing] stands here a second time; '
            "expected each name once; the first is in line 19"
        ),
    ),
    "added to a finished table": (
        ("[choices.fishing]", "[choices]\nfishing = {}\n[choices.fishing.more]"),
        (
            "20:18: error: [choices.fishing.more] adds to what is complete already; "
            "expected each name once"
        ),
    ),
    "number as a name": (
        ("[choices.fishing]", '[choices."two words"]'),
        (
            '18:10: error: "two words" in [choices] is "two words", which is no id; expected '
            "letters, "
            "digits, - and _ (at most 64, the first a letter or digit)"
        ),
    ),
    "name of 300 characters": (
        ("[choices.fishing]", f'[choices."{"x" * 300}"]'),
        (
            f'18:10: error: "{"x" * 57}..." in [choices] is too long for an id (300 characters); '
            "expected letters, digits, - and _ (at most 64, the first a letter or digit)"
        ),
    ),
}


@pytest.mark.parametrize(("change", "expected"), BROKEN.values(), ids=BROKEN.keys())
def test_a_mistake_is_shown_at_its_place(
    folder: Path, change: tuple[str, str], expected: str
) -> None:
    """Each mistake gives one line: its place, what was found, what was expected, how to mend it."""
    path = put(folder, "s.toml", spoiled(SCENARIO_TEXT, *change))
    assert problems_of(path) == [f"s.toml:{expected}"]


WHOLE_FILES = {
    "empty": (
        b"",
        "1:1: error: the file is empty: nothing in it to check; expected a scenario or case file",
    ),
    "blank": (
        b" \n\t\r\n",
        "1:1: error: the file is empty: nothing in it to check; expected a scenario or case file",
    ),
    "only comments": (
        b"# later\n",
        (
            "1:1: error: the file holds only comments: nothing in it to check; expected a scenario "
            "or case file"
        ),
    ),
    "UTF-16": (
        "format = 1\n".encode("utf-16"),
        (
            "1:1: error: not UTF-8: the byte 0xFF; expected text in UTF-8; it looks like UTF-16: "
            "save "
            "it again as UTF-8"
        ),
    ),
    "an old encoding": (
        SCENARIO_TEXT.replace("Share it", "Общее озеро").encode("cp1251"),
        (
            "4:10: error: not UTF-8: the byte 0xCE; expected text in UTF-8; save it again as "
            "UTF-8 (an "
            "old encoding, or cut off inside a character?)"
        ),
    ),
    "cut inside a character": (
        'format = 1\ntitle = "é'.encode()[:-1],
        (
            "2:10: error: not UTF-8: the byte 0xC3; expected text in UTF-8; save it again as "
            "UTF-8 (an "
            "old encoding, or cut off inside a character?)"
        ),
    ),
    "old Macintosh line ends": (
        SCENARIO_TEXT.replace("\n", "\r").encode(),
        (
            "1:11: error: a carriage return (U+000D) without a line feed; expected lines that "
            "end in LF "
            "or CRLF; save the file with one of these line ends"
        ),
    ),
    "a file of Word": (
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
        (
            " error: this is a document, such as one of Word or a PDF; expected a scenario or case "
            'file; a case names the text of a source: text = "FILE" in [sources.ID]'
        ),
    ),
    "zeros": (
        bytes(1000),
        "1:1: error: a control character (U+0000); expected text without it; take it out",
    ),
    "a second BOM": (
        b"\xef\xbb\xbf\xef\xbb\xbf" + SCENARIO_TEXT.encode(),
        "1:1: error: this line cannot be read; expected NAME = VALUE, [TABLE] or a # comment",
    ),
    "a case": (
        CASE_TEXT.encode(),
        "15:2: error: this is a case, not a scenario; expected a file with choices",
    ),
}


@pytest.mark.parametrize(("content", "expected"), WHOLE_FILES.values(), ids=WHOLE_FILES.keys())
def test_a_file_that_is_no_scenario_at_all_is_refused(
    folder: Path, content: bytes, expected: str
) -> None:
    """Files that are wrong as a whole give one clear line too."""
    assert problems_of(put(folder, "s.toml", content)) == [f"s.toml:{expected}"]


def test_several_mistakes_are_told_at_once_in_the_order_of_the_file(folder: Path) -> None:
    """A planner who mends a file by hand sees all mistakes in one go."""
    text = SCENARIO_TEXT.replace("title", "titel").replace('"strict"', '"x"')
    text = text.replace('"Fair."', "1") + "nota = 1\n"
    places = [line.split(" error")[0] for line in problems_of(put(folder, "s.toml", text))]
    assert places == ["s.toml:4:1:", "s.toml:11:11:", "s.toml:16:8:", "s.toml:19:1:"]


def test_what_does_not_fit_keeps_no_mistaken_name_from_being_told(folder: Path) -> None:
    """Whoever mends the one finds no other when reading again, but where the case is not named."""
    text = (
        'format = 1\ncolour = "red"\n[case]\nid = "lake"\n[scenario]\nauthors = ["a", 7]\n'
        '[check]\nset_aside = ["N-9"]\n[choices.fishing]\noption = "shard"\nnotes = "x"\n'
        '[choices."no id"]\noption = "x"\n[choices.nothing]\noption = 5\n'
    )
    told = problems_of(put(folder, "s.toml", text))
    assert [(problem.split(":")[1], problem.split(": ")[2].split(";")[0]) for problem in told] == [
        ("2", 'the file has no place for "colour"'),
        ("6", 'element 2 of "authors" is the number 7'),
        ("8", 'the case "lake" has no red line "N-9"'),
        ("10", 'the issue "fishing" has no option "shard"'),
        ("11", '[choices.fishing] has no place for "notes"'),
        ("12", '"no id" in [choices] is "no id", which is no id'),
        ("14", 'the case "lake" has no issue "nothing"'),
        ("15", '"option" in [choices.nothing] is the number 5'),
    ]
    for old, new in (('"lake"', "5"), ("[case]", "[cse]")):
        of_the_case, *others = problems_of(put(folder, "s.toml", text.replace(old, new)))
        assert not any("has no option" in problem for problem in (of_the_case, *others))


def test_a_comment_with_mistakes_hides_no_mistaken_name(folder: Path) -> None:
    """Neither one whose id is none, nor one that lacks what a comment must have."""
    text = (
        'format = 2\n[case]\nid = "lake"\n[choices.fishing]\noption = "shard"\n'
        '[comments.zz]\ntext = ""\n[comments.7f3a91c2]\ntext = "?"\n'
    )
    told = problems_of(put(folder, "s.toml", text))
    assert told[0].startswith('s.toml:5:10: error: the issue "fishing" has no option "shard"')
    assert {line.split(":")[1] for line in told[1:]} == {"6", "8"}


def test_at_most_fifty_mistakes_are_told(folder: Path) -> None:
    """A file of nothing but mistakes does not fill the screen for pages."""
    text = SCENARIO_TEXT + "".join(f"x{number} = 1\n" for number in range(500))
    lines = problems_of(put(folder, "s.toml", text))
    assert len(lines) == 50
    assert lines[0].startswith("s.toml:19:1:")
    assert lines[-1].startswith("s.toml:68:1:")
    assert lines[-1].endswith("more follow: look again once these are mended")
    fifty = SCENARIO_TEXT + "".join(f"x{number} = 1\n" for number in range(50))
    assert "more follow" not in problems_of(put(folder, "s.toml", fifty))[-1]


def test_raw_control_characters_are_told_line_by_line(folder: Path) -> None:
    """Nobody sees them in an editor, so that one at a time would be tedious."""
    text = spoiled(SCENARIO_TEXT, '"Fair."', '"a\x07b\x1bc"')
    text = spoiled(text, '"Share it"', '"Share \u202eit"')
    lines = problems_of(put(folder, "s.toml", text))
    assert [line.partition(" error: ")[0] for line in lines] == ["s.toml:4:16:", "s.toml:16:10:"]


CONFLICT = """\
<<<<<<< HEAD
option = "half"
note = "Fair."
=======
option = "all_north"
>>>>>>> their-branch
"""
CONFLICT_WITH_BASE = CONFLICT.replace("=======", "||||||| 1234567\n=======")


def test_conflicts_of_tools_that_name_no_side_are_told_too(folder: Path) -> None:
    """Markers without a name are conflicts as well; of many choices the first three are shown."""
    sides = ["".join(f'[choices.i{n}]\noption = "{side}"\n' for n in range(5)) for side in "ab"]
    path = put(folder, "s.toml", f"format = 1\n<<<<<<<\n{sides[0]}=======\n{sides[1]}>>>>>>>\n")
    (line,) = problems_of(path)
    assert 'here: "one side" (lines 3 to 12) against "one side" (lines 14 to 23)' in line
    assert line.endswith('i2 is "a" in the first, "b" in the second; and 2 more differ')


def test_a_conflict_is_told_by_the_lines_that_toml_counts(folder: Path) -> None:
    """A line separator of Unicode in a text ends none."""
    summary = 'authors = ["A. Planner"]\nsummary = "a\u2028b\u2029c"'
    text = spoiled(SCENARIO_TEXT, 'authors = ["A. Planner"]', summary)
    text = spoiled(text, 'option = "half"\nnote = "Fair."\n', CONFLICT)
    (line,) = problems_of(put(folder, "s.toml", text))
    assert line.startswith("s.toml:16:1: error: ")
    assert '"HEAD" (lines 17 to 18) against "their-branch" (line 20)' in line
    assert 'water is "half" in the first' in line


@pytest.mark.parametrize("conflict", [CONFLICT, CONFLICT_WITH_BASE], ids=["merge", "diff3"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_conflicts_that_git_left_are_told_with_both_sides(
    folder: Path, conflict: str, end: str
) -> None:
    """A merge conflict is named as such, with the lines and the choices of both sides."""
    text = spoiled(SCENARIO_TEXT, 'option = "half"\nnote = "Fair."\n', conflict)
    their_line = 20 if "|||" in conflict else 19
    assert problems_of(put(folder, "s.toml", text.replace("\n", end))) == [
        'other: git left a conflict here: "HEAD" (lines 16 to 17) against "their-branch" '
        f"(line {their_line}); expected one of the two, without the marker lines; water is "
        '"half" in the first, "all_north" in the second; "note" in [choices.water] is "Fair." in '
        'the first, "" in the second'.replace("other", "s.toml:15:1: error")
    ]


def test_a_conflict_inside_a_note_is_told_too(folder: Path) -> None:
    """Markers within a text of several lines are a conflict as well, though TOML reads them."""
    note = f'"""\n{CONFLICT.replace(chr(34), "")}"""'
    path = put(folder, "s.toml", spoiled(SCENARIO_TEXT, '"Fair."', note))
    assert "git left a conflict here" in problems_of(path)[0]


def test_a_line_like_a_marker_alone_is_no_conflict(folder: Path) -> None:
    """A row of equals signs in a note is not a conflict."""
    path = put(folder, "s.toml", spoiled(SCENARIO_TEXT, '"Fair."', '"""\na\n=======\nb"""'))
    assert read_scenario(path).scenario.note("water") == "a\n=======\nb"
