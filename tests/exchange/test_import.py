"""Other tools' files: what is read, what is refused with its place, what is listed as left out."""

from __future__ import annotations

import csv
import io
import json
import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.cli.main import main
from planner.errors import FileProblemError
from planner.exchange.matrix import COLUMNS
from planner.exchange.reading import imported
from planner.exchange.utilities import Profile, TooFineError, exact_decimal, line_of
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import read_case
from planner.files.toml.source import source_from_text
from planner.model.case import IssueKind, Party
from planner.model.statements import Strength
from tests.files.samples import put
from tests.small_cases import issue

PUBLISHED = Path(__file__).parent / "published"
Capture = pytest.CaptureFixture[str]

PROFILE = """\
<utility_space>
<objective index="0" name="Pond"><weight index="1" value="0.5"/><weight index="2" value="0.5"/>
<issue index="1" name="Depth" vtype="integer" lowerbound="2" upperbound="6">
<evaluator ftype="linear" slope="0.3" offset="0.1"/></issue>
<issue index="2" name="Fish" vtype="discrete"><item value="carp" evaluation="3"/>
<item value="none" evaluation="0"/></issue>
</objective><reservation value="0.55"/></utility_space>
"""


def told(name: str, text: str | bytes, folder: Path) -> str:
    """Why the file is refused."""
    with pytest.raises(FileProblemError) as caught:
        imported([put(folder, name, text)])
    return str(caught.value.problems[0])


def test_numbers_of_genius_are_numbers_with_steps(tmp_path: Path) -> None:
    """The slope counts from the lower bound, and utilities stay between 0 and 1."""
    case = imported([put(tmp_path, "pond.xml", PROFILE)]).case
    depth, _ = case.issues
    assert (depth.kind, depth.values) == (IssueKind.NUMBER, range(2, 7))
    points = case.red_lines[0].points
    assert points is not None
    given = [points.given("depth", value) for value in depth.values]
    assert list(map(str, given)) == ["0.05", "0.20", "0.35", "0.50", "0.50"] or [
        Fraction(each) for each in given
    ] == [Fraction(n, 100) for n in (5, 20, 35, 50, 50)]


def test_numbers_of_geniusweb_are_numbers_with_steps(tmp_path: Path) -> None:
    """Between the lowest and the highest value utilities lie on a straight line."""
    space = {
        "name": "p",
        "domain": {"name": "d", "issuesValues": {"Price": {"range": ["10", "40", "10"]}}},
        "issueWeights": {"Price": 1},
        "issueUtilities": {
            "Price": {
                "numberutils": {
                    "lowValue": 10,
                    "lowUtility": 1,
                    "highValue": 40,
                    "highUtility": 0,
                }
            }
        },
        "reservationBid": {"issuevalues": {"Price": 30}},
    }
    file = put(tmp_path, "p.json", json.dumps({"LinearAdditiveUtilitySpace": space}))
    case = imported([file]).case
    points = case.red_lines[0].points
    assert points is not None
    assert [points.given("price", v) for v in case.issues[0].values] == [3, 2, 1, 0]
    assert points.minimum == 1
    assert "times 3" in points.scored_by


BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>\n<utility_space>&i;</utility_space>"
)


ODD = "issue,option,party,quote\nx,y,A,fine\nx,y,A,\u202aWe refuse\u202c\nx,z,,\u202afine"
SURPLUS = """\
issue,option,party,position,quote,source
Timing,First,Europe,opposes,Never, not before a ceasefire,The Post
"""
NUMBERS = {"lowValue": 0, "highValue": 10, "lowUtility": 0, "highUtility": 1}


def additive(values: object, **more: object) -> str:
    """A profile of GeniusWeb on one issue, with utilities of numbers."""
    space = {
        "issueWeights": {"a": 1},
        "issueUtilities": {"a": {"numberutils": NUMBERS}},
        "domain": {"name": "d", "issuesValues": {"a": values}},
        **more,
    }
    return json.dumps({"LinearAdditiveUtilitySpace": space})


