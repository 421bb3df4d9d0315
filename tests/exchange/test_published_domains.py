"""Published domains, imported, and counted as an evaluation of their own figures counts them."""

from __future__ import annotations

import itertools
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from planner.analysis.questions.open_set import open_set
from planner.analysis.questions.premises import Premises
from planner.check.checker import check
from planner.cli.main import main
from planner.exchange.reading import imported
from planner.files.cases.reading import read_case
from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario

PUBLISHED = Path(__file__).parent / "published"
BARTER = ("Barter-A-prof1.xml", "Barter-A-prof2.xml")
HALL = ("New_sporthal.xml", "New_sporthal_util1.xml", "New_sporthal_util2.xml")
WEB = ("profileA.json", "profileB.json")

Utility = Callable[[Mapping[str, str]], Fraction]
"""What a choice of values comes to."""


def of_genius(path: Path) -> tuple[Utility, Fraction]:
    """The profile's utility and its reservation value, worked out from the file alone."""
    root = ET.parse(path).getroot()  # noqa: S314 (our own file)
    weights = {w.get("index"): Fraction(w.get("value", "")) for w in root.iter("weight")}
    scored: dict[str, dict[str, Fraction]] = {}
    for issue in root.iter("issue"):
        of = {i.get("value", ""): Fraction(i.get("evaluation", "")) for i in issue.iter("item")}
        weight = weights[issue.get("index")]
        scored[issue.get("name", "")] = {v: weight * e / max(of.values()) for v, e in of.items()}
    (reservation,) = root.iter("reservation")
    return (
        lambda chosen: sum((scored[i][v] for i, v in chosen.items()), Fraction(0)),
        Fraction(reservation.get("value", "")),
    )


def of_geniusweb(path: Path) -> tuple[Utility, Fraction]:
    space = json.loads(path.read_text(encoding="utf-8"), parse_float=Fraction)
    space = space["LinearAdditiveUtilitySpace"]
    scored = {
        issue: of["DiscreteValueSetUtilities"]["valueUtilities"]
        for issue, of in space["issueUtilities"].items()
    }

    def utility(chosen: Mapping[str, str]) -> Fraction:
        return sum(
            (space["issueWeights"][i] * scored[i][v] for i, v in chosen.items()), Fraction(0)
        )

    bid = space.get("reservationBid")
    return utility, utility(bid["issuevalues"]) if bid else Fraction(0)


def outcomes(case: Case) -> Iterator[dict[str, str]]:
    for picked in itertools.product(*([o.title for o in i.options] for i in case.issues)):
        yield dict(zip((i.title for i in case.issues), picked, strict=True))


def with_reservation(folder: Path, name: str, value: str) -> Path:
    """The published profile with another reservation value, or reservation bid."""
    text = (PUBLISHED / name).read_text(encoding="utf-8")
    if name.endswith(".xml"):
        text = re.sub(r'<reservation value="[^"]*"', f'<reservation value="{value}"', text)
    else:
        data = json.loads(text, parse_float=lambda digits: digits)
        space = data["LinearAdditiveUtilitySpace"]
        values = {i: held["values"] for i, held in space["domain"]["issuesValues"].items()}
        bid = {i: of[int(float(value) * 10) % len(of)] for i, of in values.items()}
        text = (PUBLISHED / name).read_text(encoding="utf-8").rstrip()
        assert text.endswith("}\n}")
        text = f'{text[:-3].rstrip()},"reservationBid":{json.dumps({"issuevalues": bid})}}}\n}}'
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("reservation", ["0.50", "0.7", "0.85"])
@pytest.mark.parametrize("files", [BARTER, HALL, WEB], ids=lambda files: files[-1])
def test_the_open_set_is_what_reaches_all_reservation_values(
    files: tuple[str, ...], reservation: str, tmp_path: Path
) -> None:
    """Counted exactly from the published figures, a third and a seventh included."""
    paths = [
        with_reservation(tmp_path, name, reservation) if name not in HALL[:1] else PUBLISHED / name
        for name in files
    ]
    case = imported(paths).case
    profiles = [p for p in paths if p.name not in HALL[:1]]
    of = [(of_genius if p.suffix == ".xml" else of_geniusweb)(p) for p in profiles]
    expected = [o for o in outcomes(case) if all(utility(o) >= least for utility, least in of)]
    found = open_set(Premises(case, Reading.FIRM))
    assert found.scenarios == sum(1 for _ in outcomes(case))
    assert found.open == len(expected)
    assert len(case.parties) == len(profiles)


@pytest.mark.parametrize("files", [BARTER, HALL, WEB], ids=lambda files: files[-1])
def test_each_line_is_crossed_below_the_published_reservation_value(files: tuple[str, ...]) -> None:
    """For every outcome of the smaller domains, for each hundredth of the large one."""
    case = imported([PUBLISHED / name for name in files]).case
    profiles = [PUBLISHED / name for name in files if name not in HALL[:1]]
    of = [(of_genius if p.suffix == ".xml" else of_geniusweb)(p) for p in profiles]
    ids = {i.title: (i.id, {o.title: o.id for o in i.options}) for i in case.issues}
    for outcome in itertools.islice(outcomes(case), 0, None, 1 if len(case.issues) < 5 else 101):
        choices = {ids[i][0]: Choice(ids[i][1][v]) for i, v in outcome.items()}
        verdict = check(case, Scenario(case.id, choices=choices))
        crossed = [
            line.line in verdict.case.red_lines and line in verdict.crossed
            for line in verdict.lines
        ]
        assert crossed == [utility(outcome) < least for utility, least in of]


def test_published_figures_are_carried_over_digit_by_digit() -> None:
    """Decimals stay as they are; where others stand among them, all are multiplied alike."""
    barter = imported([PUBLISHED / name for name in BARTER]).case.red_lines[0].points
    assert barter is not None
    assert f"{barter.of_options['price']['4gm']}" == "0.27"
    assert str(barter.minimum) == "0.5"
    assert barter.scored_by == "the profile “Barter-A-prof1” in Barter-A-prof1.xml"
    hall = imported([PUBLISHED / name for name in HALL]).case.red_lines[0].points
    assert hall is not None
    assert re.search(r", times [1-9][0-9,]+$", hall.scored_by)
    shares = hall.of_options["grandstand"]
    assert Fraction(shares["no-grandstand"]) / Fraction(shares["normal-grandstand"]) == Fraction(
        1, 7
    )


def test_a_conflict_has_its_impossible_states(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of 32 states of the Elmira conflict 12 are left, counted from its own list."""
    file = PUBLISHED / "Elmira.gmcr"
    out = tmp_path / "elmira.case.toml"
    assert main(["import", str(file), "--out", str(out), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["left_out"] == [
        "Elmira.gmcr: preferences of decision makers (3): an order of states is no line",
        "Elmira.gmcr: in which direction options can be changed (3)",
    ]
    impossible = json.loads(file.read_text(encoding="utf-8"))["infeasibles"]
    left = [
        state
        for state in itertools.product("YN", repeat=5)
        if not any(all(state[n] == taken for n, taken in each) for each in impossible)
    ]
    case = read_case(out).case
    assert open_set(Premises(case, Reading.FIRM)).open == len(left) == 12
    capsys.readouterr()
    assert main(["analyse", str(out), "--only", "open"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "12 of them break no coherence rule; 12 of these use sourced options only" in told
    assert [party.name for party in case.parties] == ["MoE", "Uniroyal", "Local Government"]
    assert case.issues[1].question == "Does Uniroyal take it?"