HALVES = additive({"range": [0, 4, 1]}, reservationBid={"issuevalues": {"a": 2.5}})
STATE = '{"decisionMakers": [], "options": [{"name": "a"}], "infeasibles": [[[7, "Y"]]]}'


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("bomb.xml", BOMB, ": error: a document type, which could hold anything"),
        ("ent.xml", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "a document type"),
        ("deep.xml", "<a>" * 50 + "</a>" * 50, "an element 33 deep in others; expected at most 32"),
        ("many.xml", f"<a>{'<b/>' * 100_001}</a>", "element 100,001 of the file"),
        ("cut.xml", PROFILE[:200], "cut.xml:4:"),
        ("amp.xml", PROFILE.replace("carp", "carp & pike"), "amp.xml:5:"),
        ("none.xml", "<utility_space/>", "no issue in it can be carried over"),
        ("word.xml", PROFILE.replace('"0.3"', '"steep"'), '"slope" of <evaluator> is steep'),
        ("inf.xml", PROFILE.replace('"0.55"', '"inf"'), '"value" of <reservation> is inf'),
        ("deep.json", "[" * 100_000, "no JSON that can be read"),
        ("nan.json", '{"issuesValues": NaN}', "NaN is no number"),
        ("cut.json", '{"issuesValues": {', "cut.json:1:"),
        ("other.json", '{"a": 1}', "it is of no tool that is known here"),
        ("no.json", '{"issuesValues": {}}', "the domain has no issue"),
        ("huge.json", additive({"range": [0, 1e23, 1]}), 'issue "a" has a bound of 24 digits'),
        ("fine.json", additive({"range": [1e15 + 0.5, 1e15 + 2.5, 1]}), "a bound of 16 digits"),
        ("named.json", additive({"values": ["low", "high"]}), "those of numbers, is low"),
        ("halves.json", HALVES, 'the reservation bid chooses "2.5" on "a"'),
        ("nested.json", "[" * 33 + "]" * 33, "too deep in each other; expected at most 32"),
        (
            "exponent.json",
            '{"issuesValues": 1e' + "9" * 3000 + "}",
            f"1e{'9' * 55}... is no number that can be held; expected an exponent of at most three",
        ),
        ("digits.json", additive({"range": [0, "1" * 101, 1]}), "a number of at most 40"),
        ("huge.xml", PROFILE.replace('"6"', '"1e23"'), '"Depth" has a bound of 24 digits'),
        ("bell.json", '{"issuesValues": {"a\\u0007b": {}}}', "not allowed (U+0007)"),
        ("soft.json", additive({"values": ["x\u00ady"]}), "holds an invisible character (U+00AD)"),
        ("soft.xml", PROFILE.replace("carp", "ca&#xad;rp"), "soft.xml:5:88: error: the text"),
        ("same.json", additive({"values": ["x y", "x  y"]}), "has no values, or one twice"),
        ("same.json", '{"issuesValues": {"a b": {}, "a  b": {}}}', 'holds "a b" twice'),
        ("same.xml", PROFILE.replace("none", "carp "), 'issue "Fish" has no values, or one twice'),
        ("same.xml", PROFILE.replace("Fish", " Depth"), "two issues have the same name"),
        ("state.json", STATE, "holds [7, 'Y']; expected [NUMBER, \"Y\" or \"N\"]"),
        ("columns.csv", "issue,choice\nx,y\n", 'there is no column "option"'),
        ("more.csv", "issue,option,colour\nx,y,z\n", 'the columns hold "colour"'),
        ("short.csv", "issue,option,party\nx,,A\n", "short.csv:2:1: error: a row needs an issue"),
        ("word.csv", "issue,option,party,position\nx,y,A,maybe\n", 'the position is "maybe"'),
        ("weak.csv", "issue,option,party,strength\nx,y,A,fierce\n", 'the strength is "fierce"'),
        ("surplus.csv", SURPLUS, "surplus.csv:2:1: error: the row has 7 cells for 6 columns"),
        ("surplus.csv", SURPLUS, 'a text with "," in it stands in quotes: "..."'),
        ("nobody.csv", "issue,option\nx,y\n", "no row names a party"),
        ("bytes.csv", b"issue,option\n\xff,\xff\n", "not UTF-8"),
        ("long.csv", "issue,option,party\n" + "x,y,A\n" * 20_001, "long.csv:20002:1: error: row"),
        ("odd.csv", ODD, "odd.csv:3:1: error: the quote holds a character that"),
        ("long.csv", f"issue,option\nx,{'y' * 201}", "long.csv:2:1: error: the option is too long"),
        ("blank.csv", "issue,option,party\nx,y,\u2800", "the party holds nothing that can be"),
        ("sight.csv", "issue,option,source\nx,y,\u2800", "sight.csv:2:1: error: the source holds"),
        ("report.PDF", b"%PDF-1.7", "report.PDF: error: this is a document; expected"),
        ("deal.toml", "format = 1\n", "deal.toml: error: this is a TOML file, as scenarios"),
        ("quote.csv", 'issue,option,party\n"x,y,A\n', "no CSV: "),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_place(
    name: str, text: str | bytes, reason: str, tmp_path: Path
) -> None:
    """In bounded time: no entity grows, and no other file is opened."""
    start = time.process_time()
    assert reason in told(name, text, tmp_path)
    assert time.process_time() - start < 5


def test_a_large_file_and_a_foreign_profile_are_refused(tmp_path: Path) -> None:
    """So is a second file that belongs to no domain."""
    assert "the file has 5,242,881 bytes" in told("big.xml", b" " * ((5 << 20) + 1), tmp_path)
    pond = put(tmp_path, "pond.xml", PROFILE)
    other = put(tmp_path, "other.xml", PROFILE.replace("carp", "pike"))
    with pytest.raises(FileProblemError, match="other issues or values than the first file"):
        imported([pond, other])
    with pytest.raises(FileProblemError, match="only a domain and its profiles"):
        imported([put(tmp_path, "m.csv", "issue,option,party\nx,y,A\n"), pond])


def test_what_has_no_place_in_a_case_is_listed(tmp_path: Path, capsys: Capture) -> None:
    """Issues of real numbers, utilities that do not add up, discounts, costs."""
    costly = PROFILE.replace("<item value", '<item cost="3" value')
    costly = costly.replace("<reservation", '<discount_factor value="0.9"/><reservation')
    bent = PROFILE.replace("<utility_space>", '<utility_space type="nonlinear">')
    files = [put(tmp_path, "pond.xml", costly), put(tmp_path, "bent.xml", bent)]
    out = tmp_path / "pond.case.toml"
    assert main(["import", *map(str, files), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    for words in (
        "whose utilities do not add up",
        "the discount factor 0.9",
        "the costs of values",
    ):
        assert words in said
    unweighted = PROFILE.replace('<weight index="2" value="0.5"/>', "")
    made = imported([put(tmp_path, "light.xml", unweighted)])
    assert 'a weight of "Fish": it counts for nothing' in " ".join(made.left_out)
    mood = '<issue index="3" name="Mood" vtype="real"/></objective>'
    made = imported([put(tmp_path, "mood.xml", PROFILE.replace("</objective>", mood))])
    lost = " ".join(made.left_out)
    assert 'the issue "Mood", whose values are real numbers' in lost
    # Without what the issue gives it would be another utility.
    assert 'the profile "mood", which depends on "Mood"' in lost
    assert made.case.red_lines == ()


@pytest.mark.parametrize("value", ['"12.50"', "12.50"])
def test_a_reservation_bid_names_a_number_however_it_is_written(value: str, tmp_path: Path) -> None:
    """Also where the values of a range are no whole numbers."""
    bid = {"issuevalues": {"a": "BID"}}
    text = additive({"range": ["12.2", "12.8", "0.3"]}, reservationBid=bid)
    made = imported([put(tmp_path, "p.json", text.replace('"BID"', value))])
    points = made.case.red_lines[0].points
    assert points is not None
    (asked,) = made.case.issues
    assert points.given("a", asked.options[1].id) == points.minimum
    assert asked.options[1].title == "12.5"


def test_what_decision_makers_misperceive_is_listed(tmp_path: Path) -> None:
    """As preferences are: a case is the same for all."""
    seen = {"name": "Iraq", "options": [0], "misperceptions": [[[0, "N"]]]}
    conflict = {"decisionMakers": [seen, {"name": "Syria"}], "options": [{"name": "attack"}]}
    made = imported([put(tmp_path, "war.gmcr", json.dumps(conflict))])
    (lost,) = made.left_out
    assert lost == "war.gmcr: misperceptions of decision makers (1): a case is the same for all"


NONLINEAR = """<utility_space type="nonlinear" number_of_issues="2"><objective name="Pond">
<issue index="1" name="Water" vtype="integer" lowerbound="0" upperbound="9"/>
<issue index="2" name="Fish" vtype="integer" lowerbound="0" upperbound="9"/></objective>
<ufun type="PlainUfun" weight="1"><hyperRectangle utility="40"><INCLUDES index="1" min="2" max="5"/>
<INCLUDES index="2" min="0" max="3"/></hyperRectangle></ufun></utility_space>"""
"""As the tool writes it: no value is evaluated by itself."""

GROUPS = {
    "SumOfGroupsUtilitySpace": {
        "name": "bent",
        "domain": {"name": "pond", "issuesValues": {"Water": {"values": ["half", "all"]}}},
        "partUtilities": {"part1": {"issues": ["Water"], "utilities": {}}},
    }
}


def test_a_profile_that_does_not_add_up_is_listed_and_makes_no_line(tmp_path: Path) -> None:
    """Of either tool, alone or beside others; its party is not made up either."""
    for file in (
        put(tmp_path, "bent.xml", NONLINEAR),
        put(tmp_path, "bent.json", json.dumps(GROUPS)),
    ):
        made = imported([file])
        (lost,) = (words for words in made.left_out if "do not add up over the issues" in words)
        assert '"bent"' in lost
        assert made.case.red_lines == ()
        assert [party.id for party in made.case.parties] == ["nobody"]
        assert made.case.issues


def test_an_existing_file_is_never_overwritten(tmp_path: Path, capsys: Capture) -> None:
    """Nor is anything but a case file made."""
    out = put(tmp_path, "pond.case.toml", "mine")
    pond = put(tmp_path, "pond.xml", PROFILE)
    assert main(["import", str(pond), "--out", str(out)]) == 2
    assert out.read_text(encoding="utf-8") == "mine"
    for wrong in (["--out", "x.toml"], ["--out", ".case.toml"], []):
        assert main(["import", str(pond), *wrong]) == 2
        assert "expected --out NAME.case.toml" in capsys.readouterr().err
    assert main(["import", str(tmp_path / "absent"), "--out", str(tmp_path / "a.case.toml")]) == 2


PARTIES = ("North", "South", "Öst", "-West")
POSITIONS = ("opposes", "supports", "neutral")
STRENGTHS = ("declared", "opposition", "insistence", "preference")


def matrix(rows: int, separator: str = ",") -> str:
    """A matrix of that many statements, on 20 issues of 5 options each."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(COLUMNS)
    for n in range(rows):
        writer.writerow(
            [
                f"Issue {n % 20}",
                f"Option {n // 20 % 5}",
                PARTIES[n % 4],
                POSITIONS[n // 4 % 3],
                f'“We said no. {n}”, she said; "twice",\nthen left',
                f"Report {n % 7}",
                STRENGTHS[n // 3 % 4],
            ]
        )
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_matrix_of_300_statements_is_a_case(separator: str, tmp_path: Path) -> None:
    """Every quote verbatim with its holder; what is opposed is a red line of that strength."""
    file = put(tmp_path, "talks.csv", f"\ufeff{matrix(300, separator)}")
    out = tmp_path / "talks.case.toml"
    assert main(["import", str(file), "--out", str(out)]) == 0
    case = read_case(out).case
    assert len(case.statements) == 300
    assert [len(i.options) for i in case.issues] == [5] * 20
    assert [party.name for party in case.parties] == [*PARTIES]
    assert case.statements[7].quote == '“We said no. 7”, she said; "twice",\nthen left'
    rows = [*csv.DictReader(io.StringIO(matrix(300)))]
    opposed = {
        (row["party"], row["issue"], row["strength"], row["option"])
        for row in rows
        if row["position"] == "opposes"
    }
    names = {i.id: i for i in case.issues}
    found = {
        (
            case.parties_by_id[line.party].name,
            names[c.issue].title,
            line.strength.value,
            names[c.issue].by_id[o].title,
        )
        for line in case.red_lines
        for term in line.crossed_when
        for c in term.conditions
        for o in c.any
    }
    assert found == opposed
    assert all(line.evidence for line in case.red_lines)


def test_a_position_without_a_strength_is_a_preference_and_told(tmp_path: Path) -> None:
    """A quote that nobody holds, and support without a quote, are told as well."""
    text = "issue,option,party,position,quote\nx,y,A,opposes,No.\nx,z,,,Well.\nx,z,A,supports,\n"
    made = imported([put(tmp_path, "m.csv", text)])
    (line,) = made.case.red_lines
    assert line.strength is Strength.PREFERENCE
    assert [each.partition(": ")[2] for each in made.left_out] == [
        "positions without a strength, which are read as preferences: 1",
        "quotes without a party: 1",
        "supporting positions without a quote: 1",
    ]


def test_a_row_may_end_early(tmp_path: Path) -> None:
    """Spreadsheets leave empty cells at its end out."""
    case = imported([put(tmp_path, "m.csv", "issue,option,party,quote\nx,y\nx,z,A,Well.\n")]).case
    assert [option.title for option in case.issues[0].options] == ["y", "z"]
    assert [statement.quote for statement in case.statements] == ["Well."]


def test_a_title_that_is_made_fits_into_a_case(tmp_path: Path) -> None:
    """However many options a party opposes, and however long its name is."""
    options = [f"Variant {n} of a guarantee by treaty" for n in range(7)]
    rows = [f"Guarantees,{option},A,opposes" for option in options]
    text = "\n".join(["issue,option,party,position", *rows])
    case = imported([put(tmp_path, "m.csv", text)]).case
    (line,) = case.red_lines
    assert line.title.startswith("Guarantees: not Variant 0 of a guarantee by treaty or Variant 1")
    assert line.title.endswith("…")
    assert len(line.crossed_when[0].conditions[0].any) == 7
    profile = imported([put(tmp_path, f"{'p' * 190}.xml", PROFILE)]).case
    for each in (case, profile):
        assert case_kind("x.case.toml").text_to_save(each)


@given(
    st.lists(st.fractions(-1, 1, max_denominator=500), min_size=1, max_size=5),
    st.fractions(0, 1, max_denominator=500),
)
def test_points_stand_to_each_other_exactly_as_utilities_do(
    shares: list[Fraction], minimum: Fraction
) -> None:
    """Whatever fractions they are: all are multiplied by one number, or none can be held."""
    asked = issue("i", *(f"o{n}" for n in range(len(shares))))
    profile = Profile("p", "p.xml", {"i": {f"o{n}": s for n, s in enumerate(shares)}}, minimum)
    try:
        line, factor = line_of(profile, Party("p", "P"), (asked,))
    except TooFineError:
        return
    assert line.points is not None
    assert Fraction(line.points.minimum) == minimum * factor
    for number, share in enumerate(shares):
        assert Fraction(line.points.given("i", f"o{number}")) == share * factor


def test_a_decimal_is_never_rounded() -> None:
    """More digits than a case holds are refused, not cut."""
    assert str(exact_decimal(Fraction(1, 8))) == "0.125"
    with pytest.raises(TooFineError):
        exact_decimal(Fraction(10**15))


def test_what_is_imported_reads_back_as_it_was_made(tmp_path: Path) -> None:
    """Titles of any kind become ids, and stay titles."""
    text = PROFILE.replace('"Pond"', '"Пруд; [x] &amp; y"').replace('"carp"', '"Карп"')
    case = imported([put(tmp_path, "pond.xml", text)]).case
    assert case.title == "Пруд; [x] & y"
    assert [option.title for option in case.issues[1].options] == ["Карп", "none"]
    kind = case_kind("x.case.toml")
    assert kind.read(source_from_text("x.case.toml", kind.text_to_save(case))).content == case
